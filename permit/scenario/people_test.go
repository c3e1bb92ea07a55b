package scenario_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/scenario"
)

// TestPeopleAreNobody: numbers are valid, carry the birth date, and have the
// sequence 000, which no real person has.
func TestPeopleAreNobody(t *testing.T) {
	for _, day := range []string{"1956-07-01", "1990-03-15", "2008-02-29", "2026-01-01"} {
		born := civil.MustParse(day)
		p := scenario.Person("甲", born)
		require.NoError(t, p.Validate())
		text, err := p.IDNumber.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, "000", string(text[14:17]))
		assert.Equal(t, born, p.IDNumber.Born())
		_, err = permit.ParseIDNumber(string(text))
		assert.NoError(t, err)
		card := scenario.IDCard(p)
		assert.NoError(t, card.Validate())
		assert.Equal(t, p.IDNumber, card.HolderNumber)
	}
	assert.Panics(t, func() { scenario.IDNumber("13", civil.MustParse("1990-03-15")) })
}

// TestOfficesAndActors: everybody sits where such people sit, and may do there
// what the kind may do.
func TestOfficesAndActors(t *testing.T) {
	for kind := permit.PublicSecurityOrgan; kind <= permit.Individual; kind++ {
		a := scenario.ActorOf(kind)
		assert.NoError(t, a.Validate(), kind.String())
		assert.Equal(t, kind, a.Kind)
		assert.Equal(t, kind.EntrustedAgency(), a.Office.Kind == permit.EntrustedAgency, kind.String())
		assert.Equal(t, kind.Department(), a.Office.Kind.Department(), kind.String())
	}
	assert.Equal(t, permit.Haidian, scenario.OfficeOf(permit.PoliceStation).District)
	assert.NoError(t, scenario.Address("110105").Validate())
	f := scenario.Finding(permit.FoundDeath, permit.Established, civil.MustParse("2026-03-01"))
	assert.NoError(t, f.Validate())
	assert.Equal(t, permit.Yes, f.On(civil.MustParse("2026-03-01")))
}

// TestApplicationLacksNothing: each ground by itself is approvable, with its
// papers, by the applicant in person and at the right office.
func TestApplicationLacksNothing(t *testing.T) {
	day := civil.MustParse("2026-07-16")
	for name, with := range map[string][]scenario.With{
		"default": nil, "employment": {scenario.OnEmployment()}, "dwelling": {scenario.OnDwelling()}, "study": {scenario.OnStudy()},
	} {
		a := scenario.Application("2026-07-16", with...)
		require.NoError(t, a.Validate(), name)
		s := eligibility.Assess(&a, day, nil)
		for _, d := range []rule.Decision{s.Eligibility, s.Materials, s.Agency, s.Venue} {
			assert.True(t, d.Approved(), "%s: %v", name, d)
		}
		assert.Equal(t, eligibility.NextApprove, s.Next, name)
	}
}

// TestApplicationStatesWhatItIsAbout: each change of the builder is to blame by
// itself.
func TestApplicationStatesWhatItIsAbout(t *testing.T) {
	mother := scenario.Person("母", civil.MustParse("1990-01-01"))
	for _, c := range []struct {
		name string
		with []scenario.With
		want string // clause to blame
		ask  func(a *eligibility.Application, on civil.Date) rule.Decision
	}{
		{"half-year", []scenario.With{scenario.Registered("2026-01-16")}, "8.1", nil},
		{"unregistered", []scenario.With{scenario.Unregistered()}, "7.1", nil},
		{"lease over", []scenario.With{scenario.LeaseUntil("2026-07-15")}, "8.2.b", nil},
		{"insurance", []scenario.With{scenario.OnEmployment(), scenario.Insured("2026-02..2026-06")}, "8.2.a", nil},
		{"guardian suspended", []scenario.With{scenario.Born("2018-05-01"), scenario.Through(mother, eligibility.HeldSuspended)}, "10.1.b",
			func(a *eligibility.Application, on civil.Date) rule.Decision {
				return eligibility.Agency(&a.Filing, on, nil)
			}},
		{"no longer a child", []scenario.With{scenario.Of(scenario.Person("乙", civil.MustParse("2000-05-01"))), scenario.Through(mother, eligibility.HeldActive)}, "10.1.b",
			func(a *eligibility.Application, on civil.Date) rule.Decision {
				return eligibility.Agency(&a.Filing, on, nil)
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := scenario.Application("2026-07-16", c.with...)
			require.NoError(t, a.Validate())
			if c.ask == nil {
				c.ask = func(a *eligibility.Application, on civil.Date) rule.Decision { return eligibility.Decide(a, on, nil) }
			}
			scenario.Expect(t, c.ask(&a, civil.MustParse("2026-07-16"))).RefusedBecause(c.want)
		})
	}
	child := scenario.Application("2026-07-16", scenario.Born("2018-05-01"), scenario.Through(mother, eligibility.HeldActive))
	scenario.Expect(t, eligibility.Agency(&child.Filing, civil.MustParse("2026-07-16"), nil)).Approved()
	assert.Panics(t, func() { scenario.Application("2026-07-16", scenario.Insured("a year")) })
}

// TestClock: the clock is a date, and noon in Beijing is that date.
func TestClock(t *testing.T) {
	c := scenario.NewClock("2026-07-16")
	assert.Equal(t, civil.MustParse("2026-07-16"), civil.DateOf(c.Now()))
	assert.Equal(t, c.Now(), c.Now())
	assert.Equal(t, time.Date(2026, 7, 16, 4, 0, 0, 0, time.UTC), c.Now().UTC())
	c.Move("2026-07-15")
	assert.Equal(t, civil.MustParse("2026-07-15"), c.Day())
	assert.Equal(t, civil.MustParse("2026-07-15"), civil.DateOf(c.Now()))
}
