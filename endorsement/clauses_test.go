package endorsement_test

// Cases drawn from the law alone: the dated examples of article 14 and of the
// register of readings, the days around each boundary, and a model of the
// article written out by hand. Every case is named for the clause or reading
// it comes from.

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// lawDay reads a day of a case; an empty text is no date.
func lawDay(t *testing.T, s string) civil.Date {
	t.Helper()
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.Parse(s)
	require.NoError(t, err)
	return d
}

// lawPermit is the record of a permit issued and endorsed on the given days.
func lawPermit(t *testing.T, issued string, endorsed ...string) Timeline {
	t.Helper()
	l := Timeline{Origin: Origin{Issued: lawDay(t, issued)}}
	for _, e := range endorsed {
		l.Endorsed = append(l.Endorsed, lawDay(t, e))
	}
	return l
}

func lawOn(t *testing.T, l Timeline, day string, p *Policy) State {
	t.Helper()
	s, err := l.On(lawDay(t, day), p)
	require.NoError(t, err)
	return s
}

func TestClausesLastValidDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, base, a, b, c string }{
		{"14.2.a plain year", "2025-03-10", "2026-03-10", "2026-03-09", "2026-03-10"},
		{"14.2.a leap day 2024", "2024-02-29", "2025-02-28", "2025-02-27", "2025-02-28"},
		{"14.2.a leap day 2028", "2028-02-29", "2029-02-28", "2029-02-27", "2029-02-28"},
		{"14.2.a no restoration 2023", "2023-02-28", "2024-02-28", "2024-02-27", "2024-02-28"},
		{"A28 no restoration 2027", "2027-02-28", "2028-02-28", "2028-02-27", "2028-02-28"},
		{"A27 365 days over a leap day", "2023-06-01", "2024-06-01", "2024-05-31", "2024-05-31"},
		{"A26 signed 2026-03-01", "2026-03-01", "2027-03-01", "2027-02-28", "2027-03-01"},
		{"A27 March 1 before a leap year", "2023-03-01", "2024-03-01", "2024-02-29", "2024-02-29"},
		{"A27 New Year", "2026-01-01", "2027-01-01", "2026-12-31", "2027-01-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for rule, want := range map[LastDayRule]string{CorrespondingDay: c.a, DayBefore: c.b, Days365: c.c} {
				p := &Policy{LastDay: rule}
				got, err := p.LastValidDay(lawDay(t, c.base))
				require.NoError(t, err)
				assert.Equal(t, lawDay(t, want), got, "A27 %d", rule)
				// Active on the last valid day, suspended the day after; active from the issue day itself.
				l := lawPermit(t, c.base)
				for i, status := range []Status{Active, Active, Suspended} {
					s, err := l.On(got.AddDays(i-1), p)
					require.NoError(t, err)
					assert.Equal(t, status, s.Status, "A27 %d, day %+d", rule, i-1)
				}
				for i, status := range []Status{NotIssued, Active, Active} {
					s, err := l.On(l.Issued.AddDays(i-1), p)
					require.NoError(t, err)
					assert.Equal(t, status, s.Status, "day %+d of the issue", i-1)
				}
			}
		})
	}
	t.Run("A28 chain: the 29th is lost for good", func(t *testing.T) {
		t.Parallel()
		s := lawOn(t, lawPermit(t, "2024-02-29", "2025-02-28"), "2025-03-01", nil)
		assert.Equal(t, lawDay(t, "2026-02-28"), s.LastValid)
		s = lawOn(t, lawPermit(t, "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28"), "2027-03-01", nil)
		assert.Equal(t, lawDay(t, "2028-02-28"), s.LastValid)
	})
}

func TestClausesWindow(t *testing.T) {
	t.Parallel()
	// first are the opening days under A29 (a) to (d).
	for _, c := range []struct {
		name, last string
		first      [4]string
	}{
		{"14.2.b E=2026-06-30", "2026-06-30", [4]string{"2026-05-31", "2026-06-01", "2026-05-31", "2026-05-30"}},
		{"A29 E=2025-02-28", "2025-02-28", [4]string{"2025-01-29", "2025-01-30", "2025-01-29", "2025-01-28"}},
		{"A29 E=2024-02-28", "2024-02-28", [4]string{"2024-01-29", "2024-01-30", "2024-01-29", "2024-01-28"}},
		{"A29 E=2026-02-28", "2026-02-28", [4]string{"2026-01-29", "2026-01-30", "2026-01-29", "2026-01-28"}},
		{"A29 E=2026-03-31, a month back is clamped", "2026-03-31", [4]string{"2026-03-01", "2026-03-02", "2026-03-01", "2026-02-28"}},
		{"A29 E=2028-03-30, a month back in a leap year", "2028-03-30", [4]string{"2028-02-29", "2028-03-01", "2028-02-29", "2028-02-29"}},
		{"A29 E=2026-01-10, across the year", "2026-01-10", [4]string{"2025-12-11", "2025-12-12", "2025-12-11", "2025-12-10"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			last := lawDay(t, c.last)
			for i, rule := range []WindowRule{ThirtyDaysBackInclusive, ThirtyDaysEndingOnE, ThirtyDaysBeforeE, OneMonth} {
				p := &Policy{Window: rule}
				w, err := p.WindowBefore(last)
				require.NoError(t, err)
				end := last
				if rule == ThirtyDaysBeforeE {
					end = last.DayBefore()
				}
				assert.Equal(t, civil.Range{First: lawDay(t, c.first[i]), Last: end}, w, "A29 %d", rule)
				deadline, err := p.Deadline(last)
				require.NoError(t, err)
				assert.Equal(t, end, deadline, "without a calendar nothing moves")
			}
		})
	}
	t.Run("14.2.b classification around both edges", func(t *testing.T) {
		t.Parallel()
		term, err := Begin(Origin{Issued: lawDay(t, "2025-06-30")}, nil)
		require.NoError(t, err)
		for _, c := range []struct {
			day  string
			want [4]Timing
		}{
			{"2025-06-30", [4]Timing{TooEarly, TooEarly, TooEarly, TooEarly}},
			{"2026-05-29", [4]Timing{TooEarly, TooEarly, TooEarly, TooEarly}},
			{"2026-05-30", [4]Timing{TooEarly, TooEarly, TooEarly, OnTime}},
			{"2026-05-31", [4]Timing{OnTime, TooEarly, OnTime, OnTime}},
			{"2026-06-01", [4]Timing{OnTime, OnTime, OnTime, OnTime}},
			{"2026-06-29", [4]Timing{OnTime, OnTime, OnTime, OnTime}},
			{"2026-06-30", [4]Timing{OnTime, OnTime, Late, OnTime}},
			{"2026-07-01", [4]Timing{Late, Late, Late, Late}},
		} {
			for i, want := range c.want {
				got, err := term.Classify(lawDay(t, c.day), &Policy{Window: WindowRule(i)})
				require.NoError(t, err)
				assert.Equal(t, want, got, "%s, A29 %d", c.day, i)
			}
		}
	})
}

func TestClausesDeadline(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, last, want string
		policy           Policy
	}{
		{"14.2.b first day of the Spring Festival", "2026-02-17", "2026-02-24", Policy{}},
		{"A29 Labour Day", "2026-05-01", "2026-05-06", Policy{}},
		{"A29 National Day", "2026-10-03", "2026-10-08", Policy{}},
		{"A03 (c) no period moves", "2026-02-17", "2026-02-17", Policy{Extension: civil.NoPeriod}},
		{"A04 (b) statutory days only", "2026-02-17", "2026-02-20", Policy{OffDays: civil.StatutoryOnly}},
		{"A04 (a) Saturday made a workday", "2026-02-28", "2026-02-28", Policy{}},
		{"A04 (c) Saturday made a workday", "2026-02-28", "2026-03-02", Policy{OffDays: civil.WeekendsAndStatutory}},
		{"A04 (a) plain Saturday", "2026-07-04", "2026-07-06", Policy{}},
		{"A04 (b) plain Saturday", "2026-07-04", "2026-07-04", Policy{OffDays: civil.StatutoryOnly}},
		{"A29 (c) with E the first day: the Eve moves", "2026-02-17", "2026-02-24", Policy{Window: ThirtyDaysBeforeE}},
		{"A29 (c) with E just after the run", "2026-02-24", "2026-02-24", Policy{Window: ThirtyDaysBeforeE}},
		{"A29 (c) with E the first day off, the day before is a workday", "2026-02-15", "2026-02-14", Policy{Window: ThirtyDaysBeforeE}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := c.policy
			p.Calendar = civil.BuiltIn()
			got, err := p.Deadline(lawDay(t, c.last))
			require.NoError(t, err)
			assert.Equal(t, lawDay(t, c.want), got)
		})
	}
	t.Run("A04 a year without data is an error", func(t *testing.T) {
		t.Parallel()
		p := &Policy{Calendar: civil.BuiltIn()}
		_, err := p.Deadline(lawDay(t, "2027-01-05"))
		require.ErrorIs(t, err, civil.ErrNoCalendarData)
		l := lawPermit(t, "2026-01-05")
		assert.Equal(t, Active, lawOn(t, l, "2027-01-05", p).Status, "still within the term, whatever the calendar")
		e, err := l.Preview(lawDay(t, "2027-01-05"), p)
		require.NoError(t, err)
		assert.Equal(t, OnTime, e.Timing, "the last valid day is in time, whatever the calendar")
		_, err = l.On(lawDay(t, "2027-01-06"), p)
		require.ErrorIs(t, err, civil.ErrNoCalendarData, "suspended or in grace: not known")
		p.Extension = civil.NoPeriod
		assert.Equal(t, Suspended, lawOn(t, l, "2027-01-06", p).Status)
	})
}

func TestClausesHolidayGrace(t *testing.T) {
	t.Parallel()
	l := lawPermit(t, "2025-02-17") // E = 2026-02-17, the first day of the Spring Festival
	for _, c := range []struct {
		name, day string
		policy    Policy
		status    Status
		grace     bool
		timing    Timing
	}{
		{"14.2.b last valid day", "2026-02-17", Policy{}, Active, false, OnTime},
		{"A32 first day of grace", "2026-02-18", Policy{}, Active, true, OnTime},
		{"18.1 last day of the run", "2026-02-23", Policy{}, Active, true, OnTime},
		{"14.2.b 02-24 still on time", "2026-02-24", Policy{}, Active, true, OnTime},
		{"14.2.b 02-25 late", "2026-02-25", Policy{}, Suspended, false, Late},
		{"A03 (c) late on 02-18", "2026-02-18", Policy{Extension: civil.NoPeriod}, Suspended, false, Late},
		{"A03 (c) late on 02-24", "2026-02-24", Policy{Extension: civil.NoPeriod}, Suspended, false, Late},
		{"A04 (b) 02-20 on time", "2026-02-20", Policy{OffDays: civil.StatutoryOnly}, Active, true, OnTime},
		{"A04 (b) 02-21 late", "2026-02-21", Policy{OffDays: civil.StatutoryOnly}, Suspended, false, Late},
		{"A03 (b) the term itself moves", "2026-02-24", Policy{Extension: civil.EveryPeriod}, Active, false, OnTime},
		{"A03 (b) the day after", "2026-02-25", Policy{Extension: civil.EveryPeriod}, Suspended, false, Late},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := c.policy
			p.Calendar = civil.BuiltIn()
			s := lawOn(t, l, c.day, &p)
			assert.Equal(t, c.status, s.Status)
			assert.Equal(t, c.grace, s.HolidayGrace)
			e, err := l.Preview(lawDay(t, c.day), &p)
			require.NoError(t, err)
			assert.Equal(t, c.timing, e.Timing)
			assert.Equal(t, c.timing == Late, e.Restarted, "late resets the years (14.3.c), on time does not")
		})
	}
	t.Run("A03 endorsed on 02-24: on time keeps the years, late resets them", func(t *testing.T) {
		t.Parallel()
		done := lawPermit(t, "2025-02-17", "2026-02-24")
		with := lawOn(t, done, "2026-03-01", &Policy{Calendar: civil.BuiltIn()})
		assert.Equal(t, lawDay(t, "2025-02-17"), with.Residence.Since)
		assert.Equal(t, lawDay(t, "2027-02-24"), with.LastValid, "A30 (a)")
		without := lawOn(t, done, "2026-03-01", &Policy{Calendar: civil.BuiltIn(), Extension: civil.NoPeriod})
		assert.Equal(t, lawDay(t, "2026-02-24"), without.Residence.Since)
		none := lawOn(t, done, "2026-03-01", nil)
		assert.Equal(t, lawDay(t, "2026-02-24"), none.Residence.Since, "no calendar: no extension at all")
		kept := lawOn(t, done, "2026-03-01", &Policy{Calendar: civil.BuiltIn(), NewTerm: FromOldExpiry})
		assert.Equal(t, lawDay(t, "2027-02-17"), kept.LastValid, "A30 (b): the anniversary is kept")
	})
}

func TestClausesSuspension(t *testing.T) {
	t.Parallel()
	t.Run("14.3.a E=2026-03-10", func(t *testing.T) {
		t.Parallel()
		l := lawPermit(t, "2025-03-10")
		for _, c := range []struct {
			day  string
			want Status
		}{
			{"2025-03-09", NotIssued}, {"2025-03-10", Active}, {"2026-03-09", Active}, {"2026-03-10", Active},
			{"2026-03-11", Suspended}, {"2031-03-11", Suspended}, {"2099-12-31", Suspended},
		} {
			assert.Equal(t, c.want, lawOn(t, l, c.day, nil).Status, c.day)
		}
		s := lawOn(t, l, "2031-03-11", nil)
		assert.Equal(t, lawDay(t, "2026-03-11"), s.SuspendedSince)
		_, stated := s.FullYears()
		assert.False(t, stated, "years while suspended: no value, not zero")
	})
	t.Run("A32 (b) from the recorded day", func(t *testing.T) {
		t.Parallel()
		p := &Policy{Suspension: FromRecordedDay}
		l := lawPermit(t, "2025-03-10")
		assert.Equal(t, Active, lawOn(t, l, "2026-03-11", p).Status)
		l.SuspensionRecorded = []civil.Date{lawDay(t, "2026-03-20")}
		assert.Equal(t, Active, lawOn(t, l, "2026-03-19", p).Status)
		assert.Equal(t, Suspended, lawOn(t, l, "2026-03-20", p).Status)
		assert.Equal(t, Suspended, lawOn(t, l, "2026-03-11", nil).Status, "by default the record is not looked at")
	})
	t.Run("A27 (b) with A29: 03-10 is late", func(t *testing.T) {
		t.Parallel()
		l := lawPermit(t, "2025-03-10")
		for rule, want := range map[LastDayRule]Timing{CorrespondingDay: OnTime, DayBefore: Late} {
			e, err := l.Preview(lawDay(t, "2026-03-10"), &Policy{LastDay: rule})
			require.NoError(t, err)
			assert.Equal(t, want, e.Timing)
		}
	})
	t.Run("14.3.b made up one day or 400 days late", func(t *testing.T) {
		t.Parallel()
		for _, late := range []int{1, 400} {
			l := lawPermit(t, "2025-03-10")
			e := lawDay(t, "2026-03-10")
			day := e.AddDays(late)
			l.Endorsed = append(l.Endorsed, day)
			for d := e.AddDays(-1); d.OnOrBefore(day.AddDays(1)); d = d.DayAfter() {
				s, err := l.On(d, nil)
				require.NoError(t, err)
				want := Active
				if d.StrictlyAfter(e) && d.StrictlyBefore(day) {
					want = Suspended // the gap is never repaired
				}
				require.Equal(t, want, s.Status, "%v", d)
			}
			s, err := l.On(day, nil)
			require.NoError(t, err)
			assert.Equal(t, day.AddYears(1), s.LastValid)
			assert.Equal(t, day, s.Residence.Since)
			years, ok := s.FullYears()
			assert.True(t, ok)
			assert.Zero(t, years)
		}
	})
	t.Run("14.3.b the days of the gap", func(t *testing.T) {
		t.Parallel()
		l := lawPermit(t, "2025-03-10")
		for day, want := range map[string]int{"2026-03-09": 0, "2026-03-10": 0, "2026-03-11": 0, "2026-03-12": 1, "2026-04-01": 21} {
			e, err := l.Preview(lawDay(t, day), nil)
			require.NoError(t, err)
			assert.Equal(t, want, e.OverdueDays, "from the deadline + 1 to %s - 1", day)
			assert.Equal(t, day > "2026-03-10", e.Restarted, day)
		}
	})
	t.Run("A43 endorsed 2026-04-01 after E=2026-03-10", func(t *testing.T) {
		t.Parallel()
		s := lawOn(t, lawPermit(t, "2025-03-10", "2026-04-01"), "2026-04-01", nil)
		assert.Equal(t, Active, s.Status)
		assert.Equal(t, lawDay(t, "2026-04-01"), s.Residence.Since)
	})
}

func TestClausesYears(t *testing.T) {
	t.Parallel()
	type want struct {
		stated bool
		years  int
		since  string
	}
	for _, c := range []struct {
		name   string
		permit Timeline
		day    string
		policy Policy
		want   want
	}{
		{"14.3.c the day before the last", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10"), "2026-01-09", Policy{}, want{true, 3, "2022-01-10"}},
		{"14.3.c the last valid day", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10"), "2026-01-10", Policy{}, want{true, 3, "2022-01-10"}},
		{"14.3.c the last valid day, A02 (b)", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10"), "2026-01-10", Policy{Full: civil.OnLastDay}, want{true, 4, "2022-01-10"}},
		{"14.3.c not endorsed: not stated", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10"), "2026-01-11", Policy{}, want{stated: false}},
		{"14.3.c endorsed on the last day", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10", "2026-01-10"), "2026-01-11", Policy{}, want{true, 4, "2022-01-10"}},
		{"14.3.c late by one day: 0, not 4", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10", "2026-01-11"), "2026-01-11", Policy{}, want{true, 0, "2026-01-11"}},
		{"14.3.c a full year after the restart, the day before", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10", "2026-01-11", "2027-01-11"), "2027-01-11", Policy{}, want{true, 0, "2026-01-11"}},
		{"14.3.c a full year after the restart", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10", "2026-01-11", "2027-01-11"), "2027-01-12", Policy{}, want{true, 1, "2026-01-11"}},
		{"A33 draft", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-09", "2025-01-09", "2026-01-20"), "2026-07-20", Policy{}, want{true, 0, "2026-01-20"}},
		{"A33 (ii) only the gap drops out", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-09", "2025-01-09", "2026-01-20"), "2026-07-20", Policy{Late: KeepPriorExcludeGap}, want{true, 4, ""}},
		{"A33 (iii) seamless", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-09", "2025-01-09", "2026-01-20"), "2026-07-20", Policy{Late: Seamless}, want{true, 4, "2022-01-10"}},
		{"A33 (ii) four years less the gap, not yet", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-09", "2025-01-09", "2026-01-20"), "2026-01-20", Policy{Late: KeepPriorExcludeGap}, want{true, 3, ""}},
		{"A33 (ii) four years less the gap, full", lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-09", "2025-01-09", "2026-01-20"), "2026-01-21", Policy{Late: KeepPriorExcludeGap}, want{true, 4, ""}},
		{"A35 six years late", lawPermit(t, "2020-01-10", "2027-01-10"), "2027-01-10", Policy{}, want{true, 0, "2027-01-10"}},
		{"A80 no absence test", lawPermit(t, "2024-01-10", "2025-01-10"), "2025-07-10", Policy{}, want{true, 1, "2024-01-10"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := lawOn(t, c.permit, c.day, &c.policy)
			years, ok := s.FullYears()
			assert.Equal(t, c.want.stated, ok)
			if ok {
				assert.Equal(t, c.want.years, years)
			}
			if c.want.since != "" {
				assert.Equal(t, lawDay(t, c.want.since), s.Residence.Since)
			}
		})
	}
	t.Run("A33 (ii) the ten days of the gap drop out", func(t *testing.T) {
		t.Parallel()
		s := lawOn(t, lawPermit(t, "2022-01-10", "2023-01-10", "2024-01-09", "2025-01-09", "2026-01-20"), "2026-07-20", &Policy{Late: KeepPriorExcludeGap})
		assert.Equal(t, lawDay(t, "2022-01-20"), s.Residence.CountedFrom(), "2026-01-10 to 2026-01-19 do not count (14.3.b)")
	})
	t.Run("A33 a policy switch changes only 14.3.c", func(t *testing.T) {
		t.Parallel()
		l := lawPermit(t, "2025-03-10", "2026-04-01")
		for _, day := range []string{"2026-03-10", "2026-03-20", "2026-04-01", "2027-04-01", "2027-04-02"} {
			draft := lawOn(t, l, day, nil)
			for _, late := range []LateRule{KeepPriorExcludeGap, Seamless} {
				other := lawOn(t, l, day, &Policy{Late: late})
				assert.Equal(t, draft.Status, other.Status)
				assert.Equal(t, draft.LastValid, other.LastValid)
				assert.Equal(t, draft.Window, other.Window)
				assert.Equal(t, draft.Deadline, other.Deadline)
			}
		}
	})
	t.Run("A34 where residence starts", func(t *testing.T) {
		t.Parallel()
		l := lawPermit(t, "2025-08-01", "2026-08-01")
		l.RegisteredSince = lawDay(t, "2025-01-10")
		l.FormerPermitSince = lawDay(t, "2020-05-01")
		for from, months := range map[YearsRule]int{FirstIssue: 12, Registration: 18, TemporaryPermitYears: 75} {
			s := lawOn(t, l, "2026-08-02", &Policy{YearsFrom: from})
			assert.True(t, s.YearsStated)
			assert.Equal(t, months, s.MonthsFull, "A34 %d", from)
		}
		years, ok := lawOn(t, l, "2026-08-01", nil).FullYears()
		assert.True(t, ok)
		assert.Zero(t, years, "a year is full after its last day (A02)")
		// Carried in at issue: counts by default.
		l.CarryInSince = lawDay(t, "2025-01-10")
		assert.Equal(t, 18, lawOn(t, l, "2026-08-02", nil).MonthsFull)
		// Not recorded: no value, which is not zero.
		bare := lawPermit(t, "2025-08-01", "2026-08-01")
		_, ok = lawOn(t, bare, "2026-08-02", &Policy{YearsFrom: Registration}).FullYears()
		assert.False(t, ok)
		// A late endorsement starts afresh whatever was carried in.
		late := lawPermit(t, "2025-08-01", "2026-08-02")
		late.CarryInSince = lawDay(t, "2020-01-10")
		assert.Equal(t, lawDay(t, "2026-08-02"), lawOn(t, late, "2026-08-02", nil).Residence.Since)
	})
	t.Run("A03 (b) a full year moves off a holiday too", func(t *testing.T) {
		t.Parallel()
		l := lawPermit(t, "2025-02-17", "2026-02-10")
		for full, want := range map[civil.Fullness]string{civil.AfterLastDay: "2026-02-25", civil.OnLastDay: "2026-02-24"} {
			p := &Policy{Calendar: civil.BuiltIn(), Extension: civil.EveryPeriod, Full: full}
			for i, years := range []int{0, 1, 1} {
				s, err := l.On(lawDay(t, want).AddDays(i-1), p)
				require.NoError(t, err)
				got, ok := s.FullYears()
				assert.True(t, ok)
				assert.Equal(t, years, got, "%v, day %+d", full, i-1)
			}
		}
		for issued, want := range map[string]string{"2025-02-15": "2026-02-25", "2025-02-14": "2026-02-15", "2025-02-24": "2026-02-25"} {
			p := &Policy{Calendar: civil.BuiltIn(), Extension: civil.EveryPeriod}
			for i, years := range []int{0, 1} {
				s, err := lawPermit(t, issued, "2026-02-10").On(lawDay(t, want).AddDays(i-1), p)
				require.NoError(t, err)
				got, ok := s.FullYears()
				assert.True(t, ok)
				assert.Equal(t, years, got, "issued %s, day %+d", issued, i-1)
			}
		}
		// By default residence is no deadline to act, and does not move.
		for day, years := range map[string]int{"2026-02-17": 0, "2026-02-18": 1} {
			got, ok := lawOn(t, l, day, &Policy{Calendar: civil.BuiltIn()}).FullYears()
			assert.True(t, ok)
			assert.Equal(t, years, got, day)
		}
	})
	t.Run("A34 residence does not begin after the issue", func(t *testing.T) {
		t.Parallel()
		for day, bad := range map[string]bool{"2025-03-09": false, "2025-03-10": false, "2025-03-11": true} {
			for _, o := range []Origin{{CarryInSince: lawDay(t, day)}, {RegisteredSince: lawDay(t, day)}, {FormerPermitSince: lawDay(t, day)}} {
				o.Issued = lawDay(t, "2025-03-10")
				_, err := Begin(o, nil)
				if bad {
					require.ErrorIs(t, err, ErrOrigin)
				} else {
					require.NoError(t, err)
				}
			}
		}
	})
	t.Run("A30 drift never touches the years", func(t *testing.T) {
		t.Parallel()
		s := lawOn(t, lawPermit(t, "2022-06-30", "2023-05-31", "2024-05-01", "2025-04-01"), "2025-07-01", nil)
		assert.Equal(t, lawDay(t, "2026-04-01"), s.LastValid)
		assert.Equal(t, lawDay(t, "2022-06-30"), s.Residence.Since)
		years, ok := s.FullYears()
		assert.True(t, ok)
		assert.Equal(t, 3, years)
	})
}

func TestClausesNewTerm(t *testing.T) {
	t.Parallel()
	l := lawPermit(t, "2025-06-30") // E = 2026-06-30
	for _, c := range []struct {
		name, day string
		policy    Policy
		last      string
		lost      int
	}{
		{"A30 (a) from the endorsement", "2026-06-05", Policy{}, "2027-06-05", 25},
		{"A30 (b) from the old expiry", "2026-06-05", Policy{NewTerm: FromOldExpiry}, "2027-06-30", 0},
		{"A30 (a) first day of the window", "2026-05-31", Policy{}, "2027-05-31", 30},
		{"A30 (a) last day of the window", "2026-06-30", Policy{}, "2027-06-30", 0},
		{"A31 (b) before the window, from that day", "2026-04-01", Policy{Early: AcceptFromThatDay}, "2027-04-01", 90},
		{"A31 (c) before the window, from the old expiry", "2026-04-01", Policy{Early: AcceptFromOldExpiry}, "2027-06-30", 0},
		{"14.3.b late, from that day", "2026-07-15", Policy{}, "2027-07-15", 0},
		{"14.3.b late, from that day, whatever A30", "2026-07-15", Policy{NewTerm: FromOldExpiry}, "2027-07-15", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e, err := l.Preview(lawDay(t, c.day), &c.policy)
			require.NoError(t, err)
			require.True(t, e.Timing.Accepted())
			last, err := e.After.LastValid(&c.policy)
			require.NoError(t, err)
			assert.Equal(t, lawDay(t, c.last), last)
			assert.Equal(t, c.lost, e.DaysLost)
		})
	}
	t.Run("A31 (a) refused, opens 2026-05-31, nothing changed", func(t *testing.T) {
		t.Parallel()
		before, err := l.Term(lawDay(t, "2026-04-01"), nil)
		require.NoError(t, err)
		after, err := before.Endorse(lawDay(t, "2026-04-01"), nil)
		require.ErrorIs(t, err, ErrTooEarly)
		var early *TooEarlyError
		require.True(t, errors.As(err, &early))
		assert.Equal(t, lawDay(t, "2026-05-31"), early.Opens)
		assert.Equal(t, before, after)
		_, err = before.Endorse(lawDay(t, "2026-05-30"), nil)
		require.ErrorIs(t, err, ErrTooEarly)
		_, err = before.Endorse(lawDay(t, "2026-05-31"), nil)
		require.NoError(t, err)
	})
	t.Run("A31 a second endorsement on the same day is too early", func(t *testing.T) {
		t.Parallel()
		term, err := l.Term(lawDay(t, "2026-06-30"), nil)
		require.NoError(t, err)
		term, err = term.Endorse(lawDay(t, "2026-06-30"), nil)
		require.NoError(t, err)
		_, err = term.Endorse(lawDay(t, "2026-06-30"), nil)
		require.ErrorIs(t, err, ErrTooEarly)
	})
	t.Run("A27 (b) with A30 (b): the anniversary is kept", func(t *testing.T) {
		t.Parallel()
		p := &Policy{LastDay: DayBefore, NewTerm: FromOldExpiry}
		for day, want := range map[string]string{"2026-06-05": "2027-06-29", "2026-06-29": "2027-06-29", "2026-06-30": "2027-06-29"} {
			e, err := l.Preview(lawDay(t, day), p)
			require.NoError(t, err)
			last, err := e.After.LastValid(p)
			require.NoError(t, err)
			assert.Equal(t, lawDay(t, want), last, day)
		}
	})
	t.Run("A35 (c) lapse", func(t *testing.T) {
		t.Parallel()
		p := &Policy{Lateness: LapseAfterTime, LapseAfter: civil.Months(6)}
		for day, want := range map[string]Timing{"2026-07-01": Late, "2026-12-30": Late, "2026-12-31": Lapsed} {
			e, err := l.Preview(lawDay(t, day), p)
			require.NoError(t, err)
			assert.Equal(t, want, e.Timing, day)
		}
		term, err := l.Term(lawDay(t, "2026-12-31"), p)
		require.NoError(t, err)
		_, err = term.Endorse(lawDay(t, "2026-12-31"), p)
		require.ErrorIs(t, err, ErrLapsed)
		var lapsed *LapsedError
		require.True(t, errors.As(err, &lapsed))
		assert.Equal(t, lawDay(t, "2026-12-30"), lapsed.Last)
		_, err = l.Preview(lawDay(t, "2026-12-31"), &Policy{Lateness: LapseAfterTime})
		require.ErrorIs(t, err, ErrNoLapsePeriod, "the text names no time: none is guessed")
	})
}

func TestClausesDecide(t *testing.T) {
	t.Parallel()
	good := func(l Timeline) Facts {
		return Facts{Permit: l, GoesOnLiving: rule.Met, ConditionsMet: rule.Met, AddressUpToDate: rule.Met}
	}
	june := lawPermit(t, "2025-06-30") // E = 2026-06-30
	for _, c := range []struct {
		name, day string
		facts     func(*Facts)
		policy    Policy
		want      rule.Outcome
	}{
		{"14.2.b day before the window", "2026-05-30", nil, Policy{}, rule.Refused},
		{"14.2.b first day of the window", "2026-05-31", nil, Policy{}, rule.Approved},
		{"14.2.b last valid day", "2026-06-30", nil, Policy{}, rule.Approved},
		{"14.3.b day after: late but accepted", "2026-07-01", nil, Policy{}, rule.Approved},
		{"A35 (a) six years late", "2032-07-01", nil, Policy{}, rule.Approved},
		{"A29 (b) opens a day later", "2026-05-31", nil, Policy{Window: ThirtyDaysEndingOnE}, rule.Refused},
		{"A29 (d) opens a day earlier", "2026-05-30", nil, Policy{Window: OneMonth}, rule.Approved},
		{"A31 (b) no window", "2026-04-01", nil, Policy{Early: AcceptFromThatDay}, rule.Approved},
		{"A40 left Beijing", "2026-06-30", func(f *Facts) { f.GoesOnLiving = rule.Unmet }, Policy{}, rule.Refused},
		{"14.2.b not known whether living on", "2026-06-30", func(f *Facts) { f.GoesOnLiving = rule.Unknown }, Policy{}, rule.Undetermined},
		{"A35 (a) lost job and lease", "2026-06-30", func(f *Facts) { f.ConditionsMet = rule.Unmet }, Policy{}, rule.Approved},
		{"A35 (a) conditions not known", "2026-06-30", func(f *Facts) { f.ConditionsMet = rule.Unknown }, Policy{}, rule.Approved},
		{"A35 (b) lost job and lease", "2026-06-30", func(f *Facts) { f.ConditionsMet = rule.Unmet }, Policy{Lateness: RecheckConditions}, rule.Refused},
		{"A35 (b) conditions not known", "2026-06-30", func(f *Facts) { f.ConditionsMet = rule.Unknown }, Policy{Lateness: RecheckConditions}, rule.Undetermined},
		{"A35 (b) conditions met", "2026-06-30", nil, Policy{Lateness: RecheckConditions}, rule.Approved},
		{"A41 (a) unreported move", "2026-06-30", func(f *Facts) { f.AddressUpToDate = rule.Unmet }, Policy{}, rule.Approved},
		{"A41 (b) unreported move", "2026-06-30", func(f *Facts) { f.AddressUpToDate = rule.Unmet }, Policy{Address: AddressFirst}, rule.Refused},
		{"A41 (b) not known", "2026-06-30", func(f *Facts) { f.AddressUpToDate = rule.Unknown }, Policy{Address: AddressFirst}, rule.Undetermined},
		{"A35 (c) last day", "2026-12-30", nil, Policy{Lateness: LapseAfterTime, LapseAfter: civil.Months(6)}, rule.Approved},
		{"A35 (c) lapsed", "2026-12-31", nil, Policy{Lateness: LapseAfterTime, LapseAfter: civil.Months(6)}, rule.Refused},
		{"A35 (c) no period given", "2026-12-31", nil, Policy{Lateness: LapseAfterTime}, rule.Undetermined},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := good(june)
			if c.facts != nil {
				c.facts(&f)
			}
			d := Decide(&f, lawDay(t, c.day), &c.policy)
			assert.Equal(t, c.want, d.Outcome(), "%v", d)
			if c.want == rule.Refused {
				assert.NotEmpty(t, d.Reasons(), "11.2: a refusal has reasons")
			}
		})
	}
	t.Run("A31 the refusal names the opening day", func(t *testing.T) {
		t.Parallel()
		f := good(june)
		d := Decide(&f, lawDay(t, "2026-04-01"), nil)
		require.Equal(t, rule.Refused, d.Outcome())
		require.Len(t, d.Remedies(), 1)
		assert.Equal(t, lawDay(t, "2026-05-31"), d.Remedies()[0].Earliest)
	})
	t.Run("14.2.a nothing to endorse before the issue", func(t *testing.T) {
		t.Parallel()
		for _, l := range []Timeline{{}, june} {
			f := good(l)
			assert.NotEqual(t, rule.Approved, Decide(&f, lawDay(t, "2025-06-29"), nil).Outcome())
		}
	})
	t.Run("nothing is guessed", func(t *testing.T) {
		t.Parallel()
		assert.Equal(t, rule.Undetermined, Decide(&Facts{Permit: june}, lawDay(t, "2026-06-30"), nil).Outcome())
		f := good(june)
		assert.Equal(t, rule.Undetermined, Decide(&f, civil.Date{}, nil).Outcome())
	})
}

// TestClausesModel compares whole histories, day by day, with article 14
// written out by hand under the default readings, and checks that a state depends on no later event.
func TestClausesModel(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(14, 2026))
	for range 60 {
		issued := lawDay(t, "2023-01-01").AddDays(r.IntN(800))
		l := Timeline{Origin: Origin{Issued: issued}}
		var bases, since []civil.Date
		base, from := issued, issued
		bases, since = append(bases, base), append(since, from)
		for range 4 {
			y, m, d := base.YearMonthDay()
			if m == 2 && d == 29 {
				d = 28
			}
			e, err := civil.New(y+1, m, d)
			require.NoError(t, err)
			day := e.AddDays([]int{-30, -29, -r.IntN(31), -1, 0, 1, 2, r.IntN(500)}[r.IntN(8)])
			if day.StrictlyAfter(e) {
				from = day
			}
			base = day
			l.Endorsed = append(l.Endorsed, day)
			bases, since = append(bases, base), append(since, from)
		}
		for d := issued.AddDays(-2); d.OnOrBefore(base.AddDays(400)); d = d.AddDays(1 + r.IntN(9)) {
			s, err := l.On(d, nil)
			require.NoError(t, err)
			if d.StrictlyBefore(issued) {
				require.Equal(t, NotIssued, s.Status)
				continue
			}
			i := 0
			for i+1 < len(bases) && bases[i+1].OnOrBefore(d) {
				i++
			}
			last := bases[i].AddYears(1)
			want := Active
			if d.StrictlyAfter(last) {
				want = Suspended
			}
			require.Equal(t, want, s.Status, "%v", d)
			require.Equal(t, last, s.LastValid)
			require.Equal(t, last.AddDays(-30), s.Window.First)
			require.Equal(t, since[i], s.Residence.Since)
			years, ok := s.FullYears()
			require.Equal(t, want == Active, ok)
			if ok {
				n := 0
				for since[i].AddYears(n + 1).StrictlyBefore(d) {
					n++
				}
				require.Equal(t, n, years, "since %v on %v", since[i], d)
			}
			// The state depends on no later event.
			cut := Timeline{Origin: l.Origin, Endorsed: slices.Clone(l.Endorsed[:i])}
			same, err := cut.On(d, nil)
			require.NoError(t, err)
			require.Equal(t, same, s)
			// A term folded step by step says the same.
			term, err := Begin(l.Origin, nil)
			require.NoError(t, err)
			for _, e := range l.Endorsed[:i] {
				term, err = term.Endorse(e, nil)
				require.NoError(t, err)
			}
			same, err = term.On(d, nil)
			require.NoError(t, err)
			require.Equal(t, same, s)
		}
	}
}

// TestClausesReadingsTogether works out one endorsement under every
// combination of A03, A04, A27, A29, A30 and A31 by hand, around both edges of
// the window and of the days of grace.
func TestClausesReadingsTogether(t *testing.T) {
	t.Parallel()
	for _, issued := range []string{"2024-02-29", "2025-02-14", "2025-02-17", "2025-02-18", "2025-02-28", "2025-05-01", "2025-06-30", "2025-07-04", "2025-10-03", "2025-10-08"} {
		t.Run("14.2 issued "+issued, func(t *testing.T) {
			t.Parallel()
			base := lawDay(t, issued)
			l := lawPermit(t, issued)
			for n := range 3 * 3 * 3 * 4 * 2 * 3 {
				pick := func(k int) int { v := n % k; n /= k; return v }
				p := &Policy{
					Calendar: civil.BuiltIn(), Extension: civil.ExtensionRule(pick(3)), OffDays: civil.OffRule(pick(3)), LastDay: LastDayRule(pick(3)),
					Window: WindowRule(pick(4)), NewTerm: TermRule(pick(2)), Early: EarlyRule(pick(3)),
				}
				moved := func(d civil.Date, does bool) civil.Date {
					for does {
						off, err := civil.IsOff(p.Calendar, d, p.OffDays)
						require.NoError(t, err)
						if !off {
							break
						}
						d = d.AddDays(1)
					}
					return d
				}
				// A27: the last day of a term, and the day the next one would be counted from (A30 b).
				term := func(from civil.Date) civil.Date {
					switch p.LastDay {
					case DayBefore:
						return from.AddMonths(12).AddDays(-1)
					case Days365:
						return from.AddDays(365)
					}
					return from.AddMonths(12)
				}
				unmoved := term(base)
				e := moved(unmoved, p.Extension == civil.EveryPeriod)
				follow := unmoved
				if p.LastDay == DayBefore {
					follow = unmoved.AddDays(1)
				}
				opens := [4]civil.Date{e.AddDays(-30), e.AddDays(-29), e.AddDays(-30), e.AddMonths(-1)}[p.Window]
				last := e
				if p.Window == ThirtyDaysBeforeE {
					last = e.AddDays(-1)
				}
				deadline := moved(last, p.Extension != civil.NoPeriod)
				for _, edge := range []civil.Date{opens, e, last, deadline} {
					for off := -1; off <= 1; off++ {
						day := edge.AddDays(off)
						var timing Timing
						after := term(day)
						switch {
						case day.Compare(opens) < 0 && p.Early == Refuse:
							timing, after = TooEarly, unmoved
						case day.Compare(opens) < 0 && p.Early == AcceptFromOldExpiry:
							timing, after = Early, term(follow)
						case day.Compare(opens) < 0:
							timing = Early
						case day.Compare(deadline) <= 0:
							timing = OnTime
							if p.NewTerm == FromOldExpiry {
								after = term(follow)
							}
						default:
							timing = Late
						}
						got, err := l.Preview(day, p)
						require.NoError(t, err)
						require.Equal(t, timing, got.Timing, "%v, %+v", day, *p)
						require.Equal(t, e, got.LastValid, "%v, %+v", day, *p)
						require.Equal(t, civil.Range{First: opens, Last: last}, got.Window, "%v, %+v", day, *p)
						if after != term(follow) || e == unmoved {
							// Where A03 (b) has moved the old expiry, the text does not say whether
							// A30 (b) and A31 (c) go on from the day before or after the move.
							require.Equal(t, after, got.After.LastDay, "%v, %+v", day, *p)
						}
						require.Equal(t, timing == Late, got.Restarted, "%v, %+v", day, *p)
						s, err := l.On(day, p)
						require.NoError(t, err)
						want := Active
						if day.Compare(deadline) > 0 {
							want = Suspended
						}
						require.Equal(t, want, s.Status, "%v, %+v", day, *p)
						require.Equal(t, want == Active && day.Compare(e) > 0, s.HolidayGrace, "%v, %+v", day, *p)
					}
				}
			}
		})
	}
}
