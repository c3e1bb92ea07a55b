package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// child is somebody born on a day, represented by a guardian with an active
// permit.
func child(born string) *eligibility.Application {
	a := tenant("2025-01-01")
	a.Applicant.Born, a.Applicant.IDNumber, a.Materials.Identity.HolderNumber = day(born), permit.IDNumber{}, permit.IDNumber{}
	a.InPerson = permit.FlagUnknown
	a.Agent = &eligibility.Agent{
		Relation: permit.Parent, Guardian: permit.Yes, Permit: eligibility.HeldActive, Household: permit.RegisteredAt(hebei),
		Identity: permit.Document{Kind: permit.ResidentIDCard, Term: term("2020-01-01", "2040-01-01")},
	}
	return a
}

// alone is somebody born on a day who comes without an agent.
func alone(born string) *eligibility.Application {
	a := child(born)
	a.Agent, a.InPerson = nil, permit.Yes
	return a
}

// acts runs lines on the filing of an application.
func acts(t *testing.T, a *eligibility.Application, lines ...judged) {
	t.Helper()
	for _, l := range lines {
		d := eligibility.Agency(&a.Filing, day(l.on), &l.policy)
		require.Equal(t, l.want, d.Outcome(), "%s %+v\n%s", l.on, l.policy, d)
		texts(t, d)
	}
}

// Who may act alone (10.1.b, readings A05 and A20).
func TestActingAlone(t *testing.T) {
	compulsory := eligibility.Policy{Children: eligibility.CompulsoryUnderSixteen}
	suffices := eligibility.Policy{Children: eligibility.GuardianPermitSuffices}
	anyAge := eligibility.Policy{Children: eligibility.ChannelAtAnyAge}
	birthday := eligibility.Policy{Age: civil.OnLastDay}
	// Eight years old: on the birthday still seven.
	acts(t, alone("2018-07-16"), judged{july16, eligibility.Policy{}, no}, judged{"2026-07-17", eligibility.Policy{}, yes},
		judged{july16, birthday, yes}, judged{"2026-07-15", birthday, no}, judged{july16, anyAge, yes}, judged{"2026-07-17", suffices, yes}, judged{july16, suffices, no})
	// Fifteen, with an identity card.
	acts(t, alone("2010-08-01"), judged{july16, eligibility.Policy{}, yes}, judged{july16, compulsory, no},
		judged{"2026-08-01", compulsory, no}, judged{"2026-08-02", compulsory, yes})
	d := eligibility.Agency(&alone("2018-07-16").Filing, day(july16), nil)
	require.Equal(t, []string{eligibility.CodeInPerson, eligibility.CodeMayActAlone}, codes(d.Reasons()))
	require.Equal(t, day("2026-07-17"), d.Remedies()[0].Earliest)
	// Nothing recorded of the age, or of who came.
	a := alone("2018-07-16")
	a.Applicant.Born = civil.Date{}
	acts(t, a, judged{july16, eligibility.Policy{}, open}, judged{july16, anyAge, yes})
	a = alone("1990-01-01")
	a.InPerson = permit.FlagUnknown
	acts(t, a, judged{july16, eligibility.Policy{}, open})
	// Nobody at the desk alone, and no agent recorded.
	a.InPerson = permit.No
	acts(t, a, judged{july16, eligibility.Policy{}, open})
	// The holiday extension of every period reaches ages, too (A03 b): born on a
	// 1 October, eight on 2 October 2026, or on 9 October if it is moved.
	moved := eligibility.Policy{Extension: civil.EveryPeriod, Calendar: civil.BuiltIn()}
	acts(t, alone("2018-10-01"), judged{"2026-10-02", eligibility.Policy{}, yes}, judged{"2026-10-08", moved, no}, judged{"2026-10-09", moved, yes},
		judged{"2031-01-01", moved, yes})
	acts(t, alone("2024-10-01"), judged{"2032-10-08", moved, open})
}

// A guardian with a permit for a child under sixteen (10.1.b, A05, A21, A47).
func TestGuardianForChild(t *testing.T) {
	birthday := eligibility.Policy{Age: civil.OnLastDay}
	acts(t, child("2010-03-15"), judged{"2026-03-14", eligibility.Policy{}, yes}, judged{"2026-03-15", eligibility.Policy{}, yes},
		judged{"2026-03-16", eligibility.Policy{}, open}, // then only a finding on mobility could help
		judged{"2026-03-15", birthday, open}, judged{"2026-03-14", birthday, yes})
	healthy := child("2010-03-15")
	healthy.LimitedMobility = finding(eligibility.GroundLimitedMobility, permit.NotEstablished)
	acts(t, healthy, judged{"2026-03-15", eligibility.Policy{}, yes}, judged{"2026-03-16", eligibility.Policy{}, no})
	// Nobody has to find what is not claimed; a record that contradicts itself
	// settles nothing.
	fit := child("2010-03-15")
	for claimed, want := range map[permit.Flag]rule.Outcome{permit.No: no, permit.Yes: open, permit.FlagUnknown: open} {
		fit.LimitedMobilityClaimed = claimed
		acts(t, fit, judged{"2026-03-15", eligibility.Policy{}, yes}, judged{"2026-03-16", eligibility.Policy{}, want})
	}
	mobility := func() string {
		return factOf(eligibility.Agency(&fit.Filing, day("2026-03-16"), nil), eligibility.CodeLimitedMobility)
	}
	fit.LimitedMobilityClaimed = permit.FlagUnknown
	require.NotContains(t, mobility(), "not claimed", "nobody has said so")
	fit.LimitedMobilityClaimed = permit.No
	require.Contains(t, mobility(), "not claimed")
	fit.LimitedMobility = finding(eligibility.GroundLimitedMobility, permit.NotEstablished)
	require.NotContains(t, mobility(), "not claimed", "there is a finding to tell")
	fit.LimitedMobility = finding(eligibility.GroundLimitedMobility, permit.Established)
	acts(t, fit, judged{"2026-03-16", eligibility.Policy{}, open})
	require.ErrorContains(t, fit.Validate(), "limitedMobilityClaimed must not be no beside a finding that established it")
	fit.LimitedMobilityClaimed = permit.Yes
	require.NoError(t, fit.Validate())
	// Endorsing at sixteen (A47): the guardian is refused, the holder is not.
	healthy.Procedure = eligibility.Endorsing
	acts(t, healthy, judged{"2027-01-05", eligibility.Policy{}, no})
	healthy.Agent, healthy.InPerson = nil, permit.Yes
	acts(t, healthy, judged{"2027-01-05", eligibility.Policy{}, yes})

	notCancelled := eligibility.Policy{GuardianPermit: eligibility.ObtainedNotCancelled}
	resident := eligibility.Policy{GuardianPermit: eligibility.AnyResidentGuardian}
	hukou := eligibility.Policy{GuardianHukouSuffices: true}
	for name, c := range map[string]struct {
		change                         func(*eligibility.Agent)
		active, obtained, lives, mixed rule.Outcome
		code                           string
	}{
		"active":    {func(*eligibility.Agent) {}, yes, yes, yes, yes, ""},
		"suspended": {func(g *eligibility.Agent) { g.Permit = eligibility.HeldSuspended }, no, yes, open, no, eligibility.CodeGuardianPermitUsable},
		"cancelled": {func(g *eligibility.Agent) { g.Permit = eligibility.HeldCancelled }, no, no, open, no, eligibility.CodeGuardianHasPermit},
		"never had one, not resident": {func(g *eligibility.Agent) { g.Permit, g.LawfullyResident = eligibility.NeverHeld, permit.No },
			no, no, no, no, eligibility.CodeGuardianHasPermit},
		"never had one, resident": {func(g *eligibility.Agent) { g.Permit, g.LawfullyResident = eligibility.NeverHeld, permit.Yes },
			no, no, yes, no, eligibility.CodeGuardianHasPermit},
		"Beijing hukou": {func(g *eligibility.Agent) {
			g.Permit, g.Household = eligibility.NeverHeld, permit.RegisteredAt(haidian)
		}, no, no, yes, yes, eligibility.CodeGuardianHasPermit},
		"permit not recorded": {func(g *eligibility.Agent) { g.Permit = eligibility.HeldUnknown }, open, open, open, open, eligibility.CodeGuardianHasPermit},
		"grandmother who is not guardian": {func(g *eligibility.Agent) { g.Relation, g.Guardian = permit.Grandparent, permit.No },
			no, no, no, no, eligibility.CodeGuardian},
		"grandmother, guardianship not recorded": {func(g *eligibility.Agent) { g.Relation, g.Guardian = permit.Grandparent, permit.FlagUnknown },
			open, open, open, open, eligibility.CodeGuardian},
		"parent, by law the guardian": {func(g *eligibility.Agent) { g.Guardian = permit.FlagUnknown }, yes, yes, yes, yes, ""},
		"guardian of no stated kin":   {func(g *eligibility.Agent) { g.Relation, g.Guardian = permit.Guardian, permit.FlagUnknown }, yes, yes, yes, yes, ""},
		"agent's identity expired":    {func(g *eligibility.Agent) { g.Identity.Term = term("2016-07-15", "2026-07-15") }, no, no, no, no, eligibility.CodeAgentIdentity},
		"agent's identity expires on the day": {func(g *eligibility.Agent) { g.Identity.Term = term("2016-07-16", july16) },
			yes, yes, yes, yes, ""},
		"agent showed a lease":          {func(g *eligibility.Agent) { g.Identity.Kind = permit.OtherDocument }, no, no, no, no, eligibility.CodeAgentIdentity},
		"agent showed nothing":          {func(g *eligibility.Agent) { g.Identity, g.IdentityShown = permit.Document{}, permit.No }, no, no, no, no, eligibility.CodeAgentIdentity},
		"agent's identity not recorded": {func(g *eligibility.Agent) { g.Identity = permit.Document{} }, open, open, open, open, eligibility.CodeAgentIdentity},
	} {
		t.Run(name, func(t *testing.T) {
			a := child("2015-01-01")
			a.LimitedMobility = finding(eligibility.GroundLimitedMobility, permit.NotEstablished)
			c.change(a.Agent)
			acts(t, a, judged{july16, eligibility.Policy{}, c.active}, judged{july16, notCancelled, c.obtained},
				judged{july16, resident, c.lives}, judged{july16, hukou, c.mixed})
			if c.code != "" {
				require.Contains(t, codes(eligibility.Agency(&a.Filing, day(july16), nil).Reasons()), c.code)
			}
		})
	}
}

// People with limited mobility (10.1.a, readings A22 and A23).
func TestLimitedMobility(t *testing.T) {
	first := eligibility.Policy{AgentFor: eligibility.FirstApplicationOnly}
	patient := func(born string, r permit.Relation, o permit.FindingOutcome) *eligibility.Application {
		a := child(born)
		a.Agent.Relation, a.Agent.Guardian, a.Agent.Permit = r, permit.FlagUnknown, eligibility.NeverHeld
		if o != permit.Open {
			a.LimitedMobility = finding(eligibility.GroundLimitedMobility, o)
		}
		return a
	}
	for name, c := range map[string]struct {
		a    *eligibility.Application
		want rule.Outcome
	}{
		"daughter of a bedridden man":        {patient("1944-01-01", permit.Child, permit.Established), yes},
		"daughter of an agile 82-year-old":   {patient("1944-01-01", permit.Child, permit.NotEstablished), no},
		"injured 30-year-old, no finding":    {patient("1996-01-01", permit.Spouse, permit.Open), open},
		"30-year-old with a broken leg":      {patient("1996-01-01", permit.Spouse, permit.Established), yes},
		"son-in-law":                         {patient("1944-01-01", permit.InLaw, permit.Established), no},
		"friend":                             {patient("1944-01-01", permit.Friend, permit.Established), no},
		"landlord":                           {patient("1944-01-01", permit.Landlord, permit.Established), no},
		"employer":                           {patient("1944-01-01", permit.Employer, permit.Established), no},
		"cousin":                             {patient("1944-01-01", permit.OtherRelative, permit.Established), no},
		"sibling":                            {patient("1944-01-01", permit.Sibling, permit.Established), yes},
		"grandchild":                         {patient("1944-01-01", permit.Grandchild, permit.Established), yes},
		"guardian of an adult":               {patient("1944-01-01", permit.Guardian, permit.Established), yes},
		"relation not recorded":              {patient("1944-01-01", permit.RelationUnknown, permit.Established), open},
		"friend, an adult's friend, no need": {patient("1944-01-01", permit.Friend, permit.NotEstablished), no},
	} {
		t.Run(name, func(t *testing.T) { acts(t, c.a, judged{july16, eligibility.Policy{}, c.want}) })
	}
	// A friend who is the guardian.
	a := patient("1944-01-01", permit.Friend, permit.Established)
	a.Agent.Guardian = permit.Yes
	acts(t, a, judged{july16, eligibility.Policy{}, yes})
	// Endorsing for a bedridden father.
	a = patient("1944-01-01", permit.Child, permit.Established)
	for _, p := range []eligibility.Procedure{eligibility.Endorsing, eligibility.Reissuing, eligibility.Exchanging, eligibility.ChangingAddress} {
		a.Procedure = p
		acts(t, a, judged{july16, eligibility.Policy{}, yes}, judged{july16, first, no})
	}
	a.Procedure = eligibility.Applying
	acts(t, a, judged{july16, first, yes})
	a.Procedure = eligibility.ProcedureUnknown
	acts(t, a, judged{july16, first, open})
	// Children's guardians may act in all procedures under either reading.
	c := child("2015-01-01")
	c.Procedure = eligibility.Endorsing
	acts(t, c, judged{july16, first, yes})
}

// Proof of the relationship (reading A24).
func TestRelationProof(t *testing.T) {
	proof := eligibility.Policy{RequireRelationProof: true}
	a := child("2015-01-01")
	acts(t, a, judged{july16, eligibility.Policy{}, yes}, judged{july16, proof, open})
	a.Agent.RelationProved = permit.No
	acts(t, a, judged{july16, eligibility.Policy{}, yes}, judged{july16, proof, no})
	a.Agent.RelationProved = permit.Yes
	acts(t, a, judged{july16, proof, yes})
}

// Agency is a channel: the child must meet 8.1 itself, unless reading A20 c is
// chosen, under which the guardian's permit stands in.
func TestChildMeetsTheConditions(t *testing.T) {
	suffices := eligibility.Policy{Children: eligibility.GuardianPermitSuffices}
	a := child("2022-05-05") // four years old, registered two months
	a.Registrations = []eligibility.Registration{at(permit.Chaoyang, "2026-05-16", "")}
	a.Dwellings = []eligibility.Dwelling{}
	judge(t, a, judged{july16, eligibility.Policy{}, no}, judged{july16, suffices, yes})
	for _, code := range []string{eligibility.CodeHalfYear, eligibility.CodeDwellingKind} {
		require.Contains(t, factOf(eligibility.Decide(a, day(july16), &suffices), code), "the guardian's permit stands in")
	}
	a.Agent.Permit = eligibility.HeldSuspended
	judge(t, a, judged{july16, suffices, no})
	a.Agent.Permit = eligibility.HeldUnknown
	judge(t, a, judged{july16, suffices, open})
	a.Agent.Permit = eligibility.HeldActive
	a.Applicant.Born = day("2010-07-15")
	judge(t, a, judged{"2026-07-15", suffices, yes}, judged{july16, suffices, no})
	a.Agent = nil
	judge(t, a, judged{"2026-07-15", suffices, open}, judged{july16, suffices, no})
	a.InPerson = permit.Yes
	judge(t, a, judged{"2026-07-15", suffices, no})
	// A child with a lease in the mother's name and a full half-year needs none
	// of this.
	judge(t, child("2022-05-05"), judged{july16, eligibility.Policy{}, yes})
}

// Under A20 c a permit stands in. A guardian who may act without one, because of a
// Beijing household (A21 d) or lawful residence (A21 c), has none that could; one
// whose suspended permit is of use all the same (A21 b) has.
func TestAGuardianWithoutAPermitHasNoneToStandIn(t *testing.T) {
	suffices := func(more eligibility.Policy) eligibility.Policy {
		more.Children = eligibility.GuardianPermitSuffices
		return more
	}
	household, resident := suffices(eligibility.Policy{GuardianHukouSuffices: true}), suffices(eligibility.Policy{GuardianPermit: eligibility.AnyResidentGuardian})
	obtained := suffices(eligibility.Policy{GuardianPermit: eligibility.ObtainedNotCancelled})
	for _, c := range []struct {
		held      eligibility.HeldPermit
		policy    eligibility.Policy
		may, have rule.Outcome
	}{
		{eligibility.NeverHeld, household, yes, no},
		{eligibility.NeverHeld, resident, yes, no},
		{eligibility.HeldCancelled, household, yes, no},
		{eligibility.HeldCancelled, resident, yes, no},
		{eligibility.HeldSuspended, household, yes, no},
		{eligibility.HeldUnknown, household, yes, open},
		{eligibility.HeldUnknown, resident, yes, open},
		{eligibility.HeldActive, household, yes, yes},
		{eligibility.HeldActive, resident, yes, yes},
		{eligibility.HeldSuspended, obtained, yes, yes},
		{eligibility.HeldSuspended, suffices(eligibility.Policy{}), no, no},
	} {
		a := child("2022-05-05") // registered two months
		a.Registrations = []eligibility.Registration{at(permit.Chaoyang, "2026-05-16", "")}
		a.LimitedMobilityClaimed = permit.No
		a.Agent.Permit, a.Agent.Household, a.Agent.LawfullyResident = c.held, permit.RegisteredAt(haidian), permit.Yes
		acts(t, a, judged{july16, c.policy, c.may})
		judge(t, a, judged{july16, c.policy, c.have})
	}
}

// Turning sixteen while the permit is valid (reading A47). Born 2010-03-15, so
// sixteen from 2026-03-16; permit of 2026-01-10.
func TestTurnedSixteen(t *testing.T) {
	again := eligibility.Policy{TurnedSixteen: eligibility.ApplyAgain}
	holder := func(procedure eligibility.Procedure, issued string) *eligibility.Application {
		a := child("2010-03-15")
		a.Agent, a.InPerson, a.Procedure = nil, permit.Yes, procedure
		if issued != "" {
			a.PermitIssued = day(issued)
		}
		return a
	}
	for _, p := range []eligibility.Procedure{eligibility.Endorsing, eligibility.Reissuing, eligibility.Exchanging, eligibility.ChangingAddress} {
		acts(t, holder(p, "2026-01-10"),
			judged{"2026-03-15", eligibility.Policy{}, yes}, judged{"2026-03-15", again, yes},
			judged{"2026-03-16", eligibility.Policy{}, yes}, judged{"2026-03-16", again, no},
			judged{"2026-03-17", eligibility.Policy{}, yes}, judged{"2026-03-17", again, no})
	}
	// Issued at sixteen, it was applied for at that age.
	acts(t, holder(eligibility.Endorsing, "2026-03-15"), judged{"2027-03-01", again, no})
	acts(t, holder(eligibility.Endorsing, "2026-03-16"), judged{"2027-03-01", again, yes})
	// The new application itself is no procedure with the old permit.
	acts(t, holder(eligibility.Applying, "2026-01-10"), judged{"2026-03-16", again, yes})
	// Not knowing the day of issue, or the procedure, leaves it open.
	acts(t, holder(eligibility.Endorsing, ""), judged{"2026-03-16", eligibility.Policy{}, yes}, judged{"2026-03-16", again, open})
	acts(t, holder(eligibility.ProcedureUnknown, "2026-01-10"), judged{"2026-03-16", eligibility.Policy{}, yes}, judged{"2026-03-16", again, open})
}
