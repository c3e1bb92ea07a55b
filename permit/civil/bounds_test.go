package civil

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// MoveBounds agrees with MoveOffHoliday in every way to fill a calendar's gaps: the
// first day is the soonest of the answers, and the latest no answer surpasses, and
// one up to the day asked reaches.
func TestMoveBoundsAgainstEveryCalendar(t *testing.T) {
	start := MustParse("2026-02-12") // before the Spring Festival
	r := rand.New(rand.NewPCG(203, 1))
	open := 0
	for range 3_000 {
		var gaps []Date
		for range r.IntN(7) {
			gaps = append(gaps, start.AddDays(r.IntN(20)))
		}
		rule := OffRule(r.IntN(3))
		last, until := start.AddDays(r.IntN(14)), start.AddDays(r.IntN(25))
		first, latest, err := MoveBounds(last, gapped{gaps, -1}, rule, until)
		require.NoError(t, err)
		var soonest, end Date
		for which := range 1 << len(gaps) {
			moved, err := MoveOffHoliday(last, gapped{gaps, which}, rule)
			require.NoError(t, err)
			if soonest.IsZero() || moved.StrictlyBefore(soonest) {
				soonest = moved
			}
			if !moved.OnOrBefore(end) {
				end = moved
			}
		}
		require.Equal(t, soonest, first, "%v %v %v %v", last, gaps, rule, until)
		if end.OnOrBefore(until) || first == end {
			require.Equal(t, end, latest, "%v %v %v %v", last, gaps, rule, until)
		} else {
			require.True(t, latest.StrictlyAfter(until) && latest.OnOrBefore(end), "%v %v %v %v: %v", last, gaps, rule, until, latest)
		}
		if first != latest {
			open++
		}
	}
	require.Greater(t, open, 300)

	first, latest, err := MoveBounds(start, nil, 0, start)
	require.NoError(t, err)
	require.Equal(t, [2]Date{start, start}, [2]Date{first, latest})
	_, _, err = MoveBounds(start, endless{}, 0, start)
	require.ErrorIs(t, err, ErrInvalid)
}

// Where a calendar knows nothing, a holiday may last up to a year: the bound is
// the first day after 365 of them, seen from any day that late or later.
func TestNoHolidayLastsAYear(t *testing.T) {
	last, after := MustParse("2026-01-01"), MustParse("2027-01-01")
	for _, until := range []Date{after.DayBefore(), after, after.AddDays(1000), MustParse("9999-12-31")} {
		first, latest, err := MoveBounds(last, blind{}, OffInFact, until)
		require.NoError(t, err)
		require.Equal(t, [2]Date{last, after}, [2]Date{first, latest}, "%v", until)
	}
	_, latest, err := MoveBounds(last, blind{}, OffInFact, after.AddDays(-2))
	require.NoError(t, err)
	require.Equal(t, after.DayBefore(), latest, "no longer looked at than needed")

	// Each working day may keep people waiting so long: 365 days, then it.
	for n, want := range []string{"2026-01-01", "2027-01-02", "2028-01-03", "2029-01-03"} {
		first, latest, err := WorkingDaysBounds(last, n, blind{}, OffInFact, MustParse("9999-12-31"))
		require.NoError(t, err)
		require.Equal(t, [2]Date{last.AddDays(n), MustParse(want)}, [2]Date{first, latest}, "%d working days", n)
	}
	// One on record between ends the wait: the built-in calendar has 2025 and 2026.
	first, latest, err := WorkingDaysBounds(MustParse("2024-12-29"), 2, BuiltIn(), OffInFact, MustParse("2026-01-01"))
	require.NoError(t, err)
	require.Equal(t, [2]Date{MustParse("2024-12-31"), MustParse("2025-01-03")}, [2]Date{first, latest})
	first, latest, err = WorkingDaysBounds(MustParse("2026-12-30"), 2, BuiltIn(), OffInFact, MustParse("2030-01-01"))
	require.NoError(t, err)
	require.Equal(t, [2]Date{MustParse("2027-01-01"), MustParse("2028-01-01")}, [2]Date{first, latest})
}

type blind struct{}

func (blind) Kind(day Date) (DayKind, error) { return KindUnknown, &NoDataError{Year: day.Year()} }

// A period whose last day moves is full on that day or after it, as without any
// holiday: ReachedBounds is to Reached what MoveBounds is to LastDay.
func TestReachedBounds(t *testing.T) {
	day := MustParse
	for _, c := range []struct {
		counting      Counting
		fullness      Fullness
		until         string
		first, latest string
	}{
		// Half a year from 2025-08-17: the last day is 2026-02-17, the Spring
		// Festival's first; people work again on the 24th.
		{StartExcluded, OnLastDay, "2026-03-01", "2026-02-24", "2026-02-24"},
		{StartExcluded, AfterLastDay, "2026-03-01", "2026-02-25", "2026-02-25"},
		{StartCounted, OnLastDay, "2026-03-01", "2026-02-24", "2026-02-24"},
		{StartCounted, AfterLastDay, "2026-03-01", "2026-02-25", "2026-02-25"},
	} {
		first, latest := Months(6).ReachedBounds(day("2025-08-17"), c.counting, c.fullness, BuiltIn(), OffInFact, day(c.until))
		require.Equal(t, [2]Date{day(c.first), day(c.latest)}, [2]Date{first, latest}, "%+v", c)
	}
	// The last day is off or not, depending on whether the start counts.
	first, latest := Days(10).ReachedBounds(day("2026-02-04"), StartCounted, OnLastDay, BuiltIn(), OffInFact, day("2026-03-01"))
	require.Equal(t, [2]Date{day("2026-02-13"), day("2026-02-13")}, [2]Date{first, latest}) // a Friday
	first, latest = Days(11).ReachedBounds(day("2026-02-04"), StartExcluded, OnLastDay, BuiltIn(), OffInFact, day("2026-03-01"))
	require.Equal(t, [2]Date{day("2026-02-24"), day("2026-02-24")}, [2]Date{first, latest}) // a Sunday before the festival
	// Without data the bounds part, and move together.
	first, latest = Years(1).ReachedBounds(day("2026-01-01"), StartExcluded, AfterLastDay, BuiltIn(), OffInFact, day("2029-01-01"))
	require.Equal(t, [2]Date{day("2027-01-02"), day("2028-01-02")}, [2]Date{first, latest})
	// Without a calendar nothing moves.
	for _, f := range []Fullness{OnLastDay, AfterLastDay} {
		for _, c := range []Counting{StartExcluded, StartCounted} {
			first, latest = Months(6).ReachedBounds(day("2025-08-17"), c, f, nil, OffInFact, day("2026-03-01"))
			want := Months(6).Reached(day("2025-08-17"), c, f)
			require.Equal(t, [2]Date{want, want}, [2]Date{first, latest}, "%v %v", c, f)
		}
	}

	end := day("9999-12-31")
	for name, none := range map[string]func() (Date, Date){
		"no start": func() (Date, Date) {
			return Days(1).ReachedBounds(Date{}, StartExcluded, OnLastDay, BuiltIn(), OffInFact, end)
		},
		"no period": func() (Date, Date) { return Period{}.ReachedBounds(end, StartExcluded, OnLastDay, nil, OffInFact, end) },
		"bad counting": func() (Date, Date) {
			return Days(1).ReachedBounds(day("2026-03-02"), 9, OnLastDay, nil, OffInFact, end)
		},
		"bad fullness": func() (Date, Date) {
			return Days(1).ReachedBounds(day("2026-03-02"), StartExcluded, 9, nil, OffInFact, end)
		},
		"beyond the end": func() (Date, Date) {
			return Days(0).ReachedBounds(end, StartExcluded, AfterLastDay, nil, OffInFact, end)
		},
		"endless": func() (Date, Date) {
			return Days(1).ReachedBounds(day("2026-03-02"), StartExcluded, AfterLastDay, endless{}, OffInFact, end)
		},
	} {
		first, latest := none()
		require.Equal(t, [2]Date{}, [2]Date{first, latest}, name)
	}
}

// So does WorkingDaysBounds with WorkingDaysAfter.
func TestWorkingDaysBoundsAgainstEveryCalendar(t *testing.T) {
	start := MustParse("2026-02-12") // before the Spring Festival
	r := rand.New(rand.NewPCG(85, 1))
	open := 0
	for range 3_000 {
		var gaps []Date
		for range r.IntN(7) {
			gaps = append(gaps, start.AddDays(r.IntN(20)))
		}
		rule, n := OffRule(r.IntN(3)), r.IntN(8)
		from, until := start.AddDays(r.IntN(10)), start.AddDays(r.IntN(25))
		first, latest, err := WorkingDaysBounds(from, n, gapped{gaps, -1}, rule, until)
		require.NoError(t, err)
		var soonest, end Date
		for which := range 1 << len(gaps) {
			day, err := WorkingDaysAfter(from, n, gapped{gaps, which}, rule)
			require.NoError(t, err)
			if soonest.IsZero() || day.StrictlyBefore(soonest) {
				soonest = day
			}
			if !day.OnOrBefore(end) {
				end = day
			}
		}
		require.Equal(t, soonest, first, "%v %d %v %v %v", from, n, gaps, rule, until)
		if end.OnOrBefore(until) || first == end {
			require.Equal(t, end, latest, "%v %d %v %v %v", from, n, gaps, rule, until)
		} else {
			require.True(t, latest.StrictlyAfter(until) && latest.OnOrBefore(end), "%v %d %v %v %v: %v", from, n, gaps, rule, until, latest)
		}
		if first != latest {
			open++
		}
	}
	require.Greater(t, open, 300)

	// Without a calendar nothing is known of any day, but seven take seven.
	first, latest, err := WorkingDaysBounds(start, 7, nil, OffInFact, start.AddDays(30))
	require.NoError(t, err)
	require.Equal(t, [2]Date{start.AddDays(7), start.AddDays(31)}, [2]Date{first, latest})
	_, _, err = WorkingDaysBounds(start, 1, endless{}, OffInFact, start)
	require.ErrorIs(t, err, ErrInvalid)
	_, _, err = WorkingDaysBounds(start, -1, nil, OffInFact, start)
	require.ErrorIs(t, err, ErrInvalid)
	_, _, err = WorkingDaysBounds(Date{}, 1, nil, OffInFact, start)
	require.ErrorIs(t, err, ErrInvalid)
}

// A Table is asked by a shorter way, which changes no answer: on days that it knows,
// and on those after its last year.
func TestMoveBoundsOfATable(t *testing.T) {
	for _, c := range []struct{ last, first, latest string }{
		{"2026-02-13", "2026-02-13", "2026-02-13"}, // a Friday before the Spring Festival
		{"2026-02-14", "2026-02-14", "2026-02-14"}, // a Saturday made a workday
		{"2026-02-17", "2026-02-24", "2026-02-24"},
		{"2026-02-22", "2026-02-24", "2026-02-24"},
		{"2026-02-24", "2026-02-24", "2026-02-24"},
		{"2026-12-31", "2026-12-31", "2026-12-31"},
		{"2027-01-01", "2027-01-01", "2027-01-11"}, // nobody has said
	} {
		first, latest, err := MoveBounds(MustParse(c.last), BuiltIn(), OffInFact, MustParse("2027-01-10"))
		require.NoError(t, err)
		require.Equal(t, [2]Date{MustParse(c.first), MustParse(c.latest)}, [2]Date{first, latest}, c.last)
	}
	for day := MustParse("2026-09-20"); day.OnOrBefore(MustParse("2027-01-20")); day = day.DayAfter() {
		for _, rule := range []OffRule{OffInFact, StatutoryOnly, WeekendsAndStatutory} {
			first, latest, err := MoveBounds(day, BuiltIn(), rule, day.AddDays(9))
			require.NoError(t, err)
			longFirst, longLatest, err := MoveBounds(day, gapped{}, rule, day.AddDays(9)) // no Table, and without gaps
			require.NoError(t, err)
			require.Equal(t, [2]Date{longFirst, longLatest}, [2]Date{first, latest}, "%v %v", day, rule)
		}
	}
}

// gapped is the built-in calendar with gaps, filled by the bits of a number with
// days on which nobody works; -1 leaves them without data.
type gapped struct {
	gaps  []Date
	which int
}

func (c gapped) Kind(day Date) (DayKind, error) {
	i := slices.Index(c.gaps, day)
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	switch {
	case i < 0:
		return BuiltIn().Kind(day)
	case c.which < 0:
		return KindUnknown, &NoDataError{Year: day.Year()}
	case c.which>>i&1 == 1:
		return StatutoryHoliday, nil
	case weekend:
		return MakeUpWorkday, nil
	}
	return Workday, nil
}

type endless struct{}

func (endless) Kind(Date) (DayKind, error) { return StatutoryHoliday, nil }
