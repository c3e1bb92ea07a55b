package eligibility_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// Every fault is named by its field, all at once, and never by its value.
func TestValidate(t *testing.T) {
	type change = func(*eligibility.Application)
	for field, c := range map[string]change{
		"procedure":      func(a *eligibility.Application) { a.Procedure = 99 },
		"applicant.born": func(a *eligibility.Application) { a.Applicant.Born = day("1991-01-01") },
		"applicant.household.place": func(a *eligibility.Application) {
			a.Applicant.Household = permit.Household{Status: permit.HouseholdRegistered}
		},
		"residence.division": func(a *eligibility.Application) { a.Residence = permit.Address{Detail: detail("测试路1号")} },
		"office.kind":        func(a *eligibility.Application) { a.Office.Kind = permit.OfficeUnknown },
		"inPerson":           func(a *eligibility.Application) { a.Agent = &eligibility.Agent{Relation: permit.Child} },
		"agent.relation": func(a *eligibility.Application) {
			a.InPerson, a.Agent = permit.No, &eligibility.Agent{Relation: permit.Self}
		},
		"agent.guardian": func(a *eligibility.Application) {
			a.InPerson, a.Agent = permit.No, &eligibility.Agent{Relation: permit.Guardian, Guardian: permit.No}
		},
		"agent.identity.kind": func(a *eligibility.Application) {
			a.InPerson, a.Agent = permit.No, &eligibility.Agent{Identity: permit.Document{Holder: name("测试乙")}}
		},
		"limitedMobility.ground": func(a *eligibility.Application) {
			a.LimitedMobility = finding(eligibility.GroundOtherDwelling, permit.Established)
		},
		"serviceFinding.day": func(a *eligibility.Application) {
			f := finding(eligibility.GroundServingMilitary, permit.Established)
			f.Day = civil.Date{}
			a.ServiceFinding = f
		},
		"residesInBeijing":         func(a *eligibility.Application) { a.ResidesInBeijing = 7 },
		"registrations.0.first":    func(a *eligibility.Application) { a.Registrations[0].First = civil.Date{} },
		"registrations.0.last":     func(a *eligibility.Application) { a.Registrations[0].Last = day("2000-01-01") },
		"registrations.0.district": func(a *eligibility.Application) { a.Registrations[0].District = 99 },
		"registrations":            func(a *eligibility.Application) { a.Registrations = make([]eligibility.Registration, 1001) },
		"claims":                   func(a *eligibility.Application) { a.Claims = 8 },
		"insurance.months.0.month": func(a *eligibility.Application) { a.Insurance.Months = []eligibility.InsuranceMonth{{}} },
		"insurance.review.on": func(a *eligibility.Application) {
			a.Insurance.Review = eligibility.Review{Outcome: eligibility.Accepted, By: office(permit.HumanResources)}
		},
		"dwellings.0.term.until": func(a *eligibility.Application) {
			a.Dwellings[0].Term = permit.Term{From: day("2026-01-02"), Until: day("2026-01-01")}
		},
		"dwellings.0.review.reason": func(a *eligibility.Application) {
			a.Dwellings[0].Review = rejected(permit.Housing)
			a.Dwellings[0].Review.Reason = ""
		},
		"dwellings.0.review.by.kind": func(a *eligibility.Application) { a.Dwellings[0].Review.By.Kind = permit.OfficeUnknown },
		"dwellings.0.other.ground": func(a *eligibility.Application) {
			a.Dwellings[0].Other = finding(eligibility.GroundOtherHolder, permit.Established)
		},
		"dwellings.0.kind":    func(a *eligibility.Application) { a.Dwellings[0].Kind = 77 },
		"employments.0.basis": func(a *eligibility.Application) { a.Employments = []eligibility.Employment{{Basis: 77}} },
		"studies.0.school":    func(a *eligibility.Application) { a.Studies = []eligibility.Study{{School: 77}} },
		"studies.0.review.reason": func(a *eligibility.Application) {
			a.Studies = []eligibility.Study{{Review: eligibility.Review{Reason: "x"}}}
		},
		"materials.identity.kind":          func(a *eligibility.Application) { a.Materials.Identity.Kind = permit.DocumentUnknown },
		"materials.identityShown":          func(a *eligibility.Application) { a.Materials.IdentityShown = permit.No },
		"materials.photoSubmitted":         func(a *eligibility.Application) { a.Materials.PhotoSubmitted = permit.No },
		"materials.addressProof.submitted": func(a *eligibility.Application) { a.Materials.AddressProof.Submitted = 9 },
	} {
		t.Run(field, func(t *testing.T) {
			a := tenant("2025-01-01")
			c(a)
			err := a.Validate()
			require.ErrorIs(t, err, permit.ErrInvalid)
			var record *permit.RecordError
			require.ErrorAs(t, err, &record)
			require.Equal(t, "application", record.Record)
			var fields []string
			for _, f := range record.Faults {
				fields = append(fields, f.Field)
			}
			require.Contains(t, fields, field)
			require.NotContains(t, err.Error(), "测试")
			require.NotContains(t, err.Error(), "2000")
		})
	}
	// A reason is public text.
	a := tenant("2025-01-01")
	a.Dwellings[0].Review = rejected(permit.Housing)
	a.Dwellings[0].Review.Reason = "持证人130100199001010004"
	require.ErrorIs(t, a.Validate(), permit.ErrPersonal)
	// All faults at once.
	a.Registrations[0].First, a.Office.Kind = civil.Date{}, permit.OfficeUnknown
	var record *permit.RecordError
	require.ErrorAs(t, a.Validate(), &record)
	require.Len(t, record.Faults, 3)

	f := tenant("2025-01-01").Filing
	require.NoError(t, f.Validate())
	f.Procedure = 99
	require.ErrorAs(t, f.Validate(), &record)
	require.Equal(t, "filing", record.Record)
}

func detail(s string) permit.AddressDetail {
	d, err := permit.ParseAddressDetail(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Nothing prints a person, whatever the verb.
func TestMasked(t *testing.T) {
	a := child("2015-01-01")
	a.Applicant.Name, a.Agent.Identity.Holder = name("测试甲"), name("测试乙")
	for _, v := range []any{*a, a, a.Filing, &a.Filing, *a.Agent, a.Agent} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			s := fmt.Sprintf(verb, v)
			require.NotContains(t, s, "测试")
			require.NotContains(t, s, "2015")
			require.Less(t, len(s), 60)
		}
	}
	require.Equal(t, "application(-)", a.LogValue().String())
	require.Equal(t, "filing(-)", a.Filing.LogValue().String())
	require.Equal(t, "agent(parent)", a.Agent.LogValue().String())
}

// Strict reading: what encoding/json would let pass is refused, at its place.
func TestStrictJSON(t *testing.T) {
	for in, field := range map[string]string{
		`[]`:                    "application",
		`{"registrations":{}}`:  "application.registrations",
		`{"registrations":[5]}`: "application.registrations.0",
		`{"registrations":[{"first":"2026-02-30"}]}`:      "application.registrations.0.first",
		`{"registrations":[{"first":5}]}`:                 "application.registrations.0.first",
		`{"registrations":[{"district":"朝阳"}]}`:           "application.registrations.0.district",
		`{"Registrations":[]}`:                            "application",
		`{"claims":["work"]}`:                             "application.claims",
		`{"claims":[]}`:                                   "application.claims",
		`{"claims":"study"}`:                              "application.claims",
		`{"claims":["study","study"]}`:                    "application.claims",
		`{"filedOn":"2026-01-01","filedOn":"2026-01-02"}`: "application.filedOn",
		`{"dwellings":[{"kind":"castle"}]}`:               "application.dwellings.0.kind",
		`{"dwellings":[{"term":{"from":"x"}}]}`:           "application.dwellings.0.term.from",
		`{"agent":{"permit":1}}`:                          "application.agent.permit",
		`{"agent":{"relation":"aunt"}}`:                   "application.agent.relation",
		`{"applicant":{"idNumber":"130100199001010005"}}`: "application.applicant.idNumber",
		`{"applicant":{"nickname":"测试甲"}}`:                "application.applicant",
		`{"insurance":{"months":[{"month":"2026-1"}]}}`:   "application.insurance.months.0.month",
		`{"insurance":{"months":[{"paid":true}]}}`:        "application.insurance.months.0",
	} {
		a := *tenant("2025-01-01")
		err := a.UnmarshalJSON([]byte(in))
		var fault *permit.FieldError
		require.ErrorAs(t, err, &fault, in)
		require.Equal(t, field, fault.Field, in)
		require.NotContains(t, err.Error(), "测试")
		require.NotContains(t, err.Error(), "130100199")
		require.Equal(t, *tenant("2025-01-01"), a, in)
	}
	for _, in := range []string{`{`, `{"filedOn":`, `{"filedOn":"2026-01-01"`, `{"studies":[`, `{"studies":[{}`, `{} {}`, `{1:2}`, ``, `{"studies":[] 5}`} {
		var a eligibility.Application
		require.ErrorIs(t, a.UnmarshalJSON([]byte(in)), permit.ErrMalformed, in)
	}
	var a eligibility.Application
	require.ErrorIs(t, a.UnmarshalJSON([]byte(`{"studies":[`+strings.Repeat(`{},`, 1000)+`{}]}`)), permit.ErrMalformed)
	require.NoError(t, a.UnmarshalJSON([]byte(`{"studies":[`+strings.Repeat(`{},`, 999)+`{}]}`)))
	require.NoError(t, a.UnmarshalJSON([]byte("null")))
	require.NoError(t, a.UnmarshalJSON([]byte(`{"studies":null,"agent":null}`)))
	require.Nil(t, a.Studies)
	require.NoError(t, a.UnmarshalJSON([]byte(`{"studies":[`+strings.Repeat(`{},`, 999)+`{}]}`)))
	require.NoError(t, a.UnmarshalJSON([]byte("null"))) // leaves it alone
	require.Len(t, a.Studies, 1000)
}

// Each record reads by itself as strictly as within an application.
func TestRecordsReadAlone(t *testing.T) {
	for _, v := range []interface{ UnmarshalJSON([]byte) error }{
		new(eligibility.Filing), new(eligibility.Agent), new(eligibility.Registration), new(eligibility.SocialInsurance),
		new(eligibility.InsuranceMonth), new(eligibility.Employment), new(eligibility.Dwelling), new(eligibility.Study),
		new(eligibility.Review), new(eligibility.Papers), new(eligibility.Proof), new(eligibility.Notice), new(eligibility.Rejection),
	} {
		require.NoError(t, v.UnmarshalJSON([]byte(`{}`)))
		require.ErrorIs(t, v.UnmarshalJSON([]byte(`{"x":1}`)), permit.ErrMalformed)
	}
}

// An enumerated is an enumeration of the package.
type enumerated interface {
	comparable
	String() string
	Label(language.Tag) string
	MarshalText() ([]byte, error)
}

// words requires stable codes, both labels and strict reading of an enumeration.
func words[E enumerated, P interface {
	*E
	UnmarshalText([]byte) error
}](t *testing.T, value func(int) E, codes ...string) {
	t.Helper()
	for i, code := range codes {
		v := value(i)
		require.Equal(t, code, v.String())
		require.NotEmpty(t, v.Label(language.Chinese))
		require.NotEqual(t, v.Label(language.Chinese), v.Label(language.English))
		b, err := v.MarshalText()
		require.NoError(t, err)
		back := value(0)
		require.NoError(t, P(&back).UnmarshalText(b))
		require.Equal(t, v, back)
		require.Error(t, P(&back).UnmarshalText([]byte(v.Label(language.Chinese))))
		require.Equal(t, v, back)
	}
	_, err := value(len(codes)).MarshalText()
	require.Error(t, err)
}

// The codes are a promise: they are stored.
func TestWords(t *testing.T) {
	words(t, func(i int) eligibility.Procedure { return eligibility.Procedure(i) }, "unknown", "applying", "endorsing", "reissuing", "exchanging", "changing-address")
	words(t, func(i int) eligibility.HeldPermit { return eligibility.HeldPermit(i) }, "unknown", "active", "suspended", "cancelled", "never-held")
	words(t, func(i int) eligibility.ReviewOutcome { return eligibility.ReviewOutcome(i) }, "not-reviewed", "accepted", "rejected")
	words(t, func(i int) eligibility.Contribution { return eligibility.Contribution(i) }, "unknown", "paid-on-time", "paid-late", "back-paid", "unpaid")
	words(t, func(i int) eligibility.EmploymentBasis { return eligibility.EmploymentBasis(i) }, "unknown", "recruited", "labour-contract", "business-licence", "other")
	words(t, func(i int) eligibility.EmployerKind { return eligibility.EmployerKind(i) }, "unknown", "state-organ", "social-organisation", "public-institution", "enterprise", "individual-business", "other")
	words(t, func(i int) eligibility.Sector { return eligibility.Sector(i) }, "unknown", "primary", "secondary", "tertiary")
	words(t, func(i int) eligibility.DwellingKind { return eligibility.DwellingKind(i) }, "unknown", "owned", "rented", "employer-dormitory", "school-dormitory", "other")
	words(t, func(i int) eligibility.SchoolKind { return eligibility.SchoolKind(i) }, "unknown", "primary", "secondary", "secondary-vocational", "regular-higher", "kindergarten", "adult-education", "research-institute", "other")
	words(t, func(i int) eligibility.Attendance { return eligibility.Attendance(i) }, "unknown", "attending", "on-leave", "not-attending")
	words(t, func(i int) eligibility.Next { return eligibility.Next(i) }, "unknown", "approve", "refuse", "await-review", "ask-for-papers", "ask-for-facts", "other-office", "other-agent")
}

func TestClaims(t *testing.T) {
	_, err := eligibility.Claims(9).MarshalJSON()
	require.ErrorIs(t, err, permit.ErrWord)
	b, err := (eligibility.ClaimStudy | eligibility.ClaimEmployment).MarshalJSON()
	require.NoError(t, err)
	require.JSONEq(t, `["employment","study"]`, string(b))
	require.True(t, (eligibility.ClaimStudy | eligibility.ClaimEmployment).Has(eligibility.ClaimStudy))
	require.Equal(t, permit.FlagUnknown, eligibility.Claims(0).Of(eligibility.ClaimStudy))
	require.Equal(t, permit.No, eligibility.ClaimStudy.Of(eligibility.ClaimDwelling))
}

// Validate accepts whatever the random facts of the other tests say, but for
// what they say on purpose.
func TestValidateNeverPanics(t *testing.T) {
	c := chance{rand.New(rand.NewPCG(9, 9))}
	for range 2000 {
		_ = c.application(day(july16)).Validate()
	}
}
