package registry_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A permit of which the calendar leaves the answer open stands in no other's way
// (A04): the list names it, with the error, and goes on.
func TestSuspendedGoesOnAfterAnOpenPermit(t *testing.T) {
	ctx := context.Background()
	s := newScene(t, func(c *registry.Config) { c.Calendar = civil.BuiltIn() }) // 2025, 2026
	sure := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10").Permit
	open := []permit.ID{
		s.issued(person(t, "测试乙", "1991-03-15"), "2026-03-02").Permit, s.issued(person(t, "测试丙", "1992-03-15"), "2026-03-03").Permit,
	}
	s.at("2027-04-01")
	var suspended, failed []permit.ID
	for one, err := range s.Suspended(ctx, clerk, permit.DistrictUnknown, day("2027-04-01")) {
		if err != nil {
			require.ErrorIs(t, err, civil.ErrNoCalendarData)
			assert.ErrorContains(t, err, string(one.Permit))
			failed = append(failed, one.Permit)
			continue
		}
		suspended = append(suspended, one.Permit)
	}
	assert.Equal(t, []permit.ID{sure}, suspended)
	assert.Equal(t, open, failed)
	for one, err := range s.Suspended(ctx, clerk, permit.DistrictUnknown, day("2027-04-01")) {
		_, _ = one, err
		break // whoever has heard enough may stop
	}
}

// A person whose records were erased leaves the lists of past days whole: of the
// permit without content the list says so, and of every other what it was.
func TestSuspendedGoesOnAfterAnErasedPermit(t *testing.T) {
	ctx := context.Background()
	s := newSceneSealedBy(t, memory.New(), envelope(t, new(storage.MemoryVault), 's'), nil)
	var ids [2]permit.ID
	for i, born := range []string{"1990-03-15", "1991-03-15"} {
		ids[i] = s.issued(person(t, "测试甲", born), "2025-03-10").Permit
	}
	for _, id := range ids {
		_, err := s.Cancel(ctx, s.order(officer, "2026-06-01"), registry.Cancelling{
			Permit: id, Ground: permit.HolderDied, Event: day("2026-05-20"), Finding: found(permit.FoundDeath, station, "2026-06-01"),
		})
		require.NoError(t, err)
	}
	h, err := s.store.Header(ctx, registry.KindPermit, string(ids[0]))
	require.NoError(t, err)
	_, err = s.store.EraseHolder(ctx, storage.Command{ID: "erase-1", Request: h.Holder[:]}, h.Holder, registry.KindPermit, registry.KindAct, registry.KindCard)
	require.NoError(t, err)
	s.at("2026-07-01")
	said := map[permit.ID]error{}
	for one, err := range s.Suspended(ctx, clerk, permit.DistrictUnknown, day("2026-05-01")) {
		said[one.Permit] = err
	}
	require.Len(t, said, 2)
	require.ErrorIs(t, said[ids[0]], registry.ErrErased)
	assert.ErrorContains(t, said[ids[0]], string(ids[0]))
	require.NoError(t, said[ids[1]])
}

// A day that is missing is named, and no answer about any day is given.
func TestQueriesNeedADay(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	v, err := s.Verify(ctx, reviewer, r.Card, civil.Date{})
	wrongField(t, err, "day", permit.ErrMissing)
	assert.Equal(t, permit.Verification{}, v)
	_, err = s.StateOf(ctx, officer, r.Permit, civil.Date{}, 0)
	wrongField(t, err, "day", permit.ErrMissing)
	n := 0
	for one, err := range s.Suspended(ctx, clerk, permit.DistrictUnknown, civil.Date{}) {
		wrongField(t, err, "day", permit.ErrMissing)
		assert.Equal(t, registry.Summary{}, one)
		n++
	}
	assert.Equal(t, 1, n)
}
