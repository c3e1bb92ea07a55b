package endorsement_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

func TestLastValidDay(t *testing.T) {
	corresponding := &endorsement.Policy{}
	before := &endorsement.Policy{LastDay: endorsement.DayBefore}
	days365 := &endorsement.Policy{LastDay: endorsement.Days365}
	for _, c := range []struct {
		base    string
		p       *endorsement.Policy
		want    string
		because string
	}{
		{"2025-03-10", corresponding, "2026-03-10", "14.2.a, A27 (a)"},
		{"2025-03-10", nil, "2026-03-10", "a nil policy is the default"},
		{"2025-03-10", before, "2026-03-09", "A27 (b)"},
		{"2025-03-10", days365, "2026-03-10", "A27 (c), no 29 February between"},
		{"2023-06-01", corresponding, "2024-06-01", "A27 (a) over a leap day"},
		{"2023-06-01", before, "2024-05-31", "A27 (b) over a leap day"},
		{"2023-06-01", days365, "2024-05-31", "A27 (c) over a leap day"},
		{"2026-03-01", corresponding, "2027-03-01", "A26: from the printed day of issue"},
		{"2024-02-29", corresponding, "2025-02-28", "A28: end of month"},
		{"2028-02-29", corresponding, "2029-02-28", "A28"},
		{"2023-02-28", corresponding, "2024-02-28", "A28: nothing is restored"},
		{"2027-02-28", corresponding, "2028-02-28", "A28"},
		{"2024-02-29", before, "2025-02-27", "settled: clamp first, then one day less"},
		{"2024-02-29", days365, "2025-02-28", "A27 (c)"},
		{"2024-03-01", before, "2025-02-28", "A27 (b) across the month's end"},
		{"2023-03-01", before, "2024-02-29", "A27 (b) into a leap February"},
		{"2025-12-31", corresponding, "2026-12-31", "year's end"},
		{"9998-12-31", corresponding, "9999-12-31", "the last term there is"},
	} {
		got, err := c.p.LastValidDay(day(c.base))
		require.NoError(t, err, c.because)
		assert.Equal(t, day(c.want), got, "%s: %s", c.base, c.because)
	}
	_, err := corresponding.LastValidDay(civil.Date{})
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
	_, err = corresponding.LastValidDay(day("9999-01-01"))
	assert.ErrorIs(t, err, endorsement.ErrRange)
	_, err = days365.LastDayFrom(day("9999-01-01"))
	assert.ErrorIs(t, err, endorsement.ErrRange)
}

// A permit issued on 29 February and endorsed on each last valid day stays on
// the 28th: the 29th is lost for good (A28), also where the anniversary is kept.
func TestLeapDayChain(t *testing.T) {
	for _, p := range []*endorsement.Policy{nil, {NewTerm: endorsement.FromOldExpiry}} {
		l := permit("2024-02-29")
		for _, last := range []string{"2025-02-28", "2026-02-28", "2027-02-28", "2028-02-28", "2029-02-28"} {
			s := stateOn(t, l, last, p)
			assert.Equal(t, day(last), s.LastValid)
			assert.Equal(t, endorsement.Active, s.Status)
			late, err := l.On(day(last).DayAfter(), p)
			require.NoError(t, err)
			assert.Equal(t, endorsement.Suspended, late.Status, last)
			l.Endorsed = append(l.Endorsed, day(last))
		}
	}
}

func TestWindow(t *testing.T) {
	for _, c := range []struct {
		last        string
		rule        endorsement.WindowRule
		first, stop string
	}{
		{"2026-06-30", endorsement.ThirtyDaysBackInclusive, "2026-05-31", "2026-06-30"},
		{"2026-06-30", endorsement.ThirtyDaysEndingOnE, "2026-06-01", "2026-06-30"},
		{"2026-06-30", endorsement.ThirtyDaysBeforeE, "2026-05-31", "2026-06-29"},
		{"2026-06-30", endorsement.OneMonth, "2026-05-30", "2026-06-30"},
		{"2025-02-28", endorsement.ThirtyDaysBackInclusive, "2025-01-29", "2025-02-28"},
		{"2025-02-28", endorsement.ThirtyDaysEndingOnE, "2025-01-30", "2025-02-28"},
		{"2025-02-28", endorsement.OneMonth, "2025-01-28", "2025-02-28"},
		{"2024-02-28", endorsement.ThirtyDaysBackInclusive, "2024-01-29", "2024-02-28"},
		{"2024-02-28", endorsement.ThirtyDaysEndingOnE, "2024-01-30", "2024-02-28"},
		{"2024-02-28", endorsement.OneMonth, "2024-01-28", "2024-02-28"},
		{"2026-02-28", endorsement.ThirtyDaysBackInclusive, "2026-01-29", "2026-02-28"},
		{"2026-02-28", endorsement.OneMonth, "2026-01-28", "2026-02-28"},
		{"2026-03-31", endorsement.OneMonth, "2026-02-28", "2026-03-31"},
		{"2024-03-30", endorsement.OneMonth, "2024-02-29", "2024-03-30"},
	} {
		p := &endorsement.Policy{Window: c.rule}
		w, err := p.WindowBefore(day(c.last))
		require.NoError(t, err)
		assert.Equal(t, civil.Range{First: day(c.first), Last: day(c.stop)}, w, "%s under %d", c.last, c.rule)
	}
	_, err := (*endorsement.Policy)(nil).WindowBefore(civil.Date{})
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
	_, err = (*endorsement.Policy)(nil).WindowBefore(day("0001-01-15"))
	assert.ErrorIs(t, err, endorsement.ErrRange)
}

// Each reading of the window on the day before, the day and the day after both
// of its ends, for a permit valid to 30 June 2026 (A29).
func TestWindowThresholds(t *testing.T) {
	const early, onTime, late = endorsement.TooEarly, endorsement.OnTime, endorsement.Late
	on := []string{
		"2026-05-29", "2026-05-30", "2026-05-31", "2026-06-01", "2026-06-02",
		"2026-06-28", "2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02",
	}
	for rule, want := range map[endorsement.WindowRule][]endorsement.Timing{
		endorsement.ThirtyDaysBackInclusive: {early, early, onTime, onTime, onTime, onTime, onTime, onTime, late, late},
		endorsement.ThirtyDaysEndingOnE:     {early, early, early, onTime, onTime, onTime, onTime, onTime, late, late},
		endorsement.ThirtyDaysBeforeE:       {early, early, onTime, onTime, onTime, onTime, onTime, late, late, late},
		endorsement.OneMonth:                {early, onTime, onTime, onTime, onTime, onTime, onTime, onTime, late, late},
	} {
		p := &endorsement.Policy{Window: rule}
		l := expiring(t, "2026-06-30")
		for i, d := range on {
			e := previewOn(t, l, d, p)
			assert.Equal(t, want[i], e.Timing, "reading %d on %s", rule, d)
			assert.Equal(t, want[i] == late, stateOn(t, l, d, p).Status == endorsement.Suspended, "reading %d on %s", rule, d)
			assert.Equal(t, want[i] == late, e.Restarted)
		}
	}
}

func TestDeadline(t *testing.T) {
	builtIn := civil.BuiltIn()
	for _, c := range []struct {
		last    string
		p       endorsement.Policy
		want    string
		because string
	}{
		{"2026-02-17", endorsement.Policy{Calendar: builtIn}, "2026-02-24", "Spring Festival, A03 (a)"},
		{"2026-02-17", endorsement.Policy{}, "2026-02-17", "no calendar, no extension"},
		{"2026-02-17", endorsement.Policy{Calendar: builtIn, Extension: civil.NoPeriod}, "2026-02-17", "A03 (c)"},
		{"2026-02-17", endorsement.Policy{Calendar: builtIn, OffDays: civil.StatutoryOnly}, "2026-02-20", "A04 (b)"},
		{"2026-02-17", endorsement.Policy{Calendar: builtIn, OffDays: civil.WeekendsAndStatutory}, "2026-02-20", "A04 (c)"},
		{"2026-02-28", endorsement.Policy{Calendar: builtIn}, "2026-02-28", "a make-up workday is no holiday"},
		{"2026-02-28", endorsement.Policy{Calendar: builtIn, OffDays: civil.WeekendsAndStatutory}, "2026-03-02", "A04 (c)"},
		{"2026-05-01", endorsement.Policy{Calendar: builtIn}, "2026-05-06", "Labour Day"},
		{"2026-10-03", endorsement.Policy{Calendar: builtIn}, "2026-10-08", "National Day"},
		{"2026-06-30", endorsement.Policy{Calendar: builtIn}, "2026-06-30", "a Tuesday"},
		{"2026-07-04", endorsement.Policy{Calendar: civil.WeekendsOnly()}, "2026-07-06", "a Saturday"},
		{"2026-02-18", endorsement.Policy{Calendar: builtIn, Window: endorsement.ThirtyDaysBeforeE}, "2026-02-24", "the window's last day moves, A29 (c)"},
	} {
		got, err := c.p.Deadline(day(c.last))
		require.NoError(t, err)
		assert.Equal(t, day(c.want), got, "%s: %s", c.last, c.because)
	}
	got, err := (*endorsement.Policy)(nil).Deadline(day("2026-02-17"))
	require.NoError(t, err)
	assert.Equal(t, day("2026-02-17"), got)
	_, err = (*endorsement.Policy)(nil).Deadline(civil.Date{})
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
	_, err = (&endorsement.Policy{Calendar: builtIn}).Deadline(day("2031-03-03"))
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	_, err = (&endorsement.Policy{Calendar: builtIn}).Deadline(day("2031-03-03"))
	assert.ErrorContains(t, err, "A03")
}

// Under A03 (b) the term itself moves, and the window with it.
func TestTermMovedOffHoliday(t *testing.T) {
	p := &endorsement.Policy{Calendar: civil.BuiltIn(), Extension: civil.EveryPeriod}
	last, err := p.LastValidDay(day("2025-02-17"))
	require.NoError(t, err)
	assert.Equal(t, day("2026-02-24"), last)

	s := stateOn(t, permit("2025-02-17"), "2026-02-24", p)
	assert.Equal(t, endorsement.Active, s.Status)
	assert.False(t, s.HolidayGrace, "the term itself lasts that long")
	assert.Equal(t, day("2026-01-25"), s.Window.First)
	assert.Equal(t, endorsement.Suspended, stateOn(t, permit("2025-02-17"), "2026-02-25", p).Status)

	// A year of residence whose last day is a holiday is full only afterwards.
	l := permit("2025-02-17", "2026-02-06")
	for on, want := range map[string]int{"2026-02-18": 0, "2026-02-24": 0, "2026-02-25": 1} {
		years, ok := stateOn(t, l, on, p).FullYears()
		assert.True(t, ok)
		assert.Equal(t, want, years, on)
	}
	p.Full = civil.OnLastDay
	for on, want := range map[string]int{"2026-02-23": 0, "2026-02-24": 1} {
		years, _ := stateOn(t, l, on, p).FullYears()
		assert.Equal(t, want, years, on)
	}

	_, err = p.LastValidDay(day("2030-03-03"))
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	// Without data the status stands as long as it cannot depend on them.
	p.Full = civil.AfterLastDay
	s = stateOn(t, permit("2029-03-05"), "2030-03-05", p)
	assert.Equal(t, endorsement.Active, s.Status)
	assert.True(t, s.LastValid.IsZero() && s.Window == civil.Range{} && s.Deadline.IsZero() && !s.HolidayGrace && !s.YearsStated)
	_, _, err = s.Residence.FullMonths(s.Day, p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	for _, ask := range []string{"2030-03-06", "2031-01-01"} {
		_, err = permit("2029-03-05").On(day(ask), p)
		assert.ErrorIs(t, err, civil.ErrNoCalendarData)
	}
	_, err = permit("2029-03-05").Preview(day("2030-03-05"), p)
	assert.ErrorIs(t, err, civil.ErrNoCalendarData, "how an endorsement stands does depend on them")
	_, err = p.LastValidDay(civil.Date{})
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
}

// endlessHoliday is a calendar in which nobody ever works.
type endlessHoliday struct{}

func (endlessHoliday) Kind(civil.Date) (civil.DayKind, error) { return civil.StatutoryHoliday, nil }

func TestHolidayWithoutEnd(t *testing.T) {
	p := &endorsement.Policy{Calendar: endlessHoliday{}}
	_, err := p.Deadline(day("9999-12-01"))
	assert.ErrorIs(t, err, civil.ErrInvalid)
}
