package penalty

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Breach is a duty of the draft that was not kept and for which the draft has
// no sanction (reading A39). Sanction is always nil: there is nothing to
// impose, and nothing may be.
type Breach struct {
	Clause   law.Cite  `json:"clause"`
	Sanction *Sanction `json:"sanction"`
}

// A Classification says which act a conduct comes to.
type Classification struct {
	// Outcome is Approved if an act of articles 26 to 29 is made out, Refused if
	// none is, Undetermined if that hangs on something unknown.
	Outcome rule.Outcome `json:"outcome"`
	// Act that is made out; Unsanctioned if none is; NoAct if undetermined.
	Act Act `json:"act"`
	// Also is the milder act that the same conduct makes out (reading A61 (c));
	// the heavier one prevails while it can be punished. NoAct if there is none.
	Also Act `json:"also,omitzero"`
	// Clause under which the act falls for such an actor; zero without an act.
	Clause law.Cite `json:"clause,omitzero"`
	// Breach of a duty without a sanction; nil if there is none.
	Breach *Breach `json:"breach,omitempty"`
	// Tried are the charges that the conduct could come to, in the order in
	// which they prevail, with their reasons. Empty where the draft has no
	// charge for such a conduct.
	Tried []rule.Decision `json:"tried,omitempty"`
}

// An option is one charge a conduct can come to.
type option struct {
	act    Act
	charge *charge
}

// options lists the charges for each kind of conduct, the heavier first.
var options = [...][]option{
	ApplyFalsely:   {{FraudObtain, fraudCharge}},
	Withhold:       {{SeizeContrary, wrongSeizureCharge}, {UnlawfulSeizure, seizureCharge}},
	LendOut:        {{Lend, lendingCharge}},
	LetForRent:     {{RentOut, lendingCharge}},
	HandOver:       {{TradeForged, forgedTradeCharge}, {TradeGenuine, tradeCharge}, {Transfer, lendingCharge}},
	Acquire:        {{TradeForged, forgedTradeCharge}, {TradeGenuine, tradeCharge}},
	ShowAsOwn:      {{UseForged, forgedUseCharge}, {UseFraudulent, fraudulentUseCharge}, {Impersonate, impersonationCharge}},
	Make:           {{Forge, makingCharge}},
	Change:         {{Alter, makingCharge}},
	Inspect:        {{InspectContrary, wrongInspectionCharge}},
	ChargeFee:      {{ChargeContrary, misconductCharge}},
	Disclose:       {{LeakInformation, misconductCharge}},
	TakeBenefit:    {{AbuseForGain, misconductCharge}},
	RefuseService:  {{InfringeOtherwise, misconductCharge}},
	InfringeRights: {{InfringeOtherwise, misconductCharge}},
}

// duties are the clauses of the duties that carry no sanction.
var duties = [...]law.Cite{
	NotRegister:      law.MustCite("7.1"),
	RegisterFalsely:  law.MustCite("7.2"),
	IssueFalseProof:  law.MustCite("9.2"),
	NotReplace:       law.MustCite("12.1"),
	KeepOldCard:      law.MustCite("12.2"),
	NotReportMove:    law.MustCite("13.1"),
	NotEndorse:       law.MustCite("14.2.b"),
	NotVerify:        law.MustCite("18.1"),
	NotShow:          law.MustCite("19.1.a"),
	RefusePermit:     law.MustCite("19.1.b"),
	NotCooperate:     law.MustCite("21.1.b"),
	RefuseInspection: law.MustCite("22.1.a"),
}

// truthDuty is broken by false proofs even if no permit was issued.
var truthDuty = law.MustCite("9.1")

// Classify says which act of articles 26 to 29 a conduct comes to, if any, as
// far as it is known on that day. A nil policy chooses the default readings. An
// error means that the conduct or the policy is no such record. The decisions
// in Tried refer to c and p: leave them unchanged while they are in use.
func Classify(c *Conduct, on civil.Date, p *Policy) (Classification, error) {
	if c == nil {
		return Classification{}, nil
	}
	if err := c.Validate(); err != nil {
		return Classification{}, err
	}
	if err := p.Validate(); err != nil {
		return Classification{}, err
	}
	switch {
	case c.Kind == NoConduct || on.IsZero() && duties[c.Kind].IsZero() && len(options[c.Kind]) == 0:
		return Classification{}, nil
	case !duties[c.Kind].IsZero():
		return breach(c, on, p), nil
	}
	x := Classification{Outcome: rule.Refused, Act: Unsanctioned}
	for _, o := range options[c.Kind] {
		d := o.charge.Decide(c, on, p)
		x.Tried = append(x.Tried, d)
		switch {
		case d.Outcome() == rule.Approved && x.Outcome != rule.Approved:
			x.Outcome, x.Act, x.Clause = rule.Approved, o.act, o.act.ClauseFor(c.Actor)
		case d.Outcome() == rule.Approved && o.act.Clause() != x.Act.Clause():
			x.Also = o.act
		case d.Outcome() == rule.Undetermined && x.Outcome == rule.Refused:
			x.Outcome, x.Act = rule.Undetermined, NoAct
		}
	}
	if c.Kind == ApplyFalsely && x.Outcome == rule.Refused && x.Tried[0].Truth("PEN-OBT-01") == rule.Met {
		x.Breach = &Breach{Clause: truthDuty}
	}
	return x, nil
}

// breach classifies the neglect of a duty that carries no sanction.
func breach(c *Conduct, on civil.Date, p *Policy) Classification {
	d := dutyTable.Decide(c, on, p)
	x := Classification{Outcome: rule.Refused, Act: Unsanctioned, Tried: []rule.Decision{d}}
	switch d.Outcome() {
	case rule.Approved:
		x.Breach = &Breach{Clause: duties[c.Kind]}
	case rule.Undetermined:
		x.Outcome, x.Act = rule.Undetermined, NoAct
	}
	return x
}

// Tables lists all tables of the package.
func Tables() []*rule.Form {
	return []*rule.Form{
		checkTable.Form(), executeTable.Form(),
		fraudCharge.Form(), seizureCharge.Form(), lendingCharge.Form(),
		impersonationCharge.Form(), fraudulentUseCharge.Form(),
		tradeCharge.Form(), makingCharge.Form(), forgedTradeCharge.Form(), forgedUseCharge.Form(),
		misconductCharge.Form(), wrongSeizureCharge.Form(), wrongInspectionCharge.Form(), dutyTable.Form(),
	}
}
