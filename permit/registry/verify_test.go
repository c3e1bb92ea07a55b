package registry_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// The dated tests of article 14 through the one header that verification reads.
func TestVerifyOnBoundaryDays(t *testing.T) {
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	for on, want := range map[string]permit.VerificationStatus{
		"2025-03-09": permit.Unverified, // the day before the issue
		"2025-03-10": permit.VerifiedActive,
		"2026-03-09": permit.VerifiedActive,
		"2026-03-10": permit.VerifiedActive, // to 24:00 (A27)
		"2026-03-11": permit.VerifiedSuspended,
		"2031-03-11": permit.VerifiedSuspended, // suspension has no end (A35)
	} {
		assert.Equal(t, want, s.verified(r.Card, on), on)
	}
	for _, unknown := range []permit.CardNumber{"C-999999", "", "no such form"} {
		assert.Equal(t, permit.Unverified, s.verified(unknown, "2025-06-01"))
	}
}

// Under A32 (b) an overdue permit is suspended from the day on which an authority
// records it, and the header alone cannot say so.
func TestVerifyARecordedSuspension(t *testing.T) {
	s := newScene(t, func(c *registry.Config) { c.Policy.Permit.Endorsement.Suspension = endorsement.FromRecordedDay })
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	assert.Equal(t, permit.VerifiedActive, s.verified(r.Card, "2026-03-21"), "overdue, and nobody recorded it")
	_, err := s.RecordSuspension(context.Background(), s.order(officer, "2026-03-10"), r.Permit)
	require.ErrorIs(t, err, endorsement.ErrNotOverdue)
	_, err = s.RecordSuspension(context.Background(), s.order(officer, "2026-03-21"), r.Permit)
	require.NoError(t, err)
	for on, want := range map[string]permit.VerificationStatus{
		"2026-03-20": permit.VerifiedActive, "2026-03-21": permit.VerifiedSuspended, "2026-03-22": permit.VerifiedSuspended,
	} {
		assert.Equal(t, want, s.verified(r.Card, on), on)
	}
}

// With a calendar the deadline moves off holidays: 2026-02-17 is the first day
// of Spring Festival, and 2026-02-24 the first workday after it (A03, A29).
func TestVerifyKnowsTheHolidays(t *testing.T) {
	s := newScene(t, func(c *registry.Config) { c.Calendar = civil.BuiltIn() })
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-02-17")
	assert.Equal(t, day("2026-02-17"), r.LastValid)
	assert.Equal(t, day("2026-02-24"), r.Deadline)
	v, err := s.Verify(context.Background(), reviewer, r.Card, day("2026-02-24"))
	require.NoError(t, err)
	assert.Equal(t, permit.VerifiedActive, v.Status)
	assert.True(t, v.HolidayGrace)
	assert.Equal(t, permit.VerifiedSuspended, s.verified(r.Card, "2026-02-25"))

	// A year without data is an error and never a guess.
	r = s.issued(person(t, "测试乙", "1991-03-15"), "2026-05-05")
	v, err = s.Verify(context.Background(), reviewer, r.Card, day("2027-05-06"))
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	assert.Equal(t, permit.Unverified, v.Status)
	assert.ErrorIs(t, v.Err, civil.ErrNoCalendarData)
	// The acts themselves, where they have to be read, leave it open as well.
	_, err = s.RecordFinding(context.Background(), s.order(officer, "2027-05-20"), registry.PermitFinding{
		Permit: r.Permit, Finding: found(permit.FoundConditionsLost, housing, "2027-05-20"),
	})
	require.NoError(t, err)
	_, err = s.Verify(context.Background(), reviewer, r.Card, day("2027-05-06"))
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
}

// Whatever happens to a permit, the header of a card says on every day what all
// the acts say, under each reading that matters to it.
func TestHeadersAgreeWithActs(t *testing.T) {
	policies := []permit.Policy{
		{},
		{Endorsement: endorsement.Policy{Suspension: endorsement.FromRecordedDay}},
		{NewCard: permit.NewTerm},
		{OverdueCard: permit.ReissueEndorses},
		{Cancellation: permit.FraudFromIssue},
		{Cancellation: permit.EventFromItsDay},
		{Endorsement: endorsement.Policy{NewTerm: endorsement.FromOldExpiry}},
		{Endorsement: endorsement.Policy{Early: endorsement.AcceptFromOldExpiry}},
		{Endorsement: endorsement.Policy{Window: endorsement.WindowRule(2)}},
	}
	for i, policy := range policies {
		for life := range uint64(2) {
			agree(t, policy, rand.New(rand.NewPCG(uint64(i), life)))
		}
	}
}

func agree(t *testing.T, policy permit.Policy, rnd *rand.Rand) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Policy.Permit = policy })
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2024-03-10")
	cards := []permit.CardNumber{r.Card}
	days := []civil.Date{day("2024-03-10")}
	latest := day("2024-03-10")
	for range 12 {
		// Most acts follow each other; some are recorded late and take effect
		// before others.
		on := latest.AddDays(rnd.IntN(200))
		if rnd.IntN(4) == 0 {
			on = day("2024-03-10").AddDays(rnd.IntN(400))
		}
		if on.StrictlyAfter(day("2027-12-30")) {
			break
		}
		o := s.order(officer, on.String())
		var res registry.Result
		var err error
		switch rnd.IntN(8) {
		case 0, 1:
			st := s.stateOn(r.Permit, on.String())
			if !st.Window.First.IsZero() && rnd.IntN(2) == 0 && st.Window.First.OnOrAfter(on) {
				on = st.Window.First.AddDays(rnd.IntN(60))
				o = s.order(officer, on.String())
			}
			res, err = s.Endorse(ctx, o, registry.Endorsing{Permit: r.Permit, Presence: inPerson})
		case 2:
			res, err = s.Reissue(ctx, o, registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.Yes})
		case 3:
			res, err = s.ReportLost(ctx, o, r.Permit)
		case 4:
			res, err = s.RecordFound(ctx, o, registry.FoundCard{Permit: r.Permit, Card: cards[rnd.IntN(len(cards))]})
		case 5:
			res, err = s.RecordSuspension(ctx, o, r.Permit)
		case 6:
			res, err = s.ChangeAddress(ctx, o, registry.AddressChange{Permit: r.Permit, Presence: inPerson, Address: address(t, "110108", "测试街乙二号"), Moved: on})
		case 7:
			if rnd.IntN(3) > 0 {
				continue
			}
			c := registry.Cancelling{Permit: r.Permit, Ground: permit.FalseProofs, Finding: found(permit.FoundFalseProofs, housing, on.String())}
			if rnd.IntN(2) == 0 {
				c = registry.Cancelling{
					Permit: r.Permit, Ground: permit.HolderDied, Event: on.AddDays(-rnd.IntN(60)),
					Finding: found(permit.FoundDeath, station, on.String()),
				}
			}
			res, err = s.Cancel(ctx, o, c)
		}
		if err == nil && res.Receipt.Recorded {
			days = append(days, on)
			latest = on
			if c := res.Receipt.Card; c != "" && c != cards[len(cards)-1] {
				cards = append(cards, c)
			}
		}
	}

	// The days on which something changes, their neighbours, and a few others.
	whole := s.whole(r.Permit)
	for _, on := range days[:len(days):len(days)] {
		st, err := whole.On(on, &policy)
		require.NoError(t, err)
		days = append(days, st.LastValid)
	}
	for range 4 {
		days = append(days, day("2024-03-01").AddDays(rnd.IntN(1800)))
	}
	try := map[civil.Date]bool{}
	for _, on := range days {
		try[on.DayBefore()], try[on], try[on.DayAfter()] = true, true, true
	}
	for _, card := range cards {
		for on := range try {
			want := whole.Verify(card, on, &policy)
			got, err := s.Verify(ctx, reviewer, card, on)
			require.NoError(t, err)
			require.Equal(t, want.Status, got.Status, "card %s on %s: %v", card, on, whole.Acts())
			require.Equal(t, want.HolidayGrace, got.HolidayGrace)
		}
	}
}

// whole rebuilds a permit from the records as the registry keeps them.
func (s *scene) whole(id permit.ID) permit.Permit {
	s.t.Helper()
	var acts []permit.Act
	q := storage.Query{Index: storage.ByRef, Kind: registry.KindAct, Ref: string(id), Bodies: true}
	for rec, err := range s.store.All(context.Background(), q) {
		require.NoError(s.t, err)
		a, err := storage.Decode[permit.Act](rec.Body)
		require.NoError(s.t, err)
		acts = append(acts, a)
	}
	p, err := permit.Restore(id, acts)
	require.NoError(s.t, err)
	return p
}
