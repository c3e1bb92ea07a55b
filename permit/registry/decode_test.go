package registry_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/registry"
)

// Whatever comes to the desk as JSON says exactly what it says: another name, a
// name twice or in other letters is refused, and nothing of it is repeated.
func TestInputsAreReadStrictly(t *testing.T) {
	for _, in := range []any{
		&registry.Order{}, &registry.Presence{}, &registry.Declaration{}, &registry.RegistrationFinding{},
		&registry.ProofReview{}, &registry.Ruling{}, &registry.Issuance{}, &registry.Endorsing{}, &registry.FoundCard{},
		&registry.Reissuing{}, &registry.Exchanging{}, &registry.AddressChange{}, &registry.InformationCheck{}, &registry.PermitFinding{},
		&registry.Cancelling{}, &registry.Confiscating{}, &registry.Sanctioning{}, &registry.Inspecting{},
		&registry.Disclosing{}, &registry.SanctionSearch{},
	} {
		kind := reflect.TypeOf(in).Elem()
		empty, err := json.Marshal(in)
		require.NoError(t, err, kind)
		require.NoError(t, json.Unmarshal(empty, in), "%v: %s", kind, empty)
		for _, bad := range []string{`{"secret":"secret"}`, `[]`, `"secret"`, `1e999`, `{} {}`} {
			err := json.Unmarshal([]byte(bad), in)
			require.Error(t, err, "%v: %s", kind, bad)
			assert.NotContains(t, err.Error(), "secret", kind)
		}
	}
	for _, bad := range []string{`{"Seen":3}`, `{"seen":1,"seen":3}`, `{"version":3}`} {
		var o registry.Order
		assert.Error(t, json.Unmarshal([]byte(bad), &o), bad)
		assert.Zero(t, o.Seen)
	}
}
