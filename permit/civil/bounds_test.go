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
