package eligibility_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The next step follows from the four decisions.
func TestNext(t *testing.T) {
	type change = func(*eligibility.Application)
	for name, c := range map[string]struct {
		change change
		want   eligibility.Next
	}{
		"all in order": {func(*eligibility.Application) {}, eligibility.NextApprove},
		"half-year not full": {func(a *eligibility.Application) {
			a.Registrations[0].First = day("2026-03-01")
		}, eligibility.NextRefuse},
		"refused whatever the papers": {func(a *eligibility.Application) {
			a.Registrations[0].First = day("2026-03-01")
			a.Materials.AddressProof = eligibility.Proof{Submitted: permit.No}
		}, eligibility.NextRefuse},
		"not reviewed":     {func(a *eligibility.Application) { a.Dwellings[0].Review = eligibility.Review{} }, eligibility.NextAwaitReview},
		"photo missing":    {func(a *eligibility.Application) { a.Materials.Photo.Recent = permit.No }, eligibility.NextAskForPapers},
		"wrong office":     {func(a *eligibility.Application) { a.Office.District = permit.Haidian }, eligibility.NextOtherOffice},
		"child alone":      {func(a *eligibility.Application) { a.Applicant.Born = day("2020-01-01") }, eligibility.NextOtherAgent},
		"hukou unknown":    {func(a *eligibility.Application) { a.Applicant.Household = permit.Household{} }, eligibility.NextAskForFacts},
		"photo unknown":    {func(a *eligibility.Application) { a.Materials.Photo.Recent = permit.FlagUnknown }, eligibility.NextAskForFacts},
		"title unknown":    {func(a *eligibility.Application) { a.Dwellings[0].LawfulTitle = permit.FlagUnknown }, eligibility.NextAskForFacts},
		"office unknown":   {func(a *eligibility.Application) { a.Office = permit.Office{} }, eligibility.NextAskForFacts},
		"not filed":        {func(a *eligibility.Application) { a.FiledOn = civil.Date{} }, eligibility.NextAskForFacts},
		"filed afterwards": {func(a *eligibility.Application) { a.FiledOn = day("2026-07-21") }, eligibility.NextAskForFacts},
		"two grounds, one reviewed": {func(a *eligibility.Application) {
			a.Studies, a.Dwellings[0].Review = []eligibility.Study{enrolment()}, eligibility.Review{}
			a.Claims |= eligibility.ClaimStudy
		}, eligibility.NextApprove},
		"two grounds, the one relied on not reviewed": {func(a *eligibility.Application) {
			a.Studies, a.Dwellings[0].Review = []eligibility.Study{enrolment()}, eligibility.Review{}
		}, eligibility.NextAwaitReview},
	} {
		t.Run(name, func(t *testing.T) {
			a := tenant("2026-01-15")
			c.change(a)
			s := eligibility.Assess(a, day("2026-07-20"), nil)
			require.Equal(t, c.want, s.Next, s.Next.String())
			b, err := json.Marshal(s)
			require.NoError(t, err)
			var back eligibility.Assessment
			require.NoError(t, json.Unmarshal(b, &back))
			require.True(t, back.Eligibility.Equal(s.Eligibility) && back.Venue.Equal(s.Venue))
			require.Equal(t, s.Next, back.Next)
			require.NotEmpty(t, s.Next.Label(language.Chinese))
		})
	}
	s := eligibility.Assess(nil, day("2026-07-20"), nil)
	require.Equal(t, eligibility.NextAskForFacts, s.Next)
}

// The day on which the conditions must hold (reading A17): full on 16 July,
// filed on the 10th, decided on the 20th.
func TestHoldOn(t *testing.T) {
	application := &eligibility.Policy{HoldOn: eligibility.ApplicationDay}
	decision := &eligibility.Policy{HoldOn: eligibility.DecisionDay}
	both := &eligibility.Policy{HoldOn: eligibility.BothDays}
	a := tenant("2026-01-15")
	a.FiledOn = day("2026-07-10")
	require.Equal(t, no, eligibility.Assess(a, day("2026-07-20"), application).Eligible())
	require.Equal(t, yes, eligibility.Assess(a, day("2026-07-20"), decision).Eligible())
	require.Equal(t, no, eligibility.Assess(a, day("2026-07-20"), both).Eligible())
	require.Equal(t, eligibility.NextApprove, eligibility.Assess(a, day("2026-07-20"), decision).Next)
	// The other way round: the lease ends between the two days.
	a.FiledOn = day(july16)
	a.Dwellings[0].Term = term("2025-01-01", "2026-07-18")
	require.Equal(t, yes, eligibility.Assess(a, day("2026-07-20"), application).Eligible())
	require.Equal(t, no, eligibility.Assess(a, day("2026-07-20"), decision).Eligible())
	require.Equal(t, no, eligibility.Assess(a, day("2026-07-20"), both).Eligible())
	a.Dwellings[0].Term = term("2025-01-01", "2026-07-20")
	require.Equal(t, yes, eligibility.Assess(a, day("2026-07-20"), both).Eligible())
	require.Equal(t, eligibility.NextApprove, eligibility.Assess(a, day("2026-07-20"), both).Next)
	a.Dwellings[0].Review = eligibility.Review{}
	require.Equal(t, eligibility.NextAwaitReview, eligibility.Assess(a, day("2026-07-20"), both).Next)
	// A review that came after the filing counts for the day of filing.
	a.Dwellings[0].Review = accepted(permit.Housing)
	require.True(t, a.Dwellings[0].Review.On.StrictlyAfter(a.FiledOn))
	require.Equal(t, yes, eligibility.Assess(a, day("2026-07-20"), nil).Eligible())
}

// A refusal (11.2) cannot exist without reasons, reviewing department, public
// security as notifier, and day.
func TestRefusal(t *testing.T) {
	a := tenant("2026-03-01")
	a.Dwellings[0].Review = rejected(permit.Housing)
	police := permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "officer-1", Office: permit.Office{ID: "chaoyang-1", Kind: permit.PoliceStation}}
	good := func() eligibility.Notice {
		return eligibility.Notice{
			Decision: eligibility.Decide(a, day(july16), nil), Reviewer: office(permit.Housing),
			Rejections: eligibility.Rejections(a, nil), Notifier: police, DecidedOn: day("2026-07-20"), NotifiedOn: day("2026-07-21"),
		}
	}
	refusal, err := eligibility.Refuse(good())
	require.NoError(t, err)
	require.False(t, refusal.IsZero())
	require.Contains(t, codes(refusal.Reasons()), eligibility.CodeHalfYear)
	require.Equal(t, []eligibility.Rejection{{
		Path: "/dwellings/0/review", By: office(permit.Housing), On: day("2026-07-17"), Reason: "证明与登记不符",
	}}, refusal.Notice().Rejections)

	// It no longer depends on the facts.
	before := refusal.Notice().Decision.Text(language.English)
	a.Registrations[0].First = day("2020-01-01")
	require.Equal(t, before, refusal.Notice().Decision.Text(language.English))
	a.Registrations[0].First = day("2026-03-01")

	for name, c := range map[string]struct {
		change func(*eligibility.Notice)
		code   string
	}{
		"no decision": {func(n *eligibility.Notice) { n.Decision = rule.Decision{} }, eligibility.CodeRefusalReasons},
		"an approval": {func(n *eligibility.Notice) { n.Decision = eligibility.Decide(tenant("2025-01-01"), day(july16), nil) }, eligibility.CodeRefusalReasons},
		"undetermined": {func(n *eligibility.Notice) {
			n.Decision = eligibility.Decide(&eligibility.Application{}, day(july16), nil)
		}, eligibility.CodeRefusalReasons},
		"no reviewer":            {func(n *eligibility.Notice) { n.Reviewer = permit.Office{} }, eligibility.CodeRefusalReviewer},
		"an agency as reviewer":  {func(n *eligibility.Notice) { n.Reviewer = office(permit.EntrustedAgency) }, eligibility.CodeRefusalReviewer},
		"notified by the agency": {func(n *eligibility.Notice) { n.Notifier.Kind = permit.AgencyClerk }, eligibility.CodeRefusalNotifier},
		"nobody notified":        {func(n *eligibility.Notice) { n.Notifier = permit.Actor{} }, eligibility.CodeRefusalNotifier},
		"no day":                 {func(n *eligibility.Notice) { n.NotifiedOn = civil.Date{} }, eligibility.CodeRefusalDay},
		"before the judgement":   {func(n *eligibility.Notice) { n.NotifiedOn = day("2026-07-15") }, eligibility.CodeRefusalDay},
		"before the decision":    {func(n *eligibility.Notice) { n.NotifiedOn = day("2026-07-19") }, eligibility.CodeRefusalDay},
		"before a rejection": {func(n *eligibility.Notice) {
			n.Rejections = append(n.Rejections, eligibility.Rejection{Path: "/studies/0/review", By: office(permit.Education), On: day("2026-07-22")})
		}, eligibility.CodeRefusalDay},
		"decided before a rejection it rests on": {func(n *eligibility.Notice) { n.DecidedOn = day("2026-07-16") }, eligibility.CodeRefusalDecided},
		"decided before the judgement":           {func(n *eligibility.Notice) { n.DecidedOn, n.Rejections = day("2026-07-15"), nil }, eligibility.CodeRefusalDecided},
		"a department that rejected nothing":     {func(n *eligibility.Notice) { n.Reviewer = office(permit.Health) }, eligibility.CodeRefusalReviewer},
		"another office of the kind": {func(n *eligibility.Notice) {
			n.Reviewer = permit.Office{ID: "housing-2", Kind: permit.Housing}
		}, eligibility.CodeRefusalReviewer},
		"public security for a department": {func(n *eligibility.Notice) { n.Reviewer = office(permit.PoliceStation) }, eligibility.CodeRefusalReviewer},
		"nothing at all, no days":          {func(n *eligibility.Notice) { *n = eligibility.Notice{} }, eligibility.CodeRefusalDay},
	} {
		t.Run(name, func(t *testing.T) {
			n := good()
			c.change(&n)
			d := eligibility.CheckNotice(&n)
			require.Equal(t, no, d.Outcome())
			require.Contains(t, codes(d.Reasons()), c.code)
			texts(t, d)
			_, err := eligibility.Refuse(n)
			require.ErrorIs(t, err, eligibility.ErrRefusal)
			var fault *eligibility.RefusalError
			require.ErrorAs(t, err, &fault)
			require.True(t, fault.Decision.Equal(d))
			require.Contains(t, err.Error(), c.code)
			// And it cannot be read back either.
			b, err := json.Marshal(n)
			require.NoError(t, err)
			kept := refusal
			require.Error(t, json.Unmarshal(b, &kept))
			require.Equal(t, refusal, kept)
		})
	}
	// What cannot be stored is no refusal either.
	odd := good()
	odd.Reviewer.District = 99
	_, err = eligibility.Refuse(odd)
	require.ErrorIs(t, err, eligibility.ErrRefusal)
	// Public security states its own reasons, and may on the day of judgement.
	n := good()
	n.Rejections, n.Reviewer, n.DecidedOn, n.NotifiedOn = nil, office(permit.DistrictPublicSecurity), day(july16), day(july16)
	require.True(t, eligibility.CheckNotice(&n).Approved())
	n.Reviewer = office(permit.Housing)
	require.Equal(t, []string{eligibility.CodeRefusalReviewer}, codes(eligibility.CheckNotice(&n).Reasons()))

	b, err := json.Marshal(refusal)
	require.NoError(t, err)
	var back eligibility.Refusal
	require.NoError(t, json.Unmarshal(b, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.JSONEq(t, string(b), string(again))
	require.NoError(t, json.Unmarshal([]byte("null"), &back))
	require.True(t, back.IsZero())
	b, err = json.Marshal(back)
	require.NoError(t, err)
	require.Equal(t, "null", string(b))
	require.Error(t, json.Unmarshal([]byte(`{"reason":"x"}`), &back))
}

// What was recorded before notices had the day of the decision is read as it is:
// with a reviewer of any kind, told on any day from that of judgement on. What such
// a notice had to have then is still asked for.
func TestRefusalWithoutTheDayOfDecision(t *testing.T) {
	a := tenant("2026-03-01")
	a.Dwellings[0].Review = rejected(permit.Housing)
	was := eligibility.Notice{
		Decision: eligibility.Decide(a, day(july16), nil), Reviewer: office(permit.Health), Rejections: eligibility.Rejections(a, nil),
		Notifier: permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "officer-1", Office: office(permit.PoliceStation)}, NotifiedOn: day(july16),
	}
	_, err := eligibility.Refuse(was)
	require.ErrorIs(t, err, eligibility.ErrRefusal, "nobody makes one any more")
	b, err := json.Marshal(was)
	require.NoError(t, err)
	require.NotContains(t, string(b), "decidedOn")
	var back eligibility.Refusal
	require.NoError(t, json.Unmarshal(b, &back))
	require.True(t, back.Notice().DecidedOn.IsZero(), "nobody recorded it")
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.JSONEq(t, string(b), string(again))

	for name, spoil := range map[string]func(*eligibility.Notice){
		"no reasons":           func(n *eligibility.Notice) { n.Decision = rule.Decision{} },
		"no reviewer":          func(n *eligibility.Notice) { n.Reviewer = permit.Office{} },
		"an agency":            func(n *eligibility.Notice) { n.Reviewer = office(permit.EntrustedAgency) },
		"told by an agency":    func(n *eligibility.Notice) { n.Notifier.Kind = permit.AgencyClerk },
		"no day":               func(n *eligibility.Notice) { n.NotifiedOn = civil.Date{} },
		"before the judgement": func(n *eligibility.Notice) { n.NotifiedOn = day("2026-07-15") },
		"with the new day":     func(n *eligibility.Notice) { n.DecidedOn = day(july16) },
	} {
		n := was
		spoil(&n)
		b, err := json.Marshal(n)
		require.NoError(t, err)
		require.ErrorIs(t, json.Unmarshal(b, &eligibility.Refusal{}), eligibility.ErrRefusal, name)
	}
}

// The rejections a decision rests on are those among its reasons: a rejected
// dwelling beside accepted studies is none.
func TestDecidingRejections(t *testing.T) {
	a := tenant("2026-03-01")
	a.Claims |= eligibility.ClaimStudy
	a.Dwellings[0].Review = rejected(permit.Housing)
	a.Studies = []eligibility.Study{enrolment()}
	n := eligibility.Notice{Decision: eligibility.Decide(a, day(july16), nil), Rejections: eligibility.Rejections(a, nil)}
	require.Equal(t, []string{eligibility.CodeHalfYear}, codes(n.Decision.Reasons()))
	require.Len(t, n.Rejections, 1)
	require.Empty(t, n.Deciding())
	a.Studies[0].Review = rejected(permit.Education)
	n = eligibility.Notice{Decision: eligibility.Decide(a, day(july16), nil), Rejections: eligibility.Rejections(a, nil)}
	require.Equal(t, n.Rejections, n.Deciding())
	require.Len(t, n.Deciding(), 2)
	// Papers that are missing are nobody's rejection.
	a.Materials.AddressProof.Submitted = permit.No
	n.Decision = eligibility.Materials(a, day(july16), nil)
	require.Empty(t, n.Deciding())
}

// All rejections are listed, with the place of the proof.
func TestRejections(t *testing.T) {
	a := employee("2026-01", "2026-06")
	a.Studies, a.Dwellings = []eligibility.Study{enrolment(), enrolment()}, []eligibility.Dwelling{lease()}
	require.Empty(t, eligibility.Rejections(a, nil))
	a.Insurance.Review, a.Employments[0].Review = rejected(permit.HumanResources), rejected(permit.Commerce)
	a.Studies[1].Review = rejected(permit.Education)
	a.Dwellings[0].Review = eligibility.Review{Outcome: eligibility.Rejected} // without reasons
	var paths []string
	for _, r := range eligibility.Rejections(a, nil) {
		paths = append(paths, r.Path)
	}
	require.Equal(t, []string{"/insurance/review", "/employments/0/review", "/studies/1/review"}, paths)
}

// The department whose reasons a refusal gives is one that rejected a proof (11.2):
// the same office, or the same kind where one of the two has no number.
func TestReviewerIsWhoRejected(t *testing.T) {
	for _, c := range []struct {
		name           string
		by, reviewer   permit.OfficeID
		reviewerOfKind permit.OfficeKind
		valid          bool
	}{
		{"the office itself", "h-1", "h-1", permit.Housing, true},
		{"named without a number", "h-1", "", permit.Housing, true},
		{"rejected without a number", "", "h-1", permit.Housing, true},
		{"neither has a number", "", "", permit.Housing, true},
		{"another housing office", "h-1", "h-2", permit.Housing, false},
		{"another department", "h-1", "h-1", permit.Health, false},
		{"another department, no numbers", "", "", permit.Health, false},
	} {
		a := tenant("2026-03-01")
		a.Dwellings[0].Review = rejected(permit.Housing)
		a.Dwellings[0].Review.By.ID = c.by
		n := eligibility.Notice{
			Decision: eligibility.Decide(a, day(july16), nil), Rejections: eligibility.Rejections(a, nil), DecidedOn: day("2026-07-17"),
			Reviewer:   permit.Office{ID: c.reviewer, Kind: c.reviewerOfKind},
			Notifier:   permit.Actor{Kind: permit.PublicSecurityOfficer, ID: "officer-1", Office: office(permit.PoliceStation)},
			NotifiedOn: day("2026-07-17"),
		}
		_, err := eligibility.Refuse(n)
		if c.valid {
			require.NoError(t, err, c.name)
		} else {
			require.ErrorIs(t, err, eligibility.ErrRefusal, c.name)
		}
	}
}
