package penalty

import (
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A question is one that is asked of a case twice: before a sanction is imposed,
// and before detention that was decided is executed.
type question struct {
	path       string // within the case
	readings   []law.ReadingID
	rule, fact law.Bilingual
	check      func(*Case, moment) rule.Truth
	detail     func(*Case, moment) []any
}

// imposing makes it a condition on a proposal that imposes something.
func (q question) imposing(code, cite string, also ...law.Cite) demand {
	d := demand{
		Code: code, Cite: law.MustCite(cite), Also: also, Path: "/case" + q.path, Readings: q.readings,
		Rule: q.rule, Fact: q.fact, Check: liable(q.check),
	}
	if len(also) > 0 {
		d.Under = (*Proposal).clause
	}
	if q.detail != nil {
		d.Detail = func(p *Proposal, k moment) []any { return q.detail(&p.Case, k) }
	}
	return d
}

// executing makes it a condition on the execution of detention.
func (q question) executing(code, cite string) rule.Condition[Case, moment] {
	return rule.Condition[Case, moment]{
		Code: code, Cite: law.MustCite(cite), Path: q.path, Readings: q.readings,
		Rule: q.rule, Fact: q.fact, Check: q.check, Detail: q.detail,
	}
}

var (
	ofAge = question{
		path: "/offender/born", readings: []law.ReadingID{law.A03, law.A04, law.A05, law.A66},
		rule:   law.Bilingual{ZH: "行为时不满十四周岁的不予处罚，责令监护人管教", EN: "nobody under 14 on the day of the act is punished; the guardian is instructed"},
		fact:   law.Bilingual{ZH: "行为时%[1]s周岁", EN: "aged %[1]s on the day of the act"},
		check:  (*Case).oldEnough,
		detail: (*Case).ageDetail,
	}
	withFault = question{
		path:  "/noFault",
		rule:  law.Bilingual{ZH: "认定没有主观过错的不予处罚", EN: "nobody found to be without fault is punished"},
		check: (*Case).atFault,
	}
	withCapacity = question{
		path:  "/incapable",
		rule:  law.Bilingual{ZH: "认定不能辨认或者控制自己行为的不予处罚", EN: "nobody found unable to understand or control the act is punished"},
		check: (*Case).capable,
	}
	withinLimitation = question{
		path: "/discovered", readings: []law.ReadingID{law.A03, law.A04, law.A69},
		rule:  law.Bilingual{ZH: "行为须在追究时效内被发现：第二十八条六个月，第二十六条、第二十七条二年或者六个月", EN: "the act was discovered within the limitation: six months under article 28, two years or six months under articles 26 and 27"},
		fact:  law.Bilingual{ZH: "行为日%[1]s，时效最后一日%[2]s，发现日%[3]s", EN: "act %[4]s, last day of the limitation %[5]s, discovered %[6]s"},
		check: (*Case).inTime,
		detail: func(c *Case, k moment) []any {
			return days(c.Day, limitation(c.Act, c.Day, k.policy), c.Discovered)
		},
	}
	whileInForce = question{
		path: "/day", readings: []law.ReadingID{law.A77},
		rule:   law.Bilingual{ZH: "施行日期之前的行为不处罚", EN: "an act before the commencement is not punished"},
		fact:   law.Bilingual{ZH: "行为日%[1]s，施行日%[2]s", EN: "act %[3]s, commencement %[4]s"},
		check:  (*Case).inForce,
		detail: func(c *Case, k moment) []any { return days(c.Day, k.policy.Commencement) },
	}
	withoutCrime = question{
		path: "/crime", readings: []law.ReadingID{law.A72},
		rule:  law.Bilingual{ZH: "认定涉嫌犯罪的移送司法机关，退回前不作行政处罚", EN: "a case found to be a suspected crime is referred, and no sanction is imposed until it comes back"},
		check: (*Case).noCrimePending,
	}
)

// acted is asked with the name of the day that must not come before the act.
func acted(day law.Bilingual) question {
	return question{
		path:   "/day",
		rule:   law.Bilingual{ZH: "行为须在" + day.ZH + "或者之前", EN: "the act lies on or before the day of " + day.EN},
		fact:   law.Bilingual{ZH: "行为日%[1]s，" + day.ZH + "%[2]s", EN: "act %[3]s, " + day.EN + " %[4]s"},
		check:  (*Case).acted,
		detail: func(c *Case, k moment) []any { return days(c.Day, k.on) },
	}
}

var (
	actedByDecision  = acted(law.Bilingual{ZH: "决定日", EN: "decision"})
	actedByExecution = acted(law.Bilingual{ZH: "执行日", EN: "execution"})
)

// ageDetail is the age on the day of the act.
func (c *Case) ageDetail(k moment) []any { return k.ageDetail(c.Offender.Born, c.Day) }
