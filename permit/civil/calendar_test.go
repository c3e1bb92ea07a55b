package civil

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The days off and the make-up workdays as the notices list them, written
// independently of the table: only the runs, whatever kind the days are.
var (
	offRuns = [][2]string{
		{"2025-01-01", "2025-01-01"}, {"2025-01-28", "2025-02-04"}, {"2025-04-04", "2025-04-06"},
		{"2025-05-01", "2025-05-05"}, {"2025-05-31", "2025-06-02"}, {"2025-10-01", "2025-10-08"},
		{"2026-01-01", "2026-01-03"}, {"2026-02-15", "2026-02-23"}, {"2026-04-04", "2026-04-06"},
		{"2026-05-01", "2026-05-05"}, {"2026-06-19", "2026-06-21"}, {"2026-09-25", "2026-09-27"},
		{"2026-10-01", "2026-10-07"},
	}
	makeUpDays = []string{
		"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
		"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
	}
	statutoryDays = []string{
		"2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-04", "2025-05-01",
		"2025-05-02", "2025-05-31", "2025-10-06", "2025-10-01", "2025-10-02", "2025-10-03",
		"2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-04-05", "2026-05-01",
		"2026-05-02", "2026-06-19", "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-03",
	}
)

func TestBuiltInAgainstTheLists(t *testing.T) {
	off, makeUp, statutory := map[Date]bool{}, map[Date]bool{}, map[Date]bool{}
	for _, r := range offRuns {
		for d := MustParse(r[0]); d.OnOrBefore(MustParse(r[1])); d = d.DayAfter() {
			off[d] = true
		}
	}
	for _, s := range makeUpDays {
		makeUp[MustParse(s)] = true
	}
	for _, s := range statutoryDays {
		statutory[MustParse(s)] = true
	}
	assert.Equal(t, []int{2025, 2026}, BuiltIn().Years())

	count := map[int]map[DayKind]int{2025: {}, 2026: {}}
	onWeekend := map[int]int{}
	for d := MustParse("2025-01-01"); d.Year() < 2027; d = d.DayAfter() {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		want := Workday
		switch {
		case statutory[d]:
			want = StatutoryHoliday
			require.True(t, off[d], "%v is statutory and in no run", d)
			if weekend {
				onWeekend[d.Year()]++
			}
		case makeUp[d]:
			want = MakeUpWorkday
			require.True(t, weekend, "%v is made a workday and is one anyway", d)
			require.False(t, off[d])
		case weekend:
			want = Weekend
		case off[d]:
			want = BridgeDay
		}
		got, err := BuiltIn().Kind(d)
		require.NoError(t, err)
		require.Equal(t, want, got, "%v", d)
		count[d.Year()][got]++

		for rule, wantOff := range map[OffRule]bool{
			OffInFact:            off[d] || weekend && !makeUp[d],
			StatutoryOnly:        statutory[d],
			WeekendsAndStatutory: statutory[d] || weekend,
		} {
			isOff, err := IsOff(BuiltIn(), d, rule)
			require.NoError(t, err)
			require.Equal(t, wantOff, isOff, "%v %v", d, rule)
		}
	}
	for year, n := range count {
		assert.Equal(t, 13, n[StatutoryHoliday], "Decree 795 gives 13 days in %d", year)
		// A bridge day is paid for by a make-up workday, or by a statutory
		// holiday that was lost on a weekend.
		assert.Equal(t, n[BridgeDay], n[MakeUpWorkday]+onWeekend[year], year)
	}
}

func TestNoData(t *testing.T) {
	var nilTable *Table
	for _, cal := range []Calendar{nil, nilTable, &Table{}, BuiltIn()} {
		for _, day := range []string{"2024-12-31", "2027-01-01", "0001-01-01", "9999-12-31"} {
			_, err := IsOff(cal, MustParse(day), OffInFact)
			require.ErrorIs(t, err, ErrNoCalendarData)
			var noData *NoDataError
			require.True(t, errors.As(err, &noData))
			assert.Equal(t, MustParse(day).Year(), noData.Year)
		}
	}
	assert.Nil(t, nilTable.Years())

	// 2026-12-31 is a Thursday and needs nothing of 2027; the days after do.
	d, err := MoveOffHoliday(MustParse("2026-12-31"), BuiltIn(), OffInFact)
	require.NoError(t, err)
	assert.Equal(t, "2026-12-31", d.String())
	d, err = WorkingDaysAfter(MustParse("2026-12-31"), 1, BuiltIn(), OffInFact)
	require.ErrorIs(t, err, ErrNoCalendarData)
	assert.True(t, d.IsZero())
	d, err = MoveOffHoliday(MustParse("2027-01-01"), BuiltIn(), OffInFact)
	require.ErrorIs(t, err, ErrNoCalendarData)
	assert.True(t, d.IsZero())
	_, err = WorkingDaysAfter(MustParse("2026-12-30"), 1, nil, OffInFact)
	require.ErrorIs(t, err, ErrNoCalendarData)
	_, err = Days(7).Deadline(MustParse("2026-12-30"), StartExcluded, BuiltIn(), OffInFact)
	require.ErrorIs(t, err, ErrNoCalendarData)
}

func TestAbsentDays(t *testing.T) {
	for _, cal := range []Calendar{BuiltIn(), WeekendsOnly()} {
		_, err := cal.Kind(Date{})
		assert.ErrorIs(t, err, ErrInvalid)
		_, err = IsOff(cal, Date{}, OffInFact)
		assert.ErrorIs(t, err, ErrInvalid)
		_, err = WorkingDaysAfter(Date{}, 1, cal, OffInFact)
		assert.ErrorIs(t, err, ErrInvalid)
		d, err := MoveOffHoliday(Date{}, cal, OffInFact)
		assert.NoError(t, err)
		assert.True(t, d.IsZero())
		_, err = Days(7).Deadline(Date{}, StartExcluded, cal, OffInFact)
		assert.ErrorIs(t, err, ErrInvalid)
	}
	_, err := Days(7).Deadline(MustParse("9999-12-31"), StartExcluded, nil, OffInFact)
	assert.ErrorIs(t, err, ErrInvalid)
}

func TestWeekendsOnly(t *testing.T) {
	cal := WeekendsOnly()
	for day, want := range map[string]DayKind{
		"2026-02-17": Workday, // New Year of the lunar calendar, a Tuesday
		"2026-02-28": Weekend, // a make-up workday, of which it knows nothing
		"2026-03-01": Weekend,
		"2026-03-02": Workday,
		"1949-10-01": Weekend,
	} {
		got, err := cal.Kind(MustParse(day))
		require.NoError(t, err)
		assert.Equal(t, want, got, day)
	}
	d, err := MoveOffHoliday(MustParse("2026-02-28"), cal, OffInFact)
	require.NoError(t, err)
	assert.Equal(t, "2026-03-02", d.String())
	d, err = MoveOffHoliday(MustParse("2026-02-28"), cal, StatutoryOnly)
	require.NoError(t, err)
	assert.Equal(t, "2026-02-28", d.String())
}

func TestWorkingDaysAfter(t *testing.T) {
	start := MustParse("2026-02-14")
	d, err := WorkingDaysAfter(start, 0, BuiltIn(), OffInFact)
	require.NoError(t, err)
	assert.Equal(t, start, d)
	_, err = WorkingDaysAfter(start, -1, BuiltIn(), OffInFact)
	assert.ErrorIs(t, err, ErrInvalid)
	for rule, want := range map[OffRule]string{
		OffInFact:            "2026-02-24",
		StatutoryOnly:        "2026-02-15",
		WeekendsAndStatutory: "2026-02-20",
	} {
		d, err := WorkingDaysAfter(start, 1, BuiltIn(), rule)
		require.NoError(t, err)
		assert.Equal(t, want, d.String(), rule)
	}
	d, err = WorkingDaysAfter(MustParse("9999-12-30"), 1, WeekendsOnly(), OffInFact)
	require.NoError(t, err)
	assert.Equal(t, "9999-12-31", d.String())
	_, err = WorkingDaysAfter(MustParse("9999-12-30"), 2, WeekendsOnly(), OffInFact)
	assert.ErrorIs(t, err, ErrInvalid)
}

// A calendar is somebody else's code: whatever it says, the answer is a day or
// an error.
type always struct {
	kind DayKind
	err  error
}

func (a always) Kind(Date) (DayKind, error) { return a.kind, a.err }

func TestForeignCalendars(t *testing.T) {
	saturday, monday := MustParse("2026-02-28"), MustParse("2026-03-02")
	failed := errors.New("failed")
	_, err := IsOff(always{Workday, failed}, monday, OffInFact)
	assert.ErrorIs(t, err, failed)
	for _, kind := range []DayKind{KindUnknown, HolidayUnspecified + 1, 255} {
		_, err := IsOff(always{kind: kind}, monday, OffInFact)
		assert.ErrorIs(t, err, ErrInvalid)
	}
	_, err = IsOff(always{kind: Workday}, monday, WeekendsAndStatutory+1)
	assert.ErrorIs(t, err, ErrInvalid)
	_, err = MoveOffHoliday(MustParse("9999-12-01"), always{kind: StatutoryHoliday}, OffInFact)
	assert.ErrorIs(t, err, ErrInvalid)

	for _, v := range []struct {
		kind DayKind
		day  Date
		rule OffRule
		want string
	}{
		{HolidayUnspecified, monday, OffInFact, "off"},
		{HolidayUnspecified, monday, StatutoryOnly, "error"},
		{HolidayUnspecified, monday, WeekendsAndStatutory, "error"},
		{HolidayUnspecified, saturday, OffInFact, "off"},
		{HolidayUnspecified, saturday, StatutoryOnly, "error"},
		{HolidayUnspecified, saturday, WeekendsAndStatutory, "off"}, // statutory or not
		{BridgeDay, monday, OffInFact, "off"},
		{BridgeDay, monday, StatutoryOnly, "on"},
		{BridgeDay, monday, WeekendsAndStatutory, "on"},
		{MakeUpWorkday, saturday, OffInFact, "on"},
		{MakeUpWorkday, saturday, StatutoryOnly, "on"},
		{MakeUpWorkday, saturday, WeekendsAndStatutory, "off"},
		{StatutoryHoliday, monday, OffInFact, "off"},
		{StatutoryHoliday, monday, StatutoryOnly, "off"},
		{StatutoryHoliday, monday, WeekendsAndStatutory, "off"},
	} {
		off, err := IsOff(always{kind: v.kind}, v.day, v.rule)
		got := map[bool]string{true: "off", false: "on"}[off]
		if err != nil {
			got = "error"
			assert.ErrorIs(t, err, ErrInvalid)
			assert.NotErrorIs(t, err, ErrNoCalendarData)
		}
		assert.Equal(t, v.want, got, "%v on %v under %v", v.kind, v.day.Weekday(), v.rule)
	}
}
