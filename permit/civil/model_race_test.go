//go:build race

package civil

// The race detector makes arithmetic ten times slower and has nothing to find
// in it, so the walk is shorter under it. It still holds the leap years and the
// century without one (1800).
const modelYears = 40
