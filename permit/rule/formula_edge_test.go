package rule_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// plain is a table over n conditions of which nothing is known but their truth:
// the facts are the truths themselves.
func plain(n int, name string, formula func(code func(int) rule.Formula) rule.Formula) (*rule.Table[[]rule.Truth, struct{}, struct{}], error) {
	codeOf := func(i int) string { return fmt.Sprintf("TST-BIT-%02d", i) }
	s := rule.Spec[[]rule.Truth, struct{}, struct{}]{
		Name: name, Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "题", EN: "title"},
		Formula: formula(func(i int) rule.Formula { return rule.Is(codeOf(i)) }),
		Prepare: func(civil.Date, *struct{}) struct{} { return struct{}{} },
	}
	for i := range n {
		s.Conditions = append(s.Conditions, rule.Condition[[]rule.Truth, struct{}]{
			Code: codeOf(i), Cite: law.MustCite("8.1"), Path: fmt.Sprintf("/%d", i), Rule: law.Bilingual{ZH: "一", EN: "one"},
			Check: func(f *[]rule.Truth, _ struct{}) rule.Truth { return (*f)[i] },
		})
	}
	return rule.NewTable(s)
}

func allOf(n int) func(code func(int) rule.Formula) rule.Formula {
	return func(code func(int) rule.Formula) rule.Formula {
		var parts []rule.Formula
		for i := range n {
			parts = append(parts, code(i))
		}
		return rule.All(parts...)
	}
}

// Several inner nodes side by side and below each other, each against the
// connectives of Truth, for all truths of their four conditions.
func TestInnerNodesDoNotDisturbEachOther(t *testing.T) {
	type truth = rule.Truth
	for name, f := range map[string]struct {
		formula func(c func(int) rule.Formula) rule.Formula
		hand    func(a, b, c, d truth) truth
	}{
		"all of two choices": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.All(rule.Any(c(0), c(1)), rule.Any(c(2), c(3)))
			},
			func(a, b, c, d truth) truth { return a.Or(b).And(c.Or(d)) },
		},
		"demand of two demands": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.All(rule.All(c(0), c(1)), rule.All(c(2), c(3)))
			},
			func(a, b, c, d truth) truth { return a.And(b).And(c.And(d)) },
		},
		"choice of two choices": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.Any(rule.Any(c(0), c(1)), rule.Any(c(2), c(3)))
			},
			func(a, b, c, d truth) truth { return a.Or(b).Or(c.Or(d)) },
		},
		"choice of two demands": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.Any(rule.All(c(0), c(1)), rule.All(c(2), c(3)))
			},
			func(a, b, c, d truth) truth { return a.And(b).Or(c.And(d)) },
		},
		"nothing of four": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.All(rule.Not(c(0)), rule.Not(c(1)), rule.Not(c(2)), rule.Not(c(3)))
			},
			func(a, b, c, d truth) truth { return a.Not().And(b.Not()).And(c.Not()).And(d.Not()) },
		},
		"one lacking of four": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.Any(rule.Not(c(0)), rule.Not(c(1)), rule.Not(c(2)), rule.Not(c(3)))
			},
			func(a, b, c, d truth) truth { return a.Not().Or(b.Not()).Or(c.Not()).Or(d.Not()) },
		},
		"choices, a demand and their denials": {
			func(c func(int) rule.Formula) rule.Formula {
				return rule.All(rule.Any(c(0), c(1)), rule.Not(rule.All(c(1), c(2))), rule.Any(rule.Not(c(0)), rule.Not(c(3))))
			},
			func(a, b, c, d truth) truth { return a.Or(b).And(b.And(c).Not()).And(a.Not().Or(d.Not())) },
		},
	} {
		tab, err := plain(4, "plain", f.formula)
		require.NoError(t, err, name)
		for i := range 81 {
			v := []truth{all3[i%3], all3[i/3%3], all3[i/9%3], all3[i/27]}
			want := rule.Outcome(f.hand(v[0], v[1], v[2], v[3]))
			require.Equal(t, want, tab.Decide(&v, day, nil).Outcome(), "%s %v", name, v)
		}
	}
}

// A table may have 64 conditions and 64 groups, and not one more.
func TestTablesAtTheirLimits(t *testing.T) {
	for n, ok := range map[int]bool{1: true, 63: true, 64: true, 65: false} {
		tab, err := plain(n, "wide", allOf(n))
		if !ok {
			assert.ErrorIs(t, err, rule.ErrTable, "%d conditions", n)
			continue
		}
		require.NoError(t, err, "%d conditions", n)
		v := make([]rule.Truth, n)
		for i := range v {
			v[i] = rule.Met
		}
		assert.True(t, tab.Decide(&v, day, nil).Approved())
		v[n-1] = rule.Unmet // the last counts like the others
		d := tab.Decide(&v, day, nil)
		assert.Equal(t, rule.Refused, d.Outcome())
		assert.Equal(t, fmt.Sprintf("TST-BIT-%02d", n-1), codes(d.Reasons()))
	}
	nested := func(depth int) func(code func(int) rule.Formula) rule.Formula {
		return func(code func(int) rule.Formula) rule.Formula {
			f := rule.All(code(0))
			for range depth - 1 {
				f = rule.Not(f)
			}
			return f
		}
	}
	_, err := plain(1, "deep", nested(65))
	require.ErrorIs(t, err, rule.ErrTable)
	tab, err := plain(1, "deep", nested(64)) // one demand, 63 denials
	require.NoError(t, err)
	v := []rule.Truth{rule.Met}
	d := tab.Decide(&v, day, nil)
	assert.Equal(t, rule.Refused, d.Outcome())
	assert.Equal(t, "TST-BIT-00", codes(d.Reasons()))
}

// An empty demand would be met by everybody: it is refused wherever it stands.
func TestEmptyGroupInsideAFormula(t *testing.T) {
	for name, empty := range map[string]rule.Formula{"all": rule.All(), "any": rule.Any(), "zero": {}} {
		_, err := plain(1, "empty", func(c func(int) rule.Formula) rule.Formula { return rule.All(c(0), empty) })
		assert.ErrorIs(t, err, rule.ErrTable, name)
	}
}

// Fewest needs first, then in table order, whatever the order of the formula.
func TestRemediesInTableOrder(t *testing.T) {
	tab, err := plain(6, "order", func(c func(int) rule.Formula) rule.Formula {
		return rule.Any(
			rule.All(c(4), c(5)), rule.All(c(2), c(3)), rule.All(c(1), c(4)), rule.All(c(0), c(5)),
			rule.All(c(0), c(2), c(5)), rule.All(c(1), c(2), c(4)), rule.All(c(0), c(3), c(4)), rule.All(c(1), c(3), c(5)),
			rule.All(c(0), c(1)), rule.All(c(1), c(2)), c(3),
		)
	})
	require.NoError(t, err)
	v := make([]rule.Truth, 6)
	for i := range v {
		v[i] = rule.Unmet
	}
	var got []string
	for _, r := range tab.Decide(&v, day, nil).Remedies() {
		var needs string
		for _, n := range r.Needs {
			needs += n.Code[len(n.Code)-1:]
		}
		got = append(got, needs)
	}
	// What holds 3, or holds another listed pair, is no smallest way.
	assert.Equal(t, []string{"3", "01", "05", "12", "14", "45"}, got)
}

func TestZeroForm(t *testing.T) {
	var none rule.Form
	assert.NotPanics(t, func() { none.Outline(language.English) })
	assert.Zero(t, none.Len())
}

// The text of a fact does not depend on where its condition stands.
func TestFactTextOfTheLastCondition(t *testing.T) {
	s := readerSpec()
	s.Conditions = append(s.Conditions[1:], s.Conditions[0])
	r := &reader{since: civil.MustParse("2026-07-10"), owns: rule.Met, banned: rule.Unmet}
	d := rule.MustTable(s).Decide(r, day, nil)
	require.Len(t, d.Reasons(), 1)
	assert.Equal(t, "TST-REG-01 8.1 不符合：登记满十日（自 2026-07-10 登记，已 4 日）", d.Reasons()[0].String())
}

// The value after the last answer is no answer.
func TestSwitchBeyondItsAnswers(t *testing.T) {
	sw := readerSpec().Switches[0]
	for v, answer := range []string{"a", "b", "", ""} {
		p := readerPolicy{wait: wait(v)}
		assert.Equal(t, answer, sw.Answer(&p))
		if answer == "" {
			assert.ErrorIs(t, sw.Validate(&p), rule.ErrAnswer)
		} else {
			assert.NoError(t, sw.Validate(&p))
		}
	}
}
