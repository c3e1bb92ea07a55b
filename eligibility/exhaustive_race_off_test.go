//go:build !race

package eligibility_test

// How much the exhaustive checks try: all, or every third, … under the race
// detector, which makes them ten times slower.
const (
	minimalSamples    = 2500
	minimalStep       = 7
	companyStep       = 1
	randomAssignments = 40000
	coherenceStep     = 9
	agencySamples     = 1000
	productStep       = 1
	repairs           = 1500
	readingStep       = 3
	visitStep         = 11
	dayStep           = 1
)
