package eligibility_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// defects is an assignment of a large table in which all is met but a few
// conditions of each group, and the set of those.
func defects(p *ruletest.Puzzle, r *rand.Rand, groups ...[]string) (x []rule.Truth, domain ruletest.Set) {
	x = slices.Repeat([]rule.Truth{rule.Met}, len(p.Codes()))
	for _, g := range groups {
		for range r.IntN(4) {
			one := p.Set(g[r.IntN(len(g))])
			x = ruletest.Change(x, one, func(int) rule.Truth { return rule.Truth(2 * r.IntN(2)) }) // unknown or unmet
			domain |= one
		}
	}
	return x, domain
}

// What a decision blames, asks and offers is what trying all possibilities
// finds: nothing less, nothing more.
func TestMinimalReasons(t *testing.T) {
	for _, f := range eligibility.Tables() {
		p := ruletest.New(f)
		every := p.All()
		tried := 0
		try := func(x []rule.Truth, domain ruletest.Set) {
			require.Empty(t, p.Fault(x, domain), "%s %v", f.Name(), x)
			tried++
		}
		r := rand.New(rand.NewPCG(8, 1))
		switch f.Name() {
		case "eligibility":
			for range minimalSamples {
				try(defects(p, r, scope, slices.Concat(work, bases), bases, home, school))
			}
		case "agency":
			// The applicant acts in person or does not: both ways start from the
			// same condition. It is asked for even where either answer would do.
			// No facts lead there: while it is open nobody has named an agent.
			p = ruletest.New(f, eligibility.CodeInPerson)
			p.Repeats = true
			for range agencySamples {
				x := p.Assignment(r.IntN(p.Assignments()))
				for i := range x {
					if r.IntN(3) > 0 {
						x[i] = rule.Met
					}
				}
				try(x, every)
			}
			require.Equal(t, p.Set(eligibility.CodeInPerson), p.OverAsked)
			require.Zero(t, p.OverBlamed)
		default:
			for n := range p.Assignments() {
				if f.Len() < 8 || n%minimalStep == 0 {
					try(p.Assignment(n), every)
				}
			}
		}
		t.Logf("%s: %d assignments", f.Name(), tried)
	}
}

// The check sees it where a table takes no notice of one of its conditions.
func TestMinimalReasonsSeeADroppedCondition(t *testing.T) {
	unmet := func(int) rule.Truth { return rule.Unmet }
	for _, f := range eligibility.Tables() {
		for i := range f.Len() {
			p, dropped := ruletest.New(f), ruletest.New(f)
			dropped.Decide = func(x []rule.Truth) rule.Decision {
				return p.Suppose(ruletest.Change(x, 1<<i, func(int) rule.Truth { return rule.Met }))
			}
			// The condition has failed, and so has what could do in its stead.
			domain := ruletest.Set(1) << i
			switch f.Name() {
			case "eligibility":
				domain |= p.Set(slices.Concat(bases, home[:1], school[:1])...)
			case "agency":
				domain |= p.Set(eligibility.CodeInPerson, eligibility.CodeLimitedMobility, eligibility.CodeGuardian)
			}
			seen := false
			for s := range (domain &^ (1 << i)).Subsets() {
				x := ruletest.Change(slices.Repeat([]rule.Truth{rule.Met}, f.Len()), s|1<<i, unmet)
				seen = seen || dropped.Fault(x, domain) != ""
			}
			require.True(t, seen, "%s %s", f.Name(), p.Codes()[i])
		}
	}
}

// The day that a remedy names is the first on which what it needs will hold if
// nothing is done but wait, and on which the same facts are approved; where waiting
// will not do, because the registration or the lease is over by then, it names none.
// The decision names the first day on which they are approved. Found by trying every
// day.
func TestMinimalWaiting(t *testing.T) {
	on, days := day(july16), 500
	named, never := 0, 0
	for _, p := range []eligibility.Policy{
		{}, {Full: eligibility.OnLastDay}, {Lasting: eligibility.MustStillLast}, {Lasting: eligibility.MustHaveLasted},
		{Continuity: eligibility.PeriodsAddUp}, {StartsWith: eligibility.WithLaterOfBoth},
	} {
		for _, registered := range []string{"2026-01-14", "2026-01-16", "2026-04-30", "2026-07-16"} {
			for _, last := range []string{"", "2026-07-16", "2026-08-01", "2026-10-30", "2026-10-31", "2027-03-01"} {
				if last != "" && p.Continuity == eligibility.PeriodsAddUp {
					continue // days that add up are a half-year of the calendar or not by where they end
				}
				for _, begins := range []string{"2020-01-01", "2026-03-01", "2026-07-17", "2026-10-31"} {
					for _, ends := range []string{"2026-07-20", "2026-10-30", "2026-10-31", "2027-02-28", "2027-06-01", "长期"} {
						if ends != "长期" && ends < begins {
							continue
						}
						a := tenant(registered)
						a.ResidesSince = day("2026-05-05")
						if last != "" {
							a.Registrations[0].Last = day(last)
						}
						a.Dwellings[0].Term = term(begins, ends)
						d, first := eligibility.Decide(a, on, &p), civil.Date{}
						for i := 1; i <= days && first.IsZero() && !d.Approved(); i++ {
							if eligibility.Decide(a, on.AddDays(i), &p).Approved() {
								first = on.AddDays(i)
							}
						}
						require.Equal(t, first.String(), d.Earliest().String(), "registered %s to %s, lease %s to %s, %+v", registered, last, begins, ends, p)
						for _, m := range d.Remedies() {
							if slices.ContainsFunc(m.Needs, func(r rule.Result) bool {
								return r.Code != eligibility.CodeHalfYear && r.Code != eligibility.CodeDwellingInForce
							}) {
								continue
							}
							want := civil.Date{}
							for i := 1; i <= days && want.IsZero(); i++ {
								then := eligibility.Decide(a, on.AddDays(i), &p)
								if !slices.ContainsFunc(m.Needs, func(r rule.Result) bool { return then.Truth(r.Code) != rule.Met }) {
									want = on.AddDays(i)
								}
							}
							if !want.IsZero() && !eligibility.Decide(a, want, &p).Approved() {
								want = civil.Date{}
							}
							require.Equal(t, want.String(), m.Earliest.String(), "%v: registered %s to %s, lease %s to %s, %+v", codes(m.Needs), registered, last, begins, ends, p)
							if want.IsZero() {
								never++
							} else {
								named++
							}
						}
					}
				}
			}
		}
	}
	require.NotZero(t, never)
	t.Logf("%d remedies by waiting, %d where waiting does not help", named, never)
}
