package main

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// cancelling is the cancellation of a permit (23.1).
type cancelling struct {
	ground  groundWord
	finding permit.Finding
	event   date
}

var cancelFields = []field[cancelling]{
	word("ground", func(x *cancelling) *groundWord { return &x.ground }, groundWords...).must(),
	object("finding", func(x *cancelling) *permit.Finding { return &x.finding }, findingFields),
	day("event", func(x *cancelling) *date { return &x.event }),
}

func (c *counter) cancel(ctx context.Context, v *visit, in *cancelling, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	found := in.finding
	complete(&found, in.ground.ground(), v.day)
	res, err := c.reg.Cancel(ctx, v.order("cancel", v.clerk()), registry.Cancelling{
		Permit: f.permit, Ground: in.ground.cancellation(), Finding: found, Event: in.event,
	})
	if err != nil {
		return err
	}
	e.answered(&res)
	if !res.Receipt.Recorded {
		return nil
	}
	e.rests(clause("23.1.0"))
	if res.Receipt.HandIn {
		e.rests(clause("27.2"))
	}
	e.show("permit", plain(string(f.permit)))
	e.show("status", labelled(res.Receipt.Status))
	e.show("cancelledOn", onDay(v.day))
	e.show("handIn", yes(res.Receipt.HandIn))
	return nil
}

// confiscating is the taking in of the visitor's card (27.2, 28.3).
type confiscating struct {
	item    permit.ConfiscatedItem
	finding permit.Finding
}

var confiscateFields = []field[confiscating]{
	word("item", func(x *confiscating) *permit.ConfiscatedItem { return &x.item }, "fraudulently-obtained", "forged", "altered").must(),
	object("finding", func(x *confiscating) *permit.Finding { return &x.finding }, findingFields),
}

// itemGrounds are the grounds of the findings on which a confiscation rests.
var itemGrounds = map[permit.ConfiscatedItem]permit.Ground{
	permit.FraudulentlyObtained: permit.FoundFraudulent, permit.Forged: permit.FoundForged, permit.Altered: permit.FoundAltered,
}

// confiscate takes a card in: the visitor's own, or a forged one that is
// nobody's and has no number.
func (c *counter) confiscate(ctx context.Context, v *visit, in *confiscating, e *entry) error {
	found := in.finding
	complete(&found, itemGrounds[in.item], v.day)
	order := registry.Confiscating{Item: in.item, Finding: found}
	if in.item != permit.Forged {
		f, err := c.holds(ctx, v)
		if err != nil {
			return err
		}
		order.Card = f.card()
	}
	res, err := c.reg.Confiscate(ctx, v.order("confiscate", v.clerk()), order)
	if err != nil {
		return err
	}
	e.answered(&res)
	if !res.Receipt.Recorded {
		return nil
	}
	e.show("confiscation", plain(res.Receipt.Number))
	e.show("card", plain(string(order.Card)))
	return nil
}
