package endorsement_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// Four years, then eleven days late: what is left under each reading (A33).
// The permit is valid to 9 January 2026 and endorsed on the 20th.
func TestYearsAfterLateEndorsement(t *testing.T) {
	l := permit("2022-01-10", "2023-01-09", "2024-01-09", "2025-01-09", "2026-01-20")
	for _, c := range []struct {
		rule          endorsement.LateRule
		on            string
		years, months int
	}{
		{endorsement.Reset, "2026-01-09", 3, 47}, // the fourth year is full on the 11th
		{endorsement.Reset, "2026-01-20", 0, 0},
		{endorsement.Reset, "2026-07-20", 0, 5},
		{endorsement.Reset, "2026-07-21", 0, 6},
		{endorsement.KeepPriorExcludeGap, "2026-01-20", 3, 47},
		{endorsement.KeepPriorExcludeGap, "2026-01-21", 4, 48}, // ten days out: 11 January moves to the 21st
		{endorsement.KeepPriorExcludeGap, "2026-07-20", 4, 53},
		{endorsement.KeepPriorExcludeGap, "2026-07-21", 4, 54},
		{endorsement.Seamless, "2026-01-20", 4, 48},
		{endorsement.Seamless, "2026-07-10", 4, 53},
		{endorsement.Seamless, "2026-07-11", 4, 54},
	} {
		s := stateOn(t, l, c.on, &endorsement.Policy{Late: c.rule})
		years, ok := s.FullYears()
		assert.True(t, ok)
		assert.Equal(t, c.years, years, "%d on %s", c.rule, c.on)
		assert.Equal(t, c.months, s.MonthsFull, "%d on %s", c.rule, c.on)
	}
	for rule, want := range map[endorsement.LateRule]endorsement.Residence{
		endorsement.Reset: {Since: day("2026-01-20")},
		// 2022-01-10 to 2026-01-09, both included.
		endorsement.KeepPriorExcludeGap: {Since: day("2026-01-20"), PriorDays: 1461},
		endorsement.Seamless:            {Since: day("2022-01-10")},
	} {
		p := &endorsement.Policy{Late: rule}
		s := stateOn(t, l, "2026-07-20", p)
		assert.Equal(t, want, s.Residence)
		assert.Equal(t, day("2027-01-20"), s.LastValid, "the term is the same under all (A79)")
		suspended := stateOn(t, l, "2026-01-19", p)
		assert.Equal(t, endorsement.Suspended, suspended.Status)
		assert.False(t, suspended.YearsStated, "no value while suspended, under any reading")
		assert.Zero(t, suspended.MonthsFull)
	}
	kept := endorsement.Residence{Since: day("2026-01-20"), PriorDays: 1461}
	assert.Equal(t, day("2022-01-20"), kept.CountedFrom())
}

// Late by one day: four years are gone (14.3.c).
func TestOneDayLate(t *testing.T) {
	l := permit("2022-01-10", "2023-01-10", "2024-01-10", "2025-01-10")
	inTime, late := l, l
	inTime.Endorsed = append(days(), append(l.Endorsed, day("2026-01-10"))...)
	late.Endorsed = append(days(), append(l.Endorsed, day("2026-01-11"))...)
	years, ok := stateOn(t, inTime, "2026-01-11", nil).FullYears()
	assert.True(t, ok)
	assert.Equal(t, 4, years)
	years, ok = stateOn(t, late, "2026-01-11", nil).FullYears()
	assert.True(t, ok)
	assert.Equal(t, 0, years)
}

// Two gaps: each drops out by itself.
func TestTwoGapsExcluded(t *testing.T) {
	p := &endorsement.Policy{Late: endorsement.KeepPriorExcludeGap}
	l := permit("2022-01-10", "2023-01-20", "2024-02-10")
	s := stateOn(t, l, "2024-02-10", p)
	// Valid to 2023-01-10, gap of 9 days; valid to 2024-01-20, gap of 20 days.
	assert.Equal(t, day("2024-02-10"), s.Residence.Since)
	assert.Equal(t, day("2022-02-08"), s.Residence.CountedFrom(), "10 January, 29 days later")
	assert.Equal(t, 24, s.MonthsFull, "full since 9 February 2024")
}

// Registered 2025-01-10, issued 2025-08-01 (A34).
func TestWhereYearsStart(t *testing.T) {
	l := permit("2025-08-01", "2026-07-15")
	l.RegisteredSince = day("2025-01-10")
	months := func(on string, p *endorsement.Policy) int {
		s := stateOn(t, l, on, p)
		assert.True(t, s.YearsStated)
		return s.MonthsFull
	}
	issue := &endorsement.Policy{}
	registration := &endorsement.Policy{YearsFrom: endorsement.Registration}
	former := &endorsement.Policy{YearsFrom: endorsement.TemporaryPermitYears}
	assert.Equal(t, 11, months("2026-08-01", issue))
	assert.Equal(t, 12, months("2026-08-02", issue))
	assert.Equal(t, 12+6, months("2026-08-02", registration))
	assert.Equal(t, 12+6, months("2026-08-02", former), "no former permit: the registration")
	l.FormerPermitSince = day("2020-08-01")
	assert.Equal(t, 12, months("2026-08-02", issue))
	assert.Equal(t, 12+6, months("2026-08-02", registration))
	assert.Equal(t, 6*12, months("2026-08-02", former))
	l.FormerPermitSince = day("2025-03-01")
	assert.Equal(t, 12+6, months("2026-08-02", former), "the earlier of the two")
	l.RegisteredSince = civil.Date{}
	assert.Equal(t, 12+5, months("2026-08-02", former))

	// What the reading asks for is not recorded: no value, which is not zero.
	s := stateOn(t, l, "2026-08-02", registration)
	_, ok := s.FullYears()
	assert.False(t, ok)
	assert.Equal(t, endorsement.Active, s.Status)
	_, ok, err := s.Residence.FullMonths(s.Day, registration)
	require.NoError(t, err)
	assert.False(t, ok)
	// Kept over a late endorsement it stays unknown; counted afresh it is known.
	l.Endorsed = days("2026-08-03")
	registration.Late = endorsement.KeepPriorExcludeGap
	assert.False(t, stateOn(t, l, "2026-08-03", registration).YearsStated)
	registration.Late = endorsement.Reset
	assert.True(t, stateOn(t, l, "2026-08-03", registration).YearsStated)

	// A start carried in at the issue counts under every reading.
	l = permit("2025-08-01", "2026-07-15")
	l.CarryInSince = day("2024-08-01")
	for _, p := range []*endorsement.Policy{nil, {YearsFrom: endorsement.Registration}, former} {
		assert.Equal(t, 24, months("2026-08-02", p))
	}
}

// A year is full as A02 says.
func TestFullYear(t *testing.T) {
	r := endorsement.Residence{Since: day("2024-02-29")}
	for on, want := range map[string][2]int{ // after the last day, on it
		"2025-02-27": {11, 11}, "2025-02-28": {11, 12}, "2025-03-01": {12, 12},
		"2028-02-28": {47, 47}, "2028-02-29": {47, 48}, "2028-03-01": {48, 48},
	} {
		for i, f := range []civil.Fullness{civil.AfterLastDay, civil.OnLastDay} {
			months, ok, err := r.FullMonths(day(on), &endorsement.Policy{Full: f})
			require.NoError(t, err)
			assert.True(t, ok)
			assert.Equal(t, want[i], months, "%v on %s", f, on)
		}
	}
	_, _, err := r.FullMonths(civil.Date{}, nil)
	assert.ErrorIs(t, err, endorsement.ErrNoDay)
	_, ok, err := r.FullMonths(day("2024-02-28"), nil)
	require.NoError(t, err)
	assert.False(t, ok, "before it began")
}

// Endorsing on time moves the term but never the start of the years (A30, A34).
func TestDriftLeavesYearsAlone(t *testing.T) {
	l := permit("2020-06-30")
	for s := stateOn(t, l, "2020-06-30", nil); s.Day.Year() < 2032; {
		l.Endorsed = append(l.Endorsed, s.Window.First)
		s = stateOn(t, l, s.Window.First.String(), nil)
		assert.Equal(t, day("2020-06-30"), s.Residence.Since)
		years, ok := s.FullYears()
		assert.True(t, ok)
		want, _ := civil.CompletedYears(day("2020-06-30"), s.Day, civil.StartExcluded, civil.AfterLastDay)
		assert.Equal(t, want, years)
	}
}
