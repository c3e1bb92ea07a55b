package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

func (p Issue) check(c *faults, on civil.Date) {
	c.number("card", p.Card)
	c.Require(p.Holder != Person{}, "holder", "must be stated", ErrMissing)
	c.Nested("holder", p.Holder.Validate())
	c.beijing("address", p.Address)
	c.notLater("registeredSince", p.RegisteredSince, on)
	c.notLater("formerPermitSince", p.FormerPermitSince, on)
}

func (p Endorsement) check(*faults, civil.Date) {}

func (p Reissue) check(c *faults, _ civil.Date) { c.replacement(p.Card, p.Replaces) }

func (p Exchange) check(c *faults, on civil.Date) {
	c.replacement(p.Card, p.Replaces)
	oneOf(c, "returned", p.Returned, true)
	c.Require(p.Returned != No, "returned", "must be yes: an exchange needs the old card (12.2)", ErrNotReturned)
	if !p.Other.IsZero() {
		c.Nested("other", p.Other.Validate())
		c.Require(p.Other.On(on) == Yes, "other", "must be established by the day of the act", ErrFinding)
		if !c.stored {
			c.Require(p.Other.Ground == FoundOtherExchange, "other.ground", "must be "+string(FoundOtherExchange)+" (A45)", ErrFinding)
			c.foundBy("other", found, &p.Other, FoundOtherExchange, on)
		}
	}
	c.Nested("holder", p.Holder.Validate())
	c.Require(p.Holder == Person{} || !p.Other.IsZero(), "holder", "must not be corrected without a finding (A45)", ErrFinding)
}

func (p AddressChange) check(c *faults, on civil.Date) {
	c.beijing("address", p.Address)
	c.Require(!p.Moved.IsZero(), "moved", "must be stated", ErrMissing)
	c.notLater("moved", p.Moved, on)
	c.Require(!p.Due.StrictlyBefore(p.Moved), "due", "must not be before the day of the change", ErrContradiction)
}

func (p InformationCheck) check(c *faults, on civil.Date) {
	oneOf(c, "agrees", p.Agrees, false)
	if !p.Result.IsZero() {
		c.Nested("result", p.Result.Validate())
		c.notLater("result.day", p.Result.Day, on)
	}
}

func (p FindingRecord) check(c *faults, on civil.Date) {
	c.Nested("finding", p.Finding.Validate())
	c.notLater("finding.day", p.Finding.Day, on)
}

func (p SuspensionRecord) check(*faults, civil.Date) {}

func (p LossReport) check(c *faults, _ civil.Date) { c.number("card", p.Card) }

func (p Recovery) check(c *faults, _ civil.Date) {
	c.number("card", p.Card)
	oneOf(c, "handedIn", p.HandedIn, false)
}

func (p Cancellation) check(c *faults, on civil.Date) {
	oneOf(c, "ground", p.Ground, true)
	c.Nested("finding", p.Finding.Validate())
	c.Require(p.Finding.On(on) == Yes, "finding", "must be established by the day of the act (23.1)", ErrFinding)
	c.Require(p.Ground.foundBy(p.Finding.Ground), "finding.ground", "must be one of the cancellation ground", ErrFinding)
	says := found
	if p.Ground.hasEvent() {
		says = registered
	}
	c.foundBy("finding", says, &p.Finding, p.Finding.Ground, on)
	if p.Ground.hasEvent() {
		c.Require(!p.Event.IsZero(), "event", "must be stated for this ground", ErrMissing)
		c.notLater("event", p.Event, on)
		c.Require(c.stored || p.Event.StrictlyAfter(on) || !p.Finding.foretells(p.Event),
			"event", "must not be after the day of the finding (A49)", ErrContradiction)
	} else {
		c.Require(p.Event.IsZero(), "event", "must be empty for this ground", ErrContradiction)
	}
	if p.Ground == RequiredByOtherRule {
		c.Require(p.Finding.Basis.Kind.LawRegulationOrRule() == Yes,
			"finding.basis", "must be a law, regulation or rule (23.1.e)", ErrFinding)
	}
}

func (p Confiscation) check(c *faults, on civil.Date) {
	oneOf(c, "item", p.Item, true)
	if p.Card != "" || p.Item == FraudulentlyObtained {
		c.number("card", p.Card)
	}
	c.Nested("finding", p.Finding.Validate())
	c.Require(p.Finding.On(on) == Yes, "finding", "must be established by the day of the act", ErrFinding)
	c.Require(p.Finding.Ground == "" || p.Finding.Ground == p.Item.ground(), "finding.ground", "must be that of the item", ErrFinding)
	c.foundBy("finding", found, &p.Finding, p.Finding.Ground, on)
}

// Validate lists the faults of a confiscation that is recorded by itself, on
// the day it takes effect.
func (p Confiscation) Validate(on civil.Date) error {
	c := faultsIn("confiscation")
	c.Require(!on.IsZero(), "on", "must be stated", ErrMissing)
	p.check(&c, on)
	return c.Err()
}

// foundBy notes a finding made by the day of an act to be done by a body whose
// finding does not support it. What does is for the conditions of the tables to
// say, found and registered: they are asked about the body alone.
func (c *faults) foundBy(field string, says func(*Finding, Ground, civil.Date) rule.Truth, f *Finding, ground Ground, on civil.Date) {
	if c.stored || f.On(on) != Yes {
		return
	}
	by := Finding{Ground: ground, Authority: f.Authority, Day: f.Day, Outcome: Established}
	c.Require(says(&by, ground, on) == rule.Met, field+".authority", "must be a body whose finding supports the act (A49)", ErrFinding)
}

// number notes a card number that is missing or malformed.
func (c *faults) number(field string, n CardNumber) { c.Nested(field, n.Validate()) }

// replacement notes what is wrong with a card and the one it replaces.
func (c *faults) replacement(card, replaces CardNumber) {
	c.number("card", card)
	c.number("replaces", replaces)
	c.Require(card != replaces || card == "", "card", "must be another than the card it replaces", ErrCard)
}

// beijing notes an address that is missing or not in Beijing.
func (c *faults) beijing(field string, a Address) {
	c.Nested(field, a.Validate())
	switch a.InBeijing() {
	case FlagUnknown:
		c.Add(field+".division", "must be stated", ErrMissing)
	case No:
		c.Add(field, "must be in Beijing", ErrNotInBeijing)
	}
}

// notLater notes a day after the day of the act.
func (c *faults) notLater(field string, day, on civil.Date) {
	c.Require(!day.StrictlyAfter(on), field, "must not be after the day of the act", ErrContradiction)
}
