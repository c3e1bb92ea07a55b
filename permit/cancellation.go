package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// CancellationFacts are what decides about cancelling a permit (23.1). A zero
// Finding means that the ground is not relied on: without a finding there is no
// ground, not even of a death everybody knows of (A49).
type CancellationFacts struct {
	Permit State     `json:"permit"`
	By     ActorKind `json:"by"`

	// FalseProofs, on FoundFalseProofs: the proofs handed in when applying were
	// false and the permit was obtained by them. Proofs used at an endorsement
	// or a change of address are not meant.
	FalseProofs Finding `json:"falseProofs"`
	// NeverMet, on FoundNeverMet: the conditions were not met at the issue.
	NeverMet Finding `json:"neverMet"`
	// ConditionsLost, on FoundConditionsLost: they were met and lost later. By
	// default that is information and no ground (A48).
	ConditionsLost Finding `json:"conditionsLost"`
	// LostAtEndorsing says whether that was found at an endorsement; only A48
	// (c) asks.
	LostAtEndorsing Flag `json:"lostAtEndorsing"`
	// Household, on FoundBeijingHousehold, and the day of the transfer. This
	// finding and the next are entries of the household register (A49).
	Household   Finding    `json:"household"`
	HouseholdOn civil.Date `json:"householdOn"`
	// Death, on FoundDeath, and its day.
	Death  Finding    `json:"death"`
	DiedOn civil.Date `json:"diedOn"`
	// OtherRule, on FoundOtherRule, citing a law, regulation or rule that
	// requires the cancellation.
	OtherRule Finding `json:"otherRule"`

	_ struct{}
}

// DecideCancellation tells whether the permit is cancelled on that day (23.1). An
// approval is a duty (应当注销). A suspended permit can be cancelled; a cancelled
// one cannot be cancelled again. The card is void and is taken in for false
// proofs only (A53, see CancellationGround.TakesCard).
func DecideCancellation(f *CancellationFacts, on civil.Date, p *Policy) rule.Decision {
	return cancellations.Decide(f, on, p)
}

// groundCodes are the conditions of the five grounds.
var groundCodes = [...]string{
	FalseProofs:            "PER-CAN-03",
	ConditionsNotMet:       "PER-CAN-04",
	BecameBeijingHousehold: "PER-CAN-05",
	HolderDied:             "PER-CAN-06",
	RequiredByOtherRule:    "PER-CAN-07",
}

// GroundsMet are the grounds that a decision of DecideCancellation found met, in
// the order of the text.
func GroundsMet(d rule.Decision) []CancellationGround {
	var met []CancellationGround
	if d.Table() != cancellations.Form().Name() {
		return nil
	}
	for g := FalseProofs; g <= RequiredByOtherRule; g++ {
		if d.Truth(groundCodes[g]) == rule.Met {
			met = append(met, g)
		}
	}
	return met
}

// groundCondition is the condition of one ground that a finding establishes.
func groundCondition(g CancellationGround, path string, text law.Bilingual, check func(*CancellationFacts, moment) rule.Truth,
	finding func(*CancellationFacts) *Finding, readings ...law.ReadingID) rule.Condition[CancellationFacts, moment] {
	return rule.Condition[CancellationFacts, moment]{
		Code: groundCodes[g], Cite: g.Cite(), Path: path, Readings: readings, Rule: text,
		Fact:  law.Bilingual{ZH: "认定日期%[1]s", EN: "finding of %[2]s"},
		Check: check,
		Detail: func(f *CancellationFacts, _ moment) []any {
			return days(finding(f).Day)
		},
	}
}

// cancellations decides article 23. It never changes.
var cancellations = rule.MustTable(rule.Spec[CancellationFacts, Policy, moment]{
	Name:  "cancellation",
	Cite:  law.MustCite("23.1.0"),
	Title: law.Bilingual{ZH: "注销居住证", EN: "Cancelling the residence permit"},
	Conditions: []rule.Condition[CancellationFacts, moment]{
		permitAlive("PER-CAN-01", "23.1.0", func(f *CancellationFacts) *State { return &f.Permit }),
		doneByPublicSecurity("PER-CAN-02", "23.1.0", func(f *CancellationFacts) ActorKind { return f.By }),
		groundCondition(FalseProofs, "/falseProofs",
			law.Bilingual{ZH: "经有关部门认定，在申领时提供虚假证明材料取得居住证", EN: "found to have obtained the permit by providing false proofs when applying"},
			func(f *CancellationFacts, m moment) rule.Truth { return found(&f.FalseProofs, FoundFalseProofs, m.on) },
			func(f *CancellationFacts) *Finding { return &f.FalseProofs }, law.A49),
		conditionsNotMetGround(),
		groundCondition(BecameBeijingHousehold, "/household",
			law.Bilingual{ZH: "经有关部门认定，已转办为本市常住户口", EN: "found to have been transferred to Beijing's permanent household registration"},
			func(f *CancellationFacts, m moment) rule.Truth {
				return registered(&f.Household, FoundBeijingHousehold, m.on).And(happened(&f.Household, f.HouseholdOn, m.on))
			},
			func(f *CancellationFacts) *Finding { return &f.Household }, law.A49),
		groundCondition(HolderDied, "/death",
			law.Bilingual{ZH: "经有关部门认定，持有人死亡", EN: "the holder is found to have died"},
			func(f *CancellationFacts, m moment) rule.Truth {
				return registered(&f.Death, FoundDeath, m.on).And(happened(&f.Death, f.DiedOn, m.on))
			},
			func(f *CancellationFacts) *Finding { return &f.Death }, law.A49),
		groundCondition(RequiredByOtherRule, "/otherRule",
			law.Bilingual{ZH: "经有关部门认定，有法律、法规、规章规定的其他应当注销的情形", EN: "found to be in other circumstances in which a law, regulation or rule requires cancellation"},
			func(f *CancellationFacts, m moment) rule.Truth {
				return found(&f.OtherRule, FoundOtherRule, m.on).And(f.OtherRule.Basis.Kind.LawRegulationOrRule().Truth())
			},
			func(f *CancellationFacts) *Finding { return &f.OtherRule }, law.A49),
	},
	Formula: rule.All(
		rule.Is("PER-CAN-01"), rule.Is("PER-CAN-02"),
		rule.Group("grounds", law.MustCite("23.1.0"), rule.Any(
			rule.Is("PER-CAN-03"), rule.Is("PER-CAN-04"), rule.Is("PER-CAN-05"), rule.Is("PER-CAN-06"), rule.Is("PER-CAN-07"),
		)),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

// conditionsNotMetGround tells, beside the day of the finding, which of the two
// was found: a later loss that A48 does not count must not look like a finding
// that was overlooked.
func conditionsNotMetGround() rule.Condition[CancellationFacts, moment] {
	c := groundCondition(ConditionsNotMet, "/neverMet",
		law.Bilingual{ZH: "经有关部门认定，不符合居住证申领条件", EN: "found not to meet the conditions for applying"},
		conditionsNotMet,
		func(f *CancellationFacts) *Finding {
			if f.NeverMet.IsZero() {
				return &f.ConditionsLost
			}
			return &f.NeverMet
		}, law.A48, law.A49)
	c.Fact = law.Bilingual{ZH: "认定日期%[1]s，认定为%[3]s", EN: "finding of %[2]s: conditions %[4]s"}
	day := c.Detail
	c.Detail = func(f *CancellationFacts, m moment) []any {
		args := day(f, m)
		if args == nil {
			return nil
		}
		what := law.Bilingual{ZH: "签发后才不符合条件", EN: "lost after the issue"}
		switch {
		case !f.NeverMet.IsZero():
			what = law.Bilingual{ZH: "签发时即不符合条件", EN: "never met"}
		case m.policy.ConditionsLost == NeverMetOnly:
			what = law.Bilingual{ZH: "签发后才不符合条件，依所选读法不是注销事由", EN: "lost after the issue, which is no ground under the reading chosen"}
		}
		return append(args, what.ZH, what.EN)
	}
	return c
}

// conditionsNotMet is ground (二): never met always counts, lost later only
// where A48 says so.
func conditionsNotMet(f *CancellationFacts, m moment) rule.Truth {
	lost := rule.Unmet
	switch m.policy.ConditionsLost {
	case LostLaterToo:
		lost = found(&f.ConditionsLost, FoundConditionsLost, m.on)
	case LostFoundAtEndorsing:
		lost = found(&f.ConditionsLost, FoundConditionsLost, m.on)
		if lost != rule.Unmet {
			lost = lost.And(f.LostAtEndorsing.Truth())
		}
	}
	return found(&f.NeverMet, FoundNeverMet, m.on).Or(lost)
}

// registered is found for what stands in the household register: the finding is
// the entry of public security, which keeps it (A49). Whether what another
// department found has led to one is not guessed.
func registered(f *Finding, ground Ground, on civil.Date) rule.Truth {
	t := found(f, ground, on)
	if t == rule.Met && !f.Authority.Kind.PublicSecurity() {
		return rule.Unknown
	}
	return t
}

// happened says whether the event of a finding lies on or before the day, and
// not after the finding: what is still to come cannot be found. No day of an event
// that nobody relies on leaves nothing open.
func happened(f *Finding, event, on civil.Date) rule.Truth {
	switch {
	case f.IsZero():
		return rule.Unmet
	case event.IsZero():
		return rule.Unknown
	}
	return rule.Of(event.OnOrBefore(on) && !f.foretells(event))
}

// foretells reports whether the event lies after the finding that it happened.
func (f *Finding) foretells(event civil.Date) bool {
	return !f.Day.IsZero() && event.StrictlyAfter(f.Day)
}
