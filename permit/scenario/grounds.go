package scenario

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// onGrounds makes an application rely on the conditions that are named, joined by
// commas, and on no other; of each it has what the condition asks for on the day.
func onGrounds(a *eligibility.Application, words string, day civil.Date) error {
	if day.IsZero() {
		return errNoDay
	}
	raw, _, err := claims(words)
	if err != nil {
		return err
	}
	a.Claims, a.Dwellings, a.Employments, a.Studies = 0, []eligibility.Dwelling{}, []eligibility.Employment{}, []eligibility.Study{}
	list, _ := raw.([]string)
	for _, w := range list {
		switch w {
		case "employment":
			employed(a, day)
		case "dwelling":
			housed(a)
		case "study":
			studying(a)
		}
	}
	return nil
}

// issuer is who issues the proofs.
func issuer() permit.Name { return must(permit.ParseName("测试单位")) }

var (
	settled  = civil.MustParse("2015-01-01")
	reviewed = civil.MustParse("2015-01-12")
)

// employed adds a labour contract and a year of insurance up to the month before
// the day (8.2.a).
func employed(a *eligibility.Application, day civil.Date) {
	a.Claims |= eligibility.ClaimEmployment
	a.Employments = []eligibility.Employment{{
		Basis: eligibility.LabourContract, Employer: eligibility.Enterprise, Holder: permit.Self, Sector: eligibility.TertiarySector,
		Term:   permit.Term{From: settled, LongTerm: true},
		Review: eligibility.Review{Outcome: eligibility.Accepted, By: OfficeOf(permit.HumanResources), On: reviewed},
	}}
	a.Insurance = eligibility.SocialInsurance{Review: eligibility.Review{Outcome: eligibility.Accepted, By: OfficeOf(permit.HumanResources), On: reviewed}}
	for m := civil.MonthOf(day).Add(-12); m.Sub(civil.MonthOf(day)) < 0; m = m.Add(1) {
		a.Insurance.Months = append(a.Insurance.Months, eligibility.InsuranceMonth{Month: m, Place: Division("110000"), Status: eligibility.PaidOnTime})
	}
	a.Materials.EmploymentProof = eligibility.Proof{Submitted: permit.Yes, Issuer: issuer()}
}

// housed adds a rented dwelling (8.2.b).
func housed(a *eligibility.Application) {
	a.Claims |= eligibility.ClaimDwelling
	a.Dwellings = []eligibility.Dwelling{{
		Kind: eligibility.Rented, Division: Division("110108"), LawfulTitle: permit.Yes, Holder: permit.Self, LivesThere: permit.Yes,
		Term:   permit.Term{From: settled, Until: civil.MustParse("2049-12-31")},
		Review: eligibility.Review{Outcome: eligibility.Accepted, By: OfficeOf(permit.Housing), On: reviewed},
	}}
}

// studying adds an enrolment at a regular university (8.2.c).
func studying(a *eligibility.Application) {
	a.Claims |= eligibility.ClaimStudy
	a.Studies = []eligibility.Study{{
		School: eligibility.RegularHigher, FullTime: permit.Yes, Division: Division("110108"), Xueji: permit.Yes, Attendance: eligibility.Attending,
		Term:   permit.Term{From: settled, Until: civil.MustParse("2049-12-31")},
		Review: eligibility.Review{Outcome: eligibility.Accepted, By: OfficeOf(permit.Education), On: reviewed},
	}}
	a.Materials.StudyProof = eligibility.Proof{Submitted: permit.Yes, Issuer: issuer()}
}
