package registry

import (
	"context"
	"errors"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// An AddressChange is a change of the holder's address (13.1).
type AddressChange struct {
	Permit   permit.ID      `json:"permit"`
	Presence Presence       `json:"presence"`
	Address  permit.Address `json:"address"` // the new one
	Moved    civil.Date     `json:"moved"`   // the day of the change

	_ struct{}
}

// ChangeAddress records a change of address within Beijing (13.1). The right
// office is that of the new address. Term and years do not move (A40). Coming
// after the seven days is told as a breach and has no other consequence (A39).
// Where it hangs on a year for which the calendar has no data which day is the
// last of them, the change is recorded all the same, without that day; a breach
// is told only if the change is late whatever the holidays were (A04).
//
// Errors: those of every act; permit.ErrInvalid for an address that is none.
func (r *Registry) ChangeAddress(ctx context.Context, o Order, in AddressChange) (Result, error) {
	return r.act(ctx, ChangeAddress, o, in, func(ctx context.Context, d *desk) (Result, error) {
		if err := in.Address.Validate(); err != nil {
			return Result{}, err
		}
		p, err := d.load(ctx, in.Permit)
		if err != nil {
			return Result{}, err
		}
		s, err := d.stateOf(&p)
		if err != nil {
			return Result{}, err
		}
		f, err := d.file(ctx, &p.permit, s.Issued, in.Presence, eligibility.ChangingAddress, in.Address)
		if err != nil {
			return Result{}, err
		}
		policy := &r.policy.Permit
		decision := permit.DecideAddressChange(&permit.AddressChangeFacts{
			Permit: s, Address: in.Address, Moved: in.Moved, Filer: f.filer,
		}, o.On, policy)
		if res, stop := f.blocks(d, &p, &s, decision); stop {
			return res, nil
		}
		due, err := policy.ChangeDue(in.Moved)
		if err != nil && !errors.Is(err, civil.ErrNoCalendarData) {
			return Result{}, err
		}
		res, err := d.append(ctx, p, permit.AddressChange{Address: in.Address, Moved: in.Moved, Due: due}, cite("13.1"), decision)
		if err != nil {
			return Result{}, err
		}
		fee, err := d.fee(permit.FeeAddressChange, permit.Basis{})
		if err != nil {
			return Result{}, err
		}
		res.Receipt.charge(fee)
		res.Venue, res.Agency = f.venue, f.agency
		late, is, err := permit.LateReport(in.Moved, o.On, policy)
		if is {
			res.Receipt.Breaches = []Breach{{Cite: late.Clause, Due: late.Due}}
		}
		if errors.Is(err, civil.ErrNoCalendarData) {
			err = nil // open, and nothing hangs on it
		}
		return res, err
	})
}
