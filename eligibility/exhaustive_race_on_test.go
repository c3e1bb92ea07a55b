//go:build race

package eligibility_test

// The same checks on fewer assignments: the race detector slows them down.
const (
	minimalSamples    = 400
	minimalStep       = 71
	companyStep       = 9
	randomAssignments = 3000
	coherenceStep     = 23
	agencySamples     = 250
	productStep       = 97
	repairs           = 300
	readingStep       = 29
	visitStep         = 101
	dayStep           = 7
)
