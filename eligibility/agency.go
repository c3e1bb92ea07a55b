package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// inPerson is whether the applicant acts alone; an agent shows the contrary.
func inPerson(f *Filing, _ moment) rule.Truth {
	if f.Agent != nil {
		return rule.Unmet
	}
	return f.InPerson.Truth()
}

// ageToActAlone is the age below which a child must be represented (reading
// A20); 0 if there is none.
func (p *Policy) ageToActAlone() int {
	switch p.Children {
	case CompulsoryUnderSixteen:
		return ageOfAgency
	case ChannelAtAnyAge:
		return 0
	}
	return ageAlone
}

func mayActAlone(f *Filing, k moment) rule.Truth {
	age := k.policy.ageToActAlone()
	if age == 0 {
		return rule.Met
	}
	return k.reachedAge(f.Applicant.Born, age)
}

// limitedMobility is 10.1.a: a finding, of everybody and at any age (reading
// A22). Nobody has to find what the applicant does not claim: then it is unmet.
func limitedMobility(f *Filing, _ moment) rule.Truth {
	t := found(&f.LimitedMobility).Truth()
	switch {
	case f.LimitedMobilityClaimed != permit.No:
		return t
	case t == rule.Met:
		return rule.Unknown // the record contradicts itself: see Validate
	}
	return rule.Unmet
}

// guardianOrRelative is 10.1.a: a guardian or a close relative of Civil Code
// 1045, no in-laws.
func guardianOrRelative(f *Filing, _ moment) rule.Truth {
	if f.Agent == nil {
		return rule.Unknown
	}
	relative := f.Agent.Relation.CloseRelative().Truth()
	if f.Agent.Relation == permit.Guardian {
		return rule.Unknown.Or(f.Agent.isGuardian())
	}
	// The flag alone can add a guardian to those who are no relatives.
	return relative.Or(rule.Of(f.Agent.Guardian == permit.Yes))
}

// agentInProcedure is reading A23: in which procedures 10.1.a lets an agent act.
func agentInProcedure(f *Filing, k moment) rule.Truth {
	if k.policy.AgentFor == AllProcedures {
		return rule.Met
	}
	if f.Procedure == ProcedureUnknown {
		return rule.Unknown
	}
	return rule.Of(f.Procedure == Applying)
}

// underSixteen is 10.1.b; the age is that on the day of the procedure.
func underSixteen(f *Filing, k moment) rule.Truth {
	return k.reachedAge(f.Applicant.Born, ageOfAgency).Not()
}

func byGuardian(f *Filing, _ moment) rule.Truth {
	if f.Agent == nil {
		return rule.Unknown
	}
	return f.Agent.isGuardian()
}

func guardianWithPermit(f *Filing, k moment) rule.Truth {
	if f.Agent == nil {
		return rule.Unknown
	}
	return f.Agent.obtainedPermit(k.policy)
}

func guardianPermitUsable(f *Filing, k moment) rule.Truth {
	if f.Agent == nil {
		return rule.Unknown
	}
	return f.Agent.permitUsable(k.policy)
}

// agentIdentity is 10.1.c: the agent's valid proof of identity.
func agentIdentity(f *Filing, k moment) rule.Truth {
	g := f.Agent
	switch {
	case g == nil:
		return rule.Unknown
	case g.Identity.Kind == permit.DocumentUnknown:
		return g.IdentityShown.Truth().And(rule.Unknown)
	}
	return rule.Of(g.Identity.Kind.Identity()).And(g.Identity.Term.ValidOn(k.on).Truth())
}

// relationProved is reading A24.
func relationProved(f *Filing, k moment) rule.Truth {
	switch {
	case !k.policy.RequireRelationProof:
		return rule.Met
	case f.Agent == nil:
		return rule.Unknown
	}
	return f.Agent.RelationProved.Truth()
}

// permitGoesOn is reading A47: whether somebody who was under sixteen when the
// permit was issued may go on with it at sixteen.
func permitGoesOn(f *Filing, k moment) rule.Truth {
	if k.policy.TurnedSixteen == GoesOn || f.Procedure == Applying {
		return rule.Met
	}
	// Whoever is under sixteen still need not say when the permit was issued,
	// and whoever has a permit that serves need not say what for.
	issued := k.reachedAgeOn(f.Applicant.Born, ageOfAgency, f.PermitIssued)
	serves := k.reachedAge(f.Applicant.Born, ageOfAgency).Not().Or(issued)
	if f.Procedure == ProcedureUnknown {
		return serves.Or(rule.Unknown)
	}
	return serves
}

// ofAgent makes the detail of a condition that speaks of the agent.
func ofAgent(tell func(*Agent, moment) []any) func(*Filing, moment) []any {
	return func(f *Filing, k moment) []any {
		if f.Agent == nil {
			return nil
		}
		return tell(f.Agent, k)
	}
}

// tellAge tells when an age is reached without telling the birth date: only
// whether it is known.
func tellAge(years func(*Policy) int) func(*Filing, moment) []any {
	return func(f *Filing, k moment) []any {
		n := years(k.policy)
		switch {
		case n == 0:
			return nil
		case f.Applicant.Born.IsZero():
			return say(law.Bilingual{ZH: "出生日期未记载", EN: "birth date not recorded"})
		case k.reachedAge(f.Applicant.Born, n) == rule.Unknown:
			return say(law.Bilingual{ZH: "日历没有满%d周岁之年的数据", EN: "the calendar has no data for the year in which the age of %d is reached"}, n)
		case k.reachedAge(f.Applicant.Born, n) == rule.Met:
			return say(law.Bilingual{ZH: "%v已满%d周岁", EN: "on %v the age of %d was reached"}, k.on, n)
		}
		return say(law.Bilingual{ZH: "%v未满%d周岁", EN: "on %v under the age of %d"}, k.on, n)
	}
}

// represented is article 10 and who may act: alone if old enough, or through
// somebody with limited mobility's guardian or close relative, or through a
// child's guardian who holds a permit.
var represented = rule.MustTable(rule.Spec[Filing, Policy, moment]{
	Name: "agency",
	Cite: law.MustCite("10.1.a"),
	Title: law.Bilingual{
		ZH: "由本人办理或者由他人代办是否符合规定",
		EN: "Whether acting in person, or through this agent, is allowed",
	},
	Conditions: []rule.Condition[Filing, moment]{
		{
			Code: CodeInPerson, Cite: law.MustCite("8.1"), Path: "/inPerson",
			Rule:  law.Bilingual{ZH: "由申请人本人办理", EN: "the applicant acts in person"},
			Check: inPerson,
		},
		{
			Code: CodeMayActAlone, Cite: law.MustCite("10.1.b"), Path: "/applicant/born",
			Readings: []law.ReadingID{law.A03, law.A04, law.A05, law.A20},
			Rule:     law.Bilingual{ZH: "申请人已达到可以单独办理的年龄", EN: "the applicant is old enough to act without a representative"},
			Fact:     told,
			Check:    mayActAlone,
			Detail:   tellAge((*Policy).ageToActAlone),
			Earliest: func(f *Filing, k moment) civil.Date {
				return k.ageFrom(f.Applicant.Born, k.policy.ageToActAlone())
			},
		},
		{
			Code: CodeLimitedMobility, Cite: law.MustCite("10.1.a"), Path: "/limitedMobility",
			Readings: []law.ReadingID{law.A22},
			Rule:     law.Bilingual{ZH: "经认定申请人行动不便", EN: "the applicant was found to have limited mobility"},
			Fact:     told,
			Check:    limitedMobility,
			Detail: func(f *Filing, _ moment) []any {
				if f.LimitedMobilityClaimed == permit.No && f.LimitedMobility.IsZero() {
					return say(law.Bilingual{ZH: "申请人未主张行动不便", EN: "not claimed"})
				}
				return say(law.Bilingual{ZH: "%v", EN: "%v"}, f.LimitedMobility.Outcome)
			},
		},
		{
			Code: CodeGuardianOrRelative, Cite: law.MustCite("10.1.a"), Path: "/agent/relation",
			Readings: []law.ReadingID{law.A22},
			Rule:     law.Bilingual{ZH: "代办人是申请人的监护人或者近亲属", EN: "the agent is a guardian or close relative of the applicant"},
			Fact:     told,
			Check:    guardianOrRelative,
			Detail:   ofAgent(tellRelation),
		},
		{
			Code: CodeAgentInProcedure, Cite: law.MustCite("10.1.a"), Path: "/procedure",
			Readings: []law.ReadingID{law.A23},
			Rule:     law.Bilingual{ZH: "该项手续可以由他人代办", EN: "the procedure is one in which an agent may act"},
			Fact:     told,
			Check:    agentInProcedure,
			Detail: func(f *Filing, _ moment) []any {
				return say(law.Bilingual{ZH: "手续：%v", EN: "procedure: %v"}, f.Procedure)
			},
		},
		{
			Code: CodeUnderSixteen, Cite: law.MustCite("10.1.b"), Path: "/applicant/born",
			Readings: []law.ReadingID{law.A03, law.A04, law.A05},
			Rule:     law.Bilingual{ZH: "申请人未满十六周岁", EN: "the applicant is under sixteen"},
			Fact:     told,
			Check:    underSixteen,
			Detail:   tellAge(func(*Policy) int { return ageOfAgency }),
		},
		{
			Code: CodeGuardian, Cite: law.MustCite("10.1.b"), Path: "/agent/guardian",
			Rule:   law.Bilingual{ZH: "代办人是申请人的监护人", EN: "the agent is the applicant's guardian"},
			Fact:   told,
			Check:  byGuardian,
			Detail: ofAgent(tellRelation),
		},
		{
			Code: CodeGuardianHasPermit, Cite: law.MustCite("10.1.b"), Path: "/agent/permit",
			Readings: []law.ReadingID{law.A21},
			Rule:     law.Bilingual{ZH: "监护人已取得《北京市居住证》", EN: "the guardian has obtained the Beijing residence permit"},
			Fact:     told,
			Check:    guardianWithPermit,
			Detail: ofAgent(func(g *Agent, _ moment) []any {
				if g.Household.InBeijing() == permit.Yes {
					return say(law.Bilingual{ZH: "监护人具有本市户籍，不可能取得居住证", EN: "the guardian's household is registered in Beijing, so he or she can never obtain one"})
				}
				return say(law.Bilingual{ZH: "监护人的居住证：%v", EN: "the guardian's permit: %v"}, g.Permit)
			}),
		},
		{
			Code: CodeGuardianPermitUsable, Cite: law.MustCite("10.1.b"), Path: "/agent/permit",
			Readings: []law.ReadingID{law.A21},
			Rule:     law.Bilingual{ZH: "监护人的居住证没有中止使用功能", EN: "the guardian's permit is not suspended"},
			Fact:     told,
			Check:    guardianPermitUsable,
			Detail: ofAgent(func(g *Agent, _ moment) []any {
				return say(law.Bilingual{ZH: "监护人的居住证：%v", EN: "the guardian's permit: %v"}, g.Permit)
			}),
		},
		{
			Code: CodeAgentIdentity, Cite: law.MustCite("10.1.c"), Path: "/agent/identity",
			Readings: []law.ReadingID{law.A24},
			Rule:     law.Bilingual{ZH: "代办人提供有效身份证明", EN: "the agent provided valid proof of identity"},
			Fact:     told,
			Check:    agentIdentity,
			Detail: ofAgent(func(g *Agent, k moment) []any {
				if g.Identity.Kind == permit.DocumentUnknown {
					return say(law.Bilingual{ZH: "已出示：%v", EN: "shown: %v"}, g.IdentityShown)
				}
				return tellValid(&g.Identity.Term, k)
			}),
		},
		{
			Code: CodeRelationProved, Cite: law.MustCite("10.1.c"), Path: "/agent/relationProved",
			Readings: []law.ReadingID{law.A24},
			Rule:     law.Bilingual{ZH: "依所选读法须证明与申请人关系的，已经证明", EN: "the relationship was proved, where the reading chosen asks for it"},
			Check:    relationProved,
		},
		{
			Code: CodePermitGoesOn, Cite: law.MustCite("10.1.b"), Path: "/permitIssued",
			Readings: []law.ReadingID{law.A03, law.A04, law.A05, law.A47},
			Rule:     law.Bilingual{ZH: "未满十六周岁时签发的居住证，依所选读法在年满十六周岁后仍可办理手续", EN: "a permit issued under sixteen serves for procedures at sixteen too, under the reading chosen"},
			Check:    permitGoesOn,
		},
	},
	Formula: rule.All(
		rule.Any(
			rule.All(rule.Is(CodeInPerson), rule.Is(CodeMayActAlone)),
			rule.All(
				rule.Not(rule.Is(CodeInPerson)),
				rule.Any(
					rule.Group("limited mobility", law.MustCite("10.1.a"), rule.All(
						rule.Is(CodeLimitedMobility), rule.Is(CodeGuardianOrRelative), rule.Is(CodeAgentInProcedure))),
					rule.Group("child", law.MustCite("10.1.b"), rule.All(
						rule.Is(CodeUnderSixteen), rule.Is(CodeGuardian), rule.Is(CodeGuardianHasPermit), rule.Is(CodeGuardianPermitUsable))),
				),
				rule.Group("agent's papers", law.MustCite("10.1.c"), rule.All(
					rule.Is(CodeAgentIdentity), rule.Is(CodeRelationProved))),
			),
		),
		rule.Is(CodePermitGoesOn),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

func tellRelation(g *Agent, _ moment) []any {
	return say(law.Bilingual{ZH: "代办人：%v；监护人：%v", EN: "agent: %v; guardian: %v"}, g.Relation, g.Guardian)
}

// Agency judges whether the person who comes to the desk on a day may act: the
// applicant alone, or this agent. It serves the first application and every
// later procedure of a holder. A nil policy chooses the default readings.
func Agency(f *Filing, on civil.Date, p *Policy) rule.Decision { return represented.Decide(f, on, p) }
