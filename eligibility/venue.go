package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// officeKind is what 8.1, 12.1, 13.1 and 14.2.b name alike: a police station or
// an entrusted community service agency.
func officeKind(f *Filing, _ moment) rule.Truth {
	if f.Office.Kind == permit.OfficeUnknown {
		return rule.Unknown
	}
	return rule.Of(f.Office.Kind.Intake())
}

// officePlace is that of the place of residence (8.1, 12.1), of the present one
// after a move (13.1, 14.2.b, reading A18).
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

// A venue is the table of one clause that names the office to go to: a result of
// its own and never part of what the procedure itself asks for.
type venue = rule.Table[Filing, Policy, moment]

func venueOf(name, clause string, title law.Bilingual, kind, place string, where law.Bilingual) *venue {
	return rule.MustTable(rule.Spec[Filing, Policy, moment]{
		Name:  name,
		Cite:  law.MustCite(clause),
		Title: title,
		Conditions: []rule.Condition[Filing, moment]{
			{
				Code: kind, Cite: law.MustCite(clause), Path: "/office/kind",
				Readings: []law.ReadingID{law.A18},
				Rule:     law.Bilingual{ZH: "受理的是公安派出所或者受公安机关委托的社区（村）服务机构", EN: "the office is a police station or an entrusted community service agency"},
				Fact:     told,
				Check:    officeKind,
				Detail: func(f *Filing, _ moment) []any {
					return say(law.Bilingual{ZH: "%v", EN: "%v"}, f.Office.Kind)
				},
			},
			{
				Code: place, Cite: law.MustCite(clause), Path: "/office/district",
				Readings: []law.ReadingID{law.A18},
				Rule:     where,
				Fact:     told,
				Check:    officePlace,
				Detail: func(f *Filing, _ moment) []any {
					return say(law.Bilingual{ZH: "居住地：%v；受理机构：%v", EN: "residence: %v; office: %v"}, f.Residence.District(), f.Office.District)
				},
			},
		},
		Formula:  rule.All(rule.Is(kind), rule.Is(place)),
		Prepare:  prepare,
		Switches: Switches(),
	})
}

// The four clauses that name an office.
var (
	venueOfApplication = venueOf("venue", "8.1",
		law.Bilingual{ZH: "受理地点是否正确", EN: "Whether this is the right office"},
		CodeOfficeKind, CodeOfficePlace,
		law.Bilingual{ZH: "受理的机构在申请人的居住地", EN: "the office is that of the place where the applicant lives"})
	venueOfNewCard = venueOf("venue-new-card", "12.1",
		law.Bilingual{ZH: "补领、换领的受理地点是否正确", EN: "Whether this is the right office for a new card"},
		CodeNewCardOfficeKind, CodeNewCardOfficePlace,
		law.Bilingual{ZH: "受理的机构在持有人的居住地", EN: "the office is that of the place where the holder lives"})
	venueOfMove = venueOf("venue-address-change", "13.1",
		law.Bilingual{ZH: "变更的受理地点是否正确", EN: "Whether this is the right office for a change of address"},
		CodeMoveOfficeKind, CodeMoveOfficePlace,
		law.Bilingual{ZH: "受理的机构在持有人变更后的现居住地", EN: "the office is that of the place where the holder lives now, after the move"})
	venueOfEndorsement = venueOf("venue-endorsement", "14.2.b",
		law.Bilingual{ZH: "签注的受理地点是否正确", EN: "Whether this is the right office for an endorsement"},
		CodeEndorsementOfficeKind, CodeEndorsementOfficePlace,
		law.Bilingual{ZH: "受理的机构在持有人的现居住地", EN: "the office is that of the place where the holder lives now"})
)

// venue is the table of the clause that names the office of the procedure.
func (p Procedure) venue() *venue {
	switch p {
	case Reissuing, Exchanging:
		return venueOfNewCard
	case ChangingAddress:
		return venueOfMove
	case Endorsing:
		return venueOfEndorsement
	}
	return venueOfApplication
}

// Venue judges whether the filing came to the right office: one that takes
// filings in, of the district where the applicant lives now. The decision rests
// on the clause of the filing's procedure (8.1, 12.1, 13.1 or 14.2.b), on 8.1
// where no procedure is recorded. A wrong office accepts nothing and names the
// right one, and that says nothing about the conditions (reading A18). A nil
// policy chooses the default readings.
func Venue(f *Filing, on civil.Date, p *Policy) rule.Decision {
	procedure := Applying
	if f != nil {
		procedure = f.Procedure
	}
	return procedure.venue().Decide(f, on, p)
}
