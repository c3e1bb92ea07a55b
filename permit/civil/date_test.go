package civil

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var notDates = []string{
	"", " ", "2026-2-3", "2026-02-30", "2025-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
	"2026-01-00", "2026-01-32", "0000-01-01", "0000-00-00", "10000-01-01", "+2026-01-1", "-026-01-15",
	"２０２６-01-15", "2026-０1-15", "２026-1-15", "2026-01-15 ", " 2026-01-15", "2026-01-15T00:00:00Z",
	"2026-01-15x", "20260115", "2026/01/15", "2026-01/15", "2026.01.15", "2026-01-1五", "2026-01-1\x00",
	"2026-01-1:", "2026-01-1/", "2O26-01-15", "二〇二六", "2026年1月15日", "20 6-01-15", "2026-1 -15", "2026-01- 5",
}

func TestParse(t *testing.T) {
	for _, s := range []string{"0001-01-01", "1582-10-10", "1970-01-01", "2000-02-29", "2024-02-29", "2026-01-15", "9999-12-31"} {
		d, err := Parse(s)
		require.NoError(t, err, s)
		assert.Equal(t, s, d.String())
		text, err := d.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, s, string(text))
		var back Date
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, d, back)
		assert.True(t, d.Equal(back))
	}
	for _, s := range notDates {
		d, err := Parse(s)
		assert.ErrorIs(t, err, ErrInvalid, s)
		assert.True(t, d.IsZero(), s)
		assert.Panics(t, func() { MustParse(s) }, s)
		if s == "" {
			continue
		}
		kept := MustParse("2026-01-15")
		assert.ErrorIs(t, kept.UnmarshalText([]byte(s)), ErrInvalid, s)
		assert.ErrorIs(t, kept.Scan(s), ErrInvalid, s)
		assert.ErrorIs(t, kept.Scan([]byte(s)), ErrInvalid, s)
		assert.Equal(t, "2026-01-15", kept.String(), s)
	}
	d := MustParse("2026-01-15")
	require.NoError(t, d.UnmarshalText(nil))
	assert.True(t, d.IsZero())
}

func TestNew(t *testing.T) {
	d, err := New(2026, 1, 15)
	require.NoError(t, err)
	y, m, day := d.YearMonthDay()
	assert.Equal(t, [3]int{2026, 1, 15}, [3]int{y, m, day})
	assert.Equal(t, [3]int{2026, 1, 15}, [3]int{d.Year(), d.Month(), d.Day()})
	assert.Equal(t, time.Thursday, d.Weekday())
	assert.Equal(t, "2026年1月15日", d.Chinese())
	assert.Equal(t, "9999年12月31日", MustParse("9999-12-31").Chinese())
	assert.Equal(t, "1年1月1日", MustParse("0001-01-01").Chinese())

	for _, v := range [][3]int{
		{0, 1, 1}, {-1, 1, 1}, {10000, 1, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, 1, 0}, {2026, 1, 32},
		{2026, 2, 29}, {2100, 2, 29}, {2026, 6, 31}, {math.MinInt, 1, 1}, {math.MaxInt, 1, 1},
		{2026, math.MaxInt, 1}, {2026, 1, math.MinInt},
	} {
		d, err := New(v[0], v[1], v[2])
		assert.ErrorIs(t, err, ErrInvalid, v)
		assert.True(t, d.IsZero(), v)
	}
}

func TestDayNumber(t *testing.T) {
	for n, want := range map[int32]string{0: "", 1: "0001-01-01", 719163: "1970-01-01", 3652059: "9999-12-31"} {
		d, err := FromDayNumber(n)
		require.NoError(t, err)
		assert.Equal(t, want, d.String())
		assert.Equal(t, n, d.DayNumber())
	}
	for _, n := range []int32{-1, 3652060, math.MinInt32, math.MaxInt32} {
		_, err := FromDayNumber(n)
		assert.ErrorIs(t, err, ErrInvalid)
	}
}

func TestDateOf(t *testing.T) {
	ahead := time.FixedZone("", 8*3600)
	elsewhere := time.FixedZone("", -11*3600)
	for _, v := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2026, 1, 15, 0, 0, 0, 0, ahead), "2026-01-15"},
		{time.Date(2026, 1, 15, 23, 59, 59, 999999999, ahead), "2026-01-15"},
		{time.Date(2026, 1, 15, 15, 59, 59, 999999999, time.UTC), "2026-01-15"},
		{time.Date(2026, 1, 15, 16, 0, 0, 0, time.UTC), "2026-01-16"},
		{time.Date(2026, 1, 15, 5, 0, 0, 0, elsewhere), "2026-01-16"},
		{time.Date(1940, 6, 1, 0, 0, 0, 0, ahead), "1940-06-01"}, // a midnight that Shanghai skipped
		{time.Date(1969, 12, 31, 15, 59, 59, 999999999, time.UTC), "1969-12-31"},
		{time.Date(1969, 12, 31, 16, 0, 0, 0, time.UTC), "1970-01-01"},
		{time.Date(1, 1, 1, 0, 0, 0, 0, ahead), "0001-01-01"},
		{time.Date(0, 12, 31, 15, 59, 59, 0, time.UTC), ""},
		{time.Date(9999, 12, 31, 15, 59, 59, 0, time.UTC), "9999-12-31"},
		{time.Date(9999, 12, 31, 16, 0, 0, 0, time.UTC), ""},
		{time.Time{}, ""},
		{time.Unix(math.MaxInt64, 0), ""},
		{time.Unix(math.MinInt64, 0), ""},
	} {
		assert.Equal(t, v.want, DateOf(v.at).String(), "%v", v.at)
	}
	for d := MustParse("1890-01-01"); d.Year() < 2110; d = d.AddDays(17) {
		y, m, day := d.YearMonthDay()
		assert.Equal(t, d, DateOf(time.Date(y, time.Month(m), day, 0, 0, 0, 0, ahead)))
		assert.Equal(t, d, DateOf(time.Date(y, time.Month(m), day, 23, 59, 59, 0, ahead)))
	}
}

func TestOrder(t *testing.T) {
	a, b := MustParse("2026-01-15"), MustParse("2026-01-16")
	assert.Equal(t, []bool{true, false, true, false},
		[]bool{a.StrictlyBefore(b), a.StrictlyAfter(b), a.OnOrBefore(b), a.OnOrAfter(b)})
	assert.Equal(t, []bool{false, true, false, true},
		[]bool{b.StrictlyBefore(a), b.StrictlyAfter(a), b.OnOrBefore(a), b.OnOrAfter(a)})
	assert.Equal(t, []bool{false, false, true, true},
		[]bool{a.StrictlyBefore(a), a.StrictlyAfter(a), a.OnOrBefore(a), a.OnOrAfter(a)})
	days := []Date{b, {}, a}
	slices.SortFunc(days, Date.Compare)
	assert.Equal(t, []Date{{}, a, b}, days)
}

func TestArithmeticStaysInTheCalendar(t *testing.T) {
	first, last := MustParse("0001-01-01"), MustParse("9999-12-31")
	assert.True(t, first.DayBefore().IsZero())
	assert.True(t, last.DayAfter().IsZero())
	assert.Equal(t, last, first.AddDays(3652058))
	assert.Equal(t, first, last.AddDays(-3652058))
	assert.Equal(t, 3652058, first.DaysUntil(last))
	assert.Equal(t, -3652058, last.DaysUntil(first))
	assert.Equal(t, "9999-01-01", first.AddYears(9998).String())
	assert.Equal(t, "0001-12-31", last.AddYears(-9998).String())
	assert.Equal(t, "9999-12-01", first.AddMonths(lastMonth-1).String())
	assert.Equal(t, "0001-01-31", last.AddMonths(1-lastMonth).String())

	mid := MustParse("2026-08-31")
	for _, n := range []int{
		math.MaxInt, math.MinInt, math.MaxInt - 1, math.MinInt + 1, math.MaxInt / 12, math.MinInt / 12,
		math.MaxInt32, math.MinInt32, 3652059, -3652059,
	} {
		assert.True(t, mid.AddDays(n).IsZero(), n)
		assert.True(t, mid.AddMonths(n).IsZero(), n)
		assert.True(t, mid.AddYears(n).IsZero(), n)
	}
	assert.True(t, first.AddMonths(-1).IsZero())
	assert.True(t, last.AddMonths(1).IsZero())
	assert.True(t, first.AddYears(-1).IsZero())
	assert.True(t, last.AddYears(1).IsZero())
	assert.True(t, first.AddMonths(lastMonth).IsZero())
}

func TestDateSQL(t *testing.T) {
	d := MustParse("2026-01-15")
	v, err := d.Value()
	require.NoError(t, err)
	assert.Equal(t, "2026-01-15", v)
	v, err = Date{}.Value()
	require.NoError(t, err)
	assert.Nil(t, v)

	for _, src := range []any{
		"2026-01-15", []byte("2026-01-15"),
		time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC),
		// A DATE column comes as midnight of whatever zone the driver likes.
		time.Date(2026, 1, 15, 0, 0, 0, 0, time.FixedZone("", -11*3600)),
		time.Date(2026, 1, 15, 0, 0, 0, 0, time.FixedZone("", 13*3600)),
	} {
		var got Date
		require.NoError(t, got.Scan(src))
		assert.Equal(t, d, got)
	}
	for _, src := range []any{nil, "", []byte{}, []byte(nil)} {
		got := d
		require.NoError(t, got.Scan(src))
		assert.True(t, got.IsZero())
	}
	for _, src := range []any{
		20260115, int64(20260115), 1.5, true, "2026-01-15 00:00:00",
		time.Date(2026, 1, 15, 0, 0, 0, 1, time.UTC),
		time.Date(2026, 1, 15, 0, 0, 1, 0, time.UTC),
		time.Date(2026, 1, 15, 0, 1, 0, 0, time.UTC),
		time.Date(2026, 1, 15, 1, 0, 0, 0, time.UTC),
		time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		got := d
		assert.ErrorIs(t, got.Scan(src), ErrInvalid, "%v", src)
		assert.Equal(t, d, got)
	}
}

func TestMonth(t *testing.T) {
	m, err := ParseMonth("2026-01")
	require.NoError(t, err)
	assert.Equal(t, 2026, m.Year())
	assert.Equal(t, 1, m.OfYear())
	assert.Equal(t, "2026-01", m.String())
	assert.Equal(t, "2026年1月", m.Chinese())
	assert.Equal(t, "2026-01-01", m.FirstDay().String())
	assert.Equal(t, "2026-01-31", m.LastDay().String())
	assert.Equal(t, "2025-12", m.Add(-1).String())
	assert.Equal(t, "2027-02", m.Add(13).String())
	assert.Equal(t, 13, m.Add(13).Sub(m))
	assert.Equal(t, -13, m.Sub(m.Add(13)))
	assert.True(t, m.Equal(m.Add(3).Add(-3)))
	assert.Equal(t, -1, m.Compare(m.Add(1)))

	for y := 1; y <= 9999; y += 7 {
		for of := 1; of <= 12; of++ {
			m, err := NewMonth(y, of)
			require.NoError(t, err)
			require.Equal(t, [2]int{y, of}, [2]int{m.Year(), m.OfYear()})
			require.Equal(t, m, MonthOf(m.FirstDay()))
			require.Equal(t, m, MonthOf(m.LastDay()))
			if next := m.Add(1); !next.IsZero() {
				require.Equal(t, next.FirstDay(), m.LastDay().DayAfter())
			}
		}
	}

	for _, s := range []string{"", "2026-1", "2026-00", "2026-13", "0000-01", "2026-01-01", "2026/01", "2026-０", "2O26-01", "20x6-01", "2026-0x"} {
		_, err := ParseMonth(s)
		assert.ErrorIs(t, err, ErrInvalid, s)
		if s == "" {
			continue
		}
		kept := m
		assert.ErrorIs(t, kept.UnmarshalText([]byte(s)), ErrInvalid, s)
		assert.Equal(t, m, kept)
	}
	for _, v := range [][2]int{{0, 1}, {10000, 1}, {2026, 0}, {2026, 13}, {math.MinInt, 1}, {2026, math.MaxInt}} {
		_, err := NewMonth(v[0], v[1])
		assert.ErrorIs(t, err, ErrInvalid)
	}

	var zero Month
	assert.True(t, zero.IsZero())
	assert.Zero(t, zero.Year())
	assert.Zero(t, zero.OfYear())
	assert.Equal(t, "", zero.String()+zero.Chinese())
	assert.True(t, zero.FirstDay().IsZero())
	assert.True(t, zero.LastDay().IsZero())
	assert.True(t, zero.Add(1).IsZero())
	assert.Zero(t, m.Sub(zero)+zero.Sub(m))
	first, last := MonthOf(MustParse("0001-01-01")), MonthOf(MustParse("9999-12-31"))
	assert.Equal(t, lastMonth-1, last.Sub(first))
	assert.Equal(t, last, first.Add(lastMonth-1))
	for _, n := range []int{math.MaxInt, math.MinInt, lastMonth, -lastMonth} {
		assert.True(t, m.Add(n).IsZero(), n)
	}
	assert.True(t, first.Add(-1).IsZero())
	assert.True(t, last.Add(1).IsZero())
}

func TestMonthSQL(t *testing.T) {
	m := MonthOf(MustParse("2026-01-15"))
	v, err := m.Value()
	require.NoError(t, err)
	assert.Equal(t, "2026-01", v)
	v, err = Month{}.Value()
	require.NoError(t, err)
	assert.Nil(t, v)
	for _, src := range []any{"2026-01", []byte("2026-01")} {
		var got Month
		require.NoError(t, got.Scan(src))
		assert.Equal(t, m, got)
	}
	for _, src := range []any{nil, "", []byte{}} {
		got := m
		require.NoError(t, got.Scan(src))
		assert.True(t, got.IsZero())
	}
	for _, src := range []any{202601, "2026-1", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} {
		got := m
		assert.ErrorIs(t, got.Scan(src), ErrInvalid)
		assert.Equal(t, m, got)
	}
}

func TestAppendTextKeepsWhatIsThere(t *testing.T) {
	b, err := MustParse("2026-01-15").AppendText([]byte("on "))
	require.NoError(t, err)
	b, err = Date{}.AppendText(b)
	require.NoError(t, err)
	b, err = MonthOf(MustParse("2026-01-15")).AppendText(append(b, ' '))
	require.NoError(t, err)
	b, err = Month{}.AppendText(b)
	require.NoError(t, err)
	b, err = Years(1).AppendText(append(b, ' '))
	require.NoError(t, err)
	assert.Equal(t, "on 2026-01-15 2026-01 P1Y", string(b))
}
