package rule_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// TestRemediesAreTheSmallest compares with all 32 sets of changes tried.
func TestRemediesAreTheSmallest(t *testing.T) {
	good := [5]rule.Truth{rule.Met, rule.Met, rule.Met, rule.Met, rule.Unmet}
	lines := []string{"TST-REG-01", "TST-OWN-01", "TST-RNT-01", "TST-RNT-02", "TST-BAN-01"}
	eachAssignment(func(v [5]rule.Truth) {
		d := readers.Decide(readerOf(v), day, nil)
		works := func(set int) bool {
			w := v
			for i := range w {
				if set>>i&1 == 1 {
					w[i] = good[i]
				}
			}
			return outcomeByHand(w[0], w[1], w[2], w[3], w[4]) == rule.Approved
		}
		want := map[string]bool{}
		for set := 1; set < 32; set++ {
			minimal := works(set)
			for i := range 5 {
				if set>>i&1 == 1 && works(set&^(1<<i)) {
					minimal = false
				}
			}
			if minimal {
				var cs []string
				for i := range 5 {
					if set>>i&1 == 1 {
						cs = append(cs, lines[i])
					}
				}
				want[strings.Join(cs, " ")] = true
			}
		}
		if d.Outcome() == rule.Approved {
			require.Empty(t, d.Remedies())
			return
		}
		got := map[string]bool{}
		for _, r := range d.Remedies() {
			got[codes(r.Needs)] = true
		}
		require.Equal(t, want, got, "%v", v)
	})
}

func TestRemedyByWaiting(t *testing.T) {
	r := &reader{since: civil.MustParse("2026-07-10"), owns: rule.Met, banned: rule.Unmet}
	rem := readers.Decide(r, day, nil).Remedies()
	require.Len(t, rem, 1)
	assert.Equal(t, "TST-REG-01", codes(rem[0].Needs))
	assert.Equal(t, "2026-07-21", rem[0].Earliest.String())

	r.owns = rule.Unmet // waiting alone gives nobody a chair
	for _, m := range readers.Decide(r, day, nil).Remedies() {
		assert.True(t, m.Earliest.IsZero(), codes(m.Needs))
	}
}
