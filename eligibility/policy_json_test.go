package eligibility_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A policy of readings comes back as it was, but for the calendar, which whoever
// reads it has; and what is no policy is refused and changes nothing.
func TestPolicyJSON(t *testing.T) {
	for want, p := range map[string]eligibility.Policy{
		`{}`: {},
		`{"readings":{"A01":"c","A21":"b+d","A75":"c"}}`: {
			HalfYear: eligibility.Days180, GuardianPermit: eligibility.ObtainedNotCancelled, GuardianHukouSuffices: true, SchoolDormitoryByEducation: true,
		},
		`{"readings":{"A11":"b+c"},"maxLagMonths":3}`: {AcceptBackPaid: true, MaxLagMonths: 3},
	} {
		p.Calendar = civil.BuiltIn()
		b, err := json.Marshal(p)
		require.NoError(t, err)
		assert.Equal(t, want, string(b))
		back := eligibility.Policy{Calendar: civil.BuiltIn(), Full: eligibility.OnLastDay}
		require.NoError(t, json.Unmarshal(b, &back))
		assert.Equal(t, p, back)
	}
	for _, bad := range []string{
		`{"readings":{"A01":"d"}}`, `{"readings":{"A11":"c"}}`, `{"maxLagMonths":3}`, `{"readings":{"A11":"c"},"maxLagMonths":58}`,
		`{"readings":{"A33":"b"}}`, `{"HalfYear":2}`, `{"readings":[]}`, `[]`,
	} {
		p := eligibility.Policy{HalfYear: eligibility.Days183}
		assert.Error(t, json.Unmarshal([]byte(bad), &p), bad)
		assert.Equal(t, eligibility.Policy{HalfYear: eligibility.Days183}, p, bad)
	}
	_, err := json.Marshal(eligibility.Policy{Title: 77})
	assert.ErrorIs(t, err, rule.ErrAnswer)
}
