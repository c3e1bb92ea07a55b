package penalty

import (
	"strconv"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Execute tells whether detention decided in the case is executed on that day
// (reading A66). Approved: it is. Refused: it stays decided and is not
// executed, for the reasons given. Fines are unaffected.
//
// What was decided must stand on the day of execution: detention is not executed
// where nothing might be imposed at all (see Punishable), as for somebody under
// 14 on the day of the act under every reading, one found to be without fault, or
// while a crime is pending. So an approval needs no other check beside it.
//
// Minors are judged by their age on the day of the act (under reading A66 (b)
// on the day of execution), everybody else by the day of execution. The rules
// of 2012 know no exception; those of 2025 lift the first three grounds where
// the circumstances are found grave, and those of 14–15 and of 70 on a second
// violation within one year. Pregnancy and nursing are never lifted.
//
// Whether the circumstances are grave is for the authority to find, either way:
// without a finding it is unknown. Lighter circumstances, a suspected crime and
// the want of fault are otherwise, because there the law says what holds until
// somebody finds it: the base tier, no crime, fault. Of gravity it presumes
// nothing; and as nobody is detained on less than an approval, an open answer
// harms nobody.
//
// A nil policy chooses the default readings. An error means that the case or
// the policy is no such record. The decision refers to c and p: leave them
// unchanged while it is in use.
func Execute(c *Case, on civil.Date, p *Policy) (rule.Decision, error) {
	if err := c.Validate(); err != nil {
		return rule.Decision{}, err
	}
	if err := p.Validate(); err != nil {
		return rule.Decision{}, err
	}
	return executeTable.Decide(c, on, p), nil
}

var executeTable = rule.MustTable(rule.Spec[Case, Policy, moment]{
	Name:  "penalty-execute",
	Cite:  law.MustCite("28.1.0.i"),
	Title: law.Bilingual{ZH: "行政拘留的执行", EN: "Execution of detention"},
	Conditions: []rule.Condition[Case, moment]{
		{
			Code: "PEN-EXE-01", Cite: law.MustCite("28.1.0.i"), Path: "/offender/born", Readings: []law.ReadingID{law.A03, law.A04, law.A05, law.A66},
			Rule:   law.Bilingual{ZH: "不是已满十四周岁不满十六周岁的人", EN: "not a person aged 14 or 15"},
			Fact:   law.Bilingual{ZH: "%[1]s时%[2]s周岁", EN: "aged %[2]s on %[3]s"},
			Check:  (*Case).notFourteenFifteen,
			Detail: (*Case).minorAgeDetail,
		},
		{
			Code: "PEN-EXE-02", Cite: law.MustCite("28.1.0.i"), Path: "/offender/born", Readings: []law.ReadingID{law.A03, law.A04, law.A05, law.A66},
			Rule:   law.Bilingual{ZH: "不是已满十六周岁不满十八周岁的人", EN: "not a person aged 16 or 17"},
			Fact:   law.Bilingual{ZH: "%[1]s时%[2]s周岁", EN: "aged %[2]s on %[3]s"},
			Check:  (*Case).notSixteenSeventeen,
			Detail: (*Case).minorAgeDetail,
		},
		{
			Code: "PEN-EXE-03", Cite: law.MustCite("28.1.0.i"), Path: "/firstOffence", Readings: []law.ReadingID{law.A66},
			Rule:  law.Bilingual{ZH: "不是初次违反治安管理", EN: "not a first offence"},
			Check: (*Case).offendedBefore,
		},
		{
			Code: "PEN-EXE-04", Cite: law.MustCite("28.1.0.i"), Path: "/offender/born", Readings: []law.ReadingID{law.A03, law.A04, law.A05, law.A66},
			Rule:   law.Bilingual{ZH: "执行时不满七十周岁", EN: "under 70 on the day of execution"},
			Fact:   law.Bilingual{ZH: "执行时%[1]s周岁", EN: "aged %[1]s on the day of execution"},
			Check:  (*Case).underSeventy,
			Detail: (*Case).executionAgeDetail,
		},
		{
			Code: "PEN-EXE-05", Cite: law.MustCite("28.1.0.i"), Path: "/pregnantOrNursing", Readings: []law.ReadingID{law.A66},
			Rule:  law.Bilingual{ZH: "执行时没有怀孕或者哺乳自己不满一周岁婴儿", EN: "neither pregnant nor nursing her own child under one on the day of execution"},
			Check: func(c *Case, _ moment) rule.Truth { return c.PregnantOrNursing.Truth().Not() },
		},
		{
			Code: "PEN-EXE-06", Cite: law.MustCite("28.1.0.i"), Path: "/grave", Readings: []law.ReadingID{law.A66},
			Rule:  law.Bilingual{ZH: "依2025年修订的规定，情节严重、影响恶劣", EN: "under the rules of 2025, grave circumstances with bad effect"},
			Check: func(c *Case, k moment) rule.Truth { return k.lifts(says(&c.Grave, k.on)) },
		},
		{
			Code: "PEN-EXE-07", Cite: law.MustCite("28.1.0.i"), Path: "/secondWithinYear", Readings: []law.ReadingID{law.A66},
			Rule:  law.Bilingual{ZH: "依2025年修订的规定，一年内第二次违反", EN: "under the rules of 2025, a second violation within one year"},
			Check: func(c *Case, k moment) rule.Truth { return k.lifts(c.SecondWithinYear.Truth()) },
		},
		{
			Code: "PEN-EXE-08", Cite: law.MustCite("28.1.0.i"), Path: "/act",
			Rule:  law.Bilingual{ZH: "是第二十八条规定可以拘留的行为，由自然人实施", EN: "an act of article 28, which carries detention, done by a natural person"},
			Check: (*Case).detainable,
		},
		ofAge.executing("PEN-EXE-09", "28.1.0.i"),
		withFault.executing("PEN-EXE-10", "28.1.0.i"),
		withCapacity.executing("PEN-EXE-11", "28.1.0.i"),
		actedByExecution.executing("PEN-EXE-12", "28.1.0.i"),
		withinLimitation.executing("PEN-EXE-13", "28.1.0.i"),
		whileInForce.executing("PEN-EXE-14", "31.1"),
		withoutCrime.executing("PEN-EXE-15", "28.2"),
	},
	Formula: rule.All(
		rule.Group("14-15", law.MustCite("28.1.0.i"), rule.Any(rule.Is("PEN-EXE-01"), rule.Is("PEN-EXE-06"), rule.Is("PEN-EXE-07"))),
		rule.Group("16-17", law.MustCite("28.1.0.i"), rule.Any(rule.Is("PEN-EXE-02"), rule.Is("PEN-EXE-03"), rule.Is("PEN-EXE-06"))),
		rule.Group("70", law.MustCite("28.1.0.i"), rule.Any(rule.Is("PEN-EXE-04"), rule.Is("PEN-EXE-06"), rule.Is("PEN-EXE-07"))),
		rule.Is("PEN-EXE-05"),
		rule.Is("PEN-EXE-08"),
		rule.Group("liability", law.MustCite("28.1.0.i"), rule.All(
			rule.Is("PEN-EXE-09"), rule.Is("PEN-EXE-10"), rule.Is("PEN-EXE-11"), rule.Is("PEN-EXE-12"),
			rule.Is("PEN-EXE-13"), rule.Is("PEN-EXE-14"), rule.Is("PEN-EXE-15"))),
	),
	Prepare:  prepare,
	Switches: switches,
})

// detainable: articles 26, 27 and 29 have no detention, and nobody detains a
// body.
func (c *Case) detainable(moment) rule.Truth {
	person := rule.Of(!body(c.Offender.Kind))
	if c.Offender.Kind == permit.ActorUnknown {
		person = rule.Unknown
	}
	if c.Act == NoAct {
		return person.And(rule.Unknown)
	}
	return person.And(rule.Of(c.Act.article() == 28))
}

// lifts lets an exception of the rules of 2025 count only where they apply.
func (k moment) lifts(found rule.Truth) rule.Truth {
	p := k.policy
	if p.NonExecution == Rules2025 || p.Schedule == ScheduleLaw2026 {
		return found
	}
	return rule.Unmet
}

// minorDay is the day on which minority counts.
func (k moment) minorDay(c *Case) civil.Date {
	if k.policy.NonExecution == AllByExecution {
		return k.on
	}
	return c.Day
}

// notAged tells that the offender has not that age: from (reached) to (not yet
// reached), on the day minority counts. A body has no age, and no detention.
func (c *Case) notAged(k moment, from, to int) rule.Truth {
	if body(c.Offender.Kind) {
		return rule.Met
	}
	day, born := k.minorDay(c), c.Offender.Born
	return k.reached(born, from, day).Not().Or(k.reached(born, to, day))
}

func (c *Case) notFourteenFifteen(k moment) rule.Truth  { return c.notAged(k, 14, 16) }
func (c *Case) notSixteenSeventeen(k moment) rule.Truth { return c.notAged(k, 16, 18) }

func (c *Case) underSeventy(k moment) rule.Truth {
	if body(c.Offender.Kind) {
		return rule.Met
	}
	return k.reached(c.Offender.Born, 70, k.on).Not()
}

// offendedBefore: not a first offence, as a second violation never is.
func (c *Case) offendedBefore(moment) rule.Truth {
	return rule.Of(c.SecondWithinYear == permit.Yes).Or(c.FirstOffence.Truth().Not())
}

func (c *Case) minorAgeDetail(k moment) []any {
	day := k.minorDay(c)
	age, ok := k.ageOn(c.Offender.Born, day)
	if !ok {
		return nil
	}
	return []any{day.Chinese(), strconv.Itoa(age), day.String()}
}

func (c *Case) executionAgeDetail(k moment) []any { return k.ageDetail(c.Offender.Born, k.on) }
