package rule_test

import (
	"math/bits"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Formulas that ask for the same condition both ways, against every set of
// changes tried: what helps one part must not be counted on where it harms
// another.
func TestRemediesWhereAConditionIsAskedBothWays(t *testing.T) {
	type truth = rule.Truth
	for name, f := range map[string]struct {
		formula func(c func(int) rule.Formula) rule.Formula
		hand    func(a, b, c, d truth) truth
	}{
		"a or b, and not a or c": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.All(rule.Any(c(0), c(1)), rule.Any(rule.Not(c(0)), c(2)), c(3))
			},
			func(a, b, c, d truth) truth { return a.Or(b).And(a.Not().Or(c)).And(d) },
		},
		"exactly one of two": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.All(rule.Any(c(0), c(1)), rule.Not(rule.All(c(0), c(1))), rule.Any(c(2), c(3)))
			},
			func(a, b, c, d truth) truth { return a.Or(b).And(a.And(b).Not()).And(c.Or(d)) },
		},
		"one way or the other": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.Any(rule.All(c(0), c(1), c(3)), rule.All(rule.Not(c(0)), c(2)))
			},
			func(a, b, c, d truth) truth { return a.And(b).And(d).Or(a.Not().And(c)) },
		},
		"two pairs at odds": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.All(rule.Any(c(0), c(1)), rule.Any(rule.Not(c(0)), c(2)), rule.Any(rule.Not(c(1)), c(3)), rule.Not(rule.Not(rule.Any(c(2), c(3)))))
			},
			func(a, b, c, d truth) truth { return a.Or(b).And(a.Not().Or(c)).And(b.Not().Or(d)).And(c.Or(d)) },
		},
	} {
		tab, err := plain(4, "contested", f.formula)
		require.NoError(t, err, name)
		for i := range 81 {
			v := []truth{all3[i%3], all3[i/3%3], all3[i/9%3], all3[i/27]}
			d := tab.Decide(&v, day, nil)
			require.Equal(t, rule.Outcome(f.hand(v[0], v[1], v[2], v[3])), d.Outcome(), "%s %v", name, v)
			if d.Outcome() == rule.Approved {
				require.Empty(t, d.Remedies())
				continue
			}
			// works[set]: some other truths of the members, and of nothing else, approve.
			var works [16]bool
			for j := range 81 {
				w := []truth{all3[j%3], all3[j/3%3], all3[j/9%3], all3[j/27]}
				set := 0
				for k := range w {
					if w[k] != v[k] {
						set |= 1 << k
					}
				}
				works[set] = works[set] || f.hand(w[0], w[1], w[2], w[3]) == rule.Met
			}
			var want []int
			for set := 1; set < 16; set++ {
				smaller := false
				for sub := (set - 1) & set; sub > 0; sub = (sub - 1) & set {
					smaller = smaller || works[sub]
				}
				if works[set] && !smaller {
					want = append(want, set)
				}
			}
			var got []int
			for _, r := range d.Remedies() {
				set := 0
				for _, n := range r.Needs {
					set |= 1 << (n.Code[len(n.Code)-1] - '0')
				}
				got = append(got, set)
			}
			require.True(t, slices.IsSortedFunc(got, func(a, b int) int { return bits.OnesCount(uint(a)) - bits.OnesCount(uint(b)) }), "fewest first: %v", got)
			slices.Sort(got)
			slices.Sort(want)
			require.Equal(t, want, got, "%s %v", name, v)
		}
	}
}

// spans are facts that hold on some days only.
type spans struct{ a, b civil.Range }

// Waiting brings a remedy only if all that it needs holds on one day: what has
// come and gone again before the rest has come does not.
func TestWaitingForWhatHasPassedByThen(t *testing.T) {
	holds := func(code string, of func(*spans) civil.Range) rule.Condition[spans, civil.Date] {
		return rule.Condition[spans, civil.Date]{
			Code: code, Cite: law.MustCite("8.1"), Path: "/" + code, Rule: law.Bilingual{ZH: "一", EN: "one"},
			Check:    func(s *spans, on civil.Date) rule.Truth { return rule.Of(of(s).Contains(on)) },
			Earliest: func(s *spans, _ civil.Date) civil.Date { return of(s).First },
		}
	}
	tab, err := rule.NewTable(rule.Spec[spans, struct{}, civil.Date]{
		Name: "spans", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "题", EN: "title"},
		Conditions: []rule.Condition[spans, civil.Date]{
			holds("TST-SPN-01", func(s *spans) civil.Range { return s.a }),
			holds("TST-SPN-02", func(s *spans) civil.Range { return s.b }),
		},
		Formula: rule.All(rule.Is("TST-SPN-01"), rule.Is("TST-SPN-02")),
		Prepare: func(on civil.Date, _ *struct{}) civil.Date { return on },
	})
	require.NoError(t, err)
	for _, c := range []struct {
		last int
		want civil.Date
	}{{4, civil.Date{}}, {9, civil.Date{}}, {10, day.AddDays(10)}, {20, day.AddDays(10)}} {
		s := spans{
			a: civil.Range{First: day.AddDays(10), Last: day.AddDays(30)},
			b: civil.Range{First: day.AddDays(3), Last: day.AddDays(c.last)},
		}
		remedies := tab.Decide(&s, day, nil).Remedies()
		require.Len(t, remedies, 1)
		assert.Equal(t, c.want, remedies[0].Earliest, "until day %d", c.last)
	}
}

// What is not known yet and will turn out the wrong way by the day is not waited
// for, whether the formula wants it met or not met; nor is what will still not be
// known then, for nobody may be told to come on a day that decides nothing.
func TestWaitingForWhatTurnsOutOtherwise(t *testing.T) {
	for _, turned := range []bool{false, true} {
		for _, later := range all3 {
			tab, err := rule.NewTable(rule.Spec[struct{}, struct{}, civil.Date]{
				Name: "open", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "题", EN: "title"},
				Conditions: []rule.Condition[struct{}, civil.Date]{{
					Code: "TST-OPN-01", Cite: law.MustCite("8.1"), Path: "/open", Rule: law.Bilingual{ZH: "一", EN: "one"},
					Check: func(_ *struct{}, on civil.Date) rule.Truth {
						if on.OnOrAfter(day.AddDays(5)) {
							return later
						}
						return rule.Unknown
					},
					Earliest: func(*struct{}, civil.Date) civil.Date { return day.AddDays(5) },
				}},
				Formula: func() rule.Formula {
					if turned {
						return rule.Not(rule.Is("TST-OPN-01"))
					}
					return rule.All(rule.Is("TST-OPN-01"))
				}(),
				Prepare: func(on civil.Date, _ *struct{}) civil.Date { return on },
			})
			require.NoError(t, err)
			remedies := tab.Decide(&struct{}{}, day, nil).Remedies()
			require.Len(t, remedies, 1)
			want := civil.Date{}
			if turned && later == rule.Unmet || !turned && later == rule.Met {
				want = day.AddDays(5)
			}
			assert.Equal(t, want, tab.Decide(&struct{}{}, day, nil).Earliest())
			assert.Equal(t, want, remedies[0].Earliest, "turned %v, then %v", turned, later)
		}
	}
}
