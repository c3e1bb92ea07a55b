package penalty

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// provisions are which provision supports which mitigation (A67), written out by
// hand: what it provides (l 从轻, r 减轻, w 不予), of which Law it is, and whether
// it speaks of age.
var provisions = []struct {
	basis  Basis
	kinds  string
	law    string
	ofAges bool
}{
	{APL30, "lrw", "apl", true}, {APL31, "lrw", "apl", false}, {APL32, "lr", "apl", false}, {APL33, "w", "apl", false},
	{PSL12Art12, "lrw", "psl12", true}, {PSL12Art14, "lrw", "psl12", false}, {PSL12Art19, "rw", "psl12", false},
	{PSL25Art12, "lrw", "psl25", true}, {PSL25Art20, "lrw", "psl25", false}, {PSL25Art21, "l", "psl25", false},
}

// The public-security Law serves article 28 alone; its revision is law from
// 2026-01-01, and beside the revision's figures the provisions of 2012 are gone.
// Age provisions waive for those under 14 and mitigate for those of 14 to 17.
func TestEachBasisForEachMitigation(t *testing.T) {
	letters := map[byte]MitigationKind{'l': Lighter, 'r': Reduced, 'w': Waived}
	const child, youth, adult = "2012-06-01", "2010-06-01", "2000-06-01" // 13, 15 and 25 on the day of the act
	for _, v := range provisions {
		for letter, kind := range letters {
			provided := false
			for i := range len(v.kinds) {
				provided = provided || v.kinds[i] == letter
			}
			for _, act := range []Act{Lend, Impersonate, Forge} {
				for _, born := range []string{child, youth, adult} {
					for _, decided := range []string{"2025-12-31", "2026-01-01"} {
						for _, schedule := range []Schedule{ScheduleDraft, ScheduleLaw2026} {
							want := provided
							if v.ofAges {
								want = want && (kind == Waived && born == child || kind != Waived && born == youth)
							}
							if v.law != "apl" {
								want = want && act == Forge
							}
							if v.law == "psl12" {
								want = want && schedule == ScheduleDraft
							}
							if v.law == "psl25" {
								want = want && decided == "2026-01-01"
							}
							p := lawful(act)
							p.Case.Offender.Born = date(born)
							p.Case.Day, p.Case.Discovered = date("2025-12-01"), date("2025-12-02")
							p.Mitigation = Mitigation{Kind: kind, Basis: v.basis}
							d, err := Check(&p, date(decided), &Policy{Schedule: schedule})
							require.NoError(t, err)
							require.Equal(t, rule.Of(want), d.Truth("PEN-MIT-01"), "%v for %c, %v, born %s, decided %s, %v", v.basis, letter, act, born, decided, schedule)
						}
					}
				}
			}
		}
	}
}

// A unit has no age: no provision on ages serves it.
func TestNoAgeForAUnit(t *testing.T) {
	for _, b := range []Basis{APL30, PSL12Art12, PSL25Art12} {
		p := lawful(UnlawfulSeizure)
		p.Case.Offender = Offender{Kind: permit.Unit}
		p.Mitigation = Mitigation{Kind: Reduced, Basis: b}
		assert.Equal(t, rule.Unmet, check(t, &p, nil).Truth("PEN-MIT-01"), b)
	}
}

// The heaviest that a clause allows is all it allows at once: under article 28
// the longest detention with the highest fine (A67, 28.1.0).
func TestLighterThanTheHeaviest(t *testing.T) {
	for _, c := range []struct {
		tier Tier
		days int
		fine string
		want rule.Truth
	}{
		{BaseTier, 15, "1000", rule.Unmet}, {BaseTier, 14, "1000", rule.Met}, {BaseTier, 12, "1000", rule.Met},
		{BaseTier, 15, "999.99", rule.Met}, {BaseTier, 15, "", rule.Met},
		{LighterTier, 10, "500", rule.Unmet}, {LighterTier, 9, "500", rule.Met}, {LighterTier, 10, "499.99", rule.Met},
	} {
		p := lawful(Forge)
		p.Tier, p.Sanction = c.tier, Sanction{Days: c.days, Fine: fineOfYuan(c.fine)}
		p.Mitigation = Mitigation{Kind: Lighter, Basis: APL32}
		assert.Equal(t, c.want, check(t, &p, nil).Truth("PEN-MIT-03"), "%v: %d days, %s yuan", c.tier, c.days, c.fine)
	}
	for fine, want := range map[string]rule.Truth{"200": rule.Unmet, "199.99": rule.Met} {
		p := lawful(Lend)
		p.Sanction.Fine = fineOfYuan(fine)
		p.Mitigation = Mitigation{Kind: Lighter, Basis: APL32}
		assert.Equal(t, want, check(t, &p, nil).Truth("PEN-MIT-03"), fine)
	}
}

// Both ways to count the first day of the limitation are readings (A69), and no
// other value is.
func TestLimitationStartIsOneOfTwo(t *testing.T) {
	for start, ok := range map[civil.Counting]bool{civil.StartExcluded: true, civil.StartCounted: true, civil.StartCounted + 1: false} {
		err := (&Policy{LimitationStart: start}).Validate()
		assert.Equal(t, ok, err == nil, "%d: %v", start, err)
	}
}
