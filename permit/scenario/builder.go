package scenario

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A With changes one thing of an application.
type With func(*eligibility.Application)

// Application is an application that lacks nothing, filed on a day, with what
// the test is about changed, in the order given:
//
//	a := scenario.Application("2026-07-15", scenario.Registered("2026-01-15"))
//
// Days are texts, as 2026-07-16; it panics if one is none.
func Application(filed string, with ...With) eligibility.Application {
	a := Approvable(Person("甲", civil.MustParse("1990-03-15")))
	a.FiledOn = civil.MustParse(filed)
	for _, w := range with {
		w(&a)
	}
	return a
}

// Of lets somebody else apply, with an identity card of his or her own.
func Of(p permit.Person) With {
	return func(a *eligibility.Application) {
		a.Applicant, a.Materials.Identity = p, IDCard(p)
		notBeforeBirth(a)
	}
}

// Born changes the applicant's birth date, and the identity number with it.
func Born(day string) With { return Of(Person("甲", civil.MustParse(day))) }

// Registered is one registration that has not ended (8.1).
func Registered(first string) With {
	return func(a *eligibility.Application) {
		a.Registrations = []eligibility.Registration{{First: civil.MustParse(first), District: permit.Haidian}}
	}
}

// Unregistered is no registration at all (7.1).
func Unregistered() With {
	return func(a *eligibility.Application) { a.Registrations = []eligibility.Registration{} }
}

// OnEmployment relies on a labour contract and a year of insurance, and on
// nothing else (8.2.a); OnDwelling on a rented dwelling (8.2.b), which is the
// default; OnStudy on an enrolment at a regular university (8.2.c).
func OnEmployment() With { return onGround("employment") }

// OnDwelling relies on a rented dwelling and on nothing else (8.2.b).
func OnDwelling() With { return onGround("dwelling") }

// OnStudy relies on an enrolment and on nothing else (8.2.c).
func OnStudy() With { return onGround("study") }

func onGround(ground string) With {
	return func(a *eligibility.Application) {
		if err := onGrounds(a, ground, a.FiledOn); err != nil {
			panic("scenario: " + err.Error())
		}
	}
}

// Insured is paid social insurance for the months given, as
// 2026-01..2026-03,2026-05..2026-06 (8.2.a#0). It panics if they are none.
func Insured(run string) With {
	return func(a *eligibility.Application) {
		f := &factOf[eligibility.Application]{*a}
		if err := f.set("insurance.months", run, setting{said: map[string]any{}}); err != nil {
			panic("scenario: " + err.Error())
		}
		*a = f.of
	}
}

// LeaseUntil is the last day of the lease (8.2.b).
func LeaseUntil(day string) With {
	return func(a *eligibility.Application) { a.Dwellings[0].Term.Until = civil.MustParse(day) }
}

// NotReviewed takes the departments' reviews away (5.2), as an application has
// to be that comes to the desk.
func NotReviewed() With {
	return func(a *eligibility.Application) {
		for _, r := range reviews(a) {
			*r.at = eligibility.Review{}
		}
	}
}

// Through is a parent who applies for the applicant, with an identity card and a
// residence permit in that state (10.1.b).
func Through(agent permit.Person, held eligibility.HeldPermit) With {
	return func(a *eligibility.Application) {
		a.InPerson = permit.FlagUnknown
		a.Agent = parentOf(agent)
		a.Agent.Permit = held
	}
}

// parentOf is somebody who comes as a parent and shows an identity card.
func parentOf(p permit.Person) *eligibility.Agent {
	return &eligibility.Agent{
		Relation: permit.Parent, Household: p.Household, Identity: IDCard(p), IdentityShown: permit.Yes, RelationProved: permit.Yes,
		LawfullyResident: permit.Yes,
	}
}
