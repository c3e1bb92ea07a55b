package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// InspectionFacts are what decides whether an inspection is lawful (22.1.a).
type InspectionFacts struct {
	By ActorKind `json:"by"`
	// OnDuty: the officer was lawfully performing duties; a finding.
	OnDuty rule.Truth `json:"onDuty"`
	// CredentialsShown: the law-enforcement credentials were shown first.
	CredentialsShown rule.Truth `json:"credentialsShown"`

	_ struct{}
}

// DecideInspection tells whether a permit may be inspected (查验, 22.1.a). To
// inspect is not to seize (see DecideSeizure).
func DecideInspection(f *InspectionFacts, on civil.Date, p *Policy) rule.Decision {
	return inspections.Decide(f, on, p)
}

// byPolice asks for an officer of the people's police: an auxiliary or a guard
// is none.
func byPolice[F any](code, cite string, get func(*F) ActorKind) rule.Condition[F, moment] {
	return rule.Condition[F, moment]{
		Code: code, Cite: law.MustCite(cite), Path: "/by",
		Rule: law.Bilingual{ZH: "由人民警察进行", EN: "done by an officer of the people's police"},
		Check: func(f *F, _ moment) rule.Truth {
			if by := get(f); by != ActorUnknown {
				return rule.Of(by == PoliceOfficer)
			}
			return rule.Unknown
		},
	}
}

func onDuty[F any](code, cite string, get func(*F) rule.Truth) rule.Condition[F, moment] {
	return rule.Condition[F, moment]{
		Code: code, Cite: law.MustCite(cite), Path: "/onDuty",
		Rule:  law.Bilingual{ZH: "正在依法执行职务", EN: "lawfully performing duties"},
		Check: func(f *F, _ moment) rule.Truth { return get(f) },
	}
}

// inspections decides 22.1.a. It never changes.
var inspections = rule.MustTable(rule.Spec[InspectionFacts, Policy, moment]{
	Name:  "inspection",
	Cite:  law.MustCite("22.1.a"),
	Title: law.Bilingual{ZH: "查验居住证", EN: "Inspecting a residence permit"},
	Conditions: []rule.Condition[InspectionFacts, moment]{
		byPolice("PER-INS-01", "22.1.a", func(f *InspectionFacts) ActorKind { return f.By }),
		onDuty("PER-INS-02", "22.1.a", func(f *InspectionFacts) rule.Truth { return f.OnDuty }),
		{
			Code: "PER-INS-03", Cite: law.MustCite("22.1.a"), Path: "/credentialsShown",
			Rule:  law.Bilingual{ZH: "已出示执法证件", EN: "law-enforcement credentials were shown"},
			Check: func(f *InspectionFacts, _ moment) rule.Truth { return f.CredentialsShown },
		},
	},
	Formula:  rule.All(rule.Is("PER-INS-01"), rule.Is("PER-INS-02"), rule.Is("PER-INS-03")),
	Prepare:  prepare,
	Switches: Switches(),
})
