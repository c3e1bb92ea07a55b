package registry

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An Inspecting is the inspection (查验) of a card by the police (22.1.a).
type Inspecting struct {
	Card permit.CardNumber `json:"card"`
	// OnDuty is whether the officer was lawfully performing duties, and
	// CredentialsShown whether the credentials were shown first.
	OnDuty           permit.Flag `json:"onDuty,omitzero"`
	CredentialsShown permit.Flag `json:"credentialsShown,omitzero"`

	_ struct{}
}

// An Inspection is what an inspection came to.
type Inspection struct {
	// Decision is whether it was lawful. If not, nothing is told of the card.
	Decision rule.Decision `json:"decision"`
	// Status of the card on the day; permit.Unverified also for a number nobody
	// knows.
	Status  permit.VerificationStatus `json:"status,omitzero"`
	Receipt Receipt                   `json:"receipt"`
	// Replayed tells that an earlier run of the request gave this answer.
	Replayed bool `json:"-"`
}

// Inspect inspects a card (22.1.a): only a people's police officer on duty who
// has shown the credentials may, and to inspect is not to seize. A lawful
// inspection of a known card is entered in the log; what the card says of its
// holder is for RevealHolder.
//
// Errors: those of every act; civil.ErrNoCalendarData where the status hangs on it.
func (r *Registry) Inspect(ctx context.Context, o Order, in Inspecting) (Inspection, error) {
	out, replayed, err := perform(ctx, r, Inspect, o, in, func(ctx context.Context, d *desk) (Inspection, error) {
		decision := permit.DecideInspection(&permit.InspectionFacts{
			By: o.By.Kind, OnDuty: in.OnDuty.Truth(), CredentialsShown: in.CredentialsShown.Truth(),
		}, o.On, &r.policy.Permit)
		res := Inspection{Decision: decision, Receipt: d.receipt(d.cite())}
		if !decision.Approved() {
			return res, nil
		}
		if in.Card.Validate() != nil {
			return res, nil // no card can have it, as a forged one may
		}
		h, err := d.w.Header(ctx, KindCard, string(in.Card))
		switch {
		case missing(err):
			return res, nil
		case err != nil:
			return Inspection{}, err
		}
		p, err := acts(ctx, &d.w.Reader, permit.ID(h.Ref))
		if err != nil {
			return Inspection{}, err
		}
		v := p.Verify(in.Card, o.On, &r.policy.Permit)
		if v.Err != nil {
			return Inspection{}, v.Err
		}
		res.Status = v.Status
		res.Receipt.Recorded, res.Receipt.Permit, res.Receipt.Card = true, p.ID(), in.Card
		return res, d.log(h, d.cite())
	})
	out.Replayed = replayed
	return out, err
}
