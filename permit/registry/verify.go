package registry

import (
	"context"
	"errors"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// Verify verifies a card on a day (18.1). It answers with the status and never
// with the person, and so writes nothing to the disclosure log. A number nobody
// knows is permit.Unverified, which is not cancelled, and so is one that no card
// can have: it may stand on a forged card.
//
// Errors: a *permit.FieldError for a missing day. Where the card is known and its
// status hangs on days for which the calendar has no data (A04), the error wraps
// civil.ErrNoCalendarData: that is no answer, and permit.Unverified is none of
// this permit. It is in the Verification's Err too. ErrErased, if the acts have to
// be read and were erased by order.
//
// It is one read of one header; no body is opened. Only for a day before the
// latest act on the permit, or under reading A32 (b) after the last valid day,
// are the acts themselves read.
func (r *Registry) Verify(ctx context.Context, by permit.Actor, card permit.CardNumber, day civil.Date) (permit.Verification, error) {
	if err := authorise(Verify, by.Kind); err != nil {
		return permit.Verification{}, err
	}
	if err := dayStated(day); err != nil {
		return permit.Verification{}, err
	}
	h, err := r.store.Header(ctx, KindCard, string(card))
	switch {
	case missing(err), errors.Is(err, storage.ErrInvalid), errors.Is(err, storage.ErrTooLarge):
		return permit.VerifyCard(permit.CardFace{}, day, &r.policy.Permit), nil
	case err != nil:
		return permit.Verification{}, err
	}
	if day.StrictlyBefore(h.From) || r.policy.Permit.Endorsement.Suspension == endorsement.FromRecordedDay && day.StrictlyAfter(h.DueOn) {
		return r.verifyByActs(ctx, permit.ID(h.Ref), card, day)
	}
	v := permit.VerifyCard(cardFace(&h), day, &r.policy.Permit)
	return v, v.Err
}

// verifyByActs is Verify by the whole record.
func (r *Registry) verifyByActs(ctx context.Context, id permit.ID, card permit.CardNumber, day civil.Date) (v permit.Verification, err error) {
	err = r.store.View(ctx, func(ctx context.Context, rd *storage.Reader) error {
		p, err := acts(ctx, rd, id)
		if err != nil {
			return err
		}
		v = p.Verify(card, day, &r.policy.Permit)
		return v.Err
	})
	return v, err
}
