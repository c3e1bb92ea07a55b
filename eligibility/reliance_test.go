package eligibility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
)

// A permit rests on a condition that the applicant relies on, whose proof 9.1
// asks for, and on no other that happens to be on record.
func TestWhatIsNotReliedOnDoesNotCount(t *testing.T) {
	either := eligibility.Policy{Insurance: eligibility.InsuranceOrBasis}

	// The job is in order, the lease is missing, and the applicant says: my lease.
	a := employee("2026-01", "2026-06")
	judge(t, a, judged{july16, eligibility.Policy{}, yes})
	a.Claims = eligibility.ClaimDwelling
	judge(t, a, judged{july16, eligibility.Policy{}, no}, judged{july16, either, no})
	d := eligibility.Decide(a, day(july16), nil)
	require.Equal(t, []string{eligibility.CodeEmploymentStated, eligibility.CodeDwellingStated, eligibility.CodeStudyStated}, codes(d.Reasons()))
	require.Equal(t, "the applicant does not rely on it", factOf(d, eligibility.CodeEmploymentStated))
	require.Equal(t, "recorded as none", factOf(d, eligibility.CodeDwellingStated))
	// Whoever relies on both has both, and whoever says nothing relies on all.
	for _, claims := range []eligibility.Claims{0, eligibility.ClaimEmployment, eligibility.ClaimEmployment | eligibility.ClaimDwelling} {
		a.Claims = claims
		judge(t, a, judged{july16, eligibility.Policy{}, yes})
	}

	// Under A10 b insurance is enough for somebody who relies on employment only.
	a = employee("2026-01", "2026-06")
	a.Employments = []eligibility.Employment{}
	judge(t, a, judged{july16, either, yes})
	a.Claims = eligibility.ClaimStudy
	judge(t, a, judged{july16, either, no})
	require.Equal(t, "the applicant does not rely on it", factOf(eligibility.Decide(a, day(july16), &either), eligibility.CodeEmploymentStated))

	// A lease and an enrolment are no ground either unless they are relied on.
	a = tenant("2026-01-15")
	a.Claims = eligibility.ClaimEmployment
	judge(t, a, judged{july16, eligibility.Policy{}, no})
	a = student()
	a.Claims = eligibility.ClaimDwelling
	judge(t, a, judged{july16, eligibility.Policy{}, no})
}

// A review that is missing for a job nobody relies on keeps nothing open.
func TestWhatIsNotReliedOnIsNotWaitedFor(t *testing.T) {
	a := employee("2026-01", "2026-06")
	a.Employments[0].Review = eligibility.Review{}
	a.Dwellings = []eligibility.Dwelling{lease()}
	a.Dwellings[0].Term = term("2020-01-01", "2026-07-12")
	a.Claims = eligibility.ClaimDwelling
	judge(t, a, judged{"2026-07-12", eligibility.Policy{}, yes}, judged{july16, eligibility.Policy{}, no})
	d := eligibility.Decide(a, day(july16), nil)
	require.Equal(t, []string{eligibility.CodeEmploymentStated, eligibility.CodeDwellingInForce, eligibility.CodeStudyStated}, codes(d.Reasons()))
	a.Claims |= eligibility.ClaimEmployment
	judge(t, a, judged{july16, eligibility.Policy{}, open})
}

// Under A20 c the guardian's permit stands in for all three conditions, so it
// does not matter on which of them the child relies.
func TestGuardiansPermitWhateverIsReliedOn(t *testing.T) {
	p := eligibility.Policy{Children: eligibility.GuardianPermitSuffices}
	a := child("2015-01-01")
	a.Claims, a.Dwellings = eligibility.ClaimStudy, nil
	judge(t, a, judged{july16, p, yes}, judged{july16, eligibility.Policy{}, no})
	require.Equal(t, "the guardian's permit stands in for it", factOf(eligibility.Decide(a, day(july16), &p), eligibility.CodeDwellingStated))
	a.Agent.Permit = eligibility.NeverHeld
	judge(t, a, judged{july16, p, no})
	require.Equal(t, permit.No, a.Claims.Of(eligibility.ClaimDwelling))
}
