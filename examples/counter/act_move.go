package main

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// move is a change of the holder's address (13.1).
type move struct {
	to       permit.Address
	moved    date
	presence presence
}

var moveFields = append([]field[move]{
	day("moved", func(m *move) *date { return &m.moved }),
	text("division", rulePlace, func(m *move) *permit.Division { return &m.to.Division }).must(),
	text("address", ruleAddress, func(m *move) *permit.AddressDetail { return &m.to.Detail }),
}, within(func(m *move) *presence { return &m.presence }, presenceFields)...)

func (c *counter) move(ctx context.Context, v *visit, in *move, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	came, err := in.presence.at(c, v)
	if err != nil {
		return err
	}
	res, err := c.reg.ChangeAddress(ctx, v.order("move", v.clerk()), registry.AddressChange{
		Permit: f.permit, Presence: came, Address: in.to, Moved: in.moved,
	})
	if err != nil {
		return err
	}
	e.answered(&res)
	if !res.Receipt.Recorded {
		return nil
	}
	f.home = in.to
	policy := c.reg.Policy()
	if due, err := policy.Permit.ChangeDue(in.moved); err == nil && len(res.Receipt.Breaches) == 0 {
		e.show("due", onDay(due))
	}
	e.breaches(&res.Receipt)
	e.show("validUntil", onDay(res.Receipt.LastValid))
	e.show("fee", yuan(res.Receipt.Fee.Decimal))
	return nil
}
