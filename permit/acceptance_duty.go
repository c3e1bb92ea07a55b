package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// AcceptanceFacts are what decides whether a permit that is shown has to be
// accepted (19.1).
type AcceptanceFacts struct {
	// Verified is the answer of article 18 for the card on the day.
	Verified VerificationStatus `json:"verified"`
	// ByHolder: the one who shows it is its holder.
	ByHolder rule.Truth `json:"byHolder"`
	// ToProveResidence: it is shown where the fact of residence needs proof.
	// Asking for other documents for another purpose is outside (A54).
	ToProveResidence rule.Truth `json:"toProveResidence"`

	_ struct{}
}

// DecideAcceptance tells whether units and individuals must accept the permit on
// that day (19.1.b). Refusing one that must be accepted is a breach without sanction (see
// RefusedPermit); refusing a suspended one is lawful (A54).
func DecideAcceptance(f *AcceptanceFacts, on civil.Date, p *Policy) rule.Decision {
	return acceptances.Decide(f, on, p)
}

// acceptances decides article 19. It never changes.
var acceptances = rule.MustTable(rule.Spec[AcceptanceFacts, Policy, moment]{
	Name:  "acceptance",
	Cite:  law.MustCite("19.1.b"),
	Title: law.Bilingual{ZH: "不得拒绝居住证", EN: "Accepting the residence permit"},
	Conditions: []rule.Condition[AcceptanceFacts, moment]{
		{
			Code: "PER-ACC-01", Cite: law.MustCite("19.1.b"), Path: "/verified", Readings: []law.ReadingID{law.A36, law.A54},
			Rule: law.Bilingual{ZH: "居住证有效", EN: "the permit is active"},
			Fact: law.Bilingual{ZH: "核验结果：%[1]s", EN: "verified: %[2]s"},
			Check: func(f *AcceptanceFacts, _ moment) rule.Truth {
				if f.Verified == Unverified {
					return rule.Unknown
				}
				return rule.Of(f.Verified == VerifiedActive)
			},
			Detail: func(f *AcceptanceFacts, _ moment) []any { return []any{f.Verified.Label(zh), f.Verified.Label(en)} },
		},
		{
			Code: "PER-ACC-02", Cite: law.MustCite("19.1.a"), Path: "/byHolder", Readings: []law.ReadingID{law.A60},
			Rule:  law.Bilingual{ZH: "出示人为持有人本人", EN: "it is shown by its holder"},
			Check: func(f *AcceptanceFacts, _ moment) rule.Truth { return f.ByHolder },
		},
		{
			Code: "PER-ACC-03", Cite: law.MustCite("19.1.a"), Path: "/toProveResidence", Readings: []law.ReadingID{law.A54},
			Rule:  law.Bilingual{ZH: "用于证明居住事实", EN: "it is shown to prove the fact of residence"},
			Check: func(f *AcceptanceFacts, _ moment) rule.Truth { return f.ToProveResidence },
		},
	},
	Formula:  rule.All(rule.Is("PER-ACC-01"), rule.Is("PER-ACC-02"), rule.Is("PER-ACC-03")),
	Prepare:  prepare,
	Switches: Switches(),
})
