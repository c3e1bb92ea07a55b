package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/rule"
)

// TestReasonsMinimal repairs blamed results by brute force: repairing all of
// them must lift the blame, and repairing any one must change the outcome or
// the blame.
func TestReasonsMinimal(t *testing.T) {
	index := map[string]int{}
	for i, r := range readers.Decide(&reader{}, day, nil).Results() {
		index[r.Code] = i
	}
	good := [5]rule.Truth{rule.Met, rule.Met, rule.Met, rule.Met, rule.Unmet}
	eachAssignment(func(v [5]rule.Truth) {
		d := readers.Decide(readerOf(v), day, nil)
		reasons := d.Reasons()
		fixed := v
		for _, r := range reasons {
			one := v
			one[index[r.Code]] = good[index[r.Code]]
			fixed[index[r.Code]] = good[index[r.Code]]
			e := readers.Decide(readerOf(one), day, nil)
			require.NotEqual(t, d.Outcome().String()+codes(reasons), e.Outcome().String()+codes(e.Reasons()), "%v %s", v, r.Code)
			// A refusal blames only what failed.
			if d.Outcome() == rule.Refused {
				require.NotEqual(t, good[index[r.Code]], r.Truth)
				require.NotEqual(t, rule.Unknown, r.Truth)
			}
		}
		if d.Outcome() != rule.Approved {
			require.NotEqual(t, d.Outcome(), readers.Decide(readerOf(fixed), day, nil).Outcome(), "%v", v)
		}
	})
}
