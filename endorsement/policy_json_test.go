package endorsement_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A policy is written by the numbers of the readings it departs from, and comes
// back as it was; whoever reads it keeps his calendar.
func TestPolicyJSON(t *testing.T) {
	p := endorsement.Policy{LastDay: endorsement.Days365, Late: endorsement.Seamless, Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Months(6)}
	b, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Equal(t, `{"readings":{"A27":"c","A33":"c","A35":"c"},"lapseAfter":"P6M"}`, string(b))
	back := endorsement.Policy{Calendar: civil.BuiltIn()}
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, civil.Calendar(civil.BuiltIn()), back.Calendar)
	back.Calendar = nil
	assert.Equal(t, p, back)

	b, err = json.Marshal(endorsement.Policy{Calendar: civil.BuiltIn()})
	require.NoError(t, err)
	assert.JSONEq(t, `{}`, string(b), "the defaults are not written, and no calendar is")
	_, err = json.Marshal(endorsement.Policy{Late: 9})
	assert.ErrorIs(t, err, rule.ErrAnswer)
}

// What is no policy is refused, and nothing is changed.
func TestPolicyJSONIsStrict(t *testing.T) {
	p := endorsement.Policy{Late: endorsement.Seamless}
	require.NoError(t, p.UnmarshalJSON([]byte(" null ")))
	for text, want := range map[string]error{
		`{"readings":{"A33":"x"}}`:            rule.ErrAnswer,
		`{"readings":{"A42":"b"}}`:            rule.ErrAnswer, // of another article
		`{"Readings":{"A33":"a"}}`:            nil,
		`{"readings":{"A33":"a","A33":"b"}}`:  nil,
		`{"readings":{},"lapseAfter":"soon"}`: nil,
		`[]`:                                  nil,
	} {
		err := p.UnmarshalJSON([]byte(text))
		require.Error(t, err, text)
		if want != nil {
			assert.ErrorIs(t, err, want, text)
		}
		assert.Equal(t, endorsement.Policy{Late: endorsement.Seamless}, p, text)
	}
}
