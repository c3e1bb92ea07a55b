//go:build !race

package permit_test

const raceDetector = false
