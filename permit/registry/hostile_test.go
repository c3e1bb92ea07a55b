package registry_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// One person has one permit that is not cancelled, in whatever form the number
// is recorded: with 18 characters, with 15 digits, or as the holder's number on
// the identity card alone.
func TestOneLivePermitInWhateverFormTheNumberIs(t *testing.T) {
	ctx := context.Background()
	p := person(t, "测试甲", "1990-03-15")
	legacy, onCard := p, p
	var err error
	legacy.IDNumber, err = permit.ParseIDNumber("130100900315000")
	require.NoError(t, err)
	onCard.IDNumber = permit.IDNumber{}
	for what, other := range map[string]permit.Person{"15 digits": legacy, "on the card": onCard} {
		s := newScene(t)
		s.issued(p, "2025-03-10")
		a := application(t, other)
		a.Materials.Identity = idCard(p)
		_, err := s.Apply(ctx, s.order(clerk, "2025-06-02"), a)
		require.ErrorIs(t, err, registry.ErrState, what)
	}
}

// On no day has a person two permits: one is not issued for a day on which the
// earlier one was not cancelled yet, even if it is by now.
func TestNoPermitIsDatedBackBeforeACancellation(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	first := s.issued(p, "2025-03-10")
	_, err := s.Cancel(ctx, s.order(officer, "2026-05-01"), registry.Cancelling{
		Permit: first.Permit, Ground: permit.FalseProofs, Finding: found(permit.FoundFalseProofs, station, "2026-04-30"),
	})
	require.NoError(t, err)
	o := s.order(clerk, "2026-05-02")
	o.On = day("2026-04-30")
	_, err = s.Apply(ctx, o, application(t, p))
	require.ErrorIs(t, err, registry.ErrState)
	// A51: at once after it, and on its day.
	o = s.order(clerk, "2026-05-02")
	o.On = day("2026-05-01")
	res, err := s.Apply(ctx, o, application(t, p))
	require.NoError(t, err)
	require.True(t, res.Receipt.Recorded)
}

// 11.1: what is issued is what was approved, and not before it was.
func TestNoIssueBeforeTheApproval(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	n := s.apply(p, "2025-03-10")
	s.approve(n, "2025-03-20")
	o := s.order(officer, "2025-03-21")
	o.On = day("2025-03-19")
	_, err := s.Issue(ctx, o, registry.Issuance{Application: n})
	require.ErrorIs(t, err, registry.ErrState)
	o = s.order(officer, "2025-03-21")
	o.On = day("2025-03-20")
	res, err := s.Issue(ctx, o, registry.Issuance{Application: n})
	require.NoError(t, err)
	assert.Equal(t, day("2026-03-20"), res.Receipt.LastValid)
}

// A08: of a registration entered with an earlier day, the date that the system
// shows counts, and only a finding changes it: nobody gets a half-year by a pen.
func TestARegistrationIsNotPutBack(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	declare := func(f permit.Finding) (registry.Result, error) {
		o := s.order(clerk, "2026-01-15")
		o.On = day("2025-01-10")
		return s.DeclareRegistration(ctx, o, registry.Declaration{Person: p, Address: address(t, "110108", home), Earlier: f})
	}
	for what, f := range map[string]permit.Finding{
		"none":        {},
		"other":       found(permit.FoundDeath, station, "2026-01-14"),
		"later":       found(registry.GroundEarlierRegistration, station, "2026-01-16"),
		"not theirs":  found(registry.GroundEarlierRegistration, agency, "2026-01-14"),
		"the reverse": {Ground: registry.GroundEarlierRegistration, Authority: station, Day: day("2026-01-14"), Outcome: permit.NotEstablished, Reference: "测字"},
	} {
		_, err := declare(f)
		require.ErrorIs(t, err, permit.ErrFinding, what)
	}
	res, err := declare(found(registry.GroundEarlierRegistration, station, "2026-01-15"))
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded)
}

// 18.1, 23.1: a card issued before a cancellation became known which takes effect
// earlier is one of a cancelled permit.
func TestCardIssuedBeforeACancellationBecameKnown(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-01-10")
	second, err := s.Reissue(ctx, s.order(clerk, "2025-05-01"), registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.Yes})
	require.NoError(t, err)
	o := s.order(officer, "2025-06-01")
	o.On = day("2025-04-20")
	_, err = s.Cancel(ctx, o, registry.Cancelling{
		Permit: r.Permit, Ground: permit.HolderDied, Event: day("2025-04-10"), Finding: found(permit.FoundDeath, station, "2025-04-20"),
	})
	require.NoError(t, err)
	for on, want := range map[string]permit.VerificationStatus{
		"2025-04-25": permit.Unverified, "2025-05-01": permit.VerifiedCancelled, "2025-06-02": permit.VerifiedCancelled,
	} {
		assert.Equal(t, want, s.verified(second.Receipt.Card, on), on)
	}
	got, err := s.Inspect(ctx, s.order(police, "2025-06-02"), registry.Inspecting{Card: second.Receipt.Card, OnDuty: permit.Yes, CredentialsShown: permit.Yes})
	require.NoError(t, err)
	assert.Equal(t, permit.VerifiedCancelled, got.Status)
}

// 31.1: two days of commencement contradict each other wherever they stand.
func TestCommencementIsOneDay(t *testing.T) {
	s := newScene(t)
	c := registry.Config{Numbering: &numbered{}, Commencement: day("2026-10-01")}
	c.Policy.Permit.Commencement, c.Policy.Penalty.Commencement = day("2026-01-01"), day("2026-01-01")
	_, err := registry.New(s.store, c)
	require.ErrorIs(t, err, registry.ErrConfig)
	c.Commencement = civil.Date{}
	_, err = registry.New(s.store, c)
	require.NoError(t, err)
}

// 25.1: a repeated request gives what it gave. It is no way to see, without
// another entry in the log, what was recorded since.
func TestARepeatedRequestShowsNothingNew(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	r := s.issued(p, "2025-03-10")
	o := s.order(officer, "2025-06-02")
	in := registry.Disclosing{Record: string(r.Permit), Purpose: permit.PurposeInspection, Fields: []registry.Field{registry.FieldAddress}}
	first, err := s.RevealHolder(ctx, o, in)
	require.NoError(t, err)
	moved := s.order(clerk, "2025-06-10")
	moved.On = day("2025-06-02")
	_, err = s.ChangeAddress(ctx, moved, registry.Move{Permit: r.Permit, Presence: inPerson, Address: address(t, "110105", "测试街乙二号"), Moved: day("2025-06-01")})
	require.NoError(t, err)
	again, err := s.RevealHolder(ctx, o, in)
	require.NoError(t, err)
	assert.Equal(t, first, again)

	ask := s.order(officer, "2025-06-11")
	search := registry.SanctionSearch{Offender: p, Purpose: permit.PurposeSanction}
	none, err := s.ReadSanctions(ctx, ask, search)
	require.NoError(t, err)
	require.Empty(t, none)
	fine := lending(t, "2025-06-01", "100")
	fine.Offender = p
	_, err = s.Sanction(ctx, s.order(officer, "2025-06-12"), fine)
	require.NoError(t, err)
	none, err = s.ReadSanctions(ctx, ask, search)
	require.NoError(t, err)
	assert.Empty(t, none)
	one, err := s.ReadSanctions(ctx, s.order(officer, "2025-06-12"), search)
	require.NoError(t, err)
	assert.Len(t, one, 1)
}
