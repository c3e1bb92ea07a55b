package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Articles 9.1 and 9.2 with reading A19.
func TestMaterials(t *testing.T) {
	type change = func(*eligibility.Application)
	identity := func(f func(*permit.Document)) change {
		return func(a *eligibility.Application) { f(&a.Materials.Identity) }
	}
	other := func(k permit.DocumentKind, o permit.FindingOutcome) change {
		return func(a *eligibility.Application) {
			a.Materials.Identity.Kind = k
			if o != permit.Open {
				a.Materials.OtherIdentity = finding(eligibility.GroundIdentityDocument, o)
			}
		}
	}
	for name, c := range map[string]struct {
		change change
		want   rule.Outcome
		code   string
	}{
		"complete":                     {func(*eligibility.Application) {}, yes, ""},
		"card expires on the day":      {identity(func(d *permit.Document) { d.Term = term("2016-07-16", july16) }), yes, ""},
		"card expired yesterday":       {identity(func(d *permit.Document) { d.Term = term("2016-07-15", "2026-07-15") }), no, eligibility.CodeIdentityInTerm},
		"长期 card":                      {identity(func(d *permit.Document) { d.Term = term("2016-07-15", "长期") }), yes, ""},
		"term not recorded":            {identity(func(d *permit.Document) { d.Term = permit.Term{} }), open, eligibility.CodeIdentityInTerm},
		"temporary card in its term":   {identity(func(d *permit.Document) { d.Kind = permit.TemporaryIDCard; d.Term = term("2026-06-01", "2026-09-01") }), yes, ""},
		"passport, no finding":         {other(permit.Passport, permit.Open), open, eligibility.CodeIdentityKind},
		"household booklet, found so":  {other(permit.HouseholdBooklet, permit.Established), yes, ""},
		"military ID, found not to be": {other(permit.MilitaryID, permit.NotEstablished), no, eligibility.CodeIdentityKind},
		"no document shown": {func(a *eligibility.Application) {
			a.Materials.Identity, a.Materials.IdentityShown = permit.Document{}, permit.No
		}, no, eligibility.CodeIdentityKind},
		"document not recorded": {func(a *eligibility.Application) { a.Materials.Identity = permit.Document{} }, open, eligibility.CodeIdentityKind},
		"somebody else's card":  {identity(func(d *permit.Document) { d.HolderNumber = idNumber("110105198506070006") }), no, eligibility.CodeIdentityOwn},
		"own card by name":      {identity(func(d *permit.Document) { d.HolderNumber = permit.IDNumber{}; d.Holder = name("测试甲") }), yes, ""},
		"another name":          {identity(func(d *permit.Document) { d.HolderNumber = permit.IDNumber{}; d.Holder = name("测试乙") }), no, eligibility.CodeIdentityOwn},
		"holder not recorded":   {identity(func(d *permit.Document) { d.HolderNumber = permit.IDNumber{} }), open, eligibility.CodeIdentityOwn},
		"card of 15 digits, long gone": {func(a *eligibility.Application) {
			a.Materials.Identity.HolderNumber = idNumber("110105850607000")
			a.Applicant.IDNumber = idNumber("110105198506070006")
			a.Materials.Identity.Term = term("2000-01-01", "长期")
		}, no, eligibility.CodeIdentityInTerm},
		"no photograph": {func(a *eligibility.Application) {
			a.Materials.Photo, a.Materials.PhotoSubmitted = permit.Photo{}, permit.No
		}, no, eligibility.CodePhoto},
		"photograph not recorded":  {func(a *eligibility.Application) { a.Materials.Photo.Ref = permit.PhotoRef{} }, open, eligibility.CodePhoto},
		"old photograph":           {func(a *eligibility.Application) { a.Materials.Photo.Recent = permit.No }, no, eligibility.CodePhotoRecent},
		"no proof of address":      {func(a *eligibility.Application) { a.Materials.AddressProof = eligibility.Proof{Submitted: permit.No} }, no, eligibility.CodeAddressPaper},
		"proof of address unknown": {func(a *eligibility.Application) { a.Materials.AddressProof = eligibility.Proof{} }, open, eligibility.CodeAddressPaper},
		"proof without issuer":     {func(a *eligibility.Application) { a.Materials.AddressProof.Issuer = permit.Name{} }, no, eligibility.CodeIssuersNamed},
		"dwelling only, no work proof": {func(a *eligibility.Application) {
			a.Materials.EmploymentProof = eligibility.Proof{Submitted: permit.No}
		}, yes, ""},
		"employment without proof": {func(a *eligibility.Application) {
			a.Claims |= eligibility.ClaimEmployment
			a.Materials.EmploymentProof = eligibility.Proof{Submitted: permit.No}
		}, no, eligibility.CodeEmploymentPaper},
		"study without proof": {func(a *eligibility.Application) {
			a.Claims |= eligibility.ClaimStudy
			a.Materials.StudyProof = eligibility.Proof{Submitted: permit.No}
		}, no, eligibility.CodeStudyPaper},
		"not recorded on what it relies": {func(a *eligibility.Application) {
			a.Claims = 0
			a.Materials.StudyProof = eligibility.Proof{}
		}, open, eligibility.CodeStudyPaper},
		"all proofs there, whatever it relies on": {func(a *eligibility.Application) { a.Claims = 0 }, yes, ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := tenant("2025-01-01")
			c.change(a)
			d := eligibility.Materials(a, day(july16), nil)
			require.Equal(t, c.want, d.Outcome(), d.String())
			if c.code != "" {
				require.Contains(t, codes(d.Reasons()), c.code)
			}
			texts(t, d)
		})
	}
	// Everything that is missing is listed at once.
	a := tenant("2025-01-01")
	a.Claims = eligibility.ClaimEmployment | eligibility.ClaimStudy
	none := eligibility.Proof{Submitted: permit.No}
	a.Materials = eligibility.Papers{IdentityShown: permit.No, PhotoSubmitted: permit.No, AddressProof: none, EmploymentProof: none, StudyProof: none}
	require.Equal(t, []string{
		eligibility.CodeIdentityKind, eligibility.CodePhoto, eligibility.CodeAddressPaper, eligibility.CodeEmploymentPaper, eligibility.CodeStudyPaper,
	}, codes(eligibility.Materials(a, day(july16), nil).Reasons()))
	// An agent's identity does not replace the applicant's (10.1.c with 9.1).
	b := child("2015-01-01")
	b.Materials.Identity, b.Materials.IdentityShown = permit.Document{}, permit.No
	require.True(t, eligibility.Agency(&b.Filing, day(july16), nil).Approved())
	require.Equal(t, no, eligibility.Materials(b, day(july16), nil).Outcome())
}

// The venue is a result of its own (reading A18).
func TestVenue(t *testing.T) {
	type change = func(*eligibility.Filing)
	for name, c := range map[string]struct {
		change change
		want   rule.Outcome
	}{
		"police station of the residence":   {func(*eligibility.Filing) {}, yes},
		"entrusted agency of the residence": {func(f *eligibility.Filing) { f.Office.Kind = permit.EntrustedAgency }, yes},
		"lives in Haidian, applies in Chaoyang": {func(f *eligibility.Filing) {
			f.Residence.Division = haidian
		}, no},
		"a department":              {func(f *eligibility.Filing) { f.Office.Kind = permit.HumanResources }, no},
		"district bureau":           {func(f *eligibility.Filing) { f.Office.Kind = permit.DistrictPublicSecurity }, no},
		"kind not recorded":         {func(f *eligibility.Filing) { f.Office.Kind = permit.OfficeUnknown }, open},
		"district not recorded":     {func(f *eligibility.Filing) { f.Office.District = permit.DistrictUnknown }, open},
		"residence not recorded":    {func(f *eligibility.Filing) { f.Residence = permit.Address{} }, open},
		"residence in Beijing only": {func(f *eligibility.Filing) { f.Residence.Division = place("110000") }, open},
		"residence in Sanhe":        {func(f *eligibility.Filing) { f.Residence.Division = sanhe }, no},
	} {
		t.Run(name, func(t *testing.T) {
			a := tenant("2025-01-01")
			c.change(&a.Filing)
			d := eligibility.Venue(&a.Filing, day(july16), nil)
			require.Equal(t, c.want, d.Outcome(), d.String())
			texts(t, d)
			// The conditions are evaluated all the same.
			require.True(t, eligibility.Decide(a, day(july16), nil).Approved())
		})
	}
}
