package civil

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func read(t *testing.T, text string) *Table {
	t.Helper()
	table, err := ReadCalendar(strings.NewReader(text))
	require.NoError(t, err)
	return table
}

func kind(t *testing.T, cal Calendar, day string) DayKind {
	t.Helper()
	k, err := cal.Kind(MustParse(day))
	require.NoError(t, err)
	return k
}

const year2026 = `{
  "$schema": "https://example.org/schema.json",
  "$id": "https://example.org/2026.json",
  "year": 2026,
  "papers": ["https://example.org/notice", {"any": [1, null]}],
  "days": [
    {"name": "元旦", "date": "2026-01-01", "isOffDay": true, "statutory": true},
    {"name": "元旦", "date": "2026-01-02", "isOffDay": true, "statutory": false},
    {"name": "元旦", "date": "2026-01-03", "isOffDay": true, "statutory": false},
    {"name": "元旦", "date": "2026-01-04", "isOffDay": false},
    {"name": "春节", "date": "2026-02-15", "isOffDay": true},
    {"name": "春节", "date": "2026-02-16", "isOffDay": true},
    {"date": "2026-02-28", "isOffDay": false, "statutory": false}
  ]
}`

func TestReadCalendar(t *testing.T) {
	table := read(t, year2026)
	assert.Equal(t, []int{2026}, table.Years())
	for day, want := range map[string]DayKind{
		"2026-01-01": StatutoryHoliday,
		"2026-01-02": BridgeDay,
		"2026-01-03": Weekend,
		"2026-01-04": MakeUpWorkday,
		"2026-01-05": Workday,
		"2026-02-15": HolidayUnspecified,
		"2026-02-16": HolidayUnspecified,
		"2026-02-28": MakeUpWorkday,
		"2026-03-01": Weekend,
		"2026-12-31": Workday,
	} {
		assert.Equal(t, want, kind(t, table, day), day)
	}
	for _, day := range []string{"2025-12-31", "2027-01-01"} {
		_, err := table.Kind(MustParse(day))
		assert.ErrorIs(t, err, ErrNoCalendarData)
	}

	// Nothing is guessed about days that the file leaves open.
	for _, rule := range []OffRule{StatutoryOnly, WeekendsAndStatutory} {
		_, err := IsOff(table, MustParse("2026-02-16"), rule)
		require.ErrorIs(t, err, ErrInvalid)
		var fault *CalendarError
		require.True(t, errors.As(err, &fault))
		assert.Equal(t, "2026-02-16", fault.Day.String())
	}
	off, err := IsOff(table, MustParse("2026-02-16"), OffInFact)
	require.NoError(t, err)
	assert.True(t, off)
}

func TestReadCalendarArray(t *testing.T) {
	table := read(t, `[{"year":2031,"days":[{"date":"2031-01-01","isOffDay":true}]},`+year2026+`]`)
	assert.Equal(t, []int{2026, 2031}, table.Years())
	_, err := table.Kind(MustParse("2028-05-05"))
	var noData *NoDataError
	require.True(t, errors.As(err, &noData), "a year between two known ones")
	assert.Equal(t, 2028, noData.Year)
	assert.Empty(t, read(t, `[]`).Years())
}

// A year without its notice yet is published with an empty list. It is not a
// year without holidays.
func TestYearWithoutNotice(t *testing.T) {
	table := read(t, `{"year":2027,"papers":[],"days":[]}`)
	assert.Empty(t, table.Years())
	_, err := table.Kind(MustParse("2027-03-03"))
	assert.ErrorIs(t, err, ErrNoCalendarData)
}

func TestNoticeThatTouchesAnotherYear(t *testing.T) {
	const (
		own  = `{"year":2018,"days":[{"date":"2018-01-01","isOffDay":true},{"date":"2018-12-31","isOffDay":false}]}`
		next = `{"year":2019,"days":[{"date":"2018-12-29","isOffDay":false},{"date":"2018-12-31","isOffDay":true},{"date":"2019-01-01","isOffDay":true}]}`
	)
	// Alone, the notice of 2019 makes nothing known about 2018.
	table := read(t, next)
	assert.Equal(t, []int{2019}, table.Years())
	_, err := table.Kind(MustParse("2018-12-29"))
	assert.ErrorIs(t, err, ErrNoCalendarData)
	_, err = table.Kind(MustParse("2018-12-31"))
	assert.ErrorIs(t, err, ErrNoCalendarData)

	// Together they arrange December, in whatever order they come, and the
	// later notice prevails.
	for _, both := range []*Table{
		read(t, "["+own+","+next+"]"), read(t, "["+next+","+own+"]"),
		read(t, own).With(read(t, next)), read(t, next).With(read(t, own)),
	} {
		assert.Equal(t, []int{2018, 2019}, both.Years())
		assert.Equal(t, MakeUpWorkday, kind(t, both, "2018-12-29"))
		assert.Equal(t, Weekend, kind(t, both, "2018-12-30"))
		assert.Equal(t, HolidayUnspecified, kind(t, both, "2018-12-31"))
	}
	assert.Equal(t, Workday, kind(t, read(t, own), "2018-12-31"))

	// Also not if the years around it are known.
	table = table.With(read(t, `{"year":2016,"days":[{"date":"2016-01-01","isOffDay":true}]}`)).
		With(read(t, `{"year":2017,"days":[]}`))
	assert.Equal(t, []int{2016, 2019}, table.Years())
	_, err = table.Kind(MustParse("2018-12-31"))
	assert.ErrorIs(t, err, ErrNoCalendarData)

	// A notice that names no day of its own year says nothing about it.
	table = read(t, `{"year":2019,"days":[{"date":"2018-12-31","isOffDay":true}]}`)
	assert.Empty(t, table.Years())
	assert.Equal(t, HolidayUnspecified, kind(t, read(t, own).With(table), "2018-12-31"))
}

func TestWith(t *testing.T) {
	var none *Table
	assert.Empty(t, none.With(nil).Years())
	assert.Equal(t, []int{2025, 2026}, none.With(BuiltIn()).Years())
	assert.Equal(t, []int{2025, 2026}, BuiltIn().With(nil).Years())

	// The whole year is replaced, not day by day.
	amended := BuiltIn().With(read(t, year2026))
	assert.Equal(t, []int{2025, 2026}, amended.Years())
	assert.Equal(t, Workday, kind(t, amended, "2026-05-01"))
	assert.Equal(t, StatutoryHoliday, kind(t, amended, "2025-05-01"))
	assert.Equal(t, StatutoryHoliday, kind(t, BuiltIn(), "2026-05-01"), "the built-in table is left alone")
}

func TestReadCalendarDays(t *testing.T) {
	// The same day in the same words twice is no contradiction; "year" may
	// come last; a workday in the week may be stressed.
	table := read(t, `{"days":[{"date":"2026-05-01","isOffDay":true},{"isOffDay":true,"date":"2026-05-01"},
		{"date":"2026-04-30","isOffDay":false}],"year":2026}`)
	assert.Equal(t, HolidayUnspecified, kind(t, table, "2026-05-01"))
	assert.Equal(t, Workday, kind(t, table, "2026-04-30"))
}

func TestReadCalendarFaults(t *testing.T) {
	day := func(s string) string { return `{"year":2026,"days":[` + s + `]}` }
	for name, text := range map[string]string{
		"empty":                  ``,
		"null":                   `null`,
		"number":                 `1`,
		"text":                   `"x"`,
		"array of numbers":       `[1]`,
		"array of arrays":        `[[]]`,
		"array cut":              `[`,
		"array cut at comma":     `[{"year":2026,"days":[]},`,
		"array with comma":       `[{"year":2026,"days":[]},]`,
		"object cut":             `{`,
		"object cut in key":      `{"year`,
		"object cut after key":   `{"year"`,
		"object cut after colon": `{"year":`,
		"object without colon":   `{"year" 2026}`,
		"object with comma":      `{"year":2026,"days":[],}`,
		"key no text":            `{1:2}`,
		"something after":        `{"year":2026,"days":[]} {}`,
		"garbage after":          `{"year":2026,"days":[]}x`,
		"brace after":            `{"year":2026,"days":[]}}`,
		"no year":                `{"days":[]}`,
		"no days":                `{"year":2026}`,
		"empty object":           `{}`,
		"year text":              `{"year":"2026","days":[]}`,
		"year null":              `{"year":null,"days":[]}`,
		"year fraction":          `{"year":2026.0,"days":[]}`,
		"year exponent":          `{"year":2e3,"days":[]}`,
		"year nought":            `{"year":0,"days":[]}`,
		"year negative":          `{"year":-1,"days":[]}`,
		"year too large":         `{"year":10000,"days":[]}`,
		"year beyond int":        `{"year":99999999999999999999,"days":[]}`,
		"year twice":             `{"year":2026,"year":2026,"days":[]}`,
		"same year twice":        `[{"year":2026,"days":[]},{"year":2026,"days":[]}]`,
		"unknown key":            `{"year":2026,"days":[],"Days":[]}`,
		"key in capitals":        `{"Year":2026,"days":[]}`,
		"days null":              `{"year":2026,"days":null}`,
		"days object":            `{"year":2026,"days":{}}`,
		"days twice":             `{"year":2026,"days":[],"days":[]}`,
		"days cut":               `{"year":2026,"days":`,
		"papers cut":             `{"year":2026,"papers":[`,
		"papers broken":          `{"papers":}`,
		"day number":             day(`1`),
		"day empty":              day(`{}`),
		"day without date":       day(`{"isOffDay":true}`),
		"day without isOffDay":   day(`{"date":"2026-05-01"}`),
		"day with other key":     day(`{"date":"2026-05-01","isOffDay":true,"isoffday":true}`),
		"day with a key twice":   day(`{"date":"2026-05-01","isOffDay":true,"isOffDay":true}`),
		"day with bad name":      day(`{"name":1,"date":"2026-05-01","isOffDay":true}`),
		"day with cut name":      `{"year":2026,"days":[{"name":`,
		"date null":              day(`{"date":null,"isOffDay":true}`),
		"date cut":               `{"year":2026,"days":[{"date":`,
		"date loose":             day(`{"date":"2026-5-1","isOffDay":true}`),
		"date empty":             day(`{"date":"","isOffDay":true}`),
		"date impossible":        day(`{"date":"2026-02-29","isOffDay":true}`),
		"isOffDay text":          day(`{"date":"2026-05-01","isOffDay":"true"}`),
		"isOffDay null":          day(`{"date":"2026-05-01","isOffDay":null}`),
		"isOffDay cut":           `{"year":2026,"days":[{"isOffDay":`,
		"statutory null":         day(`{"date":"2026-05-01","isOffDay":true,"statutory":null}`),
		"statutory workday":      day(`{"date":"2026-05-01","isOffDay":false,"statutory":true}`),
		"far before":             day(`{"date":"2024-12-31","isOffDay":true}`),
		"far after":              day(`{"date":"2028-01-01","isOffDay":true}`),
		"contradiction":          day(`{"date":"2026-05-01","isOffDay":true},{"date":"2026-05-01","isOffDay":false}`),
		"contradiction in kind":  day(`{"date":"2026-05-01","isOffDay":true},{"date":"2026-05-01","isOffDay":true,"statutory":true}`),
	} {
		t.Run(name, func(t *testing.T) {
			table, err := ReadCalendar(strings.NewReader(text))
			require.ErrorIs(t, err, ErrInvalid)
			assert.Nil(t, table)
			var fault *CalendarError
			assert.True(t, errors.As(err, &fault))
		})
	}
}

func TestReadCalendarReaderFails(t *testing.T) {
	failed := errors.New("failed")
	_, err := ReadCalendar(iotest.ErrReader(failed))
	assert.ErrorIs(t, err, failed)
	assert.ErrorIs(t, err, ErrInvalid)

	// In whatever pieces the text comes, and wherever it is cut.
	table, err := ReadCalendar(iotest.OneByteReader(strings.NewReader(year2026)))
	require.NoError(t, err)
	assert.Equal(t, []int{2026}, table.Years())
	for i := range len(year2026) {
		_, err := ReadCalendar(strings.NewReader(year2026[:i]))
		assert.ErrorIs(t, err, ErrInvalid, i)
	}
}

func TestReadCalendarFromNoReader(t *testing.T) {
	table, err := ReadCalendar(nil)
	assert.ErrorIs(t, err, ErrInvalid)
	assert.Nil(t, table)
}
