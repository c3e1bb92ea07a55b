package scenario

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A question is one thing that can be asked of the rules without doing anything:
// facts with defaults, and how they are judged.
type question struct {
	facts func(w *world) fact
	judge func(w *world, f fact, s *Shown) error
	// fill adds what follows from what the script has said.
	fill func(args []string) []string
}

// factsOf are the facts of a question: its defaults as of the day, and all that
// the script said of them.
func (w *world) factsOf(name string) (fact, error) {
	q, today := questions[name], *w
	if today.day.IsZero() {
		today.day = settled // what is set before the first on is checked only
	}
	f := q.facts(&today)
	words := []string{}
	for _, t := range w.told[name] {
		words = append(words, t.words)
	}
	more := 0
	if q.fill != nil {
		filled := q.fill(slices.Clone(words))
		more, words = len(filled)-len(words), filled
	}
	for i, a := range words {
		s := today.setting()
		if i >= more {
			t := w.told[name][i-more]
			s.day, s.said = t.day, t.said
		}
		if err := setAll(f, []string{a}, s); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func questionNames() (list []string) {
	for n := range questions {
		list = append(list, n)
	}
	for n := range applicationQuestions {
		list = append(list, n)
	}
	return sorted(list)
}

// ask makes a question of facts of type F.
func ask[F any](fresh func(w *world) F, judge func(w *world, f *F, s *Shown) error) question {
	return question{
		facts: func(w *world) fact { return &factOf[F]{fresh(w)} },
		judge: func(w *world, f fact, s *Shown) error { return judge(w, &f.(*factOf[F]).of, s) },
	}
}

// table makes a question of a rule table.
func table[F any](fresh func(w *world) F, decide func(w *world, f *F) rule.Decision) question {
	return ask(fresh, func(w *world, f *F, s *Shown) error {
		s.decided(decide(w, f))
		return nil
	})
}

// filled makes a question that adds what follows from what the script has said.
func filled(fill func(args []string) []string, q question) question {
	q.fill = fill
	return q
}

// living is a permit that is not cancelled.
func living(w *world) permit.State {
	return permit.State{Day: w.day, Status: permit.Active, Issued: w.day.AddDays(-30), Card: "EX-C-1", CardStatus: permit.CardCurrent}
}

func holder() permit.Filer { return permit.Filer{By: permit.Holder, Office: permit.PoliceStation} }

// proposal is a case of one of the acts of articles 26 to 29 with everything
// found out, and nothing proposed yet.
func proposal(w *world) penalty.Proposal {
	return penalty.Proposal{
		Case: penalty.Case{
			Act: penalty.FraudObtain, Offender: penalty.Offender{Kind: permit.Individual, Born: civil.MustParse("1990-03-15")},
			Day: w.day, Discovered: w.day,
			FirstOffence: permit.No, SecondWithinYear: permit.No, PregnantOrNursing: permit.No,
			Grave:     Finding(penalty.FoundGrave, permit.NotEstablished, w.day),
			Incapable: Finding(penalty.FoundIncapable, permit.NotEstablished, w.day),
			Crime:     Finding(penalty.FoundCrime, permit.NotEstablished, w.day),
		},
		Authority: permit.PoliceStation,
	}
}

// rangeFacts are one of the acts with its tier.
type rangeFacts struct {
	Act  penalty.Act  `json:"act"`
	Tier penalty.Tier `json:"tier"`
}

// feeFacts are what a fee hangs on (24).
type feeFacts struct {
	Operation permit.FeeOperation `json:"operation"`
	Waiver    permit.Basis        `json:"waiver,omitzero"`
}

// authorityFacts ask who may do what.
type authorityFacts struct {
	Task registry.Task    `json:"task"`
	By   permit.ActorKind `json:"by"`
}

// combinationFacts are decisions that are executed together.
type combinationFacts struct {
	Decided []penalty.Decided `json:"decided"`
}

// questions are all there are, by their English names.
var questions = map[string]question{
	"notice": table(refusedNotice, func(_ *world, f *eligibility.Notice) rule.Decision { return eligibility.CheckNotice(f) }),
	"endorsement": ask(func(w *world) endorsement.Facts {
		return endorsement.Facts{
			Permit:       endorsement.Timeline{Origin: endorsement.Origin{Issued: w.day.AddDays(-355)}},
			GoesOnLiving: rule.Met, ConditionsMet: rule.Met, AddressUpToDate: rule.Met,
		}
	}, func(w *world, f *endorsement.Facts, s *Shown) error {
		p := &w.policy.Permit.Endorsement
		s.decided(endorsement.Decide(f, w.day, p))
		if e, err := f.Permit.Preview(w.day, p); err == nil {
			s.effect(&e, e.Timing.Accepted(), p)
			s.day("opens", e.Window.First)
			s.day("deadline", e.Deadline)
		}
		return nil
	}),
	"issuing": ask(func(w *world) permit.IssueFacts {
		return permit.IssueFacts{ConditionsMet: rule.Met, Complete: rule.Met, AcceptedOn: w.day, By: permit.PublicSecurityOfficer}
	}, func(w *world, f *permit.IssueFacts, s *Shown) error {
		s.decided(permit.DecideIssue(f, w.day, &w.policy.Permit))
		s.day("issue-due", permit.IssueDueFrom(f.AcceptedOn).Advisory)
		return nil
	}),
	"reissuing": table(func(w *world) permit.ReissueFacts {
		return permit.ReissueFacts{Permit: living(w), Lost: rule.Met, Filer: holder()}
	}, func(w *world, f *permit.ReissueFacts) rule.Decision {
		return permit.DecideReissue(f, w.day, &w.policy.Permit)
	}),
	"exchanging": table(func(w *world) permit.ExchangeFacts {
		return permit.ExchangeFacts{Permit: living(w), Damaged: rule.Met, Returned: rule.Met, OtherClaimed: permit.No, Filer: holder()}
	}, func(w *world, f *permit.ExchangeFacts) rule.Decision {
		return permit.DecideExchange(f, w.day, &w.policy.Permit)
	}),
	"moving": ask(func(w *world) permit.AddressChangeFacts {
		return permit.AddressChangeFacts{Permit: living(w), Address: Address("110105"), Moved: w.day, Filer: holder()}
	}, func(w *world, f *permit.AddressChangeFacts, s *Shown) error {
		s.decided(permit.DecideAddressChange(f, w.day, &w.policy.Permit))
		if f.Moved.IsZero() {
			return nil
		}
		due, err := w.policy.Permit.ChangeDue(f.Moved)
		if errors.Is(err, civil.ErrNoCalendarData) {
			return nil // open, and the decision does not hang on it (A39)
		}
		s.day("due", due)
		return err
	}),
	"cancellation": table(func(w *world) permit.CancellationFacts {
		return permit.CancellationFacts{Permit: living(w), By: permit.PublicSecurityOfficer}
	}, func(w *world, f *permit.CancellationFacts) rule.Decision {
		return permit.DecideCancellation(f, w.day, &w.policy.Permit)
	}),
	"checking": table(func(w *world) permit.InformationCheckFacts {
		return permit.InformationCheckFacts{Permit: living(w), By: permit.PublicSecurityOfficer}
	}, func(w *world, f *permit.InformationCheckFacts) rule.Decision {
		return permit.DecideInformationCheck(f, w.day, &w.policy.Permit)
	}),
	"confiscation": filled(byGround("item", reflect.TypeFor[permit.ConfiscatedItem](), confiscationFindings), table(func(w *world) permit.ConfiscationFacts {
		return permit.ConfiscationFacts{
			By: permit.PublicSecurityOfficer, Item: permit.Forged, Finding: Finding(permit.FoundForged, permit.Established, w.day),
		}
	}, func(w *world, f *permit.ConfiscationFacts) rule.Decision {
		return permit.DecideConfiscation(f, w.day, &w.policy.Permit)
	})),
	"inspection": table(func(w *world) permit.InspectionFacts {
		return permit.InspectionFacts{By: permit.PoliceOfficer, OnDuty: rule.Met, CredentialsShown: rule.Met}
	}, func(w *world, f *permit.InspectionFacts) rule.Decision {
		return permit.DecideInspection(f, w.day, &w.policy.Permit)
	}),
	"seizure": ask(func(w *world) permit.SeizureFacts { return permit.SeizureFacts{By: permit.Unit} },
		func(w *world, f *permit.SeizureFacts, s *Shown) error {
			d := permit.DecideSeizure(f, w.day, &w.policy.Permit)
			s.decided(d)
			s.value("seizure", permit.SeizureOf(d).String())
			return nil
		}),
	"acceptance": table(func(w *world) permit.AcceptanceFacts {
		return permit.AcceptanceFacts{Verified: permit.VerifiedActive, ByHolder: rule.Met, ToProveResidence: rule.Met}
	}, func(w *world, f *permit.AcceptanceFacts) rule.Decision {
		return permit.DecideAcceptance(f, w.day, &w.policy.Permit)
	}),
	"card": ask(func(w *world) permit.CardFace {
		return permit.CardFace{From: w.day.AddDays(-30), LastValid: w.day.AddDays(335), Card: permit.CardCurrent}
	}, func(w *world, f *permit.CardFace, s *Shown) error {
		v := permit.VerifyCard(*f, w.day, &w.policy.Permit)
		s.verified(&v)
		return v.Err
	}),
	"conduct": filled(asConducted, ask(func(w *world) penalty.Conduct {
		return penalty.Conduct{
			Kind: penalty.ApplyFalsely, Actor: permit.Individual, Issued: permit.Yes, Standing: penalty.Active,
			FalseProof: Finding(penalty.FoundFalseProof, permit.Established, w.day), Intent: Finding(penalty.FoundIntent, permit.Established, w.day),
		}
	}, func(w *world, f *penalty.Conduct, s *Shown) error {
		c, err := penalty.Classify(f, w.day, &w.policy.Penalty)
		if err != nil {
			return err
		}
		s.decided(c.Tried...)
		s.Outcome = c.Outcome.String()
		s.value("act", c.Act.String())
		if c.Also != penalty.NoAct {
			s.value("also", c.Also.String())
		}
		if !c.Clause.IsZero() {
			s.value("clause", c.Clause.String())
			s.bears(c.Clause, yes)
		}
		if act, is := misconduct[f.Kind]; is && c.Outcome != rule.Approved {
			s.bears(act.ClauseFor(f.Actor), polarity(c.Outcome))
		}
		if c.Breach != nil {
			s.value("breach", c.Breach.Clause.String())
			s.bears(c.Breach.Clause, no)
		}
		return nil
	})),
	"proposal": ask(proposal, func(w *world, f *penalty.Proposal, s *Shown) error {
		d, err := penalty.Check(f, w.day, &w.policy.Penalty)
		if err != nil {
			return err
		}
		s.decided(d)
		if r, ok := s.ranged(w, f.Case.Act, f.Tier); ok {
			s.bears(r, polarity(d.Outcome()))
		}
		s.truth("punishable", penalty.Punishable(&f.Case, w.day, &w.policy.Penalty))
		s.day("limitation", penalty.Limitation(f.Case.Act, f.Case.Day, &w.policy.Penalty))
		return nil
	}),
	"execution": ask(proposal, func(w *world, f *penalty.Proposal, s *Shown) error {
		d, err := penalty.Execute(&f.Case, w.day, &w.policy.Penalty)
		if err != nil {
			return err
		}
		s.decided(d)
		s.value("executed", penalty.ExecutedFlag(d).String())
		return nil
	}),
	"consequences": ask(proposal, func(w *world, f *penalty.Proposal, s *Shown) error {
		c, err := penalty.Follow(&f.Case, w.day, &w.policy.Penalty)
		if err != nil {
			return err
		}
		s.followed(&c)
		if c.Liability.Kind == penalty.NoReferral {
			s.bears(f.Case.Act.ClauseFor(f.Case.Offender.Kind), no)
		}
		if c.Crime.Kind == penalty.NoReferral {
			s.bears(law.MustCite("28.2"), map[bool]string{true: undetermined, false: no}[f.Case.Crime.Outcome == permit.Open])
		}
		return nil
	}),
	"range": ask(func(w *world) rangeFacts { return rangeFacts{Act: penalty.FraudObtain} }, func(w *world, f *rangeFacts, s *Shown) error {
		if r, ok := s.ranged(w, f.Act, f.Tier); ok {
			s.bears(r, yes)
		}
		return nil
	}),
	"combination": ask(func(w *world) combinationFacts { return combinationFacts{} }, func(w *world, f *combinationFacts, s *Shown) error {
		e, err := penalty.Combine(f.Decided, &w.policy.Penalty)
		if err != nil {
			return err
		}
		for name, n := range map[string]int{
			"acts": e.Acts, "warnings": e.Warnings, "days": e.DaysDecided, "days-executed": e.DaysExecuted, "days-not-executed": e.DaysNotExecuted, "days-open": e.DaysOpen,
		} {
			s.value(name, strconv.Itoa(n))
		}
		s.value("fines", e.Fines.StringFixed(2))
		for _, d := range f.Decided {
			s.bears(d.Act.Clause(), yes) // under which each was decided
		}
		return nil
	}),
	"fee": ask(func(w *world) feeFacts { return feeFacts{Operation: permit.FeeReissue} }, func(w *world, f *feeFacts, s *Shown) error {
		fee, err := permit.FeeFor(permit.FeeQuestion{Operation: f.Operation, On: w.day, Waiver: f.Waiver}, w.fees, &w.policy.Permit)
		if err != nil {
			return err
		}
		s.value("fee", fee.Amount.StringFixed(2))
		s.value("fee-clause", fee.Cite.String())
		s.bears(fee.Cite, yes)
		return nil
	}),
	"authority": ask(func(w *world) authorityFacts { return authorityFacts{registry.Issue, permit.PublicSecurityOfficer} },
		func(w *world, f *authorityFacts, s *Shown) error {
			c, ok := registry.Authority(f.Task, f.By)
			s.Outcome = map[bool]string{true: rule.Approved.String(), false: rule.Refused.String()}[ok]
			s.value("clause", c.Clause().String())
			s.bears(c, yesNo(ok))
			return nil
		}),
}

// conducted are the facts that make a kind of conduct what it is, where the
// defaults of the question do not: by whom, with whose permit, in office.
var conducted = map[penalty.ConductKind][]string{
	penalty.Withhold: {"own=no"}, penalty.ShowAsOwn: {"own=no"}, penalty.RefusePermit: {"actor=unit", "byHolder=yes"},
	penalty.ChargeFee: inOffice, penalty.Disclose: inOffice, penalty.TakeBenefit: inOffice, penalty.RefuseService: inOffice, penalty.InfringeRights: inOffice,
}

var inOffice = []string{"actor=public-security-officer", "onDuty=established", "contrary=established"}

// asConducted adds these facts where the script says nothing of them.
func asConducted(args []string) []string {
	var kind penalty.ConductKind
	given := map[string]bool{}
	for _, a := range args {
		name, value, _ := strings.Cut(a, "=")
		given[english(name)] = true
		if english(name) == "kind" && parse(&kind, value) != nil {
			return args // which tells the fault itself
		}
	}
	var more []string
	for _, a := range conducted[kind] {
		if name, _, _ := strings.Cut(a, "="); !given[name] {
			more = append(more, a)
		}
	}
	return append(more, args...)
}

// misconduct are the acts of article 29 that a conduct could come to. Their
// charge is one for all and does not name the clause.
var misconduct = map[penalty.ConductKind]penalty.Act{
	penalty.ChargeFee: penalty.ChargeContrary, penalty.Disclose: penalty.LeakInformation, penalty.Inspect: penalty.InspectContrary,
	penalty.TakeBenefit: penalty.AbuseForGain, penalty.RefuseService: penalty.InfringeOtherwise, penalty.InfringeRights: penalty.InfringeOtherwise,
}

// applicationQuestions are about the application of one of the script's people.
// They are judged as at the desk: on the day that reading A17 asks for, and all
// but the conditions on the day of filing. The first decision is the one that
// counts.
var applicationQuestions = map[string]func(s *eligibility.Assessment) []rule.Decision{
	"application": func(s *eligibility.Assessment) []rule.Decision {
		return []rule.Decision{counts(s), s.Eligibility, s.AtDecision}
	},
	"materials": func(s *eligibility.Assessment) []rule.Decision { return []rule.Decision{s.Materials} },
	"agency":    func(s *eligibility.Assessment) []rule.Decision { return []rule.Decision{s.Agency} },
	"venue":     func(s *eligibility.Assessment) []rule.Decision { return []rule.Decision{s.Venue} },
}

// refusedNotice is a notice that lacks nothing.
func refusedNotice(w *world) eligibility.Notice {
	a := Approvable(w.order[0].app.of.Applicant)
	a.Dwellings = []eligibility.Dwelling{}
	return eligibility.Notice{
		Decision: eligibility.Decide(&a, w.day, nil), Reviewer: OfficeOf(permit.PoliceStation),
		Notifier: ActorOf(permit.PublicSecurityOfficer), DecidedOn: w.day, NotifiedOn: w.day,
	}
}

// ranged shows what a clause provides for an act.
func (s *Shown) ranged(w *world, act penalty.Act, tier penalty.Tier) (law.Cite, bool) {
	r, ok := penalty.RangeOf(act, tier, &w.policy.Penalty)
	if !ok {
		return law.Cite{}, false
	}
	s.value("clause", r.Clause.String())
	s.value("warning", r.Warning.String())
	s.value("fine-min", r.FineMin.String())
	s.value("fine-max", r.FineMax.String())
	s.value("days-min", strconv.Itoa(r.DaysMin))
	s.value("days-max", strconv.Itoa(r.DaysMax))
	return r.Clause, true
}

// verified shows a verification.
func (s *Shown) verified(v *permit.Verification) {
	if v.Err != nil {
		return
	}
	s.decided(v.Decision())
	s.value("verified", v.Status.String())
	s.value("grace", yesNo(v.HolidayGrace))
}

// question makes a question ready: its facts are read and checked, and then go
// the way of a desk and are judged.
func (w *world) question(args []string) (func(d desk, s *Shown) error, error) {
	if w.day.IsZero() {
		return nil, errNoDay
	}
	name, args := english(args[0]), args[1:]
	if decisions, ok := applicationQuestions[name]; ok {
		who, args, err := w.addressee(args)
		if err != nil {
			return nil, err
		}
		asked := &factOf[eligibility.Application]{who.application()}
		if err := setAll(asked, args, w.setting()); err != nil {
			return nil, err
		}
		if err := identified(&asked.of, args); err != nil {
			return nil, err
		}
		if asked.of.FiledOn.IsZero() {
			asked.of.FiledOn = w.day
		}
		if asked.of.FiledOn.StrictlyAfter(w.day) {
			return nil, wrong("申请日 %v 不得晚于判断之日 %v", "the day of filing, %v, must not be after the day of judgement, %v", asked.of.FiledOn, w.day)
		}
		return func(d desk, s *Shown) error {
			if err := asked.carry(d); err != nil {
				return err
			}
			assessed := eligibility.Assess(&asked.of, w.day, &w.policy.Eligibility)
			s.decided(decisions(&assessed)...)
			return nil
		}, sound(&asked.of)
	}
	f, err := w.tell(name, args)
	if err != nil {
		return nil, err
	}
	return func(d desk, s *Shown) error {
		if err := f.carry(d); err != nil {
			return err
		}
		if err := questions[name].judge(w, f, s); err != nil {
			return s.failed(err)
		}
		return nil
	}, soundFacts(f)
}
