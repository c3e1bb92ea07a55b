package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Articles 2.1 and 2.2 with reading A07.
func TestScope(t *testing.T) {
	on := day("2026-07-16")
	for _, c := range []struct {
		name string
		set  func(*eligibility.Application)
		want rule.Outcome
		code string // of the condition that decides
	}{
		{"hukou in Hebei", func(*eligibility.Application) {}, rule.Approved, ""},
		{"hukou in another district of Beijing", func(a *eligibility.Application) {
			a.Applicant.Household = permit.RegisteredAt(haidian)
		}, rule.Refused, eligibility.CodeHukouElsewhere},
		{"number from Beijing, hukou moved to Hebei", func(a *eligibility.Application) {
			a.Applicant.IDNumber = idNumber("110105198506070006")
		}, rule.Approved, ""},
		{"number from Hebei, hukou moved to Beijing", func(a *eligibility.Application) {
			a.Applicant.Household = permit.RegisteredAt(chaoyang)
		}, rule.Refused, eligibility.CodeHukouElsewhere},
		{"hukou unknown", func(a *eligibility.Application) {
			a.Applicant.Household = permit.Household{}
		}, rule.Undetermined, eligibility.CodeHukouElsewhere},
		{"recorded as having no hukou, registered", func(a *eligibility.Application) {
			a.Applicant.Household = permit.Household{Status: permit.HouseholdNone}
		}, rule.Approved, ""},
		{"foreign national", func(a *eligibility.Application) {
			a.Applicant.Nationality = permit.NationalityOther
		}, rule.Refused, eligibility.CodeChinese},
		{"nationality unknown", func(a *eligibility.Application) {
			a.Applicant.Nationality = permit.NationalityUnknown
		}, rule.Undetermined, eligibility.CodeChinese},
		{"Taiwan number", func(a *eligibility.Application) {
			a.Applicant.IDNumber = idNumber("830000199001010004")
			a.Applicant.Household = permit.Household{}
		}, rule.Refused, eligibility.CodeOtherRegime},
		{"resident of Hong Kong without a number", func(a *eligibility.Application) {
			a.Applicant.IDNumber = permit.IDNumber{}
			a.Applicant.Household = permit.Household{Status: permit.HouseholdHongKong}
		}, rule.Refused, eligibility.CodeOtherRegime},
		{"settled from Taiwan, mainland number and hukou", func(a *eligibility.Application) {
			a.Applicant.Household = permit.RegisteredAt(tianjin)
		}, rule.Approved, ""},
		{"does not live in Beijing", func(a *eligibility.Application) {
			a.ResidesInBeijing = permit.No
		}, rule.Refused, eligibility.CodeLivesInBeijing},
		{"not recorded whether in Beijing", func(a *eligibility.Application) {
			a.ResidesInBeijing = permit.FlagUnknown
		}, rule.Undetermined, eligibility.CodeLivesInBeijing},
		{"soldier, no finding", func(a *eligibility.Application) {
			a.Applicant.ServingMilitary = permit.Yes
		}, rule.Undetermined, eligibility.CodeNotServing},
		{"soldier, found to fall under the Measures", func(a *eligibility.Application) {
			a.Applicant.ServingMilitary = permit.Yes
			a.ServiceFinding = finding(eligibility.GroundServingMilitary, permit.Established)
		}, rule.Approved, ""},
		{"soldier, found not to", func(a *eligibility.Application) {
			a.Applicant.ServingMilitary = permit.Yes
			a.ServiceFinding = finding(eligibility.GroundServingMilitary, permit.NotEstablished)
		}, rule.Refused, eligibility.CodeNotServing},
		{"service not recorded raises no doubt", func(a *eligibility.Application) {
			a.Applicant.ServingMilitary = permit.FlagUnknown
		}, rule.Approved, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := tenant("2025-01-01")
			c.set(a)
			d := eligibility.Decide(a, on, nil)
			require.Equal(t, c.want, d.Outcome(), d.String())
			if c.code != "" {
				require.Contains(t, codes(d.Reasons()), c.code)
			}
			texts(t, d)
		})
	}
}

// Without a registration, somebody recorded as having no household is not
// drawn in by it.
func TestNoHouseholdNoRegistration(t *testing.T) {
	a := tenant("2025-01-01")
	a.Applicant.Household = permit.Household{Status: permit.HouseholdNone}
	a.Registrations = []eligibility.Registration{}
	d := eligibility.Decide(a, day("2026-07-16"), nil)
	require.Equal(t, rule.Unknown, d.Truth(eligibility.CodeHukouElsewhere))
	require.Equal(t, []string{eligibility.CodeRegistered, eligibility.CodeHalfYear}, codes(d.Reasons()))
}

// An application in which everything is met but the scope is still refused, and
// one about which nothing is known is undetermined in every condition but the
// one that silence settles.
func TestNothingKnown(t *testing.T) {
	d := eligibility.Decide(&eligibility.Application{}, day("2026-07-16"), nil)
	require.Equal(t, rule.Undetermined, d.Outcome())
	for _, r := range d.Results() {
		if r.Code != eligibility.CodeNotServing {
			require.Equal(t, rule.Unknown, r.Truth, r.Code)
		}
	}
	texts(t, d)
	require.Equal(t, rule.Undetermined, eligibility.Decide(nil, day("2026-07-16"), nil).Outcome())
}
