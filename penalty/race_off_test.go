//go:build !race

package penalty

const raceDetector = false
