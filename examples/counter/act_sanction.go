package main

import (
	"context"

	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
)

// sanctioning is a sanction the police mean to impose on the visitor (26 to 28).
type sanctioning struct {
	charge     penalty.Act
	happened   date
	discovered date
	tier       penalty.Tier
	sanction   penalty.Sanction
	mitigation penalty.Mitigation
	lighter    permit.Finding
	fraudulent permit.Finding
	forged     permit.Finding
	crime      permit.Finding
}

var ruleFine = law.Bilingual{ZH: "须为金额文字，如 \"100\" 或者 \"100.50\"", EN: "must be an amount as text, such as \"100\" or \"100.50\""}

var sanctionFields = []field[sanctioning]{
	word("charge", func(x *sanctioning) *penalty.Act { return &x.charge }, chargeWords()...).must(),
	day("happened", func(x *sanctioning) *date { return &x.happened }),
	day("discovered", func(x *sanctioning) *date { return &x.discovered }),
	word("tier", func(x *sanctioning) *penalty.Tier { return &x.tier }, penalty.BaseTier.String(), penalty.LighterTier.String()),
	flagged("warning", func(x *sanctioning) *bool { return &x.sanction.Warning }),
	text("fine", ruleFine, func(x *sanctioning) *penalty.Fine { return &x.sanction.Fine }),
	whole("detention", 0, 99, func(x *sanctioning) *int { return &x.sanction.Days }),
	word("mitigation", func(x *sanctioning) *penalty.MitigationKind { return &x.mitigation.Kind },
		penalty.Lighter.String(), penalty.Reduced.String(), penalty.Waived.String()),
	word("basis", func(x *sanctioning) *penalty.Basis { return &x.mitigation.Basis }, basisWords()...),
	object("lighterCircumstances", func(x *sanctioning) *permit.Finding { return &x.lighter }, findingFields),
	object("fraudulent", func(x *sanctioning) *permit.Finding { return &x.fraudulent }, findingFields),
	object("forged", func(x *sanctioning) *permit.Finding { return &x.forged }, findingFields),
	object("crimeSuspected", func(x *sanctioning) *permit.Finding { return &x.crime }, findingFields),
}

// chargeWords are the acts for which the draft states a sanction, and the word
// for one that has none.
func chargeWords() []string {
	words := []string{penalty.Unsanctioned.String()}
	for _, a := range penalty.Acts() {
		if a.Sanctioned() {
			words = append(words, a.String())
		}
	}
	return words
}

func basisWords() []string {
	var words []string
	for b := penalty.APL30; b <= penalty.PSL25Art21; b++ {
		words = append(words, b.String())
	}
	return words
}

// sanction imposes the sanction if it is lawful, and else lists every objection.
func (c *counter) sanction(ctx context.Context, v *visit, in *sanctioning, e *entry) error {
	x := *in
	complete(&x.lighter, penalty.FoundLighter, v.day)
	complete(&x.fraudulent, permit.FoundFraudulent, v.day)
	complete(&x.forged, permit.FoundForged, v.day)
	complete(&x.crime, penalty.FoundCrime, v.day)
	f, err := c.recalled(ctx, v)
	if err != nil {
		return err
	}
	res, err := c.reg.Sanction(ctx, v.order("sanction", v.clerk()), registry.Sanctioning{
		Offender: c.people[v.who].record,
		Permit:   f.permit,
		Proposal: penalty.Proposal{
			Case: penalty.Case{
				Act: x.charge, Offender: penalty.Offender{Kind: permit.Individual}, Day: x.happened, Discovered: x.discovered,
				Lighter: x.lighter, Fraudulent: x.fraudulent, Forged: x.forged, Crime: x.crime,
			},
			Tier: x.tier, Sanction: x.sanction, Mitigation: x.mitigation,
		},
	})
	if err != nil {
		return err
	}
	// What is not recorded rests on the clause of the charge, and not on the first
	// of those that give the police the power to sanction.
	res.Receipt.Cite = x.charge.Clause()
	e.answered(&res.Result)
	policy := c.reg.Policy()
	if r, ok := penalty.RangeOf(x.charge, x.tier, &policy.Penalty); ok {
		e.rests(r.Clause)
	}
	e.show("charge", labelled(x.charge))
	if res.Receipt.Recorded {
		e.show("sanction", plain(res.Receipt.Number))
		if x.sanction.Warning {
			e.show("warning", yes(true))
		}
		if x.sanction.Fine.Imposed() {
			e.show("fine", yuan(x.sanction.Fine.Amount()))
		}
		if x.sanction.Days > 0 {
			e.show("detention", number(x.sanction.Days))
		}
	}
	return nil
}
