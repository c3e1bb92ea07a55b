package eligibility_test

import (
	"math/rand/v2"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A chance makes random facts: anything a record can say, likely values more
// often, so that all three outcomes occur.
type chance struct{ *rand.Rand }

func pick[T any](c chance, of ...T) T { return of[c.IntN(len(of))] }

func (c chance) flag() permit.Flag {
	return pick(c, permit.Yes, permit.Yes, permit.Yes, permit.No, permit.FlagUnknown)
}

// near is a day in the year before and after the day of judgement, or none.
func (c chance) near(on civil.Date) civil.Date {
	if c.IntN(8) == 0 {
		return civil.Date{}
	}
	return on.AddDays(c.IntN(800) - 600)
}

func (c chance) place() permit.Division {
	return pick(c, chaoyang, haidian, chaoyang, place("110000"), sanhe, permit.Division{})
}

func (c chance) finding(ground permit.Ground) permit.Finding {
	return pick(c, permit.Finding{}, permit.Finding{}, permit.Finding{Ground: ground},
		finding(ground, permit.Established), finding(ground, permit.NotEstablished))
}

func (c chance) review() eligibility.Review {
	by := pick(c, permit.HumanResources, permit.Commerce, permit.Housing, permit.Education, permit.Health, permit.OfficeUnknown)
	return pick(c, eligibility.Review{}, accepted(by), accepted(by), accepted(by), rejected(by),
		eligibility.Review{Outcome: eligibility.Rejected, By: office(by), On: day("2026-07-17")},
		eligibility.Review{
			Outcome: eligibility.Accepted, By: office(by), On: day("2026-07-17"),
			Competence: c.finding(eligibility.GroundReviewerCompetence),
		})
}

func (c chance) term(on civil.Date) permit.Term {
	t := permit.Term{From: c.near(on), Until: c.near(on)}
	switch c.IntN(4) {
	case 0:
		t.Until, t.LongTerm = civil.Date{}, true
	case 1:
		t = permit.Term{From: on.AddDays(-c.IntN(300)), Until: on.AddDays(c.IntN(300))}
	}
	return t
}

func (c chance) relation() permit.Relation {
	return pick(c, permit.Self, permit.Self, permit.Spouse, permit.Parent, permit.Guardian, permit.Friend, permit.RelationUnknown)
}

// some is a list of up to three, none, or not recorded.
func some[T any](c chance, one func() T) []T {
	n := c.IntN(5) - 1
	if n < 0 {
		return nil
	}
	list := []T{}
	for range min(n, 3) {
		list = append(list, one())
	}
	return list
}

func (c chance) application(on civil.Date) *eligibility.Application {
	a := from("2026-01-15")
	if c.IntN(2) == 0 {
		// Whatever the rest says, this one is in scope and long registered.
		a.Registrations[0].First = on.AddDays(-170 - c.IntN(200))
		c.grounds(a, on)
		return a
	}
	a.Applicant.Nationality = pick(c, permit.NationalityChinese, permit.NationalityChinese, permit.NationalityChinese, permit.NationalityChinese, permit.NationalityOther, permit.NationalityUnknown)
	a.Applicant.Household = pick(c, permit.RegisteredAt(hebei), permit.RegisteredAt(hebei), permit.RegisteredAt(tianjin),
		permit.RegisteredAt(haidian), permit.Household{Status: permit.HouseholdNone}, permit.Household{Status: permit.HouseholdTaiwan}, permit.Household{})
	a.Applicant.IDNumber = pick(c, a.Applicant.IDNumber, a.Applicant.IDNumber, a.Applicant.IDNumber, permit.IDNumber{}, idNumber("830000199001010004"))
	a.Applicant.Born = pick(c, day("1990-01-01"), on.AddYears(-18), on.AddYears(-18).AddDays(-1), on.AddYears(-16), on.AddYears(-16).AddDays(-1), on.AddYears(-4), civil.Date{})
	a.Applicant.ServingMilitary = pick(c, permit.No, permit.No, permit.FlagUnknown, permit.Yes)
	a.ServiceFinding = c.finding(eligibility.GroundServingMilitary)
	a.ResidesInBeijing = c.flag()
	a.ResidesSince = c.near(on)
	a.Registrations = some(c, func() eligibility.Registration {
		first := c.near(on)
		r := eligibility.Registration{First: first, District: pick(c, permit.Chaoyang, permit.Haidian, permit.DistrictUnknown)}
		if c.IntN(2) == 0 {
			r.Last = first.AddDays(c.IntN(400))
		}
		if c.IntN(6) == 0 {
			r.Falsity = c.finding(eligibility.GroundFalseRegistration)
		}
		return r
	})
	c.grounds(a, on)
	if c.IntN(3) == 0 {
		a.InPerson = permit.FlagUnknown
		a.Agent = &eligibility.Agent{
			Relation: c.relation(), Guardian: c.flag(), Permit: eligibility.HeldPermit(c.IntN(5)),
			Household: pick(c, permit.RegisteredAt(hebei), permit.RegisteredAt(haidian), permit.Household{}), LawfullyResident: c.flag(),
		}
		if a.Agent.Relation == permit.Self {
			a.Agent.Relation = permit.Spouse
		}
	}
	return a
}

// grounds makes random facts for the three conditions.
func (c chance) grounds(a *eligibility.Application, on civil.Date) {
	a.Claims = pick(c, 0, eligibility.ClaimEmployment|eligibility.ClaimDwelling|eligibility.ClaimStudy, eligibility.Claims(c.IntN(8)))
	paid := c.IntN(3)
	a.Insurance.Months = some(c, func() eligibility.InsuranceMonth { return eligibility.InsuranceMonth{} })
	if len(a.Insurance.Months) > 0 {
		a.Insurance.Months = nil
		for range 4 + c.IntN(12) {
			m := civil.MonthOf(on).Add(1 - c.IntN(10))
			a.Insurance.Months = append(a.Insurance.Months, eligibility.InsuranceMonth{
				Month: m, Place: pick(c, place("110000"), place("110000"), place("110000"), tianjin, permit.Division{}),
				Status: pick(c, eligibility.PaidOnTime, eligibility.PaidOnTime, eligibility.PaidLate, eligibility.BackPaid, eligibility.Unpaid, eligibility.ContributionUnknown),
			})
		}
		for ago := range paid * 4 {
			a.Insurance.Months = append(a.Insurance.Months, eligibility.InsuranceMonth{Month: civil.MonthOf(on).Add(-ago - c.IntN(2)), Place: place("110000"), Status: eligibility.PaidOnTime})
		}
	}
	a.Insurance.Review = c.review()
	a.Employments = some(c, func() eligibility.Employment {
		return eligibility.Employment{
			Basis:    pick(c, eligibility.Recruited, eligibility.LabourContract, eligibility.BusinessLicence, eligibility.OtherBasis, eligibility.BasisUnknown),
			Employer: eligibility.EmployerKind(c.IntN(7)), Sector: eligibility.Sector(c.IntN(4)), Holder: c.relation(),
			Term: c.term(on), Review: c.review(), Other: c.finding(eligibility.GroundOtherEmployment),
		}
	})
	a.Dwellings = some(c, func() eligibility.Dwelling {
		return eligibility.Dwelling{
			Kind: eligibility.DwellingKind(c.IntN(6)), Division: c.place(), LawfulTitle: c.flag(), Holder: c.relation(), LivesThere: c.flag(),
			Term: c.term(on), Review: c.review(), Other: c.finding(eligibility.GroundOtherDwelling), OtherHolder: c.finding(eligibility.GroundOtherHolder),
		}
	})
	a.Studies = some(c, func() eligibility.Study {
		return eligibility.Study{
			School: eligibility.SchoolKind(c.IntN(9)), FullTime: c.flag(), Division: c.place(), Xueji: c.flag(),
			Attendance: pick(c, eligibility.Attending, eligibility.Attending, eligibility.OnLeave, eligibility.NotAttending, eligibility.AttendanceUnknown),
			Term:       c.term(on), Review: c.review(),
		}
	})
}

// policy is a random choice of readings.
func (c chance) policy() *eligibility.Policy {
	p := eligibility.Policy{MaxLagMonths: uint8(1 + c.IntN(6))} // kept if A11 c is drawn
	drawn := false
	for _, s := range eligibility.Switches() {
		if c.IntN(2) == 0 {
			if err := s.Set(&p, pick(c, s.Answers...)); err != nil {
				panic(err)
			}
			drawn = drawn || s.Field == "MaxLagMonths"
		}
	}
	if !drawn {
		p.MaxLagMonths = 0
	}
	if c.IntN(2) == 0 {
		p.Calendar = civil.WeekendsOnly()
	}
	return &p
}
