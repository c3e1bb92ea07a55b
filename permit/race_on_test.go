//go:build race

package permit_test

const raceDetector = true
