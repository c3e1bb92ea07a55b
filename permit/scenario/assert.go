package scenario

import (
	"errors"
	"testing"

	"github.com/juzhuzheng/residence/permit/rule"
)

// An Expectation checks a decision. Each of its methods is a check of its own
// and reports at most one failure, of fewer than 15 lines: what was expected
// beside what is, with the clauses of both and their texts.
type Expectation struct {
	t     testing.TB
	shown Shown
}

// Expect is for the checks of one decision:
//
//	scenario.Expect(t, decision).RefusedBecause("8.1")
func Expect(t testing.TB, d rule.Decision) *Expectation {
	e := &Expectation{t: t}
	e.shown.decided(d)
	return e
}

// check reports the first difference, if there is one. Words that are no clause
// and no code fail as well: they could never be found.
func (e *Expectation) check(word string, args ...string) *Expectation {
	e.t.Helper()
	x, err := parseExpectation(append([]string{word}, args...))
	if err == nil {
		err = e.shown.meets(&x)
	}
	var c *complaint
	switch {
	case errors.As(err, &c):
		c.where = errors.New(e.shown.first().Table() + ", on " + e.shown.first().On().String())
		e.t.Errorf("%v", c)
	case err != nil:
		e.t.Errorf("%v", err)
	}
	return e
}

// Approved checks that the outcome is an approval.
func (e *Expectation) Approved() *Expectation { e.t.Helper(); return e.check("approved") }

// Refused checks that the outcome is a refusal.
func (e *Expectation) Refused() *Expectation { e.t.Helper(); return e.check("refused") }

// Undetermined checks that the outcome is open.
func (e *Expectation) Undetermined() *Expectation { e.t.Helper(); return e.check("undetermined") }

// RefusedBecause checks that the outcome is a refusal and that each of the
// clauses (8.1) and codes (ELG-REG-02) is to blame.
func (e *Expectation) RefusedBecause(clausesAndCodes ...string) *Expectation {
	e.t.Helper()
	return e.check("refused", append([]string{"because"}, clausesAndCodes...)...)
}

// RefusedOnlyBecause is RefusedBecause, and nothing else is to blame.
func (e *Expectation) RefusedOnlyBecause(clausesAndCodes ...string) *Expectation {
	e.t.Helper()
	return e.check("refused", append([]string{"only-because"}, clausesAndCodes...)...)
}

// OpenBecause checks that the outcome is open and that each of the clauses and
// codes keeps it so.
func (e *Expectation) OpenBecause(clausesAndCodes ...string) *Expectation {
	e.t.Helper()
	return e.check("undetermined", append([]string{"because"}, clausesAndCodes...)...)
}

// Met checks that each of the conditions came to yes; of a clause, that the
// decision rests on it.
func (e *Expectation) Met(clausesAndCodes ...string) *Expectation {
	e.t.Helper()
	return e.check("met", clausesAndCodes...)
}

// Unmet checks that each of the conditions came to no; of a clause, that it is
// to blame.
func (e *Expectation) Unmet(clausesAndCodes ...string) *Expectation {
	e.t.Helper()
	return e.check("unmet", clausesAndCodes...)
}

// Earliest checks the first day on which waiting alone brings an approval.
func (e *Expectation) Earliest(day string) *Expectation {
	e.t.Helper()
	return e.check("earliest=" + day)
}
