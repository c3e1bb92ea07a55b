package ruletest_test

import (
	"fmt"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/rule/ruletest"
)

// A visit is what a made-up house rule is about.
type visit struct{ booked, ticket rule.Truth }

// houseRule: booked, and with a ticket.
var houseRule = rule.MustTable(rule.Spec[visit, struct{}, struct{}]{
	Name: "visit", Cite: law.MustCite("6.2"), Title: law.Bilingual{ZH: "参观", EN: "Visit"},
	Conditions: []rule.Condition[visit, struct{}]{
		{
			Code: "VIS-BOK-01", Cite: law.MustCite("6.2"), Path: "/booked",
			Rule:  law.Bilingual{ZH: "已预约", EN: "booked"},
			Check: func(v *visit, _ struct{}) rule.Truth { return v.booked },
		},
		{
			Code: "VIS-TKT-01", Cite: law.MustCite("6.2"), Path: "/ticket",
			Rule:  law.Bilingual{ZH: "持有门票", EN: "has a ticket"},
			Check: func(v *visit, _ struct{}) rule.Truth { return v.ticket },
		},
	},
	Formula: rule.All(rule.Is("VIS-BOK-01"), rule.Is("VIS-TKT-01")),
	Prepare: func(civil.Date, *struct{}) (k struct{}) { return k },
})

// A test of your own table: whatever its conditions turn out to be, what the
// decision says of itself is right. And the check can fail: a way of deciding
// that takes no notice of the ticket is found out.
func Example() {
	p := ruletest.New(houseRule.Form())
	faults := 0
	for n := range p.Assignments() {
		if p.Fault(p.Assignment(n), p.All()) != "" {
			faults++
		}
	}
	fmt.Println(faults, "faults in", p.Assignments(), "assignments")

	p.Decide = func(x []rule.Truth) rule.Decision {
		return p.Suppose(ruletest.Change(x, p.Set("VIS-TKT-01"), func(int) rule.Truth { return rule.Met }))
	}
	fmt.Println(p.Fault([]rule.Truth{rule.Met, rule.Unmet}, p.All()))
	fmt.Println(p.Fault([]rule.Truth{rule.Unmet, rule.Unmet}, p.All()))
	// Output:
	// 0 faults in 9 assignments
	// an approval with something to blame, or without grounds
	// blamed {VIS-BOK-01}, to blame {VIS-BOK-01 VIS-TKT-01}
}
