package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// listed is 8.2.b#1 to #5: one of the four ways of living that the clause
// names, or covered by its 等, which only a finding can say.
func (d *Dwelling) listed() rule.Truth {
	switch d.Kind {
	case Owned, Rented, EmployerDormitory, SchoolDormitory:
		return rule.Met
	case OtherDwelling:
		return found(&d.Other).Truth()
	}
	return rule.Unknown
}

// titled is the lawful ownership that the head of 8.2.b asks for (reading A13).
func (d *Dwelling) titled(p *Policy) rule.Truth {
	t := d.LawfulTitle.Truth()
	switch p.Title {
	case OwnedByApplicant:
		if d.Kind != DwellingUnknown {
			t = t.And(rule.Of(d.Kind == Owned))
		} else {
			t = t.And(rule.Unknown)
		}
		if d.Holder != permit.RelationUnknown {
			return t.And(rule.Of(d.Holder == permit.Self))
		}
		return t.And(rule.Unknown)
	case AnyRentedRoom:
		if d.Kind != DwellingUnknown {
			return t.Or(rule.Of(d.Kind == Rented))
		}
		return t.Or(rule.Unknown)
	}
	return t
}

// held is whether the name on the proof serves the applicant (reading A14).
func (d *Dwelling) held(a *Application, k moment) rule.Truth {
	switch {
	case d.Holder == permit.Self:
		return rule.Met
	case k.policy.Holder == AnyoneIfLivingThere:
		return d.LivesThere.Truth()
	case k.policy.Holder == ApplicantOnly:
		if d.Holder == permit.RelationUnknown {
			return rule.Unknown
		}
		return rule.Unmet
	}
	byFinding := found(&d.OtherHolder).Truth()
	switch d.Holder {
	case permit.Spouse:
		return rule.Met
	case permit.Guardian, permit.Parent:
		minor := k.reachedAge(a.Applicant.Born, ageAdult).Not()
		return minor.Or(byFinding)
	case permit.RelationUnknown:
		return byFinding.Or(rule.Unknown)
	}
	return byFinding
}

// remit is who may review the proof of this dwelling (5.2).
func (d *Dwelling) remit(p *Policy) remit {
	if d.Kind == SchoolDormitory && p.SchoolDormitoryByEducation {
		return reviewsDwelling | reviewsStudy
	}
	return reviewsDwelling
}

// suits is 8.2.b for one dwelling.
func (d *Dwelling) suits(a *Application, k moment) rule.Truth {
	return d.listed().
		And(d.Division.InBeijing().Truth()).
		And(d.titled(k.policy)).
		And(lasts(&d.Term, k)).
		And(d.held(a, k)).
		And(d.Review.truth(d.remit(k.policy)))
}

// dwelling is the dwelling that is judged, chosen like employment.
func dwelling(a *Application, k moment) *Dwelling {
	switch len(a.Dwellings) {
	case 0:
		return nil
	case 1:
		return &a.Dwellings[0]
	}
	return bestDwelling(a, k)
}

func bestDwelling(a *Application, k moment) *Dwelling {
	var best *Dwelling
	var standing rule.Truth
	for i := range a.Dwellings {
		d := &a.Dwellings[i]
		if t := d.suits(a, k); best == nil || better(t, standing) {
			best, standing = d, t
		}
	}
	return best
}

func dwellingStated(a *Application, k moment) rule.Truth {
	return orGuardianPermit(stated(a.Dwellings, a, ClaimDwelling), a, k)
}

func dwellingListed(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if d := dwelling(a, k); d != nil {
		t = d.listed()
	}
	return orGuardianPermit(t, a, k)
}

func dwellingInBeijing(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if d := dwelling(a, k); d != nil {
		t = d.Division.InBeijing().Truth()
	}
	return orGuardianPermit(t, a, k)
}

func dwellingTitled(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if d := dwelling(a, k); d != nil {
		t = d.titled(k.policy)
	}
	return orGuardianPermit(t, a, k)
}

func dwellingInForce(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if d := dwelling(a, k); d != nil {
		t = lasts(&d.Term, k)
	}
	return orGuardianPermit(t, a, k)
}

func dwellingHeld(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if d := dwelling(a, k); d != nil {
		t = d.held(a, k)
	}
	return orGuardianPermit(t, a, k)
}

func dwellingReviewed(a *Application, k moment) rule.Truth {
	t := rule.Unknown
	if d := dwelling(a, k); d != nil {
		t = d.Review.truth(d.remit(k.policy))
	}
	return orGuardianPermit(t, a, k)
}

// ofDwelling makes the detail of a condition that speaks of the dwelling.
func ofDwelling(tell func(*Dwelling, *Application, moment) []any) func(*Application, moment) []any {
	return func(a *Application, k moment) []any {
		if k.policy.Children == GuardianPermitSuffices && guardianPermitStandsIn(a, k) == rule.Met {
			return say(standsIn)
		}
		if d := dwelling(a, k); d != nil {
			return tell(d, a, k)
		}
		return nil
	}
}

func dwellingConditions() []rule.Condition[Application, moment] {
	return []rule.Condition[Application, moment]{
		{
			Code: CodeDwellingStated, Cite: law.MustCite("8.1"), Path: "/dwellings",
			Readings: []law.ReadingID{law.A20},
			Rule:     law.Bilingual{ZH: "申请人以在京有稳定住所为依据，并有住所可供判断", EN: "the applicant relies on a stable dwelling in Beijing, and there is one to judge"},
			Fact:     told,
			Check:    dwellingStated,
			Detail: func(a *Application, k moment) []any {
				if stated(a.Dwellings, a, ClaimDwelling) != rule.Met && dwellingStated(a, k) == rule.Met {
					return say(standsIn)
				}
				return tellStated(len(a.Dwellings), a.Dwellings == nil, a.Claims.Of(ClaimDwelling))
			},
		},
		{
			Code: CodeDwellingKind, Cite: law.MustCite("8.2.b"), Path: "/dwellings",
			Readings: []law.ReadingID{law.A20},
			Rule:     law.Bilingual{ZH: "属于自有产权房屋、租赁房屋、用人单位或就读学校提供的宿舍，或者经认定属于“等”", EN: "it is self-owned or rented housing, a dormitory of the employer or of the school attended, or was found to be covered by the open end"},
			Fact:     told,
			Check:    dwellingListed,
			Detail: ofDwelling(func(d *Dwelling, _ *Application, _ moment) []any {
				if d.Kind == OtherDwelling {
					return say(law.Bilingual{ZH: "%v，%v", EN: "%v, %v"}, d.Kind, d.Other.Outcome)
				}
				return say(law.Bilingual{ZH: "%v", EN: "%v"}, d.Kind)
			}),
		},
		{
			Code: CodeDwellingInBeijing, Cite: law.MustCite("8.1"), Path: "/dwellings",
			Readings: []law.ReadingID{law.A20},
			Rule:     law.Bilingual{ZH: "住所在本市", EN: "the dwelling is in Beijing"},
			Fact:     told,
			Check:    dwellingInBeijing,
			Detail: ofDwelling(func(d *Dwelling, _ *Application, _ moment) []any {
				return say(law.Bilingual{ZH: "在本市：%v", EN: "in Beijing: %v"}, d.Division.InBeijing())
			}),
		},
		{
			Code: CodeLawfulTitle, Cite: law.MustCite("8.2.b"), Path: "/dwellings",
			Readings: []law.ReadingID{law.A13, law.A20},
			Rule:     law.Bilingual{ZH: "房屋具有合法所有权", EN: "the house is under lawful ownership"},
			Fact:     told,
			Check:    dwellingTitled,
			Detail: ofDwelling(func(d *Dwelling, _ *Application, _ moment) []any {
				return say(law.Bilingual{ZH: "房屋权属合法：%v；%v", EN: "lawful title: %v; %v"}, d.LawfulTitle, d.Kind)
			}),
		},
		{
			Code: CodeDwellingInForce, Cite: law.MustCite("8.2.b"), Path: "/dwellings",
			Readings: []law.ReadingID{law.A02, law.A15, law.A20},
			Rule:     law.Bilingual{ZH: "产权、租约或者住宿在当日有效", EN: "the ownership, lease or assignment is in force on the day"},
			Fact:     told,
			Check:    dwellingInForce,
			Detail:   ofDwelling(func(d *Dwelling, _ *Application, k moment) []any { return tellTerm(&d.Term, k) }),
			Earliest: func(a *Application, k moment) civil.Date {
				return soonest(a.Dwellings, func(d *Dwelling) civil.Date { return lastsFrom(&d.Term, k) })
			},
		},
		{
			Code: CodeDwellingHolder, Cite: law.MustCite("8.2.b"), Path: "/dwellings",
			Readings: []law.ReadingID{law.A05, law.A14, law.A20},
			Rule:     law.Bilingual{ZH: "住所证明所载的人为本人、配偶或者未成年人的监护人，或者经认定可以采用", EN: "the proof is in the name of the applicant, the spouse or a minor's guardian, or was found to serve the applicant"},
			Fact:     told,
			Check:    dwellingHeld,
			Detail: ofDwelling(func(d *Dwelling, _ *Application, _ moment) []any {
				if d.OtherHolder.IsZero() {
					return say(law.Bilingual{ZH: "证明所载的人：%v", EN: "in the name of: %v"}, d.Holder)
				}
				return say(law.Bilingual{ZH: "证明所载的人：%v，%v", EN: "in the name of: %v, %v"}, d.Holder, d.OtherHolder.Outcome)
			}),
		},
		{
			Code: CodeDwellingProof, Cite: law.MustCite("5.2"), Path: "/dwellings",
			Readings: []law.ReadingID{law.A20, law.A75},
			Rule:     law.Bilingual{ZH: "住所证明经主管部门审核通过", EN: "the proof of dwelling was accepted by a competent department"},
			Fact:     told,
			Check:    dwellingReviewed,
			Detail:   ofDwelling(func(d *Dwelling, _ *Application, k moment) []any { return d.Review.tell(d.remit(k.policy)) }),
		},
	}
}
