package penalty

import (
	"strconv"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Check tells whether a proposed sanction is lawful on the day of decision,
// with every objection at once. Approved: it may be imposed as proposed.
// Refused: the reasons are the objections. Undetermined: a fact or finding is
// lacking, and the questions name it. Imposing nothing is approved where
// nothing may be imposed, or where it is waived on a cited basis.
//
// A nil policy chooses the default readings. An error means that the proposal
// or the policy is no such record (see Validate), never that it is unlawful.
// The decision refers to p and pol: leave them unchanged while it is in use.
func Check(p *Proposal, on civil.Date, pol *Policy) (rule.Decision, error) {
	if err := p.Validate(); err != nil {
		return rule.Decision{}, err
	}
	if err := pol.Validate(); err != nil {
		return rule.Decision{}, err
	}
	return checkTable.Decide(p, on, pol), nil
}

type demand = rule.Condition[Proposal, moment]

// liable turns a question about the case into a condition on what is imposed.
func liable(ask func(*Case, moment) rule.Truth) func(*Proposal, moment) rule.Truth {
	return func(p *Proposal, k moment) rule.Truth { return p.ifImposed(ask(&p.Case, k)) }
}

// The clauses that a condition of one of them shares with the others: each of
// 26.1.0, 27.1 and the two tiers of 28.1.0 states a sanction with its own
// figures, and what is asked of a proposal is asked under that clause.
var (
	but26     = []law.Cite{bounds27.clause, bounds28[BaseTier].clause, bounds28[LighterTier].clause}
	but27     = []law.Cite{bounds26.clause, bounds28[BaseTier].clause, bounds28[LighterTier].clause}
	butBase   = []law.Cite{bounds26.clause, bounds27.clause, bounds28[LighterTier].clause}
	inLighter = []law.Cite{bounds28[LighterTier].clause}
)

var checkTable = rule.MustTable(rule.Spec[Proposal, Policy, moment]{
	Name:  "penalty-check",
	Cite:  law.MustCite("26.1.0"),
	Title: law.Bilingual{ZH: "拟作出的处罚", EN: "Proposed sanction"},
	Conditions: []demand{
		{
			Code: "PEN-LIA-01", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/case/act", Readings: []law.ReadingID{law.A39},
			Rule:  law.Bilingual{ZH: "只有草案规定了处罚的行为才能处罚", EN: "only an act for which the draft states a sanction is punished"},
			Check: liable((*Case).named),
		},
		{
			Code: "PEN-LIA-02", Cite: law.MustCite("29.1.0"), Path: "/case/act", Readings: []law.ReadingID{law.A74},
			Rule:  law.Bilingual{ZH: "管理人员的责任依第二十九条移送追究，没有罚款和拘留数额", EN: "officials are referred under article 29, which states no fine and no detention"},
			Check: liable((*Case).notOfficial),
		},
		{
			Code: "PEN-LIA-03", Cite: law.MustCite("22.1.b"), Path: "/case/offender/kind", Readings: []law.ReadingID{law.A70},
			Rule:  law.Bilingual{ZH: "单位只能因非法扣押被处罚，其他行为处罚责任人员", EN: "a unit is punished for unlawful seizure only; for other acts the persons responsible are"},
			Check: liable((*Case).rightOffender),
		},
		ofAge.imposing("PEN-LIA-04", "26.1.0", but26...),
		withFault.imposing("PEN-LIA-05", "26.1.0", but26...),
		withCapacity.imposing("PEN-LIA-06", "26.1.0", but26...),
		actedByDecision.imposing("PEN-LIA-07", "26.1.0", but26...),
		withinLimitation.imposing("PEN-LIA-08", "26.1.0", but26...),
		whileInForce.imposing("PEN-LIA-09", "31.1"),
		{
			Code: "PEN-LIA-10", Cite: law.MustCite("28.1.0.i"), Also: butBase, Under: (*Proposal).clause, Path: "/case/day", Readings: []law.ReadingID{law.A65},
			Rule:   law.Bilingual{ZH: "所用的数额须在行为日有效", EN: "the schedule of figures used was law on the day of the act"},
			Fact:   law.Bilingual{ZH: "行为日%[1]s，该数额自%[2]s起有效", EN: "act %[3]s, figures in force from %[4]s"},
			Check:  liable((*Case).scheduleInForce),
			Detail: func(p *Proposal, k moment) []any { return days(p.Case.Day, k.policy.Schedule.InForce()) },
		},
		withoutCrime.imposing("PEN-LIA-11", "28.2"),
		{
			Code: "PEN-LIA-12", Cite: law.MustCite("27.1"), Path: "/case/sameAct", Readings: []law.ReadingID{law.A59},
			Rule:  law.Bilingual{ZH: "骗领与使用为同一行为的，只依第二十七条处罚", EN: "obtaining and using that are one act are punished under article 27 only"},
			Check: liable((*Case).ownAct),
		},
		{
			Code: "PEN-AUT-01", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/authority",
			Rule:  law.Bilingual{ZH: "处罚由公安机关决定", EN: "the sanction is decided by a public security organ"},
			Check: (*Proposal).rightAuthority,
		},
		{
			Code: "PEN-TIE-01", Cite: law.MustCite("28.1.0.i"), Also: inLighter, Under: (*Proposal).clause, Path: "/tier", Readings: []law.ReadingID{law.A63},
			Rule:  law.Bilingual{ZH: "第二十八条的决定写明档次，其他条没有档次", EN: "a decision under article 28 names its tier; the other articles have none"},
			Check: (*Proposal).tierNamed,
		},
		{
			Code: "PEN-TIE-02", Cite: law.MustCite("28.1.0.ii"), Path: "/case/lighter", Readings: []law.ReadingID{law.A64},
			Rule:  law.Bilingual{ZH: "适用较轻一档须有情节较轻的认定", EN: "the lighter tier needs a finding of lighter circumstances"},
			Check: (*Proposal).lighterFound,
		},
		{
			Code: "PEN-TIE-03", Cite: law.MustCite("28.1.0.ii"), Path: "/tier", Readings: []law.ReadingID{law.A64},
			Rule:  law.Bilingual{ZH: "已认定情节较轻的，适用较轻一档", EN: "with a finding of lighter circumstances the lighter tier applies"},
			Check: (*Proposal).lighterApplied,
		},
		{
			Code: "PEN-WAR-01", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).warningClause, Path: "/sanction/warning", Readings: []law.ReadingID{law.A56, law.A59},
			Rule:  law.Bilingual{ZH: "应当给予警告的须给予警告", EN: "the warning is given where the clause demands it"},
			Check: (*Proposal).warned,
		},
		{
			Code: "PEN-WAR-02", Cite: law.MustCite("27.1"), Also: but27, Under: (*Proposal).clause, Path: "/sanction/warning", Readings: []law.ReadingID{law.A59},
			Rule:  law.Bilingual{ZH: "没有规定警告的不得给予警告", EN: "no warning where the clause states none"},
			Check: (*Proposal).noNeedlessWarning,
		},
		{
			Code: "PEN-FIN-01", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/sanction/fine", Readings: []law.ReadingID{law.A56},
			Rule:  law.Bilingual{ZH: "应当罚款的须罚款", EN: "a fine is imposed where the clause demands it"},
			Check: (*Proposal).fined,
		},
		{
			Code: "PEN-FIN-02", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/sanction/fine", Readings: []law.ReadingID{law.A57},
			Rule:  law.Bilingual{ZH: "罚款大于零元，最多两位小数", EN: "a fine is more than 0 yuan, with at most two decimals"},
			Fact:  law.Bilingual{ZH: "拟罚%[1]s元", EN: "proposed %[1]s yuan"},
			Check: (*Proposal).fineIsAmount,
			Detail: func(p *Proposal, _ moment) []any {
				if !p.Sanction.Fine.imposed {
					return nil
				}
				return []any{p.Sanction.Fine.show()}
			},
		},
		{
			Code: "PEN-FIN-03", Cite: law.MustCite("27.1"), Also: but27, Under: (*Proposal).clause, Path: "/sanction/fine", Readings: []law.ReadingID{law.A06, law.A67},
			Rule:   law.Bilingual{ZH: "罚款不低于下限，减轻须有依据", EN: "the fine is not below the minimum, unless reduced on a cited basis"},
			Fact:   law.Bilingual{ZH: "%[3]s：拟罚%[1]s元，下限%[2]s元", EN: "%[4]s: proposed %[1]s yuan, minimum %[2]s yuan"},
			Check:  (*Proposal).fineNotBelow,
			Detail: func(p *Proposal, k moment) []any { return fineDetail(p, p.limits(k).clause, p.limits(k).least) },
		},
		{
			Code: "PEN-FIN-04", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/sanction/fine", Readings: []law.ReadingID{law.A06, law.A65},
			Rule:   law.Bilingual{ZH: "罚款不超过上限", EN: "the fine is not above the maximum"},
			Fact:   law.Bilingual{ZH: "%[3]s：拟罚%[1]s元，上限%[2]s元", EN: "%[4]s: proposed %[1]s yuan, maximum %[2]s yuan"},
			Check:  (*Proposal).fineNotAbove,
			Detail: func(p *Proposal, k moment) []any { return fineDetail(p, p.limits(k).clause, p.limits(k).most) },
		},
		{
			Code: "PEN-DET-01", Cite: law.MustCite("28.1.0.i"), Also: inLighter, Under: (*Proposal).clause, Path: "/sanction/days", Readings: []law.ReadingID{law.A63, law.A67},
			Rule:  law.Bilingual{ZH: "第二十八条须处拘留，不得只罚款，减轻须有依据", EN: "article 28 demands detention and never a fine alone, unless reduced on a cited basis"},
			Check: (*Proposal).detained,
		},
		{
			Code: "PEN-DET-02", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/sanction/days",
			Rule:   law.Bilingual{ZH: "没有规定拘留的不得拘留", EN: "no detention where the clause states none"},
			Fact:   law.Bilingual{ZH: "拟拘留%[1]s日", EN: "proposed %[1]s days"},
			Check:  (*Proposal).noNeedlessDetention,
			Detail: func(p *Proposal, _ moment) []any { return []any{strconv.Itoa(p.Sanction.Days)} },
		},
		{
			Code: "PEN-DET-03", Cite: law.MustCite("28.1.0.i"), Also: butBase, Under: (*Proposal).clause, Path: "/sanction/days", Readings: []law.ReadingID{law.A06, law.A67},
			Rule:   law.Bilingual{ZH: "拘留不低于下限，减轻须有依据且不少于一日", EN: "detention is not below the minimum, unless reduced on a cited basis, and then one day at least"},
			Fact:   law.Bilingual{ZH: "%[3]s：拟拘留%[1]s日，下限%[2]s日", EN: "%[4]s: proposed %[1]s days, minimum %[2]s"},
			Check:  (*Proposal).daysNotBelow,
			Detail: func(p *Proposal, k moment) []any { return daysDetail(p, p.limits(k).clause, p.limits(k).daysMin) },
		},
		{
			Code: "PEN-DET-04", Cite: law.MustCite("28.1.0.i"), Also: butBase, Under: (*Proposal).clause, Path: "/sanction/days", Readings: []law.ReadingID{law.A06},
			Rule:   law.Bilingual{ZH: "拘留不超过上限", EN: "detention is not above the maximum"},
			Fact:   law.Bilingual{ZH: "%[3]s：拟拘留%[1]s日，上限%[2]s日", EN: "%[4]s: proposed %[1]s days, maximum %[2]s"},
			Check:  (*Proposal).daysNotAbove,
			Detail: func(p *Proposal, k moment) []any { return daysDetail(p, p.limits(k).clause, p.limits(k).daysMax) },
		},
		{
			Code: "PEN-MIT-01", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/mitigation/basis", Readings: []law.ReadingID{law.A03, law.A04, law.A05, law.A67},
			Rule:  law.Bilingual{ZH: "减轻或者不予处罚须引用支持它的依据", EN: "a reduction or waiver cites a provision that supports it"},
			Check: (*Proposal).supported,
		},
		{
			Code: "PEN-MIT-02", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/mitigation/kind", Readings: []law.ReadingID{law.A03, law.A04, law.A05, law.A66, law.A67},
			Rule:   law.Bilingual{ZH: "行为时已满十四周岁不满十八周岁的，从轻或者减轻处罚", EN: "from 14 to 17 on the day of the act the sanction is lighter or reduced"},
			Fact:   law.Bilingual{ZH: "行为时%[1]s周岁", EN: "aged %[1]s on the day of the act"},
			Check:  (*Proposal).minorMitigated,
			Detail: func(p *Proposal, k moment) []any { return p.Case.ageDetail(k) },
		},
		{
			Code: "PEN-MIT-03", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/sanction", Readings: []law.ReadingID{law.A67},
			Rule:  law.Bilingual{ZH: "从轻或者减轻的处罚不得是幅度内最重的", EN: "a lighter or reduced sanction is not the heaviest of the range"},
			Check: (*Proposal).milder,
		},
		{
			Code: "PEN-MIT-04", Cite: law.MustCite("26.1.0"), Also: but26, Under: (*Proposal).clause, Path: "/sanction", Readings: []law.ReadingID{law.A67},
			Rule:  law.Bilingual{ZH: "不予处罚的，什么都不处", EN: "where the sanction is waived nothing is imposed"},
			Check: (*Proposal).waivedIsNothing,
		},
	},
	Formula: rule.All(
		rule.Group("liability", law.MustCite("26.1.0"), rule.All(
			rule.Is("PEN-LIA-01"), rule.Is("PEN-LIA-02"), rule.Is("PEN-LIA-03"), rule.Is("PEN-LIA-04"),
			rule.Is("PEN-LIA-05"), rule.Is("PEN-LIA-06"), rule.Is("PEN-LIA-07"), rule.Is("PEN-LIA-08"),
			rule.Is("PEN-LIA-09"), rule.Is("PEN-LIA-10"), rule.Is("PEN-LIA-11"), rule.Is("PEN-LIA-12"))),
		rule.Group("authority", law.MustCite("26.1.0"), rule.Is("PEN-AUT-01")),
		rule.Group("tier", law.MustCite("28.1.0.ii"), rule.All(rule.Is("PEN-TIE-01"), rule.Is("PEN-TIE-02"), rule.Is("PEN-TIE-03"))),
		rule.Group("warning", law.MustCite("26.1.0"), rule.All(rule.Is("PEN-WAR-01"), rule.Is("PEN-WAR-02"))),
		rule.Group("fine", law.MustCite("26.1.0"), rule.All(
			rule.Is("PEN-FIN-01"), rule.Is("PEN-FIN-02"), rule.Is("PEN-FIN-03"), rule.Is("PEN-FIN-04"))),
		rule.Group("detention", law.MustCite("28.1.0.i"), rule.All(
			rule.Is("PEN-DET-01"), rule.Is("PEN-DET-02"), rule.Is("PEN-DET-03"), rule.Is("PEN-DET-04"))),
		rule.Group("mitigation", law.MustCite("26.1.0"), rule.All(
			rule.Is("PEN-MIT-01"), rule.Is("PEN-MIT-02"), rule.Is("PEN-MIT-03"), rule.Is("PEN-MIT-04"))),
	),
	Prepare:  prepare,
	Switches: switches,
})
