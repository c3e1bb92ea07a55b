package rule_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

func TestReadingsAndSensitivity(t *testing.T) {
	// Ten days ago exactly: the two answers of A02 differ.
	r := &reader{since: day.AddDays(-10), owns: rule.Met, banned: rule.Unmet}
	d := readers.Decide(r, day, nil)
	assert.Equal(t, rule.Refused, d.Outcome())
	flips := d.Sensitivity()
	require.Len(t, flips, 2)
	assert.Equal(t, rule.Flip{Applied: rule.Applied{ID: law.A02, Answer: "b"}, Outcome: rule.Approved}, flips[0])

	d = readers.Decide(r, day, &readerPolicy{wait: 1})
	assert.Equal(t, rule.Approved, d.Outcome())
	var got []string
	for _, a := range d.Readings() {
		got = append(got, a.ID.String()+a.Answer)
	}
	assert.Equal(t, []string{"A02b", "A13a", "A36a"}, got, "renting, and A14 with it, did not decide")
	assert.False(t, d.Readings()[0].Default())
	assert.True(t, d.Readings()[1].Default())

	r.since = day.AddDays(-30)
	assert.Empty(t, readers.Decide(r, day, nil).Sensitivity())
	assert.Empty(t, rule.Decision{}.Sensitivity())
}

func TestSwitch(t *testing.T) {
	var p readerPolicy
	sw := readerSpec().Switches
	for _, s := range sw {
		assert.Equal(t, "a", s.Answer(&p))
		require.NoError(t, s.Set(&p, "b"))
		assert.Equal(t, "b", s.Answer(&p))
		assert.NoError(t, s.Validate(&p))
		assert.ErrorIs(t, s.Set(&p, "z"), rule.ErrAnswer)
	}
	assert.Equal(t, readerPolicy{1, true}, p)
	p.wait = 7
	assert.ErrorIs(t, sw[0].Validate(&p), rule.ErrAnswer)
	assert.Empty(t, sw[0].Answer(&p))
}

// A decision names the readings of the conditions it rests on, and no others:
// the grounds of an approval, the reasons of any other outcome.
func TestReadingsAreThoseThatDecided(t *testing.T) {
	old := day.AddDays(-30)
	for _, c := range []struct {
		name string
		r    reader
		want string
	}{
		{"owns", reader{since: old, owns: rule.Met, banned: rule.Unmet}, "A02a A13a A36a"},
		{"rents", reader{since: old, owns: rule.Unmet, rents: rule.Met, admit: rule.Met, banned: rule.Unmet}, "A02a A14a A36a"},
		{"too young, and nothing else", reader{since: day, owns: rule.Met, banned: rule.Unmet}, "A02a"},
		{"banned", reader{since: old, owns: rule.Met, banned: rule.Met}, "A36a"},
		{"no chair", reader{since: old, owns: rule.Unmet, rents: rule.Unmet, banned: rule.Unmet}, "A13a A14a"},
		{"open", reader{since: old, owns: rule.Met}, "A36a"},
	} {
		d := readers.Decide(&c.r, day, nil)
		assert.Equal(t, c.want, readings(d), c.name)
		b, err := json.Marshal(d)
		require.NoError(t, err)
		var back rule.Decision
		require.NoError(t, json.Unmarshal(b, &back))
		assert.Equal(t, c.want, readings(back), c.name)
	}
}

func readings(d rule.Decision) string {
	var s []string
	for _, a := range d.Readings() {
		s = append(s, a.ID.String()+a.Answer)
	}
	return strings.Join(s, " ")
}

// A policy may give one reading in two fields. It is reported once: the default,
// or what departs from it.
func TestOneAnswerForEachReading(t *testing.T) {
	type two struct{ back, lag bool }
	list := []rule.Switch[two]{
		rule.Toggle(law.A11, "Back", func(p *two) *bool { return &p.back }, "a", "b"),
		rule.Toggle(law.A11, "Lag", func(p *two) *bool { return &p.lag }, "a", "c"),
	}
	spec := rule.Spec[rule.Truth, two, two]{
		Name: "two", Cite: law.MustCite("8.2.a"), Title: law.Bilingual{ZH: "题", EN: "t"},
		Conditions: []rule.Condition[rule.Truth, two]{{
			Code: "TST-TWO-01", Cite: law.MustCite("8.2.a"), Path: "", Readings: []law.ReadingID{law.A11},
			Rule:  law.Bilingual{ZH: "题", EN: "t"},
			Check: func(f *rule.Truth, p two) rule.Truth { return f.Or(rule.Of(p.back || p.lag)) },
		}},
		Formula: rule.Is("TST-TWO-01"), Switches: list,
		Prepare: func(_ civil.Date, p *two) two { return *p },
	}
	table, all := rule.MustTable(spec), rule.NewSwitches("made-up", list...)
	for want, p := range map[string]two{"a": {}, "b": {back: true}, "c": {lag: true}, "b+c": {true, true}} {
		f := rule.Met
		assert.Equal(t, []rule.Applied{{ID: law.A11, Answer: want}}, table.Decide(&f, day, &p).Readings())
		assert.Equal(t, rule.Applied{ID: law.A11, Answer: want}, all.Applied(&p, law.A11))
		assert.Equal(t, rule.Applied{ID: law.A12, Answer: "a"}, all.Applied(&p, law.A12), "no field of it")
	}
	f := rule.Unmet
	assert.Equal(t, []rule.Flip{
		{Applied: rule.Applied{ID: law.A11, Answer: "b"}, Outcome: rule.Approved},
		{Applied: rule.Applied{ID: law.A11, Answer: "c"}, Outcome: rule.Approved},
	}, table.Decide(&f, day, nil).Sensitivity())
	assert.Equal(t, "a", all.Applied(nil, law.A11).Answer)
}

// A number as a reading: nought is the default, a number up to the bound the
// other answer, which cannot be chosen before there is a number.
func TestMeasure(t *testing.T) {
	type most struct{ months uint8 }
	s := rule.Measure(law.A11, "Months", func(p *most) *uint8 { return &p.months }, 57, "a", "c")
	for n, want := range map[uint8]string{0: "a", 1: "c", 57: "c", 58: "", 255: ""} {
		p := most{n}
		assert.Equal(t, want, s.Answer(&p), n)
		assert.Equal(t, want == "", s.Validate(&p) != nil, n)
	}
	var p most
	require.ErrorIs(t, s.Set(&p, "c"), rule.ErrAnswer)
	assert.Zero(t, p)
	p.months = 3
	require.NoError(t, s.Set(&p, "c"))
	assert.Equal(t, most{3}, p, "the number stays")
	require.NoError(t, s.Set(&p, "a"))
	assert.Zero(t, p)
}

// What is handed out is the caller's own, down to the answers.
func TestSwitchesAreCopied(t *testing.T) {
	all := rule.NewSwitches("made-up", readerSpec().Switches...)
	all.List()[0].Answers[0] = "forged"
	assert.Equal(t, "a", all.List()[0].Answers[0])
	spec := readerSpec()
	table := rule.MustTable(spec)
	spec.Switches[0].Answers[0] = "forged"
	d := table.Decide(&reader{since: day, banned: rule.Unmet, owns: rule.Met}, day, nil)
	assert.Equal(t, "A02a", readings(d))
}
