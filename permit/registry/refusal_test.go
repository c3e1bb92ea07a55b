package registry_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
)

// codes are the reasons of a decision.
func codes(d rule.Decision) (list []string) {
	for _, r := range d.Reasons() {
		list = append(list, r.Code)
	}
	return list
}

// refused checks a refusal by law: a result with a reason, and nothing recorded.
func (s *scene) refused(do func() (registry.Result, error), code string) registry.Result {
	s.t.Helper()
	before := s.stored()
	res, err := do()
	require.NoError(s.t, err)
	assert.Equal(s.t, rule.Refused, res.Decision.Outcome())
	assert.Contains(s.t, codes(res.Decision), code)
	assert.False(s.t, res.Receipt.Recorded)
	assert.Equal(s.t, before, s.stored(), "nothing recorded")
	return res
}

func TestApplyNeedsTheRightOfficeAgentAndPapers(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	apply := func(change func(*eligibility.Application)) func() (registry.Result, error) {
		a := application(t, p)
		change(&a)
		return func() (registry.Result, error) { return s.Apply(ctx, s.order(clerk, "2025-01-15"), a) }
	}
	res := s.refused(apply(func(a *eligibility.Application) { a.Residence = address(t, "110105", home) }), eligibility.CodeOfficePlace)
	assert.Equal(t, eligibility.NextOtherOffice, res.Receipt.Next)
	// A18: the conditions are still evaluated.
	assert.Equal(t, rule.Met, res.Conditions.Truth(eligibility.CodeHalfYear))
	assert.Equal(t, rule.Approved, res.Agency.Outcome())

	res = s.refused(apply(func(a *eligibility.Application) {
		a.Materials.Photo = permit.Photo{}
		a.Materials.PhotoSubmitted = permit.No
		a.Materials.AddressProof = eligibility.Proof{Submitted: permit.No}
	}), eligibility.CodePhoto)
	assert.Equal(t, eligibility.NextAskForPapers, res.Receipt.Next)
	assert.Contains(t, codes(res.Decision), eligibility.CodeAddressPaper, "all that is missing at once")

	// A friend may not apply for somebody of sound body (10.1).
	friend := person(t, "测试丙", "1988-02-01")
	res = s.refused(apply(func(a *eligibility.Application) {
		a.InPerson = permit.FlagUnknown
		a.Agent = &eligibility.Agent{Relation: permit.Friend, Guardian: permit.No, Identity: idCard(friend)}
	}), eligibility.CodeGuardianOrRelative)
	assert.Equal(t, eligibility.NextOtherAgent, res.Receipt.Next)

	// What nobody recorded stays open, and nothing is accepted on a guess.
	open, err := apply(func(a *eligibility.Application) { a.InPerson = permit.FlagUnknown })()
	require.NoError(t, err)
	assert.Equal(t, rule.Undetermined, open.Decision.Outcome())
	assert.Equal(t, eligibility.NextAskForFacts, open.Receipt.Next)
	assert.False(t, open.Receipt.Recorded)
}

// The order of eligibility.Assess: the office, the agent, a refusal, the papers.
// Each refuses beside all that stand after it; and with each open, nothing is
// accepted that does not refuse at once.
func TestApplyAsksInOneOrder(t *testing.T) {
	ctx := context.Background()
	p := person(t, "测试甲", "1990-03-15")
	friend := person(t, "测试丙", "1988-02-01")
	elsewhere := func(a *eligibility.Application) { a.Residence = address(t, "110105", home) }
	byFriend := func(a *eligibility.Application) {
		a.InPerson, a.Agent = permit.FlagUnknown, &eligibility.Agent{Relation: permit.Friend, Guardian: permit.No, Identity: idCard(friend)}
	}
	openOffice := func(a *eligibility.Application) { a.Residence = permit.Address{} }
	openAgent := func(a *eligibility.Application) { a.InPerson = permit.FlagUnknown }
	fromBeijing := func(a *eligibility.Application) { a.Applicant.Household = permit.RegisteredAt(division(t, "110108")) }
	oldPhoto := func(a *eligibility.Application) { a.Materials.Photo.Recent = permit.No }
	for name, c := range map[string]struct {
		changes  []func(*eligibility.Application)
		next     eligibility.Next
		table    string
		accepted bool
	}{
		"everything wrong":         {[]func(*eligibility.Application){elsewhere, byFriend, fromBeijing, oldPhoto}, eligibility.NextOtherOffice, "venue", false},
		"the office and papers":    {[]func(*eligibility.Application){elsewhere, oldPhoto}, eligibility.NextOtherOffice, "venue", false},
		"the office and the agent": {[]func(*eligibility.Application){elsewhere, byFriend}, eligibility.NextOtherOffice, "venue", false},
		"the agent and below":      {[]func(*eligibility.Application){byFriend, fromBeijing, oldPhoto}, eligibility.NextOtherAgent, "agency", false},
		"the agent, office open":   {[]func(*eligibility.Application){byFriend, openOffice}, eligibility.NextOtherAgent, "agency", false},
		"a refusal and papers":     {[]func(*eligibility.Application){fromBeijing, oldPhoto}, eligibility.NextRefuse, "eligibility", true},
		"a refusal":                {[]func(*eligibility.Application){fromBeijing}, eligibility.NextRefuse, "eligibility", true},
		"a refusal, agent open":    {[]func(*eligibility.Application){fromBeijing, openAgent}, eligibility.NextRefuse, "eligibility", false},
		"papers":                   {[]func(*eligibility.Application){oldPhoto}, eligibility.NextAskForPapers, "materials", false},
		"papers, agent open":       {[]func(*eligibility.Application){oldPhoto, openAgent}, eligibility.NextAskForPapers, "materials", false},
		"the agent open":           {[]func(*eligibility.Application){openAgent}, eligibility.NextAskForFacts, "agency", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			s.register(p, "2024-01-10")
			a := application(t, p)
			for _, change := range c.changes {
				change(&a)
			}
			res, err := s.Apply(ctx, s.order(clerk, "2025-01-15"), a)
			require.NoError(t, err)
			assert.Equal(t, c.next, res.Receipt.Next)
			assert.Equal(t, c.table, res.Decision.Table())
			assert.Equal(t, c.accepted, res.Receipt.Recorded)

			// What Assess says of the same application.
			a.FiledOn, a.Office, a.Procedure = day("2025-01-15"), agency, eligibility.Applying
			a.Registrations = []eligibility.Registration{{First: day("2024-01-10"), District: permit.Haidian}}
			if a.Agent != nil {
				a.Agent.Permit = eligibility.NeverHeld
			}
			assert.Equal(t, eligibility.Assess(&a, a.FiledOn, nil).Next, res.Receipt.Next)
			if !c.accepted {
				return
			}
			// The refusal can be told as 11.2 asks; nothing is due to be issued.
			assert.True(t, res.Receipt.IssueDue.IsZero())
			done, err := s.Decide(ctx, s.order(officer, "2025-01-16"), registry.Ruling{Application: res.Receipt.Number, NotifiedOn: day("2025-01-16")})
			require.NoError(t, err)
			assert.True(t, done.Receipt.Recorded)
			assert.Contains(t, codes(done.Decision), eligibility.CodeHukouElsewhere)
			assert.True(t, done.Receipt.IssueDue.IsZero())
		})
	}
}

// What only the records can say must not come from outside.
func TestApplyRefusesWhatTheRecordsSay(t *testing.T) {
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	a := application(t, p)
	a.Registrations = []eligibility.Registration{{First: day("2020-01-01")}}
	a.FiledOn, a.Office, a.Procedure = day("2025-01-15"), station, eligibility.Endorsing
	a.Insurance.Review.Outcome = eligibility.Accepted
	a.Employments = []eligibility.Employment{{Review: eligibility.Review{Outcome: eligibility.Accepted}}}
	a.Dwellings[0].Review.Outcome = eligibility.Accepted
	a.Studies = []eligibility.Study{{Review: eligibility.Review{Outcome: eligibility.Accepted}}}
	_, err := s.Apply(context.Background(), s.order(clerk, "2025-01-15"), a)
	require.ErrorIs(t, err, permit.ErrInvalid)
	var faults *permit.RecordError
	require.ErrorAs(t, err, &faults)
	var fields []string
	for _, f := range faults.Faults {
		fields = append(fields, f.Field)
	}
	assert.Equal(t, []string{
		"application.registrations", "application.filedOn", "application.office", "application.procedure",
		"application.insurance.review", "application.employment.0.review", "application.dwelling.0.review", "application.study.0.review",
	}, fields)
}

// The half-year: the day before, the day, the day after (A01, A02).
func TestDecideCountsTheRegistrationOnRecord(t *testing.T) {
	for on, want := range map[string]rule.Outcome{
		"2026-07-14": rule.Refused, "2026-07-15": rule.Refused, "2026-07-16": rule.Approved, "2026-07-17": rule.Approved,
	} {
		s := newScene(t)
		p := person(t, "测试甲", "1990-03-15")
		s.register(p, "2026-01-15")
		n := s.apply(p, on)
		res, err := s.Decide(context.Background(), s.order(officer, on), registry.Ruling{Application: n, NotifiedOn: day(on)})
		require.NoError(t, err)
		assert.Equal(t, want, res.Decision.Outcome(), on)
		assert.True(t, res.Receipt.Recorded)
		if want == rule.Refused {
			assert.Equal(t, []string{eligibility.CodeHalfYear}, codes(res.Decision))
			assert.Equal(t, "11.2", res.Receipt.Cite.String())
			_, err = s.Issue(context.Background(), s.order(officer, on), registry.Issuance{Application: n})
			require.ErrorIs(t, err, registry.ErrState)
		}
	}
}

// A move inside Beijing does not break the registration, a day's gap does (A09);
// one found to be false falls away (7.2), and so does one that has ended.
func TestRegistrationsMakeTheHalfYear(t *testing.T) {
	ctx := context.Background()
	decide := func(s *scene, p permit.Person) rule.Outcome {
		n := s.apply(p, "2026-07-16")
		res, err := s.Decide(ctx, s.order(officer, "2026-07-16"), registry.Ruling{Application: n, NotifiedOn: day("2026-07-16")})
		require.NoError(t, err)
		return res.Decision.Outcome()
	}
	for next, want := range map[string]rule.Outcome{"2026-04-01": rule.Approved, "2026-04-02": rule.Refused} {
		s := newScene(t)
		p := person(t, "测试甲", "1990-03-15")
		first := s.register(p, "2026-01-15").Receipt.Number
		_, err := s.EndRegistration(ctx, s.order(clerk, "2026-03-31"), first)
		require.NoError(t, err)
		s.register(p, next)
		assert.Equal(t, want, decide(s, p), next)
	}
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	first := s.register(p, "2026-01-15").Receipt.Number
	s.register(p, "2026-05-01")
	_, err := s.RejectRegistration(ctx, s.order(officer, "2026-06-02"), registry.RegistrationFinding{
		Registration: first, Finding: found(eligibility.GroundFalseRegistration, station, "2026-06-01"),
	})
	require.NoError(t, err)
	assert.Equal(t, rule.Refused, decide(s, p))

	// Ending twice, before its beginning, finding twice.
	_, err = s.EndRegistration(ctx, s.order(clerk, "2026-01-14"), first)
	require.ErrorIs(t, err, registry.ErrState)
	_, err = s.EndRegistration(ctx, s.order(clerk, "2026-07-01"), first)
	require.NoError(t, err)
	_, err = s.EndRegistration(ctx, s.order(clerk, "2026-07-02"), first)
	require.ErrorIs(t, err, registry.ErrState)
	_, err = s.RejectRegistration(ctx, s.order(officer, "2026-07-02"), registry.RegistrationFinding{
		Registration: first, Finding: found(eligibility.GroundFalseRegistration, station, "2026-06-01"),
	})
	require.ErrorIs(t, err, registry.ErrState)
	_, err = s.RejectRegistration(ctx, s.order(officer, "2026-05-31"), registry.RegistrationFinding{
		Registration: first, Finding: found(permit.FoundDeath, station, "2026-06-01"),
	})
	require.ErrorIs(t, err, permit.ErrFinding)
	_, err = s.EndRegistration(ctx, s.order(clerk, "2026-07-02"), "R-NONE")
	require.ErrorIs(t, err, registry.ErrNotFound)
}

// Declaring asks for a person who can be found again and an address in Beijing.
func TestDeclareRegistrationFaults(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	_, err := s.DeclareRegistration(ctx, s.order(clerk, "2026-01-15"), registry.Declaration{
		Person: permit.Person{Name: name(t, "测试甲")}, Address: address(t, "131082", home),
	})
	require.ErrorIs(t, err, permit.ErrMissing)
	require.ErrorIs(t, err, permit.ErrNotInBeijing)
	// Nobody is registered before birth, whether the day is recorded or in the number.
	for _, born := range []permit.Person{person(t, "测试甲", "2026-01-16"), {IDNumber: person(t, "测试甲", "2026-01-16").IDNumber}} {
		_, err = s.DeclareRegistration(ctx, s.order(clerk, "2026-01-15"), registry.Declaration{Person: born, Address: address(t, "110108", home)})
		require.ErrorContains(t, err, "order.on must not be before the person's birth")
	}

	// A citizen without household registration is known by a passport (A07 ii).
	number, err := permit.ParseDocumentNumber("E00000000")
	require.NoError(t, err)
	abroad := registry.Declaration{
		Person:   permit.Person{Name: name(t, "测试丁"), Nationality: permit.NationalityChinese, Household: permit.Household{Status: permit.HouseholdNone}},
		Document: permit.Document{Kind: permit.Passport, Number: number}, Address: address(t, "110108", home),
	}
	res, err := s.DeclareRegistration(ctx, s.order(clerk, "2026-01-15"), abroad)
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
}

// A refusal is on record with reasons, reviewing department, notifier and day
// (11.2), or not at all.
func TestRefusalIsRecordedWithItsReasons(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2025-01-10")
	n := s.apply(p, "2026-01-15")
	reject := func(by permit.Actor, on, why string) {
		_, err := s.ReviewProof(ctx, s.order(by, on), registry.ProofReview{
			Application: n, Proof: registry.DwellingProof, Outcome: eligibility.Rejected, Reason: why,
		})
		require.NoError(t, err)
	}
	reject(reviewer, "2026-01-16", "租赁合同无法核实")
	before := s.stored()
	_, err := s.Decide(ctx, s.order(officer, "2026-01-17"), registry.Ruling{Application: n})
	require.ErrorIs(t, err, eligibility.ErrRefusal, "nobody told the applicant")
	assert.Equal(t, before, s.stored())

	// Nor is one told before it is decided, or by whom nothing was rejected (11.2).
	for _, in := range []registry.Ruling{
		{Application: n, NotifiedOn: day("2026-01-16")},
		{Application: n, NotifiedOn: day("2026-01-15")},
		{Application: n, NotifiedOn: day("2026-01-17"), Reviewer: labour},
		{Application: n, NotifiedOn: day("2026-01-17"), Reviewer: station},
	} {
		_, err = s.Decide(ctx, s.order(officer, "2026-01-17"), in)
		require.ErrorIs(t, err, eligibility.ErrRefusal, "%+v", in)
	}
	// A rejection on a later day is none the decision could rest on.
	_, err = s.Decide(ctx, registry.Order{By: officer, On: day("2026-01-15"), Request: "early"}, registry.Ruling{Application: n, NotifiedOn: day("2026-01-17")})
	require.ErrorIs(t, err, eligibility.ErrRefusal)
	assert.Equal(t, before, s.stored())
	none, err := s.RefusalOf(ctx, clerk, n)
	require.NoError(t, err)
	assert.True(t, none.IsZero(), "it is not decided")

	o := s.order(officer, "2026-01-17")
	res, err := s.Decide(ctx, o, registry.Ruling{Application: n, NotifiedOn: day("2026-01-17")})
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
	// What the applicant is told: the department, its reason and the days.
	told := res.Refusal.Notice()
	assert.Equal(t, []eligibility.Rejection{{Path: "/dwellings/0/review", By: housing, On: day("2026-01-16"), Reason: "租赁合同无法核实"}}, told.Rejections)
	assert.Equal(t, housing, told.Reviewer)
	assert.Equal(t, day("2026-01-17"), told.DecidedOn)
	assert.Equal(t, officer, told.Notifier)
	later, err := s.RefusalOf(ctx, clerk, n)
	require.NoError(t, err)
	again, err := s.Decide(ctx, o, registry.Ruling{Application: n, NotifiedOn: day("2026-01-17")})
	require.NoError(t, err)
	require.True(t, again.Replayed)
	for _, kept := range []eligibility.Refusal{later, again.Refusal} {
		assert.Equal(t, told.Rejections, kept.Notice().Rejections)
		assert.True(t, res.Decision.Equal(kept.Notice().Decision))
		b, err := json.Marshal(kept)
		require.NoError(t, err)
		assertNoSecrets(t, "refusal", string(b)+fmt.Sprintf("%v %+v %#v", kept, kept, kept))
	}
	assertNoSecrets(t, "result", fmt.Sprintf("%v %+v %#v", again, again, again))
	// Of a refused choice every limb is to blame.
	assert.Equal(t, []string{eligibility.CodeEmploymentStated, eligibility.CodeDwellingProof, eligibility.CodeStudyStated}, codes(res.Decision))
	assert.Equal(t, eligibility.NextRefuse, res.Receipt.Next)
	state, err := s.ApplicationOf(ctx, clerk, n)
	require.NoError(t, err)
	assert.True(t, state.Refused)
	assert.False(t, state.Approved)
	assert.Equal(t, day("2026-01-17"), state.ClosedOn)

	// Decided is decided.
	_, err = s.Decide(ctx, s.order(officer, "2026-01-18"), registry.Ruling{Application: n, NotifiedOn: day("2026-01-18")})
	require.ErrorIs(t, err, registry.ErrState)
	_, err = s.ReviewProof(ctx, s.order(reviewer, "2026-01-18"), registry.ProofReview{
		Application: n, Proof: registry.DwellingProof, Outcome: eligibility.Accepted,
	})
	require.ErrorIs(t, err, registry.ErrState)
	// Who was refused applies anew.
	s.apply(p, "2026-01-19")
}

// With proofs rejected by two departments it must be said who states the
// reasons.
func TestRefusalByTwoDepartments(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2025-01-10")
	a := application(t, p)
	a.Claims |= eligibility.ClaimEmployment
	a.Employments = []eligibility.Employment{{
		Basis: eligibility.LabourContract, Employer: eligibility.Enterprise, Term: permit.Term{From: day("2025-01-01"), LongTerm: true},
	}}
	a.Insurance.Months = []eligibility.InsuranceMonth{}
	a.Materials.EmploymentProof = eligibility.Proof{Submitted: permit.Yes, Issuer: name(t, "测试公司")}
	res, err := s.Apply(ctx, s.order(clerk, "2026-01-15"), a)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	n := res.Receipt.Number
	hr := permit.Actor{Kind: permit.DepartmentReviewer, ID: "L-001", Office: labour}
	for by, proof := range map[permit.Actor]registry.ProofKind{reviewer: registry.DwellingProof, hr: registry.EmploymentProof} {
		_, err = s.ReviewProof(ctx, s.order(by, "2026-01-16"), registry.ProofReview{
			Application: n, Proof: proof, Outcome: eligibility.Rejected, Reason: "材料无法核实",
		})
		require.NoError(t, err)
	}
	_, err = s.Decide(ctx, s.order(officer, "2026-01-17"), registry.Ruling{Application: n, NotifiedOn: day("2026-01-17")})
	require.ErrorIs(t, err, eligibility.ErrRefusal)
	res, err = s.Decide(ctx, s.order(officer, "2026-01-17"), registry.Ruling{Application: n, Reviewer: housing, NotifiedOn: day("2026-01-17")})
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
}

// A department whose rejection decided nothing does not state the reasons: the
// half-year is short, and the study beside the rejected dwelling is good.
func TestRefusalForPublicSecuritysOwnReasons(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2026-01-10")
	a := application(t, p)
	a.Claims |= eligibility.ClaimStudy
	a.Studies = []eligibility.Study{{
		School: eligibility.SecondarySchool, FullTime: permit.Yes, Division: division(t, "110108"), Xueji: permit.Yes, Attendance: eligibility.Attending,
		Term: permit.Term{From: day("2025-09-01"), Until: day("2028-06-30")},
	}}
	a.Materials.StudyProof = eligibility.Proof{Submitted: permit.Yes, Issuer: name(t, "测试学校")}
	res, err := s.Apply(ctx, s.order(clerk, "2026-01-15"), a)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	n := res.Receipt.Number
	school := permit.Actor{Kind: permit.DepartmentReviewer, ID: "E-001", Office: permit.Office{ID: "EDU-1", Kind: permit.Education}}
	for by, in := range map[permit.Actor]registry.ProofReview{
		reviewer: {Application: n, Proof: registry.DwellingProof, Outcome: eligibility.Rejected, Reason: "材料无法核实"},
		school:   {Application: n, Proof: registry.StudyProof, Outcome: eligibility.Accepted},
	} {
		_, err = s.ReviewProof(ctx, s.order(by, "2026-01-16"), in)
		require.NoError(t, err)
	}
	_, err = s.Decide(ctx, s.order(officer, "2026-01-17"), registry.Ruling{Application: n, Reviewer: housing, NotifiedOn: day("2026-01-17")})
	require.ErrorIs(t, err, eligibility.ErrRefusal)
	res, err = s.Decide(ctx, s.order(officer, "2026-01-17"), registry.Ruling{Application: n, NotifiedOn: day("2026-01-17")})
	require.NoError(t, err)
	assert.Equal(t, []string{eligibility.CodeHalfYear}, codes(res.Decision))
	assert.Equal(t, station, res.Refusal.Notice().Reviewer)
	assert.Len(t, res.Refusal.Notice().Rejections, 1, "it is told all the same")
}

// A department reviews what it is competent for (5.2) and nothing else; one
// that the article does not name needs a finding.
func TestReviewersAreCompetent(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2025-01-10")
	a := application(t, p)
	a.Claims |= eligibility.ClaimEmployment | eligibility.ClaimStudy
	a.Employments = []eligibility.Employment{{Basis: eligibility.LabourContract, Employer: eligibility.Enterprise}}
	a.Insurance.Months = []eligibility.InsuranceMonth{}
	a.Studies = []eligibility.Study{{}}
	a.Materials.EmploymentProof = eligibility.Proof{Submitted: permit.Yes, Issuer: name(t, "测试公司")}
	a.Materials.StudyProof = eligibility.Proof{Submitted: permit.Yes, Issuer: name(t, "测试学校")}
	res, err := s.Apply(ctx, s.order(clerk, "2026-01-15"), a)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	office := func(kind permit.OfficeKind) permit.Actor {
		return permit.Actor{Kind: permit.DepartmentReviewer, ID: "D-001", Office: permit.Office{ID: "D", Kind: kind}}
	}
	may := map[registry.ProofKind][]permit.OfficeKind{
		registry.InsuranceProof:  {permit.HumanResources, permit.Commerce},
		registry.EmploymentProof: {permit.HumanResources, permit.Commerce},
		registry.DwellingProof:   {permit.Housing},
		registry.StudyProof:      {permit.Education},
	}
	competence := found(eligibility.GroundReviewerCompetence, station, "2026-01-16")
	for proof, competent := range may {
		for _, kind := range []permit.OfficeKind{
			permit.HumanResources, permit.Commerce, permit.Housing, permit.Education, permit.CivilAffairs, permit.OtherDepartment,
		} {
			for _, with := range []permit.Finding{{}, competence} {
				for outcome, why := range map[eligibility.ReviewOutcome]string{eligibility.Accepted: "", eligibility.Rejected: "材料无法核实"} {
					_, err := s.ReviewProof(ctx, s.order(office(kind), "2026-01-16"), registry.ProofReview{
						Application: res.Receipt.Number, Proof: proof, Outcome: outcome, Reason: why, Competence: with,
					})
					named := kind == permit.HumanResources || kind == permit.Commerce || kind == permit.Housing || kind == permit.Education
					if slices.Contains(competent, kind) || !named && !with.IsZero() {
						assert.NoError(t, err, "%s by %s", proof, kind)
						continue
					}
					var authority *registry.AuthorityError
					require.ErrorAs(t, err, &authority, "%s by %s", proof, kind)
					assert.Equal(t, "5.2", authority.Cite.String())
					// Who is named for another proof is not competent; of who is
					// not named at all, that is not said without a finding.
					zh, en := kind.Label(language.Chinese)+"不负责审核该项证明材料", "is not competent to review this proof"
					if !named {
						zh, en = kind.Label(language.Chinese)+"未列名，须先认定其有权审核该项证明材料", "a finding that it is competent is needed first"
					}
					assert.Equal(t, zh, authority.Text(language.Chinese))
					assert.Contains(t, authority.Text(language.English), en)
					assert.Contains(t, err.Error(), kind.String())
					assert.Contains(t, err.Error(), en)
				}
			}
		}
	}

	for _, wrong := range []registry.ProofReview{
		{Proof: registry.DwellingProof},                                                                               // no outcome
		{Proof: registry.DwellingProof, Outcome: eligibility.Rejected},                                                // no reason
		{Proof: registry.DwellingProof, Outcome: eligibility.Accepted, Index: 1},                                      // no such proof
		{Proof: "title", Outcome: eligibility.Accepted},                                                               // no such kind
		{Proof: registry.DwellingProof, Outcome: eligibility.Accepted, Other: permit.Finding{Day: day("2026-01-16")}}, // no finding
		{Proof: registry.DwellingProof, Outcome: eligibility.Accepted, Other: found(permit.FoundDeath, station, "2026-01-16")},
	} {
		wrong.Application = res.Receipt.Number
		_, err := s.ReviewProof(ctx, s.order(reviewer, "2026-01-16"), wrong)
		assert.ErrorIs(t, err, permit.ErrInvalid, "%+v", wrong)
	}
	_, err = s.ReviewProof(ctx, s.order(reviewer, "2026-01-14"), registry.ProofReview{
		Application: res.Receipt.Number, Proof: registry.DwellingProof, Outcome: eligibility.Accepted,
	})
	assert.ErrorIs(t, err, permit.ErrInvalid, "before it was filed")
}

// The day on which the conditions must hold: that of the application, of the
// decision, or both (A17).
func TestDayOfTheConditions(t *testing.T) {
	ctx := context.Background()
	for hold, want := range map[eligibility.HoldOn][2]rule.Outcome{
		eligibility.ApplicationDay: {rule.Refused, rule.Approved},
		eligibility.DecisionDay:    {rule.Approved, rule.Refused},
		eligibility.BothDays:       {rule.Refused, rule.Refused},
	} {
		decide := func(filed, until, on string) rule.Outcome {
			s := newScene(t, func(c *registry.Config) { c.Policy.Eligibility.HoldOn = hold })
			p := person(t, "测试甲", "1990-03-15")
			s.register(p, "2026-01-15")
			a := application(t, p)
			a.Dwellings[0].Term.Until = day(until)
			res, err := s.Apply(ctx, s.order(clerk, filed), a)
			require.NoError(t, err)
			require.True(t, res.Receipt.Recorded)
			_, err = s.ReviewProof(ctx, s.order(reviewer, filed), registry.ProofReview{
				Application: res.Receipt.Number, Proof: registry.DwellingProof, Outcome: eligibility.Accepted,
			})
			require.NoError(t, err)
			res, err = s.Decide(ctx, s.order(officer, on), registry.Ruling{Application: res.Receipt.Number, NotifiedOn: day(on)})
			require.NoError(t, err)
			// The reading that decides about the day is shown with the decision and,
			// with all others it rests on, with the permit.
			answer := rule.Applied{ID: law.A17, Answer: string("abc"[hold])}
			assert.Equal(t, []rule.Applied{answer}, res.Readings)
			if decided := res.Decision; decided.Approved() {
				res, err = s.Issue(ctx, s.order(officer, on), registry.Issuance{Application: res.Receipt.Number})
				require.NoError(t, err)
				assert.True(t, res.Receipt.Recorded)
				assert.Contains(t, res.Readings, answer)
				assert.Subset(t, res.Readings, decided.Readings())
				assert.True(t, slices.IsSortedFunc(res.Readings, func(x, y rule.Applied) int { return int(x.ID) - int(y.ID) }))
				for _, r := range res.Decision.Readings() {
					assert.NotContains(t, []law.ReadingID{law.A17, law.A75}, r.ID, "no choice of that policy")
				}
			}
			return res.Decision.Outcome()
		}
		// The half-year is full on 07-16; the lease ends on 07-20.
		assert.Equal(t, want[0], decide("2026-07-10", "2027-12-31", "2026-07-20"), "%v", hold)
		assert.Equal(t, want[1], decide("2026-07-16", "2026-07-20", "2026-07-21"), "%v", hold)
		assert.Equal(t, rule.Approved, decide("2026-07-16", "2026-07-20", "2026-07-20"), "%v", hold)
	}
}

// An application is not decided, and a proof not reviewed, before it was
// accepted; and what is not on record cannot be decided.
func TestApplicationsHaveAnOrder(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	n := s.apply(p, "2025-03-10")
	_, err := s.Decide(ctx, s.order(officer, "2025-03-09"), registry.Ruling{Application: n})
	require.ErrorIs(t, err, registry.ErrState)
	_, err = s.Decide(ctx, s.order(officer, "2025-03-11"), registry.Ruling{Application: "A-NONE"})
	require.ErrorIs(t, err, registry.ErrNotFound)
	_, err = s.Issue(ctx, s.order(officer, "2025-03-11"), registry.Issuance{Application: n})
	require.ErrorIs(t, err, registry.ErrState, "not approved yet")
	s.approve(n, "2025-03-11")
	s.refused(func() (registry.Result, error) {
		return s.Issue(ctx, s.order(officer, "2025-03-09"), registry.Issuance{Application: n})
	}, "PER-ISS-03")
}

// The years of residence can be read to start with the unbroken run of
// registrations on record (A34 b); one that ended earlier is no part of it.
func TestResidenceCountedFromTheRegistration(t *testing.T) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Policy.Permit.Endorsement.YearsFrom = endorsement.Registration })
	p := person(t, "测试甲", "1990-03-15")
	for _, run := range [][2]string{{"2022-01-10", "2022-12-31"}, {"2023-01-10", "2023-06-30"}, {"2023-07-01", ""}} {
		n := s.register(p, run[0]).Receipt.Number
		if run[1] != "" {
			_, err := s.EndRegistration(ctx, s.order(clerk, run[1]), n)
			require.NoError(t, err)
		}
	}
	r := s.issueTo(p, "2025-08-01")
	assert.Equal(t, day("2023-01-10"), s.stateOn(r.Permit, "2025-08-01").Residence.Since)
}

// A registration that is found false after the approval never gave a half-year
// (7.2), so no permit is made on it (11.1): not under any answer of A17. The
// application is decided anew, and the refusal told with its reasons (11.2). An
// approval that still stands is not decided twice, and what is lost afterwards does
// not matter (A17).
func TestApprovalFallsWithARegistrationFoundFalse(t *testing.T) {
	ctx := context.Background()
	for _, hold := range []eligibility.HoldOn{eligibility.ApplicationDay, eligibility.DecisionDay, eligibility.BothDays} {
		s := newScene(t, func(c *registry.Config) { c.Policy.Eligibility.HoldOn = hold })
		p := person(t, "测试甲", "1990-03-15")
		first := s.register(p, "2026-01-15").Receipt.Number
		n := s.apply(p, "2026-07-16")
		s.approve(n, "2026-07-16")
		_, err := s.Decide(ctx, s.order(officer, "2026-07-16"), registry.Ruling{Application: n})
		require.ErrorIs(t, err, registry.ErrState, "nothing has changed")

		// What is registered or ended later leaves the approval alone.
		_, err = s.EndRegistration(ctx, s.order(clerk, "2026-07-17"), first)
		require.NoError(t, err)
		s.register(p, "2026-07-18")
		_, err = s.Decide(ctx, s.order(officer, "2026-07-18"), registry.Ruling{Application: n})
		require.ErrorIs(t, err, registry.ErrState)

		_, err = s.RejectRegistration(ctx, s.order(officer, "2026-07-18"), registry.RegistrationFinding{
			Registration: first, Finding: found(eligibility.GroundFalseRegistration, station, "2026-07-18"),
		})
		require.NoError(t, err)
		res := s.refused(func() (registry.Result, error) {
			return s.Issue(ctx, s.order(officer, "2026-07-19"), registry.Issuance{Application: n})
		}, eligibility.CodeRegistered)
		assert.Equal(t, "eligibility", res.Decision.Table())
		assert.Equal(t, day("2026-07-16"), res.Decision.On(), "the day on which the conditions had to hold")
		assert.Equal(t, eligibility.NextRefuse, res.Receipt.Next)
		assert.Equal(t, n, res.Receipt.Number)

		ruling := registry.Ruling{Application: n, NotifiedOn: day("2026-07-19")}
		_, err = s.Decide(ctx, s.order(officer, "2026-07-15"), ruling)
		require.ErrorIs(t, err, registry.ErrState, "before the acceptance")
		res, err = s.Decide(ctx, s.order(officer, "2026-07-19"), ruling)
		require.NoError(t, err)
		assert.True(t, res.Receipt.Recorded)
		assert.Equal(t, rule.Refused, res.Decision.Outcome())
		assert.Equal(t, "11.2", res.Receipt.Cite.String())
		state, err := s.ApplicationOf(ctx, officer, n)
		require.NoError(t, err)
		assert.True(t, state.Refused)
		assert.False(t, state.Approved)
		_, err = s.Issue(ctx, s.order(officer, "2026-07-19"), registry.Issuance{Application: n})
		require.ErrorIs(t, err, registry.ErrState)
	}

	// Without the false one the half-year may still be full: the permit is issued.
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2025-01-15")
	second := s.register(p, "2026-01-20").Receipt.Number
	n := s.apply(p, "2026-07-16")
	s.approve(n, "2026-07-16")
	_, err := s.RejectRegistration(ctx, s.order(officer, "2026-07-18"), registry.RegistrationFinding{
		Registration: second, Finding: found(eligibility.GroundFalseRegistration, station, "2026-07-18"),
	})
	require.NoError(t, err)
	res, err := s.Issue(ctx, s.order(officer, "2026-07-18"), registry.Issuance{Application: n})
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
}
