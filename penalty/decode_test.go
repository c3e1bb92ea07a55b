package penalty_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A65, A77: a schedule or a commencement under another name must not leave the
// default in place.
func TestPolicyIsReadStrictly(t *testing.T) {
	p := penalty.Policy{Calendar: civil.BuiltIn()}
	require.NoError(t, json.Unmarshal([]byte(`{"readings":{"A65":"b"},"commencement":"2026-01-01"}`), &p))
	assert.Equal(t, penalty.ScheduleLaw2026, p.Schedule)
	assert.NotNil(t, p.Calendar, "the calendar is no part of the JSON form")
	text, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Equal(t, `{"readings":{"A65":"b"},"commencement":"2026-01-01"}`, string(text))
	_, err = json.Marshal(penalty.Policy{Warning: 77})
	assert.ErrorIs(t, err, rule.ErrAnswer)
	for _, bad := range []string{
		`{"schedule":"law-2026"}`, `{"readings":{"schedule":"b"}}`, `{"readings":{"A65":"law-2026"}}`, `{"readings":{"A65":"a","A65":"b"}}`,
		`{"readings":{},"readings":{}}`, `{"readings":{"A33":"b"}}`, `{"Readings":{}}`, `{"Commencement":""}`, `{"commencement":"2026"}`, `{"calendar":{}}`,
	} {
		kept := p
		assert.Error(t, json.Unmarshal([]byte(bad), &kept), bad)
		assert.Equal(t, p, kept, bad)
	}
}

// A68: what was decided is read whole or not at all.
func TestDecidedIsReadStrictly(t *testing.T) {
	for _, bad := range []string{
		`{"act":"forge","sanction":{"Days":15}}`, `{"act":"forge","sanction":{"days":10,"days":15}}`,
		`{"act":"forge","detention":15}`, `{"sanction":{"days":1e2}}`, `{"sanction":{"days":10.5}}`,
	} {
		var d penalty.Decided
		assert.Error(t, json.Unmarshal([]byte(bad), &d), bad)
		assert.Zero(t, d.Sanction.Days, bad)
	}
}
