package registry

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A Cancelling is the cancellation of a permit on one of the five grounds
// (23.1).
type Cancelling struct {
	Permit permit.ID                 `json:"permit"`
	Ground permit.CancellationGround `json:"ground"`
	// Finding is the finding that the ground needs, of the order's day or
	// earlier (A49). Its ground says which of the two cases of 23.1.b it is.
	Finding permit.Finding `json:"finding,omitzero"`
	// Event is the day of the household transfer or of death (23.1.c, d).
	Event civil.Date `json:"event,omitzero"`
	// LostAtEndorsing says whether conditions lost later were found to be so at
	// an endorsement; only reading A48 (c) asks.
	LostAtEndorsing permit.Flag `json:"lostAtEndorsing,omitzero"`

	_ struct{}
}

// Cancel cancels a permit (23.1). Only public security does, and without a
// finding there is no ground. The holder can apply for a new permit at once
// (A51). Receipt.HandIn says whether the card has to be handed in (A53).
//
// Errors: those of every act; permit.ErrInvalid for a finding that is none.
func (r *Registry) Cancel(ctx context.Context, o Order, in Cancelling) (Result, error) {
	return r.act(ctx, Cancel, o, in, func(ctx context.Context, d *desk) (Result, error) {
		p, err := d.load(ctx, in.Permit)
		if err != nil {
			return Result{}, err
		}
		s, err := d.stateOf(&p)
		if err != nil {
			return Result{}, err
		}
		facts := in.facts()
		facts.Permit, facts.By = s, o.By.Kind
		decision := permit.DecideCancellation(&facts, o.On, &r.policy.Permit)
		clause := "23.1.0"
		if in.Ground != permit.GroundUnknown {
			clause = in.Ground.Cite().String()
		}
		res, err := d.decided(ctx, &p, &s, decision, permit.Cancellation{Ground: in.Ground, Finding: in.Finding, Event: in.Event}, clause)
		if err == nil && res.Receipt.Recorded {
			res.Receipt.HandIn = in.Ground.TakesCard()
		}
		return res, err
	})
}

// facts puts the finding in the place of its ground.
func (in *Cancelling) facts() (f permit.CancellationFacts) {
	switch in.Ground {
	case permit.FalseProofs:
		f.FalseProofs = in.Finding
	case permit.ConditionsNotMet:
		if in.Finding.Ground == permit.FoundConditionsLost {
			f.ConditionsLost, f.LostAtEndorsing = in.Finding, in.LostAtEndorsing
		} else {
			f.NeverMet = in.Finding
		}
	case permit.BecameBeijingHousehold:
		f.Household, f.HouseholdOn = in.Finding, in.Event
	case permit.HolderDied:
		f.Death, f.DiedOn = in.Finding, in.Event
	case permit.RequiredByOtherRule:
		f.OtherRule = in.Finding
	}
	return f
}
