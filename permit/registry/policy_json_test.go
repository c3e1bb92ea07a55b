package registry_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

func TestPolicyReadsWhatItWrites(t *testing.T) {
	p := registry.Policy{Eligibility: eligibility.Policy{HalfYear: eligibility.Days183}, Permit: permit.Policy{Commencement: day("2026-01-01")}}
	b, err := json.Marshal(p)
	require.NoError(t, err)
	assert.JSONEq(t, `{"eligibility":{"readings":{"A01":"b"}},"permit":{"commencement":"2026-01-01"}}`, string(b))
	var back registry.Policy
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, p, back)
	b, err = json.Marshal(registry.Policy{})
	require.NoError(t, err)
	assert.Equal(t, `{}`, string(b))
	require.NoError(t, json.Unmarshal([]byte(`null`), &back))
	assert.Equal(t, p, back, "null leaves it alone")

	// What is left out is the default, and the calendars are none of the form.
	back.Penalty.Calendar = civil.WeekendsOnly()
	require.NoError(t, json.Unmarshal([]byte(`{"permit":{}}`), &back))
	var none registry.Policy
	none.Penalty.Calendar = civil.WeekendsOnly()
	assert.Equal(t, none, back)
}

// A slip must not run a city on the default readings.
func TestPolicyIsReadStrictly(t *testing.T) {
	var p registry.Policy
	p.Eligibility.HalfYear = eligibility.Days183
	was := p
	for bad, field := range map[string]string{
		`{"permits":{}}`:                         "policy",
		`{"Permit":{}}`:                          "policy",
		`{"permit":{},"permit":{}}`:              "policy.permit",
		`{"permit":{"commencement":"tomorrow"}}`: "policy.permit.commencement",
		`[]`:                                     "policy",
	} {
		err := json.Unmarshal([]byte(bad), &p)
		var fault *permit.FieldError
		require.ErrorAs(t, err, &fault, bad)
		assert.Equal(t, field, fault.Field, bad)
		assert.Equal(t, was, p, bad)
	}
	err := json.Unmarshal([]byte(`{"permit":{"readings":{"A42":"z"}}}`), &p)
	require.ErrorIs(t, err, rule.ErrAnswer)
	assert.ErrorContains(t, err, "A42")
	assert.Equal(t, was, p)
}
