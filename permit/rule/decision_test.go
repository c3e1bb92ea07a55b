package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

func TestDecideAllAssignments(t *testing.T) {
	at := readers.On(day, nil)
	eachAssignment(func(v [5]rule.Truth) {
		r := readerOf(v)
		d := readers.Decide(r, day, nil)
		require.Equal(t, outcomeByHand(v[0], v[1], v[2], v[3], v[4]), d.Outcome(), "%v", v)
		require.True(t, d.Equal(at.Decide(r)))
		supposed := readers.Form().Suppose(day, func(code string) rule.Truth { return d.Truth(code) })
		require.True(t, d.Equal(supposed))
		for i, res := range d.Results() {
			require.Equal(t, v[i], res.Truth)
		}
		require.Equal(t, d.Outcome() == rule.Approved, len(d.Reasons()) == 0)
		require.Equal(t, d.Outcome() == rule.Approved, len(d.Grounds()) > 0)
		require.Equal(t, d.Outcome() == rule.Undetermined, len(d.Questions()) > 0)
	})
}

func TestTexts(t *testing.T) {
	r := &reader{since: civil.MustParse("2026-07-10"), owns: rule.Unmet, rents: rule.Unmet, admit: rule.Met, banned: rule.Unmet}
	d := readers.Decide(r, day, nil)
	assert.Equal(t, `读者证：不符合
  TST-REG-01 8.1 不符合：登记满十日（自 2026-07-10 登记，已 4 日）
  TST-OWN-01 8.2.b 不符合：有椅子
  TST-RNT-01 8.2.b 不符合：有椅子`, d.String())
	assert.Equal(t, `Reader's card: refused
  TST-REG-01 8.1 not met: registered for ten full days (registered on 2026-07-10, 4 days ago)
  TST-OWN-01 8.2.b not met: has a chair
  TST-RNT-01 8.2.b not met: has a chair`, d.Text(language.AmericanEnglish))
	assert.Equal(t, "TST-REG-01 8.1 不符合：登记满十日（自 2026-07-10 登记，已 4 日）", d.Results()[0].String())
	assert.Equal(t, "登记满十日", d.Results()[0].Rule(language.French))

	// Details that do not exist are not told.
	assert.Equal(t, "登记满十日", readers.Decide(&reader{}, day, nil).Results()[0].Text(language.Chinese))
	assert.Equal(t, rule.Undetermined.Label(language.Chinese), rule.Decision{}.String())
	var none rule.Result
	assert.Empty(t, none.Rule(language.English)+none.Fact(language.English))
}

func TestNothingKnown(t *testing.T) {
	full := &reader{since: day.AddDays(-99), owns: rule.Met, banned: rule.Unmet}
	for name, d := range map[string]rule.Decision{
		"no facts": readers.Decide(nil, day, nil),
		"no day":   readers.Decide(full, civil.Date{}, nil),
		"zero":     {},
	} {
		assert.Equal(t, rule.Undetermined, d.Outcome(), name)
		assert.False(t, d.Approved(), name)
		for _, r := range d.Results() {
			assert.Equal(t, rule.Unknown, r.Truth, name)
			assert.NotEmpty(t, r.String()+r.Text(language.English))
		}
	}
	var zero rule.Decision
	assert.True(t, zero.IsZero())
	assert.Empty(t, zero.Table())
	assert.Empty(t, zero.Results())
	assert.Empty(t, zero.Reasons())
	assert.Empty(t, zero.Questions())
	assert.Empty(t, zero.Remedies())
	assert.Empty(t, zero.Readings())
	assert.True(t, zero.Equal(rule.Decision{}))
	assert.False(t, zero.Equal(readers.Decide(full, day, nil)))
	assert.Empty(t, readers.Decide(nil, day, nil).Sensitivity())
	for _, m := range readers.Decide(nil, day, nil).Remedies() {
		assert.True(t, m.Earliest.IsZero())
	}
	// A predicate that answers with no truth at all grants nothing.
	s := readerSpec()
	s.Conditions[0].Check = func(*reader, readerDay) rule.Truth { return 3 }
	assert.Equal(t, rule.Refused, rule.MustTable(s).Decide(full, day, nil).Outcome())
}

func TestDecideAllocatesNothing(t *testing.T) {
	r := &reader{since: day.AddDays(-11), owns: rule.Met, banned: rule.Unmet}
	p := &readerPolicy{}
	at := readers.On(day, p)
	var d rule.Decision
	assert.Zero(t, testing.AllocsPerRun(100, func() { d = readers.Decide(r, day, p) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { d = at.Decide(r) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = d.Outcome() }))
	assert.True(t, d.Approved())
}

func BenchmarkDecide(b *testing.B) {
	r := &reader{since: day.AddDays(-11), owns: rule.Met, banned: rule.Unmet}
	b.ReportAllocs()
	for b.Loop() {
		readers.Decide(r, day, nil)
	}
}
