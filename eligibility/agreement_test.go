package eligibility_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The table and the hand-written mask agree on every condition and on the
// outcome, for facts of all kinds.
func TestTableAgreesWithMask(t *testing.T) {
	c := chance{rand.New(rand.NewPCG(7, 11))}
	seen := map[rule.Outcome]int{}
	for range 30000 {
		on := day("2026-07-16").AddDays(c.IntN(400))
		a := c.application(on)
		k := cutOffsOn(on)
		m := handMask(a, &k)
		d := eligibility.Decide(a, on, nil)
		for i, r := range d.Results() {
			want := rule.Unknown
			switch {
			case m.met>>i&1 == 1:
				want = rule.Met
			case m.unmet>>i&1 == 1:
				want = rule.Unmet
			}
			if r.Truth != want {
				t.Fatalf("%s: table %v, mask %v", r.Code, r.Truth, want)
			}
		}
		want := [...]rule.Outcome{rule.Refused, rule.Undetermined, rule.Approved}[m.outcome()]
		require.Equal(t, want, d.Outcome())
		require.True(t, d.Equal(eligibility.On(on, nil).Decide(a)))
		seen[want]++
	}
	for o, n := range seen {
		require.Greater(t, n, 150, o)
	}
	require.Len(t, seen, 3)
}

// Deciding allocates nothing until a text is asked for.
func TestDecideAllocatesNothing(t *testing.T) {
	a, on, p := employee("2026-01", "2026-06"), day("2026-07-16"), new(eligibility.Policy)
	a.Dwellings = append(a.Dwellings, lease(), lease())
	ready := eligibility.On(on, p)
	var out rule.Outcome
	require.Zero(t, testing.AllocsPerRun(100, func() {
		out += eligibility.Decide(a, on, p).Outcome()
		out += eligibility.Decide(a, on, nil).Outcome()
		out += ready.Decide(a).Outcome()
	}))
}
