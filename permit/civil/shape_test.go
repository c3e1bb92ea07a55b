package civil

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	_ encoding.TextMarshaler   = Date{}
	_ encoding.TextAppender    = Date{}
	_ encoding.TextUnmarshaler = (*Date)(nil)
	_ driver.Valuer            = Date{}
	_ sql.Scanner              = (*Date)(nil)
	_ fmt.Stringer             = Date{}

	_ encoding.TextMarshaler   = Month{}
	_ encoding.TextAppender    = Month{}
	_ encoding.TextUnmarshaler = (*Month)(nil)
	_ driver.Valuer            = Month{}
	_ sql.Scanner              = (*Month)(nil)
	_ fmt.Stringer             = Month{}

	_ encoding.TextMarshaler   = Period{}
	_ encoding.TextAppender    = Period{}
	_ encoding.TextUnmarshaler = (*Period)(nil)
	_ fmt.Stringer             = Period{}

	_ Calendar = (*Table)(nil)

	// These stay comparable.
	_ map[Date]map[Month]map[Period]map[Range]struct{}
	_ = [1]struct{}{}[unsafe.Sizeof(Date{})-4]
)

func TestZeroIsNoDay(t *testing.T) {
	var zero Date
	assert.True(t, zero.IsZero())
	assert.Equal(t, "", zero.String())
	assert.Equal(t, "", zero.Chinese())
	assert.Zero(t, zero.Year())
	assert.Zero(t, zero.Month())
	assert.Zero(t, zero.Day())
	assert.Zero(t, zero.DayNumber())
	assert.NotEqual(t, zero, MustParse("0001-01-01"))
	assert.NotEqual(t, zero, MustParse("1970-01-01"))

	day := MustParse("2026-01-15")
	for name, got := range map[string]Date{
		"DayAfter":     zero.DayAfter(),
		"DayBefore":    zero.DayBefore(),
		"AddDays":      zero.AddDays(5),
		"AddMonths":    zero.AddMonths(5),
		"AddYears":     zero.AddYears(5),
		"Reached":      Months(6).Reached(zero, StartExcluded, AfterLastDay),
		"LastDay":      Days(7).LastDay(zero, StartExcluded),
		"FullFrom":     Years(1).FullFrom(zero, StartCounted),
		"LatestStart":  Years(1).LatestStart(zero, StartExcluded, AfterLastDay),
		"AgeReachedOn": AgeReachedOn(zero, 16, AfterLastDay),
		"LatestBirth":  LatestBirth(zero, 16, AfterLastDay),
		"no period":    Period{}.LastDay(day, StartExcluded),
		"no period on": Period{}.LatestStart(day, StartExcluded, OnLastDay),
	} {
		assert.True(t, got.IsZero(), name)
	}
	assert.Zero(t, zero.DaysUntil(day))
	assert.Zero(t, day.DaysUntil(zero))

	for _, pair := range [][2]Date{{zero, day}, {day, zero}, {zero, zero}} {
		a, b := pair[0], pair[1]
		assert.False(t, a.StrictlyBefore(b))
		assert.False(t, a.StrictlyAfter(b))
		assert.False(t, a.OnOrBefore(b))
		assert.False(t, a.OnOrAfter(b))
	}
	assert.Equal(t, -1, zero.Compare(day))
	assert.Equal(t, 1, day.Compare(zero))
	assert.Equal(t, 0, zero.Compare(Date{}))

	assert.True(t, MonthOf(zero).IsZero())
	for _, pair := range [][2]Date{{zero, day}, {day, zero}, {zero, zero}} {
		_, ok := AgeOn(pair[0], pair[1], AfterLastDay)
		assert.False(t, ok)
		_, ok = CompletedYears(pair[0], pair[1], StartCounted, OnLastDay)
		assert.False(t, ok)
	}
}

func TestValuesNobodyDefined(t *testing.T) {
	day := MustParse("2026-01-15")
	for _, v := range []struct {
		c Counting
		f Fullness
	}{{2, AfterLastDay}, {StartExcluded, 2}, {255, 255}} {
		assert.True(t, Months(6).Reached(day, v.c, v.f).IsZero())
		assert.True(t, Months(6).LatestStart(day, v.c, v.f).IsZero())
		_, ok := CompletedMonths(day, day.AddDays(90), v.c, v.f)
		assert.False(t, ok)
	}
	assert.True(t, Days(7).LastDay(day, 2).IsZero())
	assert.True(t, Days(7).FullFrom(day, 2).IsZero())
}

type record struct {
	Day      Date     `json:"day,omitzero"`
	Month    Month    `json:"month,omitzero"`
	Period   Period   `json:"period,omitzero"`
	Range    Range    `json:"range,omitzero"`
	Counting Counting `json:"counting"`
	Fullness Fullness `json:"fullness"`
	Rule     OffRule  `json:"rule"`
	Kind     DayKind  `json:"kind"`
}

func TestJSON(t *testing.T) {
	month, err := NewMonth(2026, 1)
	require.NoError(t, err)
	day := MustParse("2026-01-15")
	in := record{day, month, Months(6), Range{First: day}, StartCounted, OnLastDay, StatutoryOnly, BridgeDay}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"day":"2026-01-15","month":"2026-01","period":"P6M","range":{"first":"2026-01-15"},`+
		`"counting":"start-counted","fullness":"on-last-day","rule":"statutory-only","kind":"bridge-day"}`, string(text))
	var out record
	require.NoError(t, json.Unmarshal(text, &out))
	assert.Empty(t, cmp.Diff(in, out))

	text, err = json.Marshal(record{})
	require.NoError(t, err)
	assert.Equal(t, `{"counting":"start-excluded","fullness":"after-last-day","rule":"off-in-fact","kind":"unknown"}`, string(text))

	for _, bad := range []string{
		`{"day":"2026-1-15"}`, `{"day":20260115}`, `{"month":"2026-13"}`, `{"period":"P6W"}`,
		`{"counting":"x"}`, `{"fullness":""}`, `{"rule":"OFF-IN-FACT"}`, `{"kind":1}`,
	} {
		out := in
		require.Error(t, json.Unmarshal([]byte(bad), &out), bad)
		assert.Equal(t, in, out, bad)
	}

	keys, err := json.Marshal(map[Date]int{day: 1})
	require.NoError(t, err)
	assert.Equal(t, `{"2026-01-15":1}`, string(keys))
}

func TestNames(t *testing.T) {
	check := func(n int, at func(uint8) (fmt.Stringer, encoding.TextMarshaler), parse func(string) (uint8, error)) {
		t.Helper()
		seen := map[string]bool{}
		for i := range uint8(n) {
			s, m := at(i)
			text, err := m.MarshalText()
			require.NoError(t, err)
			assert.Equal(t, s.String(), string(text))
			assert.False(t, seen[s.String()])
			seen[s.String()] = true
			back, err := parse(s.String())
			require.NoError(t, err)
			assert.Equal(t, i, back)
		}
		s, m := at(uint8(n))
		_, err := m.MarshalText()
		assert.ErrorIs(t, err, ErrInvalid)
		assert.Equal(t, fmt.Sprintf("(%d)", n), s.String())
		_, err = parse(s.String())
		assert.ErrorIs(t, err, ErrInvalid)
	}
	check(2, func(v uint8) (fmt.Stringer, encoding.TextMarshaler) { return Counting(v), Counting(v) },
		func(s string) (uint8, error) { var v Counting; err := v.UnmarshalText([]byte(s)); return uint8(v), err })
	check(2, func(v uint8) (fmt.Stringer, encoding.TextMarshaler) { return Fullness(v), Fullness(v) },
		func(s string) (uint8, error) { var v Fullness; err := v.UnmarshalText([]byte(s)); return uint8(v), err })
	check(3, func(v uint8) (fmt.Stringer, encoding.TextMarshaler) { return OffRule(v), OffRule(v) },
		func(s string) (uint8, error) { var v OffRule; err := v.UnmarshalText([]byte(s)); return uint8(v), err })
	check(3, func(v uint8) (fmt.Stringer, encoding.TextMarshaler) { return ExtensionRule(v), ExtensionRule(v) },
		func(s string) (uint8, error) {
			var v ExtensionRule
			err := v.UnmarshalText([]byte(s))
			return uint8(v), err
		})
	check(7, func(v uint8) (fmt.Stringer, encoding.TextMarshaler) { return DayKind(v), DayKind(v) },
		func(s string) (uint8, error) { var v DayKind; err := v.UnmarshalText([]byte(s)); return uint8(v), err })
}

func TestErrorsNeverHoldTheValue(t *testing.T) {
	secret := "1987-02-30"
	_, err := Parse(secret)
	require.ErrorIs(t, err, ErrInvalid)
	var invalid *InvalidError
	require.True(t, errors.As(err, &invalid))
	assert.Equal(t, "date", invalid.What)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		assert.NotContains(t, fmt.Sprintf(verb, err), "1987")
	}
	var d Date
	err = d.Scan(time.Date(1987, 2, 3, 4, 5, 6, 0, time.UTC))
	require.ErrorIs(t, err, ErrInvalid)
	assert.NotContains(t, err.Error(), "1987")

	assert.EqualError(t, &NoDataError{Year: 2027}, "civil: no calendar data for 2027")
	assert.EqualError(t, &CalendarError{Rule: "r"}, "civil: invalid calendar: r")
	assert.EqualError(t, &CalendarError{Year: 2026, Day: MustParse("2026-05-01"), Rule: "r", Err: errors.New("e")},
		"civil: invalid calendar of 2026, 2026-05-01: r: e")
	assert.EqualError(t, &InvalidError{What: "date", Rule: "r"}, "civil: invalid date: r")
}
