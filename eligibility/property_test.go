package eligibility_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// rank orders outcomes by how near they are to a permit.
func rank(o rule.Outcome) int {
	return map[rule.Outcome]int{rule.Refused: 0, rule.Undetermined: 1, rule.Approved: 2}[o]
}

// copyOf is the same application with memory of its own.
func copyOf(t testing.TB, a *eligibility.Application) *eligibility.Application {
	t.Helper()
	b, err := json.Marshal(a)
	require.NoError(t, err)
	var c eligibility.Application
	require.NoError(t, json.Unmarshal(b, &c))
	return &c
}

// More registered days, and more months of insurance, never make an outcome
// worse, under whatever readings.
func FuzzMoreNeverHurts(f *testing.F) {
	for seed := range uint64(200) {
		f.Add(seed, uint16(1+seed%40))
	}
	f.Fuzz(func(t *testing.T, seed uint64, days uint16) {
		c := chance{rand.New(rand.NewPCG(seed, 1))}
		on := day("2026-07-16").AddDays(c.IntN(700))
		a, p := c.application(on), c.policy()
		before := eligibility.Decide(a, on, p).Outcome()
		more := copyOf(t, a)
		for i := range more.Registrations {
			r := &more.Registrations[i]
			if !r.First.IsZero() && r.Falsity.IsZero() {
				r.First = r.First.AddDays(-int(days % 4000))
			}
		}
		if more.Insurance.Months != nil {
			for ago := range int(days % 12) {
				more.Insurance.Months = append(more.Insurance.Months, eligibility.InsuranceMonth{
					Month: civil.MonthOf(on).Add(-ago), Place: place("110000"), Status: eligibility.PaidOnTime,
				})
			}
		}
		after := eligibility.Decide(more, on, p).Outcome()
		if rank(after) < rank(before) {
			t.Fatalf("%v became %v", before, after)
		}
	})
}

// claimsShutOut is whether the claims keep out something that is recorded. Not to
// record them then says more, for all that is recorded counts.
func claimsShutOut(a *eligibility.Application) bool {
	out := func(c eligibility.Claims, n int) bool { return n > 0 && a.Claims.Of(c) == permit.No }
	return out(eligibility.ClaimEmployment, len(a.Employments)+len(a.Insurance.Months)) ||
		out(eligibility.ClaimDwelling, len(a.Dwellings)) || out(eligibility.ClaimStudy, len(a.Studies))
}

// blank forgets some of what is recorded. It leaves alone what speaks by its
// absence: an ended registration, a finding of falsity, military service, an
// identity number.
func (c chance) blank(a *eligibility.Application) {
	forget := func() bool { return c.IntN(5) == 0 }
	if forget() {
		a.Applicant.Nationality = permit.NationalityUnknown
	}
	if forget() {
		a.Applicant.Household = permit.Household{}
	}
	if forget() {
		a.Applicant.Born = civil.Date{}
	}
	if forget() {
		a.ResidesInBeijing = permit.FlagUnknown
	}
	if forget() {
		a.ResidesSince = civil.Date{}
	}
	if forget() {
		a.Registrations = nil
	}
	if forget() && !claimsShutOut(a) {
		a.Claims = 0
	}
	if forget() && a.Claims.Of(eligibility.ClaimEmployment) != permit.No {
		a.Insurance.Months = nil
	}
	if forget() {
		a.Insurance.Review = eligibility.Review{}
	}
	for i := range a.Registrations {
		if forget() {
			a.Registrations[i].District = permit.DistrictUnknown
		}
	}
	for i := range a.Insurance.Months {
		if forget() {
			a.Insurance.Months[i].Place = permit.Division{}
		}
		if forget() {
			a.Insurance.Months[i].Status = eligibility.ContributionUnknown
		}
	}
	part := func(x *permit.Term, r *eligibility.Review) {
		if forget() {
			x.From = civil.Date{}
		}
		if forget() {
			x.Until, x.LongTerm = civil.Date{}, false
		}
		if forget() {
			*r = eligibility.Review{}
		}
	}
	for i := range a.Employments {
		e := &a.Employments[i]
		part(&e.Term, &e.Review)
		if forget() {
			e.Basis = eligibility.BasisUnknown
		}
		if forget() {
			e.Employer, e.Sector, e.Holder = eligibility.EmployerUnknown, eligibility.SectorUnknown, permit.RelationUnknown
		}
		if forget() {
			e.Other = permit.Finding{}
		}
	}
	for i := range a.Dwellings {
		d := &a.Dwellings[i]
		part(&d.Term, &d.Review)
		if forget() {
			d.Kind = eligibility.DwellingUnknown
		}
		if forget() {
			d.Division, d.LawfulTitle = permit.Division{}, permit.FlagUnknown
		}
		if forget() {
			d.Holder, d.LivesThere = permit.RelationUnknown, permit.FlagUnknown
		}
		if forget() {
			d.Other, d.OtherHolder = permit.Finding{}, permit.Finding{}
		}
	}
	for i := range a.Studies {
		s := &a.Studies[i]
		part(&s.Term, &s.Review)
		if forget() {
			s.School, s.FullTime = eligibility.SchoolUnknown, permit.FlagUnknown
		}
		if forget() {
			s.Division, s.Xueji, s.Attendance = permit.Division{}, permit.FlagUnknown, eligibility.AttendanceUnknown
		}
	}
	if g := a.Agent; g != nil {
		if forget() {
			g.Permit, g.Household, g.LawfullyResident = eligibility.HeldUnknown, permit.Household{}, permit.FlagUnknown
		}
	}
	// A list that is absent says something if the applicant does not rely on it.
	if forget() && a.Claims.Of(eligibility.ClaimEmployment) != permit.No {
		a.Employments = nil
	}
	if forget() && a.Claims.Of(eligibility.ClaimDwelling) != permit.No {
		a.Dwellings = nil
	}
	if forget() && a.Claims.Of(eligibility.ClaimStudy) != permit.No {
		a.Studies = nil
	}
}

// Knowing less never decides otherwise: it leaves the outcome, or leaves it
// open. This is what "nothing is guessed" means, under whatever readings.
func FuzzKnowingLess(f *testing.F) {
	for seed := range uint64(200) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		c := chance{rand.New(rand.NewPCG(seed, 2))}
		on := day("2026-07-16").AddDays(c.IntN(700))
		a, p := c.application(on), c.policy()
		full := eligibility.Decide(a, on, p)
		less := copyOf(t, a)
		c.blank(less)
		if o := eligibility.Decide(less, on, p).Outcome(); o != rule.Undetermined && o != full.Outcome() {
			t.Fatalf("%v with all facts, %v with fewer", full.Outcome(), o)
		}
		agency := eligibility.Agency(&a.Filing, on, p).Outcome()
		if o := eligibility.Agency(&less.Filing, on, p).Outcome(); o != rule.Undetermined && o != agency {
			t.Fatalf("agency: %v with all facts, %v with fewer", agency, o)
		}
	})
}

func TestKnowingLessLong(t *testing.T) {
	for seed := range uint64(8000) {
		c := chance{rand.New(rand.NewPCG(seed, 3))}
		on := day("2026-07-16").AddDays(c.IntN(700))
		a, p := c.application(on), c.policy()
		full := eligibility.Decide(a, on, p).Outcome()
		c.blank(a)
		o := eligibility.Decide(a, on, p).Outcome()
		require.True(t, o == rule.Undetermined || o == full, "seed %d: %v, with fewer facts %v", seed, full, o)
	}
}

// What is read is written back the same, decides the same, and an error never
// carries a personal value.
func FuzzApplicationJSON(f *testing.F) {
	c := chance{rand.New(rand.NewPCG(1, 4))}
	for range 20 {
		b, err := json.Marshal(c.application(day(july16)))
		require.NoError(f, err)
		f.Add(b)
	}
	f.Add([]byte(`{"applicant":{"name":"测试甲","idNumber":"130100199001010005"}}`))
	f.Add([]byte(`{"applicant":{"name":"测试甲"},"claims":["employment","employment"]}`))
	f.Add([]byte(`{"registrations":[{"first":"2026-13-01"}],"materials":{"photo":{"ref":"测试甲"}}}`))
	f.Add([]byte(`{"agent":null,"studies":[],"dwellings":null,"insurance":{"months":[{"month":"2026-01"}]}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var a eligibility.Application
		if err := json.Unmarshal(b, &a); err != nil {
			for _, secret := range []string{"测试", "130100199001010005", "1301001990"} {
				if strings.Contains(err.Error(), secret) && strings.Contains(string(b), secret) {
					t.Fatalf("an error carries a personal value")
				}
			}
			require.Equal(t, eligibility.Application{}, a)
			return
		}
		out, err := json.Marshal(&a)
		require.NoError(t, err)
		var back eligibility.Application
		require.NoError(t, json.Unmarshal(out, &back))
		require.Equal(t, a, back)
		again, err := json.Marshal(&back)
		require.NoError(t, err)
		require.Equal(t, string(out), string(again))
		d, e := eligibility.Decide(&a, day(july16), nil), eligibility.Decide(&back, day(july16), nil)
		require.True(t, d.Equal(e))
		require.Equal(t, d.String(), e.String())
		_ = a.Validate()
	})
}
