package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An Employment is one job or business of the applicant (8.2.a).
type Employment struct {
	Basis EmploymentBasis `json:"basis,omitzero"`
	// Employer is who recruited or hired; not needed for a licence.
	Employer EmployerKind `json:"employer,omitzero"`
	// Sector and Holder are needed for a licence: the sector of the business,
	// and what the person in whose name the licence stands is to the applicant.
	Sector Sector          `json:"sector,omitzero"`
	Holder permit.Relation `json:"holder,omitzero"`
	// Term of the appointment, contract or licence; longTerm where it has no end.
	Term   permit.Term `json:"term,omitzero"`
	Review Review      `json:"review,omitzero"`
	// Other is the finding that the 等 of 8.2.a#4 covers the case
	// (GroundOtherEmployment).
	Other permit.Finding `json:"other,omitzero"`
}

// recruited is 8.2.a#1: recruited or engaged by a state organ, a social
// organisation or a public institution. A job that rests on something else is
// no case of it.
func (e *Employment) recruited() rule.Truth {
	if e.Basis != Recruited {
		return otherThan(e.Basis)
	}
	if e.Employer == EmployerUnknown {
		return rule.Unknown
	}
	return rule.Of(e.Employer <= PublicInstitution)
}

// hired is 8.2.a#2: hired by one of those or by an enterprise, with a labour
// contract signed according to law. Whether it was so signed is for the review.
func (e *Employment) hired() rule.Truth {
	if e.Basis != LabourContract {
		return otherThan(e.Basis)
	}
	if e.Employer == EmployerUnknown {
		return rule.Unknown
	}
	return rule.Of(e.Employer <= Enterprise)
}

// licensed is 8.2.a#3: working in the secondary or tertiary sector and holding
// a business licence.
func (e *Employment) licensed() rule.Truth {
	if e.Basis != BusinessLicence {
		return otherThan(e.Basis)
	}
	t := rule.Unknown
	if e.Sector != SectorUnknown {
		t = rule.Of(e.Sector != PrimarySector)
	}
	h := rule.Unknown
	if e.Holder != permit.RelationUnknown {
		h = rule.Of(e.Holder == permit.Self)
	}
	return t.And(h)
}

// selfEmployed is whether the job rests on a business licence and not on an
// employer, in whatever sector and name: whether the clause covers it is for
// licensed and other.
func (e *Employment) selfEmployed() rule.Truth {
	if e.Basis == BusinessLicence {
		return rule.Met
	}
	return otherThan(e.Basis)
}

// otherThan is the answer of a limb for a job that rests on another basis.
func otherThan(b EmploymentBasis) rule.Truth {
	return rule.Of(false).Or(rule.Of(b == BasisUnknown).And(rule.Unknown))
}

// listed is whether the job is one of the three cases that the clause names.
func (e *Employment) listed() rule.Truth {
	switch e.Basis {
	case Recruited:
		return e.recruited()
	case LabourContract:
		return e.hired()
	case BusinessLicence:
		return e.licensed()
	case OtherBasis:
		return rule.Unmet
	}
	return rule.Unknown
}

// other is 8.2.a#4: covered by the 等, which only a finding can say. A listed
// case needs no finding and is none of it.
func (e *Employment) other() rule.Truth {
	if e.listed() == rule.Met {
		return rule.Unmet
	}
	return found(&e.Other).Truth()
}
