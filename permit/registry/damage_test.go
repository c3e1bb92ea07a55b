package registry_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// Where the calendar has no data for a deadline that has or has not passed, no
// act that hangs on it is done on a guess (A04); those that do not go on (see
// TestActsOnAnOverduePermitInAYearWithoutHolidayData).
func TestNothingIsDoneOnAGuessedDeadline(t *testing.T) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Calendar = civil.BuiltIn() })
	r := s.issued(person(t, "测试母", "1985-05-05"), "2026-05-05")
	const on = "2027-05-06"
	before := s.stored()
	for what, do := range map[string]func() (any, error){
		"endorse": func() (any, error) {
			return s.Endorse(ctx, s.order(clerk, on), registry.Endorsing{Permit: r.Permit, Presence: inPerson})
		},
		"suspend": func() (any, error) { return s.RecordSuspension(ctx, s.order(officer, on), r.Permit) },
		"inspect": func() (any, error) {
			return s.Inspect(ctx, s.order(police, on), registry.Inspecting{Card: r.Card, OnDuty: permit.Yes, CredentialsShown: permit.Yes})
		},
		"state": func() (any, error) { return s.StateOf(ctx, clerk, r.Permit, day(on), 0) },
	} {
		_, err := do()
		assert.ErrorIs(t, err, civil.ErrNoCalendarData, what)
	}
	assert.Equal(t, before, s.stored())
}

// A record that another program damaged is an error, not an answer.
func TestDamagedRecordsAreNoAnswer(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	r := s.issued(p, "2025-03-10")
	write := func(rec storage.Record) {
		_, err := s.store.Update(ctx, storage.Command{ID: storage.CommandID("damage-" + rec.ID)}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, rec, 0)
			return nil, err
		})
		require.NoError(t, err)
	}
	holder, err := s.store.Header(ctx, registry.KindApplication, r.Number)
	require.NoError(t, err)
	write(storage.Record{Header: storage.Header{Kind: registry.KindAct, ID: string(r.Permit) + "-000002", Ref: string(r.Permit)}, Body: []byte(`{"kind":"endorsed"}`)})
	write(storage.Record{Header: storage.Header{Kind: registry.KindRegistration, ID: "R-DAMAGED", Holder: holder.Holder}, Body: []byte(`[]`)})
	write(storage.Record{Header: storage.Header{Kind: registry.KindApplication, ID: "A-DAMAGED", Holder: holder.Holder, Status: 1}, Body: []byte(`{"newer":1}`)})

	_, err = s.StateOf(ctx, clerk, r.Permit, day("2025-06-01"), 0)
	require.ErrorIs(t, err, storage.ErrSchema)
	_, err = s.Verify(ctx, reviewer, r.Card, day("2025-03-09"))
	require.ErrorIs(t, err, storage.ErrSchema, "a day that the header does not answer for")
	assert.Equal(t, permit.VerifiedActive, s.verified(r.Card, "2025-06-01"))
	_, err = s.Apply(ctx, s.order(clerk, "2025-06-01"), application(t, person(t, "测试乙", "1991-03-15")))
	require.NoError(t, err, "others are not concerned")
	_, err = s.Decide(ctx, s.order(officer, "2025-06-01"), registry.Ruling{Application: "A-DAMAGED"})
	require.ErrorIs(t, err, storage.ErrSchema)
	_, err = s.EndRegistration(ctx, s.order(clerk, "2025-06-01"), "R-DAMAGED")
	require.ErrorIs(t, err, storage.ErrSchema)
	for _, err := range s.Suspended(ctx, clerk, permit.DistrictUnknown, day("2025-03-09")) {
		require.ErrorIs(t, err, storage.ErrSchema)
	}
	_, err = s.ReportLost(ctx, s.order(clerk, "2025-06-01"), r.Permit)
	require.ErrorIs(t, err, storage.ErrSchema)
	_, err = s.Cancel(ctx, s.order(officer, "2025-06-01"), registry.Cancelling{Permit: r.Permit})
	require.ErrorIs(t, err, storage.ErrSchema)
}

// Numbers that fail one by one: nothing of the act is left.
func TestNumberingFailsForEachKind(t *testing.T) {
	ctx := context.Background()
	errSequence := errors.New("test: sequence is down")
	var fail storage.Kind
	count := &numbered{}
	s := newScene(t, func(c *registry.Config) {
		c.Numbering = registry.NumberingFunc(func(ctx context.Context, n registry.NumberFor) (string, error) {
			if n.Kind == fail {
				return "", errSequence
			}
			return count.Next(ctx, n)
		})
	})
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	n := s.apply(p, "2025-03-10")
	s.approve(n, "2025-03-10")
	before := s.stored()
	broken := func(kind storage.Kind, do func() error) {
		t.Helper()
		fail = kind
		require.ErrorIs(t, do(), errSequence)
		fail = 0
	}
	issue := func() error {
		_, err := s.Issue(ctx, s.order(officer, "2025-03-10"), registry.Issuance{Application: n})
		return err
	}
	broken(registry.KindPermit, issue)
	broken(registry.KindCard, issue)
	broken(registry.KindApplication, func() error {
		_, err := s.Apply(ctx, s.order(clerk, "2025-03-10"), application(t, p))
		return err
	})
	broken(registry.KindConfiscation, func() error {
		_, err := s.Confiscate(ctx, s.order(officer, "2025-03-10"), registry.Confiscating{Item: permit.Forged, Finding: found(permit.FoundForged, station, "2025-03-10")})
		return err
	})
	broken(registry.KindSanction, func() error {
		_, err := s.Sanction(ctx, s.order(officer, "2025-03-10"), lending(t, "2025-03-01", "100"))
		return err
	})
	assert.Equal(t, before, s.stored())
	require.NoError(t, issue())
	list, err := s.PermitsOf(ctx, clerk, p, permit.Document{})
	require.NoError(t, err)
	require.Len(t, list, 1)
	broken(registry.KindCard, func() error {
		_, err := s.Reissue(ctx, s.order(clerk, "2025-03-11"), registry.Reissuing{Permit: list[0].Permit, Presence: inPerson, Lost: permit.Yes})
		return err
	})
}

// Inputs that are no such record.
func TestInputsAreChecked(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	r := s.issued(p, "2025-03-10")
	self := registry.Presence{Agent: &eligibility.Agent{Relation: permit.Self, Identity: idCard(p)}}
	_, err := s.Endorse(ctx, s.order(clerk, "2026-03-01"), registry.Endorsing{Permit: r.Permit, Presence: self})
	require.ErrorIs(t, err, permit.ErrInvalid)
	_, err = s.Reissue(ctx, s.order(clerk, "2026-03-01"), registry.Reissuing{Permit: r.Permit, Presence: self})
	require.ErrorIs(t, err, permit.ErrInvalid)
	_, err = s.ChangeAddress(ctx, s.order(clerk, "2026-03-01"), registry.AddressChange{Permit: r.Permit, Presence: self, Address: address(t, "110105", home)})
	require.ErrorIs(t, err, permit.ErrInvalid)
	_, err = s.Endorse(ctx, s.order(clerk, "2026-03-01"), registry.Endorsing{Permit: "P-NONE", Presence: inPerson})
	require.ErrorIs(t, err, registry.ErrNotFound)

	in := lending(t, "2026-02-01", "100")
	in.Proposal.Case.Lighter = found(permit.FoundDeath, station, "2026-02-01")
	_, err = s.Sanction(ctx, s.order(officer, "2026-03-01"), in)
	require.ErrorIs(t, err, permit.ErrInvalid)
	_, err = s.Refer(ctx, s.order(officer, "2026-03-01"), in)
	require.ErrorIs(t, err, permit.ErrInvalid)
	in.Proposal.Authority = permit.Housing
	_, err = s.Refer(ctx, s.order(officer, "2026-03-01"), in)
	require.ErrorIs(t, err, permit.ErrContradiction)

	_, err = s.ReviewProof(ctx, s.order(reviewer, "2026-03-01"), registry.ProofReview{Application: r.Number, Reason: strings.Repeat("长", storage.MaxBody)})
	require.ErrorIs(t, err, permit.ErrText)
}

// A proof in another's name serves the applicant if the department finds so
// (A14), and another dwelling if the 等 covers it (8.2.b).
func TestReviewCarriesFindings(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	a := application(t, p)
	a.Dwellings[0].Kind, a.Dwellings[0].Holder = eligibility.OtherDwelling, permit.Friend
	res, err := s.Apply(ctx, s.order(clerk, "2025-03-10"), a)
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded, "%s", res.Decision)
	review := registry.ProofReview{Application: res.Receipt.Number, Proof: registry.DwellingProof, Outcome: eligibility.Accepted}
	open, err := s.ReviewProof(ctx, s.order(reviewer, "2025-03-11"), review)
	require.NoError(t, err)
	assert.False(t, open.Decision.Approved())
	review.Other = found(eligibility.GroundOtherDwelling, housing, "2025-03-12")
	review.OtherHolder = found(eligibility.GroundOtherHolder, housing, "2025-03-12")
	done, err := s.ReviewProof(ctx, s.order(reviewer, "2025-03-12"), review)
	require.NoError(t, err)
	assert.True(t, done.Decision.Approved(), "%s", done.Decision)
	assert.Equal(t, eligibility.NextApprove, done.Receipt.Next)
}
