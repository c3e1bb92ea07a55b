package scenario

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// plain records what only needs a living permit.
func (d *direct) plain(o *order, p *permit.Permit, s *permit.State, what permit.Payload, clause string) (answer, error) {
	if !s.Status.Admits(what.Kind()) && !s.Alive() {
		c, _ := registry.Authority(o.task, o.by.Kind)
		return d.refused(o, d.dead(p, s, o.on), s, c), nil
	}
	return d.append(o, p, what, law.MustCite(clause), rule.Decision{})
}

// dead is why a permit admits nothing any more: its verification.
func (d *direct) dead(p *permit.Permit, s *permit.State, on civil.Date) rule.Decision {
	card := s.Card
	if issue, ok := p.Act(0).What.(permit.Issue); card == "" && ok {
		card = issue.Card
	}
	v := p.Verify(card, on, &d.policy.Permit)
	return v.Decision()
}

// A filing is one procedure with its two side questions.
type filing struct {
	agency, venue rule.Decision
	filer         permit.Filer
}

func (d *direct) filing(o *order, p *permit.Permit, s *permit.State, what eligibility.Procedure, home permit.Address) filing {
	who := presence(o.in.input())
	agent := who.Agent
	if agent != nil {
		agent = d.agent(o, agent)
	}
	f := eligibility.Filing{
		Procedure: what, Applicant: p.HolderOn(o.on), Residence: home, FiledOn: o.on, Office: o.by.Office,
		PermitIssued: s.Issued, InPerson: who.InPerson, Agent: agent,
		LimitedMobilityClaimed: who.LimitedMobilityClaimed, LimitedMobility: who.LimitedMobility,
	}
	x := filing{agency: eligibility.Agency(&f, o.on, &d.policy.Eligibility), venue: eligibility.Venue(&f, o.on, &d.policy.Eligibility)}
	by := permit.ActorUnknown
	switch {
	case agent != nil:
		by = permit.Agent
	case who.InPerson == permit.Yes:
		by = permit.Holder
	}
	x.filer = permit.Filer{By: by, AgentAdmitted: rule.Truth(x.agency.Outcome()), Office: o.by.Office.Kind}
	return x
}

// agent is the agent with the permit that the script has given him or her.
func (d *direct) agent(o *order, agent *eligibility.Agent) *eligibility.Agent {
	known := *agent
	known.Permit = eligibility.HeldUnknown
	if known.Identity.HolderNumber.IsZero() {
		return &known
	}
	known.Permit = eligibility.NeverHeld
	guardian := d.numbered(known.Identity.HolderNumber)
	if guardian == nil {
		return &known
	}
	for i := range d.file(guardian).permits {
		s, err := d.on(&d.file(guardian).permits[i], o.on)
		if err != nil {
			return &known
		}
		switch {
		case s.Status == permit.Active:
			known.Permit = min(known.Permit, eligibility.HeldActive)
		case s.Status == permit.Suspended:
			known.Permit = min(known.Permit, eligibility.HeldSuspended)
		case s.Status == permit.Cancelled:
			known.Permit = min(known.Permit, eligibility.HeldCancelled)
		}
	}
	return &known
}

// blame is what stands in the way, if anything does: what refuses before what
// leaves open, the request itself before who came and where (A18).
func blame(own, agency, venue rule.Decision, refused eligibility.Next) (rule.Decision, eligibility.Next, bool) {
	all := own.Outcome() // Kleene's and: refused, if one is
	for _, side := range []rule.Decision{agency, venue} {
		all = rule.Outcome(rule.Truth(all).And(rule.Truth(side.Outcome())))
	}
	if all == rule.Approved {
		return own, eligibility.NextUnknown, false
	}
	one, next := venue, eligibility.NextOtherOffice
	switch all {
	case own.Outcome():
		one, next = own, refused
	case agency.Outcome():
		one, next = agency, eligibility.NextOtherAgent
	}
	if all == rule.Undetermined {
		next = eligibility.NextAskForFacts
	}
	return one, next, true
}

// blocks is the answer if something stands in the way of a holder's procedure.
func (d *direct) blocks(o *order, x *filing, own rule.Decision, s *permit.State, c law.Cite) (answer, bool) {
	one, next, stop := blame(own, x.agency, x.venue, eligibility.NextUnknown)
	if !stop {
		return answer{}, false
	}
	a := d.refused(o, one, s, c)
	x.side(&a)
	a.Conditions, a.Receipt.Next = own, next
	return a, true
}

func (x *filing) side(a *answer) { a.Venue, a.Agency = x.venue, x.agency }

func (d *direct) endorse(o *order, f *file, p *permit.Permit, s *permit.State, in *registry.Endorsing, c law.Cite) (answer, error) {
	if !s.Alive() {
		return d.refused(o, d.dead(p, s, o.on), s, c), nil
	}
	x := d.filing(o, p, s, eligibility.Endorsing, s.Address)
	living := in.GoesOnLiving.Truth()
	if !since(f.register.list(), o.on).IsZero() {
		living = rule.Met
	}
	policy := &d.policy.Permit
	line, err := p.Timeline(o.on, policy)
	if err != nil {
		return answer{}, err
	}
	decision := endorsement.Decide(&endorsement.Facts{
		Permit: line, GoesOnLiving: living, ConditionsMet: in.ConditionsMet.Truth(), AddressUpToDate: in.AddressUpToDate.Truth(),
	}, o.on, &policy.Endorsement)
	effect, _ := line.Preview(o.on, &policy.Endorsement)
	if a, stop := d.blocks(o, &x, decision, s, c); stop {
		a.Receipt.Endorsement = effect
		return a, nil
	}
	clause := law.MustCite("14.2.b")
	if effect.Timing == endorsement.Late {
		clause = law.MustCite("14.3.b")
	}
	a, err := d.append(o, p, permit.Endorsement{}, clause, decision)
	if err != nil {
		return answer{}, err
	}
	x.side(&a)
	a.Receipt.Endorsement = effect
	if in.AddressUpToDate == permit.No {
		a.Receipt.Breaches = []registry.Breach{{Cite: law.MustCite("13.1")}}
	}
	return a, d.charge(&a, permit.FeeEndorsement, o.on, permit.Basis{})
}

func (d *direct) reissue(o *order, f *file, p *permit.Permit, s *permit.State, in *registry.Reissuing, c law.Cite) (answer, error) {
	x := d.filing(o, p, s, eligibility.Reissuing, s.Address)
	decision := permit.DecideReissue(&permit.ReissueFacts{Permit: *s, Lost: in.Lost.Truth(), Filer: x.filer}, o.on, &d.policy.Permit)
	return d.newCard(o, f, p, s, x, decision, permit.FeeReissue, in.Waiver, c, func(card permit.CardNumber) permit.Payload {
		return permit.Reissue{Card: card, Replaces: s.Card}
	})
}

func (d *direct) exchange(o *order, f *file, p *permit.Permit, s *permit.State, in *registry.Exchanging, c law.Cite) (answer, error) {
	x := d.filing(o, p, s, eligibility.Exchanging, s.Address)
	decision := permit.DecideExchange(&permit.ExchangeFacts{
		Permit: *s, Damaged: in.Damaged.Truth(), Returned: in.Returned.Truth(), Filer: x.filer,
		OtherClaimed: permit.FlagOf(!in.Other.IsZero()), Other: in.Other,
	}, o.on, &d.policy.Permit)
	operation := permit.FeeExchange
	if in.Damaged != permit.Yes {
		operation = permit.FeeExchangeOtherwise
	}
	return d.newCard(o, f, p, s, x, decision, operation, in.Waiver, c, func(card permit.CardNumber) permit.Payload {
		return permit.Exchange{Card: card, Replaces: s.Card, Returned: in.Returned, Other: in.Other, Holder: in.Corrected}
	})
}

func (d *direct) newCard(o *order, f *file, p *permit.Permit, s *permit.State, x filing, decision rule.Decision,
	operation permit.FeeOperation, waiver permit.Basis, c law.Cite, what func(permit.CardNumber) permit.Payload) (answer, error) {
	if a, stop := d.blocks(o, &x, decision, s, c); stop {
		return a, nil
	}
	var fee answer
	if err := d.charge(&fee, operation, o.on, waiver); err != nil {
		return answer{}, err
	}
	card := d.card()
	a, err := d.append(o, p, what(card), law.MustCite("12.1"), decision)
	if err != nil {
		return answer{}, err
	}
	f.cards = append(f.cards, card)
	x.side(&a)
	a.Receipt.Fee, a.Receipt.FeeCite = fee.Receipt.Fee, fee.Receipt.FeeCite
	return a, nil
}

func (d *direct) move(o *order, f *file, p *permit.Permit, s *permit.State, in *registry.AddressChange, c law.Cite) (answer, error) {
	if err := in.Address.Validate(); err != nil {
		return answer{}, err
	}
	x := d.filing(o, p, s, eligibility.ChangingAddress, in.Address)
	policy := &d.policy.Permit
	decision := permit.DecideAddressChange(&permit.AddressChangeFacts{Permit: *s, Address: in.Address, Moved: in.Moved, Filer: x.filer}, o.on, policy)
	if a, stop := d.blocks(o, &x, decision, s, c); stop {
		return a, nil
	}
	due, err := policy.ChangeDue(in.Moved)
	if err != nil {
		return answer{}, err
	}
	a, err := d.append(o, p, permit.AddressChange{Address: in.Address, Moved: in.Moved, Due: due}, law.MustCite("13.1"), decision)
	if err != nil {
		return answer{}, err
	}
	x.side(&a)
	if late, is, err := permit.LateReport(in.Moved, o.on, policy); err == nil && is {
		a.Receipt.Breaches = []registry.Breach{{Cite: late.Clause, Due: late.Due}}
	}
	return a, d.charge(&a, permit.FeeAddressChange, o.on, permit.Basis{})
}

func (d *direct) cancel(o *order, p *permit.Permit, s *permit.State, in *registry.Cancelling, c law.Cite) (answer, error) {
	facts := permit.CancellationFacts{Permit: *s, By: o.by.Kind}
	clause := "23.1.0"
	switch in.Ground {
	case permit.FalseProofs:
		facts.FalseProofs, clause = in.Finding, "23.1.a"
	case permit.ConditionsNotMet:
		clause = "23.1.b"
		if in.Finding.Ground == permit.FoundConditionsLost {
			facts.ConditionsLost, facts.LostAtEndorsing = in.Finding, in.LostAtEndorsing
		} else {
			facts.NeverMet = in.Finding
		}
	case permit.BecameBeijingHousehold:
		facts.Household, facts.HouseholdOn, clause = in.Finding, in.Event, "23.1.c"
	case permit.HolderDied:
		facts.Death, facts.DiedOn, clause = in.Finding, in.Event, "23.1.d"
	case permit.RequiredByOtherRule:
		facts.OtherRule, clause = in.Finding, "23.1.e"
	}
	decision := permit.DecideCancellation(&facts, o.on, &d.policy.Permit)
	a, err := d.decided(o, p, s, decision, permit.Cancellation{Ground: in.Ground, Finding: in.Finding, Event: in.Event}, clause, c)
	if err == nil && a.Receipt.Recorded {
		a.Receipt.HandIn = in.Ground.TakesCard()
	}
	return a, err
}

func (d *direct) confiscate(o *order, p *permit.Permit, in *registry.Confiscating, c law.Cite) (answer, error) {
	decision := permit.DecideConfiscation(&permit.ConfiscationFacts{By: o.by.Kind, Item: in.Item, Finding: in.Finding}, o.on, &d.policy.Permit)
	if !decision.Approved() {
		return d.refused(o, decision, nil, c), nil
	}
	clause := law.MustCite("28.3")
	if in.Item == permit.FraudulentlyObtained {
		clause = law.MustCite("27.2")
	}
	if p == nil {
		a := d.recorded(o, clause)
		a.Decision = decision
		return a, nil
	}
	card, err := o.card.pick(d.file(o.who).cards)
	if err != nil {
		return answer{}, err
	}
	return d.append(o, p, permit.Confiscation{Item: in.Item, Card: card, Finding: in.Finding}, clause, decision)
}

func (d *direct) inspect(o *order, f *file, in *registry.Inspecting, c law.Cite) (answer, error) {
	decision := permit.DecideInspection(&permit.InspectionFacts{
		By: o.by.Kind, OnDuty: in.OnDuty.Truth(), CredentialsShown: in.CredentialsShown.Truth(),
	}, o.on, &d.policy.Permit)
	a := d.refused(o, decision, nil, c)
	if !decision.Approved() || o.card == unknownCard {
		return a, nil
	}
	v, err := d.verify(o.by, o.who, o.card, o.on)
	if err != nil {
		return answer{}, err
	}
	a.Receipt.Recorded, a.verified = true, v.Status
	return a, v.Err
}

func (d *direct) sanction(o *order, in *registry.Sanctioning, c law.Cite) (answer, error) {
	p := in.Proposal
	p.Authority = o.by.Office.Kind
	if p.Case.Offender.Born.IsZero() {
		p.Case.Offender.Born = in.Offender.Born
	}
	follows, err := penalty.Follow(&p.Case, o.on, &d.policy.Penalty)
	if err != nil {
		return answer{}, err
	}
	clause := p.Case.Act.ClauseFor(p.Case.Offender.Kind)
	if o.task == registry.Refer {
		a := d.refused(o, rule.Decision{}, nil, c)
		a.follows = &follows
		for _, r := range []penalty.Referral{follows.Liability, follows.Crime} {
			if r.Kind != penalty.NoReferral {
				a.Receipt.Recorded, a.Receipt.Cite = true, r.Clause
			}
		}
		return a, nil
	}
	decision, err := penalty.Check(&p, o.on, &d.policy.Penalty)
	if err != nil {
		return answer{}, err
	}
	a := d.refused(o, decision, nil, c)
	a.follows = &follows
	if decision.Approved() && (!p.Sanction.IsZero() || p.Mitigation.Kind == penalty.Waived) {
		a.Receipt.Recorded, a.Receipt.Cite = true, clause
	}
	return a, nil
}
