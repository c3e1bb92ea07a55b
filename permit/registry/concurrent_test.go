package registry_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// together runs all at once and gives their results in order.
func together(run ...func() (registry.Result, error)) ([]registry.Result, []error) {
	results, errs := make([]registry.Result, len(run)), make([]error, len(run))
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i := range run {
		wg.Go(func() {
			<-start
			results[i], errs[i] = run[i]()
		})
	}
	close(start)
	wg.Wait()
	return results, errs
}

// Two desks endorse one permit in the same window: the second sees the first and
// is refused, for the new term is not to be endorsed yet (A31).
func TestTwoEndorsementsAtOnceAreOne(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	var runs []func() (registry.Result, error)
	for range 8 {
		o := s.order(clerk, "2026-02-20")
		runs = append(runs, func() (registry.Result, error) {
			return s.Endorse(ctx, o, registry.Endorsing{Permit: r.Permit, Presence: inPerson})
		})
	}
	results, errs := together(runs...)
	done := 0
	for i := range results {
		require.NoError(t, errs[i])
		if results[i].Receipt.Recorded {
			done++
		} else {
			assert.Equal(t, day("2027-01-21"), results[i].Receipt.Endorsement.Opens)
		}
	}
	assert.Equal(t, 1, done)
	history, err := s.History(ctx, officer, r.Permit)
	require.NoError(t, err)
	assert.Len(t, history, 2)
}

// Who decided on what he saw is told if it has changed meanwhile.
func TestSeenVersionIsExpected(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	r := s.issued(person(t, "测试甲", "1990-03-15"), "2025-03-10")
	snap, err := s.StateOf(ctx, clerk, r.Permit, day("2025-06-01"), 0)
	require.NoError(t, err)
	require.Equal(t, r.Version, snap.Version)

	var runs []func() (registry.Result, error)
	for range 4 {
		o := s.order(clerk, "2025-06-01")
		o.Seen = snap.Version
		runs = append(runs, func() (registry.Result, error) {
			return s.Reissue(ctx, o, registry.Reissuing{Permit: r.Permit, Presence: inPerson, Lost: permit.Yes})
		})
	}
	results, errs := together(runs...)
	done := 0
	for i := range results {
		if errs[i] == nil {
			done++
			assert.NotEqual(t, snap.Version, results[i].Receipt.Version)
			continue
		}
		var conflict *registry.ConflictError
		require.ErrorAs(t, errs[i], &conflict)
		require.ErrorIs(t, errs[i], registry.ErrConflict)
		assert.ErrorIs(t, errs[i], storage.ErrConflict)
		assert.Contains(t, errs[i].Error(), "read it again")
	}
	assert.Equal(t, 1, done)
}

// One person, two approved applications, many desks: one permit.
func TestOneLivePermitPerHolder(t *testing.T) {
	ctx := context.Background()
	s := newScene(t)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	var runs []func() (registry.Result, error)
	for range 4 {
		n := s.apply(p, "2025-03-10")
		s.approve(n, "2025-03-10")
		o := s.order(officer, "2025-03-11")
		runs = append(runs, func() (registry.Result, error) { return s.Issue(ctx, o, registry.Issuance{Application: n}) })
	}
	results, errs := together(runs...)
	done := 0
	for i := range results {
		if errs[i] == nil {
			require.True(t, results[i].Receipt.Recorded)
			done++
			continue
		}
		assert.True(t, errors.Is(errs[i], registry.ErrState) || errors.Is(errs[i], registry.ErrConflict), "%v", errs[i])
	}
	assert.Equal(t, 1, done)
	list, err := s.PermitsOf(ctx, officer, p, permit.Document{})
	require.NoError(t, err)
	assert.Len(t, list, 1)

	// While it lives, not even an application is taken.
	_, err = s.Apply(ctx, s.order(clerk, "2025-03-12"), application(t, p))
	require.ErrorIs(t, err, registry.ErrState)
	assert.Contains(t, err.Error(), "must not hold another permit")
}

// An overtaken backend tells, when asked to, that a unique key is taken that was
// free a moment ago: what a second writer learns whose database did not show it
// the first one's record.
type overtaken struct {
	storage.Backend
	uniqueTaken bool
}

func (b *overtaken) Unwrap() storage.Backend { return b.Backend }

func (b *overtaken) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return b.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, &overtakenTx{tx, b}) })
}

type overtakenTx struct {
	storage.Tx
	b *overtaken
}

func (tx *overtakenTx) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	if tx.b.uniqueTaken && !r.Unique.IsZero() {
		return &storage.ConflictError{Kind: storage.ConflictUnique, Key: r.Key()}
	}
	return tx.Tx.Put(ctx, r, expect)
}

func TestUniqueKeyOfTheStoreIsAConflictWithAdvice(t *testing.T) {
	b := &overtaken{Backend: memory.New()}
	s := newSceneOver(t, b)
	p := person(t, "测试甲", "1990-03-15")
	s.register(p, "2024-01-10")
	n := s.apply(p, "2025-03-10")
	s.approve(n, "2025-03-10")
	b.uniqueTaken = true
	_, err := s.Issue(context.Background(), s.order(officer, "2025-03-11"), registry.Issuance{Application: n})
	var conflict *registry.ConflictError
	require.ErrorAs(t, err, &conflict)
	assert.Equal(t, registry.Issue, conflict.Task)
	assert.ErrorIs(t, err, registry.ErrConflict)
}
