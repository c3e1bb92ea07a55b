package permit

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// ConfiscationFacts are what decides about taking a card in (27.2, 28.3). The
// state of a permit, the offender and any punishment are not among them: the
// measure follows the object (A71), on record or not.
type ConfiscationFacts struct {
	By   ActorKind       `json:"by"`
	Item ConfiscatedItem `json:"item"`
	// Finding is on FoundFraudulent, FoundForged or FoundAltered, as the item is.
	Finding Finding `json:"finding"`

	_ struct{}
}

// DecideConfiscation tells whether the card is confiscated on that day (27.2,
// 28.3). An approval is a duty (由公安机关予以收缴).
func DecideConfiscation(f *ConfiscationFacts, on civil.Date, p *Policy) rule.Decision {
	return confiscations.Decide(f, on, p)
}

// confiscations decides 27.2 and 28.3. It never changes.
var confiscations = rule.MustTable(rule.Spec[ConfiscationFacts, Policy, moment]{
	Name:  "confiscation",
	Cite:  law.MustCite("27.2"),
	Title: law.Bilingual{ZH: "收缴居住证", EN: "Confiscating a permit card"},
	Conditions: []rule.Condition[ConfiscationFacts, moment]{
		doneByPublicSecurity("PER-CON-01", "27.2", func(f *ConfiscationFacts) ActorKind { return f.By }),
		itemFound("27.2", law.Bilingual{ZH: "认定为骗领的居住证", EN: "found to be a fraudulently obtained permit"}, FraudulentlyObtained),
		itemFound("28.3", law.Bilingual{ZH: "认定为伪造的居住证", EN: "found to be a forged permit"}, Forged),
		itemFound("28.3", law.Bilingual{ZH: "认定为变造的居住证", EN: "found to be an altered permit"}, Altered),
	},
	Formula: rule.All(
		rule.Is("PER-CON-01"),
		rule.Group("item", law.MustCite("27.2"), rule.Any(rule.Is("PER-CON-02"), rule.Is("PER-CON-03"), rule.Is("PER-CON-04"))),
	),
	Prepare:  prepare,
	Switches: Switches(),
})

// itemCodes are the conditions of the items.
var itemCodes = [...]string{FraudulentlyObtained: "PER-CON-02", Forged: "PER-CON-03", Altered: "PER-CON-04"}

func itemFound(cite string, text law.Bilingual, item ConfiscatedItem) rule.Condition[ConfiscationFacts, moment] {
	return rule.Condition[ConfiscationFacts, moment]{
		Code: itemCodes[item], Cite: law.MustCite(cite), Path: "/finding", Readings: []law.ReadingID{law.A71}, Rule: text,
		Fact: law.Bilingual{ZH: "认定日期%[1]s", EN: "finding of %[2]s"},
		Check: func(f *ConfiscationFacts, m moment) rule.Truth {
			switch f.Item {
			case ItemUnknown:
				return rule.Unknown
			case item:
				return found(&f.Finding, item.ground(), m.on)
			}
			return rule.Unmet
		},
		Detail: func(f *ConfiscationFacts, _ moment) []any { return days(f.Finding.Day) },
		Earliest: func(f *ConfiscationFacts, _ moment) civil.Date {
			if f.Item != item {
				return civil.Date{}
			}
			return foundFrom(&f.Finding, item.ground())
		},
	}
}
