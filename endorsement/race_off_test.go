//go:build !race

package endorsement_test

const raceDetector = false
