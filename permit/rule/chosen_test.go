package rule_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

type stored struct {
	wait      wait
	back, lag bool
	months    uint8
}

var storedSwitches = rule.NewSwitches("made-up",
	rule.Choose(law.A02, "Wait", func(p *stored) *wait { return &p.wait }, "a", "b", "c"),
	rule.Toggle(law.A11, "Back", func(p *stored) *bool { return &p.back }, "a", "b"),
	rule.Toggle(law.A11, "Lag", func(p *stored) *bool { return &p.lag }, "a", "c"),
	rule.Measure(law.A35, "Months", func(p *stored) *uint8 { return &p.months }, 9, "a", "c"),
)

// Every policy comes back from its answers, and what says the same is written in
// one way only.
func TestChosenRoundTrip(t *testing.T) {
	for want, p := range map[string]stored{
		`{}`:                                {},
		`{"A02":"c"}`:                       {wait: 2},
		`{"A11":"c"}`:                       {lag: true},
		`{"A02":"b","A11":"b+c","A35":"c"}`: {1, true, true, 9},
	} {
		c, err := storedSwitches.Chosen(&p)
		require.NoError(t, err)
		b, err := json.Marshal(c)
		require.NoError(t, err)
		assert.Equal(t, want, string(b))
		var read rule.Chosen
		require.NoError(t, json.Unmarshal(b, &read))
		back := stored{wait: 2, back: true, months: p.months} // the rest is not kept
		require.NoError(t, storedSwitches.Choose(&back, read))
		assert.Equal(t, p, back)
	}
	_, err := storedSwitches.Chosen(&stored{wait: 3})
	assert.ErrorIs(t, err, rule.ErrAnswer)
	c, err := storedSwitches.Chosen(nil)
	require.NoError(t, err)
	assert.Empty(t, c)
}

// Nothing that is not an answer is read as one, or dropped.
func TestChosenIsStrict(t *testing.T) {
	for _, s := range []string{
		`{"A02":"d"}`, `{"A02":""}`, `{"A02":"b+c"}`, `{"A02":"a+b"}`, `{"A02":"b+b"}`, `{"A02":"B"}`,
		`{"A11":"c+b"}`, `{"A11":"b+d"}`, `{"A11":"+b"}`, `{"A35":"c"}`, `{"A01":"a"}`, `{"A01":"b"}`,
	} {
		var c rule.Chosen
		require.NoError(t, json.Unmarshal([]byte(s), &c), s)
		p := stored{wait: 1}
		assert.ErrorIs(t, storedSwitches.Choose(&p, c), rule.ErrAnswer, s)
		assert.Equal(t, stored{wait: 1}, p, "it keeps its value")
	}
	for _, s := range []string{`{"A02":1}`, `{"A02":null}`, `{"A02":{}}`, `{"A02":"b","A02":"b"}`, `{"A99":"a"}`, `{"":"a"}`, `{"HalfYear":"b"}`, `[]`, `"a"`, `7`} {
		c := rule.Chosen{law.A02: "b"}
		assert.Error(t, json.Unmarshal([]byte(s), &c), s)
		assert.Equal(t, rule.Chosen{law.A02: "b"}, c, s)
	}
	c := rule.Chosen{law.A02: "b"}
	require.NoError(t, json.Unmarshal([]byte(`null`), &c))
	assert.Empty(t, c)
	p := stored{months: 10}
	assert.ErrorIs(t, storedSwitches.Choose(&p, rule.Chosen{law.A35: "c"}), rule.ErrAnswer, "beyond the bound")
}
