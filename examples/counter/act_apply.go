package main

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// application is an application for a permit (8.1) as a line writes it. Reviews
// in it are those of departments that answered while the applicant waited; one
// that comes later is a review of its own.
type application struct {
	claims     eligibility.Claims
	insured    []insured
	insuredBy  eligibility.Review
	employment *eligibility.Employment
	dwelling   *eligibility.Dwelling
	study      *eligibility.Study
	papers     papers
	agent      *agent
	mobility   permit.Finding
}

var applyFields = []field[application]{
	set("claims", []string{"employment", "dwelling", "study"}, func(a *application, w string) {
		a.claims |= map[string]eligibility.Claims{
			"employment": eligibility.ClaimEmployment, "dwelling": eligibility.ClaimDwelling, "study": eligibility.ClaimStudy,
		}[w]
	}),
	insuredRuns(func(a *application) *[]insured { return &a.insured }),
	object("insuranceReview", func(a *application) *eligibility.Review { return &a.insuredBy }, reviewFields),
	optional("employment", func(a *application) **eligibility.Employment { return &a.employment }, employmentFields),
	optional("dwelling", func(a *application) **eligibility.Dwelling { return &a.dwelling }, dwellingFields),
	optional("study", func(a *application) **eligibility.Study { return &a.study }, studyFields),
	object("papers", func(a *application) *papers { return &a.papers }, paperFields),
	optional("agent", func(a *application) **agent { return &a.agent }, agentFields),
	object("limitedMobility", func(a *application) *permit.Finding { return &a.mobility }, findingFields),
}

// apply accepts the application, lets the departments review it, decides and,
// where the law says yes, issues the permit: the whole of 8.1 to 11.2 in one
// visit, as far as it gets.
func (c *counter) apply(ctx context.Context, v *visit, in *application, e *entry) error {
	who, desk := c.people[v.who], c.file(v.who)
	agent, err := in.agent.present(c)
	if err != nil {
		return err
	}
	a := eligibility.Application{
		Filing: eligibility.Filing{
			Applicant: who.record, Residence: desk.home, InPerson: permit.FlagOf(in.agent == nil),
			Agent: agent, LimitedMobility: in.mobility,
		},
		ResidesInBeijing: who.lives,
		Claims:           in.claims,
		Materials:        in.papers.shown(who),
	}
	complete(&a.LimitedMobility, eligibility.GroundLimitedMobility, v.day)
	reviews := in.facts(&a, v)
	res, err := c.reg.Apply(ctx, v.order("apply", v.clerk()), a)
	if err != nil {
		return err
	}
	e.ordered(res.Replayed)
	if !res.Receipt.Recorded {
		// The wrong desk, the wrong agent, papers missing: nothing is accepted.
		e.outcome = outcomeOf(res.Decision)
		e.decided(res.Decision, res.Receipt.Cite)
		e.show("accepted", yes(false))
		e.show("next", labelled(res.Receipt.Next))
		return nil
	}
	desk.application = res.Receipt.Number
	e.rests(res.Receipt.Cite, clause("9.1"))
	if in.agent != nil {
		// An agent was admitted: under 10.1.a only with the finding that it asks
		// for, and else under 10.1.b.
		limb := "10.1.b"
		if in.mobility.Outcome == permit.Established {
			limb = "10.1.a"
		}
		e.rests(clause(limb), clause("10.1.c"))
	}
	e.show("application", plain(res.Receipt.Number))
	for _, r := range reviews {
		res, err := c.reg.ReviewProof(ctx, v.order("review-"+string(r.in.Proof), r.by), r.at(desk.application))
		if err != nil {
			return err
		}
		e.ordered(res.Replayed)
	}
	return c.settle(ctx, v, e)
}

// A review is what a department is going to say of a proof.
type review struct {
	by permit.Actor
	in registry.ProofReview
}

func (r review) at(application string) registry.ProofReview {
	r.in.Application = application
	return r.in
}

func reviewOf(proof registry.ProofKind, r *eligibility.Review) review {
	return review{department(r.By.Kind), registry.ProofReview{Proof: proof, Outcome: r.Outcome, Reason: r.Reason}}
}

// facts moves what the line says into the application, and hands back the
// reviews, which only a department may record.
func (in *application) facts(a *eligibility.Application, v *visit) []review {
	var reviews []review
	take := func(proof registry.ProofKind, r *eligibility.Review) {
		if r.Outcome != eligibility.NotReviewed {
			reviews = append(reviews, reviewOf(proof, r))
		}
		*r = eligibility.Review{}
	}
	a.Insurance.Months = in.months()
	insuredBy := in.insuredBy
	take(registry.InsuranceProof, &insuredBy)
	if in.employment != nil {
		p := *in.employment
		take(registry.EmploymentProof, &p.Review)
		complete(&p.Other, eligibility.GroundOtherEmployment, v.day)
		a.Employments = []eligibility.Employment{p}
	}
	if in.dwelling != nil {
		p := *in.dwelling
		take(registry.DwellingProof, &p.Review)
		complete(&p.Other, eligibility.GroundOtherDwelling, v.day)
		a.Dwellings = []eligibility.Dwelling{p}
	}
	if in.study != nil {
		p := *in.study
		take(registry.StudyProof, &p.Review)
		a.Studies = []eligibility.Study{p}
	}
	return reviews
}

// months writes the runs of insurance out; their field has checked them. A list
// that is there and empty says that nothing was paid; no list says nothing.
func (in *application) months() []eligibility.InsuranceMonth {
	if in.insured == nil {
		return nil
	}
	list := []eligibility.InsuranceMonth{}
	for _, i := range in.insured {
		list = append(list, i.months()...)
	}
	return list
}

// settle decides on the visitor's application and issues the permit if it is
// approved. What is still open stays open: the questions say what is missing.
func (c *counter) settle(ctx context.Context, v *visit, e *entry) error {
	desk, err := c.recalled(ctx, v) // an earlier permit counts for the fee
	if err != nil {
		return err
	}
	res, err := c.reg.Decide(ctx, v.order("decide", v.officer()), registry.Ruling{Application: desk.application, NotifiedOn: v.day})
	if err != nil {
		return err
	}
	e.ordered(res.Replayed)
	e.outcome = outcomeOf(res.Decision)
	e.decided(res.Decision, res.Receipt.Cite)
	switch res.Decision.Outcome() {
	case rule.Undetermined:
		e.show("next", labelled(res.Receipt.Next))
		return nil
	case rule.Refused:
		e.rejected(res.Refusal.Notice().Rejections)
		desk.application = ""
		e.earliest(res.Decision)
		return nil
	}
	for _, r := range res.Decision.Grounds() {
		e.rests(r.Cite)
	}
	res, err = c.reg.Issue(ctx, v.order("issue", v.officer()), registry.Issuance{Application: desk.application})
	if err != nil {
		return err
	}
	e.ordered(res.Replayed)
	desk.application = ""
	// Free: the first one by 24.1.b, a later one because 24.1.c lists what is
	// charged and it is not among it (A52).
	fee := "24.1.b"
	if desk.permit != "" {
		fee = "24.1.c"
	}
	e.rests(clause(fee))
	desk.permit, desk.cards = res.Receipt.Permit, []permit.CardNumber{res.Receipt.Card}
	e.rests(res.Receipt.Cite)
	e.permit(&res.Receipt)
	return nil
}
