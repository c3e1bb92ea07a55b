package eligibility_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A visit is who comes to the desk on 16 July 2026, in words of which each is
// one fact of article 10.
type visit struct {
	born             string // "" for not recorded
	mobility         permit.FindingOutcome
	inPerson         permit.Flag
	agent            bool
	relation         permit.Relation
	guardian         permit.Flag
	held             eligibility.HeldPermit
	papers           string
	procedure        eligibility.Procedure
	issued           string
	proved, resident permit.Flag
	household        permit.Household
}

var agentPapers = map[string]permit.Document{
	"valid":          {Kind: permit.ResidentIDCard, Term: term("2020-01-01", "2040-01-01")},
	"last day":       {Kind: permit.ResidentIDCard, Term: term("2020-01-01", july16)},
	"expired":        {Kind: permit.ResidentIDCard, Term: term("2020-01-01", "2026-07-15")},
	"a lease":        {Kind: permit.OtherDocument, Term: term("2020-01-01", "2040-01-01")},
	"nothing":        {},
	"not recorded":   {},
	"end not stated": {Kind: permit.ResidentIDCard, Term: permit.Term{From: day("2020-01-01")}},
}

func (v *visit) filing() *eligibility.Filing {
	f := &eligibility.Filing{Procedure: v.procedure, InPerson: v.inPerson}
	if v.born != "" {
		f.Applicant.Born = day(v.born)
	}
	if v.issued != "" {
		f.PermitIssued = day(v.issued)
	}
	if v.mobility != permit.Open {
		f.LimitedMobility = finding(eligibility.GroundLimitedMobility, v.mobility)
	}
	if v.agent {
		f.Agent = &eligibility.Agent{
			Relation: v.relation, Guardian: v.guardian, Permit: v.held, Identity: agentPapers[v.papers],
			Household: v.household, LawfullyResident: v.resident, RelationProved: v.proved,
		}
		if v.papers == "nothing" {
			f.Agent.IdentityShown = permit.No
		}
	}
	return f
}

// aged is whether the age was reached by 16 July 2026, the day after the
// fifteenth of July on which two of the birthdays fall (A05 a).
func (v *visit) aged(years int) rule.Truth {
	switch {
	case v.born == "":
		return rule.Unknown
	case years == 8:
		return rule.Of(v.born <= "2018-07-15")
	}
	return rule.Of(v.born <= "2010-07-15")
}

// kin is Civil Code 1045: spouse, parents, children, siblings, grandparents and
// grandchildren, no in-laws.
func (v *visit) kin() rule.Truth {
	switch v.relation {
	case permit.Spouse, permit.Parent, permit.Child, permit.Sibling, permit.Grandparent, permit.Grandchild:
		return rule.Met
	case permit.RelationUnknown, permit.Guardian:
		return rule.Unknown
	}
	return rule.Unmet
}

// means are the truths of article 10's conditions for a visit, from the words
// of the clauses and of the readings of a policy.
func (v *visit) means(p *eligibility.Policy) []rule.Truth {
	x := make([]rule.Truth, 12)
	set := func(n int, t rule.Truth) { x[n-1] = t }
	set(1, v.inPerson.Truth())
	switch p.Children {
	case eligibility.CompulsoryUnderSixteen:
		set(2, v.aged(16))
	case eligibility.ChannelAtAnyAge:
		set(2, rule.Met)
	default:
		set(2, v.aged(8))
	}
	set(3, map[permit.FindingOutcome]rule.Truth{permit.Established: rule.Met, permit.NotEstablished: rule.Unmet}[v.mobility])
	set(5, rule.Met)
	if p.AgentFor == eligibility.FirstApplicationOnly && v.procedure != eligibility.Applying {
		set(5, rule.Of(false).Or(rule.Of(v.procedure == eligibility.ProcedureUnknown).And(rule.Unknown)))
	}
	set(6, v.aged(16).Not())
	set(11, rule.Met)
	set(12, rule.Met)
	if p.RequireRelationProof {
		set(11, rule.Unknown)
	}
	if p.TurnedSixteen == eligibility.ApplyAgain && v.procedure != eligibility.Applying {
		// Under sixteen still, or a permit that was issued at sixteen: it serves.
		issued := rule.Unknown
		if v.issued != "" && v.born != "" {
			issued = rule.Of(v.born == "1990-01-01" || v.born == "2010-07-15" && v.issued == july16)
		}
		serves := v.aged(16).Not().Or(issued)
		if v.procedure == eligibility.ProcedureUnknown {
			serves = serves.Or(rule.Unknown)
		}
		set(12, serves)
	}
	if !v.agent {
		return x
	}
	set(1, rule.Unmet)
	guardian := v.guardian.Truth()
	set(4, v.kin().Or(rule.Of(v.guardian == permit.Yes)))
	if guardian == rule.Unknown && (v.relation == permit.Parent || v.relation == permit.Guardian) {
		guardian = rule.Met
		set(4, rule.Met)
	}
	set(7, guardian)
	excused := rule.Unmet
	if p.GuardianHukouSuffices || p.GuardianPermit == eligibility.AnyResidentGuardian {
		excused = v.household.InBeijing().Truth()
	}
	if p.GuardianPermit == eligibility.AnyResidentGuardian {
		excused = excused.Or(v.resident.Truth())
	}
	var obtained, usable rule.Truth
	switch v.held {
	case eligibility.HeldActive:
		obtained, usable = rule.Met, rule.Met
	case eligibility.HeldSuspended:
		obtained, usable = rule.Met, rule.Of(p.GuardianPermit == eligibility.ObtainedNotCancelled)
	case eligibility.HeldCancelled, eligibility.NeverHeld:
		obtained = rule.Unmet // and nothing to ask of its use
	}
	set(8, obtained.Or(excused))
	set(9, usable.Or(excused))
	set(10, map[string]rule.Truth{
		"valid": rule.Met, "last day": rule.Met, "expired": rule.Unmet, "a lease": rule.Unmet, "nothing": rule.Unmet,
	}[v.papers])
	if p.RequireRelationProof {
		set(11, v.proved.Truth())
	}
	return x
}

// visits are all visits over the facts that a reading looks at.
func visits(f func(v *visit)) {
	flags := []permit.Flag{permit.Yes, permit.No, permit.FlagUnknown}
	allPapers := slices.Sorted(maps.Keys(agentPapers))
	n := 0
	for _, born := range []string{"1990-01-01", "2010-07-15", "2010-07-16", "2018-07-15", "2018-07-16", ""} {
		for _, mobility := range []permit.FindingOutcome{permit.Open, permit.Established, permit.NotEstablished} {
			for _, procedure := range []eligibility.Procedure{eligibility.Applying, eligibility.Endorsing, eligibility.ProcedureUnknown} {
				for _, issued := range []string{"", "2026-01-10", july16} {
					for _, inPerson := range flags {
						f(&visit{born: born, mobility: mobility, procedure: procedure, issued: issued, inPerson: inPerson})
					}
					for relation := range permit.OtherRelation + 1 {
						if relation == permit.Self {
							continue // nobody is one's own agent
						}
						for _, guardian := range flags {
							for held := range eligibility.NeverHeld + 1 {
								for _, papers := range allPapers {
									if n++; n%visitStep != 0 {
										continue
									}
									f(&visit{
										born: born, mobility: mobility, procedure: procedure, issued: issued, agent: true,
										relation: relation, guardian: guardian, held: held, papers: papers,
										proved: flags[n%3], resident: flags[n/3%3],
										household: [...]permit.Household{{}, permit.RegisteredAt(hebei), permit.RegisteredAt(haidian)}[n/9%3],
									})
								}
							}
						}
					}
				}
			}
		}
	}
}

// Who may act: every visit has the outcome that article 10 gives it, under
// every reading, and each condition is met, unmet and open in some visit. What
// Kleene's logic cannot tell, no visit asks: see truthTable.weakAt.
func TestExhaustiveVisits(t *testing.T) {
	s := article10()
	reached, had := map[string]bool{}, seen{}
	tried, outcomes := 0, [3]int{}
	hold := func(p *eligibility.Policy) {
		visits(func(v *visit) {
			d := eligibility.Agency(v.filing(), day(july16), p)
			x := v.means(p)
			for i, r := range d.Results() {
				if r.Truth != x[i] {
					require.Equal(t, x[i], r.Truth, "%s: %+v under %+v", r.Code, v, p)
				}
				reached[r.Code+r.Truth.String()] = true
			}
			met, unknown := sets(x)
			if want := s.verdict(met, unknown); d.Outcome() != want {
				require.Equal(t, want, d.Outcome(), "%+v under %+v", v, p)
			}
			had.add(x, d.Outcome())
			outcomes[d.Outcome()]++
			tried++
		})
	}
	for _, p := range []eligibility.Policy{
		{}, {Children: eligibility.CompulsoryUnderSixteen}, {Children: eligibility.GuardianPermitSuffices},
		{Children: eligibility.ChannelAtAnyAge}, {GuardianPermit: eligibility.ObtainedNotCancelled},
		{GuardianPermit: eligibility.AnyResidentGuardian}, {GuardianHukouSuffices: true},
		{AgentFor: eligibility.FirstApplicationOnly}, {RequireRelationProof: true}, {TurnedSixteen: eligibility.ApplyAgain},
		{TurnedSixteen: eligibility.ApplyAgain, RequireRelationProof: true, AgentFor: eligibility.FirstApplicationOnly},
	} {
		hold(&p)
	}
	for _, c := range s.codes {
		for _, v := range threeTruths {
			require.True(t, reached[c+v.String()], "no visit makes %s %v", c, v)
		}
	}
	// Visits tell the text from every slip of its reader.
	for _, slip := range s.slips() {
		// But for one: whoever is under sixteen, as 10.1.b asks, has a permit
		// that serves whatever A47 says.
		require.Equal(t, slip.what != "10.1.b without ELG-AGT-12", had.contradicts(slip.statute), slip.what)
	}
	t.Logf("%d visits: %d approved, %d refused, %d undetermined", tried, outcomes[yes], outcomes[no], outcomes[open])
}
