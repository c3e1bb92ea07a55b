package permit_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
)

// What a decision rests on is read strictly, and comes back as it was written.
func TestFactsAreReadStrictly(t *testing.T) {
	for _, in := range []any{
		&permit.AcceptanceFacts{}, &permit.AddressChangeFacts{}, &permit.CancellationFacts{}, &permit.ConfiscationFacts{},
		&permit.ExchangeFacts{}, &permit.InformationCheckFacts{}, &permit.InspectionFacts{}, &permit.IssueFacts{},
		&permit.ReissueFacts{}, &permit.SeizureFacts{}, &permit.VerificationFacts{}, &permit.Filer{}, &permit.State{},
		&permit.CardFace{}, &permit.DetentionRecord{}, &permit.Standing{},
	} {
		kind := reflect.TypeOf(in).Elem()
		empty, err := json.Marshal(in)
		require.NoError(t, err, kind)
		require.NoError(t, json.Unmarshal(empty, in), "%v: %s", kind, empty)
		assert.Zero(t, reflect.ValueOf(in).Elem().Interface(), kind)
		for _, bad := range []string{`{"secret":"secret"}`, `[]`, `"secret"`, `{} {}`} {
			err := json.Unmarshal([]byte(bad), in)
			require.Error(t, err, "%v: %s", kind, bad)
			assert.NotContains(t, err.Error(), "secret", kind)
		}
	}
	s := on(t, record(t, nil, issue("2024-02-29"), endorse("2025-02-20")), "2026-02-21", nil)
	assert.Equal(t, s, through(t, s), "a state with all its parts")
}
