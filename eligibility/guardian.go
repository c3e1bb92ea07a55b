package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The ages of article 10 and of the Civil Code.
const (
	ageAlone    = 8  // Civil Code 20: below, a legal representative must act
	ageOfAgency = 16 // 10.1.b
	ageAdult    = 18 // Civil Code 17
)

// isGuardian is whether the agent is the applicant's guardian. A parent is one
// by law unless recorded otherwise (Civil Code 27); it matters for minors only.
func (g *Agent) isGuardian() rule.Truth {
	switch {
	case g.Guardian != permit.FlagUnknown:
		return g.Guardian.Truth()
	case g.Relation == permit.Guardian || g.Relation == permit.Parent:
		return rule.Met
	}
	return rule.Unknown
}

// hasPermit is whether the guardian was issued a permit that is not cancelled.
func (g *Agent) hasPermit() rule.Truth {
	switch g.Permit {
	case HeldActive, HeldSuspended:
		return rule.Met
	case HeldCancelled, NeverHeld:
		return rule.Unmet
	}
	return rule.Unknown
}

// hasUsablePermit is whether that permit serves as a credential: a suspended one
// has lost its use function (14.3.a), unless reading A21 b is chosen. Where there is
// no permit, hasPermit says so and there is nothing to ask here.
func (g *Agent) hasUsablePermit(p *Policy) rule.Truth {
	switch g.Permit {
	case HeldActive:
		return rule.Met
	case HeldSuspended:
		return rule.Of(p.GuardianPermit == ObtainedNotCancelled)
	}
	return rule.Unknown
}

// obtainedPermit is 10.1.b: the guardian has obtained the permit, or needs none
// (reading A21).
func (g *Agent) obtainedPermit(p *Policy) rule.Truth { return g.hasPermit().Or(g.excused(p)) }

// permitUsable is 10.1.b: the guardian's permit is of use, or none is needed.
func (g *Agent) permitUsable(p *Policy) rule.Truth { return g.hasUsablePermit(p).Or(g.excused(p)) }

// excused is whether the guardian needs no permit: a household registered in
// Beijing or lawful residence, where the policy says so.
func (g *Agent) excused(p *Policy) rule.Truth {
	t := rule.Unmet
	if p.GuardianHukouSuffices || p.GuardianPermit == AnyResidentGuardian {
		t = g.Household.InBeijing().Truth()
	}
	if p.GuardianPermit == AnyResidentGuardian {
		t = t.Or(g.LawfullyResident.Truth())
	}
	return t
}

// guardianPermitStandsIn is reading A20 c: for a child under sixteen the permit
// of the guardian who represents it is enough by itself. It takes a permit: a
// guardian who needs none to act (A21 c, d) has nothing that could stand in.
func guardianPermitStandsIn(a *Application, k moment) rule.Truth {
	child := k.reachedAge(a.Applicant.Born, ageOfAgency).Not()
	if a.Agent == nil {
		return child.And(a.InPerson.Truth().Not()).And(rule.Unknown)
	}
	return child.
		And(a.Agent.isGuardian()).
		And(a.Agent.hasPermit()).
		And(a.Agent.hasUsablePermit(k.policy))
}

// orGuardianPermit lets the guardian's permit stand in under that reading. It is
// small enough to be inlined: under the others it costs one comparison.
func orGuardianPermit(t rule.Truth, a *Application, k moment) rule.Truth {
	if k.policy.Children == GuardianPermitSuffices {
		return withGuardianPermit(t, a, k)
	}
	return t
}

func withGuardianPermit(t rule.Truth, a *Application, k moment) rule.Truth {
	return t.Or(guardianPermitStandsIn(a, k))
}

// standsIn tells that it does.
var standsIn = law.Bilingual{ZH: "监护人的居住证代替本项", EN: "the guardian's permit stands in for it"}
