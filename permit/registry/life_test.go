package registry_test

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// One permit from registration to cancellation for fraud, and a second one.
func TestFullLife(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")

	// Registered 2024-01-15: the half-year is full from 2024-07-16 (A01, A02).
	s.register(p, "2024-01-15")
	applied, err := s.Apply(ctx, s.order(clerk, "2024-07-16"), application(t, p))
	require.NoError(t, err)
	require.True(t, applied.Receipt.Recorded, "%s", applied.Decision)
	assert.Equal(t, eligibility.NextAwaitReview, applied.Receipt.Next)
	assert.Equal(t, day("2024-07-31"), applied.Receipt.IssueDue)
	assert.Equal(t, permit.FlagUnknown, applied.Receipt.InForce)

	open, err := s.Decide(ctx, s.order(officer, "2024-07-17"), registry.Ruling{Application: applied.Receipt.Number})
	require.NoError(t, err)
	assert.False(t, open.Receipt.Recorded)
	assert.NotEmpty(t, open.Decision.Questions())

	_, err = s.ReviewProof(ctx, s.order(reviewer, "2024-07-18"), registry.ProofReview{
		Application: applied.Receipt.Number, Proof: registry.DwellingProof, Outcome: eligibility.Accepted,
	})
	require.NoError(t, err)
	s.approve(applied.Receipt.Number, "2024-07-20")
	res, err := s.Issue(ctx, s.order(officer, "2024-07-22"), registry.Issuance{Application: applied.Receipt.Number})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	id, first := res.Receipt.Permit, res.Receipt.Card
	assert.True(t, res.Receipt.Fee.IsZero())
	assert.False(t, res.Receipt.IssueLate)
	assert.Equal(t, day("2025-07-22"), res.Receipt.LastValid)
	assert.Equal(t, day("2025-06-22"), res.Receipt.Window.First)
	assert.Equal(t, permit.VerifiedActive, s.verified(first, "2024-07-22"))
	assert.Equal(t, permit.Unverified, s.verified(first, "2024-07-21"))

	// Too early, then on time.
	res, err = s.Endorse(ctx, s.order(clerk, "2025-06-21"), registry.Endorsing{Permit: id, Presence: inPerson})
	require.NoError(t, err)
	assert.False(t, res.Receipt.Recorded)
	assert.Equal(t, day("2025-06-22"), res.Receipt.Endorsement.Opens)
	res, err = s.Endorse(ctx, s.order(clerk, "2025-06-22"), registry.Endorsing{Permit: id, Presence: inPerson})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	assert.Equal(t, endorsement.OnTime, res.Receipt.Endorsement.Timing)
	assert.Equal(t, day("2026-06-22"), res.Receipt.LastValid)

	// Late by nine days: suspended from 06-23 on, by itself, then restored.
	assert.Equal(t, permit.VerifiedActive, s.verified(first, "2026-06-22"))
	assert.Equal(t, permit.VerifiedSuspended, s.verified(first, "2026-06-23"))
	res, err = s.Endorse(ctx, s.order(officer, "2026-07-01"), registry.Endorsing{Permit: id, Presence: inPerson})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	assert.Equal(t, endorsement.Late, res.Receipt.Endorsement.Timing)
	assert.Equal(t, "14.3.b", res.Receipt.Cite.String())
	assert.Equal(t, permit.VerifiedActive, s.verified(first, "2026-07-01"))
	assert.Equal(t, permit.VerifiedSuspended, s.verified(first, "2026-06-30"), "the gap is not repaired")
	assert.Equal(t, day("2026-07-01"), s.stateOn(id, "2026-07-01").Residence.Since)

	// Lost and expired: the new card is suspended too, the endorsement a second
	// step (A43).
	res, err = s.ReportLost(ctx, s.order(clerk, "2027-07-05"), id)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded)
	res, err = s.Reissue(ctx, s.order(clerk, "2027-07-06"), registry.Reissuing{Permit: id, Presence: inPerson, Lost: permit.Yes})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	second := res.Receipt.Card
	assert.NotEqual(t, first, second)
	assert.Equal(t, id, res.Receipt.Permit)
	assert.True(t, decimal.RequireFromString("7.5").Equal(res.Receipt.Fee.Decimal))
	assert.Equal(t, permit.VerifiedSuspended, s.verified(second, "2027-07-06"))
	assert.Equal(t, permit.VerifiedAsReplaced, s.verified(first, "2027-07-06"))
	assert.Equal(t, permit.VerifiedSuspended, s.verified(first, "2027-07-05"))
	res, err = s.Endorse(ctx, s.order(clerk, "2027-07-06"), registry.Endorsing{Permit: id, Presence: inPerson})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	assert.Equal(t, permit.VerifiedActive, s.verified(second, "2027-07-06"))

	// Moved, reported a day late: a breach without sanction (A38, A39).
	res, err = s.ChangeAddress(ctx, s.order(at(clerk, permit.Chaoyang), "2027-08-10"), registry.AddressChange{
		Permit: id, Presence: inPerson, Address: address(t, "110105", "测试街乙二号"), Moved: day("2027-08-02"),
	})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	require.Len(t, res.Receipt.Breaches, 1)
	assert.Equal(t, day("2027-08-09"), res.Receipt.Breaches[0].Due)
	assert.Equal(t, day("2028-07-06"), res.Receipt.LastValid, "a move changes no term")

	// Fraud is found: cancel, confiscate, sanction.
	finding := found(permit.FoundFalseProofs, housing, "2027-09-01")
	res, err = s.CheckInformation(ctx, s.order(officer, "2027-08-20"), registry.InformationCheck{Permit: id, Agrees: permit.No})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded)
	res, err = s.RecordFinding(ctx, s.order(officer, "2027-09-02"), registry.PermitFinding{Permit: id, Finding: finding})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded)
	assert.Equal(t, permit.VerifiedActive, s.verified(second, "2027-09-02"), "a finding alone changes nothing")
	res, err = s.Cancel(ctx, s.order(officer, "2027-09-03"), registry.Cancelling{Permit: id, Ground: permit.FalseProofs, Finding: finding})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	assert.True(t, res.Receipt.HandIn)
	assert.Equal(t, "23.1.a", res.Receipt.Cite.String())
	assert.Equal(t, permit.VerifiedCancelled, s.verified(second, "2027-09-03"))
	assert.Equal(t, permit.VerifiedCancelled, s.verified(first, "2027-09-03"), "cancelled comes before replaced")
	assert.Equal(t, permit.VerifiedActive, s.verified(second, "2027-09-02"), "from the day of cancellation only (A50)")
	res, err = s.Confiscate(ctx, s.order(officer, "2027-09-03"), registry.Confiscating{
		Item: permit.FraudulentlyObtained, Card: second, Finding: found(permit.FoundFraudulent, housing, "2027-09-01"),
	})
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	assert.Equal(t, permit.CardConfiscated, s.stateOn(id, "2027-09-03").CardStatus)

	fined, err := s.Sanction(ctx, s.order(officer, "2027-09-04"), registry.Sanctioning{
		Offender: p, Permit: id,
		Proposal: penalty.Proposal{
			Case: penalty.Case{
				Act: penalty.UseFraudulent, Offender: penalty.Offender{Kind: permit.Individual},
				Day: day("2027-08-25"), Discovered: day("2027-09-01"), Fraudulent: found(permit.FoundFraudulent, housing, "2027-09-01"),
			},
			Sanction: penalty.Sanction{Fine: penalty.Yuan(decimal.NewFromInt(200))},
		},
	})
	require.NoError(t, err)
	require.True(t, fined.Receipt.Recorded, "%s", fined.Decision)
	assert.Equal(t, "27.1", fined.Receipt.Cite.String())

	// Applying again is allowed at once and gives another permit (A51), free by
	// default (A52).
	again := s.issueTo(p, "2027-09-05")
	assert.NotEqual(t, id, again.Permit)
	assert.True(t, again.Fee.IsZero())
	list, err := s.PermitsOf(ctx, officer, p, permit.Document{})
	require.NoError(t, err)
	assert.Len(t, list, 2)
	history, err := s.History(ctx, officer, id)
	require.NoError(t, err)
	assert.Len(t, history, 11)
}
