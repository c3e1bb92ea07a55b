package registry

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
)

// An InformationCheck is a check of what a holder registered (21.1.a).
type InformationCheck struct {
	Permit permit.ID `json:"permit"`
	// Agrees says whether the information was found to be as registered.
	Agrees permit.Flag `json:"agrees,omitzero"`
	// Finding is a finding the check led to; zero if it led to none. It can
	// support a cancellation and never is one.
	Finding permit.Finding `json:"finding,omitzero"`

	_ struct{}
}

// CheckInformation records a check of the registered information (21.1.a). Only
// public security checks.
//
// Errors: those of every act.
func (r *Registry) CheckInformation(ctx context.Context, o Order, in InformationCheck) (Result, error) {
	return r.act(ctx, CheckInformation, o, in, func(ctx context.Context, d *desk) (Result, error) {
		p, err := d.load(ctx, in.Permit)
		if err != nil {
			return Result{}, err
		}
		s, err := d.stateOf(&p)
		if err != nil {
			return Result{}, err
		}
		decision := permit.DecideInformationCheck(&permit.InformationCheckFacts{Permit: s, By: o.By.Kind}, o.On, &r.policy.Permit)
		return d.decided(ctx, &p, &s, decision, permit.InformationCheck{Agrees: in.Agrees, Result: in.Finding}, "21.1.a")
	})
}
