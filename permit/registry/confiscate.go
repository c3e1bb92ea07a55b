package registry

import (
	"context"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// A Confiscating is the taking in (收缴) of a card (27.2, 28.3).
type Confiscating struct {
	Item permit.ConfiscatedItem `json:"item"`
	// Card is its number; empty for a forged card with none.
	Card    permit.CardNumber `json:"card,omitzero"`
	Finding permit.Finding    `json:"finding,omitzero"`

	_ struct{}
}

// confiscationBody is the stored form of a confiscation that concerns no permit
// on record.
type confiscationBody struct {
	Confiscation permit.Confiscation `json:"confiscation"`
	Decision     rule.Decision       `json:"decision"`
	Entries      []Entry             `json:"entries"`
}

// Confiscate takes in a fraudulently obtained, forged or altered card (27.2,
// 28.3). It follows the object: whoever had it, and whether or not anybody is
// punished (A71). A card of a permit on record is an act on that permit, be it
// cancelled; a forged card, or one that nobody knows, is a record of its own.
//
// Errors: those of every act; ErrNotFound for a fraudulently obtained card that
// nobody knows.
func (r *Registry) Confiscate(ctx context.Context, o Order, in Confiscating) (Result, error) {
	return r.act(ctx, Confiscate, o, in, func(ctx context.Context, d *desk) (Result, error) {
		what := permit.Confiscation{Item: in.Item, Card: in.Card, Finding: in.Finding}
		decision := permit.DecideConfiscation(&permit.ConfiscationFacts{By: o.By.Kind, Item: in.Item, Finding: in.Finding}, o.On, &r.policy.Permit)
		if !decision.Approved() {
			return d.refuse(decision), nil
		}
		if err := what.Validate(o.On); err != nil {
			return Result{}, err
		}
		clause := cite("28.3")
		if in.Item == permit.FraudulentlyObtained {
			clause = cite("27.2")
		}
		if in.Card != "" && in.Item != permit.Forged {
			card, err := d.w.Header(ctx, KindCard, string(in.Card))
			switch {
			case err == nil:
				p, err := d.load(ctx, permit.ID(card.Ref))
				if err != nil {
					return Result{}, err
				}
				return d.append(ctx, p, what, clause, decision)
			case !missing(err) || in.Item == permit.FraudulentlyObtained:
				return Result{}, err
			}
		}
		id, err := d.number(ctx, KindConfiscation, permit.DistrictUnknown)
		if err != nil {
			return Result{}, err
		}
		h := storage.Header{Kind: KindConfiscation, ID: id, Status: caseRecorded, From: o.On}
		res, err := d.record(ctx, h, confiscationBody{what, decision, []Entry{d.entry(clause)}}, clause)
		res.Decision, res.Receipt.Card = decision, in.Card
		return res, err
	})
}
