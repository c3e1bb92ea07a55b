package ruletest

import (
	"slices"
	"testing"

	"github.com/juzhuzheng/residence/permit/rule"
)

// Minimal tries every possibility of each form: what a decision blames, asks and
// offers must be what trying finds, nothing less and nothing more. Then it proves
// that it would see a table that takes no notice of one of its conditions. The
// forms must be small: it tries three truths for each condition.
func Minimal(t *testing.T, forms []*rule.Form) {
	t.Helper()
	for _, f := range forms {
		t.Run(f.Name(), func(t *testing.T) {
			p := New(f)
			for n := range p.Assignments() {
				x := p.Assignment(n)
				if fault := p.Fault(x, p.All()); fault != "" {
					t.Fatalf("%v: %s", x, fault)
				}
			}
			for i := range f.Len() {
				seesDropped(t, f, i)
			}
			t.Logf("all %d assignments", p.Assignments())
		})
	}
	if len(forms) == 0 {
		t.Fatal("there is no form to try")
	}
}

// seesDropped requires that dropping the condition is seen, and that nothing is
// seen where nothing is dropped.
func seesDropped(t *testing.T, f *rule.Form, i int) {
	t.Helper()
	p, dropped := New(f), New(f)
	dropped.Decide = func(x []rule.Truth) rule.Decision {
		return p.Suppose(Change(x, 1<<i, func(int) rule.Truth { return rule.Met }))
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
			if fault := p.Fault(x, domain); fault != "" {
				t.Fatalf("%v: %s", x, fault)
			}
			seen = seen || dropped.Fault(x, domain) != ""
		}
	}
	if !seen {
		t.Errorf("nobody sees that %s is dropped", p.Codes()[i])
	}
}
