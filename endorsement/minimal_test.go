package endorsement_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// What a decision blames, asks and offers is what trying all possibilities
// finds: nothing less, nothing more.
func TestMinimalReasons(t *testing.T) {
	for _, f := range endorsement.Tables() {
		p := ruletest.New(f)
		for n := range p.Assignments() {
			x := p.Assignment(n)
			require.Empty(t, p.Fault(x, p.All()), "%s %v", f.Name(), x)
		}
		t.Logf("%s: all %d assignments", f.Name(), p.Assignments())
	}
}

// The check sees it where a table takes no notice of one of its conditions,
// and finds nothing where the table does.
func TestMinimalReasonsSeeADroppedCondition(t *testing.T) {
	for _, f := range endorsement.Tables() {
		for i := range f.Len() {
			p, dropped := ruletest.New(f), ruletest.New(f)
			dropped.Decide = func(x []rule.Truth) rule.Decision {
				return p.Suppose(ruletest.Change(x, 1<<i, func(int) rule.Truth { return rule.Met }))
			}
			seen := false
			for j := range f.Len() {
				for _, rest := range []rule.Truth{rule.Met, rule.Unmet} {
					x := slices.Repeat([]rule.Truth{rest}, f.Len())
					x[j], x[i] = rule.Met, rule.Unmet
					domain := p.All()
					if rest == rule.Met {
						domain = 1<<i | 1<<j
					}
					require.Empty(t, p.Fault(x, domain), "%s %v", f.Name(), x)
					seen = seen || dropped.Fault(x, domain) != ""
				}
			}
			require.True(t, seen, "%s %s", f.Name(), p.Codes()[i])
		}
	}
}
