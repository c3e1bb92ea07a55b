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

var onDuty = law.Bilingual{ZH: "正在依法执行职务", EN: "lawfully performing duties"}

// inspections decides 22.1.a. It never changes.
var inspections = rule.MustTable(rule.Spec[InspectionFacts, Policy, moment]{
	Name:  "inspection",
	Cite:  law.MustCite("22.1.a"),
	Title: law.Bilingual{ZH: "查验居住证", EN: "Inspecting a residence permit"},
	Conditions: []rule.Condition[InspectionFacts, moment]{
		{
			Code: "PER-INS-01", Cite: law.MustCite("22.1.a"), Path: "/by",
			Rule: law.Bilingual{ZH: "由人民警察进行", EN: "done by an officer of the people's police"},
			// An auxiliary or a guard is none, and a body shows no credentials.
			Check: func(f *InspectionFacts, _ moment) rule.Truth {
				if f.By == ActorUnknown {
					return rule.Unknown
				}
				return rule.Of(f.By == PoliceOfficer)
			},
		},
		{
			Code: "PER-INS-02", Cite: law.MustCite("22.1.a"), Path: "/onDuty", Rule: onDuty,
			Check: func(f *InspectionFacts, _ moment) rule.Truth { return f.OnDuty },
		},
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
