package penalty_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// What a decision blames, asks and offers is what trying all possibilities
// finds: nothing less, nothing more.
func TestMinimalReasons(t *testing.T) {
	for _, f := range penalty.Tables() {
		p := ruletest.New(f)
		if p.Assignments() == 0 {
			t.Logf("%s: %d assignments of up to two defects", f.Name(), fewDefects(t, p))
			continue
		}
		for n := range p.Assignments() {
			x := p.Assignment(n)
			require.Empty(t, p.Fault(x, p.All()), "%s %v", f.Name(), x)
		}
		t.Logf("%s: all %d assignments", f.Name(), p.Assignments())
	}
}

// spare is how many conditions of the table of execution lift one another; they
// come first. The rest stand each by itself.
const spare = 8

// Every way in which these can turn out, with the rest met.
//
// Grave circumstances and a second violation lift several grounds at once. Where
// one of them has to hold on account of one age, the other ages and what else
// lifts them no longer matter, and are asked for all the same. No facts lead
// there: an age that is known is known for all.
func TestMinimalReasonsOfExecution(t *testing.T) {
	p := ruletest.New(executionForm(t))
	p.Repeats = true
	tried := 0
	for n := range assignments(spare) {
		x := slices.Repeat([]rule.Truth{rule.Met}, len(p.Codes()))
		for i := range spare {
			x[i], n = rule.Truth(n%3), n/3
		}
		require.Empty(t, p.Fault(x, 1<<spare-1), "%v", x)
		tried++
	}
	require.Equal(t, "{PEN-EXE-01 PEN-EXE-02 PEN-EXE-03 PEN-EXE-04 PEN-EXE-07}", p.Spell(p.OverAsked))
	require.Zero(t, p.OverBlamed)
	t.Logf("all %d assignments", tried)
}

func assignments(conditions int) int {
	n := 1
	for range conditions {
		n *= 3
	}
	return n
}

func executionForm(t *testing.T) *rule.Form {
	t.Helper()
	for _, f := range penalty.Tables() {
		if f.Name() == "penalty-execute" {
			return f
		}
	}
	require.Fail(t, "no table of execution")
	return nil
}

// fewDefects tries a large table with all met but up to two conditions.
func fewDefects(t *testing.T, p *ruletest.Puzzle) (tried int) {
	t.Helper()
	n := len(p.Codes())
	for a := range n {
		for b := range a + 1 {
			for kind := range 4 {
				x := slices.Repeat([]rule.Truth{rule.Met}, n)
				x[a], x[b] = rule.Truth(kind&1*2), rule.Truth(kind>>1*2) // unknown or unmet
				require.Empty(t, p.Fault(x, 1<<a|1<<b), "%v", x)
				tried++
			}
		}
	}
	return tried
}

// The check sees it where a table takes no notice of one of its conditions,
// and finds nothing where the table does.
func TestMinimalReasonsSeeADroppedCondition(t *testing.T) {
	for _, f := range penalty.Tables() {
		for i := range f.Len() {
			p, dropped := ruletest.New(f), ruletest.New(f)
			dropped.Decide = func(x []rule.Truth) rule.Decision {
				return p.Suppose(ruletest.Change(x, 1<<i, func(int) rule.Truth { return rule.Met }))
			}
			seen := false
			for j := range f.Len() {
				for _, rest := range []rule.Truth{rule.Met, rule.Unmet} {
					x := slices.Repeat([]rule.Truth{rest}, f.Len())
					domain := p.All()
					switch {
					case rest == rule.Met:
						domain = 1<<i | 1<<j
					case f.Name() == "penalty-execute" && i < spare && j < spare:
						domain = 1<<spare - 1
						for k := spare; k < f.Len(); k++ {
							x[k] = rule.Met
						}
					case p.Assignments() == 0:
						continue // too large a domain to try
					}
					x[j], x[i] = rule.Met, rule.Unmet
					require.Empty(t, p.Fault(x, domain), "%s %v", f.Name(), x)
					seen = seen || dropped.Fault(x, domain) != ""
				}
			}
			require.True(t, seen, "%s %s", f.Name(), p.Codes()[i])
		}
	}
}
