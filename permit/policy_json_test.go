package permit_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// The readings of article 14 are in the form of permit's policy, and have one of
// their own.
func TestPolicyJSON(t *testing.T) {
	p := permit.Policy{NewCard: permit.NewTerm, Commencement: d("2026-01-01")}
	p.Endorsement = endorsement.Policy{Late: endorsement.Seamless, Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Months(6)}
	b, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Equal(t, `{"readings":{"A33":"c","A35":"c","A42":"b"},"lapseAfter":"P6M","commencement":"2026-01-01"}`, string(b))
	var back permit.Policy
	back.Endorsement.Calendar = civil.BuiltIn()
	require.NoError(t, json.Unmarshal(b, &back))
	assert.NotNil(t, back.Endorsement.Calendar)
	back.Endorsement.Calendar = nil
	assert.Equal(t, p, back)

	b, err = json.Marshal(p.Endorsement)
	require.NoError(t, err)
	assert.Equal(t, `{"readings":{"A33":"c","A35":"c"},"lapseAfter":"P6M"}`, string(b))
	var of14 endorsement.Policy
	require.NoError(t, json.Unmarshal(b, &of14))
	assert.Equal(t, p.Endorsement, of14)
	assert.Error(t, json.Unmarshal([]byte(`{"readings":{"A42":"b"}}`), &of14), "of another article")
	assert.Equal(t, p.Endorsement, of14)
}
