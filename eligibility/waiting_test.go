package eligibility_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An applicant who is told a day to come on is approved on that day, if nothing
// else changes: it is judged on the same facts, and what holds today may be over by
// then. The half-year from 15 January is full from 16 July (A02).
func TestTheDayToComeIsOneOfApproval(t *testing.T) {
	leased := func(from, until string) eligibility.Dwelling {
		d := lease()
		d.Term = term(from, until)
		return d
	}
	for name, c := range map[string]struct {
		on, want string
		change   func(*eligibility.Application)
	}{
		"a lease that goes on": {"2026-07-10", "2026-07-16", func(*eligibility.Application) {}},
		"the only lease ends before": {"2026-07-10", "", func(a *eligibility.Application) {
			a.Dwellings[0].Term = term("2025-01-01", "2026-07-12")
		}},
		"the only lease ends on the day": {"2026-07-10", "2026-07-16", func(a *eligibility.Application) {
			a.Dwellings[0].Term = term("2025-01-01", july16)
		}},
		"another lease begins later": {"2026-07-10", "2026-08-01", func(a *eligibility.Application) {
			a.Dwellings = []eligibility.Dwelling{leased("2025-01-01", "2026-07-12"), leased("2026-08-01", "2027-07-31")}
		}},
		"the registration ends before": {"2026-07-10", "", func(a *eligibility.Application) {
			a.Registrations[0].Last = day("2026-07-15")
		}},
		"a lease in August or studies in July": {"2026-07-18", "2026-07-20", func(a *eligibility.Application) {
			a.Dwellings = []eligibility.Dwelling{leased("2026-08-01", "2027-07-31")}
			a.Studies = []eligibility.Study{enrolment()}
			a.Studies[0].Term = term("2026-07-20", "2029-07-10")
			a.Claims |= eligibility.ClaimStudy
		}},
		"studies in July that nobody relies on": {"2026-07-18", "2026-08-01", func(a *eligibility.Application) {
			a.Dwellings = []eligibility.Dwelling{leased("2026-08-01", "2027-07-31")}
			a.Studies = []eligibility.Study{enrolment()}
			a.Studies[0].Term = term("2026-07-20", "2029-07-10")
		}},
		"a review is missing": {"2026-07-10", "", func(a *eligibility.Application) { a.Dwellings[0].Review = eligibility.Review{} }},
		"a foreign national":  {"2026-07-10", "", func(a *eligibility.Application) { a.Applicant.Nationality = permit.NationalityOther }},
	} {
		a := tenant("2026-01-15")
		c.change(a)
		d := eligibility.Decide(a, day(c.on), nil)
		require.NotEqual(t, yes, d.Outcome(), name)
		require.Equal(t, c.want, d.Earliest().String(), name)
		if c.want != "" {
			judge(t, a, judged{c.want, eligibility.Policy{}, yes}, judged{day(c.want).DayBefore().String(), eligibility.Policy{}, no})
		}
		b, err := json.Marshal(d)
		require.NoError(t, err)
		var back rule.Decision
		require.NoError(t, json.Unmarshal(b, &back))
		require.Equal(t, c.want, back.Earliest().String(), name)
	}
}
