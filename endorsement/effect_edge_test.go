package endorsement_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// E = 2026-02-17, the first day of the Spring Festival: with a calendar the
// deadline is 02-24 (A03, A29). The days of grace are past the last valid day
// but not overdue, and the days overdue lie between the deadline and the day.
func TestNothingIsOverdueInTheDaysOfGrace(t *testing.T) {
	p := &endorsement.Policy{Calendar: civil.BuiltIn()}
	l := expiring(t, "2026-02-17")
	for on, want := range map[string]struct {
		timing  endorsement.Timing
		overdue int
	}{
		"2026-02-16": {endorsement.OnTime, 0},
		"2026-02-17": {endorsement.OnTime, 0},
		"2026-02-18": {endorsement.OnTime, 0},
		"2026-02-23": {endorsement.OnTime, 0},
		"2026-02-24": {endorsement.OnTime, 0},
		"2026-02-25": {endorsement.Late, 0},
		"2026-02-26": {endorsement.Late, 1},
		"2026-03-26": {endorsement.Late, 29},
	} {
		e := previewOn(t, l, on, p)
		assert.Equal(t, want.timing, e.Timing, on)
		assert.Equal(t, want.overdue, e.OverdueDays, on)
		assert.Equal(t, day("2026-02-24"), e.Deadline, on)
	}
}
