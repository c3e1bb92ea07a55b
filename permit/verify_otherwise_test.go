package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// flips are what VerifyOtherwise lists, in words.
func flips(r permit.Permit, card permit.CardNumber, day string, p *permit.Policy) (list []string) {
	for _, f := range r.VerifyOtherwise(card, d(day), p) {
		list = append(list, f.ID.String()+" "+f.Answer+" "+f.Status.String())
	}
	return list
}

func TestVerifyOtherwise(t *testing.T) {
	// Valid to 2026-03-10 and reissued on 2026-03-01: suspended on 2026-06-01, but
	// not where a new card begins a term (A42 b), nor where nobody has recorded
	// the suspension (A32 b).
	reissued := record(t, nil, issue("2025-03-10"), reissue("2026-03-01", "C-2", "C-1"))
	assert.Equal(t, []string{"A32 b active", "A42 b active"}, flips(reissued, "C-2", "2026-06-01", nil))
	b := &permit.Policy{NewCard: permit.NewTerm}
	assert.Equal(t, []string{"A42 a suspended"}, flips(reissued, "C-2", "2026-06-01", b))
	// Reissued a day late: A43 (b) takes that for the endorsement. Under A43 (c)
	// there was no new card, and so nobody knows its number.
	overdue := record(t, nil, issue("2025-03-10"), reissue("2026-03-11", "C-2", "C-1"))
	assert.Equal(t, []string{"A32 b active", "A43 b active", "A43 c unknown"}, flips(overdue, "C-2", "2026-06-01", nil))
	// Cancelled for fraud later: cancelled from the issue under A50 (b).
	fraud := record(t, nil, issue("2025-03-10"), cancel("2026-02-01"))
	assert.Equal(t, []string{"A50 b cancelled"}, flips(fraud, "C-1", "2025-06-01", nil))
	assert.Empty(t, flips(fraud, "C-1", "2026-02-01", nil))
	// A year without data for the deadline; A35 (c) lacks its number and is not
	// tried.
	open := record(t, nil, issue("2026-01-10"), endorse("2027-01-11"))
	assert.Empty(t, flips(open, "C-1", "2027-06-01", nil))

	assert.Nil(t, reissued.VerifyOtherwise("C-2", civil.Date{}, nil))
	assert.Nil(t, reissued.VerifyOtherwise("C-2", d("2026-06-01"), &permit.Policy{Endorsement: endorsement.Policy{Window: 9}}))
}

// Each flip is what Verify says under that answer, and what is not listed is not
// another status.
func TestVerifyOtherwiseAgreesWithVerify(t *testing.T) {
	g := newGenerator(18)
	listed := 0
	for range 60 {
		r, acts := g.timeline(t)
		card := cardNumbers[acts[len(acts)-1].card]
		day := r.Act(0).On.AddDays(g.r.IntN(900))
		was := r.Verify(card, day, nil)
		got := r.VerifyOtherwise(card, day, nil)
		want := map[string]permit.VerificationStatus{}
		for _, s := range permit.Switches() {
			for _, answer := range s.Answers[1:] {
				p := &permit.Policy{}
				require.NoError(t, s.Set(p, answer))
				if v := r.Verify(card, day, p); v.Status != was.Status && v.Err == nil {
					want[s.ID.String()+answer] = v.Status
				}
			}
		}
		for _, f := range got {
			require.Equal(t, want[f.ID.String()+f.Answer], f.Status)
		}
		require.Len(t, got, len(want))
		listed += len(got)
	}
	require.Greater(t, listed, 20)
}
