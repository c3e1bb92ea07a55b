package registry

import (
	"context"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// Verify verifies a card on a day (18.1). It answers with the status and never
// with the person, and so writes nothing to the disclosure log. A number nobody
// knows is permit.Unverified, which is not cancelled.
//
// It is one read of one header; no body is opened. Only for a day before the
// latest act on the permit, or under reading A32 (b) after the last valid day,
// are the acts themselves read.
func (r *Registry) Verify(ctx context.Context, by permit.Actor, card permit.CardNumber, day civil.Date) (permit.Verification, error) {
	if err := authorise(Verify, by.Kind); err != nil {
		return permit.Verification{}, err
	}
	h, err := r.store.Header(ctx, KindCard, string(card))
	if err != nil {
		if missing(err) || card.Validate() != nil {
			return permit.VerifyCard(permit.CardFace{}, day, &r.policy.Permit), nil
		}
		return permit.Verification{}, err
	}
	if day.StrictlyBefore(h.From) || r.policy.Permit.Endorsement.Suspension == endorsement.FromRecordedDay && day.StrictlyAfter(h.DueOn) {
		return r.verifyByActs(ctx, permit.ID(h.Ref), card, day)
	}
	return permit.VerifyCard(cardFace(&h), day, &r.policy.Permit), nil
}

// verifyByActs is Verify by the whole record.
func (r *Registry) verifyByActs(ctx context.Context, id permit.ID, card permit.CardNumber, day civil.Date) (v permit.Verification, err error) {
	err = r.store.View(ctx, func(ctx context.Context, rd *storage.Reader) error {
		p, err := acts(ctx, rd, id)
		if err != nil {
			return err
		}
		v = p.Verify(card, day, &r.policy.Permit)
		return nil
	})
	return v, err
}
