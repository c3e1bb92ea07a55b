package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A year without holiday data keeps open whether an overdue permit is suspended
// (A04). It keeps nobody from what 23.1, 27.2, 12.1 or 13.1 ask regardless of
// that: a permit that was issued and is not cancelled.
func TestOverdueInAYearWithoutHolidayData(t *testing.T) {
	policy := withHolidays() // 2025 and 2026
	r := record(t, policy, issue("2026-03-01"))
	day := d("2027-04-01") // a month after the last valid day

	s, err := r.On(day, policy)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	assert.Equal(t, permit.StatusOpen, s.Status)
	assert.True(t, s.Alive())
	assert.False(t, s.YearsStated)
	assert.Equal(t, []any{d("2027-03-01"), permit.CardNumber("C-1"), home}, []any{s.LastValid, s.Card, s.Address})
	status, err := r.StatusOn(day, policy)
	assert.Equal(t, permit.StatusOpen, status)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	assert.False(t, permit.StandingOf(s, permit.DetentionRecord{}).Usable)
	v := r.Verify("C-1", day, policy)
	assert.Equal(t, permit.Unverified, v.Status)
	require.ErrorIs(t, v.Err, civil.ErrNoCalendarData)

	assert.Equal(t, approved, permit.DecideCancellation(&permit.CancellationFacts{
		Permit: s, By: permit.PublicSecurityOfficer, Death: finding(permit.FoundDeath, day), DiedOn: day}, day, policy).Outcome())
	for _, what := range []permit.Payload{
		permit.Cancellation{Ground: permit.FalseProofs, Finding: finding(permit.FoundFalseProofs, day)},
		permit.Confiscation{Item: permit.FraudulentlyObtained, Card: "C-1", Finding: finding(permit.FoundFraudulent, day)},
		permit.FindingRecord{Finding: finding(permit.FoundConditionsLost, day)},
		permit.InformationCheck{Agrees: permit.Yes},
		permit.LossReport{Card: "C-1"},
		permit.Reissue{Card: "C-2", Replaces: "C-1"},
		permit.Exchange{Card: "C-2", Replaces: "C-1", Returned: permit.Yes},
		permit.AddressChange{Address: home, Moved: day},
	} {
		_, err := r.Append(act(day, what), policy)
		require.NoError(t, err, "%s", what.Kind())
	}
	gone, err := r.Append(act(day, permit.Cancellation{Ground: permit.FalseProofs, Finding: finding(permit.FoundFalseProofs, day)}), policy)
	require.NoError(t, err)
	assert.Equal(t, permit.Cancelled, on(t, gone, "2027-04-01", policy).Status)
	assert.Equal(t, permit.VerifiedCancelled, gone.Verify("C-1", day, policy).Status)

	// Whether an endorsement is late does hang on it (14.3), and so does a
	// suspension; a new card under the readings that ask for the term.
	for _, what := range []permit.Payload{permit.Endorsement{}, permit.SuspensionRecord{}} {
		_, err := r.Append(act(day, what), policy)
		require.ErrorIs(t, err, civil.ErrNoCalendarData, "%s", what.Kind())
	}
	other := *policy
	other.OverdueCard = permit.EndorseFirst
	check(t, "not known to be overdue", permit.DecideReissue(&permit.ReissueFacts{Permit: s, Lost: rule.Met, Filer: inPerson}, day, &other), open, "PER-REI-03")
	_, err = r.Append(act(day, permit.Reissue{Card: "C-2", Replaces: "C-1"}), &other)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
}

// The calendar can lack the year of an endorsement on record, too.
func TestEndorsementOnRecordInAYearWithoutHolidayData(t *testing.T) {
	r := record(t, nil, issue("2023-03-01"), endorse("2024-03-02"), act(d("2025-02-20"), permit.LossReport{Card: "C-1"}))
	policy := withHolidays()
	day := d("2025-02-21")
	s, err := r.On(day, policy)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	assert.Equal(t, permit.State{
		Day: day, Status: permit.StatusOpen, Issued: d("2023-03-01"), Card: "C-1", CardStatus: permit.CardReportedLost,
		CardSince: d("2023-03-01"), Address: home, AddressSince: d("2023-03-01"), LastAct: d("2025-02-20"),
	}, s)
	_, err = r.Face("C-1", policy)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	for _, what := range []permit.Payload{permit.Endorsement{}, permit.SuspensionRecord{}} {
		_, err := r.Append(act(day, what), policy)
		require.ErrorIs(t, err, civil.ErrNoCalendarData)
	}
	other := *policy
	other.NewCard = permit.NewTerm
	_, err = r.Append(act(day, permit.Reissue{Card: "C-2", Replaces: "C-1"}), &other)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)

	next, err := r.Append(act(day, permit.Reissue{Card: "C-2", Replaces: "C-1"}), policy)
	require.NoError(t, err)
	gone, err := next.Append(cancel("2025-03-01"), policy)
	require.NoError(t, err)
	assert.Equal(t, permit.Cancelled, on(t, gone, "2025-03-01", policy).Status)
	for _, card := range []permit.CardNumber{"C-1", "C-2"} {
		face, err := gone.Face(card, policy)
		require.NoError(t, err)
		assert.Equal(t, permit.VerifiedCancelled, permit.VerifyCard(face, d("2025-03-01"), policy).Status)
	}
	_, err = gone.On(d("2025-02-28"), policy)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
}
