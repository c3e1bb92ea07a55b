package civil_test

// Cases drawn from the law alone: the dated examples of the clauses and of the
// register of readings, and the days around each boundary. Every case is named
// for the clause or reading it comes from.

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "github.com/juzhuzheng/residence/permit/civil"
)

// lawDay reads a day of a case; an empty text is no date.
func lawDay(t *testing.T, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := Parse(s)
	require.NoError(t, err)
	return d
}

// lawClamp counts months by hand, as Civil Code 200 to 202 say: the same day n
// months on, or the last day of a month that has no such day. It uses the
// standard library's calendar only to learn how long a month is.
func lawClamp(y, m, d, months int) (int, int, int) {
	k := y*12 + m - 1 + months
	y, m = k/12, k%12+1
	long := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return y, m, min(d, long)
}

func TestClausesHalfYear(t *testing.T) {
	t.Parallel()
	// last is the last day; after and on are the first days on which the
	// half-year counts as full under A02 (a) and (b); (c) equals (b).
	for _, c := range []struct{ name, start, last, after, on string }{
		{"8.1 registered 2026-01-15", "2026-01-15", "2026-07-15", "2026-07-16", "2026-07-15"},
		{"8.1 registered 2025-08-31", "2025-08-31", "2026-02-28", "2026-03-01", "2026-02-28"},
		{"A01 registered 2026-03-01", "2026-03-01", "2026-09-01", "2026-09-02", "2026-09-01"},
		{"A01 registered 2025-08-28", "2025-08-28", "2026-02-28", "2026-03-01", "2026-02-28"},
		{"A01 registered 2025-08-29", "2025-08-29", "2026-02-28", "2026-03-01", "2026-02-28"},
		{"A01 registered 2025-08-30", "2025-08-30", "2026-02-28", "2026-03-01", "2026-02-28"},
		{"A01 registered 2023-08-31, leap year", "2023-08-31", "2024-02-29", "2024-03-01", "2024-02-29"},
		{"A01 registered 2023-08-29, leap year", "2023-08-29", "2024-02-29", "2024-03-01", "2024-02-29"},
		{"A01 registered 2023-08-28, leap year", "2023-08-28", "2024-02-28", "2024-02-29", "2024-02-28"},
		{"A01 registered 2025-12-31", "2025-12-31", "2026-06-30", "2026-07-01", "2026-06-30"},
		{"A03 registered 2026-04-01", "2026-04-01", "2026-10-01", "2026-10-02", "2026-10-01"},
		{"A01 registered on the leap day", "2024-02-29", "2024-08-29", "2024-08-30", "2024-08-29"},
		{"A01 30 to 31 day month", "2026-04-30", "2026-10-30", "2026-10-31", "2026-10-30"},
		{"A01 31 to 30 day month", "2026-03-31", "2026-09-30", "2026-10-01", "2026-09-30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start, half := lawDay(t, c.start), Months(6)
			assert.Equal(t, lawDay(t, c.last), half.LastDay(start, StartExcluded), "last day")
			assert.Equal(t, lawDay(t, c.after), half.FullFrom(start, StartExcluded), "full from")
			assert.Equal(t, lawDay(t, c.after), half.Reached(start, StartExcluded, AfterLastDay), "A02 (a)")
			assert.Equal(t, lawDay(t, c.on), half.Reached(start, StartExcluded, OnLastDay), "A02 (b)")
			assert.Equal(t, lawDay(t, c.on), half.Reached(start, StartCounted, AfterLastDay), "A02 (c)")
			// The day before, the day, the day after, through the month counter.
			for i, want := range []int{5, 6, 6} {
				n, ok := CompletedMonths(start, lawDay(t, c.after).AddDays(i-1), StartExcluded, AfterLastDay)
				assert.True(t, ok)
				assert.Equal(t, want, n, "A02 (a), day %+d", i-1)
				n, ok = CompletedMonths(start, lawDay(t, c.on).AddDays(i-1), StartExcluded, OnLastDay)
				assert.True(t, ok)
				assert.Equal(t, want, n, "A02 (b), day %+d", i-1)
			}
		})
	}
	t.Run("A01 other lengths", func(t *testing.T) {
		t.Parallel()
		for _, c := range []struct {
			start, last string
			days        int
		}{
			{"2025-08-31", "2026-03-02", 183}, {"2026-03-01", "2026-08-31", 183}, {"2026-03-01", "2026-08-28", 180},
		} {
			assert.Equal(t, lawDay(t, c.last), Days(c.days).LastDay(lawDay(t, c.start), StartExcluded))
		}
	})
}

func TestClausesOneYear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, base, last string }{
		{"14.2.a 2025-03-10", "2025-03-10", "2026-03-10"},
		{"14.2.a leap day 2024", "2024-02-29", "2025-02-28"},
		{"14.2.a leap day 2028", "2028-02-29", "2029-02-28"},
		{"14.2.a no restoration 2023", "2023-02-28", "2024-02-28"},
		{"A28 no restoration 2027", "2027-02-28", "2028-02-28"},
		{"A28 chain lost for good", "2025-02-28", "2026-02-28"},
		{"A26 signed 2026-03-01", "2026-03-01", "2027-03-01"},
		{"14.2.a over a leap day", "2023-06-01", "2024-06-01"},
		{"14.2.a year end", "2025-12-31", "2026-12-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			base, last := lawDay(t, c.base), lawDay(t, c.last)
			assert.Equal(t, last, Years(1).LastDay(base, StartExcluded), "A27 (a)")
			assert.Equal(t, last.DayBefore(), Years(1).LastDay(base, StartCounted), "A27 (b): clamp first, then minus one day")
			assert.Equal(t, last, base.AddYears(1))
			assert.Equal(t, last, base.AddMonths(12))
		})
	}
	assert.Equal(t, lawDay(t, "2024-05-31"), Days(365).LastDay(lawDay(t, "2023-06-01"), StartExcluded), "A27 (c)")
}

func TestClausesAges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, born  string
		years       int
		after, upon string
	}{
		{"10.1.b born 2010-03-15", "2010-03-15", 16, "2026-03-16", "2026-03-15"},
		{"A05 leap birth, 14", "2008-02-29", 14, "2022-03-01", "2022-02-28"},
		{"A05 leap birth, 16", "2008-02-29", 16, "2024-03-01", "2024-02-29"},
		{"A05 leap birth, 18", "2008-02-29", 18, "2026-03-01", "2026-02-28"},
		{"A66 born 1956-07-01, 70", "1956-07-01", 70, "2026-07-02", "2026-07-01"},
		{"A05 born on New Year's Eve, 18", "2007-12-31", 18, "2026-01-01", "2025-12-31"},
		{"A05 born 28 February, 16 in a leap year", "2008-02-28", 16, "2024-02-29", "2024-02-28"},
		{"A20 under 8", "2018-11-24", 8, "2026-11-25", "2026-11-24"},
		{"A05 born on a midnight Shanghai never had", "1940-06-01", 70, "2010-06-02", "2010-06-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			born := lawDay(t, c.born)
			for f, want := range map[Fullness]Date{AfterLastDay: lawDay(t, c.after), OnLastDay: lawDay(t, c.upon)} {
				assert.Equal(t, want, AgeReachedOn(born, c.years, f), "%v", f)
				for i, years := range []int{c.years - 1, c.years, c.years} {
					got, ok := AgeOn(born, want.AddDays(i-1), f)
					assert.True(t, ok)
					assert.Equal(t, years, got, "%v, day %+d", f, i-1)
				}
				assert.True(t, born.OnOrBefore(LatestBirth(want, c.years, f)), "%v: cut-off on the day", f)
				assert.False(t, born.OnOrBefore(LatestBirth(want.DayBefore(), c.years, f)), "%v: cut-off the day before", f)
			}
		})
	}
}

func TestClausesLimitation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, act     string
		period        Period
		last, counted string
	}{
		{"A69 six months", "2025-08-31", Months(6), "2026-02-28", "2026-02-27"},
		{"A69 two years from a leap day", "2024-02-29", Years(2), "2026-02-28", "2026-02-27"},
		{"A69 two years to a leap year", "2026-02-28", Years(2), "2028-02-28", "2028-02-27"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, lawDay(t, c.last), c.period.LastDay(lawDay(t, c.act), StartExcluded))
			assert.Equal(t, lawDay(t, c.counted), c.period.LastDay(lawDay(t, c.act), StartCounted))
		})
	}
}

func TestClausesSevenDays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, change, plain, moved, working, counted string }{
		{"13.1 2026-03-02", "2026-03-02", "2026-03-09", "2026-03-09", "2026-03-11", "2026-03-09"},
		{"13.1 National Day", "2026-09-24", "2026-10-01", "2026-10-08", "2026-10-12", "2026-09-30"},
		{"A38 Spring Festival", "2026-02-10", "2026-02-17", "2026-02-24", "2026-02-26", "2026-02-24"},
		{"A38 2026-03-06", "2026-03-06", "2026-03-13", "2026-03-13", "2026-03-17", "2026-03-12"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			change, cal := lawDay(t, c.change), BuiltIn()
			got, err := Days(7).Deadline(change, StartExcluded, nil, OffInFact)
			require.NoError(t, err)
			assert.Equal(t, lawDay(t, c.plain), got, "no calendar: nothing moves (A03)")
			got, err = Days(7).Deadline(change, StartExcluded, cal, OffInFact)
			require.NoError(t, err)
			assert.Equal(t, lawDay(t, c.moved), got, "A38 (a)")
			got, err = WorkingDaysAfter(change, 7, cal, OffInFact)
			require.NoError(t, err)
			assert.Equal(t, lawDay(t, c.working), got, "A38 (b)")
			got, err = Days(7).Deadline(change, StartCounted, cal, OffInFact)
			require.NoError(t, err)
			assert.Equal(t, lawDay(t, c.counted), got, "A38 (c)")
		})
	}
	t.Run("A38 (b) without a calendar is not guessed", func(t *testing.T) {
		t.Parallel()
		_, err := WorkingDaysAfter(lawDay(t, "2026-03-06"), 7, nil, OffInFact)
		assert.ErrorIs(t, err, ErrNoCalendarData)
	})
	t.Run("11.1 fifteen days from acceptance", func(t *testing.T) {
		t.Parallel()
		assert.Equal(t, lawDay(t, "2026-10-02"), Days(15).LastDay(lawDay(t, "2026-09-17"), StartExcluded))
		got, err := Days(15).Deadline(lawDay(t, "2026-09-17"), StartExcluded, BuiltIn(), OffInFact)
		require.NoError(t, err)
		assert.Equal(t, lawDay(t, "2026-10-08"), got)
	})
}

func TestClausesHolidays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, last, inFact, statutory, weekends string }{
		{"14.2.b first day of the Spring Festival", "2026-02-17", "2026-02-24", "2026-02-20", "2026-02-20"},
		{"A29 Labour Day", "2026-05-01", "2026-05-06", "2026-05-03", "2026-05-04"},
		{"A29 National Day", "2026-10-03", "2026-10-08", "2026-10-04", "2026-10-05"},
		{"A04 Saturday made a workday", "2026-02-28", "2026-02-28", "2026-02-28", "2026-03-02"},
		{"A04 Sunday made a workday", "2026-09-20", "2026-09-20", "2026-09-20", "2026-09-21"},
		{"A04 plain Saturday", "2026-07-04", "2026-07-06", "2026-07-04", "2026-07-06"},
		{"A04 plain Sunday", "2026-07-05", "2026-07-06", "2026-07-05", "2026-07-06"},
		{"A04 plain Friday", "2026-07-03", "2026-07-03", "2026-07-03", "2026-07-03"},
		{"A04 bridge day", "2026-02-20", "2026-02-24", "2026-02-20", "2026-02-20"},
		{"A04 last day of the run", "2026-02-23", "2026-02-24", "2026-02-23", "2026-02-23"},
		{"A04 day after the run", "2026-02-24", "2026-02-24", "2026-02-24", "2026-02-24"},
		{"A04 workday before the run, a Saturday", "2026-02-14", "2026-02-14", "2026-02-14", "2026-02-20"},
		{"A04 New Year 2026", "2026-01-01", "2026-01-04", "2026-01-02", "2026-01-02"},
		{"A04 Qingming on a Sunday", "2026-04-05", "2026-04-07", "2026-04-06", "2026-04-06"},
		{"A04 Dragon Boat on a Friday", "2026-06-19", "2026-06-22", "2026-06-20", "2026-06-22"},
		{"A04 Mid-Autumn on a Friday", "2026-09-25", "2026-09-28", "2026-09-26", "2026-09-28"},
		{"A04 working New Year's Eve", "2026-12-31", "2026-12-31", "2026-12-31", "2026-12-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for rule, want := range map[OffRule]string{
				OffInFact: c.inFact, StatutoryOnly: c.statutory, WeekendsAndStatutory: c.weekends,
			} {
				got, err := MoveOffHoliday(lawDay(t, c.last), BuiltIn(), rule)
				require.NoError(t, err)
				assert.Equal(t, lawDay(t, want), got, "%v", rule)
			}
			got, err := MoveOffHoliday(lawDay(t, c.last), nil, OffInFact)
			require.NoError(t, err)
			assert.Equal(t, lawDay(t, c.last), got, "A03: without a calendar nothing moves")
		})
	}
	t.Run("A04 a year without data is an error, not a weekday", func(t *testing.T) {
		t.Parallel()
		for _, s := range []string{"2024-12-31", "2027-01-01", "2027-07-07"} {
			_, err := MoveOffHoliday(lawDay(t, s), BuiltIn(), OffInFact)
			require.ErrorIs(t, err, ErrNoCalendarData, s)
			var none *NoDataError
			require.True(t, errors.As(err, &none))
			assert.Equal(t, lawDay(t, s).Year(), none.Year)
			_, err = IsOff(BuiltIn(), lawDay(t, s), WeekendsAndStatutory)
			require.ErrorIs(t, err, ErrNoCalendarData, s)
		}
	})
}

// The notices of the State Council for 2025 and 2026, day by day (A04).
func TestClausesNotices(t *testing.T) {
	t.Parallel()
	off := map[string]string{ // first day off → last day off
		"2025-01-01": "2025-01-01", "2025-01-28": "2025-02-04", "2025-04-04": "2025-04-06", "2025-05-01": "2025-05-05",
		"2025-05-31": "2025-06-02", "2025-10-01": "2025-10-08",
		"2026-01-01": "2026-01-03", "2026-02-15": "2026-02-23", "2026-04-04": "2026-04-06", "2026-05-01": "2026-05-05",
		"2026-06-19": "2026-06-21", "2026-09-25": "2026-09-27", "2026-10-01": "2026-10-07",
	}
	free := map[Date]bool{}
	for first, last := range off {
		for d := lawDay(t, first); d.OnOrBefore(lawDay(t, last)); d = d.DayAfter() {
			free[d] = true
		}
	}
	work := map[Date]bool{}
	for _, s := range []string{
		"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
		"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
	} {
		work[lawDay(t, s)] = true
	}
	statutory := map[Date]bool{}
	for _, s := range []string{
		"2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-04", "2025-05-01", "2025-05-02",
		"2025-05-31", "2025-10-01", "2025-10-02", "2025-10-03", "2025-10-06",
		"2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-04-05", "2026-05-01", "2026-05-02",
		"2026-06-19", "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-03",
	} {
		statutory[lawDay(t, s)] = true
	}
	require.Len(t, statutory, 26, "13 days a year (Decree 795)")
	for d := lawDay(t, "2025-01-01"); d.Year() < 2027; d = d.DayAfter() {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		for rule, want := range map[OffRule]bool{
			OffInFact:            free[d] || weekend && !work[d],
			StatutoryOnly:        statutory[d],
			WeekendsAndStatutory: weekend || statutory[d],
		} {
			got, err := IsOff(BuiltIn(), d, rule)
			require.NoError(t, err)
			assert.Equal(t, want, got, "%v %v", d, rule)
		}
	}
}

// Every start day of a leap cycle against a count by hand (Civil Code 200–203).
func TestClausesEveryStart(t *testing.T) {
	t.Parallel()
	for d := lawDay(t, "2023-01-01"); d.Year() < 2027; d = d.DayAfter() {
		for _, n := range []int{1, 6, 11, 12, 24, 192} {
			y, m, day := lawClamp(d.Year(), d.Month(), d.Day(), n)
			want, err := New(y, m, day)
			require.NoError(t, err)
			require.Equal(t, want, Months(n).LastDay(d, StartExcluded), "%v + %d months", d, n)
			require.Equal(t, want.DayAfter(), Months(n).FullFrom(d, StartExcluded), "%v + %d months", d, n)
			require.Equal(t, want.DayBefore(), Months(n).LastDay(d, StartCounted), "%v + %d months", d, n)
			if n%12 == 0 {
				require.Equal(t, want, Years(n/12).LastDay(d, StartExcluded), "%v + %d years", d, n/12)
			}
		}
	}
	t.Run("cut-offs", func(t *testing.T) {
		t.Parallel()
		// For each day of judgement, exactly the starts up to the cut-off are full.
		half := Months(6)
		for on := lawDay(t, "2024-02-20"); on.OnOrBefore(lawDay(t, "2025-03-10")); on = on.DayAfter() {
			for _, f := range []Fullness{AfterLastDay, OnLastDay} {
				cut := half.LatestStart(on, StartExcluded, f)
				for start := on.AddMonths(-6).AddDays(-5); start.OnOrBefore(on.AddMonths(-6).AddDays(5)); start = start.DayAfter() {
					y, m, day := lawClamp(start.Year(), start.Month(), start.Day(), 6)
					full, err := New(y, m, day)
					require.NoError(t, err)
					if f == AfterLastDay {
						full = full.DayAfter()
					}
					require.Equal(t, full.OnOrBefore(on), start.OnOrBefore(cut), "start %v on %v, %v", start, on, f)
				}
			}
		}
	})
}

func TestClausesInsuranceMonths(t *testing.T) {
	t.Parallel()
	jan, err := ParseMonth("2026-01")
	require.NoError(t, err)
	jun, err := ParseMonth("2026-06")
	require.NoError(t, err)
	assert.Equal(t, 5, jun.Sub(jan), "A11: January to June are six months, five apart")
	assert.Equal(t, jun, MonthOf(lawDay(t, "2026-07-16")).Add(-1), "A11: the month before that of the application")
	dec, err := ParseMonth("2025-12")
	require.NoError(t, err)
	assert.Equal(t, dec, jan.Add(-1))
	assert.Equal(t, 2, MonthOf(lawDay(t, "2026-07-16")).Sub(jun.Add(-1)), "A11: lag 2")
}

func TestClausesNothingGuessed(t *testing.T) {
	t.Parallel()
	var none Date
	some := lawDay(t, "2026-01-15")
	assert.True(t, Months(6).LastDay(none, StartExcluded).IsZero())
	assert.True(t, Months(6).Reached(none, StartExcluded, AfterLastDay).IsZero())
	assert.True(t, AgeReachedOn(none, 16, AfterLastDay).IsZero())
	_, ok := AgeOn(none, some, AfterLastDay)
	assert.False(t, ok)
	_, ok = CompletedYears(none, some, StartExcluded, AfterLastDay)
	assert.False(t, ok)
	for _, held := range []bool{
		none.OnOrBefore(some), none.OnOrAfter(some), some.OnOrBefore(none), some.OnOrAfter(none),
		none.StrictlyBefore(some), none.StrictlyAfter(some), some.StrictlyBefore(none), some.StrictlyAfter(none),
		none.OnOrBefore(none), none.OnOrAfter(none),
		some.OnOrBefore(Months(6).LatestStart(none, StartExcluded, AfterLastDay)),
	} {
		assert.False(t, held, "a missing day grants nothing")
	}
}

func TestClausesInstants(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ instant, day string }{
		{"2026-07-15T15:59:59Z", "2026-07-15"}, // 23:59:59 in Beijing: the last day runs to 24:00
		{"2026-07-15T16:00:00Z", "2026-07-16"},
		{"2026-07-16T00:00:00+08:00", "2026-07-16"},
		{"1986-07-15T15:30:00Z", "1986-07-15"}, // summer time of 1986 plays no part
	} {
		at, err := time.Parse(time.RFC3339, c.instant)
		require.NoError(t, err)
		assert.Equal(t, lawDay(t, c.day), DateOf(at), c.instant)
	}
}

func TestClausesDatesThatDoNotExist(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"2025-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "1900-02-29", "2026-2-3", "２０２６-01-01", " 2026-01-01", ""} {
		_, err := Parse(s)
		require.ErrorIs(t, err, ErrInvalid)
		if s != "" {
			assert.NotContains(t, err.Error(), s, "25.1: errors do not repeat a birthday")
		}
	}
	d, err := Parse("2000-02-29")
	require.NoError(t, err)
	assert.Equal(t, 29, d.Day())
}

// The days named by a rule are included in it (Civil Code 1259, A06).
func TestClausesIncluded(t *testing.T) {
	t.Parallel()
	d := lawDay(t, "2026-06-30")
	for off, want := range map[int][4]bool{ // on or before, on or after, strictly before, strictly after
		-1: {true, false, true, false}, 0: {true, true, false, false}, 1: {false, true, false, true},
	} {
		x := d.AddDays(off)
		assert.Equal(t, want, [4]bool{x.OnOrBefore(d), x.OnOrAfter(d), x.StrictlyBefore(d), x.StrictlyAfter(d)}, "%+d", off)
	}
	window := Range{First: lawDay(t, "2026-05-31"), Last: d} // A29 (a)
	for s, want := range map[string]bool{"2026-05-30": false, "2026-05-31": true, "2026-06-30": true, "2026-07-01": false} {
		assert.Equal(t, want, window.Contains(lawDay(t, s)), s)
	}
	n, ok := window.Days()
	assert.True(t, ok)
	assert.Equal(t, 31, n)
	require.NoError(t, Range{First: d, Last: d}.Validate())
	require.ErrorIs(t, Range{First: d, Last: d.AddDays(-1)}.Validate(), ErrInvalid)
	open := Range{First: d}
	assert.True(t, open.Contains(lawDay(t, "9999-12-31")))
	assert.False(t, open.Contains(d.AddDays(-1)))
	_, ok = open.Days()
	assert.False(t, ok)
	assert.False(t, open.Contains(Date{}))
	assert.False(t, Range{}.Contains(d))
}
