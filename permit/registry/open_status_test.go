package registry_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// A calendar without data for the year in which a permit became overdue stands
// in the way of what hangs on the deadline, and of nothing else: a permit must be
// cancelled for death (23.1.d), whether suspended or not.
func TestActsOnAnOverduePermitInAYearWithoutHolidayData(t *testing.T) {
	ctx := context.Background()
	builtIn := func(c *registry.Config) { c.Calendar = civil.BuiltIn() } // 2025, 2026
	const on = "2027-04-01"
	p := person(t, "测试甲", "1990-03-15")
	for name, do := range map[string]func(*scene, registry.Receipt) (registry.Result, error){
		"cancel": func(s *scene, r registry.Receipt) (registry.Result, error) {
			return s.Cancel(ctx, s.order(officer, on), registry.Cancelling{
				Permit: r.Permit, Ground: permit.HolderDied, Event: day("2027-03-20"), Finding: found(permit.FoundDeath, station, "2027-03-25"),
			})
		},
		"confiscate": func(s *scene, r registry.Receipt) (registry.Result, error) {
			return s.Confiscate(ctx, s.order(officer, on), registry.Confiscating{
				Item: permit.FraudulentlyObtained, Card: r.Card, Finding: found(permit.FoundFraudulent, station, on),
			})
		},
		"finding": func(s *scene, r registry.Receipt) (registry.Result, error) {
			return s.RecordFinding(ctx, s.order(officer, on), registry.PermitFinding{
				Permit: r.Permit, Finding: found(permit.FoundConditionsLost, housing, on),
			})
		},
		"check": func(s *scene, r registry.Receipt) (registry.Result, error) {
			return s.CheckInformation(ctx, s.order(officer, on), registry.InformationCheck{Permit: r.Permit, Agrees: permit.Yes})
		},
		"lost": func(s *scene, r registry.Receipt) (registry.Result, error) {
			return s.ReportLost(ctx, s.order(clerk, on), r.Permit)
		},
		"reissue": func(s *scene, r registry.Receipt) (registry.Result, error) {
			return s.Reissue(ctx, s.order(clerk, on), registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.Yes})
		},
		"exchange": func(s *scene, r registry.Receipt) (registry.Result, error) {
			return s.Exchange(ctx, s.order(clerk, on), registry.Exchanging{Permit: r.Permit, Presence: inPerson, Damaged: permit.Yes, Returned: permit.Yes})
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, builtIn)
			r := s.issued(p, "2026-03-02")
			res, err := do(s, r)
			require.NoError(t, err)
			require.True(t, res.Receipt.Recorded, "%s", res.Decision)
			want := permit.StatusOpen
			if name == "cancel" {
				want = permit.Cancelled
				assert.Equal(t, permit.VerifiedCancelled, s.verified(r.Card, on))
			}
			assert.Equal(t, want, res.Receipt.Status)
		})
	}

	s := newScene(t, builtIn)
	r := s.issued(p, "2026-03-02")
	// Whether it is late hangs on the deadline (14.3).
	_, err := s.Endorse(ctx, s.order(clerk, on), registry.Endorsing{Permit: r.Permit, Presence: inPerson})
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	_, err = s.RecordSuspension(ctx, s.order(officer, on), r.Permit)
	require.ErrorIs(t, err, civil.ErrNoCalendarData)
	// A move is registered, late or not (13.1, A39). The last day for reporting it
	// is told where it can be known, as one of 2026 can (A04).
	move := func(moved string) (registry.Result, error) {
		return s.ChangeAddress(ctx, s.order(at(clerk, permit.Chaoyang), on), registry.AddressChange{
			Permit: r.Permit, Presence: inPerson, Address: address(t, "110105", "测试街乙二号"), Moved: day(moved),
		})
	}
	moved, err := move("2027-03-20")
	require.NoError(t, err)
	assert.True(t, moved.Receipt.Recorded)
	assert.Empty(t, moved.Receipt.Breaches, "2027-03-27 may have been followed by holidays until today")
	moved, err = move("2026-12-20")
	require.NoError(t, err)
	assert.True(t, moved.Receipt.Recorded)
	require.Len(t, moved.Receipt.Breaches, 1)
	assert.Equal(t, day("2026-12-28"), moved.Receipt.Breaches[0].Due, "D+7 is a Sunday")
	// What is recorded of the holder does not.
	seen, err := s.RevealHolder(ctx, s.order(officer, on), registry.Disclosing{
		Record: string(r.Permit), Purpose: permit.PurposeInspection, Fields: []registry.Field{registry.FieldName},
	})
	require.NoError(t, err)
	assert.Equal(t, p.Name, seen.Person.Name)
	// A guardian's permit of which that is open is not known to be usable
	// (10.1.b); somebody's relative needs none (10.1.a).
	child := person(t, "测试乙", "2020-05-05")
	s.register(child, "2023-01-10")
	a := application(t, child)
	a.InPerson = permit.FlagUnknown
	a.Agent = &eligibility.Agent{Relation: permit.Parent, Guardian: permit.Yes, Identity: idCard(p)}
	res, err := s.Apply(ctx, s.order(clerk, on), a)
	require.NoError(t, err)
	assert.Equal(t, eligibility.NextAskForFacts, res.Receipt.Next)
	a.LimitedMobility = found(eligibility.GroundLimitedMobility, station, on)
	res, err = s.Apply(ctx, s.order(clerk, on), a)
	require.NoError(t, err)
	assert.True(t, res.Receipt.Recorded, "%s", res.Decision)
}
