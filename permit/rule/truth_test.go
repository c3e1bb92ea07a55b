package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/word"
)

func TestTruthLogic(t *testing.T) {
	u, m, n := rule.Unknown, rule.Met, rule.Unmet
	// Kleene's tables, written out.
	for _, c := range []struct{ a, b, and, or rule.Truth }{
		{u, u, u, u}, {u, m, u, m}, {u, n, n, u},
		{m, u, u, m}, {m, m, m, m}, {m, n, n, m},
		{n, u, n, u}, {n, m, n, m}, {n, n, n, n},
	} {
		assert.Equal(t, c.and, c.a.And(c.b), "%v and %v", c.a, c.b)
		assert.Equal(t, c.or, c.a.Or(c.b), "%v or %v", c.a, c.b)
	}
	assert.Equal(t, []rule.Truth{u, n, m}, []rule.Truth{u.Not(), m.Not(), n.Not()})
	assert.Equal(t, m, rule.Of(true))
	assert.Equal(t, n, rule.Of(false))
}

func TestWords(t *testing.T) {
	for _, v := range []rule.Truth{rule.Unknown, rule.Met, rule.Unmet} {
		b, err := v.MarshalText()
		require.NoError(t, err)
		var back rule.Truth
		require.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, v, back)
		assert.Equal(t, v.String(), string(b))
		assert.NotEqual(t, v.Label(language.Chinese), v.Label(language.English))
	}
	for _, v := range []rule.Outcome{rule.Undetermined, rule.Approved, rule.Refused} {
		b, err := v.MarshalText()
		require.NoError(t, err)
		var back rule.Outcome
		require.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, v, back)
		assert.Equal(t, v.String(), string(b))
		assert.NotEqual(t, v.Label(language.Chinese), v.Label(language.English))
	}
	kept := rule.Refused
	assert.ErrorIs(t, kept.UnmarshalText([]byte("yes")), word.ErrWord)
	assert.Equal(t, rule.Refused, kept)
	_, err := rule.Truth(3).MarshalText()
	assert.ErrorIs(t, err, word.ErrWord)
	assert.Equal(t, "invalid(3)", rule.Truth(3).String())
	assert.Equal(t, "invalid(9)", rule.Outcome(9).Label(language.English))
}

// A day known only by its bounds answers where both say the same.
func TestOfBounds(t *testing.T) {
	require.Equal(t, rule.Met, rule.OfBounds(true, true))
	require.Equal(t, rule.Unmet, rule.OfBounds(false, false))
	require.Equal(t, rule.Unknown, rule.OfBounds(false, true))
	require.Equal(t, rule.Unknown, rule.OfBounds(true, false))
}
