package civil

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The dated tests of the register of readings: every default, and every other
// answer that gives another day.

func moved(t *testing.T, day Date, rule OffRule) string {
	t.Helper()
	d, err := MoveOffHoliday(day, BuiltIn(), rule)
	require.NoError(t, err)
	return d.String()
}

func TestVectorHalfYear(t *testing.T) {
	half := Months(6)
	for _, v := range []struct{ start, a, b string }{
		{"2026-01-15", "2026-07-16", "2026-07-15"},
		{"2026-03-01", "2026-09-02", "2026-09-01"},
		{"2025-08-28", "2026-03-01", "2026-02-28"},
		{"2025-08-29", "2026-03-01", "2026-02-28"},
		{"2025-08-31", "2026-03-01", "2026-02-28"},
		{"2023-08-31", "2024-03-01", "2024-02-29"},
		{"2025-12-31", "2026-07-01", "2026-06-30"},
		{"2026-04-01", "2026-10-02", "2026-10-01"},
	} {
		start, a, b := MustParse(v.start), MustParse(v.a), MustParse(v.b)
		assert.Equal(t, a, half.FullFrom(start, StartExcluded), v.start)
		assert.Equal(t, a, half.Reached(start, StartExcluded, AfterLastDay), v.start)
		assert.Equal(t, b, half.Reached(start, StartExcluded, OnLastDay), v.start)
		assert.Equal(t, b, half.Reached(start, StartCounted, AfterLastDay), v.start) // A02 (c) equals (b)

		// The cut-off turns over on the same day: before, on, after.
		for _, r := range []struct {
			full Date
			c    Counting
			f    Fullness
		}{{a, StartExcluded, AfterLastDay}, {b, StartExcluded, OnLastDay}, {b, StartCounted, AfterLastDay}} {
			assert.False(t, start.OnOrBefore(half.LatestStart(r.full.DayBefore(), r.c, r.f)), v.start)
			assert.True(t, start.OnOrBefore(half.LatestStart(r.full, r.c, r.f)), v.start)
			assert.True(t, start.OnOrBefore(half.LatestStart(r.full.DayAfter(), r.c, r.f)), v.start)
		}
	}
}

// A01: six months, 183 days, 180 days.
func TestVectorHalfYearLength(t *testing.T) {
	start := MustParse("2025-08-31")
	assert.Equal(t, "2026-02-28", Months(6).LastDay(start, StartExcluded).String())
	assert.Equal(t, "2026-03-02", Days(183).LastDay(start, StartExcluded).String())

	start = MustParse("2026-03-01")
	assert.Equal(t, "2026-09-01", Months(6).LastDay(start, StartExcluded).String())
	assert.Equal(t, "2026-08-31", Days(183).LastDay(start, StartExcluded).String())
	assert.Equal(t, "2026-08-28", Days(180).LastDay(start, StartExcluded).String())
}

// A03 (b): every period moves off holidays, also the half-year.
func TestVectorHalfYearExtended(t *testing.T) {
	last := Months(6).LastDay(MustParse("2026-04-01"), StartExcluded)
	d, err := MoveOffHoliday(last, BuiltIn(), OffInFact)
	require.NoError(t, err)
	assert.Equal(t, "2026-10-09", d.DayAfter().String())
}

func TestVectorValidUntil(t *testing.T) {
	year := Years(1)
	for start, want := range map[string]string{
		"2025-03-10": "2026-03-10",
		"2026-03-01": "2027-03-01", // A26
		"2024-02-29": "2025-02-28", // A28: no overflow into March
		"2028-02-29": "2029-02-28",
		"2023-02-28": "2024-02-28", // A28: nothing is restored
		"2027-02-28": "2028-02-28",
		"2025-02-28": "2026-02-28", // the chain from 2024-02-29 goes on from here
	} {
		assert.Equal(t, want, year.LastDay(MustParse(start), StartExcluded).String(), start)
		assert.Equal(t, want, MustParse(start).AddYears(1).String(), start)
	}
	// A27 (b): the start day is counted; clamp first, then minus one day.
	assert.Equal(t, "2026-03-09", year.LastDay(MustParse("2025-03-10"), StartCounted).String())
	assert.Equal(t, "2025-02-27", year.LastDay(MustParse("2024-02-29"), StartCounted).String())
	assert.Equal(t, "2026-01-09", year.LastDay(MustParse("2025-01-10"), StartCounted).String())
	// A27 (c): 365 days.
	assert.Equal(t, "2024-05-31", Days(365).LastDay(MustParse("2023-06-01"), StartExcluded).String())
	assert.Equal(t, "2024-06-01", year.LastDay(MustParse("2023-06-01"), StartExcluded).String())
}

func TestVectorWindow(t *testing.T) {
	for _, v := range []struct{ end, a, b, d string }{
		{"2026-06-30", "2026-05-31", "2026-06-01", "2026-05-30"},
		{"2025-02-28", "2025-01-29", "2025-01-30", "2025-01-28"},
		{"2024-02-28", "2024-01-29", "2024-01-30", "2024-01-28"},
		{"2026-02-28", "2026-01-29", "2026-01-30", "2026-01-28"},
	} {
		end := MustParse(v.end)
		assert.Equal(t, v.a, end.AddDays(-30).String())
		assert.Equal(t, v.b, end.AddDays(-29).String())
		assert.Equal(t, v.d, end.AddMonths(-1).String())
		n, ok := Range{First: end.AddDays(-29), Last: end}.Days()
		assert.True(t, ok)
		assert.Equal(t, 30, n)
	}
}

func TestVectorDeadline(t *testing.T) {
	for last, want := range map[string]string{
		"2026-02-17": "2026-02-24",
		"2026-05-01": "2026-05-06",
		"2026-10-03": "2026-10-08",
		"2026-03-10": "2026-03-10", // A32: a Tuesday
	} {
		assert.Equal(t, want, moved(t, MustParse(last), OffInFact))
		d, err := MoveOffHoliday(MustParse(last), nil, OffInFact)
		require.NoError(t, err)
		assert.Equal(t, last, d.String(), "without a calendar nothing moves")
	}
}

// A04: the last day of 02-10 + 7 days is the first day of the year of the horse.
func TestVectorOffRules(t *testing.T) {
	d := MustParse("2026-02-17")
	assert.Equal(t, "2026-02-24", moved(t, d, OffInFact))
	assert.Equal(t, "2026-02-20", moved(t, d, StatutoryOnly))
	assert.Equal(t, "2026-02-20", moved(t, d, WeekendsAndStatutory))

	makeUp := MustParse("2026-02-28")
	assert.Equal(t, "2026-02-28", moved(t, makeUp, OffInFact))
	assert.Equal(t, "2026-02-28", moved(t, makeUp, StatutoryOnly))
	assert.Equal(t, "2026-03-02", moved(t, makeUp, WeekendsAndStatutory))
}

func TestVectorSevenDays(t *testing.T) {
	for _, v := range []struct{ change, a, plain, b, c, plainC string }{
		{"2026-03-02", "2026-03-09", "2026-03-09", "2026-03-11", "2026-03-09", "2026-03-08"},
		{"2026-09-24", "2026-10-08", "2026-10-01", "2026-10-12", "2026-09-30", "2026-09-30"},
		{"2026-02-10", "2026-02-24", "2026-02-17", "2026-02-26", "2026-02-24", "2026-02-16"},
		{"2026-03-06", "2026-03-13", "2026-03-13", "2026-03-17", "2026-03-12", "2026-03-12"},
	} {
		change := MustParse(v.change)
		deadline := func(c Counting, cal Calendar) string {
			d, err := Days(7).Deadline(change, c, cal, OffInFact)
			require.NoError(t, err)
			return d.String()
		}
		assert.Equal(t, v.a, deadline(StartExcluded, BuiltIn()), v.change)
		assert.Equal(t, v.plain, deadline(StartExcluded, nil), v.change)
		assert.Equal(t, v.c, deadline(StartCounted, BuiltIn()), v.change)
		assert.Equal(t, v.plainC, deadline(StartCounted, nil), v.change)
		working, err := WorkingDaysAfter(change, 7, BuiltIn(), OffInFact)
		require.NoError(t, err)
		assert.Equal(t, v.b, working.String(), v.change)
	}
}

func TestVectorAges(t *testing.T) {
	for _, v := range []struct {
		born  string
		years int
		a, b  string
	}{
		{"2010-03-15", 16, "2026-03-16", "2026-03-15"},
		{"2008-02-29", 14, "2022-03-01", "2022-02-28"},
		{"2008-02-29", 16, "2024-03-01", "2024-02-29"},
		{"2008-02-29", 18, "2026-03-01", "2026-02-28"},
		{"1956-07-01", 70, "2026-07-02", "2026-07-01"},
	} {
		born := MustParse(v.born)
		for f, want := range map[Fullness]string{AfterLastDay: v.a, OnLastDay: v.b} {
			day := AgeReachedOn(born, v.years, f)
			assert.Equal(t, want, day.String())
			for offset, age := range map[int]int{-1: v.years - 1, 0: v.years, 1: v.years} {
				got, ok := AgeOn(born, day.AddDays(offset), f)
				assert.True(t, ok)
				assert.Equal(t, age, got, "%v %+d", day, offset)
				assert.Equal(t, age == v.years,
					born.OnOrBefore(LatestBirth(day.AddDays(offset), v.years, f)))
			}
		}
	}
}

// A69: the act day is not counted, the corresponding day is still in time.
func TestVectorLimitation(t *testing.T) {
	for _, v := range []struct {
		act            string
		p              Period
		last, ifCounts string
	}{
		{"2025-08-31", Months(6), "2026-02-28", "2026-02-27"},
		{"2024-02-29", Years(2), "2026-02-28", "2026-02-27"},
	} {
		act := MustParse(v.act)
		assert.Equal(t, v.last, v.p.LastDay(act, StartExcluded).String())
		assert.Equal(t, v.ifCounts, v.p.LastDay(act, StartCounted).String())
		assert.Equal(t, "2026-03-01", v.p.FullFrom(act, StartExcluded).String(), "barred")
	}
}

// A33 and A34: years of continuous residence.
func TestVectorYears(t *testing.T) {
	for _, v := range []struct {
		since, on     string
		years, months int
	}{
		{"2026-01-20", "2026-07-20", 0, 5}, // full on the 21st only
		{"2025-08-01", "2026-08-01", 0, 11},
		{"2025-08-01", "2026-08-02", 1, 12},
		{"2025-01-10", "2026-08-02", 1, 18},
	} {
		years, ok := CompletedYears(MustParse(v.since), MustParse(v.on), StartExcluded, AfterLastDay)
		assert.True(t, ok)
		assert.Equal(t, v.years, years, v)
		months, ok := CompletedMonths(MustParse(v.since), MustParse(v.on), StartExcluded, AfterLastDay)
		assert.True(t, ok)
		assert.Equal(t, v.months, months, v)
	}
}
