package registry

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// An Endorsing is a holder's request for endorsement (14.2.b).
type Endorsing struct {
	Permit   permit.ID `json:"permit"`
	Presence Presence  `json:"presence"`
	// GoesOnLiving is whether the holder goes on living in Beijing. It is asked
	// only where no registration on record reaches the day: one that does is
	// enough (A80).
	GoesOnLiving permit.Flag `json:"goesOnLiving,omitzero"`
	// ConditionsMet is whether one of the three conditions is still met; only
	// reading A35 (b) asks.
	ConditionsMet permit.Flag `json:"conditionsMet,omitzero"`
	// AddressUpToDate is No if a move is waiting to be reported. That is told in
	// the receipt; only reading A41 (b) makes it an obstacle.
	AddressUpToDate permit.Flag `json:"addressUpToDate,omitzero"`

	_ struct{}
}

// Endorse endorses a permit (14.2.b), in time or late: a late endorsement is
// made up, restores the use of the permit and starts the years of continuous
// residence afresh (14.3). It is free (A37). Too early, nothing is recorded;
// Receipt.Endorsement.Opens is the first day on which it will be accepted.
//
// Errors: those of every act; a *permit.FieldError for another day than that of
// recording (A26); civil.ErrNoCalendarData where it hangs on days of which the
// calendar knows nothing whether it is late (A04).
func (r *Registry) Endorse(ctx context.Context, o Order, in Endorsing) (Result, error) {
	return r.act(ctx, Endorse, o, in, func(ctx context.Context, d *desk) (Result, error) {
		// Before anything is told of the day: it is none of an endorsement.
		if o.On != d.now.Day() {
			return Result{}, &permit.FieldError{Field: "order.on", Rule: "must be the day an endorsement is recorded (A26)", Err: permit.ErrContradiction}
		}
		p, err := d.load(ctx, in.Permit)
		if err != nil {
			return Result{}, err
		}
		s, err := d.stateOf(&p)
		if err != nil {
			return Result{}, err
		}
		if res, stop, err := d.notAlive(&p, &s); err != nil || stop {
			return res, err
		}
		f, err := d.file(ctx, &p.permit, s.Issued, in.Presence, eligibility.Endorsing, s.Address)
		if err != nil {
			return Result{}, err
		}
		living, err := d.goesOnLiving(ctx, p.header.Holder, in.GoesOnLiving)
		if err != nil {
			return Result{}, err
		}
		policy := &r.policy.Permit
		line, err := p.permit.Timeline(o.On, policy)
		if err != nil {
			return Result{}, err
		}
		decision := endorsement.Decide(&endorsement.Facts{
			Permit: line, GoesOnLiving: living, ConditionsMet: in.ConditionsMet.Truth(), AddressUpToDate: in.AddressUpToDate.Truth(),
		}, o.On, &policy.Endorsement)
		// Without calendar data there is no preview, and the decision says so.
		effect, _ := line.Preview(o.On, &policy.Endorsement)
		if res, stop := f.blocks(d, &p, &s, decision); stop {
			res.Receipt.Endorsement = effect
			return res, nil
		}
		clause := cite("14.2.b")
		if effect.Timing == endorsement.Late {
			clause = cite("14.3.b")
		}
		fee, err := d.fee(permit.FeeEndorsement, permit.Basis{})
		if err != nil {
			return Result{}, err
		}
		res, err := d.append(ctx, p, permit.Endorsement{}, clause, decision)
		if err != nil {
			return Result{}, err
		}
		res.Receipt.charge(fee)
		res.Venue, res.Agency = f.venue, f.agency
		res.Receipt.Endorsement = effect
		if in.AddressUpToDate == permit.No {
			res.Receipt.Breaches = []Breach{{Cite: cite("13.1")}}
		}
		return res, nil
	})
}

// goesOnLiving is 14.2.b: a current registered address in Beijing is enough
// (A80). Without one, what was said at the desk counts, and nothing is guessed.
func (d *desk) goesOnLiving(ctx context.Context, holder storage.Blind, said permit.Flag) (rule.Truth, error) {
	list, err := d.r.registrations(ctx, &d.w.Reader, holder)
	if err != nil {
		return rule.Unknown, err
	}
	if !registeredSince(list, d.o.On).IsZero() {
		return rule.Met, nil
	}
	return said.Truth(), nil
}

// RecordSuspension records that an authority noted the suspension of a permit
// that is overdue (14.3.a). By default that changes nothing, for a permit is
// suspended by itself; only reading A32 (b) makes it the beginning. A permit
// that is not overdue is an error that wraps endorsement.ErrNotOverdue.
//
// Errors besides: those of every act; civil.ErrNoCalendarData where it is open
// whether it is overdue (A04).
func (r *Registry) RecordSuspension(ctx context.Context, o Order, id permit.ID) (Result, error) {
	return r.act(ctx, RecordSuspension, o, id, func(ctx context.Context, d *desk) (Result, error) {
		return d.plain(ctx, id, func(permit.State) permit.Payload { return permit.SuspensionRecord{} }, cite("14.3.a"))
	})
}

// plain records an act about which the text leaves nothing to decide.
func (d *desk) plain(ctx context.Context, id permit.ID, what func(permit.State) permit.Payload, clause law.Cite) (Result, error) {
	p, err := d.load(ctx, id)
	if err != nil {
		return Result{}, err
	}
	s, err := d.stateOf(&p)
	if err != nil {
		return Result{}, err
	}
	payload := what(s)
	if !s.Status.Admits(payload.Kind()) {
		if res, stop, err := d.notAlive(&p, &s); err != nil || stop {
			return res, err
		}
	}
	return d.append(ctx, p, payload, clause, rule.Decision{})
}
