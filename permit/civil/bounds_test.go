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
