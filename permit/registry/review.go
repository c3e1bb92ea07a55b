package registry

import (
	"context"
	"strconv"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A ProofKind says which list of an application a proof is in.
type ProofKind string

// The proofs that departments review (5.2).
const (
	InsuranceProof  ProofKind = "insurance"
	EmploymentProof ProofKind = "employment"
	DwellingProof   ProofKind = "dwelling"
	StudyProof      ProofKind = "study"
)

// A ProofReview is what a department says of one proof of an application.
type ProofReview struct {
	Application string    `json:"application"`
	Proof       ProofKind `json:"proof"`
	// Index is the place of the proof in its list, from 0; 0 for insurance.
	Index   int                       `json:"index,omitzero"`
	Outcome eligibility.ReviewOutcome `json:"outcome"`
	// Reason is what a rejection rests on: a short text without personal data
	// (11.2).
	Reason string `json:"reason,omitzero"`
	// Competence is the finding that the 等 of 5.2 covers the department; only a
	// department that the article does not name needs one.
	Competence permit.Finding `json:"competence,omitzero"`
	// Other is the finding that the 等 of 8.2.a or 8.2.b covers the case, and
	// OtherHolder that a proof in this name serves the applicant (A14).
	Other       permit.Finding `json:"other,omitzero"`
	OtherHolder permit.Finding `json:"otherHolder,omitzero"`

	_ struct{}
}

// ReviewProof records what a department says of a proof (5.2). The department is
// the office of the order's actor. It must be competent for the proof; else the
// error is an *AuthorityError. A rejection needs a reason (11.2). A later review
// replaces an earlier one; the records keep both.
//
// The result's decision tells how the application stands with the review.
//
// Errors: those of every act; ErrState if the application is decided already;
// permit.ErrWord for a proof it does not have.
func (r *Registry) ReviewProof(ctx context.Context, o Order, in ProofReview) (Result, error) {
	return r.act(ctx, ReviewProof, o, in, func(ctx context.Context, d *desk) (Result, error) {
		h, body, err := get[applicationBody](ctx, d.w, KindApplication, in.Application)
		if err != nil {
			return Result{}, err
		}
		if h.Status != applicationAccepted {
			return Result{}, d.state("the application must not be decided yet")
		}
		if err := d.refresh(ctx, &body, h.Holder); err != nil {
			return Result{}, err
		}
		a := &body.Application
		p, ok := proofOf(a, in.Proof, in.Index)
		if !ok {
			return Result{}, &permit.FieldError{Field: "review.proof", Rule: "must be a proof of the application", Err: permit.ErrWord}
		}
		if err := in.validate(o.On.StrictlyBefore(a.FiledOn)); err != nil {
			return Result{}, err
		}
		*p.review = eligibility.Review{
			Outcome: in.Outcome, By: o.By.Office, On: o.On, Reason: in.Reason, Competence: in.Competence,
		}
		if !p.competent(o.On, &r.policy.Eligibility) {
			return Result{}, &AuthorityError{Role: o.By.Kind, Task: ReviewProof, Cite: d.cite(), Department: o.By.Office.Kind}
		}
		if p.other != nil && !in.Other.IsZero() {
			*p.other = in.Other
		}
		if p.otherHolder != nil && !in.OtherHolder.IsZero() {
			*p.otherHolder = in.OtherHolder
		}
		if err := a.Validate(); err != nil {
			return Result{}, err
		}
		body.Entries = append(body.Entries, d.entry(d.cite()))
		s := eligibility.Assess(a, o.On, &r.policy.Eligibility)
		res, err := d.record(ctx, h, body, d.cite())
		if err != nil {
			return Result{}, err
		}
		res.Decision, res.Readings, res.Receipt.Next = s.Eligibility, s.Readings, s.Next
		return res, nil
	})
}

// validate lists what is wrong with a review by itself.
func (in *ProofReview) validate(beforeFiling bool) error {
	f := record.Faults{Record: "review"}
	f.Require(in.Outcome == eligibility.Accepted || in.Outcome == eligibility.Rejected, "outcome", "must be accepted or rejected", permit.ErrMissing)
	if in.Reason != "" {
		rule, err := permit.PublicLine(in.Reason, eligibility.MaxReason)
		f.Require(err == nil, "reason", rule, err)
	} else {
		f.Require(in.Outcome != eligibility.Rejected, "reason", "must be stated for a rejection (11.2)", permit.ErrMissing)
	}
	f.Require(!beforeFiling, "on", "must not be before the day of acceptance", permit.ErrContradiction)
	for _, finding := range []struct {
		name string
		f    *permit.Finding
	}{{"competence", &in.Competence}, {"other", &in.Other}, {"otherHolder", &in.OtherHolder}} {
		if !finding.f.IsZero() {
			f.Nested(finding.name, finding.f.Validate())
		}
	}
	return f.Err()
}

// A proof is one place of an application that a department reviews.
type proof struct {
	field  string
	review *eligibility.Review
	// other and otherHolder are the findings that go with it, nil if it has
	// none.
	other, otherHolder *permit.Finding
	// alone is an application that has this proof and nothing else, and code
	// the condition that reads its review.
	alone func() eligibility.Application
	code  string
}

// competent reports whether the department that reviewed the proof may (5.2).
// Package eligibility knows who may: a review by anybody else decides nothing,
// so that its condition stays unknown.
func (p *proof) competent(on civil.Date, policy *eligibility.Policy) bool {
	a := p.alone()
	read := eligibility.Policy{SchoolDormitoryByEducation: policy.SchoolDormitoryByEducation}
	return eligibility.Decide(&a, on, &read).Truth(p.code) != rule.Unknown
}

// reviews reports whether an office has reviewed a proof of an application or is
// competent to.
func (r *Registry) reviews(o Order, a *eligibility.Application) bool {
	for _, p := range proofsOf(a) {
		switch {
		case p.review.By == o.By.Office:
			return true
		case p.field == string(InsuranceProof) && a.Claims.Of(eligibility.ClaimEmployment) == permit.No:
			continue // nobody relies on it
		}
		*p.review = eligibility.Review{Outcome: eligibility.Accepted, By: o.By.Office, On: o.On}
		if p.competent(o.On, &r.policy.Eligibility) {
			return true
		}
	}
	return false
}

// proofOf is one proof of an application.
func proofOf(a *eligibility.Application, kind ProofKind, index int) (proof, bool) {
	for _, p := range proofsOf(a) {
		if p.field == fieldOf(kind, index) {
			return p, true
		}
	}
	return proof{}, false
}

func fieldOf(kind ProofKind, index int) string {
	if kind == InsuranceProof && index == 0 {
		return string(kind)
	}
	return string(kind) + "." + strconv.Itoa(index)
}

// proofsOf are the proofs of an application, in the order of its fields.
func proofsOf(a *eligibility.Application) []proof {
	list := []proof{{
		field: fieldOf(InsuranceProof, 0), review: &a.Insurance.Review, code: eligibility.CodeInsuranceReviewed,
		alone: func() eligibility.Application { return eligibility.Application{Insurance: a.Insurance} },
	}}
	for i := range a.Employments {
		e := &a.Employments[i]
		list = append(list, proof{
			field: fieldOf(EmploymentProof, i), review: &e.Review, other: &e.Other, code: eligibility.CodeEmploymentProof,
			alone: func() eligibility.Application {
				return eligibility.Application{Employments: []eligibility.Employment{*e}}
			},
		})
	}
	for i := range a.Dwellings {
		w := &a.Dwellings[i]
		list = append(list, proof{
			field: fieldOf(DwellingProof, i), review: &w.Review, other: &w.Other, otherHolder: &w.OtherHolder, code: eligibility.CodeDwellingProof,
			alone: func() eligibility.Application {
				return eligibility.Application{Dwellings: []eligibility.Dwelling{*w}}
			},
		})
	}
	for i := range a.Studies {
		s := &a.Studies[i]
		list = append(list, proof{
			field: fieldOf(StudyProof, i), review: &s.Review, code: eligibility.CodeStudyProof,
			alone: func() eligibility.Application {
				return eligibility.Application{Studies: []eligibility.Study{*s}}
			},
		})
	}
	return list
}
