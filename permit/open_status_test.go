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
	check(t, "not known to be overdue", permit.DecideReissue(&permit.ReissueFacts{Permit: s, Lost: rule.Met, Filer: inPerson}, day, &other), open, "PER-REI-03")
	_, err = r.Append(act(day, permit.Reissue{Card: "C-2", Replaces: "C-1"}), &other)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
}

// The calendar can lack the year of an endorsement on record, too. Whether it was
// late is open then, and so are the years; until when the permit is valid is not
// (14.2.a): a year from the endorsement, on time or late.
func TestEndorsementOnRecordInAYearWithoutHolidayData(t *testing.T) {
	r := record(t, nil, issue("2023-03-01"), endorse("2024-03-02"), act(d("2025-02-20"), permit.LossReport{Card: "C-1"}))
	policy := withHolidays() // 2025 and 2026
	day := d("2025-02-21")
	s := on(t, r, "2025-02-21", policy)
	assert.Equal(t, permit.Active, s.Status)
	assert.Equal(t, []civil.Date{d("2024-03-02"), d("2024-03-02"), d("2025-03-02")}, []civil.Date{s.EndorsedOn, s.Base, s.LastValid})
	assert.True(t, s.Residence.Open)
	assert.False(t, s.YearsStated)
	face, err := r.Face("C-1", policy)
	require.NoError(t, err)
	assert.Equal(t, d("2025-03-02"), face.LastValid)
	requireStatuses(t, r, policy, dayStatus{"2025-03-02", permit.Active}, dayStatus{"2025-03-03", permit.Active}, dayStatus{"2025-03-04", permit.Suspended})
	// The next one, late for certain, starts the years afresh (14.3.c).
	next, err := r.Append(endorse("2025-03-10"), policy)
	require.NoError(t, err)
	assert.Equal(t, endorsement.Residence{Since: d("2025-03-10")}, on(t, next, "2025-03-10", policy).Residence)
	// To record that first one asks for the calendar: its effect is told (14.3).
	before := record(t, nil, issue("2023-03-01"))
	_, err = before.Append(endorse("2024-03-02"), policy)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	// Under A33 (c) nothing hangs on whether it was late: the years go on.
	seamless := *policy
	seamless.Endorsement.Late = endorsement.Seamless
	made, err := before.Append(endorse("2024-03-02"), &seamless)
	require.NoError(t, err)
	assert.Equal(t, endorsement.Residence{Since: d("2023-03-01")}, on(t, made, "2024-03-02", &seamless).Residence)
	kept := *policy
	kept.Endorsement.Late = endorsement.KeepPriorExcludeGap
	_, err = before.Append(endorse("2024-03-02"), &kept)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)

	// Where the term goes on from the old one (A30 b), it is open as well.
	other := *policy
	other.Endorsement.NewTerm = endorsement.FromOldExpiry
	s, err = r.On(day, &other)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	assert.Equal(t, permit.State{
		Day: day, Status: permit.StatusOpen, Issued: d("2023-03-01"), Card: "C-1", CardStatus: permit.CardReportedLost,
		CardSince: d("2023-03-01"), Address: home, AddressSince: d("2023-03-01"), LastAct: d("2025-02-20"),
	}, s)
	_, err = r.Face("C-1", &other)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	for _, what := range []permit.Payload{permit.Endorsement{}, permit.SuspensionRecord{}} {
		_, err := r.Append(act(day, what), &other)
		require.ErrorIs(t, err, civil.ErrNoCalendarData)
	}
	renewing := other
	renewing.NewCard = permit.NewTerm
	_, err = r.Append(act(day, permit.Reissue{Card: "C-2", Replaces: "C-1"}), &renewing)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)

	next, err = r.Append(act(day, permit.Reissue{Card: "C-2", Replaces: "C-1"}), &other)
	require.NoError(t, err)
	gone, err := next.Append(cancel("2025-03-01"), &other)
	require.NoError(t, err)
	assert.Equal(t, permit.Cancelled, on(t, gone, "2025-03-01", &other).Status)
	for _, card := range []permit.CardNumber{"C-1", "C-2"} {
		face, err := gone.Face(card, &other)
		require.NoError(t, err)
		assert.Equal(t, permit.VerifiedCancelled, permit.VerifyCard(face, d("2025-03-01"), &other).Status)
	}
	_, err = gone.On(d("2025-02-28"), &other)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
}

// A deadline in a year without data lies at the latest on the first working day
// of which there are: the day after that the permit is suspended (14.3.a).
func TestSuspendedWhateverTheHolidaysWere(t *testing.T) {
	policy := withHolidays() // 2025 and 2026
	r := record(t, nil, issue("2023-05-06"))
	_, err := r.On(d("2025-01-02"), policy)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	for _, day := range []string{"2025-01-03", "2026-11-02"} {
		s := on(t, r, day, policy)
		assert.Equal(t, permit.Suspended, s.Status, day)
		assert.True(t, s.Overdue)
		assert.True(t, s.Deadline.IsZero() && s.SuspendedSince.IsZero(), "since when is open")
		v := r.Verify("C-1", d(day), policy)
		require.NoError(t, v.Err)
		assert.Equal(t, permit.VerifiedSuspended, v.Status)
		check(t, "suspended", v.Decision(), refused, "PER-VER-05")
	}
}
