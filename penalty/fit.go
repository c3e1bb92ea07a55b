package penalty

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// The predicates of this file ask whether a sanction fits its clause. Most ask
// only about what is imposed; whether it may be imposed at all is asked by
// those of liability.go.

// ifImposed leaves a demand open only to proposals that impose something.
func (p *Proposal) ifImposed(demand rule.Truth) rule.Truth {
	return rule.Of(p.Sanction.IsZero()).Or(demand)
}

// bounds is the range that applies, and whether there is one to compare with.
func (p *Proposal) bounds(k moment) (bounds, bool) { return boundsOf(p.Case.Act, p.Tier, k.policy) }

// clause is the one under which the sanction is proposed; zero where none of
// them states a sanction for the act. Under article 28 the base tier stands for
// a tier that is not named, as it does without a finding (reading A64).
func (p *Proposal) clause(moment) law.Cite {
	switch p.Case.Act.article() {
	case 26:
		return bounds26.clause
	case 27:
		return bounds27.clause
	case 28:
		if p.Tier == LighterTier {
			return bounds28[LighterTier].clause
		}
		return bounds28[BaseTier].clause
	}
	return law.Cite{}
}

// warningClause is the clause that a warning is due under: that of the sanction,
// unless one act under two clauses keeps the warning of article 26 (A59).
func (p *Proposal) warningClause(k moment) law.Cite {
	if p.keepsWarning(k) != rule.Unmet {
		return bounds26.clause
	}
	return p.clause(k)
}

// need is how a part of the sanction stands in the clause, and whether that is
// known. It does not depend on the tier, which may be missing.
func (p *Proposal) need(k moment, part func(bounds) Need) (Need, bool) {
	tier := NoTier
	if p.Case.Act.article() == 28 {
		tier = BaseTier
	}
	b, ok := boundsOf(p.Case.Act, tier, k.policy)
	return part(b), ok
}

func warningOf(b bounds) Need   { return b.warning }
func fineOf(b bounds) Need      { return b.fine }
func detentionOf(b bounds) Need { return b.detention }

// due: the clause demands that part.
func (p *Proposal) due(k moment, part func(bounds) Need) rule.Truth {
	n, ok := p.need(k, part)
	if !ok {
		return rule.Unknown
	}
	return rule.Of(n == Required)
}

// stated: the clause provides that part.
func (p *Proposal) stated(k moment, part func(bounds) Need) rule.Truth {
	n, ok := p.need(k, part)
	if !ok {
		return rule.Unknown
	}
	return rule.Of(n != NotStated)
}

// keepsWarning: one act under 26.1.a and 27.1 takes the range of 27.1 and keeps
// the warning of 26 (reading A59), unless use absorbs the fraud altogether.
func (p *Proposal) keepsWarning(k moment) rule.Truth {
	if p.Case.Act != UseFraudulent || k.policy.FraudThenUse == UseAbsorbs {
		return rule.Unmet
	}
	return p.Case.oneAct(k)
}

// excused: nothing may be imposed, or the sanction is waived on a basis.
func (p *Proposal) excused(k moment) rule.Truth {
	return p.mitigated(k, Waived).Or(p.Case.punishable(k).Not())
}

// mitigated: a mitigation of that kind is claimed, and its basis supports it.
func (p *Proposal) mitigated(k moment, kind MitigationKind) rule.Truth {
	if p.Mitigation.Kind != kind {
		return rule.Unmet
	}
	return p.supported(k)
}

// supported: the cited provision provides the kind of mitigation claimed, for
// such an act and such an age. One of the revision of 2025 must be law on the day
// of decision, one of 2012 go with the schedule.
func (p *Proposal) supported(k moment) rule.Truth {
	m, c := p.Mitigation, &p.Case
	switch {
	case m.Basis == NoBasis:
		return rule.Of(m.Kind < Reduced)
	case m.Kind == NoMitigation || !m.Basis.Allows(m.Kind) || m.Basis.revised() && k.on.StrictlyBefore(law2026),
		m.Basis.lapsed() && k.policy.Schedule == ScheduleLaw2026:
		return rule.Unmet
	}
	t := rule.Met
	if m.Basis.publicSecurity() {
		t = rule.Of(c.Act.article() == 28)
		if c.Act == NoAct {
			t = rule.Unknown
		}
	}
	switch {
	case !m.Basis.age():
	case body(c.Offender.Kind):
		return rule.Unmet
	case m.Kind == Waived:
		t = t.And(c.oldEnough(k).Not())
	default:
		t = t.And(c.oldEnough(k)).And(c.adult(k).Not())
	}
	return t
}

// warned: the warning is given where it is due. Under reading A56 (b) article 26
// asks for one of the two parts; reduced, it may come down to one of them.
func (p *Proposal) warned(k moment) rule.Truth {
	s, under26 := p.Sanction, p.Case.Act.article() == 26
	if s.Warning {
		return rule.Met
	}
	due := p.due(k, warningOf).Or(p.keepsWarning(k))
	if under26 && k.policy.Warning == EitherOrBoth {
		due = rule.Of(!s.Fine.imposed)
	}
	t := due.Not().Or(p.excused(k))
	if under26 && s.Fine.imposed {
		t = t.Or(p.mitigated(k, Reduced))
	}
	return t
}

// noNeedlessWarning: no warning where the clause states none.
func (p *Proposal) noNeedlessWarning(k moment) rule.Truth {
	return rule.Of(!p.Sanction.Warning).Or(p.stated(k, warningOf)).Or(p.keepsWarning(k))
}

// fined: a fine is imposed where it is due. A warning alone under article 26
// rests on article 30 or 32 of the Administrative Punishments Law, on no other.
func (p *Proposal) fined(k moment) rule.Truth {
	s := p.Sanction
	if s.Fine.imposed {
		return rule.Met
	}
	t := p.due(k, fineOf).Not().Or(p.excused(k))
	if b := p.Mitigation.Basis; s.Warning && p.Case.Act.article() == 26 && (b == APL30 || b == APL32) {
		t = t.Or(p.mitigated(k, Reduced))
	}
	return t
}

// fineIsAmount: more than nought, at most two decimals (reading A57).
func (p *Proposal) fineIsAmount(moment) rule.Truth {
	n, exact := p.Sanction.Fine.fen()
	return rule.Of(!p.Sanction.Fine.imposed || exact && n > 0)
}

// fineNotBelow: not below the printed minimum, unless reduced on a basis.
func (p *Proposal) fineNotBelow(k moment) rule.Truth {
	if !p.Sanction.Fine.imposed {
		return rule.Met
	}
	b, ok := p.bounds(k)
	if !ok {
		return rule.Unknown
	}
	n, _ := p.Sanction.Fine.fen()
	return rule.Of(b.least == 0 || n >= b.least).Or(p.mitigated(k, Reduced))
}

// fineNotAbove: not above the printed maximum, which nothing lifts.
func (p *Proposal) fineNotAbove(k moment) rule.Truth {
	if !p.Sanction.Fine.imposed {
		return rule.Met
	}
	b, ok := p.bounds(k)
	if !ok {
		return rule.Unknown
	}
	n, exact := p.Sanction.Fine.fen()
	return rule.Of(n < b.most || n == b.most && exact)
}

// detained: detention is imposed where it is due (reading A63); reduced, a fine
// alone is enough.
func (p *Proposal) detained(k moment) rule.Truth {
	s := p.Sanction
	if s.Days != 0 {
		return rule.Met
	}
	t := p.due(k, detentionOf).Not().Or(p.excused(k))
	if s.Fine.imposed {
		t = t.Or(p.mitigated(k, Reduced))
	}
	return t
}

// noNeedlessDetention: no detention where the clause states none.
func (p *Proposal) noNeedlessDetention(k moment) rule.Truth {
	return rule.Of(p.Sanction.Days == 0).Or(p.stated(k, detentionOf))
}

// daysNotBelow: not below the printed minimum, unless reduced on a basis, and
// then still one day. Where the clause provides no detention, that is the only
// objection.
func (p *Proposal) daysNotBelow(k moment) rule.Truth {
	days := p.Sanction.Days
	if days == 0 {
		return rule.Met
	}
	b, ok := p.bounds(k)
	if !ok {
		return rule.Unknown
	}
	if days < 0 {
		return rule.Of(b.detention == NotStated)
	}
	return rule.Of(days >= int(b.daysMin)).Or(p.mitigated(k, Reduced))
}

// daysNotAbove: not above the printed maximum.
func (p *Proposal) daysNotAbove(k moment) rule.Truth {
	days := p.Sanction.Days
	if days <= 0 {
		return rule.Met
	}
	b, ok := p.bounds(k)
	if !ok {
		return rule.Unknown
	}
	return rule.Of(b.detention == NotStated || days <= int(b.daysMax))
}

// tierNamed: article 28 names its tier, the others have none.
func (p *Proposal) tierNamed(moment) rule.Truth {
	if p.Case.Act == NoAct {
		return p.ifImposed(rule.Unknown)
	}
	return p.ifImposed(rule.Of((p.Case.Act.article() == 28) == (p.Tier != NoTier)))
}

// lighterFound: the lighter tier rests on a finding; without one the base tier
// applies (reading A64), so a missing finding is an objection and no question.
func (p *Proposal) lighterFound(k moment) rule.Truth {
	return p.ifImposed(rule.Of(p.Tier != LighterTier).Or(proves(&p.Case.Lighter, k.on)))
}

// lighterApplied: with that finding the base tier is closed.
func (p *Proposal) lighterApplied(k moment) rule.Truth {
	return p.ifImposed(rule.Of(p.Tier != BaseTier).Or(proves(&p.Case.Lighter, k.on).Not()))
}

// minorMitigated: from 14 to 17 the sanction is lighter or reduced.
func (p *Proposal) minorMitigated(k moment) rule.Truth {
	mitigated := rule.Of(p.Mitigation.Kind != NoMitigation)
	return p.ifImposed(mitigated.Or(p.Case.adult(k)).Or(p.Case.oldEnough(k).Not()))
}

// milder: what is called lighter or reduced is not the most the clause allows.
func (p *Proposal) milder(k moment) rule.Truth {
	if p.Mitigation.Kind != Lighter && p.Mitigation.Kind != Reduced {
		return rule.Met
	}
	b, ok := p.bounds(k)
	if !ok {
		return p.ifImposed(rule.Unknown)
	}
	s := p.Sanction
	n, _ := s.Fine.fen()
	most := s.Fine.imposed && n >= b.most &&
		(s.Days >= int(b.daysMax) || b.detention == NotStated) && (s.Warning || b.warning == NotStated)
	return p.ifImposed(rule.Of(!most))
}

// waivedIsNothing: where the sanction is waived, nothing is imposed.
func (p *Proposal) waivedIsNothing(moment) rule.Truth {
	return rule.Of(p.Mitigation.Kind != Waived || p.Sanction.IsZero())
}

// rightAuthority: public security organs of any level (reading A75).
func (p *Proposal) rightAuthority(moment) rule.Truth {
	if p.Authority == permit.OfficeUnknown {
		return rule.Unknown
	}
	return rule.Of(p.Authority.PublicSecurity())
}
