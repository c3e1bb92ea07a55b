package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// chinese is 2.1: a Chinese citizen.
func chinese(a *Application, _ moment) rule.Truth {
	switch a.Applicant.Nationality {
	case permit.NationalityChinese:
		return rule.Met
	case permit.NationalityOther:
		return rule.Unmet
	}
	return rule.Unknown
}

// hukouElsewhere is 2.1: household registration not in Beijing, as recorded and
// never as an identity number may suggest. Somebody recorded as having none is
// in if there is a temporary-residence registration (reading A07 ii).
func hukouElsewhere(a *Application, k moment) rule.Truth {
	h := &a.Applicant.Household
	if h.Status == permit.HouseholdNone {
		return rule.Unknown.Or(rule.Of(registeredOn(a.Registrations, k.on)))
	}
	return h.InBeijing().Truth().Not()
}

// livesInBeijing is 2.1: lives in Beijing.
func livesInBeijing(a *Application, _ moment) rule.Truth { return a.ResidesInBeijing.Truth() }

// noOtherRegime is 2.2: residents from Hong Kong, Macao and Taiwan fall under
// the national provisions.
func noOtherRegime(a *Application, _ moment) rule.Truth {
	p := &a.Applicant
	if p.IDNumber.Kind().OtherRegime() {
		return rule.Unmet
	}
	return p.Household.OtherRegime().Truth().Not()
}

// notServing is reading A07 iv: service that is recorded leaves the scope to a
// finding. The clause says nothing of soldiers, so a service that nobody
// recorded raises no doubt.
func notServing(a *Application, _ moment) rule.Truth {
	if a.Applicant.ServingMilitary != permit.Yes {
		return rule.Met
	}
	return found(&a.ServiceFinding).Truth()
}

func scopeConditions() []rule.Condition[Application, moment] {
	return []rule.Condition[Application, moment]{
		{
			Code: CodeChinese, Cite: law.MustCite("2.1"), Path: "/applicant/nationality",
			Rule:  law.Bilingual{ZH: "申请人是中国公民", EN: "the applicant is a Chinese citizen"},
			Fact:  told,
			Check: chinese,
			Detail: func(a *Application, _ moment) []any {
				return say(law.Bilingual{ZH: "国籍：%v", EN: "nationality: %v"}, a.Applicant.Nationality)
			},
		},
		{
			Code: CodeHukouElsewhere, Cite: law.MustCite("2.1"), Path: "/applicant/household",
			Readings: []law.ReadingID{law.A07},
			Rule:     law.Bilingual{ZH: "申请人的户籍不在本市", EN: "the applicant's household registration is not in Beijing"},
			Fact:     told,
			Check:    hukouElsewhere,
			Detail: func(a *Application, _ moment) []any {
				h := a.Applicant.Household
				if h.Status == permit.HouseholdRegistered {
					return say(law.Bilingual{ZH: "户籍在本市：%v", EN: "household registered in Beijing: %v"}, h.InBeijing())
				}
				return say(law.Bilingual{ZH: "户籍：%v", EN: "household registration: %v"}, h.Status)
			},
		},
		{
			Code: CodeLivesInBeijing, Cite: law.MustCite("2.1"), Path: "/residesInBeijing",
			Rule:  law.Bilingual{ZH: "申请人在京居住", EN: "the applicant lives in Beijing"},
			Fact:  told,
			Check: livesInBeijing,
			Detail: func(a *Application, _ moment) []any {
				return say(law.Bilingual{ZH: "在京居住：%v", EN: "lives in Beijing: %v"}, a.ResidesInBeijing)
			},
		},
		{
			Code: CodeOtherRegime, Cite: law.MustCite("2.2"), Path: "/applicant/household/status",
			Readings: []law.ReadingID{law.A07},
			Rule:     law.Bilingual{ZH: "申请人不是依照国家有关规定办理的港澳台人员", EN: "the applicant is not a resident from Hong Kong, Macao or Taiwan, who falls under the national provisions"},
			Fact:     told,
			Check:    noOtherRegime,
			Detail: func(a *Application, _ moment) []any {
				if k := a.Applicant.IDNumber.Kind(); k.OtherRegime() {
					return say(law.Bilingual{ZH: "所持号码为%v", EN: "the number held is the %v"}, k)
				}
				return say(law.Bilingual{ZH: "户籍：%v", EN: "household registration: %v"}, a.Applicant.Household.Status)
			},
		},
		{
			Code: CodeNotServing, Cite: law.MustCite("2.1"), Path: "/applicant/servingMilitary",
			Readings: []law.ReadingID{law.A07},
			Rule:     law.Bilingual{ZH: "申请人不是现役军人，或者经认定适用本办法", EN: "the applicant is not serving in the military, or was found to fall under the Measures"},
			Fact:     told,
			Check:    notServing,
			Detail: func(a *Application, _ moment) []any {
				if a.Applicant.ServingMilitary != permit.Yes {
					return nil
				}
				return say(law.Bilingual{ZH: "现役军人，%v", EN: "in military service, %v"}, a.ServiceFinding.Outcome)
			},
		},
	}
}
