package endorsement_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
)

// 14.2.b, 14.3.a: a permit endorsed in time is active. A record that names its
// endorsement in another way is refused, or the permit would be suspended.
func TestTimelineIsReadStrictly(t *testing.T) {
	good := `{"issued":"2024-03-10","endorsed":["2025-03-01"]}`
	var l endorsement.Timeline
	require.NoError(t, json.Unmarshal([]byte(good), &l))
	s, err := l.On(day("2025-03-11"), nil)
	require.NoError(t, err)
	assert.Equal(t, endorsement.Active, s.Status)

	for _, other := range []string{`"Endorsed"`, `"endorsedOn"`, `"endorsements"`, `"endorsed":[],"endorsed"`} {
		kept := l
		bad := strings.Replace(good, `"endorsed"`, other, 1)
		assert.Error(t, json.Unmarshal([]byte(bad), &kept), bad)
		assert.Equal(t, l, kept, "%s: the receiver keeps its value", bad)

		var f endorsement.Facts
		assert.Error(t, json.Unmarshal([]byte(`{"permit":`+bad+`}`), &f), bad)
	}
	var f endorsement.Facts
	assert.Error(t, json.Unmarshal([]byte(`{"permit":`+good+`,"GoesOnLiving":"met"}`), &f))

	out, err := json.Marshal(l)
	require.NoError(t, err)
	assert.JSONEq(t, good, string(out))
}
