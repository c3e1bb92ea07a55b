package main

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A child of a permit holder, as this school rule sees one: only through what
// the residence permit has to say.
type child struct {
	Parent permit.Standing `json:"parent"`
}

// terms is what the school rule leaves open to those who run it.
type terms struct {
	Years int // full years of continuous residence asked for
}

// A question is what the conditions need to know of the day and the terms.
type question struct {
	on    civil.Date
	years int
}

// enrolment is a rule made up for this example: no school has it. It shows how a
// rule of another text stands on the residence permit. Article 15 leaves what a
// holder may have to such rules (15.1.b), so it cites that.
var enrolment = rule.MustTable(rule.Spec[child, terms, question]{
	Name:  "example-enrolment",
	Cite:  law.MustCite("15.1.b"),
	Title: law.Bilingual{ZH: "示例小学是否接收持证人子女", EN: "Whether the example school admits a holder's child"},
	Conditions: []rule.Condition[child, question]{
		{
			Code: "SCH-PER-01", Cite: law.MustCite("15.1.a"), Path: "/parent/usable",
			Rule: law.Bilingual{ZH: "父母的居住证当日可以使用", EN: "The parent's permit can be used on the day"},
			Fact: law.Bilingual{ZH: "%[1]s，%[2]s", EN: "%[4]s on %[3]s"},
			Check: func(c *child, q question) rule.Truth {
				if c.Parent.Day != q.on {
					return rule.Unknown // the standing is of another day
				}
				return rule.Of(c.Parent.Usable)
			},
			Detail: func(c *child, _ question) []any {
				s := c.Parent
				return []any{s.Day.Chinese(), s.Status.Label(chinese), s.Day, s.Status.Label(english)}
			},
		},
		{
			Code: "SCH-RES-01", Cite: law.MustCite("15.1.b"), Path: "/parent/fullYears",
			Rule: law.Bilingual{ZH: "父母在京连续居住已满规定年数", EN: "The parent has lived in Beijing for the full years asked for"},
			Fact: law.Bilingual{ZH: "%[1]s", EN: "%[2]s"},
			Check: func(c *child, q question) rule.Truth {
				// A suspended permit states no years, which is not nought.
				if !c.Parent.YearsStated || c.Parent.Day != q.on {
					return rule.Unknown
				}
				return rule.Of(c.Parent.FullYears >= q.years)
			},
			Detail: tellYears,
		},
	},
	Formula: rule.All(rule.Is("SCH-PER-01"), rule.Is("SCH-RES-01")),
	Prepare: func(on civil.Date, t *terms) question { return question{on, t.Years} },
})

// fullFrom is the first day on which the years are full if the permit is
// endorsed in time until then.
func fullFrom(c *child, q question) civil.Date {
	return civil.Years(q.years).Reached(c.Parent.ResidentSince, civil.StartExcluded, civil.AfterLastDay)
}
