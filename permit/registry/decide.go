package registry

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// A Ruling is the decision on an application, with what a refusal needs (11.2).
type Ruling struct {
	Application string `json:"application"`
	// Reviewer is the department that states the reasons of a refusal, one of those
	// whose rejections it rests on. Zero means the only one of them or, where it
	// rests on none, the deciding office itself, whose own reasons they then are.
	Reviewer permit.Office `json:"reviewer,omitzero"`
	// NotifiedOn is the day on which the applicant was told of a refusal: not before
	// the day of the decision or of a rejection, and not after that of recording.
	NotifiedOn civil.Date `json:"notifiedOn,omitzero"`

	_ struct{}
}

// Decide decides on an application and, if it is refused, records the notice
// with its reasons (11.1, 11.2). Only public security does. What is still
// undetermined is not decided: nothing is recorded, the result's questions say
// what is missing. Of a refusal the result has what is told: Result.Refusal, with
// the departments' rejections; RefusalOf gives it again later.
//
// A refusal is on record only with reasons, reviewing department, notifier and
// day: where one is lacking the error is an *eligibility.RefusalError. The
// decision on an application is final; who is refused applies anew.
//
// One approval can be decided anew: that on which no permit was issued and whose
// conditions turn out not to have been met, as a registration was found false since
// (7.2). Issue refuses it, for 11.1 has permits made only where the conditions are
// met; and where they are not, 11.2 has the applicant told why, which takes a
// decision. It is a decision like the first, on the facts of its own day.
//
// Errors: those of every act; ErrState if it is decided already, or for a day before
// the acceptance; *eligibility.RefusalError.
func (r *Registry) Decide(ctx context.Context, o Order, in Ruling) (Result, error) {
	return r.act(ctx, Decide, o, in, func(ctx context.Context, d *desk) (Result, error) {
		h, body, err := get[applicationBody](ctx, d.w, KindApplication, in.Application)
		if err != nil {
			return Result{}, err
		}
		open := h.Status == applicationAccepted
		if h.Status == applicationApproved {
			fallen, err := d.fallen(ctx, &body, h.Holder)
			if err != nil {
				return Result{}, err
			}
			open = fallen != nil
		}
		switch {
		case !open:
			return Result{}, d.state("the application must not be decided yet, or its approval must have lost its ground")
		case o.On.StrictlyBefore(h.From):
			return Result{}, d.state("the day of the decision must not be before that of the acceptance")
		case o.On.StrictlyBefore(approvedOn(body.Entries)):
			return Result{}, d.state("the day of the decision must not be before that of an earlier one")
		}
		if err := d.refresh(ctx, &body, h.Holder); err != nil {
			return Result{}, err
		}
		s := eligibility.Assess(&body.Application, o.On, &r.policy.Eligibility)
		decision := conditions(&s)
		if decision.Approved() && !s.Materials.Approved() {
			decision = s.Materials
		}
		clause := cite("11.1")
		switch decision.Outcome() {
		case rule.Approved:
			h.Status = applicationApproved
			body.Eligibility, body.AtDecision, body.Materials, body.Readings = s.Eligibility, s.AtDecision, s.Materials, s.Readings
		case rule.Refused:
			clause = cite("11.2")
			if in.NotifiedOn.StrictlyAfter(d.now.Day()) {
				return Result{}, &permit.FieldError{Field: "ruling.notifiedOn", Rule: "must not be after the day of recording", Err: permit.ErrContradiction}
			}
			h.Status, h.EndedOn = applicationRefused, o.On
			body.Eligibility, body.AtDecision, body.Materials, body.Readings = rule.Decision{}, rule.Decision{}, rule.Decision{}, s.Readings
			body.Refusal, err = eligibility.Refuse(in.notice(&body.Application, decision, o, &r.policy.Eligibility))
			if err != nil {
				return Result{}, err
			}
		default:
			res := d.refuse(decision)
			res.Readings, res.Receipt.Number, res.Receipt.Next = s.Readings, h.ID, s.Next
			return res, nil
		}
		body.Entries = append(body.Entries, d.entry(clause))
		res, err := d.record(ctx, h, body, clause)
		if err != nil {
			return Result{}, err
		}
		res.Decision, res.Refusal, res.Readings = decision, body.Refusal, s.Readings
		res.Receipt.Next = eligibility.NextRefuse
		if decision.Approved() {
			res.Receipt.Next, res.Receipt.IssueDue = eligibility.NextApprove, h.DueOn
		}
		return res, nil
	})
}

// conditions is the decision of 8.1 that counts: of two days the one that refuses,
// or else leaves something open (A17 c).
func conditions(s *eligibility.Assessment) rule.Decision {
	if !s.AtDecision.IsZero() && s.Eligibility.Outcome() != rule.Refused && !s.AtDecision.Approved() {
		return s.AtDecision
	}
	return s.Eligibility
}

// refresh takes the registrations from the records anew: since the acceptance one
// may have been found false, and then it supports no half-year (7.2).
func (d *desk) refresh(ctx context.Context, body *applicationBody, holder storage.Blind) (err error) {
	body.Application.Registrations, err = d.r.registrations(ctx, &d.w.Reader, holder)
	return err
}

// notice is the refusal as the applicant is told it.
func (in *Ruling) notice(a *eligibility.Application, decision rule.Decision, o Order, p *eligibility.Policy) eligibility.Notice {
	n := eligibility.Notice{
		Decision: decision, DecidedOn: o.On, Reviewer: in.Reviewer, Rejections: eligibility.Rejections(a, p),
		Notifier: o.By, NotifiedOn: in.NotifiedOn,
	}
	if n.Reviewer.IsZero() {
		n.Reviewer = statesReasons(n.Deciding(), o.By.Office)
	}
	return n
}

// statesReasons is the office that answers for the reasons: the only department
// whose rejection the decision rests on, or the deciding office if it rests on none.
// Of several the caller has to name one.
func statesReasons(rejections []eligibility.Rejection, own permit.Office) permit.Office {
	by := own
	for i := range rejections {
		if i > 0 && rejections[i].By != by {
			return permit.Office{}
		}
		by = rejections[i].By
	}
	return by
}
