package main

import (
	"context"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// endorsing is a request for endorsement (14.2.b).
type endorsing struct {
	presence    presence
	goesOn      permit.Flag
	addressTold permit.Flag
}

var endorseFields = append([]field[endorsing]{
	yesNo("goesOnLiving", func(x *endorsing) *permit.Flag { return &x.goesOn }),
	yesNo("addressUpToDate", func(x *endorsing) *permit.Flag { return &x.addressTold }),
}, within(func(x *endorsing) *presence { return &x.presence }, presenceFields)...)

func (c *counter) endorse(ctx context.Context, v *visit, in *endorsing, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	came, err := in.presence.at(c, v)
	if err != nil {
		return err
	}
	res, err := c.reg.Endorse(ctx, v.order("endorse", v.clerk()), registry.Endorsing{
		Permit: f.permit, Presence: came, GoesOnLiving: in.goesOn, AddressUpToDate: in.addressTold,
	})
	if err != nil {
		return err
	}
	e.answered(&res)
	effect := &res.Receipt.Endorsement
	if effect.Timing != 0 {
		e.show("timing", labelled(effect.Timing))
	}
	if !res.Receipt.Recorded {
		return nil
	}
	e.permit(&res.Receipt)
	switch effect.Timing {
	case endorsement.OnTime:
		e.show("daysLost", number(effect.DaysLost))
		if v.day.StrictlyAfter(effect.LastValid) {
			e.show("graceDay", yes(true))
		}
	case endorsement.Late:
		// 14.3.a to c: suspended until today, restored from today, years afresh.
		e.rests(clause("14.3.a"), clause("14.3.c"))
		e.show("suspendedSince", onDay(effect.Deadline.DayAfter()))
		e.show("daysLate", number(effect.Deadline.DaysUntil(v.day)))
		before, err := c.state(ctx, v, f, effect.Deadline)
		if err != nil {
			return err
		}
		e.show("yearsBefore", years(before))
	}
	after, err := c.state(ctx, v, f, v.day)
	if err != nil {
		return err
	}
	e.show("residentSince", onDay(after.Residence.Since))
	e.show("years", years(after))
	e.breaches(&res.Receipt)
	return nil
}
