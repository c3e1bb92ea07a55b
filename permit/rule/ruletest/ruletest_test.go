package ruletest_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// Two conditions, and one that only another table has.
const a, b, c = "TST-AAA-01", "TST-AAA-02", "TST-BBB-01"

// form builds a table without facts.
func form(formula rule.Formula, codes ...string) *rule.Form {
	spec := rule.Spec[struct{}, struct{}, struct{}]{
		Name: "made-up", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "虚构的表", EN: "made up"},
		Formula: formula,
		Prepare: func(civil.Date, *struct{}) (k struct{}) { return k },
	}
	for _, code := range codes {
		spec.Conditions = append(spec.Conditions, rule.Condition[struct{}, struct{}]{
			Code: code, Cite: law.MustCite("8.1"), Path: "/x", Rule: law.Bilingual{ZH: "条件", EN: "condition"},
			Check: func(*struct{}, struct{}) rule.Truth { return rule.Unknown },
		})
	}
	return rule.MustTable(spec).Form()
}

func both() *rule.Form  { return form(rule.All(rule.Is(a), rule.Is(b)), a, b) }
func oneOf() *rule.Form { return form(rule.Any(rule.Is(a), rule.Is(b)), a, b) }
func neither() *rule.Form {
	return form(rule.All(rule.Not(rule.Is(a)), rule.Not(rule.Is(b))), a, b)
}

// Each planted fault is called by its name; the same assignment rightly decided
// has none.
func TestFaultSeesPlantedFaults(t *testing.T) {
	const met, unmet, open = rule.Met, rule.Unmet, rule.Unknown
	// by decides by another table, taking some truths for others.
	by := func(f *rule.Form, take func(x []rule.Truth)) func([]rule.Truth) rule.Decision {
		return func(x []rule.Truth) rule.Decision {
			y := slices.Clone(x)
			if take != nil {
				take(y)
			}
			return ruletest.New(f).Suppose(y)
		}
	}
	for _, planted := range []struct {
		table  *rule.Form
		decide func([]rule.Truth) rule.Decision
		x      [2]rule.Truth
		want   string
	}{
		{both(), by(oneOf(), nil), [2]rule.Truth{met, unmet}, "an approval with something to blame, or without grounds"},
		{both(), by(both(), func(x []rule.Truth) { x[0] = unmet }), [2]rule.Truth{open, met}, a + " is blamed and not known"},
		{both(), by(both(), func(x []rule.Truth) { x[0] = unmet }), [2]rule.Truth{met, unmet}, a + " is blamed and met"},
		{both(), by(both(), func(x []rule.Truth) { x[0] = unmet }), [2]rule.Truth{unmet, met}, a + " is blamed, and changing it changes nothing"},
		{oneOf(), by(both(), nil), [2]rule.Truth{unmet, met}, "what is blamed does not refuse by itself"},
		{both(), by(both(), func(x []rule.Truth) { x[1] = met }), [2]rule.Truth{unmet, unmet}, "blamed {" + a + "}, to blame {" + a + " " + b + "}"},
		{both(), by(both(), func(x []rule.Truth) { x[1] = met }), [2]rule.Truth{open, open}, "asked {" + a + "}, to ask {" + a + " " + b + "}"},
		{both(), by(both(), func(x []rule.Truth) { x[0] = open }), [2]rule.Truth{met, met}, "asked {" + a + "}, to ask {}"},
		{oneOf(), by(both(), nil), [2]rule.Truth{unmet, unmet}, "offered {" + a + " " + b + "}, cures {" + a + "} {" + b + "}"},
		{both(), func([]rule.Truth) rule.Decision {
			return ruletest.New(form(rule.Is(c), c)).Suppose([]rule.Truth{unmet})
		}, [2]rule.Truth{unmet, met}, "it speaks of " + c + ", which the table lacks"},
	} {
		p := ruletest.New(planted.table)
		require.Empty(t, p.Fault(planted.x[:], p.All()), planted.want)
		p.Decide = planted.decide
		require.Equal(t, planted.want, p.Fault(planted.x[:], p.All()))
	}
}

// A condition that helps by being unmet has to be named: untold it is a fault.
func TestNewTakesConditionsThatHelpByBeingUnmet(t *testing.T) {
	told, untold := ruletest.New(neither(), a, b), ruletest.New(neither())
	faults := 0
	for n := range told.Assignments() {
		require.Empty(t, told.Fault(told.Assignment(n), told.All()))
		if untold.Fault(untold.Assignment(n), untold.All()) != "" {
			faults++
		}
	}
	require.Equal(t, 8, faults) // all but the approval
}

// Met or unmet, the first condition changes nothing, and yet it is asked for.
func TestRepeatsCollectsWhatIsTooMuch(t *testing.T) {
	p := ruletest.New(form(rule.Any(rule.All(rule.Is(a), rule.Is(b)), rule.All(rule.Not(rule.Is(a)), rule.Is(b))), a, b), a)
	x := []rule.Truth{rule.Unknown, rule.Met}
	require.Equal(t, rule.Undetermined, p.Outcome(x))
	require.Zero(t, p.ToAsk(x))
	require.Equal(t, "asked {"+a+"}, to ask {}", p.Fault(x, p.All()))
	require.Zero(t, p.OverAsked)
	p.Repeats = true
	require.Empty(t, p.Fault(x, p.All()))
	require.Equal(t, p.Set(a), p.OverAsked)
	require.Zero(t, p.OverBlamed)
	// Too little stays a fault.
	p.Decide = func([]rule.Truth) rule.Decision { return rule.Decision{} }
	require.Equal(t, "asked {}, to ask {"+b+"}", p.Fault([]rule.Truth{rule.Met, rule.Unknown}, p.All()))
}

func TestAssignmentsAreAllDifferent(t *testing.T) {
	p := ruletest.New(both())
	require.Equal(t, 9, p.Assignments())
	require.Equal(t, []string{a, b}, p.Codes())
	seen := map[[2]rule.Truth]rule.Outcome{}
	for n := range p.Assignments() {
		x := p.Assignment(n)
		seen[[2]rule.Truth(x)] = p.Outcome(x)
		require.Equal(t, p.Outcome(x), p.Suppose(x).Outcome())
	}
	require.Len(t, seen, 9)
	// More than twelve conditions are too many to count out.
	var codes []string
	var parts []rule.Formula
	for i := range 13 {
		codes = append(codes, "TST-AAA-"+string([]byte{'0' + byte(i/10), '0' + byte(i%10)}))
		parts = append(parts, rule.Is(codes[i]))
	}
	large := ruletest.New(form(rule.All(parts...), codes...))
	require.Zero(t, large.Assignments())
	x := ruletest.Change(slices.Repeat([]rule.Truth{rule.Met}, 13), 1<<12, func(int) rule.Truth { return rule.Unmet })
	require.Equal(t, rule.Refused, large.Outcome(x))
	require.Empty(t, large.Fault(x, 1<<12|1<<3))
}

func TestSubsetsYieldsEachOnce(t *testing.T) {
	require.Equal(t, []ruletest.Set{0}, slices.Collect(ruletest.Set(0).Subsets()))
	require.Equal(t, []ruletest.Set{0, 1, 4, 5}, slices.Collect(ruletest.Set(5).Subsets()))
	for s := range ruletest.Set(1<<63 | 6).Subsets() {
		if s == 4 {
			break
		}
		require.Less(t, s, ruletest.Set(4))
	}
}

// A mistake in a test must not pass for a fault that was found.
func TestMistakesOfTheTestPanic(t *testing.T) {
	p := ruletest.New(both())
	require.Panics(t, func() { ruletest.New(both(), c) })
	require.Panics(t, func() { p.Set(c) })
	require.Panics(t, func() { p.Fault(p.Assignment(0)[:1], p.All()) })
	require.Panics(t, func() { p.Fault(p.Assignment(0), 1<<2) })
	require.Panics(t, func() { p.Fault(p.Assignment(0), 1) })
}
