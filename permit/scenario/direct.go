package scenario

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A direct desk asks the rule packages and nothing else: there is no store and
// no registry. It is an independent path: what the registry reads from its
// records, this puts together from what the script has said so far, so that a
// registry that forgets, mixes up or misreads something answers otherwise. It
// holds no rule of its own; of the registry it takes the words for inputs and
// answers, and the table of who may do what.
//
// With stored set, each input and each permit goes through its stored form
// first.
type direct struct {
	*world
	stored bool
	files  map[*party]*file
}

// A file is what a direct desk knows of somebody.
type file struct {
	declared []eligibility.Registration // at the desk, beside those the script gives
	app      eligibility.Application
	filed    civil.Date
	standing standing
	judged   [2]rule.Outcome // conditions and papers at the approval
	approved civil.Date
	permits  []permit.Permit
	cards    []permit.CardNumber
}

// standing is where an application stands.
type standing uint8

const (
	noApplication standing = iota
	accepted
	approved
	closed
)

func newDirect(w *world, stored bool) *direct {
	return &direct{w, stored, map[*party]*file{}}
}

func (d *direct) carry(form []byte) ([]byte, error) {
	if d.stored {
		return form, nil
	}
	return nil, nil
}

func (d *direct) close() error { return nil }

func (d *direct) file(who *party) *file {
	f := d.files[who]
	if f == nil {
		f = &file{}
		d.files[who] = f
	}
	return f
}

// errState is an act that the records do not admit.
var errState = fmt.Errorf("scenario: %w", registry.ErrState)

func (d *direct) act(o *order) (answer, error) {
	c, ok := registry.Authority(o.task, o.by.Kind)
	if !ok {
		return answer{}, &registry.AuthorityError{Role: o.by.Kind, Task: o.task, Cite: c}
	}
	if err := o.in.carry(d); err != nil {
		return answer{}, err
	}
	f := d.file(o.who)
	switch in := o.in.input().(type) {
	case *registry.Declaration:
		f.declared = append(f.declared, eligibility.Registration{First: o.on, District: in.Address.District()})
		return d.recorded(o, c), nil
	case *ending:
		return d.end(o, f, c)
	case *registry.RegistrationFinding:
		return d.reject(o, f, in, c)
	case *eligibility.Application:
		return d.apply(o, f, in, c)
	case *registry.ProofReview:
		return d.review(o, f, in, c)
	case *registry.Ruling:
		return d.decide(o, f, in)
	case *registry.Issuance:
		return d.issue(o, f, in)
	case *registry.Sanctioning:
		return d.sanction(o, in, c)
	case *registry.Inspecting:
		return d.inspect(o, f, in, c)
	}
	if in, ok := o.in.input().(*registry.Confiscating); ok && in.Item == permit.Forged {
		return d.confiscate(o, nil, in, c)
	}
	if len(f.permits) == 0 {
		return answer{}, errState
	}
	p := &f.permits[len(f.permits)-1]
	if d.stored {
		if err := restore(p); err != nil {
			return answer{}, err
		}
	}
	s, err := d.on(p, o.on)
	if err != nil {
		return answer{}, err
	}
	switch in := o.in.input().(type) {
	case *registry.Endorsing:
		return d.endorse(o, f, p, &s, in, c)
	case *loss:
		return d.plain(o, p, &s, permit.LossReport{Card: s.Card}, "12.1")
	case *suspension:
		return d.plain(o, p, &s, permit.SuspensionRecord{}, "14.3.a")
	case *registry.Find:
		card, err := o.card.pick(f.cards)
		if err != nil {
			return answer{}, err
		}
		return d.plain(o, p, &s, permit.Recovery{Card: card, HandedIn: in.HandedIn}, "12.1")
	case *registry.PermitFinding:
		return d.plain(o, p, &s, permit.FindingRecord{Finding: in.Finding}, "23.1.0")
	case *registry.Reissuing:
		return d.reissue(o, f, p, &s, in, c)
	case *registry.Exchanging:
		return d.exchange(o, f, p, &s, in, c)
	case *registry.Move:
		return d.move(o, f, p, &s, in, c)
	case *registry.Check:
		decision := permit.DecideInformationCheck(&permit.InformationCheckFacts{Permit: s, By: o.by.Kind}, o.on, &d.policy.Permit)
		return d.decided(o, p, &s, decision, permit.InformationCheck{Agrees: in.Agrees, Result: in.Finding}, "21.1.a", c)
	case *registry.Cancelling:
		return d.cancel(o, p, &s, in, c)
	case *registry.Confiscating:
		return d.confiscate(o, p, in, c)
	}
	return answer{}, fmt.Errorf("scenario: no such act")
}

// restore takes a permit through its stored form.
func restore(p *permit.Permit) error {
	form, err := p.MarshalJSON()
	if err != nil {
		return err
	}
	var fresh permit.Permit
	if err := fresh.UnmarshalJSON(form); err != nil {
		return err
	}
	*p = fresh
	return nil
}

// on is the state on a day; one that hangs on days without calendar data is no
// error by itself.
func (d *direct) on(p *permit.Permit, day civil.Date) (permit.State, error) {
	s, err := p.On(day, &d.policy.Permit)
	if s.Status == permit.StatusOpen {
		err = nil
	}
	return s, err
}

func (d *direct) receipt(o *order, c law.Cite) registry.Receipt {
	r := registry.Receipt{Task: o.task, On: o.on, Cite: c}
	if from := d.policy.Permit.Commencement; !from.IsZero() {
		r.InForce = permit.FlagOf(o.on.OnOrAfter(from))
	}
	return r
}

func (d *direct) recorded(o *order, c law.Cite) answer {
	a := answer{Result: registry.Result{Receipt: d.receipt(o, c)}}
	a.Receipt.Recorded = true
	return a
}

func (d *direct) refused(o *order, decision rule.Decision, s *permit.State, c law.Cite) answer {
	a := answer{Result: registry.Result{Decision: decision, Receipt: d.receipt(o, c)}}
	if s != nil {
		tell(&a.Receipt, s)
	}
	return a
}

func tell(r *registry.Receipt, s *permit.State) {
	r.Status, r.LastValid = s.Status, s.LastValid
	if s.Alive() {
		r.Window, r.Deadline = s.Window, s.Deadline
	}
}

// append records an act on a permit.
func (d *direct) append(o *order, p *permit.Permit, what permit.Payload, clause law.Cite, decision rule.Decision) (answer, error) {
	recorded := permit.InstantOf(noon(o.on))
	if n := p.Len(); n > 0 {
		recorded = max(recorded, p.Act(n-1).Recorded)
	}
	next, err := p.Append(permit.Act{What: what, On: o.on, Recorded: recorded, By: o.by, Cite: clause, Decision: decision}, &d.policy.Permit)
	if err != nil {
		return answer{}, err
	}
	*p = next
	s, err := d.on(p, o.on)
	if err != nil {
		return answer{}, err
	}
	a := d.recorded(o, clause)
	a.Decision = decision
	tell(&a.Receipt, &s)
	return a, nil
}

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

func (d *direct) decided(o *order, p *permit.Permit, s *permit.State, decision rule.Decision, what permit.Payload, clause string, c law.Cite) (answer, error) {
	if !decision.Approved() {
		return d.refused(o, decision, s, c), nil
	}
	return d.append(o, p, what, law.MustCite(clause), decision)
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
		PermitIssued: s.Issued, InPerson: who.InPerson, Agent: agent, LimitedMobility: who.LimitedMobility,
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

// blocks is the decision that stands in the way, if one does.
func (x *filing) blocks(own rule.Decision) (rule.Decision, bool) {
	switch {
	case !own.Approved():
		return own, true
	case !x.agency.Approved():
		return x.agency, true
	}
	return own, false
}

func (x *filing) side(a *answer) { a.Venue, a.Agency = x.venue, x.agency }

func (d *direct) charge(a *answer, operation permit.FeeOperation, on civil.Date, waiver permit.Basis) error {
	fees, err := d.schedule(d)
	if err != nil {
		return err
	}
	fee, err := permit.FeeFor(permit.FeeQuestion{Operation: operation, On: on, Waiver: waiver}, fees, &d.policy.Permit)
	a.Receipt.Fee, a.Receipt.FeeCite = fee.Amount, fee.Cite
	return err
}

// end ends the registration that is in force.
func (d *direct) end(o *order, f *file, c law.Cite) (answer, error) {
	for _, list := range [][]eligibility.Registration{f.declared, o.who.app.of.Registrations} {
		for i := range list {
			if list[i].Last.IsZero() && list[i].First.OnOrBefore(o.on) {
				list[i].Last = o.on
				return d.recorded(o, c), nil
			}
		}
	}
	return answer{}, errState
}

// reject puts the finding that a registration is false on the first one in
// force.
func (d *direct) reject(o *order, f *file, in *registry.RegistrationFinding, c law.Cite) (answer, error) {
	for _, list := range [][]eligibility.Registration{f.declared, o.who.app.of.Registrations} {
		for i := range list {
			if list[i].Falsity.IsZero() && list[i].First.OnOrBefore(o.on) {
				list[i].Falsity = in.Finding
				return d.recorded(o, c), nil
			}
		}
	}
	return answer{}, errState
}

// records are the registrations of somebody on a day.
func (d *direct) records(who *party, on civil.Date) []eligibility.Registration {
	return append(registered(&who.app.of, on), d.file(who).declared...)
}

// since is the first day of the unbroken run of registrations that reaches a
// day, a false one left out; zero if none does.
func since(list []eligibility.Registration, day civil.Date) civil.Date {
	days := map[civil.Date]bool{}
	for _, r := range list {
		if r.Falsity.Outcome == permit.Established {
			continue
		}
		for on := r.First; on.OnOrBefore(day) && (r.Last.IsZero() || on.OnOrBefore(r.Last)); on = on.DayAfter() {
			days[on] = true
		}
	}
	var start civil.Date
	for on := day; days[on]; on = on.DayBefore() {
		start = on
	}
	return start
}

func (d *direct) apply(o *order, f *file, in *eligibility.Application, c law.Cite) (answer, error) {
	for i := range f.permits {
		if s, err := d.on(&f.permits[i], o.on); err != nil || s.Alive() {
			return answer{}, errors.Join(errState, err)
		}
	}
	a := *in
	a.Procedure, a.FiledOn, a.Office = eligibility.Applying, o.on, o.by.Office
	a.Registrations = d.records(o.who, o.on)
	if a.Agent != nil {
		a.Agent = d.agent(o, a.Agent)
	}
	s := eligibility.Assess(&a, o.on, &d.policy.Eligibility)
	x := answer{Result: registry.Result{Decision: s.Eligibility, Venue: s.Venue, Agency: s.Agency, Conditions: s.Eligibility, Receipt: d.receipt(o, c)}}
	x.Receipt.Next = s.Next
	switch {
	case !s.Agency.Approved():
		x.Decision, x.Receipt.Next = s.Agency, either(s.Agency, eligibility.NextOtherAgent)
	case !s.Materials.Approved():
		x.Decision, x.Receipt.Next = s.Materials, either(s.Materials, eligibility.NextAskForPapers)
	case s.Next == eligibility.NextOtherOffice:
		x.Decision = s.Venue
	default:
		x.Receipt.Recorded, x.Receipt.IssueDue = true, permit.IssueDueFrom(o.on).Advisory
		f.app, f.filed, f.standing = a, o.on, accepted
	}
	return x, nil
}

func either(d rule.Decision, next eligibility.Next) eligibility.Next {
	if d.Outcome() == rule.Undetermined {
		return eligibility.NextAskForFacts
	}
	return next
}

func (d *direct) review(o *order, f *file, in *registry.ProofReview, c law.Cite) (answer, error) {
	if f.standing != accepted {
		return answer{}, errState
	}
	f.app = copied(f.app) // earlier decisions still speak of it as it was
	found := false
	for _, r := range reviews(&f.app) {
		if r.kind != in.Proof || r.index != in.Index {
			continue
		}
		*r.at = eligibility.Review{Outcome: in.Outcome, By: o.by.Office, On: o.on, Reason: in.Reason, Competence: in.Competence}
		if !in.Other.IsZero() && r.other != nil {
			*r.other = in.Other
		}
		if !in.OtherHolder.IsZero() && r.otherHolder != nil {
			*r.otherHolder = in.OtherHolder
		}
		if !d.competent(&f.app, &r, o.on) {
			return answer{}, &registry.AuthorityError{Role: o.by.Kind, Task: o.task, Cite: c, Department: o.by.Office.Kind}
		}
		found = true
	}
	if !found {
		return answer{}, fmt.Errorf("%w: no such proof in the application", permit.ErrWord)
	}
	f.app.Registrations = d.records(o.who, o.on)
	s := eligibility.Assess(&f.app, o.on, &d.policy.Eligibility)
	a := d.recorded(o, c)
	a.Decision, a.Receipt.Next = s.Eligibility, s.Next
	return a, nil
}

// competent reports whether a review counts: one by a department that may not
// make it decides nothing, and its condition stays open (5.2).
func (d *direct) competent(a *eligibility.Application, r *review, on civil.Date) bool {
	var alone eligibility.Application
	switch r.kind {
	case registry.InsuranceProof:
		alone.Insurance = a.Insurance
	case registry.EmploymentProof:
		alone.Employments = a.Employments[r.index : r.index+1]
	case registry.DwellingProof:
		alone.Dwellings = a.Dwellings[r.index : r.index+1]
	case registry.StudyProof:
		alone.Studies = a.Studies[r.index : r.index+1]
	}
	policy := eligibility.Policy{SchoolDormitoryByEducation: d.policy.Eligibility.SchoolDormitoryByEducation}
	return eligibility.Decide(&alone, on, &policy).Truth(r.code) != rule.Unknown
}

func (d *direct) decide(o *order, f *file, in *registry.Ruling) (answer, error) {
	if f.standing != accepted || o.on.StrictlyBefore(f.filed) {
		return answer{}, errState
	}
	f.app = copied(f.app)
	f.app.Registrations = d.records(o.who, o.on)
	s := eligibility.Assess(&f.app, o.on, &d.policy.Eligibility)
	decision := s.Eligibility
	if !s.AtDecision.IsZero() && decision.Outcome() != rule.Refused && !s.AtDecision.Approved() {
		decision = s.AtDecision
	}
	if decision.Approved() && !s.Materials.Approved() {
		decision = s.Materials
	}
	switch decision.Outcome() {
	case rule.Approved:
		f.standing, f.approved = approved, o.on
		f.judged = [2]rule.Outcome{s.Eligible(), s.Materials.Outcome()}
		a := d.recorded(o, law.MustCite("11.1"))
		a.Decision, a.Receipt.Next, a.Receipt.IssueDue = decision, eligibility.NextApprove, permit.IssueDueFrom(f.filed).Advisory
		return a, nil
	case rule.Refused:
		n := eligibility.Notice{
			Decision: decision, Reviewer: in.Reviewer, Rejections: eligibility.Rejections(&f.app), Notifier: o.by, NotifiedOn: in.NotifiedOn,
		}
		if n.Reviewer.IsZero() && len(n.Rejections) == 0 {
			n.Reviewer = o.by.Office
		} else if n.Reviewer.IsZero() {
			n.Reviewer = n.Rejections[0].By
		}
		if _, err := eligibility.Refuse(n); err != nil {
			return answer{}, err
		}
		f.standing = closed
		a := d.recorded(o, law.MustCite("11.2"))
		a.Decision, a.Receipt.Next = decision, eligibility.NextRefuse
		return a, nil
	}
	c, _ := registry.Authority(o.task, o.by.Kind)
	a := d.refused(o, decision, nil, c)
	a.Receipt.Next = s.Next
	return a, nil
}

func (d *direct) issue(o *order, f *file, in *registry.Issuance) (answer, error) {
	if f.standing != approved || o.on.StrictlyBefore(f.approved) {
		return answer{}, errState
	}
	decision := permit.DecideIssue(&permit.IssueFacts{
		ConditionsMet: rule.Truth(f.judged[0]), Complete: rule.Truth(f.judged[1]), AcceptedOn: f.filed, By: o.by.Kind,
	}, o.on, &d.policy.Permit)
	if !decision.Approved() {
		c, _ := registry.Authority(o.task, o.by.Kind)
		return d.refused(o, decision, nil, c), nil
	}
	n := strconv.Itoa(len(f.permits) + 1)
	p, err := permit.New(permit.ID("EX-P-" + n))
	if err != nil {
		return answer{}, err
	}
	operation := permit.FeeFirstApplication
	if len(f.permits) > 0 {
		operation = permit.FeeLaterApplication
	}
	card := d.card()
	a, err := d.append(o, &p, permit.Issue{
		Card: card, Holder: f.app.Applicant, Address: f.app.Residence,
		RegisteredSince: since(f.app.Registrations, o.on), FormerPermitSince: in.FormerPermitSince,
	}, law.MustCite("11.1"), decision)
	if err != nil {
		return answer{}, err
	}
	if err := d.charge(&a, operation, o.on, permit.Basis{}); err != nil {
		return answer{}, err
	}
	due := permit.IssueDueFrom(f.filed)
	a.Receipt.IssueDue, a.Receipt.IssueLate = due.Advisory, due.Exceeded(o.on)
	f.permits, f.cards, f.standing = append(f.permits, p), append(f.cards, card), closed
	return a, nil
}

func (d *direct) card() permit.CardNumber {
	d.numbers++
	return permit.CardNumber(fmt.Sprintf("EX-C-%d", d.numbers))
}

func (d *direct) endorse(o *order, f *file, p *permit.Permit, s *permit.State, in *registry.Endorsing, c law.Cite) (answer, error) {
	if !s.Alive() {
		return d.refused(o, d.dead(p, s, o.on), s, c), nil
	}
	x := d.filing(o, p, s, eligibility.Endorsing, s.Address)
	living := in.GoesOnLiving.Truth()
	if !since(d.records(o.who, o.on), o.on).IsZero() {
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
	if decision, stop := x.blocks(decision); stop {
		a := d.refused(o, decision, s, c)
		x.side(&a)
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
	if decision, stop := x.blocks(decision); stop {
		a := d.refused(o, decision, s, c)
		x.side(&a)
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

func (d *direct) move(o *order, f *file, p *permit.Permit, s *permit.State, in *registry.Move, c law.Cite) (answer, error) {
	if err := in.Address.Validate(); err != nil {
		return answer{}, err
	}
	x := d.filing(o, p, s, eligibility.ChangingAddress, in.Address)
	policy := &d.policy.Permit
	decision := permit.DecideAddressChange(&permit.AddressChangeFacts{Permit: *s, Address: in.Address, Moved: in.Moved, Filer: x.filer}, o.on, policy)
	if decision, stop := x.blocks(decision); stop {
		a := d.refused(o, decision, s, c)
		x.side(&a)
		return a, nil
	}
	due, _ := policy.ChangeDue(in.Moved)
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

func (d *direct) state(who *party, on civil.Date) (permit.State, error) {
	f := d.file(who)
	if len(f.permits) == 0 {
		return permit.State{}, errState
	}
	p := &f.permits[len(f.permits)-1]
	if d.stored {
		if err := restore(p); err != nil {
			return permit.State{}, err
		}
	}
	return p.On(on, &d.policy.Permit)
}

func (d *direct) verify(by permit.Actor, who *party, card whichCard, on civil.Date) (permit.Verification, error) {
	if c, ok := registry.Authority(registry.Verify, by.Kind); !ok {
		return permit.Verification{}, &registry.AuthorityError{Role: by.Kind, Task: registry.Verify, Cite: c}
	}
	f := d.file(who)
	number, err := card.pick(f.cards)
	if err != nil || card == unknownCard {
		return permit.VerifyCard(permit.CardFace{}, on, &d.policy.Permit), err
	}
	for i := range f.permits {
		p := &f.permits[i]
		for n := range p.Len() {
			if made(p.Act(n).What) == number {
				return p.Verify(number, on, &d.policy.Permit), nil
			}
		}
	}
	return permit.VerifyCard(permit.CardFace{}, on, &d.policy.Permit), nil
}

// made is the card an act made.
func made(what permit.Payload) permit.CardNumber {
	switch w := what.(type) {
	case permit.Issue:
		return w.Card
	case permit.Reissue:
		return w.Card
	case permit.Exchange:
		return w.Card
	}
	return ""
}
