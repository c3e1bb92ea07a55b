package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit"
)

// words checks one enumeration: codes that come back, labels in two languages,
// and words outside it refused.
func words[E interface {
	permit.Enum
	MarshalText() ([]byte, error)
}, P interface {
	*E
	UnmarshalText([]byte) error
}](t *testing.T) {
	t.Helper()
	seen := map[string]bool{}
	for v := E(0); int(v) <= len(permit.Values[E]()); v++ {
		b, err := v.MarshalText()
		require.NoError(t, err)
		assert.False(t, seen[string(b)], string(b))
		seen[string(b)] = true
		assert.Equal(t, v.String(), string(b))
		var back E
		require.NoError(t, P(&back).UnmarshalText(b))
		assert.Equal(t, v, back)
		zh, en := v.Label(language.Chinese), v.Label(language.English)
		assert.NotEqual(t, zh, en)
		parsed, err := permit.ParseWord[E](zh)
		require.NoError(t, err)
		assert.Equal(t, v, parsed)
	}
	beyond := E(200)
	_, err := beyond.MarshalText()
	assert.ErrorIs(t, err, permit.ErrWord)
	assert.Equal(t, "invalid(200)", beyond.String())
	assert.ErrorIs(t, P(&beyond).UnmarshalText([]byte("no such word")), permit.ErrWord)
	assert.Equal(t, E(200), beyond)
}

func TestWordsOfActsAndStates(t *testing.T) {
	words[permit.ActKind, *permit.ActKind](t)
	words[permit.Status, *permit.Status](t)
	words[permit.CardStatus, *permit.CardStatus](t)
	words[permit.CancellationGround, *permit.CancellationGround](t)
	words[permit.ConfiscatedItem, *permit.ConfiscatedItem](t)
	words[permit.VerificationStatus, *permit.VerificationStatus](t)
	words[permit.Seizure, *permit.Seizure](t)
	words[permit.FeeOperation, *permit.FeeOperation](t)
}
