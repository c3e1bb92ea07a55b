package rule_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Without a day, or under a policy that holds no reading, nothing is judged: the
// decision is open whatever the facts are, and its one reason says why.
func TestWhatIsNotJudgedSaysWhy(t *testing.T) {
	good := reader{since: day.AddDays(-30), owns: rule.Met, banned: rule.Unmet}
	bad := readerPolicy{wait: 7}
	for _, c := range []struct {
		name   string
		f      *reader
		on     civil.Date
		p      *readerPolicy
		code   string
		en, zh string
	}{
		{"no day", &good, civil.Date{}, nil, rule.CodeDay, "The day of judgement is stated (not stated)", "写明判断之日（未写明）"},
		{"no day, no facts", nil, civil.Date{}, nil, rule.CodeDay, "The day of judgement is stated (not stated)", "写明判断之日（未写明）"},
		{"no reading", &good, day, &bad, rule.CodePolicy, "One of the readings is chosen at every place (A02 Wait holds none of them)", "每一处都选定了一种读法（A02 Wait的取值不是任何一种读法）"},
		{"no reading, no facts", nil, day, &bad, rule.CodePolicy, "One of the readings is chosen at every place (A02 Wait holds none of them)", "每一处都选定了一种读法（A02 Wait的取值不是任何一种读法）"},
		{"neither", &good, civil.Date{}, &bad, rule.CodePolicy, "One of the readings is chosen at every place (A02 Wait holds none of them)", "每一处都选定了一种读法（A02 Wait的取值不是任何一种读法）"},
	} {
		d := readers.Decide(c.f, c.on, c.p)
		assert.Equal(t, rule.Undetermined, d.Outcome(), c.name)
		for name, rs := range map[string][]rule.Result{"reasons": d.Reasons(), "questions": d.Questions(), "results": d.Results()} {
			require.Len(t, rs, 1, c.name+" "+name)
			assert.Equal(t, c.code, rs[0].Code)
			assert.Equal(t, rule.Unknown, rs[0].Truth)
			assert.Equal(t, "8.1", rs[0].Cite.String())
			assert.Empty(t, rs[0].Path)
			assert.Equal(t, c.en, rs[0].Text(language.English))
			assert.Equal(t, c.zh, rs[0].Text(language.Chinese))
		}
		assert.Empty(t, d.Remedies(), c.name)
		assert.Empty(t, d.Grounds(), c.name)
		assert.Empty(t, d.Readings(), c.name)
		assert.Empty(t, d.Sensitivity(), c.name)
		assert.Equal(t, rule.Unknown, d.Truth("TST-OWN-01"), c.name)
		assert.Contains(t, d.String(), c.code+" 8.1 待查明："+c.zh, c.name)
		assert.True(t, d.Equal(readers.On(c.on, c.p).Decide(c.f)), c.name)
		assert.False(t, d.Equal(readers.Decide(&good, day, nil)), c.name)

		b, err := json.Marshal(d)
		require.NoError(t, err)
		var back rule.Decision
		require.NoError(t, json.Unmarshal(b, &back))
		assert.True(t, d.Equal(back) && back.Equal(d), c.name)
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.JSONEq(t, string(b), string(again))
	}
	assert.False(t, readers.Decide(&good, civil.Date{}, nil).Equal(readers.Decide(&good, day, &bad)))
}

// A table on whose questions no day depends needs none.
func TestTimelessTablesNeedNoDay(t *testing.T) {
	s := readerSpec()
	s.Timeless = true
	s.Conditions[0].Check = func(r *reader, _ readerDay) rule.Truth { return rule.Of(!r.since.IsZero()) }
	table := rule.MustTable(s)
	r := &reader{since: day, owns: rule.Met, banned: rule.Unmet}
	assert.True(t, table.Decide(r, civil.Date{}, nil).Approved())
	assert.Equal(t, rule.CodePolicy, codes(table.Decide(r, civil.Date{}, &readerPolicy{wait: 2}).Reasons()))
}

// What belongs to no table decides nothing.
func TestZeroValuesDecideNothing(t *testing.T) {
	var table *rule.Table[reader, readerPolicy, readerDay]
	for name, d := range map[string]rule.Decision{
		"zero Day":   rule.Day[reader, readerPolicy, readerDay]{}.Decide(&reader{}),
		"zero Form":  (&rule.Form{}).Suppose(day, func(string) rule.Truth { return rule.Met }),
		"nil Form":   (*rule.Form)(nil).Suppose(day, func(string) rule.Truth { return rule.Met }),
		"nil Table":  table.Decide(&reader{}, day, nil),
		"zero Table": (&rule.Table[reader, readerPolicy, readerDay]{}).Decide(&reader{}, day, nil),
	} {
		assert.True(t, d.IsZero(), name)
		assert.Equal(t, "尚不能认定", d.String(), name)
		assert.Empty(t, d.Reasons(), name)
	}
}

// Of and Validate ask the same question and name the package, the reading and the
// field; neither allocates for a policy that is in order.
func TestSwitchesOf(t *testing.T) {
	all := rule.NewSwitches("made-up", readerSpec().Switches...)
	p, err := all.Of(nil)
	require.NoError(t, err)
	assert.Equal(t, readerPolicy{}, *p)
	require.NoError(t, all.Validate(nil))
	good := &readerPolicy{wait: 1, lenient: true}
	p, err = all.Of(good)
	require.NoError(t, err)
	assert.Same(t, good, p)
	bad := &readerPolicy{wait: 2}
	p, err = all.Of(bad)
	assert.Nil(t, p)
	require.ErrorIs(t, err, rule.ErrAnswer)
	assert.EqualError(t, err, "made-up: policy: A02 (Wait): rule: not an answer of this reading; there are [a b]")
	assert.Equal(t, err, all.Validate(bad))
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if _, err := all.Of(good); err != nil {
			t.Error(err)
		}
	}))
	r := &reader{since: day, owns: rule.Met}
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		_ = readers.Decide(r, day, good).Outcome()
		_ = readers.Decide(r, day, bad).Outcome()
		_ = readers.Decide(r, civil.Date{}, nil).Outcome()
	}))
}
