package registry

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Check is a check of what a holder registered (21.1.a).
type Check struct {
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
func (r *Registry) CheckInformation(ctx context.Context, o Order, in Check) (Result, error) {
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

// decided records an act if its decision is an approval.
func (d *desk) decided(ctx context.Context, p *held, s *permit.State, decision rule.Decision, what permit.Payload, clause string) (Result, error) {
	if !decision.Approved() {
		res := d.refuse(decision)
		res.Receipt.about(p, s)
		return res, nil
	}
	return d.append(ctx, *p, what, cite(clause), decision)
}

// A PermitFinding is a department's finding that concerns a permit.
type PermitFinding struct {
	Permit  permit.ID      `json:"permit"`
	Finding permit.Finding `json:"finding"`

	_ struct{}
}

// RecordFinding puts a department's finding on the record of a permit (23.1). By
// itself it changes nothing; a cancellation can rest on it.
func (r *Registry) RecordFinding(ctx context.Context, o Order, in PermitFinding) (Result, error) {
	return r.act(ctx, RecordFinding, o, in, func(ctx context.Context, d *desk) (Result, error) {
		return d.plain(ctx, in.Permit, func(permit.State) permit.Payload {
			return permit.FindingRecord{Finding: in.Finding}
		}, cite("23.1.0"))
	})
}
