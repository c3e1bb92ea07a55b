package registry

import (
	"cmp"
	"context"
	"slices"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// An Issuance is the making and issuing of a permit on an approved application.
type Issuance struct {
	Application string `json:"application"`
	// FormerPermitSince is the start of years under the former temporary permit;
	// it matters only where reading A34 (c) counts residence from there.
	FormerPermitSince civil.Date `json:"formerPermitSince,omitzero"`

	_ struct{}
}

// Issue makes and issues the permit on an approved application (11.1). The
// order's day is the day of issue printed on the card (A26). The numbering gives
// the permit's ID, which stays, and the number of its first card.
//
// The first permit of a person is free (24.1.b); what one after a cancellation
// costs is reading A52. A holder has one permit that is not cancelled: another
// is an error that wraps ErrState, or ErrConflict if both come at once.
//
// The registrations are read anew, as Decide does. If they are not what the
// approval saw, because one was found false since (7.2) or ended with effect before
// then, the conditions are judged again for the days on which they had to hold
// (A17). What was not met on those days never was, and 23.1.b would cancel the
// permit at once; so nothing is issued, and the result's decision is that of 8.1. The
// application then is to be decided anew: see Decide. What is merely lost after those
// days hinders nothing here (A17, A48).
//
// Errors: those of every act; ErrState if the application is not approved, or has its
// permit already; permit.ErrNoFeeSchedule.
func (r *Registry) Issue(ctx context.Context, o Order, in Issuance) (Result, error) {
	return r.act(ctx, Issue, o, in, func(ctx context.Context, d *desk) (Result, error) {
		h, body, err := get[applicationBody](ctx, d.w, KindApplication, in.Application)
		switch {
		case err != nil:
			return Result{}, err
		case h.Status != applicationApproved:
			return Result{}, d.state("the application must be approved and no permit issued on it yet")
		}
		a := &body.Application
		facts := permit.IssueFacts{
			ConditionsMet: rule.Truth(eligibility.Assessment{Eligibility: body.Eligibility, AtDecision: body.AtDecision}.Eligible()),
			Complete:      rule.Truth(body.Materials.Outcome()), AcceptedOn: a.FiledOn, By: o.By.Kind,
		}
		decision := permit.DecideIssue(&facts, o.On, &r.policy.Permit)
		if !decision.Approved() {
			res := d.refuse(decision)
			res.Readings = body.approvedUnder()
			return res, nil
		}
		if o.On.StrictlyBefore(approvedOn(body.Entries)) {
			return Result{}, d.state("the day of issue must not be before that of the approval")
		}
		fallen, err := d.fallen(ctx, &body, h.Holder)
		if err != nil {
			return Result{}, err
		}
		if fallen != nil {
			res := d.refuse(conditions(fallen))
			res.Readings = fallen.Readings
			res.Receipt.Number, res.Receipt.Next = h.ID, fallen.Next
			return res, nil
		}
		if err := d.noLivePermit(ctx, h.Holder); err != nil {
			return Result{}, err
		}
		fee, err := d.issueFee(ctx, h.Holder)
		if err != nil {
			return Result{}, err
		}
		res, err := d.issue(ctx, h, a, in, decision)
		if err != nil {
			return Result{}, err
		}
		res.Readings = body.approvedUnder()
		res.Receipt.charge(fee)
		res.Receipt.Number = h.ID
		due := permit.IssueDueFrom(a.FiledOn)
		res.Receipt.IssueDue, res.Receipt.IssueLate = due.Advisory, due.Exceeded(o.On)
		h.Status, h.Ref, h.EndedOn = applicationIssued, string(res.Receipt.Permit), o.On
		body.Entries = append(body.Entries, d.entry(cite("11.1")))
		_, err = put(ctx, d, h, body)
		return res, err
	})
}

// fallen puts the registrations as they are now into an approved application. It
// gives the assessment on which the approval can no longer rest; nil if it still
// does.
func (d *desk) fallen(ctx context.Context, body *applicationBody, holder storage.Blind) (*eligibility.Assessment, error) {
	seen := body.Application.Registrations
	if err := d.refresh(ctx, body, holder); err != nil || slices.Equal(seen, body.Application.Registrations) {
		return nil, err
	}
	s := eligibility.Assess(&body.Application, approvedOn(body.Entries), &d.r.policy.Eligibility)
	if s.Eligible() == rule.Approved {
		return nil, nil
	}
	return &s, nil
}

// approvedUnder are the readings under which an application was approved, each once,
// in the order of their numbers.
func (b *applicationBody) approvedUnder() []rule.Applied {
	list := slices.Concat(b.Readings, b.Eligibility.Readings(), b.AtDecision.Readings(), b.Materials.Readings())
	slices.SortFunc(list, func(x, y rule.Applied) int { return cmp.Compare(x.ID, y.ID) })
	return slices.Compact(list)
}

// approvedOn is the day of the decision on an application.
func approvedOn(entries []Entry) (on civil.Date) {
	for i := range entries {
		if entries[i].Task == Decide {
			on = entries[i].On
		}
	}
	return on
}

// issue records a new permit with its first card.
func (d *desk) issue(ctx context.Context, application storage.Header, a *eligibility.Application, in Issuance, decision rule.Decision) (Result, error) {
	where := a.Residence.District()
	id, err := d.number(ctx, KindPermit, where)
	if err != nil {
		return Result{}, err
	}
	card, err := d.number(ctx, KindCard, where)
	if err != nil {
		return Result{}, err
	}
	p, err := permit.New(permit.ID(id))
	if err != nil {
		return Result{}, err
	}
	fresh := held{storage.Header{Holder: application.Holder, Ref: application.ID}, p}
	return d.append(ctx, fresh, permit.Issue{
		Card: permit.CardNumber(card), Holder: a.Applicant, Address: a.Residence,
		RegisteredSince: registeredSince(a.Registrations, d.o.On), FormerPermitSince: in.FormerPermitSince,
	}, cite("11.1"), decision)
}

// issueFee is what a permit costs somebody: nothing the first time.
func (d *desk) issueFee(ctx context.Context, holder storage.Blind) (permit.Fee, error) {
	before, err := permitsOf(ctx, &d.w.Reader, holder)
	if err != nil {
		return permit.Fee{}, err
	}
	operation := permit.FeeFirstApplication
	if len(before) > 0 {
		operation = permit.FeeLaterApplication
	}
	return d.fee(operation, permit.Basis{})
}

// fee is what an operation costs on the day of the order (24).
func (d *desk) fee(operation permit.FeeOperation, waiver permit.Basis) (permit.Fee, error) {
	return permit.FeeFor(permit.FeeQuestion{Operation: operation, On: d.o.On, Waiver: waiver}, d.r.fees, &d.r.policy.Permit)
}
