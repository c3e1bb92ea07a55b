package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Kinds, title and place of a dwelling (clause 8.2.b, reading A13).
func TestDwelling(t *testing.T) {
	type change = func(*eligibility.Dwelling)
	kind := func(k eligibility.DwellingKind) change { return func(d *eligibility.Dwelling) { d.Kind = k } }
	title := func(k eligibility.DwellingKind, f permit.Flag) change {
		return func(d *eligibility.Dwelling) { d.Kind, d.LawfulTitle = k, f }
	}
	other := func(o permit.FindingOutcome) change {
		return func(d *eligibility.Dwelling) {
			d.Kind, d.Other = eligibility.OtherDwelling, finding(eligibility.GroundOtherDwelling, o)
		}
	}
	for name, c := range map[string]struct {
		change              change
		house, owned, rents rule.Outcome // A13 a, b, c
	}{
		"lease, landlord has title":        {kind(eligibility.Rented), yes, no, yes},
		"own house":                        {kind(eligibility.Owned), yes, yes, yes},
		"employer's dormitory":             {kind(eligibility.EmployerDormitory), yes, no, yes},
		"school's dormitory":               {kind(eligibility.SchoolDormitory), yes, no, yes},
		"kind not recorded":                {kind(eligibility.DwellingUnknown), open, open, open},
		"kind and title not recorded":      {title(eligibility.DwellingUnknown, permit.FlagUnknown), open, open, open},
		"unlicensed basement, rented":      {title(eligibility.Rented, permit.No), no, no, yes},
		"basement, title not known":        {title(eligibility.Rented, permit.FlagUnknown), open, no, yes},
		"illegal structure, own":           {title(eligibility.Owned, permit.No), no, no, no},
		"own, title not known":             {title(eligibility.Owned, permit.FlagUnknown), open, open, open},
		"hotel, no finding":                {kind(eligibility.OtherDwelling), open, no, open},
		"relative's flat, found covered":   {other(permit.Established), yes, no, yes},
		"hotel, found not covered":         {other(permit.NotEstablished), no, no, no},
		"owned, in whose name not known":   {func(d *eligibility.Dwelling) { d.Kind = eligibility.Owned; d.Holder = permit.RelationUnknown }, open, open, open},
		"owned by the spouse":              {func(d *eligibility.Dwelling) { d.Kind = eligibility.Owned; d.Holder = permit.Spouse }, yes, no, yes},
		"in Sanhe, Hebei":                  {func(d *eligibility.Dwelling) { d.Division = sanhe }, no, no, no},
		"place not recorded":               {func(d *eligibility.Dwelling) { d.Division = permit.Division{} }, open, no, open},
		"reviewed by education":            {func(d *eligibility.Dwelling) { d.Review = accepted(permit.Education) }, open, no, open},
		"rejected":                         {func(d *eligibility.Dwelling) { d.Review = rejected(permit.Housing) }, no, no, no},
		"not reviewed":                     {func(d *eligibility.Dwelling) { d.Review = eligibility.Review{} }, open, no, open},
		"lease begins the day after":       {func(d *eligibility.Dwelling) { d.Term = term("2026-07-17", "2027-07-16") }, no, no, no},
		"lease begins on the day":          {func(d *eligibility.Dwelling) { d.Term = term(july16, "2027-07-15") }, yes, no, yes},
		"lease ends on the day":            {func(d *eligibility.Dwelling) { d.Term = term("2025-07-17", july16) }, yes, no, yes},
		"lease ended the day before":       {func(d *eligibility.Dwelling) { d.Term = term("2025-07-16", "2026-07-15") }, no, no, no},
		"lease without recorded end":       {func(d *eligibility.Dwelling) { d.Term = permit.Term{From: day("2025-07-16")} }, open, no, open},
		"lease without end (不定期)":          {func(d *eligibility.Dwelling) { d.Term = term("2025-07-16", "长期") }, yes, no, yes},
		"lease begins tomorrow, no review": {func(d *eligibility.Dwelling) { d.Term = term("2026-07-17", "长期"); d.Review = eligibility.Review{} }, no, no, no},
	} {
		t.Run(name, func(t *testing.T) {
			a := tenant("2025-01-01")
			c.change(&a.Dwellings[0])
			judge(t, a, judged{july16, eligibility.Policy{}, c.house},
				judged{july16, eligibility.Policy{Title: eligibility.OwnedByApplicant}, c.owned},
				judged{july16, eligibility.Policy{Title: eligibility.AnyRentedRoom}, c.rents})
		})
	}
	// Reading A15 for a dwelling.
	a := tenant("2025-01-01")
	a.Dwellings[0].Term = term("2025-07-17", july16)
	judge(t, a, judged{july16, eligibility.Policy{Lasting: eligibility.MustStillLast}, no})
	a.Dwellings[0].Term = term("2026-07-15", "2027-07-14")
	judge(t, a, judged{july16, eligibility.Policy{Lasting: eligibility.MustStillLast}, yes},
		judged{july16, eligibility.Policy{Lasting: eligibility.MustHaveLasted}, no})
	a.Dwellings[0].Term = term("2026-08-01", "长期")
	require.Equal(t, day("2026-08-01"), eligibility.Decide(a, day(july16), nil).Remedies()[0].Earliest)
	// A dormitory of a school: who reviews its letter is a policy.
	a = tenant("2025-01-01")
	a.Dwellings[0].Kind, a.Dwellings[0].Review = eligibility.SchoolDormitory, accepted(permit.Education)
	judge(t, a, judged{july16, eligibility.Policy{}, open}, judged{july16, eligibility.Policy{SchoolDormitoryByEducation: true}, yes})
	a.Dwellings[0].Kind = eligibility.EmployerDormitory
	judge(t, a, judged{july16, eligibility.Policy{SchoolDormitoryByEducation: true}, open})
}

// Whose name the proof bears (reading A14).
func TestDwellingHolder(t *testing.T) {
	strict := eligibility.Policy{Holder: eligibility.ApplicantOnly}
	living := eligibility.Policy{Holder: eligibility.AnyoneIfLivingThere}
	const threeYearOld, adult = "2023-05-05", "1990-01-01"
	for name, c := range map[string]struct {
		born                string
		holder              permit.Relation
		lives               permit.Flag
		finding             permit.FindingOutcome
		family, own, anyone rule.Outcome // A14 a, b, c
	}{
		"own":                                     {adult, permit.Self, permit.FlagUnknown, permit.Open, yes, yes, yes},
		"spouse's":                                {adult, permit.Spouse, permit.Yes, permit.Open, yes, no, yes},
		"mother's, three years old":               {threeYearOld, permit.Parent, permit.Yes, permit.Open, yes, no, yes},
		"guardian's, three years old":             {threeYearOld, permit.Guardian, permit.Yes, permit.Open, yes, no, yes},
		"mother's, adult":                         {adult, permit.Parent, permit.Yes, permit.Open, open, no, yes},
		"mother's, adult, found to serve":         {adult, permit.Parent, permit.No, permit.Established, yes, no, no},
		"mother's, eighteenth birthday":           {"2008-07-16", permit.Parent, permit.Yes, permit.Open, yes, no, yes},
		"mother's, day after it":                  {"2008-07-15", permit.Parent, permit.Yes, permit.NotEstablished, no, no, yes},
		"mother's, birth date unknown":            {"", permit.Parent, permit.Yes, permit.Open, open, no, yes},
		"friend's flat":                           {adult, permit.Friend, permit.Yes, permit.Open, open, no, yes},
		"friend's flat, not living there":         {adult, permit.Friend, permit.No, permit.NotEstablished, no, no, no},
		"friend's flat, not known if lives there": {adult, permit.Friend, permit.FlagUnknown, permit.Established, yes, no, open},
		"not recorded":                            {adult, permit.RelationUnknown, permit.Yes, permit.Open, open, open, yes},
		"not recorded, finding against":           {adult, permit.RelationUnknown, permit.Yes, permit.NotEstablished, open, open, yes},
	} {
		t.Run(name, func(t *testing.T) {
			a := tenant("2025-01-01")
			a.Applicant.Born = civil.Date{}
			if c.born != "" {
				a.Applicant.Born = day(c.born)
			}
			d := &a.Dwellings[0]
			d.Holder, d.LivesThere = c.holder, c.lives
			if c.finding != permit.Open {
				d.OtherHolder = finding(eligibility.GroundOtherHolder, c.finding)
			}
			judge(t, a, judged{july16, eligibility.Policy{}, c.family}, judged{july16, strict, c.own}, judged{july16, living, c.anyone})
		})
	}
	// The birthday rule (A05) decides on the eighteenth birthday itself.
	a := tenant("2025-01-01")
	a.Applicant.Born, a.Dwellings[0].Holder = day("2008-07-16"), permit.Parent
	judge(t, a, judged{july16, eligibility.Policy{}, yes}, judged{july16, eligibility.Policy{Age: civil.OnLastDay}, open})
}

// The dwelling that is judged is the one that stands best: conditions never mix
// two of them.
func TestBestDwelling(t *testing.T) {
	illegal, elsewhere, waiting := lease(), lease(), lease()
	illegal.LawfulTitle = permit.No
	elsewhere.Division = sanhe
	waiting.Review = eligibility.Review{}
	a := tenant("2025-01-01")
	a.Dwellings = []eligibility.Dwelling{illegal, elsewhere}
	d := eligibility.Decide(a, day(july16), nil)
	require.Equal(t, no, d.Outcome())
	require.Contains(t, codes(d.Reasons()), eligibility.CodeLawfulTitle)
	require.NotContains(t, codes(d.Reasons()), eligibility.CodeDwellingInBeijing)
	a.Dwellings = append(a.Dwellings, waiting)
	d = eligibility.Decide(a, day(july16), nil)
	require.Equal(t, []string{eligibility.CodeDwellingProof}, codes(d.Questions()))
	a.Dwellings = append(a.Dwellings, lease())
	require.True(t, eligibility.Decide(a, day(july16), nil).Approved())
}
