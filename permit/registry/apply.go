package registry

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// applicationBody is the stored form of an application with its reviews and its
// decision.
type applicationBody struct {
	Application eligibility.Application `json:"application"`
	// Eligibility and Materials are the decisions that approved it, AtDecision
	// the second one that reading A17 (c) asks for; Refusal the one that did not
	// (11.2), as it was told.
	Eligibility rule.Decision `json:"eligibility,omitzero"`
	AtDecision  rule.Decision `json:"atDecision,omitzero"`
	Materials   rule.Decision `json:"materials,omitzero"`
	// Readings are those applied in none of the three (A17). A record from before
	// they were kept has none.
	Readings []rule.Applied      `json:"readings,omitempty"`
	Refusal  eligibility.Refusal `json:"refusal,omitzero"`
	Entries  []Entry             `json:"entries"`
}

// Apply accepts (受理) an application for a permit (8.1), by the person alone or
// through the agent that the application names (10.1). The order's day is the
// day of acceptance and its actor's office the office.
//
// The registry itself fills in what it has on record: the registrations, and
// whether the agent holds a permit, found by the number of the agent's identity
// document. The application must leave registrations, reviews, day of filing
// and office empty.
//
// Nothing is recorded if the office is the wrong one (A18), the agent may not
// act, or papers are missing; Receipt.Next says which, in the order of
// eligibility.Assess, and Decision is the one to blame, naming everything that is
// missing at once. Otherwise the application is on record and Decision tells how it
// stands: usually undetermined until the proofs are reviewed. Receipt.IssueDue is
// the advisory day of issue (A25).
//
// Whoever does not meet the conditions is not sent for papers that cannot help. The
// application is accepted without them, and Receipt.Next is to refuse it: Decide
// does, with the notice that 11.2 asks for. It has no day of issue.
//
// A person who holds a permit that is not cancelled cannot apply for another:
// that is an error that wraps ErrState.
//
// Errors: those of every act; permit.ErrContradiction for what only the records can
// say; permit.ErrMissing for an applicant without any number.
func (r *Registry) Apply(ctx context.Context, o Order, in eligibility.Application) (Result, error) {
	return r.act(ctx, Apply, o, in, func(ctx context.Context, d *desk) (Result, error) {
		if err := freshApplication(&in); err != nil {
			return Result{}, err
		}
		a := in
		a.Procedure, a.FiledOn, a.Office = eligibility.Applying, o.On, o.By.Office
		if err := a.Validate(); err != nil {
			return Result{}, err
		}
		holder, err := r.holderKey(fieldHolder, &a.Applicant, &a.Materials.Identity)
		if err != nil {
			return Result{}, err
		}
		if err := d.noLivePermit(ctx, holder); err != nil {
			return Result{}, err
		}
		if a.Registrations, err = r.registrations(ctx, &d.w.Reader, holder); err != nil {
			return Result{}, err
		}
		if a.Agent, err = d.agent(ctx, a.Agent); err != nil {
			return Result{}, err
		}
		s := eligibility.Assess(&a, o.On, &r.policy.Eligibility)
		res, ready := d.intake(&s)
		if !ready {
			return res, nil
		}
		id, err := d.number(ctx, KindApplication, a.Residence.District())
		if err != nil {
			return Result{}, err
		}
		due := permit.IssueDueFrom(o.On).Advisory
		h := storage.Header{
			Kind: KindApplication, ID: id, Holder: holder, District: StorageDistrict(a.Residence.District()),
			Status: applicationAccepted, From: o.On, DueOn: due,
		}
		done, err := d.record(ctx, h, applicationBody{Application: a, Entries: []Entry{d.entry(d.cite())}}, d.cite())
		if err != nil {
			return Result{}, err
		}
		done.Decision, done.Venue, done.Agency, done.Conditions, done.Readings = res.Decision, res.Venue, res.Agency, res.Conditions, res.Readings
		if done.Receipt.Next = res.Receipt.Next; done.Receipt.Next != eligibility.NextRefuse {
			done.Receipt.IssueDue = due
		}
		return done, nil
	})
}

// freshApplication refuses an application that brings what only the records can
// say: an outside review would go round the departments of 5.2.
func freshApplication(a *eligibility.Application) error {
	f := record.Faults{Record: "application"}
	const fromRecords = "must be empty: the registry fills it in"
	f.Require(a.Registrations == nil, "registrations", fromRecords, permit.ErrContradiction)
	f.Require(a.FiledOn.IsZero(), "filedOn", fromRecords, permit.ErrContradiction)
	f.Require(a.Office.IsZero(), "office", fromRecords, permit.ErrContradiction)
	f.Require(a.Procedure == eligibility.ProcedureUnknown || a.Procedure == eligibility.Applying, "procedure", "must be applying", permit.ErrContradiction)
	const byDepartment = "must be empty: the department records its review"
	for _, p := range proofsOf(a) {
		f.Require(*p.review == eligibility.Review{}, p.field+".review", byDepartment, permit.ErrContradiction)
	}
	return f.Err()
}

// intake is the result of an application at the desk, and whether it can be
// accepted.
func (d *desk) intake(s *eligibility.Assessment) (Result, bool) {
	res := Result{Decision: s.Eligibility, Venue: s.Venue, Agency: s.Agency, Conditions: s.Eligibility, Readings: s.Readings, Receipt: d.receipt(d.cite())}
	res.Receipt.Next = s.Next
	own := hurdle{s.Materials, eligibility.NextAskForPapers}
	refused := s.Eligible() == rule.Refused
	if refused {
		own = hurdle{conditions(s), eligibility.NextRefuse} // and asks for no papers
	}
	decision, next, stop := hindrance(hurdle{s.Venue, eligibility.NextOtherOffice}, hurdle{s.Agency, eligibility.NextOtherAgent}, own)
	switch {
	case !stop:
		return res, true
	case refused && s.Venue.Approved() && s.Agency.Approved():
		return res, true // to be refused by Decide, with the notice of 11.2
	}
	res.Decision, res.Receipt.Next = decision, next
	return res, false
}

// noLivePermit refuses a second permit beside one that is not cancelled, or was
// not yet on the day of the order.
func (d *desk) noLivePermit(ctx context.Context, holder storage.Blind) error {
	list, err := permitsOf(ctx, &d.w.Reader, holder)
	if err != nil {
		return err
	}
	for i := range list {
		if !list[i].EndedOn.OnOrBefore(d.o.On) {
			return d.state("the person must not hold another permit that is not cancelled")
		}
	}
	return nil
}

// agent is the agent with what the records say of a permit of his or her own
// (10.1.b). Without a number nobody can be looked up, and what is not known
// stays unknown.
func (d *desk) agent(ctx context.Context, a *eligibility.Agent) (*eligibility.Agent, error) {
	if a == nil {
		return nil, nil
	}
	known := *a
	known.Permit = eligibility.HeldUnknown
	if number := numberOn(&a.Identity); !number.IsZero() {
		holder, err := d.r.holderKey(fieldHolder, &permit.Person{IDNumber: number}, nil)
		if err != nil {
			return nil, err
		}
		if known.Permit, err = d.heldPermit(ctx, holder); err != nil {
			return nil, err
		}
	}
	return &known, nil
}

// heldPermit is the best that the permits of a holder are on the day of the
// order.
func (d *desk) heldPermit(ctx context.Context, holder storage.Blind) (eligibility.HeldPermit, error) {
	list, err := permitsOf(ctx, &d.w.Reader, holder)
	if err != nil {
		return eligibility.HeldUnknown, err
	}
	best, open := eligibility.NeverHeld, false
	for i := range list {
		p, err := acts(ctx, &d.w.Reader, permit.ID(list[i].ID))
		if err != nil {
			return eligibility.HeldUnknown, err
		}
		s, err := d.r.stateOn(&p, d.o.On)
		if err != nil {
			return eligibility.HeldUnknown, err
		}
		// The values stand in the order of preference.
		switch s.Status {
		case permit.StatusOpen:
			open = true
		case permit.Active:
			best = min(best, eligibility.HeldActive)
		case permit.Suspended:
			best = min(best, eligibility.HeldSuspended)
		case permit.Cancelled:
			best = min(best, eligibility.HeldCancelled)
		}
	}
	if open && best != eligibility.HeldActive {
		return eligibility.HeldUnknown, nil
	}
	return best, nil
}
