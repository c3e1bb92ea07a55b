package registry

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A Presence is who came to the desk for one of the holder's procedures: the
// holder alone, or an agent (10.1, A23, A47).
type Presence struct {
	// InPerson is Yes if the holder came alone. It is left out if there is an
	// agent.
	InPerson permit.Flag        `json:"inPerson,omitzero"`
	Agent    *eligibility.Agent `json:"agent,omitzero"`
	// LimitedMobilityClaimed says whether the holder relies on limited mobility,
	// and LimitedMobility is the finding that 10.1.a asks for.
	LimitedMobilityClaimed permit.Flag    `json:"limitedMobilityClaimed,omitzero"`
	LimitedMobility        permit.Finding `json:"limitedMobility,omitzero"`

	_ struct{}
}

// A filed procedure is one with its two side questions answered: may this
// person act, and is this the right office.
type filed struct {
	agency, venue rule.Decision
	filer         permit.Filer // as the tables of package permit read it
	// away says that the place is outside Beijing, where no office is the right one.
	away bool
}

// file answers the side questions of a procedure for a holder whose permit was
// issued on a day (A47) and who lives, or now lives, at an address.
func (d *desk) file(ctx context.Context, p *permit.Permit, issued civil.Date, who Presence, what eligibility.Procedure, home permit.Address) (filed, error) {
	agent, err := d.agent(ctx, who.Agent)
	if err != nil {
		return filed{}, err
	}
	f := eligibility.Filing{
		Procedure: what, Applicant: p.HolderOn(d.o.On), Residence: home, FiledOn: d.o.On, Office: d.o.By.Office,
		PermitIssued: issued, InPerson: who.InPerson, Agent: agent,
		LimitedMobilityClaimed: who.LimitedMobilityClaimed, LimitedMobility: who.LimitedMobility,
	}
	if err := f.Validate(); err != nil {
		return filed{}, err
	}
	agency := eligibility.Agency(&f, d.o.On, &d.r.policy.Eligibility)
	by := permit.ActorUnknown
	switch {
	case agent != nil:
		by = permit.Agent
	case who.InPerson == permit.Yes:
		by = permit.Holder
	}
	return filed{
		agency: agency,
		venue:  eligibility.Venue(&f, d.o.On, &d.r.policy.Eligibility),
		away:   home.InBeijing() == permit.No,
		filer:  permit.Filer{By: by, AgentAdmitted: rule.Truth(agency.Outcome()), Office: d.o.By.Office.Kind},
	}, nil
}

// A hurdle is a decision that must approve, and what the desk has to do if it
// refuses.
type hurdle struct {
	decision rule.Decision
	refused  eligibility.Next
}

// hindrance is the first of the hurdles that refuses or else the first that leaves
// something open, if any does, and what the desk then has to do. They stand in the
// order of eligibility.Assess, for all procedures that have an office, the first
// application included: where somebody came, who came, and then what for (A18).
// Somebody at the wrong office is not asked for facts or papers there.
func hindrance(hurdles ...hurdle) (blame rule.Decision, next eligibility.Next, stop bool) {
	for _, outcome := range [...]rule.Outcome{rule.Refused, rule.Undetermined} {
		for _, h := range hurdles {
			switch {
			case h.decision.Outcome() != outcome:
			case outcome == rule.Undetermined:
				return h.decision, eligibility.NextAskForFacts, true
			default:
				return h.decision, h.refused, true
			}
		}
	}
	return rule.Decision{}, eligibility.NextUnknown, false
}

// blocks is the result of a procedure that is not accepted, if it is not. Who gives
// a place for which there is no office is told that, and is sent to none.
// Result.Conditions then says what the rules hold of the request itself.
func (f *filed) blocks(d *desk, p *held, s *permit.State, own rule.Decision) (Result, bool) {
	hurdles := []hurdle{{f.venue, eligibility.NextOtherOffice}, {f.agency, eligibility.NextOtherAgent}, {own, eligibility.NextUnknown}}
	if f.away {
		hurdles = hurdles[1:]
	}
	decision, next, stop := hindrance(hurdles...)
	if !stop {
		return Result{}, false
	}
	res := d.refuse(decision)
	res.Venue, res.Agency, res.Conditions = f.venue, f.agency, own
	res.Receipt.about(p, s)
	res.Receipt.Next = next
	return res, true
}

// stateOf is the permit on the day of the order.
func (d *desk) stateOf(p *held) (permit.State, error) {
	return d.r.stateOn(&p.permit, d.o.On)
}

// stateOn is a permit on a day. Where the calendar leaves open whether it is
// suspended, that is no error: most acts need a living permit and no more, and
// package permit refuses those that need the deadline.
func (r *Registry) stateOn(p *permit.Permit, on civil.Date) (permit.State, error) {
	s, err := p.On(on, &r.policy.Permit)
	if s.Status == permit.StatusOpen {
		err = nil
	}
	return s, err
}

// issuedByThen is the rule that a task on a day before the issue breaks.
const issuedByThen = "the permit must be issued by the day of the order"

// notAlive is the refusal of what only a living permit admits, where the task
// has no table of its own that says so: the permit's verification, with its
// reasons. Before the issue there is nothing to verify, and no act is possible:
// that is an error that wraps ErrState.
func (d *desk) notAlive(p *held, s *permit.State) (Result, bool, error) {
	switch {
	case s.Alive():
		return Result{}, false, nil
	case s.Status == permit.NotIssued:
		return Result{}, false, d.state(issuedByThen)
	}
	card := s.Card
	if card == "" {
		card = madeBy(p.permit.Act(0).What)
	}
	res := d.refuse(p.permit.Verify(card, d.o.On, &d.r.policy.Permit).Decision())
	res.Receipt.about(p, s)
	return res, true, nil
}
