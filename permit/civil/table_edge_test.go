package civil

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A notice may name days of the year before and of the year after, as that for
// the New Year often does. They count where that year has a notice too, and not
// where it has none: a single day does not make a year's data.
func TestNoticeThatReachesIntoItsNeighbours(t *testing.T) {
	const year = `{"year": %d, "days": [%s]}`
	off := func(days ...string) string {
		var list []string
		for _, d := range days {
			list = append(list, fmt.Sprintf(`{"date": %q, "isOffDay": true}`, d))
		}
		return strings.Join(list, ",")
	}
	alone := read(t, fmt.Sprintf(year, 2026, off("2025-12-31", "2026-01-01", "2027-01-01", "2027-12-31")))
	assert.Equal(t, []int{2026}, alone.Years())
	for _, day := range []string{"2025-12-31", "2027-01-01", "2027-12-31"} {
		_, err := alone.Kind(MustParse(day))
		assert.ErrorIs(t, err, ErrNoCalendarData, day)
	}
	assert.Equal(t, HolidayUnspecified, kind(t, alone, "2026-01-01"))

	both := alone.With(read(t, fmt.Sprintf(year, 2027, off("2027-05-01"))))
	for _, day := range []string{"2026-01-01", "2027-01-01", "2027-05-01", "2027-12-31"} {
		assert.Equal(t, HolidayUnspecified, kind(t, both, day), day)
	}
	assert.Equal(t, Workday, kind(t, both, "2027-01-04"))

	for day, ok := range map[string]bool{
		"2024-12-31": false, "2025-01-01": true, "2025-12-31": true,
		"2027-01-01": true, "2027-12-31": true, "2028-01-01": false,
	} {
		_, err := ReadCalendar(strings.NewReader(fmt.Sprintf(year, 2026, off(day))))
		assert.Equal(t, ok, err == nil, "%s: %v", day, err)
	}
}

// A day listed twice in the same way is listed once, and the days after it stay.
func TestDayListedTwice(t *testing.T) {
	table := read(t, `{"year": 2026, "days": [
		{"date": "2026-01-01", "isOffDay": true}, {"date": "2026-01-01", "isOffDay": true},
		{"date": "2026-01-02", "isOffDay": true}, {"date": "2026-01-04", "isOffDay": false}]}`)
	for day, want := range map[string]DayKind{
		"2026-01-01": HolidayUnspecified, "2026-01-02": HolidayUnspecified, "2026-01-04": MakeUpWorkday,
	} {
		assert.Equal(t, want, kind(t, table, day), day)
	}
}

// The calendar goes from 0001-01-01 to 9999-12-31, and so may a notice.
func TestNoticesAtTheEndsOfTheCalendar(t *testing.T) {
	for year, ok := range map[int]bool{-1: false, 0: false, 1: true, 9999: true, 10000: false} {
		text := fmt.Sprintf(`{"year": %d, "days": [{"date": "%04d-05-01", "isOffDay": true}]}`, year, max(1, min(year, 9999)))
		table, err := ReadCalendar(strings.NewReader(text))
		require.Equal(t, ok, err == nil, "%d: %v", year, err)
		if ok {
			assert.Equal(t, []int{year}, table.Years())
		}
	}
}
