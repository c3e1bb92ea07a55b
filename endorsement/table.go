package endorsement

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A moment is what the conditions need to know of the day and the policy.
type moment struct {
	on     civil.Date
	policy *Policy
}

// endorsements decides whether an endorsement may be made. It never changes.
var endorsements = rule.MustTable(rule.Spec[Facts, Policy, moment]{
	Name:  "endorsement",
	Cite:  law.MustCite("14.2.b"),
	Title: law.Bilingual{ZH: "办理居住证签注", EN: "Endorsing the residence permit"},
	Conditions: []rule.Condition[Facts, moment]{
		{
			Code: "END-ISS-01", Cite: law.MustCite("14.2.a"), Path: "/permit/issued",
			Rule:  law.Bilingual{ZH: "居住证已经签发", EN: "the permit has been issued"},
			Fact:  law.Bilingual{ZH: "签发日期%[1]s", EN: "issued on %[2]s"},
			Check: issued, Detail: issueDay, Earliest: issuedFrom,
		},
		{
			Code: "END-WIN-01", Cite: law.MustCite("14.2.b"), Path: "/permit/endorsed",
			Readings: []law.ReadingID{law.A03, law.A04, law.A27, law.A29, law.A30, law.A31},
			Rule: law.Bilingual{
				ZH: "于有效期满前三十日内办理签注，或者逾期补办",
				EN: "the endorsement falls within the thirty days before expiry, or is made up later",
			},
			Fact: law.Bilingual{
				ZH: "自%[1]s起可以办理，最后有效日%[2]s，办理期限至%[3]s",
				EN: "possible from %[4]s, last valid day %[5]s, deadline %[6]s",
			},
			Check: windowOpen, Detail: windowDates, Earliest: windowOpens,
		},
		{
			Code: "END-LAP-01", Cite: law.MustCite("14.3.b"), Path: "/permit/endorsed",
			Readings: []law.ReadingID{law.A03, law.A04, law.A27, law.A29, law.A30, law.A31, law.A35},
			Rule:     law.Bilingual{ZH: "未因逾期过久而不能补办签注", EN: "the endorsement can still be made up"},
			Check:    notLapsed,
		},
		{
			Code: "END-LIV-01", Cite: law.MustCite("14.2.b"), Path: "/goesOnLiving",
			Readings: []law.ReadingID{law.A80},
			Rule:     law.Bilingual{ZH: "有效期届满后继续在京居住", EN: "the holder goes on living in Beijing after the term expires"},
			Check:    func(f *Facts, _ moment) rule.Truth { return f.GoesOnLiving },
		},
		{
			Code: "END-CON-01", Cite: law.MustCite("14.2.b"), Path: "/conditionsMet",
			Readings: []law.ReadingID{law.A35},
			Rule: law.Bilingual{
				ZH: "签注时需要复核的，仍符合居住证申领条件",
				EN: "where they are looked at again, the conditions for applying are still met",
			},
			Check: conditionsHold,
		},
		{
			Code: "END-ADR-01", Cite: law.MustCite("13.1"), Path: "/addressUpToDate",
			Readings: []law.ReadingID{law.A41},
			Rule:     law.Bilingual{ZH: "没有妨碍签注的未办住址变更", EN: "no unreported move stands in the way"},
			Fact:     law.Bilingual{ZH: "住址变更尚未办理，应当按照第十三条办理", EN: "a move has not been reported; article 13 asks for that"},
			Check:    addressReported, Detail: addressWarning,
		},
	},
	Formula: rule.All(
		rule.Is("END-ISS-01"),
		rule.Group("timely or made up", law.MustCite("14.3.b"), rule.All(rule.Is("END-WIN-01"), rule.Is("END-LAP-01"))),
		rule.Is("END-LIV-01"), rule.Is("END-CON-01"), rule.Is("END-ADR-01"),
	),
	Prepare:  func(on civil.Date, p *Policy) moment { return moment{on, p} },
	Switches: Switches(),
})

// Decide tells whether an endorsement may be made on that day (14.2.b, 14.3).
// A nil policy chooses the default readings. Coming late is not refused: it has
// consequences, and Timeline.Preview tells them. A record that contradicts
// itself, or needs a calendar without data, leaves the window undetermined. The
// decision refers to f and p; leave them unchanged while it is in use.
func Decide(f *Facts, on civil.Date, p *Policy) rule.Decision { return endorsements.Decide(f, on, p) }

// On makes the table ready for deciding on many permits on one day.
func On(on civil.Date, p *Policy) rule.Day[Facts, Policy, moment] { return endorsements.On(on, p) }

// Tables are the rule tables of this package.
func Tables() []*rule.Form { return []*rule.Form{endorsements.Form()} }

func issued(f *Facts, m moment) rule.Truth {
	if f.Permit.Issued.IsZero() {
		return rule.Unknown
	}
	return rule.Of(f.Permit.Issued.OnOrBefore(m.on))
}

func issueDay(f *Facts, _ moment) []any {
	if f.Permit.Issued.IsZero() {
		return nil
	}
	return []any{f.Permit.Issued.Chinese(), f.Permit.Issued.String()}
}

func issuedFrom(f *Facts, _ moment) civil.Date { return f.Permit.Issued }

// standing is the running term's time limit as the day of judgement finds it.
// Before the issue it is that of the first term, seen from the day of issue.
func (f *Facts) standing(m moment) (l limits, err error) {
	p, err := reading(m.policy)
	if err != nil {
		return l, err
	}
	day := m.on
	if f.Permit.Issued.StrictlyAfter(day) {
		day = f.Permit.Issued
	}
	t, err := f.Permit.term(day, p)
	if err != nil {
		return l, err
	}
	return t.limits(day, p)
}

// windowOpen asks when the window opens and no more. Whether a day after it is
// in time or late, the endorsement may be made.
func windowOpen(f *Facts, m moment) rule.Truth {
	l, err := f.standing(m)
	if err != nil {
		return rule.Unknown
	}
	return rule.OfBounds(m.on.OnOrAfter(l.soonest.opens), m.on.OnOrAfter(l.latest.opens))
}

func windowOpens(f *Facts, m moment) civil.Date {
	l, _ := f.standing(m)
	return l.known().opens
}

func windowDates(f *Facts, m moment) []any {
	l, _ := f.standing(m)
	k := l.known()
	if k.lastValid.IsZero() { // where it is known, so is the opening
		return nil
	}
	deadlineZH, deadlineEN := unknownDeadline.ZH, unknownDeadline.EN
	if !k.deadline.IsZero() {
		deadlineZH, deadlineEN = k.deadline.Chinese(), k.deadline.String()
	}
	return []any{
		k.opens.Chinese(), k.lastValid.Chinese(), deadlineZH,
		k.opens.String(), k.lastValid.String(), deadlineEN,
	}
}

// unknownDeadline stands for a deadline that a calendar without data leaves
// open.
var unknownDeadline = law.Bilingual{ZH: "（节假日安排未知）", EN: "not known for want of holiday data"}

func notLapsed(f *Facts, m moment) rule.Truth {
	if m.policy.Lateness != LapseAfterTime {
		return rule.Met // no other reading knows a lapse
	}
	l, err := f.standing(m)
	if err != nil || l.lapse(m.on, m.policy) != nil {
		return rule.Unknown
	}
	return rule.OfBounds(l.soonest.timing != Lapsed, l.latest.timing != Lapsed)
}

func conditionsHold(f *Facts, m moment) rule.Truth {
	if m.policy.Lateness != RecheckConditions {
		return rule.Met
	}
	return f.ConditionsMet
}

func addressReported(f *Facts, m moment) rule.Truth {
	if m.policy.Address != AddressFirst {
		return rule.Met
	}
	return f.AddressUpToDate
}

func addressWarning(f *Facts, _ moment) []any {
	if f.AddressUpToDate != rule.Unmet {
		return nil
	}
	return []any{}
}
