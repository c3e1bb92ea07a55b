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
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// wrongField demands that an error name a field, alone or among others, for a
// reason.
func wrongField(t *testing.T, err error, field string, reason error) {
	t.Helper()
	var one *permit.FieldError
	var all *permit.RecordError
	switch {
	case errors.As(err, &all):
		require.Len(t, all.Faults, 1, "%v", err)
		one = all.Faults[0]
	case !errors.As(err, &one):
		require.Fail(t, "names no field", "%v", err)
	}
	assert.Equal(t, field, one.Field)
	require.ErrorIs(t, err, reason)
	require.ErrorIs(t, err, permit.ErrInvalid)
}

// Every number is checked for its form before anything is read, and named where
// the caller wrote it.
func TestNumbersAreNamed(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	o := func(by permit.Actor) registry.Order { return s.order(by, "2026-03-01") }
	ask := map[string]func(n string) error{
		"registration": func(n string) error { _, err := s.EndRegistration(ctx, o(clerk), n); return err },
		"registrationFinding.registration": func(n string) error {
			_, err := s.RejectRegistration(ctx, o(officer), registry.RegistrationFinding{Registration: n})
			return err
		},
		"review.application": func(n string) error {
			_, err := s.ReviewProof(ctx, o(reviewer), registry.ProofReview{Application: n})
			return err
		},
		"ruling.application": func(n string) error { _, err := s.Decide(ctx, o(officer), registry.Ruling{Application: n}); return err },
		"issuance.application": func(n string) error {
			_, err := s.Issue(ctx, o(officer), registry.Issuance{Application: n})
			return err
		},
		"endorsing.permit": func(n string) error {
			_, err := s.Endorse(ctx, o(clerk), registry.Endorsing{Permit: permit.ID(n)})
			return err
		},
		"foundCard.permit": func(n string) error {
			_, err := s.RecordFound(ctx, o(clerk), registry.FoundCard{Permit: permit.ID(n), Card: "C-1"})
			return err
		},
		"foundCard.card": func(n string) error {
			_, err := s.RecordFound(ctx, o(clerk), registry.FoundCard{Permit: "P-1", Card: permit.CardNumber(n)})
			return err
		},
		"reissuing.permit": func(n string) error {
			_, err := s.Reissue(ctx, o(clerk), registry.Reissuing{Permit: permit.ID(n)})
			return err
		},
		"exchanging.permit": func(n string) error {
			_, err := s.Exchange(ctx, o(clerk), registry.Exchanging{Permit: permit.ID(n)})
			return err
		},
		"addressChange.permit": func(n string) error {
			_, err := s.ChangeAddress(ctx, o(clerk), registry.AddressChange{Permit: permit.ID(n)})
			return err
		},
		"informationCheck.permit": func(n string) error {
			_, err := s.CheckInformation(ctx, o(officer), registry.InformationCheck{Permit: permit.ID(n)})
			return err
		},
		"permitFinding.permit": func(n string) error {
			_, err := s.RecordFinding(ctx, o(officer), registry.PermitFinding{Permit: permit.ID(n)})
			return err
		},
		"cancelling.permit": func(n string) error {
			_, err := s.Cancel(ctx, o(officer), registry.Cancelling{Permit: permit.ID(n)})
			return err
		},
		"disclosing.record": func(n string) error {
			_, err := s.RevealHolder(ctx, o(officer), registry.Disclosing{Record: n, Purpose: permit.PurposeInspection, Fields: []registry.Field{registry.FieldName}})
			return err
		},
		"permit": func(n string) error { _, err := s.ReportLost(ctx, o(clerk), permit.ID(n)); return err },
		"card":   func(n string) error { _, err := s.PermitOf(ctx, clerk, permit.CardNumber(n)); return err },
		"number": func(n string) error { _, err := s.ApplicationOf(ctx, clerk, n); return err },
	}
	for field, do := range ask {
		wrongField(t, do(""), field, permit.ErrMissing)
		wrongField(t, do("p-1"), field, permit.ErrText)
		wrongField(t, do("110101199001010007"), field, permit.ErrPersonal)
	}
	for _, id := range []permit.ID{"", "p-1"} {
		_, err := s.StateOf(ctx, officer, id, day("2026-03-01"), 0)
		require.ErrorIs(t, err, permit.ErrInvalid)
		_, err = s.History(ctx, officer, id)
		require.ErrorIs(t, err, permit.ErrInvalid)
		_, err = s.RecordSuspension(ctx, o(officer), id)
		require.ErrorIs(t, err, permit.ErrInvalid)
	}

	// A number that no card can have may stand on a forged one.
	for _, card := range []permit.CardNumber{"", "c-1", "C-404"} {
		v, err := s.Verify(ctx, reviewer, card, day("2026-03-01"))
		require.NoError(t, err)
		assert.Equal(t, permit.Unverified, v.Status)
		seen, err := s.Inspect(ctx, o(police), registry.Inspecting{Card: card, OnDuty: permit.Yes, CredentialsShown: permit.Yes})
		require.NoError(t, err)
		assert.Equal(t, permit.Unverified, seen.Status)
		assert.False(t, seen.Receipt.Recorded)
	}
}

// A text that is too long is named with its limit, and an input that fits in no
// record by the task.
func TestLongTextsAreNamed(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	number := s.apply(p, "2025-03-10")
	review := func(reason string) error {
		_, err := s.ReviewProof(ctx, s.order(reviewer, "2025-03-11"), registry.ProofReview{
			Application: number, Proof: registry.DwellingProof, Outcome: eligibility.Rejected, Reason: reason,
		})
		return err
	}
	wrongField(t, review(strings.Repeat("长", 101)), "review.reason", permit.ErrText)
	wrongField(t, review("持证人130100199001010004"), "review.reason", permit.ErrPersonal)
	wrongField(t, review(""), "review.reason", permit.ErrMissing)
	require.NoError(t, review(strings.Repeat("长", 100)))
	in := registry.Cancelling{Permit: "P-1", Ground: permit.HolderDied, Finding: found(permit.FoundDeath, station, "2025-03-11")}
	in.Finding.Reference = strings.Repeat("长", storage.MaxBody)
	_, err := s.Cancel(ctx, s.order(officer, "2025-03-11"), in)
	wrongField(t, err, "cancel", permit.ErrText)
	assert.Less(t, len(err.Error()), 200)
}

// What there is no record of is named by its kind, in a word.
func TestMissingRecordsAreNamed(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	o := func(by permit.Actor) registry.Order { return s.order(by, "2026-03-01") }
	for want, do := range map[string]func() error{
		"registry: cancel: there is no such permit":                 func() error { _, err := s.Cancel(ctx, o(officer), registry.Cancelling{Permit: "P-404"}); return err },
		"registry: decide: there is no such application":            func() error { _, err := s.Decide(ctx, o(officer), registry.Ruling{Application: "A-404"}); return err },
		"registry: end-registration: there is no such registration": func() error { _, err := s.EndRegistration(ctx, o(clerk), "R-404"); return err },
		"registry: read-permits: there is no such card":             func() error { _, err := s.PermitOf(ctx, clerk, "C-404"); return err },
		"registry: read-permits: there is no such permit":           func() error { _, err := s.History(ctx, clerk, "P-404"); return err },
		"registry: read-permits: there is no such application":      func() error { _, err := s.ApplicationOf(ctx, clerk, "A-404"); return err },
	} {
		err := do()
		require.ErrorIs(t, err, registry.ErrNotFound)
		assert.EqualError(t, err, want)
		var gone *registry.NotFoundError
		require.ErrorAs(t, err, &gone)
	}
	assert.EqualError(t, &registry.NotFoundError{Task: registry.Cancel}, "registry: cancel: there is no such record")
}

// Why a record does not admit a task is said as what must be so.
func TestStateErrorsSayWhatMustBe(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	r := s.issued(p, "2025-03-10")
	end := func(on string) error { _, err := s.EndRegistration(ctx, s.order(clerk, on), "R-000001"); return err }
	_, twice := s.Issue(ctx, s.order(officer, "2025-03-11"), registry.Issuance{Application: r.Number})
	_, second := s.Apply(ctx, s.order(clerk, "2025-03-11"), application(t, p))
	for _, err := range []error{end("2022-12-31"), twice, second} {
		var state *registry.StateError
		require.ErrorAs(t, err, &state)
		assert.Contains(t, state.Rule, " must ")
	}
	require.NoError(t, end("2025-04-01"))
	var state *registry.StateError
	require.ErrorAs(t, end("2025-04-02"), &state)
	assert.Contains(t, state.Rule, " must ")
}

// A day to which no moment belongs that could be written down is refused by name.
func TestTakeOverFromTheFirstDay(t *testing.T) {
	s := newScene(t)
	in := former(t)
	in.IssuedOn, in.AcceptedOn = day("0001-01-01"), day("0001-01-01")
	_, err := s.TakeOver(context.Background(), s.order(officer, "2026-03-01"), in)
	require.ErrorIs(t, err, permit.ErrContradiction)
	require.ErrorContains(t, err, "formerPermit.issuedOn must be a day whose beginning in Beijing can be recorded")
}

// An endorsement counts from the day it is recorded (A26): an order of another
// day is told nothing of that day, least of all that it was in time.
func TestEndorseIsOfTheDayOfRecording(t *testing.T) {
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-11-05")
	o := s.order(clerk, "2026-11-10")
	o.On = day("2026-11-05")
	for _, living := range []permit.Flag{permit.FlagUnknown, permit.Yes} {
		res, err := s.Endorse(context.Background(), o, registry.Endorsing{Permit: r.Permit, Presence: inPerson, GoesOnLiving: living})
		wrongField(t, err, "order.on", permit.ErrContradiction)
		assert.Zero(t, res.Receipt.Endorsement)
	}
}
