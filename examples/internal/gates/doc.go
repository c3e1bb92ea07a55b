// Package gates holds the tests that guard the house as a whole: that arrows
// between packages point down, that rule packages do no I/O and read no clock,
// that the exported API, the dependencies and the condition codes are those
// written down in testdata, that nobody's real number is in the repository.
//
// After a deliberate change, rewrite the listings and read the difference:
//
//	go generate ./internal/gates
//
// Nothing imports this package.
package gates

//go:generate go test -run Listing -update .
