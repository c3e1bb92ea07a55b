package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// officeKind is 8.1: a police station or an entrusted community service agency.
func officeKind(f *Filing, _ moment) rule.Truth {
	if f.Office.Kind == permit.OfficeUnknown {
		return rule.Unknown
	}
	return rule.Of(f.Office.Kind.Intake())
}

// officePlace is 8.1: that of the place of residence; for a holder's procedures
// that of the present one (reading A18).
func officePlace(f *Filing, _ moment) rule.Truth {
	switch f.Residence.InBeijing() {
	case permit.No:
		return rule.Unmet
	case permit.FlagUnknown:
		return rule.Unknown
	}
	home := f.Residence.District()
	if home == permit.DistrictUnknown || f.Office.District == permit.DistrictUnknown {
		return rule.Unknown
	}
	return rule.Of(home == f.Office.District)
}

// competentOffice is the venue: a result of its own and never part of
// eligibility.
var competentOffice = rule.MustTable(rule.Spec[Filing, Policy, moment]{
	Name: "venue",
	Cite: law.MustCite("8.1"),
	Title: law.Bilingual{
		ZH: "受理地点是否正确",
		EN: "Whether this is the right office",
	},
	Conditions: []rule.Condition[Filing, moment]{
		{
			Code: CodeOfficeKind, Cite: law.MustCite("8.1"), Path: "/office/kind",
			Readings: []law.ReadingID{law.A18},
			Rule:     law.Bilingual{ZH: "受理的是公安派出所或者受公安机关委托的社区（村）服务机构", EN: "the office is a police station or an entrusted community service agency"},
			Fact:     told,
			Check:    officeKind,
			Detail: func(f *Filing, _ moment) []any {
				return say(law.Bilingual{ZH: "%v", EN: "%v"}, f.Office.Kind)
			},
		},
		{
			Code: CodeOfficePlace, Cite: law.MustCite("8.1"), Path: "/office/district",
			Readings: []law.ReadingID{law.A18},
			Rule:     law.Bilingual{ZH: "受理的机构在申请人的居住地", EN: "the office is that of the place where the applicant lives"},
			Fact:     told,
			Check:    officePlace,
			Detail: func(f *Filing, _ moment) []any {
				return say(law.Bilingual{ZH: "居住地：%v；受理机构：%v", EN: "residence: %v; office: %v"}, f.Residence.District(), f.Office.District)
			},
		},
	},
	Formula:  rule.All(rule.Is(CodeOfficeKind), rule.Is(CodeOfficePlace)),
	Prepare:  prepare,
	Switches: Switches(),
})

// Venue judges whether the filing came to the right office (8.1, 12.1, 13.1,
// 14.2.b): one that takes filings in, of the district where the applicant lives
// now. A wrong office says nothing about the conditions (reading A18). A nil
// policy chooses the default readings.
func Venue(f *Filing, on civil.Date, p *Policy) rule.Decision {
	return competentOffice.Decide(f, on, p)
}
