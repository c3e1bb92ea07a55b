package endorsement_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/word"
)

func TestStatusByDatesAlone(t *testing.T) {
	l := permit("2025-03-10")
	for on, want := range map[string]endorsement.Status{
		"2025-03-09": endorsement.NotIssued,
		"2025-03-10": endorsement.Active, // the day of issue itself
		"2025-03-11": endorsement.Active,
		"2026-03-09": endorsement.Active,
		"2026-03-10": endorsement.Active, // to 24:00
		"2026-03-11": endorsement.Suspended,
		"2026-03-12": endorsement.Suspended,
		"2031-03-11": endorsement.Suspended, // five years are still a suspension
	} {
		assert.Equal(t, want, stateOn(t, l, on, nil).Status, on)
	}
	s := stateOn(t, l, "2031-03-11", nil)
	assert.Equal(t, day("2026-03-11"), s.SuspendedSince)
	assert.True(t, s.Overdue)
	assert.Equal(t, endorsement.State{Day: day("2025-03-09")}, stateOn(t, l, "2025-03-09", nil))
}

func TestStateCarriesTheDates(t *testing.T) {
	s := stateOn(t, permit("2025-06-30", "2026-06-05"), "2026-12-01", &endorsement.Policy{Calendar: civil.WeekendsOnly()})
	assert.Equal(t, endorsement.State{
		Day: day("2026-12-01"), Status: endorsement.Active,
		Issued: day("2025-06-30"), EndorsedOn: day("2026-06-05"), Base: day("2026-06-05"),
		LastValid: day("2027-06-05"),
		Window:    civil.Range{First: day("2027-05-06"), Last: day("2027-06-05")},
		Deadline:  day("2027-06-07"), // 5 June 2027 is a Saturday
		Residence: endorsement.Residence{Since: day("2025-06-30")}, YearsStated: true, MonthsFull: 17,
	}, s)
}

// A made-up endorsement restores the permit from its day on and repairs
// nothing before it (14.3.b).
func TestNoRetroactiveRepair(t *testing.T) {
	for _, made := range []string{"2026-03-11", "2027-04-14"} {
		l := permit("2025-03-10", made)
		assert.Equal(t, endorsement.Active, stateOn(t, l, made, nil).Status)
		if made != "2026-03-11" {
			assert.Equal(t, endorsement.Suspended, stateOn(t, l, "2026-03-11", nil).Status)
			assert.Equal(t, endorsement.Suspended, stateOn(t, l, "2027-04-13", nil).Status)
		}
		assert.True(t, stateOn(t, l, made, nil).SuspendedSince.IsZero())
	}
}

// The first day of the Spring Festival is the last valid day: the deadline
// moves to 24 February, and the days between are Active in holiday grace.
func TestHolidayGrace(t *testing.T) {
	p := &endorsement.Policy{Calendar: civil.BuiltIn()}
	l := expiring(t, "2026-02-17")
	for _, c := range []struct {
		on     string
		status endorsement.Status
		grace  bool
		timing endorsement.Timing
	}{
		{"2026-02-16", endorsement.Active, false, endorsement.OnTime},
		{"2026-02-17", endorsement.Active, false, endorsement.OnTime},
		{"2026-02-18", endorsement.Active, true, endorsement.OnTime},
		{"2026-02-23", endorsement.Active, true, endorsement.OnTime},
		{"2026-02-24", endorsement.Active, true, endorsement.OnTime},
		{"2026-02-25", endorsement.Suspended, false, endorsement.Late},
		{"2026-02-26", endorsement.Suspended, false, endorsement.Late},
	} {
		s := stateOn(t, l, c.on, p)
		assert.Equal(t, c.status, s.Status, c.on)
		assert.Equal(t, c.grace, s.HolidayGrace, c.on)
		assert.Equal(t, c.grace || c.status == endorsement.Active, s.YearsStated, c.on)
		assert.Equal(t, day("2026-02-17"), s.LastValid)
		assert.Equal(t, day("2026-02-24"), s.Deadline)
		e := previewOn(t, l, c.on, p)
		assert.Equal(t, c.timing, e.Timing, c.on)
		assert.Equal(t, day("2026-02-24"), e.Deadline)
	}
	assert.Equal(t, day("2026-02-25"), stateOn(t, l, "2026-03-01", p).SuspendedSince)

	// On the 24th: in time under A03 (a), late and afresh under (c), or without
	// a calendar.
	for _, p := range []*endorsement.Policy{nil, {Calendar: civil.BuiltIn(), Extension: civil.NoPeriod}} {
		e := previewOn(t, l, "2026-02-24", p)
		assert.Equal(t, endorsement.Late, e.Timing)
		assert.True(t, e.Restarted)
		assert.Equal(t, endorsement.Suspended, stateOn(t, l, "2026-02-18", p).Status)
	}
}

// A calendar is asked only about days that matter.
func TestCalendarWithoutData(t *testing.T) {
	p := &endorsement.Policy{Calendar: civil.BuiltIn()}
	l := permit("2030-03-04")
	s := stateOn(t, l, "2031-03-04", p)
	assert.Equal(t, endorsement.Active, s.Status)
	assert.True(t, s.Deadline.IsZero())
	assert.Equal(t, day("2031-03-04"), s.LastValid)
	e := previewOn(t, l, "2031-03-04", p)
	assert.Equal(t, endorsement.OnTime, e.Timing)
	assert.True(t, e.Deadline.IsZero())
	_, err := l.On(day("2031-03-05"), p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	_, err = l.Preview(day("2031-03-05"), p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	// Whether an endorsement the day after the window was late hangs on the same
	// unknown days, and with it the years. The term does not (14.2.a, A30 a) …
	l.Endorsed = days("2031-03-05")
	s = stateOn(t, l, "2031-06-01", p)
	assert.Equal(t, endorsement.Active, s.Status)
	assert.Equal(t, day("2032-03-05"), s.LastValid)
	assert.Equal(t, endorsement.Residence{Open: true}, s.Residence)
	assert.False(t, s.YearsStated)
	// … unless the term goes on from the old one (A30 b).
	p.NewTerm = endorsement.FromOldExpiry
	_, err = l.On(day("2031-06-01"), p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
}

// Valid to 2024-12-30 as printed, and to a day from then to 2025-01-02, the first
// on record that people work, if holidays move that day, too (A03 b). Who comes on
// that day is late unless the permit was valid to the very day, and either way the
// term runs from it, also under A30 (b): only the years are open.
func TestTheOldTermMayEndOnTheDay(t *testing.T) {
	p := &endorsement.Policy{Calendar: civil.BuiltIn(), Extension: civil.EveryPeriod, NewTerm: endorsement.FromOldExpiry}
	l := permit("2023-12-30")
	l.Endorsed = days("2025-01-02")
	s := stateOn(t, l, "2025-06-02", p)
	assert.Equal(t, day("2025-01-02"), s.Base)
	assert.Equal(t, day("2026-01-04"), s.LastValid, "2 January is off until Sunday the 4th, a workday")
	assert.Equal(t, endorsement.Residence{Open: true}, s.Residence)
	// The day before, the old term may run on, or not.
	l.Endorsed = days("2025-01-01")
	_, err := l.On(day("2025-06-02"), p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	// The day after, it is over.
	l.Endorsed = days("2025-01-03")
	assert.Equal(t, endorsement.Residence{Since: day("2025-01-03")}, stateOn(t, l, "2025-06-02", p).Residence)
}

// Issued on 2023-05-06, and there are no notices before 2025. 2025-01-02 is a
// working day, so the deadline cannot lie after it: from the next day on the
// permit is suspended, whatever the notices of 2024 say (14.3.a, A03, A04). Up to
// that day it is open, and on the last valid day nobody is late.
func TestSuspendedWhateverTheHolidaysWere(t *testing.T) {
	p := &endorsement.Policy{Calendar: civil.BuiltIn()}
	l := permit("2023-05-06")
	assert.Equal(t, endorsement.Active, stateOn(t, l, "2024-05-06", p).Status)
	for _, open := range []string{"2024-05-07", "2024-12-31", "2025-01-01", "2025-01-02"} {
		_, err := l.On(day(open), p)
		assert.ErrorIs(t, err, civil.ErrNoCalendarData, open)
	}
	for _, on := range []string{"2025-01-03", "2026-11-02", "2031-01-01"} {
		s := stateOn(t, l, on, p)
		assert.Equal(t, endorsement.Suspended, s.Status, on)
		assert.True(t, s.Overdue)
		assert.True(t, s.Deadline.IsZero() && s.SuspendedSince.IsZero(), "since when is open")
		assert.False(t, s.YearsStated)
		late, err := p.Overdue(day("2024-05-06"), day(on))
		require.NoError(t, err)
		assert.True(t, late)
	}
	_, err := p.Overdue(day("2024-05-06"), day("2025-01-02"))
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	_, err = p.Overdue(day("2024-05-06"), civil.Date{})
	assert.ErrorIs(t, err, endorsement.ErrNoDay)

	// An endorsement is late then and starts the years afresh (14.3.c); how many
	// days late is open, and so are the years under the reading that asks.
	e := previewOn(t, l, "2026-11-02", p)
	assert.Equal(t, endorsement.Late, e.Timing)
	assert.True(t, e.Restarted)
	assert.True(t, e.Deadline.IsZero() && e.OverdueDays == 0)
	assert.Equal(t, endorsement.Residence{Since: day("2026-11-02")}, e.After.Residence)
	p.Late = endorsement.KeepPriorExcludeGap
	assert.Equal(t, endorsement.Residence{Open: true}, previewOn(t, l, "2026-11-02", p).After.Residence)
	p.Late = endorsement.Seamless
	assert.Equal(t, endorsement.Residence{Since: day("2023-05-06")}, previewOn(t, l, "2026-11-02", p).After.Residence)

	// So it has lapsed under A35 (c), if the time for that is over at the latest:
	// ten days after 2025-01-02 is a Sunday, and the Monday the last day.
	p = &endorsement.Policy{Calendar: civil.BuiltIn(), Lateness: endorsement.LapseAfterTime, LapseAfter: civil.Days(10)}
	assert.Equal(t, endorsement.Late, previewOn(t, permit("2023-12-30"), "2025-01-09", p).Timing)
	assert.Equal(t, endorsement.Lapsed, previewOn(t, l, "2025-01-14", p).Timing)
	_, err = l.Preview(day("2025-01-13"), p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
}

// Under A32 (b) nothing is suspended until an authority records it.
func TestSuspensionWhenRecorded(t *testing.T) {
	p := &endorsement.Policy{Suspension: endorsement.FromRecordedDay}
	l := permit("2025-03-10")
	l.SuspensionRecorded = days("2026-03-20", "2026-04-01")
	for _, c := range []struct {
		on      string
		status  endorsement.Status
		overdue bool
		stated  bool
	}{
		{"2026-03-10", endorsement.Active, false, true},
		{"2026-03-11", endorsement.Active, true, false},
		{"2026-03-19", endorsement.Active, true, false},
		{"2026-03-20", endorsement.Suspended, true, false},
		{"2026-03-21", endorsement.Suspended, true, false},
		{"2026-04-02", endorsement.Suspended, true, false},
	} {
		s := stateOn(t, l, c.on, p)
		assert.Equal(t, c.status, s.Status, c.on)
		assert.Equal(t, c.overdue, s.Overdue, c.on)
		assert.Equal(t, c.stated, s.YearsStated, c.on)
	}
	assert.Equal(t, day("2026-03-20"), stateOn(t, l, "2026-05-01", p).SuspendedSince, "the first recording counts")
	assert.Equal(t, day("2026-03-11"), stateOn(t, l, "2026-05-01", nil).SuspendedSince, "A32 (a) looks at dates only")

	// The endorsement is late either way, and ends the suspension.
	for _, made := range []string{"2026-03-15", "2026-04-01", "2026-05-01"} {
		l.Endorsed = days(made)
		if made == "2026-03-15" {
			l.SuspensionRecorded = nil
		} else {
			l.SuspensionRecorded = days("2026-03-20", "2026-04-01")
		}
		s := stateOn(t, l, "2026-05-01", p)
		assert.Equal(t, endorsement.Active, s.Status, made)
		assert.Equal(t, day(made), s.Residence.Since, made)
		assert.True(t, s.SuspendedSince.IsZero())
		// The next term needs its own recording.
		assert.Equal(t, endorsement.Active, stateOn(t, l, "2027-06-01", p).Status)
	}
}

func TestSuspensionRecordedTooSoon(t *testing.T) {
	p := &endorsement.Policy{Suspension: endorsement.FromRecordedDay}
	l := permit("2025-03-10")
	l.SuspensionRecorded = days("2026-03-10")
	_, err := l.On(day("2026-03-12"), p)
	assert.ErrorIs(t, err, endorsement.ErrNotOverdue)
	var soon *endorsement.NotOverdueError
	require.ErrorAs(t, err, &soon)
	assert.Equal(t, endorsement.NotOverdueError{Day: day("2026-03-10"), LastValid: day("2026-03-10")}, *soon)
	assert.Contains(t, err.Error(), "2026-03-10")
	_, err = l.On(day("2026-03-09"), p)
	assert.NoError(t, err, "on the 9th nobody knew")
	_, err = l.On(day("2026-03-12"), nil)
	assert.NoError(t, err, "without effect under A32 (a)")

	// After a timely endorsement of the same day there is nothing to suspend
	// either; before a late one there is.
	l = permit("2025-03-10", "2026-03-10")
	l.SuspensionRecorded = days("2026-03-10")
	_, err = l.On(day("2026-03-10"), p)
	assert.ErrorIs(t, err, endorsement.ErrNotOverdue)
	l = permit("2025-03-10", "2026-03-11")
	l.SuspensionRecorded = days("2026-03-11")
	assert.Equal(t, endorsement.Active, stateOn(t, l, "2026-03-11", p).Status)

	l.SuspensionRecorded = []civil.Date{{}}
	_, err = l.On(day("2026-03-11"), p)
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
	term := begin(t, "2025-03-10", nil)
	same, err := term.RecordSuspension(day("2026-03-20"), nil)
	require.NoError(t, err)
	assert.Equal(t, term, same)
	next, err := term.RecordSuspension(day("2026-03-20"), p)
	require.NoError(t, err)
	assert.Equal(t, day("2026-03-20"), next.SuspensionRecorded)
}

func TestWords(t *testing.T) {
	for s, want := range map[endorsement.Status]string{
		endorsement.NotIssued: "not-issued", endorsement.Active: "active", endorsement.Suspended: "suspended",
	} {
		assert.Equal(t, want, s.String())
		b, err := s.MarshalText()
		require.NoError(t, err)
		var back endorsement.Status
		require.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, s, back)
		assert.NotEmpty(t, s.Label(language.Chinese))
		assert.NotEqual(t, s.Label(language.Chinese), s.Label(language.English))
	}
	for tm, want := range map[endorsement.Timing]string{
		0: "", endorsement.TooEarly: "too-early", endorsement.Early: "early", endorsement.OnTime: "on-time",
		endorsement.Late: "late", endorsement.Lapsed: "lapsed",
	} {
		assert.Equal(t, want, tm.String())
		b, err := tm.MarshalText()
		require.NoError(t, err)
		back := endorsement.Late
		require.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, tm, back)
		assert.Equal(t, tm == 0, tm.Label(language.English) == "")
	}
	assert.Equal(t, "使用功能中止", endorsement.Suspended.Label(language.Und))
	assert.Equal(t, "逾期补办签注", endorsement.Late.Label(language.Chinese))
	assert.Equal(t, "invalid(9)", endorsement.Status(9).String())
	assert.Equal(t, "invalid(9)", endorsement.Timing(9).Label(language.Chinese))
	_, err := endorsement.Status(9).MarshalText()
	assert.ErrorIs(t, err, word.ErrWord)
	s := endorsement.Active
	assert.ErrorIs(t, s.UnmarshalText([]byte("Aktiv")), word.ErrWord)
	assert.Equal(t, endorsement.Active, s)
}

func TestStateAsJSON(t *testing.T) {
	b, err := json.Marshal(stateOn(t, permit("2025-06-30"), "2026-07-01", nil))
	require.NoError(t, err)
	assert.JSONEq(t, `{"day":"2026-07-01","status":"suspended","overdue":true,"suspendedSince":"2026-07-01",
		"issued":"2025-06-30","base":"2025-06-30","lastValid":"2026-06-30",
		"window":{"first":"2026-05-31","last":"2026-06-30"},"deadline":"2026-06-30","residence":{"since":"2025-06-30"}}`, string(b))
}
