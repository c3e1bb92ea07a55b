package main

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// loss is an act without facts of its own.
type loss struct{}

// lose reports the present card lost (12.1). Nothing else changes by it (A46).
func (c *counter) lose(ctx context.Context, v *visit, _ *loss, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	res, err := c.reg.ReportLost(ctx, v.order("lose", v.clerk()), f.permit)
	if err != nil {
		return err
	}
	e.answered(&res)
	e.show("card", plain(string(f.card())))
	e.show("status", labelled(res.Receipt.Status))
	return nil
}

// found is a card, reported lost, that turned up.
type found struct{ handedIn permit.Flag }

var foundFields = []field[found]{
	yesNo("handedIn", func(x *found) *permit.Flag { return &x.handedIn }),
}

// find records that the visitor's first card turned up: the old one, if there
// is a new one by now (A44).
func (c *counter) find(ctx context.Context, v *visit, in *found, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	card := f.cards[max(0, len(f.cards)-2)]
	res, err := c.reg.RecordFound(ctx, v.order("found", v.clerk()), registry.FoundCard{Permit: f.permit, Card: card, HandedIn: in.handedIn})
	if err != nil {
		return err
	}
	e.answered(&res)
	e.show("card", plain(string(card)))
	checked, err := c.reg.Verify(ctx, v.officer(), card, v.day)
	if err != nil {
		return err
	}
	e.show("verified", labelled(checked.Status))
	return nil
}

// reissuing is a request for a new card for a lost one (12.1, 补领).
type reissuing struct {
	lost     permit.Flag
	presence presence
}

var reissueFields = append([]field[reissuing]{
	yesNo("lost", func(x *reissuing) *permit.Flag { return &x.lost }),
}, within(func(x *reissuing) *presence { return &x.presence }, presenceFields)...)

func (c *counter) reissue(ctx context.Context, v *visit, in *reissuing, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	came, err := in.presence.at(c, v)
	if err != nil {
		return err
	}
	res, err := c.reg.Reissue(ctx, v.order("reissue", v.clerk()), registry.Reissuing{Permit: f.permit, Presence: came, Lost: in.lost})
	if err != nil {
		return err
	}
	c.newCard(f, &res, e)
	return nil
}

// exchanging is a request for a new card for a damaged one (12.2, 换领).
type exchanging struct {
	damaged  permit.Flag
	returned permit.Flag
	presence presence
}

var exchangeFields = append([]field[exchanging]{
	yesNo("damaged", func(x *exchanging) *permit.Flag { return &x.damaged }),
	yesNo("returned", func(x *exchanging) *permit.Flag { return &x.returned }),
}, within(func(x *exchanging) *presence { return &x.presence }, presenceFields)...)

func (c *counter) exchange(ctx context.Context, v *visit, in *exchanging, e *entry) error {
	f, err := c.holds(ctx, v)
	if err != nil {
		return err
	}
	came, err := in.presence.at(c, v)
	if err != nil {
		return err
	}
	res, err := c.reg.Exchange(ctx, v.order("exchange", v.clerk()), registry.Exchanging{
		Permit: f.permit, Presence: came, Damaged: in.damaged, Returned: in.returned,
	})
	if err != nil {
		return err
	}
	c.newCard(f, &res, e)
	e.rests(clause("12.2"))
	return nil
}

// newCard writes what a request for a new card came to. The term stays what it
// was (A42).
func (c *counter) newCard(f *folder, res *registry.Result, e *entry) {
	e.answered(res)
	if !res.Receipt.Recorded {
		return
	}
	e.show("oldCard", plain(string(f.card())))
	f.cards = append(f.cards, res.Receipt.Card)
	e.rests(clause("24.1.c"))
	e.permit(&res.Receipt)
}
