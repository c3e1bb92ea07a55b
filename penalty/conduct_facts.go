package penalty

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The answers that the tables of this package read from a conduct.

// forged: the item is a forged or altered permit. A permit that the register
// knows is genuine as long as nobody has asked: once a finding is on record, the
// answer is the finding's, and open while it is.
func (c *Conduct) forged(k moment) rule.Truth {
	if !asked(&c.Forged) && c.Standing != NotOnRecord {
		return rule.Unmet
	}
	return says(&c.Forged, k.on)
}

func (c *Conduct) genuine(k moment) rule.Truth { return c.forged(k).Not() }

// falsified: what came of making or changing is a forged or altered permit. The
// register cannot know: it speaks of the permit as it was issued.
func (c *Conduct) falsified(k moment) rule.Truth { return says(&c.Forged, k.on) }

// fraudulent: the permit was obtained by fraud. One that the register knows
// without a word of fraud was not, as long as nobody has asked.
func (c *Conduct) fraudulent(k moment) rule.Truth {
	switch {
	case c.Standing == CancelledForFraud:
		return rule.Met
	case !asked(&c.Fraudulent) && c.Standing != NotOnRecord:
		return rule.Unmet
	}
	return says(&c.Fraudulent, k.on)
}

func (c *Conduct) anothers(moment) rule.Truth { return c.Own.Truth().Not() }

// official: article 29 speaks of such an actor: public security organs,
// departments, entrusted agencies, and the staff of each. Bodies and people of
// article 5.4 as such are in neither of its lists (reading A74).
func (c *Conduct) official(moment) rule.Truth {
	if c.Actor == permit.ActorUnknown {
		return rule.Unknown
	}
	return rule.Of(c.Actor.Official())
}

// onDuty: in the course of the work. A body acts in no other way.
func (c *Conduct) onDuty(k moment) rule.Truth {
	return rule.Of(body(c.Actor)).Or(says(&c.OnDuty, k.on))
}

// seized: what article 22 makes of the seizure is this. Who is not of public
// security falls under 26.1.b, and so does an officer off duty; public security on
// duty without a basis falls under 29.1.c (reading A55).
func (c *Conduct) seized(k moment, as permit.Seizure) rule.Truth {
	f := permit.SeizureFacts{By: c.Actor, OnDuty: c.onDuty(k), Basis: c.SeizureBasis}
	is := permit.SeizureOf(permit.DecideSeizure(&f, k.on, nil))
	if is == permit.SeizureOpen {
		return rule.Unknown
	}
	return rule.Of(is == as)
}

func (c *Conduct) prohibited(k moment) rule.Truth { return c.seized(k, permit.SeizureProhibited) }

func (c *Conduct) withoutBasis(k moment) rule.Truth { return c.seized(k, permit.SeizureWithoutBasis) }

// inspectsAsOfficial: an officer of the police uses police power by inspecting,
// on duty or not; other officials count in the course of duty only.
func (c *Conduct) inspectsAsOfficial(k moment) rule.Truth {
	if c.Actor == permit.PoliceOfficer {
		return rule.Met
	}
	return c.official(k).And(c.onDuty(k))
}

// unlawfulInspection: 22.1.a does not allow it.
func (c *Conduct) unlawfulInspection(k moment) rule.Truth {
	f := permit.InspectionFacts{By: c.Actor, OnDuty: c.onDuty(k), CredentialsShown: c.CredentialsShown.Truth()}
	switch permit.DecideInspection(&f, k.on, nil).Outcome() {
	case rule.Approved:
		return rule.Unmet
	case rule.Refused:
		return rule.Met
	}
	return rule.Unknown
}

// priced: a price was found to have been paid.
func (c *Conduct) priced(k moment) rule.Truth { return says(&c.Consideration, k.on) }

// traded: handing over or getting a genuine permit is trade (reading A61). Only
// a finding of a price makes it so, for who hands it over and for who gets it:
// without one the narrower clause applies, which names the giver alone, and
// nothing is open.
func (c *Conduct) traded(k moment) rule.Truth {
	if k.policy.GenuineSale == AlwaysTransfer {
		return rule.Unmet
	}
	return proves(&c.Consideration, k.on)
}

// transferred: handing a genuine permit over is a transfer under 26.1.c (reading
// A61): under (a) unless it is trade, under (b) and (c) whatever was paid.
func (c *Conduct) transferred(k moment) rule.Truth {
	if c.Kind != HandOver || k.policy.GenuineSale != TradeIfForPrice {
		return rule.Met
	}
	return c.traded(k).Not()
}

// issued: the permit was issued, or an attempt suffices (reading A58).
func (c *Conduct) issued(k moment) rule.Truth {
	return rule.Of(k.policy.Fraud == AttemptToo).Or(c.Issued.Truth())
}
