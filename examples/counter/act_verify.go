package main

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// whichCard is a card the visitor shows.
type whichCard string

// The cards. The zero value is the present one.
const (
	presentCard  whichCard = "present"
	previousCard whichCard = "previous"
	unknownCard  whichCard = "unknown" // a number that was never given
)

// UnmarshalText takes one of the words, which the field has checked.
func (w *whichCard) UnmarshalText(b []byte) error {
	*w = whichCard(b)
	return nil
}

// shown is the number on the card that the visitor shows.
func (c *counter) shown(ctx context.Context, v *visit, w whichCard) (permit.CardNumber, error) {
	if w == unknownCard {
		return "EXC-0000-0000", nil
	}
	f, err := c.holds(ctx, v)
	switch {
	case err != nil:
		return "", err
	case w != previousCard:
		return f.card(), nil
	case len(f.cards) < 2:
		return "", needsOldCard
	}
	return f.cards[len(f.cards)-2], nil
}

var cardWords = []string{string(presentCard), string(previousCard), string(unknownCard)}

// verifying is a verification by a department (18.1), and whether the permit
// must be accepted (19.1).
type verifying struct {
	by       permit.OfficeKind
	card     whichCard
	byHolder permit.Flag
	toProve  permit.Flag
	asOf     date
}

var verifyFields = []field[verifying]{
	word("by", func(x *verifying) *permit.OfficeKind { return &x.by }, departmentWords...).must(),
	word("card", func(x *verifying) *whichCard { return &x.card }, cardWords...),
	yesNo("byHolder", func(x *verifying) *permit.Flag { return &x.byHolder }),
	yesNo("toProveResidence", func(x *verifying) *permit.Flag { return &x.toProve }),
	day("asOf", func(x *verifying) *date { return &x.asOf }),
}

// verify answers with the status and never with the person.
func (c *counter) verify(ctx context.Context, v *visit, in *verifying, e *entry) error {
	card, err := c.shown(ctx, v, in.card)
	if err != nil {
		return err
	}
	on := in.asOf
	if on.IsZero() {
		on = v.day
	}
	checked, err := c.reg.Verify(ctx, department(in.by), card, on)
	if err != nil {
		return err
	}
	if checked.Err != nil {
		return checked.Err
	}
	d := checked.Decision()
	e.decided(d, clause("18.1"))
	e.show("by", labelled(in.by))
	e.show("verified", labelled(checked.Status))
	if checked.HolidayGrace {
		e.show("graceDay", yes(true))
	}
	if in.byHolder == permit.FlagUnknown && in.toProve == permit.FlagUnknown {
		return nil
	}
	policy := c.reg.Policy()
	accept := permit.DecideAcceptance(&permit.AcceptanceFacts{
		Verified: checked.Status, ByHolder: in.byHolder.Truth(), ToProveResidence: in.toProve.Truth(),
	}, on, &policy.Permit)
	e.rests(clause("19.1.a"), clause("19.1.b"))
	if accept.Outcome() != rule.Undetermined {
		e.show("mustAccept", yes(accept.Approved()))
	}
	return nil
}

// inspecting is an inspection by the police (22.1.a).
type inspecting struct {
	by          permit.ActorKind
	card        whichCard
	onDuty      permit.Flag
	credentials permit.Flag
}

var inspectFields = []field[inspecting]{
	word("by", func(x *inspecting) *permit.ActorKind { return &x.by }, "police-officer", "auxiliary-officer").must(),
	word("card", func(x *inspecting) *whichCard { return &x.card }, cardWords...),
	yesNo("onDuty", func(x *inspecting) *permit.Flag { return &x.onDuty }),
	yesNo("credentialsShown", func(x *inspecting) *permit.Flag { return &x.credentials }),
}

// inspect asks first whether the inspection is lawful; if not, nothing is told
// of the card.
func (c *counter) inspect(ctx context.Context, v *visit, in *inspecting, e *entry) error {
	card, err := c.shown(ctx, v, in.card)
	if err != nil {
		return err
	}
	by := permit.Actor{Kind: in.by, ID: "EX-PATROL", Office: v.station()}
	res, err := c.reg.Inspect(ctx, v.order("inspect", by), registry.Inspecting{
		Card: card, OnDuty: in.onDuty, CredentialsShown: in.credentials,
	})
	if err != nil {
		return err
	}
	e.ordered(res.Replayed)
	e.outcome = outcomeOf(res.Decision)
	e.decided(res.Decision, res.Receipt.Cite)
	if res.Decision.Approved() {
		e.show("verified", labelled(res.Status))
	}
	return nil
}
