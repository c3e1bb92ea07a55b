package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

const (
	yes  = rule.Approved
	no   = rule.Refused
	open = rule.Undetermined
)

// The half-year, with the dates of readings A01, A02 and A03: the last day on
// which it is not full, and the first on which it is.
func TestHalfYear(t *testing.T) {
	var (
		full  eligibility.Policy
		onDay = eligibility.Policy{Full: eligibility.OnLastDay}
		count = eligibility.Policy{Full: eligibility.StartCounted}
		d183  = eligibility.Policy{HalfYear: eligibility.Days183}
		d180  = eligibility.Policy{HalfYear: eligibility.Days180}
		moved = eligibility.Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()}
		acts  = eligibility.Policy{Extension: civil.DeadlinesToAct, Calendar: civil.BuiltIn()}
		never = eligibility.Policy{Extension: civil.NoPeriod, Calendar: civil.BuiltIn()}
	)
	for _, c := range []struct {
		registered string
		policy     eligibility.Policy
		from       string
	}{
		{"2026-01-15", full, "2026-07-16"},
		{"2026-01-15", onDay, "2026-07-15"},
		{"2026-01-15", count, "2026-07-15"},
		{"2026-03-01", full, "2026-09-02"},
		{"2026-03-01", onDay, "2026-09-01"},
		{"2026-03-01", d183, "2026-09-01"},
		{"2026-03-01", eligibility.Policy{HalfYear: eligibility.Days183, Full: eligibility.OnLastDay}, "2026-08-31"},
		{"2026-03-01", d180, "2026-08-29"},
		{"2025-08-28", full, "2026-03-01"},
		{"2025-08-29", full, "2026-03-01"},
		{"2025-08-31", full, "2026-03-01"},
		{"2025-08-31", onDay, "2026-02-28"},
		{"2025-08-31", count, "2026-02-28"},
		{"2025-08-31", d183, "2026-03-03"},
		{"2023-08-31", full, "2024-03-01"},
		{"2023-08-31", onDay, "2024-02-29"},
		{"2025-12-31", full, "2026-07-01"},
		{"2025-12-31", onDay, "2026-06-30"},
		{"2026-04-01", full, "2026-10-02"},
		{"2026-04-01", acts, "2026-10-02"},
		{"2026-04-01", never, "2026-10-02"},
		{"2026-04-01", moved, "2026-10-09"},
		{"2026-04-01", eligibility.Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn(), Full: eligibility.OnLastDay}, "2026-10-08"},
		{"2026-04-01", eligibility.Policy{Extension: civil.EveryPeriod}, "2026-10-02"},
		// 2026-02-28 is a Saturday that was made a workday (A04).
		{"2025-08-31", moved, "2026-03-01"},
		{"2025-08-31", eligibility.Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn(), OffDays: civil.WeekendsAndStatutory}, "2026-03-03"},
	} {
		from := day(c.from)
		judge(t, tenant(c.registered),
			judged{from.DayBefore().String(), c.policy, no},
			judged{from.String(), c.policy, yes},
			judged{from.DayAfter().String(), c.policy, yes})
		d := eligibility.Decide(tenant(c.registered), from.DayBefore(), &c.policy)
		require.Equal(t, []string{eligibility.CodeHalfYear}, codes(d.Reasons()))
		remedies := d.Remedies()
		require.Len(t, remedies, 1)
		require.Equal(t, from, remedies[0].Earliest)
		require.Contains(t, d.Text(language.English), "full from "+c.from)
		require.Contains(t, d.Text(language.Chinese), from.Chinese()+"起为已满")
	}
}

// A year about which the calendar holds nothing leaves the half-year open under
// the reading that needs it, and only there (A03 b).
func TestHalfYearWithoutCalendarData(t *testing.T) {
	p := eligibility.Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()}
	judge(t, tenant("2030-01-15"), judged{"2031-01-15", p, open}, judged{"2031-01-15", eligibility.Policy{}, yes})
	d := eligibility.Decide(tenant("2030-01-15"), day("2031-01-15"), &p)
	require.Contains(t, d.Text(language.English), "the calendar has no data")
	require.True(t, d.Remedies()[0].Earliest.IsZero())
}

func registrations(rs ...eligibility.Registration) *eligibility.Application {
	a := tenant("2026-01-01")
	a.Registrations = rs
	return a
}

func at(district permit.District, first, last string) eligibility.Registration {
	r := eligibility.Registration{First: day(first), District: district}
	if last != "" {
		r.Last = day(last)
	}
	return r
}

// Moves and gaps (reading A09).
func TestContinuity(t *testing.T) {
	district := eligibility.Policy{Continuity: eligibility.OneRunInDistrict}
	adds := eligibility.Policy{Continuity: eligibility.PeriodsAddUp}
	moved := registrations(
		at(permit.Chaoyang, "2026-01-10", "2026-03-31"),
		at(permit.Haidian, "2026-04-01", ""))
	judge(t, moved,
		judged{"2026-07-10", eligibility.Policy{}, no},
		judged{"2026-07-11", eligibility.Policy{}, yes},
		judged{"2026-07-15", eligibility.Policy{}, yes},
		judged{"2026-07-15", district, no},
		judged{"2026-10-01", district, no},
		judged{"2026-10-02", district, yes},
		judged{"2026-07-11", adds, yes})
	// Five days without registration: 1 to 5 April.
	gap := registrations(
		at(permit.Chaoyang, "2026-01-10", "2026-03-31"),
		at(permit.Chaoyang, "2026-04-06", ""))
	judge(t, gap,
		judged{"2026-07-15", eligibility.Policy{}, no},
		judged{"2026-10-06", eligibility.Policy{}, no},
		judged{"2026-10-07", eligibility.Policy{}, yes},
		judged{"2026-07-15", adds, no},
		judged{"2026-07-16", adds, yes}, // 11 July and five days
		judged{"2026-07-17", adds, yes})
	// A single day breaks the run, no day does not, in any order, overlapping
	// or inside one another.
	judge(t, registrations(
		at(permit.Chaoyang, "2026-04-02", ""), at(permit.Chaoyang, "2026-01-10", "2026-03-31")),
		judged{"2026-07-15", eligibility.Policy{}, no})
	judge(t, registrations(
		at(permit.Chaoyang, "2026-04-01", ""),
		at(permit.Chaoyang, "2026-02-01", "2026-02-10"),
		at(permit.Chaoyang, "2026-02-20", "2026-05-31"),
		at(permit.Chaoyang, "2026-01-10", "2026-03-31"),
		at(permit.Chaoyang, "2026-08-01", "")),
		judged{"2026-07-10", eligibility.Policy{}, no},
		judged{"2026-07-11", eligibility.Policy{}, yes},
		judged{"2026-07-10", adds, no},
		judged{"2026-07-11", adds, yes},
		judged{"2026-07-11", district, yes})
	// Without the district, the district reading cannot be applied.
	blank := registrations(
		at(permit.DistrictUnknown, "2026-01-10", "2026-03-31"),
		at(permit.Haidian, "2026-04-01", ""))
	judge(t, blank,
		judged{"2026-07-10", district, no},
		judged{"2026-07-11", district, open},
		judged{"2026-10-02", district, yes})
	blank.Registrations[0].District, blank.Registrations[1].District = permit.Haidian, permit.DistrictUnknown
	judge(t, blank, judged{"2026-07-11", district, open}, judged{"2026-10-02", district, yes})
	// Registered in two districts at once: the longer one decides.
	judge(t, registrations(at(permit.Chaoyang, "2026-01-10", ""), at(permit.Haidian, "2026-05-01", "")),
		judged{"2026-07-11", district, yes})
}

// Registration is the basis (7.1), in force on the day, and never begun later.
func TestRegistered(t *testing.T) {
	a := tenant("2016-07-16")
	a.ResidesSince = day("2016-07-16")
	a.Registrations = []eligibility.Registration{}
	d := eligibility.Decide(a, day("2026-07-16"), nil)
	require.Equal(t, no, d.Outcome())
	require.Equal(t, []string{eligibility.CodeRegistered, eligibility.CodeHalfYear}, codes(d.Reasons()))
	texts(t, d)
	// Even where actual residence starts the half-year.
	judge(t, a, judged{"2026-07-16", eligibility.Policy{StartsWith: eligibility.WithActualResidence}, no})
	a.Registrations = nil
	judge(t, a, judged{"2026-07-16", eligibility.Policy{}, open})
	ended := registrations(at(permit.Chaoyang, "2025-01-01", "2026-07-15"))
	judge(t, ended, judged{"2026-07-15", eligibility.Policy{}, yes}, judged{"2026-07-16", eligibility.Policy{}, no},
		judged{"2026-07-16", eligibility.Policy{Continuity: eligibility.PeriodsAddUp}, no})
	future := registrations(at(permit.Chaoyang, "2026-07-17", ""))
	judge(t, future, judged{"2026-07-16", eligibility.Policy{}, no})
	for _, c := range []eligibility.Continuity{eligibility.OneRunInBeijing, eligibility.OneRunInDistrict, eligibility.PeriodsAddUp} {
		judge(t, registrations(), judged{"2026-07-16", eligibility.Policy{Continuity: c}, open})
		judge(t, registrations(eligibility.Registration{}), judged{"2026-07-16", eligibility.Policy{Continuity: c}, open})
		// A first day of the calendar does not break the walk back.
		judge(t, registrations(at(permit.Chaoyang, "0001-01-01", "")), judged{"2026-07-16", eligibility.Policy{Continuity: c}, yes})
		// An end before the start counts for no day.
		judge(t, registrations(eligibility.Registration{First: day("2025-02-01"), Last: day("2025-01-01"), District: permit.Chaoyang}),
			judged{"2026-07-16", eligibility.Policy{Continuity: c}, no})
	}
}

// What starts the half-year (reading A08).
func TestStartsWith(t *testing.T) {
	residence := eligibility.Policy{StartsWith: eligibility.WithActualResidence}
	later := eligibility.Policy{StartsWith: eligibility.WithLaterOfBoth}
	a := tenant("2026-03-01")
	a.ResidesSince = day("2025-06-01")
	judge(t, a,
		judged{"2026-06-01", eligibility.Policy{}, no},
		judged{"2026-06-01", residence, yes},
		judged{"2026-06-01", later, no},
		judged{"2026-09-01", later, no},
		judged{"2026-09-02", later, yes})
	a.ResidesSince = day("2026-04-01")
	judge(t, a,
		judged{"2026-09-02", eligibility.Policy{}, yes},
		judged{"2026-09-02", later, no},
		judged{"2026-10-02", later, yes})
	a.ResidesSince = civil.Date{}
	judge(t, a,
		judged{"2026-09-02", residence, open},
		judged{"2026-09-01", later, no},
		judged{"2026-09-02", later, open})
}

// A registration falls away on a recorded finding only (7.2).
func TestFalseRegistration(t *testing.T) {
	a := registrations(at(permit.Chaoyang, "2026-01-10", "2026-03-31"), at(permit.Chaoyang, "2026-04-01", ""))
	a.Registrations[0].Falsity = permit.Finding{Ground: eligibility.GroundFalseRegistration}
	judge(t, a, judged{"2026-07-11", eligibility.Policy{}, yes})
	a.Registrations[0].Falsity = finding(eligibility.GroundFalseRegistration, permit.NotEstablished)
	judge(t, a, judged{"2026-07-11", eligibility.Policy{}, yes})
	a.Registrations[0].Falsity = finding(eligibility.GroundFalseRegistration, permit.Established)
	judge(t, a, judged{"2026-07-11", eligibility.Policy{}, no}, judged{"2026-10-02", eligibility.Policy{}, yes})
	// A finding without a day was not made.
	a.Registrations[0].Falsity.Day = civil.Date{}
	judge(t, a, judged{"2026-07-11", eligibility.Policy{}, yes})
}
