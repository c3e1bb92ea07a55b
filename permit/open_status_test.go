package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
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

// 18.1, 23.1: a card that was made before a cancellation became known which
// takes effect earlier is a card of a cancelled permit, and not a number nobody
// knows.
func TestCardMadeForAPermitCancelledBefore(t *testing.T) {
	r := record(t, nil, issue("2025-01-10"), reissue("2025-05-01", "C-2", "C-1"), late(cancel("2025-04-20"), d("2025-06-01")))
	for day, want := range map[string]permit.VerificationStatus{
		"2025-04-30": permit.Unverified, // not made yet
		"2025-05-01": permit.VerifiedCancelled,
		"2025-06-02": permit.VerifiedCancelled,
	} {
		assert.Equal(t, want, r.Verify("C-2", d(day), nil).Status, day)
		assert.Equal(t, permit.VerifiedCancelled, r.Verify("C-1", d(day), nil).Status, day)
	}
	face, err := r.Face("C-2", nil)
	require.NoError(t, err)
	assert.Equal(t, d("2025-05-01"), face.From)
	assert.Equal(t, permit.VerifiedCancelled, permit.VerifyCard(face, d("2025-05-01"), nil).Status)
	assert.Equal(t, refused, permit.VerifyCard(face, d("2025-05-01"), nil).Decision().Outcome())
	known := r.AsKnown(noon(d("2025-05-31")))
	assert.Equal(t, permit.VerifiedActive, known.Verify("C-2", d("2025-05-01"), nil).Status, "as known then")
}

// A32 (b): the suspension begins on the day on which an authority records it.
// It cannot be put back to an earlier one, no more than an endorsement can.
func TestSuspensionIsNotPutBack(t *testing.T) {
	policy := &permit.Policy{}
	policy.Endorsement.Suspension = endorsement.FromRecordedDay
	r := record(t, policy, issue("2025-03-10"))
	_, err := r.Append(late(act(d("2026-03-20"), permit.SuspensionRecord{}), d("2026-03-25")), policy)
	require.ErrorIs(t, err, permit.ErrContradiction)
	r, err = r.Append(act(d("2026-03-25"), permit.SuspensionRecord{}), policy)
	require.NoError(t, err)
	assert.Equal(t, permit.Active, on(t, r, "2026-03-24", policy).Status)
	assert.Equal(t, permit.Suspended, on(t, r, "2026-03-25", policy).Status)
}

// 12.1: only a lost card is reissued. One that the record shows to be in the
// hands of the authority is not lost, whatever the holder declares.
func TestConfiscatedCardIsNotLost(t *testing.T) {
	r := record(t, nil, issue("2025-03-10"),
		act(d("2025-05-01"), permit.Confiscation{Item: permit.FraudulentlyObtained, Card: "C-1", Finding: finding(permit.FoundFraudulent, d("2025-05-01"))}))
	day := d("2025-05-02")
	facts := permit.ReissueFacts{Permit: on(t, r, "2025-05-02", nil), Lost: rule.Met, Filing: inPerson}
	check(t, "taken in", permit.DecideReissue(&facts, day, nil), refused, "PER-REI-02")
	facts.Permit = on(t, r, "2025-04-30", nil)
	check(t, "before it was", permit.DecideReissue(&facts, d("2025-04-30"), nil), approved, "")
}

// A49: for a household transfer and a death the police's own register entry is
// the finding. What another department says leaves the ground open.
func TestRegisterEntriesAreThoseOfThePolice(t *testing.T) {
	day := d("2026-03-01")
	for _, by := range []permit.Office{station, bureau, agency} {
		of := func(g permit.Ground) permit.Finding {
			f := finding(g, day)
			f.Authority = by
			return f
		}
		want := map[permit.OfficeKind]rule.Outcome{permit.PoliceStation: approved, permit.HumanResources: open, permit.EntrustedAgency: refused}[by.Kind]
		base := permit.CancellationFacts{Permit: alive(day), By: permit.PublicSecurityOfficer}
		death, household, proofs := base, base, base
		death.Death, death.DiedOn = of(permit.FoundDeath), day
		household.Household, household.HouseholdOn = of(permit.FoundBeijingHousehold), day
		proofs.FalseProofs = of(permit.FoundFalseProofs)
		assert.Equal(t, want, permit.DecideCancellation(&death, day, nil).Outcome(), "%s", by.Kind)
		assert.Equal(t, want, permit.DecideCancellation(&household, day, nil).Outcome(), "%s", by.Kind)
		if by.Kind.Department() {
			want = approved // 23.1.a: the department that reviews the proof
		}
		assert.Equal(t, want, permit.DecideCancellation(&proofs, day, nil).Outcome(), "%s", by.Kind)
	}
}
