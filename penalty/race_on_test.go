//go:build race

package penalty

const raceDetector = true
