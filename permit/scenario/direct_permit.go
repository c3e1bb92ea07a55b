package scenario

import (
	"errors"

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
func (h *handling) plain(what permit.Payload, clause string) (answer, error) {
	if !h.state.Status.Admits(what.Kind()) && !h.state.Alive() {
		return h.refused(h.dead()), nil
	}
	return h.append(what, law.MustCite(clause), rule.Decision{})
}

// dead is why a permit admits nothing any more: its verification.
func (h *handling) dead() rule.Decision {
	card := h.state.Card
	if issue, ok := h.permit.Act(0).What.(permit.Issue); card == "" && ok {
		card = issue.Card
	}
	v := h.permit.Verify(card, h.o.on, &h.d.policy.Permit)
	return v.Decision()
}

// A filing is one procedure with its two side questions.
type filing struct {
	agency, venue rule.Decision
	filer         permit.Filer
}

func (h *handling) filing(what eligibility.Procedure, home permit.Address) filing {
	who := presence(h.o.in.input())
	agent := who.Agent
	if agent != nil {
		agent = h.agent(agent)
	}
	f := eligibility.Filing{
		Procedure: what, Applicant: h.permit.HolderOn(h.o.on), Residence: home, FiledOn: h.o.on, Office: h.o.by.Office,
		PermitIssued: h.state.Issued, InPerson: who.InPerson, Agent: agent,
		LimitedMobilityClaimed: who.LimitedMobilityClaimed, LimitedMobility: who.LimitedMobility,
	}
	x := filing{agency: eligibility.Agency(&f, h.o.on, &h.d.policy.Eligibility), venue: eligibility.Venue(&f, h.o.on, &h.d.policy.Eligibility)}
	by := permit.ActorUnknown
	switch {
	case agent != nil:
		by = permit.Agent
	case who.InPerson == permit.Yes:
		by = permit.Holder
	}
	x.filer = permit.Filer{By: by, AgentAdmitted: rule.Truth(x.agency.Outcome()), Office: h.o.by.Office.Kind}
	return x
}

// agent is the agent with the permit that the script has given him or her.
func (h *handling) agent(agent *eligibility.Agent) *eligibility.Agent {
	known := *agent
	known.Permit = eligibility.HeldUnknown
	if known.Identity.HolderNumber.IsZero() {
		return &known
	}
	known.Permit = eligibility.NeverHeld
	guardian := h.d.numbered(known.Identity.HolderNumber)
	if guardian == nil {
		return &known
	}
	for i := range h.d.file(guardian).permits {
		s, err := h.d.on(&h.d.file(guardian).permits[i], h.o.on)
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
// leaves open, and of each where somebody came before who, and who before what for
// (A18).
func blame(own, agency, venue rule.Decision, refused eligibility.Next) (rule.Decision, eligibility.Next, bool) {
	all := own.Outcome() // Kleene's and: refused, if one is
	for _, side := range []rule.Decision{agency, venue} {
		all = rule.Outcome(rule.Truth(all).And(rule.Truth(side.Outcome())))
	}
	if all == rule.Approved {
		return own, eligibility.NextUnknown, false
	}
	one, next := own, refused
	switch all {
	case venue.Outcome():
		one, next = venue, eligibility.NextOtherOffice
	case agency.Outcome():
		one, next = agency, eligibility.NextOtherAgent
	}
	if all == rule.Undetermined {
		next = eligibility.NextAskForFacts
	}
	return one, next, true
}

// blocks is the answer if something stands in the way of a holder's procedure.
func (h *handling) blocks(x *filing, own rule.Decision) (answer, bool) {
	one, next, stop := blame(own, x.agency, x.venue, eligibility.NextUnknown)
	if in, ok := h.o.in.input().(*registry.AddressChange); ok && in.Address.InBeijing() == permit.No {
		one, next = own, eligibility.NextUnknown // there is no office to be named
		if x.agency.Outcome() == rule.Refused {
			one, next = x.agency, eligibility.NextOtherAgent
		}
	}
	if !stop {
		return answer{}, false
	}
	a := h.refused(one)
	x.side(&a)
	a.Conditions, a.Receipt.Next = own, next
	return a, true
}

func (x *filing) side(a *answer) { a.Venue, a.Agency = x.venue, x.agency }

func (h *handling) endorse(in *registry.Endorsing) (answer, error) {
	if !h.state.Alive() {
		return h.refused(h.dead()), nil
	}
	x := h.filing(eligibility.Endorsing, h.state.Address)
	living := in.GoesOnLiving.Truth()
	if !since(h.file.register.list(), h.o.on).IsZero() { // which says that he or she does (A80)
		if living != rule.Met {
			return answer{}, wrong("暂住登记仍然有效，表明继续居住（A80）；先写 结束登记，再写 继续居住=", "a registration is in force, which says that the holder goes on living here (A80); end it before goesOnLiving=")
		}
	}
	policy := &h.d.policy.Permit
	line, err := h.permit.Timeline(h.o.on, policy)
	if err != nil {
		return answer{}, err
	}
	decision := endorsement.Decide(&endorsement.Facts{
		Permit: line, GoesOnLiving: living, ConditionsMet: in.ConditionsMet.Truth(), AddressUpToDate: in.AddressUpToDate.Truth(),
	}, h.o.on, &policy.Endorsement)
	effect, _ := line.Preview(h.o.on, &policy.Endorsement)
	if a, stop := h.blocks(&x, decision); stop {
		a.Receipt.Endorsement = effect
		return a, nil
	}
	clause := law.MustCite("14.2.b")
	if effect.Timing == endorsement.Late {
		clause = law.MustCite("14.3.b")
	}
	a, err := h.append(permit.Endorsement{}, clause, decision)
	if err != nil {
		return answer{}, err
	}
	x.side(&a)
	a.Receipt.Endorsement = effect
	if in.AddressUpToDate == permit.No {
		a.Receipt.Breaches = []registry.Breach{{Cite: law.MustCite("13.1")}}
	}
	return a, h.charge(&a, permit.FeeEndorsement, permit.Basis{})
}

func (h *handling) reissue(in *registry.Reissuing) (answer, error) {
	x := h.filing(eligibility.Reissuing, h.state.Address)
	decision := permit.DecideReissue(&permit.ReissueFacts{Permit: *h.state, Lost: in.Lost.Truth(), Filer: x.filer}, h.o.on, &h.d.policy.Permit)
	return h.make(&newCard{x, decision, permit.FeeReissue, in.Waiver, func(card permit.CardNumber) permit.Payload {
		return permit.Reissue{Card: card, Replaces: h.state.Card}
	}})
}

func (h *handling) exchange(in *registry.Exchanging) (answer, error) {
	x := h.filing(eligibility.Exchanging, h.state.Address)
	decision := permit.DecideExchange(&permit.ExchangeFacts{
		Permit: *h.state, Damaged: in.Damaged.Truth(), Returned: in.Returned.Truth(), Filer: x.filer,
		OtherClaimed: permit.FlagOf(!in.Other.IsZero()), Other: in.Other,
	}, h.o.on, &h.d.policy.Permit)
	operation := permit.FeeExchange
	if in.Damaged != permit.Yes {
		operation = permit.FeeExchangeOtherwise
	}
	return h.make(&newCard{x, decision, operation, in.Waiver, func(card permit.CardNumber) permit.Payload {
		return permit.Exchange{Card: card, Replaces: h.state.Card, Returned: in.Returned, Other: in.Other, Holder: in.Corrected}
	}})
}

// A newCard is what a reissue and an exchange have in common: what is asked of it,
// what it costs, and what it records.
type newCard struct {
	filing
	decision  rule.Decision
	operation permit.FeeOperation
	waiver    permit.Basis
	what      func(permit.CardNumber) permit.Payload
}

func (h *handling) make(n *newCard) (answer, error) {
	if a, stop := h.blocks(&n.filing, n.decision); stop {
		return a, nil
	}
	var fee answer
	if err := h.charge(&fee, n.operation, n.waiver); err != nil {
		return answer{}, err
	}
	card := h.d.card()
	a, err := h.append(n.what(card), law.MustCite("12.1"), n.decision)
	if err != nil {
		return answer{}, err
	}
	h.file.cards = append(h.file.cards, card)
	n.side(&a)
	a.Receipt.Fee, a.Receipt.FeeCite = fee.Receipt.Fee, fee.Receipt.FeeCite
	return a, nil
}

func (h *handling) move(in *registry.AddressChange) (answer, error) {
	if err := in.Address.Validate(); err != nil {
		return answer{}, err
	}
	x := h.filing(eligibility.ChangingAddress, in.Address)
	policy := &h.d.policy.Permit
	decision := permit.DecideAddressChange(&permit.AddressChangeFacts{Permit: *h.state, Address: in.Address, Moved: in.Moved, Filer: x.filer}, h.o.on, policy)
	if a, stop := h.blocks(&x, decision); stop {
		return a, nil
	}
	due, err := policy.ChangeDue(in.Moved)
	if err != nil && !errors.Is(err, civil.ErrNoCalendarData) {
		return answer{}, err
	}
	a, err := h.append(permit.AddressChange{Address: in.Address, Moved: in.Moved, Due: due}, law.MustCite("13.1"), decision)
	if err != nil {
		return answer{}, err
	}
	x.side(&a)
	if late, is, err := permit.LateReport(in.Moved, h.o.on, policy); err == nil && is {
		a.Receipt.Breaches = []registry.Breach{{Cite: late.Clause, Due: late.Due}}
	}
	return a, h.charge(&a, permit.FeeAddressChange, permit.Basis{})
}

func (h *handling) cancel(in *registry.Cancelling) (answer, error) {
	facts := permit.CancellationFacts{Permit: *h.state, By: h.o.by.Kind}
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
	decision := permit.DecideCancellation(&facts, h.o.on, &h.d.policy.Permit)
	a, err := h.decided(decision, permit.Cancellation{Ground: in.Ground, Finding: in.Finding, Event: in.Event}, clause)
	if err == nil && a.Receipt.Recorded {
		a.Receipt.HandIn = in.Ground.TakesCard()
	}
	return a, err
}

func (h *handling) confiscate(in *registry.Confiscating) (answer, error) {
	decision := permit.DecideConfiscation(&permit.ConfiscationFacts{By: h.o.by.Kind, Item: in.Item, Finding: in.Finding}, h.o.on, &h.d.policy.Permit)
	if !decision.Approved() {
		return h.answer(decision), nil
	}
	clause := law.MustCite("28.3")
	if in.Item == permit.FraudulentlyObtained {
		clause = law.MustCite("27.2")
	}
	switch {
	case h.permit != nil && h.o.card == unknownCard && in.Item == permit.FraudulentlyObtained:
		return answer{}, errState // nobody obtained it
	case h.permit == nil || h.o.card == unknownCard:
		a := h.recorded(clause)
		a.Decision = decision
		return a, nil
	}
	card, err := h.o.card.pick(h.d.file(h.o.who).cards)
	if err != nil {
		return answer{}, err
	}
	return h.append(permit.Confiscation{Item: in.Item, Card: card, Finding: in.Finding}, clause, decision)
}

func (h *handling) inspect(in *registry.Inspecting) (answer, error) {
	decision := permit.DecideInspection(&permit.InspectionFacts{
		By: h.o.by.Kind, OnDuty: in.OnDuty.Truth(), CredentialsShown: in.CredentialsShown.Truth(),
	}, h.o.on, &h.d.policy.Permit)
	a := h.answer(decision)
	if !decision.Approved() || h.o.card == unknownCard {
		return a, nil
	}
	v, err := h.d.verify(h.o.by, h.o.who, h.o.card, h.o.on)
	if err != nil {
		return answer{}, err
	}
	a.Receipt.Recorded, a.verified = true, v.Status
	return a, v.Err
}

func (h *handling) sanction(in *registry.Sanctioning) (answer, error) {
	p := in.Proposal
	p.Authority = h.o.by.Office.Kind
	if p.Case.Offender.Born.IsZero() {
		p.Case.Offender.Born = in.Offender.Born
	}
	follows, err := penalty.Follow(&p.Case, h.o.on, &h.d.policy.Penalty)
	if err != nil {
		return answer{}, err
	}
	clause := p.Case.Act.ClauseFor(p.Case.Offender.Kind)
	if h.o.task == registry.Refer {
		a := h.answer(rule.Decision{})
		a.follows = &follows
		for _, r := range []penalty.Referral{follows.Liability, follows.Crime} {
			if r.Kind != penalty.NoReferral {
				a.Receipt.Recorded, a.Receipt.Cite = true, r.Clause
			}
		}
		return a, nil
	}
	decision, err := penalty.Check(&p, h.o.on, &h.d.policy.Penalty)
	if err != nil {
		return answer{}, err
	}
	a := h.answer(decision)
	a.follows = &follows
	if decision.Approved() && (!p.Sanction.IsZero() || p.Mitigation.Kind == penalty.Waived) {
		a.Receipt.Recorded, a.Receipt.Cite = true, clause
	}
	return a, nil
}
