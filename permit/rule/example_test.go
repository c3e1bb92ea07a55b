package rule_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A visit is what a made-up house rule is about.
type visit struct {
	booked civil.Date
	ticket rule.Truth
}

// houseRule: booked on an earlier day, and with a ticket.
var houseRule = rule.MustTable(rule.Spec[visit, struct{}, civil.Date]{
	Name: "visit", Cite: law.MustCite("6.2"), Title: law.Bilingual{ZH: "参观", EN: "Visit"},
	Conditions: []rule.Condition[visit, civil.Date]{
		{
			Code: "VIS-BOK-01", Cite: law.MustCite("6.2"), Path: "/booked",
			Rule: law.Bilingual{ZH: "提前预约", EN: "booked on an earlier day"},
			Fact: law.Bilingual{ZH: "预约于 %[1]v", EN: "booked on %[1]v"},
			Check: func(v *visit, on civil.Date) rule.Truth {
				if v.booked.IsZero() {
					return rule.Unknown
				}
				return rule.Of(v.booked.StrictlyBefore(on))
			},
			Detail: func(v *visit, _ civil.Date) []any {
				if v.booked.IsZero() {
					return nil
				}
				return []any{v.booked}
			},
			Earliest: func(v *visit, _ civil.Date) civil.Date { return v.booked.DayAfter() },
		},
		{
			Code: "VIS-TKT-01", Cite: law.MustCite("6.2"), Path: "/ticket",
			Rule:  law.Bilingual{ZH: "持有门票", EN: "has a ticket"},
			Check: func(v *visit, _ civil.Date) rule.Truth { return v.ticket },
		},
	},
	Formula: rule.All(rule.Is("VIS-BOK-01"), rule.Is("VIS-TKT-01")),
	Prepare: func(on civil.Date, _ *struct{}) civil.Date { return on },
})

// The reasons name what failed and nothing else; the remedy says since when
// waiting would have helped.
func ExampleTable_Decide() {
	today := civil.MustParse("2026-07-14")
	d := houseRule.Decide(&visit{booked: today, ticket: rule.Met}, today, nil)
	fmt.Println(d.Text(language.English))
	for _, r := range d.Remedies() {
		fmt.Println("earliest:", r.Earliest)
	}
	// Output:
	// Visit: refused
	//   VIS-BOK-01 6.2 not met: booked on an earlier day (booked on 2026-07-14)
	// earliest: 2026-07-15
}

// A fact that nobody stated leaves the decision open, and becomes a question.
func ExampleDecision_Questions() {
	today := civil.MustParse("2026-07-14")
	d := houseRule.Decide(&visit{booked: today.DayBefore()}, today, nil)
	fmt.Println(d.Outcome())
	for _, q := range d.Questions() {
		fmt.Println(q.Path, q.Rule(language.English))
	}
	// Output:
	// undetermined
	// /ticket has a ticket
}
