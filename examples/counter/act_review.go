package main

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/registry"
)

// proofReview is a department's review that comes later than the application
// (5.2).
type proofReview struct {
	proof  registry.ProofKind
	review eligibility.Review
}

var proofReviewFields = append([]field[proofReview]{
	word("proof", func(r *proofReview) *proofWord { return (*proofWord)(&r.proof) },
		string(registry.InsuranceProof), string(registry.EmploymentProof), string(registry.DwellingProof), string(registry.StudyProof)).must(),
}, within(func(r *proofReview) *eligibility.Review { return &r.review }, reviewFields)...)

// A proofWord is the kind of a proof, which the field has checked.
type proofWord registry.ProofKind

// UnmarshalText takes one of the words.
func (p *proofWord) UnmarshalText(b []byte) error {
	*p = proofWord(b)
	return nil
}

// review records the review and decides anew.
func (c *counter) review(ctx context.Context, v *visit, in *proofReview, e *entry) error {
	desk := c.file(v.who)
	if desk.application == "" {
		return needsApplication
	}
	r := reviewOf(in.proof, &in.review)
	res, err := c.reg.ReviewProof(ctx, v.order("review", r.by), r.at(desk.application))
	if err != nil {
		return err
	}
	e.ordered(res.Replayed)
	e.rests(res.Receipt.Cite)
	e.show("application", plain(desk.application))
	return c.settle(ctx, v, e)
}
