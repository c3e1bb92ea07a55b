package scenario

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// end ends the latest registration in force.
func (d *direct) end(o *order, f *file, c law.Cite) (answer, error) {
	e := f.register.open(o.on)
	if e == nil {
		return answer{}, errState
	}
	e.Last = o.on
	return d.recorded(o, c), nil
}

// reject puts the finding that a registration is false on the latest one.
func (d *direct) reject(o *order, f *file, in *registry.RegistrationFinding, c law.Cite) (answer, error) {
	e := f.register.standing(o.on)
	if e == nil {
		return answer{}, errState
	}
	e.Falsity = in.Finding
	return d.recorded(o, c), nil
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
	a.Registrations = f.register.list()
	if a.Agent != nil {
		a.Agent = d.agent(o, a.Agent)
	}
	s := eligibility.Assess(&a, o.on, &d.policy.Eligibility)
	x := answer{Result: registry.Result{Decision: s.Eligibility, Venue: s.Venue, Agency: s.Agency, Conditions: s.Eligibility, Receipt: d.receipt(o, c)}}
	x.Receipt.Next = s.Next
	if one, next, stop := blame(s.Materials, s.Agency, s.Venue, eligibility.NextAskForPapers); stop {
		x.Decision, x.Receipt.Next = one, next
		return x, nil
	}
	x.Receipt.Recorded, x.Receipt.IssueDue = true, permit.IssueDueFrom(o.on).Advisory
	f.app, f.filed, f.standing = a, o.on, accepted
	return x, nil
}

func (d *direct) review(o *order, f *file, in *registry.ProofReview, c law.Cite) (answer, error) {
	if in.Outcome == eligibility.Rejected && in.Reason == "" {
		return answer{}, fmt.Errorf("%w: a rejection states its reason (11.2)", permit.ErrInvalid)
	}
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
	f.app.Registrations = f.register.list()
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
	f.app.Registrations = f.register.list()
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
			Decision: decision, Reviewer: in.Reviewer, Rejections: eligibility.Rejections(&f.app, &d.policy.Eligibility), Notifier: o.by, NotifiedOn: in.NotifiedOn,
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
