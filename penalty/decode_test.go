package penalty_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A65, A77: a schedule or a commencement under another name must not leave the
// default in place.
func TestPolicyIsReadStrictly(t *testing.T) {
	p := penalty.Policy{Calendar: civil.BuiltIn()}
	require.NoError(t, json.Unmarshal([]byte(`{"schedule":"law-2026","commencement":"2026-01-01"}`), &p))
	assert.Equal(t, penalty.ScheduleLaw2026, p.Schedule)
	assert.NotNil(t, p.Calendar, "the calendar is no part of the JSON form")
	for _, bad := range []string{`{"Schedule":"draft"}`, `{"schedules":"draft"}`, `{"schedule":"draft","schedule":"law-2026"}`, `{"Commencement":""}`} {
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
