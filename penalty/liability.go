package penalty

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A moment is what the predicates know of the day and the policy.
type moment struct {
	on     civil.Date // the day of decision
	policy *Policy
}

func prepare(on civil.Date, p *Policy) moment { return moment{on, p} }

// Punishable tells whether an administrative sanction under articles 26 to 28
// may be imposed in the case at all, on the day of decision: the act carries
// one, the offender answers for it, the Measures applied, the time limit is
// kept, no crime is pending. A nil policy chooses the default readings.
// The reasons are those that Check gives for a proposal, PEN-LIA; but for
// PEN-LIA-10, which objects to the figures a proposal uses and not to punishing
// the act: before the revision of the Law its older figures held.
// Without a day, or under a policy that holds no reading, it is Unknown.
func Punishable(c *Case, on civil.Date, p *Policy) rule.Truth {
	p, err := reading(p)
	if c == nil || on.IsZero() || err != nil {
		return rule.Unknown
	}
	return c.punishable(moment{on, p})
}

func (c *Case) punishable(k moment) rule.Truth {
	t := rule.Met
	for _, next := range [...]func(*Case, moment) rule.Truth{
		(*Case).named, (*Case).notOfficial, (*Case).rightOffender, (*Case).oldEnough, (*Case).atFault, (*Case).capable, (*Case).acted,
		(*Case).inTime, (*Case).inForce, (*Case).noCrimePending, (*Case).ownAct,
	} {
		if t == rule.Unmet {
			return t
		}
		t = t.And(next(c, k))
	}
	return t
}

// named: a clause of articles 26 to 29 names the act (reading A39).
func (c *Case) named(moment) rule.Truth {
	if c.Act == NoAct {
		return rule.Unknown
	}
	return rule.Of(c.Act != Unsanctioned)
}

// notOfficial: article 29 leads to referrals, not to sanctions (reading A74).
func (c *Case) notOfficial(moment) rule.Truth {
	if c.Act == NoAct {
		return rule.Unknown
	}
	return rule.Of(!c.Act.Official())
}

// rightOffender: a unit may be punished for unlawful seizure, which article 22
// forbids "any unit and individual"; for every other act the persons
// responsible are (reading A70).
func (c *Case) rightOffender(moment) rule.Truth {
	switch {
	case c.Offender.Kind == permit.ActorUnknown, c.Act == NoAct:
		return rule.Unknown
	}
	return rule.Of(!body(c.Offender.Kind) || c.Act == UnlawfulSeizure || !c.Act.Sanctioned())
}

// oldEnough: 14 on the day of the act. A body has no age.
func (c *Case) oldEnough(k moment) rule.Truth {
	if body(c.Offender.Kind) {
		return rule.Met
	}
	return k.reached(c.Offender.Born, 14, c.Day)
}

// adult: 18 on the day of the act.
func (c *Case) adult(k moment) rule.Truth {
	if body(c.Offender.Kind) {
		return rule.Met
	}
	return k.reached(c.Offender.Born, 18, c.Day)
}

// atFault: the law presumes fault until it is found to be disproved.
func (c *Case) atFault(k moment) rule.Truth { return proves(&c.NoFault, k.on).Not() }

// capable: the law presumes capacity until it is found lacking.
func (c *Case) capable(k moment) rule.Truth { return proves(&c.Incapable, k.on).Not() }

// acted: the act lies on or before the day of decision.
func (c *Case) acted(k moment) rule.Truth {
	if c.Day.IsZero() {
		return rule.Unknown
	}
	return rule.Of(c.Day.OnOrBefore(k.on))
}

// inTime: discovered within the limitation (reading A69). What is decided within
// it was discovered within it; only after that is the day of discovery needed,
// and one that lies after the day of decision is not known on it.
func (c *Case) inTime(k moment) rule.Truth {
	if !c.Discovered.OnOrBefore(k.on) {
		return barred(c.Act, c.Day, k.on, k.policy).Not().Or(rule.Unknown)
	}
	return barred(c.Act, c.Day, c.Discovered, k.policy).Not()
}

// inForce: on or after the commencement, if one is stated (reading A77).
func (c *Case) inForce(k moment) rule.Truth {
	switch {
	case k.policy.Commencement.IsZero():
		return rule.Met
	case c.Day.IsZero():
		return rule.Unknown
	}
	return rule.Of(c.Day.OnOrAfter(k.policy.Commencement))
}

// scheduleInForce: the schedule that article 28 takes its figures from was law
// on the day of the act (reading A65, 行政处罚法 37).
func (c *Case) scheduleInForce(k moment) rule.Truth {
	from := k.policy.Schedule.InForce()
	switch {
	case from.IsZero() || c.Act != NoAct && c.Act.article() != 28:
		return rule.Met
	case c.Day.IsZero() || c.Act == NoAct:
		return rule.Unknown
	}
	return rule.Of(c.Day.OnOrAfter(from))
}

// crimePending: found to be a suspected crime, and not returned (reading A72).
// Without a finding a crime is never inferred.
func (c *Case) crimePending(on civil.Date) rule.Truth {
	return proves(&c.Crime, on).And(rule.Of(!c.CrimeReturned.OnOrBefore(on)))
}

func (c *Case) noCrimePending(k moment) rule.Truth { return c.crimePending(k.on).Not() }

// oneAct: this obtaining by fraud, or this use of what was obtained, is one act
// with the other (reading A59).
func (c *Case) oneAct(k moment) rule.Truth {
	marked := proves(&c.SameAct, k.on)
	if k.policy.FraudThenUse == TwoActs {
		return marked
	}
	return marked.Or(c.ObtainedAndUsed.Truth())
}

// ownAct: not merely a part of another act that carries the sanction.
func (c *Case) ownAct(k moment) rule.Truth {
	if c.Act != FraudObtain {
		return rule.Met
	}
	return c.oneAct(k).Not()
}
