package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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
	assert.Equal(t, []string{"A02b", "A13a", "A14a", "A36a"}, got)
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
