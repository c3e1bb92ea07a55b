package endorsement_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// The answer for a day never depends on what is dated after it, even if that
// stands first, is out of order or could not have happened.
func TestLaterEventsDoNotMatter(t *testing.T) {
	sound := permit("2025-06-30", "2026-06-05")
	full := permit("2025-06-30", "2031-01-01", "2026-06-05", "2026-06-06", "2026-06-07")
	recorded := &endorsement.Policy{Suspension: endorsement.FromRecordedDay}
	full.SuspensionRecorded = days("2030-01-01", "2026-06-06")
	for _, p := range []*endorsement.Policy{nil, recorded} {
		for _, on := range []string{"2025-06-29", "2025-06-30", "2026-06-04", "2026-06-05"} {
			assert.Equal(t, stateOn(t, sound, on, p), stateOn(t, full, on, p), on)
		}
	}
	_, err := full.On(day("2026-06-06"), nil)
	assert.ErrorIs(t, err, endorsement.ErrTooEarly)
}

func TestTimelineFaults(t *testing.T) {
	for _, c := range []struct {
		name string
		l    endorsement.Timeline
		on   string
		want error
	}{
		{"no day asked", permit("2025-06-30"), "", endorsement.ErrNoDay},
		{"out of order", permit("2025-06-30", "2026-06-20", "2026-06-05"), "2026-07-01", endorsement.ErrOrder},
		{"endorsed before the issue", permit("2025-06-30", "2025-06-01"), "2025-07-01", endorsement.ErrNotIssued},
		{"endorsed, issue still to come", permit("2025-06-30", "2025-06-01"), "2025-06-15", endorsement.ErrNotIssued},
		{"endorsed, never issued", permit("", "2025-06-01"), "2025-06-15", endorsement.ErrNotIssued},
		{"an event without a day", permit("2025-06-30", ""), "2025-07-01", endorsement.ErrNoDay},
		{"before the window", permit("2025-06-30", "2026-05-30"), "2026-06-01", endorsement.ErrTooEarly},
		{"bad origin", endorsement.Timeline{Origin: endorsement.Origin{Issued: day("2025-06-30"), CarryInSince: day("2025-07-01")}}, "2025-07-01", endorsement.ErrOrigin},
		{"end of the calendar", permit("9999-06-30"), "9999-07-01", endorsement.ErrRange},
	} {
		_, err := c.l.On(day(c.on), nil)
		assert.ErrorIs(t, err, c.want, c.name)
		_, err = c.l.Term(day(c.on), nil)
		assert.ErrorIs(t, err, c.want, c.name)
		_, err = c.l.Preview(day(c.on), nil)
		assert.ErrorIs(t, err, c.want, c.name)
	}
	assert.Equal(t, endorsement.NotIssued, stateOn(t, permit(""), "2025-06-15", nil).Status)
	_, err := permit("2025-06-30").Preview(day("2025-06-29"), nil)
	assert.ErrorIs(t, err, endorsement.ErrNotIssued)
}

func TestTimelineAsJSON(t *testing.T) {
	l := permit("2025-06-30", "2026-06-05")
	l.CarryInSince = day("2024-01-01")
	b, err := json.Marshal(l)
	require.NoError(t, err)
	assert.JSONEq(t, `{"issued":"2025-06-30","carryInSince":"2024-01-01","endorsed":["2026-06-05"]}`, string(b))
	var back endorsement.Timeline
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, l, back)
}

// A permit of twelve years.
func twelve() (endorsement.Timeline, civil.Date) {
	l := permit("2012-03-10")
	d := l.Issued
	for i := range 12 {
		d = d.AddYears(1).AddDays(-i % 5)
		l.Endorsed = append(l.Endorsed, d)
	}
	return l, d.AddDays(200)
}

func TestNothingIsAllocated(t *testing.T) {
	l, on := twelve()
	f := &endorsement.Facts{Permit: l, GoesOnLiving: 1}
	for name, p := range map[string]*endorsement.Policy{
		"default":  nil,
		"calendar": {Calendar: civil.WeekendsOnly()},
		"notices":  {Calendar: civil.BuiltIn()},
		"kept":     {Late: endorsement.KeepPriorExcludeGap, NewTerm: endorsement.FromOldExpiry},
	} {
		assert.Zero(t, testing.AllocsPerRun(100, func() { sinkState, _ = l.On(on, p) }), name)
		assert.Zero(t, testing.AllocsPerRun(100, func() { sinkTruth = endorsement.Decide(f, on, p).Truth("END-WIN-01") }), name)
	}
}

var (
	sinkState endorsement.State
	sinkTruth = endorsement.Decide(nil, civil.Date{}, nil).Truth("")
)

func BenchmarkStateAfterTwelveEndorsements(b *testing.B) {
	l, on := twelve()
	b.ReportAllocs()
	for b.Loop() {
		sinkState, _ = l.On(on, nil)
	}
}

func BenchmarkStateWithCalendar(b *testing.B) {
	l, on := twelve()
	p := &endorsement.Policy{Calendar: civil.WeekendsOnly()}
	b.ReportAllocs()
	for b.Loop() {
		sinkState, _ = l.On(on, p)
	}
}

func BenchmarkStateWithoutDataForDeadline(b *testing.B) {
	l, on := twelve()
	p := &endorsement.Policy{Calendar: civil.BuiltIn()}
	l.Endorsed = l.Endorsed[:11] // the next deadline is in 2024
	on = on.AddYears(-1)
	b.ReportAllocs()
	for b.Loop() {
		sinkState, _ = l.On(on, p)
	}
}

func BenchmarkStateOfTerm(b *testing.B) {
	l, on := twelve()
	term, _ := l.Term(on, nil)
	b.ReportAllocs()
	for b.Loop() {
		sinkState, _ = term.On(on, nil)
	}
}

func BenchmarkDecide(b *testing.B) {
	l, on := twelve()
	f := &endorsement.Facts{Permit: l, GoesOnLiving: 1}
	b.ReportAllocs()
	for b.Loop() {
		sinkTruth = endorsement.Decide(f, on, nil).Truth("END-WIN-01")
	}
}
