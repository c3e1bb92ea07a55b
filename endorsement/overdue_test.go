package endorsement_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A permit is overdue from the day after the deadline on, and the deadline of a
// last day off is the next working day (14.3.a, A03).
func TestOverdue(t *testing.T) {
	p := &endorsement.Policy{Calendar: civil.BuiltIn()}
	for last, due := range map[string]string{
		"2026-07-15": "2026-07-15", // a Wednesday
		"2026-07-12": "2026-07-13", // a Sunday
		"2026-10-02": "2026-10-08", // in the holiday of the National Day
	} {
		for days, late := range map[int]bool{-1: false, 0: false, 1: true} {
			got, err := p.Overdue(day(last), day(due).AddDays(days))
			require.NoError(t, err)
			assert.Equal(t, late, got, "%s, %d days after the deadline", last, days)
		}
	}
	// Without a calendar the deadline is the last day itself.
	for days, late := range map[int]bool{0: false, 1: true} {
		got, err := (*endorsement.Policy)(nil).Overdue(day("2026-07-12"), day("2026-07-12").AddDays(days))
		require.NoError(t, err)
		assert.Equal(t, late, got)
	}
}

// Data end with 2026: what hangs on a day of 2027 is an error, the rest is answered.
func TestOverdueWithoutData(t *testing.T) {
	p := &endorsement.Policy{Calendar: civil.BuiltIn()}
	last := day("2027-02-05")
	late, err := p.Overdue(last, last)
	require.NoError(t, err)
	assert.False(t, late, "the last day is never too late")
	_, err = p.Overdue(last, last.AddDays(1))
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	late, err = p.Overdue(day("2024-12-31"), day("2025-01-03"))
	require.NoError(t, err)
	assert.True(t, late, "2 January 2025 was a working day, so the deadline cannot lie after it")

	_, err = p.Overdue(last, civil.Date{})
	require.ErrorIs(t, err, endorsement.ErrNoDay)
	_, err = p.Overdue(civil.Date{}, last)
	require.Error(t, err)
	_, err = (&endorsement.Policy{Extension: 9}).Overdue(last, last)
	require.ErrorIs(t, err, rule.ErrAnswer)
	late, err = (&endorsement.Policy{Calendar: civil.BuiltIn(), Extension: civil.NoPeriod}).Overdue(last, last.AddDays(1))
	require.NoError(t, err)
	assert.True(t, late, "no period is extended (A03 c)")
}
