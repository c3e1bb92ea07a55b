package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A policy that holds no reading decides nothing, whichever of its fields it is,
// those of article 14 included: open with that as the one reason, or an error.
func TestPoliciesWithoutAReadingDecideNothing(t *testing.T) {
	var late, overdue permit.Policy
	late.Endorsement.Late, overdue.OverdueCard = 77, 77
	for field, p := range map[string]*permit.Policy{"A33 (Endorsement.Late)": &late, "A43 (OverdueCard)": &overdue} {
		for _, dec := range []rule.Decision{
			permit.DecideReissue(&permit.ReissueFacts{Lost: rule.Met}, d("2026-07-16"), p),
			permit.DecideExchange(&permit.ExchangeFacts{}, d("2026-07-16"), p),
			permit.DecideCancellation(&permit.CancellationFacts{}, d("2026-07-16"), p),
		} {
			assert.Equal(t, rule.Undetermined, dec.Outcome())
			require.Len(t, dec.Reasons(), 1)
			assert.Equal(t, rule.CodePolicy, dec.Reasons()[0].Code)
		}
		_, err := permit.FeeFor(fee(permit.FeeReissue, "2026-07-16"), nil, p)
		require.ErrorIs(t, err, rule.ErrAnswer)
		require.ErrorIs(t, err, permit.ErrPolicy)
		require.ErrorIs(t, err, endorsement.ErrPolicy, "one sentinel for all")
		assert.ErrorContains(t, err, "permit: policy: "+field)
	}
	_, err := endorsement.Begin(endorsement.Origin{Issued: d("2026-07-16")}, &late.Endorsement)
	require.ErrorIs(t, err, rule.ErrAnswer)
	assert.ErrorContains(t, err, "endorsement: policy: A33 (Late)")
}
