package permit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/rule"
)

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
	facts := permit.ReissueFacts{Permit: on(t, r, "2025-05-02", nil), Lost: rule.Met, Filer: inPerson}
	check(t, "taken in", permit.DecideReissue(&facts, day, nil), refused, "PER-REI-02")
	facts.Permit = on(t, r, "2025-04-30", nil)
	check(t, "before it was", permit.DecideReissue(&facts, d("2025-04-30"), nil), approved, "")

	// Nor is it exchanged for damage; on another ground only if that is found (A45).
	worn := permit.ExchangeFacts{Permit: on(t, r, "2025-05-02", nil), Damaged: rule.Met, OtherClaimed: permit.No, Returned: rule.Met, Filer: inPerson}
	check(t, "taken in", permit.DecideExchange(&worn, day, nil), refused, "PER-EXC-02 PER-EXC-03")
	worn.OtherClaimed, worn.Other = permit.Yes, finding(permit.FoundOtherExchange, day)
	check(t, "found", permit.DecideExchange(&worn, day, nil), approved, "")
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

// 13.1: the address is that of the latest move, in whatever order the moves are
// reported.
func TestMovesReportedInTheReverseOrder(t *testing.T) {
	first, second := address("110106", "测试路二号"), address("110108", "测试路三号")
	r := record(t, nil, issue("2025-03-10"),
		act(d("2025-05-10"), permit.AddressChange{Address: second, Moved: d("2025-05-08")}),
		act(d("2025-05-10"), permit.AddressChange{Address: first, Moved: d("2025-04-20")}))
	s := on(t, r, "2025-05-10", nil)
	assert.Equal(t, []any{second, d("2025-05-08")}, []any{s.Address, s.AddressSince})
	// A move before the issue that is reported after it is one all the same.
	r = record(t, nil, issue("2025-03-10"), act(d("2025-03-12"), permit.AddressChange{Address: first, Moved: d("2025-03-08")}))
	assert.Equal(t, first, on(t, r, "2025-03-12", nil).Address)
}
