package civil

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPeriodText(t *testing.T) {
	for _, v := range []struct {
		p                    Period
		text, chinese, inEng string
	}{
		{Days(7), "P7D", "7日", "7 days"},
		{Months(6), "P6M", "6个月", "6 months"},
		{Years(1), "P1Y", "1年", "1 year"},
		{Days(0), "P0D", "0日", "0 days"},
		{Months(1), "P1M", "1个月", "1 month"},
		{Days(3652059), "P3652059D", "3652059日", "3652059 days"},
		{Period{}, "", "", ""},
	} {
		assert.Equal(t, v.text, v.p.String())
		assert.Equal(t, v.chinese, v.p.Chinese())
		assert.Equal(t, v.inEng, v.p.English())
		text, err := v.p.MarshalText()
		require.NoError(t, err)
		assert.NotNil(t, text)
		back := Days(99)
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, v.p, back)
		assert.True(t, v.p.Equal(back))
	}
	for _, s := range []string{
		"", "P", "PD", "P7", "7D", "P07D", "P00D", "P7W", "P-7D", "P+7D", "p7d", "P7D ", " P7D", "P1Y6M", "P７D",
		"P3652060D", "P10000Y", "P119989M", "P99999999D", "P999999999999999999999D", "PT7H", "P7.5D", "P/D",
	} {
		p, err := ParsePeriod(s)
		assert.ErrorIs(t, err, ErrInvalid, s)
		assert.True(t, p.IsZero())
		if s != "" {
			kept := Years(2)
			assert.ErrorIs(t, kept.UnmarshalText([]byte(s)), ErrInvalid, s)
			assert.Equal(t, Years(2), kept)
		}
	}
}

func TestPeriodThatIsNone(t *testing.T) {
	for _, p := range []Period{
		{}, Days(-1), Months(-1), Years(-1), Days(math.MinInt), Years(math.MaxInt), Days(3652060), Years(10000), Months(119989),
	} {
		assert.True(t, p.IsZero())
		assert.Equal(t, Period{}, p)
	}
	assert.NotEqual(t, Years(1), Months(12), "the unit is part of the value")
	assert.False(t, Days(0).IsZero(), "a period of length nought is a period")
}

func TestPeriodAtTheEndsOfTheCalendar(t *testing.T) {
	first, last := MustParse("0001-01-01"), MustParse("9999-12-31")

	assert.Equal(t, last, Days(1).LastDay(MustParse("9999-12-30"), StartExcluded))
	assert.True(t, Days(1).FullFrom(MustParse("9999-12-30"), StartExcluded).IsZero())
	assert.True(t, Days(1).LastDay(last, StartExcluded).IsZero())
	assert.Equal(t, last, Days(1).LastDay(last, StartCounted))

	// The corresponding day 10000-01-01 is none, the day before it is one.
	assert.Equal(t, last, Years(1).LastDay(MustParse("9999-01-01"), StartCounted))
	assert.True(t, Years(1).FullFrom(MustParse("9999-01-01"), StartCounted).IsZero())
	assert.True(t, Years(1).LastDay(MustParse("9999-01-02"), StartCounted).IsZero())
	assert.True(t, Months(14).LastDay(MustParse("9999-01-01"), StartCounted).IsZero())
	assert.True(t, Months(lastMonth).LastDay(last, StartExcluded).IsZero())
	assert.True(t, Days(3652059).LastDay(last, StartExcluded).IsZero())
	assert.True(t, Days(0).LastDay(first, StartCounted).IsZero())
	assert.True(t, Months(0).LastDay(first, StartCounted).IsZero())

	bothCountings(t, func(t *testing.T, c Counting, f Fullness) {
		for _, p := range []Period{Days(0), Days(1), Days(40), Months(0), Months(1), Months(2), Years(1)} {
			for _, span := range [][2]Date{
				{first, first.AddDays(800)},
				{last.AddDays(-800), last},
			} {
				for on := span[0]; ; on = on.DayAfter() {
					// Ask every start near by.
					var want Date
					for start := maxDate(on.AddDays(-400), span[0]); !start.IsZero(); start = start.DayAfter() {
						if p.Reached(start, c, f).OnOrBefore(on) {
							want = start
						}
						if start.DaysUntil(on) < -3 {
							break
						}
					}
					got := p.LatestStart(on, c, f)
					if !want.IsZero() && got != want {
						t.Fatalf("%v on %v: got %v, want %v", p, on, got, want)
					}
					if want.IsZero() && !got.IsZero() && got.OnOrAfter(span[0]) {
						t.Fatalf("%v on %v: got %v, want none", p, on, got)
					}
					if on == span[1] {
						break
					}
				}
			}
		}
	})
}

func maxDate(a, b Date) Date {
	if a.Compare(b) < 0 {
		return b
	}
	return a
}

func TestCompletedBeforeAndAtStart(t *testing.T) {
	start := MustParse("2025-08-31")
	bothCountings(t, func(t *testing.T, c Counting, f Fullness) {
		_, ok := CompletedMonths(start, start.DayBefore(), c, f)
		assert.False(t, ok)
		n, ok := CompletedMonths(start, start, c, f)
		assert.True(t, ok)
		assert.Zero(t, n)
	})
	n, ok := CompletedMonths(MustParse("0001-01-01"), MustParse("0001-01-01"), StartExcluded, AfterLastDay)
	assert.True(t, ok)
	assert.Zero(t, n)
	n, ok = CompletedYears(MustParse("0001-01-01"), MustParse("9999-12-31"), StartCounted, OnLastDay)
	assert.True(t, ok)
	assert.Equal(t, 9999, n)
}

func TestAgeOnTheDayOfBirth(t *testing.T) {
	born := MustParse("2026-01-15")
	for _, f := range []Fullness{AfterLastDay, OnLastDay} {
		age, ok := AgeOn(born, born, f)
		assert.True(t, ok)
		assert.Zero(t, age)
		_, ok = AgeOn(born, born.DayBefore(), f)
		assert.False(t, ok)
	}
	assert.True(t, AgeReachedOn(born, -1, AfterLastDay).IsZero())
	assert.True(t, LatestBirth(born, -1, AfterLastDay).IsZero())
	assert.True(t, LatestBirth(born, 2026, OnLastDay).IsZero())
}

func TestRange(t *testing.T) {
	a, b := MustParse("2026-05-31"), MustParse("2026-06-30")
	r := Range{First: a, Last: b}
	require.NoError(t, r.Validate())
	assert.False(t, r.IsOpen())
	for day, want := range map[string]bool{
		"2026-05-30": false, "2026-05-31": true, "2026-06-01": true,
		"2026-06-29": true, "2026-06-30": true, "2026-07-01": false,
	} {
		assert.Equal(t, want, r.Contains(MustParse(day)), day)
	}
	assert.False(t, r.Contains(Date{}))
	n, ok := r.Days()
	assert.True(t, ok)
	assert.Equal(t, 31, n)
	n, ok = Range{First: a, Last: a}.Days()
	assert.True(t, ok)
	assert.Equal(t, 1, n)

	open := Range{First: a}
	require.NoError(t, open.Validate())
	assert.True(t, open.IsOpen())
	assert.True(t, open.Contains(a))
	assert.True(t, open.Contains(MustParse("9999-12-31")))
	assert.False(t, open.Contains(a.DayBefore()))
	assert.False(t, open.Contains(Date{}))
	_, ok = open.Days()
	assert.False(t, ok)

	for _, bad := range []Range{{}, {Last: b}, {First: b, Last: a}, {First: b, Last: b.DayBefore()}} {
		assert.ErrorIs(t, bad.Validate(), ErrInvalid)
		assert.False(t, bad.Contains(a))
		assert.False(t, bad.Contains(b))
		_, ok := bad.Days()
		assert.False(t, ok)
		_, ok = bad.Overlap(r)
		assert.False(t, ok)
		_, ok = r.Overlap(bad)
		assert.False(t, ok)
	}
}

// Overlap against asking every day.
func TestRangeOverlap(t *testing.T) {
	base := MustParse("2026-02-26")
	var all []Range
	for i := range 6 {
		all = append(all, Range{First: base.AddDays(i)})
		for j := i; j < 6; j++ {
			all = append(all, Range{First: base.AddDays(i), Last: base.AddDays(j)})
		}
	}
	for _, a := range all {
		for _, b := range all {
			common, ok := a.Overlap(b)
			some := false
			for i := -1; i < 8; i++ {
				d := base.AddDays(i)
				both := a.Contains(d) && b.Contains(d)
				some = some || both
				require.Equal(t, both, common.Contains(d), "%v %v %v", a, b, d)
			}
			require.Equal(t, some, ok)
			require.Equal(t, a.IsOpen() && b.IsOpen(), ok && common.IsOpen())
		}
	}
}
