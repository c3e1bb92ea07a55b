package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// extended is reading A03 b, with the calendar of 2025 and 2026.
func extended() eligibility.Policy {
	return eligibility.Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()}
}

// An extension only moves a last day on (Civil Code 203 ¶1). So a half-year that
// is not over even unmoved is not full, and one that was over before a day on
// which people certainly worked is, whatever the days without data were. Only
// between the two is it open.
func TestHalfYearAroundDaysWithoutData(t *testing.T) {
	onDay, counted, weekends := extended(), extended(), extended()
	onDay.Full, counted.Full, weekends.OffDays = eligibility.OnLastDay, eligibility.StartCounted, civil.WeekendsAndStatutory
	for _, c := range []struct {
		registered, on string
		policy         eligibility.Policy
		want           rule.Outcome
		told           string
	}{
		// It ends on 2027-01-15, a Friday of a year without data.
		{"2026-07-15", "2026-12-10", extended(), no, "counted from 2026-07-15, full from 2027-01-16 at the earliest; the day of judgement is 2026-12-10"},
		{"2026-07-15", "2027-01-15", extended(), no, "counted from 2026-07-15, full from 2027-01-16 at the earliest; the day of judgement is 2027-01-15"},
		{"2026-07-15", "2027-01-16", extended(), open, "counted from 2026-07-15; the calendar has no data for the year in which it ends"},
		{"2026-07-15", "2027-01-14", onDay, no, "counted from 2026-07-15, full from 2027-01-15 at the earliest; the day of judgement is 2027-01-14"},
		{"2026-07-15", "2027-01-15", onDay, open, "counted from 2026-07-15; the calendar has no data for the year in which it ends"},
		{"2026-07-15", "2027-01-14", counted, no, "counted from 2026-07-15, full from 2027-01-15 at the earliest; the day of judgement is 2027-01-14"},
		{"2026-07-15", "2027-01-15", counted, open, "counted from 2026-07-15; the calendar has no data for the year in which it ends"},
		// It ends on a Saturday. A workday is possible, except where every weekend is off (A04 c).
		{"2026-07-16", "2027-01-17", extended(), open, "counted from 2026-07-16; the calendar has no data for the year in which it ends"},
		{"2026-07-16", "2027-01-18", weekends, no, "counted from 2026-07-16, full from 2027-01-19 at the earliest; the day of judgement is 2027-01-18"},
		{"2026-07-16", "2027-01-19", weekends, open, "counted from 2026-07-16; the calendar has no data for the year in which it ends"},
		// It ended on 2024-12-30. Of that day and the next nothing is known; 1 January
		// is New Year, and on 2 January 2025 people worked.
		{"2024-06-30", "2024-12-30", extended(), no, "counted from 2024-06-30, full from 2024-12-31 at the earliest; the day of judgement is 2024-12-30"},
		{"2024-06-30", "2024-12-31", extended(), open, "counted from 2024-06-30; the calendar has no data for the year in which it ends"},
		{"2024-06-30", "2025-01-02", extended(), open, "counted from 2024-06-30; the calendar has no data for the year in which it ends"},
		{"2024-06-30", "2025-01-03", extended(), yes, "counted from 2024-06-30, full by 2025-01-03, the day of judgement"},
		{"2015-03-02", "2026-12-10", extended(), yes, "counted from 2015-03-02, full by 2026-12-10, the day of judgement"},
		// Where the calendar knows, nothing changes.
		{"2026-04-01", "2026-10-08", extended(), no, "counted from 2026-04-01, full from 2026-10-09; the day of judgement is 2026-10-08"},
		{"2026-04-01", "2026-10-09", extended(), yes, "counted from 2026-04-01, full from 2026-10-09; the day of judgement is 2026-10-09"},
	} {
		d := eligibility.Decide(tenant(c.registered), day(c.on), &c.policy)
		require.Equal(t, c.want, d.Outcome(), "%s on %s: %v", c.registered, c.on, d)
		require.Equal(t, c.told, factOf(d, eligibility.CodeHalfYear), "%s on %s", c.registered, c.on)
	}
}

// The same of the ages of article 10: an adult may act alone, and a small child
// may not, whatever the days of the years without data were.
func TestAgesAroundDaysWithoutData(t *testing.T) {
	acts(t, alone("1990-03-15"), judged{"2026-12-10", extended(), yes})
	acts(t, alone("2019-05-01"), judged{"2026-12-10", extended(), no}, // eight on 2 May 2027 at the earliest
		judged{"2027-05-01", extended(), no}, judged{"2027-05-02", extended(), open})
	d := eligibility.Agency(&alone("1990-03-15").Filing, day("2026-12-10"), &eligibility.Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()})
	require.Equal(t, "on 2026-12-10 the age of 8 was reached", factOf(d, eligibility.CodeMayActAlone))
	// A child of a year to come is under sixteen on the day, and its guardian may act.
	acts(t, child("2012-01-01"), judged{"2026-12-10", extended(), yes})
	// Under A47 b the day of issue is asked as well: under sixteen then, sixteen since.
	again := extended()
	again.TurnedSixteen = eligibility.ApplyAgain
	f := alone("2005-06-01").Filing // sixteen in 2021
	f.Procedure = eligibility.Endorsing
	for issued, want := range map[string]rule.Truth{"2021-05-31": rule.Unmet, "2021-06-02": rule.Unknown, "2025-01-03": rule.Met} {
		f.PermitIssued = day(issued)
		require.Equal(t, want, eligibility.Agency(&f, day("2026-12-10"), &again).Truth(eligibility.CodePermitGoesOn), issued)
	}
}

// The same of six months that a lease must have lasted (A15 c).
func TestLastingAroundDaysWithoutData(t *testing.T) {
	p := extended()
	p.Lasting = eligibility.MustHaveLasted
	for _, c := range []struct {
		from, on string
		want     rule.Outcome
		told     string
	}{
		{"2026-07-15", "2026-12-10", no, "from 2026-07-15, without end; the day of judgement is 2026-12-10"},
		{"2026-07-15", "2027-01-15", no, "from 2026-07-15, without end; the day of judgement is 2027-01-15"},
		{"2026-07-15", "2027-01-16", open, "from 2026-07-15, without end; the day of judgement is 2027-01-16; the calendar has no data for the year in which six months are full"},
		{"2015-03-02", "2026-12-10", yes, "from 2015-03-02, without end; the day of judgement is 2026-12-10"},
	} {
		a := tenant("2014-01-15")
		a.Dwellings[0].Term = permit.Term{From: day(c.from), LongTerm: true}
		d := eligibility.Decide(a, day(c.on), &p)
		require.Equal(t, c.want, d.Outcome(), "%s on %s: %v", c.from, c.on, d)
		require.Equal(t, c.told, factOf(d, eligibility.CodeDwellingInForce), "%s on %s", c.from, c.on)
	}
}

// alwaysOff is a calendar in which nobody ever works again.
type alwaysOff struct{}

func (alwaysOff) Kind(civil.Date) (civil.DayKind, error) { return civil.StatutoryHoliday, nil }

// A holiday without end settles nothing for a half-year that is over without it;
// one that is not over even so is not full.
func TestHalfYearBeforeAHolidayWithoutEnd(t *testing.T) {
	p := eligibility.Policy{Extension: civil.EveryPeriod, Calendar: alwaysOff{}}
	judge(t, tenant("2026-01-15"), judged{"2026-07-15", p, no}, judged{july16, p, open})
}
