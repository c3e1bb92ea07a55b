package registry

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Reissuing is a holder's request for a new card for a lost one (12.1, 补领).
type Reissuing struct {
	Permit   permit.ID `json:"permit"`
	Presence Presence  `json:"presence"`
	// Lost is Yes if the holder declares the card lost. An earlier report is
	// not needed, and there is no time limit (A46).
	Lost permit.Flag `json:"lost,omitzero"`
	// Waiver is what forgoing the fee rests on, where the authority caused the
	// loss; zero charges it (A52).
	Waiver permit.Basis `json:"waiver,omitzero"`

	_ struct{}
}

// Reissue makes a new card for a lost one (12.1). The numbering gives its
// number; the permit's ID, its term and the years stay (A42), and the card of a
// suspended permit is suspended (A43). Without a fee schedule the error is
// permit.ErrNoFeeSchedule.
//
// Errors: those of every act; permit.ErrNoFeeSchedule.
func (r *Registry) Reissue(ctx context.Context, o Order, in Reissuing) (Result, error) {
	return r.act(ctx, Reissue, o, in, func(ctx context.Context, d *desk) (Result, error) {
		p, s, f, err := d.procedure(ctx, in.Permit, in.Presence, eligibility.Reissuing)
		if err != nil {
			return Result{}, err
		}
		decision := permit.DecideReissue(&permit.ReissueFacts{Permit: s, Lost: in.Lost.Truth(), Filer: f.filer}, o.On, &r.policy.Permit)
		return d.newCard(ctx, &p, &s, &f, decision, permit.FeeReissue, in.Waiver, func(card permit.CardNumber) permit.Payload {
			return permit.Reissue{Card: card, Replaces: s.Card}
		})
	})
}

// An Exchanging is a holder's request for a new card for a damaged one (12.1,
// 12.2, 换领).
type Exchanging struct {
	Permit   permit.ID   `json:"permit"`
	Presence Presence    `json:"presence"`
	Damaged  permit.Flag `json:"damaged,omitzero"`
	// Returned is whether the old card was handed back (12.2).
	Returned permit.Flag `json:"returned,omitzero"`
	// Other is the finding on a ground that the text does not list, as a
	// corrected name, and Corrected the holder as corrected (A45). An open
	// finding says that the ground is claimed.
	Other     permit.Finding `json:"other,omitzero"`
	Corrected permit.Person  `json:"corrected,omitzero"`
	Waiver    permit.Basis   `json:"waiver,omitzero"`

	_ struct{}
}

// Exchange makes a new card for a damaged one that was handed back (12.1,
// 12.2). Otherwise it is as Reissue is.
//
// Errors: those of every act; permit.ErrNoFeeSchedule.
func (r *Registry) Exchange(ctx context.Context, o Order, in Exchanging) (Result, error) {
	return r.act(ctx, Exchange, o, in, func(ctx context.Context, d *desk) (Result, error) {
		p, s, f, err := d.procedure(ctx, in.Permit, in.Presence, eligibility.Exchanging)
		if err != nil {
			return Result{}, err
		}
		decision := permit.DecideExchange(&permit.ExchangeFacts{
			Permit: s, Damaged: in.Damaged.Truth(), Returned: in.Returned.Truth(), Filer: f.filer,
			OtherClaimed: permit.FlagOf(!in.Other.IsZero()), Other: in.Other,
		}, o.On, &r.policy.Permit)
		operation := permit.FeeExchange
		if in.Damaged != permit.Yes {
			operation = permit.FeeExchangeOtherwise
		}
		if err := d.correct(&p, in.Corrected); err != nil {
			return Result{}, err
		}
		return d.newCard(ctx, &p, &s, &f, decision, operation, in.Waiver, func(card permit.CardNumber) permit.Payload {
			return permit.Exchange{Card: card, Replaces: s.Card, Returned: in.Returned, Other: in.Other, Holder: in.Corrected}
		})
	})
}

// correct files the permit under the holder's corrected number, where a
// correction states one.
func (d *desk) correct(p *held, corrected permit.Person) error {
	if corrected.IDNumber.IsZero() {
		return nil
	}
	holder, err := d.r.holderKey(fieldHolder, &corrected, nil)
	p.header.Holder = holder
	return err
}

// procedure reads the permit of a holder's procedure and answers its side
// questions.
func (d *desk) procedure(ctx context.Context, id permit.ID, who Presence, what eligibility.Procedure) (held, permit.State, filed, error) {
	p, err := d.load(ctx, id)
	if err != nil {
		return held{}, permit.State{}, filed{}, err
	}
	s, err := d.stateOf(&p)
	if err != nil {
		return held{}, permit.State{}, filed{}, err
	}
	f, err := d.file(ctx, &p.permit, s.Issued, who, what, s.Address)
	return p, s, f, err
}

// newCard records a new card, if it was decided that there is one.
func (d *desk) newCard(ctx context.Context, p *held, s *permit.State, f *filed, decision rule.Decision,
	operation permit.FeeOperation, waiver permit.Basis, what func(permit.CardNumber) permit.Payload) (Result, error) {
	if res, stop := f.blocks(d, p, s, decision); stop {
		return res, nil
	}
	fee, err := d.fee(operation, waiver)
	if err != nil {
		return Result{}, err
	}
	card, err := d.number(ctx, KindCard, s.Address.District())
	if err != nil {
		return Result{}, err
	}
	res, err := d.append(ctx, *p, what(permit.CardNumber(card)), cite("12.1"), decision)
	if err != nil {
		return Result{}, err
	}
	res.Venue, res.Agency = f.venue, f.agency
	res.Receipt.charge(fee)
	return res, nil
}
