package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// IssueFacts are what decides about making and issuing a permit (11.1). The
// first two are decisions of package eligibility.
type IssueFacts struct {
	// ConditionsMet is 8.1 on the day that reading A17 asks for. The reading is a
	// choice of eligibility.Policy, and so is shown with that decision and not here.
	ConditionsMet rule.Truth `json:"conditionsMet"`
	Complete      rule.Truth `json:"complete"` // 9.1
	// AcceptedOn is the day of acceptance (受理).
	AcceptedOn civil.Date `json:"acceptedOn"`
	By         ActorKind  `json:"by"`

	_ struct{}
}

// DecideIssue tells whether the permit is made and issued on that day (11.1). An
// approval is a duty: the text leaves no discretion. Coming late changes nothing
// about it; the advisory days are told (A25, see IssueDueFrom).
func DecideIssue(f *IssueFacts, on civil.Date, p *Policy) rule.Decision {
	return issues.Decide(f, on, p)
}

// An IssueDue are the days by which a permit accepted on a day should be issued.
// The draft says 及时 and has no number; these are those of the superior
// Regulation, for information (A25).
type IssueDue struct {
	Advisory civil.Date `json:"advisory"` // fifteen days after acceptance
	Latest   civil.Date `json:"latest"`   // thirty days after acceptance, the most a locality may allow
}

// The time limits of Decree 663 article 9, in calendar days.
const (
	issueDays       = 15
	issueDaysAtMost = 30
)

// IssueDueFrom counts both from the day of acceptance, that day excluded; they
// are never moved off holidays. Zero for the zero Date.
func IssueDueFrom(accepted civil.Date) IssueDue {
	return IssueDue{
		Advisory: civil.Days(issueDays).LastDay(accepted, civil.StartExcluded),
		Latest:   civil.Days(issueDaysAtMost).LastDay(accepted, civil.StartExcluded),
	}
}

// Exceeded reports whether an issue on that day comes after the advisory day.
// The issue is valid all the same.
func (d IssueDue) Exceeded(issued civil.Date) bool { return issued.StrictlyAfter(d.Advisory) }

// issues decides article 11.1. It never changes.
var issues = rule.MustTable(rule.Spec[IssueFacts, Policy, moment]{
	Name:  "issue",
	Cite:  law.MustCite("11.1"),
	Title: law.Bilingual{ZH: "制作发放居住证", EN: "Making and issuing the residence permit"},
	Conditions: []rule.Condition[IssueFacts, moment]{
		{
			Code: "PER-ISS-01", Cite: law.MustCite("8.1"), Path: "/conditionsMet",
			Rule:  law.Bilingual{ZH: "符合申领条件", EN: "the conditions for applying are met"},
			Check: func(f *IssueFacts, _ moment) rule.Truth { return f.ConditionsMet },
		},
		{
			Code: "PER-ISS-02", Cite: law.MustCite("9.1"), Path: "/complete",
			Rule:  law.Bilingual{ZH: "材料齐全", EN: "the materials are complete"},
			Check: func(f *IssueFacts, _ moment) rule.Truth { return f.Complete },
		},
		{
			Code: "PER-ISS-03", Cite: law.MustCite("11.1"), Path: "/acceptedOn", Readings: []law.ReadingID{law.A25, law.A26},
			Rule: law.Bilingual{ZH: "申请已经受理", EN: "the application has been accepted"},
			Fact: law.Bilingual{
				ZH: "%[1]s受理，参考期限%[2]s，最迟%[3]s",
				EN: "accepted on %[4]s, advisory day %[5]s, %[6]s at the latest",
			},
			Check: func(f *IssueFacts, m moment) rule.Truth {
				if f.AcceptedOn.IsZero() {
					return rule.Unknown
				}
				return rule.Of(f.AcceptedOn.OnOrBefore(m.on))
			},
			Detail: func(f *IssueFacts, _ moment) []any {
				if f.AcceptedOn.IsZero() {
					return nil
				}
				due := IssueDueFrom(f.AcceptedOn)
				return []any{
					f.AcceptedOn.Chinese(), due.Advisory.Chinese(), due.Latest.Chinese(),
					f.AcceptedOn.String(), due.Advisory.String(), due.Latest.String(),
				}
			},
			Earliest: func(f *IssueFacts, _ moment) civil.Date { return f.AcceptedOn },
		},
		doneByPublicSecurity("PER-ISS-04", "5.1", func(f *IssueFacts) ActorKind { return f.By }),
	},
	Formula:  rule.All(rule.Is("PER-ISS-01"), rule.Is("PER-ISS-02"), rule.Is("PER-ISS-03"), rule.Is("PER-ISS-04")),
	Prepare:  prepare,
	Switches: Switches(),
})
