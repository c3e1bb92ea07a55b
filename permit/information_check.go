package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// InformationCheckFacts are what decides whether registered information may be
// checked (21.1.a).
type InformationCheckFacts struct {
	Permit State     `json:"permit"`
	By     ActorKind `json:"by"`

	_ struct{}
}

// DecideInformationCheck tells whether the information a permit holder
// registered may be checked on that day (核查, 21.1.a). What the check finds is a
// Finding; it can support a cancellation and never is one.
func DecideInformationCheck(f *InformationCheckFacts, on civil.Date, p *Policy) rule.Decision {
	return informationChecks.Decide(f, on, p)
}

// informationChecks decides 21.1.a. It never changes.
var informationChecks = rule.MustTable(rule.Spec[InformationCheckFacts, Policy, moment]{
	Name:  "information-check",
	Cite:  law.MustCite("21.1.a"),
	Title: law.Bilingual{ZH: "核查登记信息", EN: "Checking registered information"},
	Conditions: []rule.Condition[InformationCheckFacts, moment]{
		doneByPublicSecurity("PER-CHK-01", "21.1.a", func(f *InformationCheckFacts) ActorKind { return f.By }),
		permitAlive("PER-CHK-02", "21.1.a", func(f *InformationCheckFacts) *State { return &f.Permit }),
	},
	Formula:  rule.All(rule.Is("PER-CHK-01"), rule.Is("PER-CHK-02")),
	Prepare:  prepare,
	Switches: Switches(),
})
