package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// day is a day of a test.
func day(s string) civil.Date { return civil.MustParse(s) }

// month is a month of a test.
func month(s string) civil.Month {
	m, err := civil.ParseMonth(s)
	if err != nil {
		panic(err)
	}
	return m
}

// place is a division of a test.
func place(code string) permit.Division {
	d, err := permit.ParseDivision(code)
	if err != nil {
		panic(err)
	}
	return d
}

func name(s string) permit.Name {
	n, err := permit.ParseName(s)
	if err != nil {
		panic(err)
	}
	return n
}

func idNumber(s string) permit.IDNumber {
	n, err := permit.ParseIDNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

func photoRef(s string) permit.PhotoRef {
	r, err := permit.ParsePhotoRef(s)
	if err != nil {
		panic(err)
	}
	return r
}

// Where the people of the tests come from and live.
var (
	hebei    = place("130000")
	tianjin  = place("120000")
	chaoyang = place("110105")
	haidian  = place("110108")
	sanhe    = place("131082")
)

// office is an office of a kind.
func office(kind permit.OfficeKind) permit.Office {
	return permit.Office{ID: permit.OfficeID(kind.String()), Kind: kind}
}

// accepted is the review of a proof that a department accepted.
func accepted(by permit.OfficeKind) eligibility.Review {
	return eligibility.Review{Outcome: eligibility.Accepted, By: office(by), On: day("2026-07-17")}
}

// rejected is the review of a proof that a department rejected with a reason.
func rejected(by permit.OfficeKind) eligibility.Review {
	return eligibility.Review{Outcome: eligibility.Rejected, By: office(by), On: day("2026-07-17"), Reason: "证明与登记不符"}
}

// finding is a finding that was made, one way or the other.
func finding(ground permit.Ground, outcome permit.FindingOutcome) permit.Finding {
	return permit.Finding{
		Ground: ground, Outcome: outcome, Day: day("2026-07-17"),
		Authority: office(permit.HumanResources), Reference: "认字〔2026〕1号",
	}
}

// term is a term with both ends, or without end if until is "长期".
func term(from, until string) permit.Term {
	if until == "长期" {
		return permit.Term{From: day(from), LongTerm: true}
	}
	return permit.Term{From: day(from), Until: day(until)}
}

// insured are months of insurance paid on time in Beijing.
func insured(first, last string) []eligibility.InsuranceMonth {
	var ms []eligibility.InsuranceMonth
	for m := month(first); m.Compare(month(last)) <= 0; m = m.Add(1) {
		ms = append(ms, eligibility.InsuranceMonth{Month: m, Place: place("110000"), Status: eligibility.PaidOnTime})
	}
	return ms
}

// contract is a labour contract with an enterprise, accepted.
func contract() eligibility.Employment {
	return eligibility.Employment{
		Basis: eligibility.LabourContract, Employer: eligibility.Enterprise,
		Term: term("2015-01-01", "2040-12-31"), Review: accepted(permit.HumanResources),
	}
}

// lease is an ordinary lease in the applicant's name, accepted.
func lease() eligibility.Dwelling {
	return eligibility.Dwelling{
		Kind: eligibility.Rented, Division: chaoyang, LawfulTitle: permit.Yes, Holder: permit.Self,
		Term: term("2015-01-01", "2040-12-31"), Review: accepted(permit.Housing),
	}
}

// enrolment is a place at a university, accepted.
func enrolment() eligibility.Study {
	return eligibility.Study{
		School: eligibility.RegularHigher, FullTime: permit.Yes, Division: haidian, Xueji: permit.Yes,
		Attendance: eligibility.Attending, Term: term("2025-09-01", "2029-07-10"), Review: accepted(permit.Education),
	}
}

// from is an application of an adult from Hebei who lives in Chaoyang, has been
// registered there since a day, and relies on nothing yet.
func from(registered string) *eligibility.Application {
	return &eligibility.Application{
		Filing: eligibility.Filing{
			Procedure: eligibility.Applying,
			Applicant: permit.Person{
				Name: name("测试甲"), IDNumber: idNumber("130100199001010004"), Born: day("1990-01-01"),
				Nationality: permit.NationalityChinese, Household: permit.RegisteredAt(hebei), ServingMilitary: permit.No,
			},
			Residence: permit.Address{Division: chaoyang},
			FiledOn:   day("2026-07-16"),
			Office:    permit.Office{ID: "chaoyang-1", Kind: permit.PoliceStation, District: permit.Chaoyang},
			InPerson:  permit.Yes,
		},
		ResidesInBeijing: permit.Yes,
		Registrations:    []eligibility.Registration{{First: day(registered), District: permit.Chaoyang}},
		Employments:      []eligibility.Employment{},
		Dwellings:        []eligibility.Dwelling{},
		Studies:          []eligibility.Study{},
		Materials: eligibility.Papers{
			Identity: permit.Document{
				Kind: permit.ResidentIDCard, HolderNumber: idNumber("130100199001010004"),
				Term: term("2020-01-01", "2040-01-01"),
			},
			Photo:           permit.Photo{Ref: photoRef("photo-1"), Recent: permit.Yes},
			AddressProof:    eligibility.Proof{Submitted: permit.Yes, Issuer: name("测试出租人")},
			EmploymentProof: eligibility.Proof{Submitted: permit.Yes, Issuer: name("测试公司")},
			StudyProof:      eligibility.Proof{Submitted: permit.Yes, Issuer: name("测试学校")},
		},
	}
}

// tenant is from with a lease, relying on it.
func tenant(registered string) *eligibility.Application {
	a := from(registered)
	a.Claims = eligibility.ClaimDwelling
	a.Dwellings = []eligibility.Dwelling{lease()}
	return a
}

// employee is from with a contract and months of insurance, relying on them.
func employee(first, last string) *eligibility.Application {
	a := from("2025-01-01")
	a.Claims = eligibility.ClaimEmployment
	a.Employments = []eligibility.Employment{contract()}
	a.Insurance = eligibility.SocialInsurance{Months: insured(first, last), Review: accepted(permit.HumanResources)}
	return a
}

// student is from with an enrolment, relying on it.
func student() *eligibility.Application {
	a := from("2025-01-01")
	a.Claims = eligibility.ClaimStudy
	a.Studies = []eligibility.Study{enrolment()}
	return a
}

// The people of the tests are in order, so that a test changes one thing only.
func TestPeople(t *testing.T) {
	for _, a := range []*eligibility.Application{tenant("2026-01-15"), employee("2026-01", "2026-06"), student()} {
		require.NoError(t, a.Validate())
		require.True(t, eligibility.Decide(a, day("2026-07-16"), nil).Approved())
	}
}
