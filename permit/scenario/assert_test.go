package scenario_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/scenario"
)

// record is a test that keeps what fails.
type record struct {
	testing.TB
	failures []string
}

func (r *record) Helper() {}

func (r *record) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func decide(day string, with ...scenario.With) rule.Decision {
	a := scenario.Application(day, with...)
	return eligibility.Decide(&a, civil.MustParse(day), nil)
}

func TestExpectPasses(t *testing.T) {
	scenario.Expect(t, decide("2026-07-16", scenario.Registered("2026-01-15"))).Approved().Met("8.1", "ELG-REG-02")
	scenario.Expect(t, decide("2026-07-15", scenario.Registered("2026-01-15"))).
		Refused().RefusedBecause("8.1").RefusedOnlyBecause("ELG-REG-02").Unmet("8.1").Earliest("2026-07-16")
	scenario.Expect(t, decide("2026-07-16", scenario.NotReviewed())).Undetermined().OpenBecause("5.2")
}

func TestExpectFailsReadably(t *testing.T) {
	early := decide("2026-07-15", scenario.Registered("2026-01-15"))
	good := decide("2026-07-16")
	for _, c := range []struct {
		name  string
		check func(*scenario.Expectation)
		d     rule.Decision
		want  []string
	}{
		{"another clause", func(e *scenario.Expectation) { e.RefusedBecause("8.2.b") }, early, []string{
			"not as expected\nexpected  because 8.2.b\nactual    refused because 8.1 ELG-REG-02\nin        eligibility, on 2026-07-15\n8.2.b 稳定住所",
			"\n8.2.b 'Stable dwelling' means", "\n8.1 来京人员办理暂住登记已满半年", "\n8.1 A person who has come to Beijing",
		}},
		{"no refusal", func(e *scenario.Expectation) { e.RefusedBecause("8.1") }, good, []string{"expected  refused\nactual    approved\n"}},
		{"no approval", func(e *scenario.Expectation) { e.Approved() }, early, []string{"expected  approved\nactual    refused because 8.1 ELG-REG-02\n"}},
		{"not open", func(e *scenario.Expectation) { e.OpenBecause("5.2") }, good, []string{"expected  undetermined\nactual    approved\n"}},
		{"another day", func(e *scenario.Expectation) { e.Earliest("2026-07-15") }, early, []string{"expected  earliest=2026-07-15\nactual    earliest=2026-07-16\n"}},
		{"not met", func(e *scenario.Expectation) { e.Met("8.1") }, early, []string{"expected  met 8.1\nactual    8.1 no\n"}},
		{"met", func(e *scenario.Expectation) { e.Unmet("8.1") }, good, []string{"expected  unmet 8.1\nactual    8.1 yes\n"}},
		{"no such clause", func(e *scenario.Expectation) { e.RefusedBecause("8.9") }, early, []string{"the draft has no clause 8.9"}},
		{"nothing named", func(e *scenario.Expectation) { e.RefusedBecause() }, early, []string{"because needs a clause or a code, as in: because 8.1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &record{TB: t}
			c.check(scenario.Expect(r, c.d))
			require.Len(t, r.failures, 1)
			for _, want := range c.want {
				require.Contains(t, r.failures[0], want)
			}
			require.Less(t, strings.Count(r.failures[0], "\n")+1, 15)
		})
	}
}
