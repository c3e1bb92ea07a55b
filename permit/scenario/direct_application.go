package scenario

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// declare begins a registration (7.1).
func (h *handling) declare(in *registry.Declaration) (answer, error) {
	born := in.Person.Born
	if born.IsZero() {
		born = in.Person.IDNumber.Born()
	}
	err := errors.Join(
		in.Person.Validate(), in.Address.Validate(), h.findable(&in.Person, &in.Document),
		invalid(in.Address.InBeijing() == permit.Yes, "address", "must be in Beijing"),
		invalid(h.o.on.OnOrAfter(born), "on", "must not be before the person's birth"),
	)
	if err != nil {
		return answer{}, err
	}
	h.file.register.add(h.o.on, in.Address.District())
	return h.recorded(h.clause), nil
}

// findable asks for a number by which somebody can be found in the records.
func (h *handling) findable(p *permit.Person, d *permit.Document) error {
	has := !p.IDNumber.IsZero() || !d.HolderNumber.IsZero() || !d.Number.IsZero() && d.Kind != permit.DocumentUnknown
	return invalid(has, "person.idNumber", "must be stated, or else the number of an identity document")
}

// invalid is an input that nothing can be done with, unless it is sound.
func invalid(sound bool, field, rule string) error {
	if sound {
		return nil
	}
	return &permit.FieldError{Field: field, Rule: rule, Err: permit.ErrInvalid}
}

// end ends the latest registration in force.
func (h *handling) end() (answer, error) {
	e := h.file.register.open(h.o.on)
	if e == nil {
		return answer{}, errState
	}
	e.Last = h.o.on
	return h.recorded(h.clause), nil
}

// reject puts the finding that a registration is false on the latest one. Only a
// finding of that, made by the day, by public security or a department, is one.
func (h *handling) reject(in *registry.RegistrationFinding) (answer, error) {
	e := h.file.register.standing(h.o.on)
	if e == nil {
		return answer{}, errState
	}
	f, by := &in.Finding, in.Finding.Authority.Kind
	err := errors.Join(
		f.Validate(),
		invalid(f.Ground == eligibility.GroundFalseRegistration, "finding.ground", "must be that of a false registration"),
		invalid(f.On(h.o.on) == permit.Yes, "finding", "must be established by the day of the act"),
		invalid(by.PublicSecurity() || by.Department(), "finding.authority", "must be public security or a department"),
	)
	if err != nil {
		return answer{}, err
	}
	e.Falsity = in.Finding
	return h.recorded(h.clause), nil
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

func (h *handling) apply(in *eligibility.Application) (answer, error) {
	if err := h.findable(&in.Applicant, &in.Materials.Identity); err != nil {
		return answer{}, err
	}
	for i := range h.file.permits {
		s, err := h.d.on(&h.file.permits[i], h.o.on)
		if err == nil && s.Alive() {
			err = &registry.StateError{Task: h.o.task, Rule: "the person must not hold another permit that is not cancelled"}
		}
		if err != nil {
			return answer{}, err
		}
	}
	a := *in
	a.Procedure, a.FiledOn, a.Office = eligibility.Applying, h.o.on, h.o.by.Office
	a.Registrations = h.file.register.list()
	if a.Agent != nil {
		a.Agent = h.agent(a.Agent)
	}
	s := eligibility.Assess(&a, h.o.on, &h.d.policy.Eligibility)
	x := answer{Result: registry.Result{
		Decision: s.Eligibility, Venue: s.Venue, Agency: s.Agency, Conditions: s.Eligibility, Readings: s.Readings, Receipt: h.receipt(h.clause),
	}}
	x.Receipt.Next = s.Next
	own, refused := s.Materials, eligibility.NextAskForPapers
	if s.Next == eligibility.NextRefuse { // and asks for no papers
		own, refused = s.Eligibility, eligibility.NextRefuse
	}
	one, next, stop := blame(own, s.Agency, s.Venue, refused)
	if here := s.Venue.Approved() && s.Agency.Approved(); stop && (next != eligibility.NextRefuse || !here) {
		x.Decision, x.Receipt.Next = one, next
		return x, nil
	}
	x.Receipt.Recorded = true
	if s.Next != eligibility.NextRefuse {
		x.Receipt.IssueDue = permit.IssueDueFrom(h.o.on).Advisory
	}
	h.file.app, h.file.filed, h.file.standing = a, h.o.on, accepted
	return x, nil
}

func (h *handling) review(in *registry.ProofReview) (answer, error) {
	if h.file.standing != accepted {
		return answer{}, errState
	}
	app := copied(h.file.app) // earlier decisions still speak of it as it was
	list := reviews(&app)
	n := slices.IndexFunc(list, func(r review) bool { return r.kind == in.Proof && r.index == in.Index })
	if n < 0 {
		return answer{}, wrong("申请中没有这一证明", "the application has no such proof")
	}
	r := list[n]
	err := errors.Join(
		invalid(in.Outcome == eligibility.Accepted || in.Outcome == eligibility.Rejected, "outcome", "must be accepted or rejected"),
		invalid(in.Outcome != eligibility.Rejected || in.Reason != "", "reason", "must be stated for a rejection (11.2)"),
		invalid(h.o.on.OnOrAfter(h.file.filed), "on", "must not be before the day of acceptance"),
	)
	for _, f := range []*permit.Finding{&in.Competence, &in.Other, &in.OtherHolder} {
		if !f.IsZero() {
			err = errors.Join(err, f.Validate())
		}
	}
	if err != nil {
		return answer{}, err
	}
	*r.at = eligibility.Review{Outcome: in.Outcome, By: h.o.by.Office, On: h.o.on, Reason: in.Reason, Competence: in.Competence}
	if !h.competent(&app, &r) {
		return answer{}, &registry.AuthorityError{Role: h.o.by.Kind, Task: h.o.task, Cite: h.clause, Department: h.o.by.Office.Kind}
	}
	if !in.Other.IsZero() && r.other != nil {
		*r.other = in.Other
	}
	if !in.OtherHolder.IsZero() && r.otherHolder != nil {
		*r.otherHolder = in.OtherHolder
	}
	app.Registrations = h.file.register.list()
	if err := app.Validate(); err != nil {
		return answer{}, err
	}
	h.file.app = app
	s := eligibility.Assess(&app, h.o.on, &h.d.policy.Eligibility)
	a := h.recorded(h.clause)
	a.Decision, a.Readings, a.Receipt.Next = s.Eligibility, s.Readings, s.Next
	return a, nil
}

// competent reports whether a review counts: one by a department that may not
// make it decides nothing, and its condition stays open (5.2).
func (h *handling) competent(a *eligibility.Application, r *review) bool {
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
	policy := eligibility.Policy{SchoolDormitoryByEducation: h.d.policy.Eligibility.SchoolDormitoryByEducation}
	return eligibility.Decide(&alone, h.o.on, &policy).Truth(r.code) != rule.Unknown
}

func (h *handling) decide(in *registry.Ruling) (answer, error) {
	if h.file.standing != accepted && (h.file.standing != approved || h.approved().Eligible() == rule.Approved) {
		return answer{}, errState
	}
	if h.o.on.StrictlyBefore(h.file.filed) || h.o.on.StrictlyBefore(h.file.approved) {
		return answer{}, errState
	}
	app := copied(h.file.app)
	app.Registrations = h.file.register.list()
	h.file.app = app
	s := eligibility.Assess(&app, h.o.on, &h.d.policy.Eligibility)
	decision := counts(&s)
	if decision.Approved() && !s.Materials.Approved() {
		decision = s.Materials
	}
	switch decision.Outcome() {
	case rule.Approved:
		h.file.standing, h.file.approved = approved, h.o.on
		h.file.judged, h.file.under = [2]rule.Outcome{s.Eligible(), s.Materials.Outcome()}, under(s)
		a := h.recorded(law.MustCite("11.1"))
		a.Readings = s.Readings
		a.Decision, a.Receipt.Next, a.Receipt.IssueDue = decision, eligibility.NextApprove, permit.IssueDueFrom(h.file.filed).Advisory
		return a, nil
	case rule.Refused:
		if err := invalid(!in.NotifiedOn.StrictlyAfter(h.o.on), "notifiedOn", "must not be after the day of recording"); err != nil {
			return answer{}, err
		}
		n := eligibility.Notice{
			Decision: decision, DecidedOn: h.o.on, Reviewer: in.Reviewer,
			Rejections: eligibility.Rejections(&app, &h.d.policy.Eligibility), Notifier: h.o.by, NotifiedOn: in.NotifiedOn,
		}
		if n.Reviewer.IsZero() {
			n.Reviewer = reasonsOf(n.Deciding(), h.o.by.Office)
		}
		refusal, err := eligibility.Refuse(n)
		if err != nil {
			return answer{}, err
		}
		h.file.standing = closed
		a := h.recorded(law.MustCite("11.2"))
		a.Decision, a.Refusal, a.Readings, a.Receipt.Next = decision, refusal, s.Readings, eligibility.NextRefuse
		return a, nil
	}
	a := h.answer(decision)
	a.Readings, a.Receipt.Next = s.Readings, s.Next
	return a, nil
}

// reasonsOf is the office whose reasons a refusal gives: the one department that
// rejected a proof, or the deciding one where none did. Of several the notice must
// name one.
func reasonsOf(list []eligibility.Rejection, own permit.Office) permit.Office {
	departments := map[permit.Office]bool{}
	for _, r := range list {
		departments[r.By] = true
	}
	switch len(departments) {
	case 0:
		return own
	case 1:
		return list[0].By
	}
	return permit.Office{}
}

// under are the readings that an approval rests on, in the order of their numbers.
func under(s eligibility.Assessment) (list []rule.Applied) {
	answers := map[law.ReadingID]string{}
	for _, r := range s.Readings {
		answers[r.ID] = r.Answer
	}
	for _, d := range []rule.Decision{s.Eligibility, s.AtDecision, s.Materials} {
		for _, r := range d.Readings() {
			answers[r.ID] = r.Answer
		}
	}
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		list = append(list, rule.Applied{ID: id, Answer: answers[id]})
	}
	return list
}

// counts is the decision of 8.1 that counts: of two days the one that refuses, or
// else leaves something open (A17 c).
func counts(s *eligibility.Assessment) rule.Decision {
	if !s.AtDecision.IsZero() && s.Eligibility.Outcome() != rule.Refused && !s.AtDecision.Approved() {
		return s.AtDecision
	}
	return s.Eligibility
}

// approved is what the rules hold now of an approved application, for the days on
// which its conditions had to be met (7.2, A17).
func (h *handling) approved() eligibility.Assessment {
	a := copied(h.file.app)
	a.Registrations = h.file.register.list()
	return eligibility.Assess(&a, h.file.approved, &h.d.policy.Eligibility)
}

func (h *handling) issue(in *registry.Issuance) (answer, error) {
	if h.file.standing != approved {
		return answer{}, errState
	}
	decision := permit.DecideIssue(&permit.IssueFacts{
		ConditionsMet: rule.Truth(h.file.judged[0]), Complete: rule.Truth(h.file.judged[1]), AcceptedOn: h.file.filed, By: h.o.by.Kind,
	}, h.o.on, &h.d.policy.Permit)
	if !decision.Approved() {
		a := h.answer(decision)
		a.Readings = h.file.under
		return a, nil
	}
	if h.o.on.StrictlyBefore(h.file.approved) {
		return answer{}, errState
	}
	if s := h.approved(); s.Eligible() != rule.Approved {
		a := h.answer(counts(&s))
		a.Readings, a.Receipt.Next = s.Readings, s.Next
		return a, nil
	}
	n := strconv.Itoa(len(h.file.permits) + 1)
	p, err := permit.New(permit.ID("EX-P-" + n))
	if err != nil {
		return answer{}, err
	}
	operation := permit.FeeFirstApplication
	if len(h.file.permits) > 0 {
		operation = permit.FeeLaterApplication
	}
	card := h.d.card()
	h.permit = &p
	a, err := h.append(permit.Issue{
		Card: card, Holder: h.file.app.Applicant, Address: h.file.app.Residence,
		RegisteredSince: since(h.file.register.list(), h.o.on), FormerPermitSince: in.FormerPermitSince,
	}, law.MustCite("11.1"), decision)
	if err != nil {
		return answer{}, err
	}
	if err := h.charge(&a, operation, permit.Basis{}); err != nil {
		return answer{}, err
	}
	due := permit.IssueDueFrom(h.file.filed)
	a.Readings = h.file.under
	a.Receipt.IssueDue, a.Receipt.IssueLate = due.Advisory, due.Exceeded(h.o.on)
	h.file.permits, h.file.cards, h.file.standing = append(h.file.permits, p), append(h.file.cards, card), closed
	return a, nil
}

func (d *direct) card() permit.CardNumber {
	d.numbers++
	return permit.CardNumber(fmt.Sprintf("EX-C-%d", d.numbers))
}
