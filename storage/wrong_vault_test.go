package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// beside is a store over the same backend with another vault, as a program has it
// that is started with the wrong settings.
func (b *bench) beside(t testing.TB, v storage.Vault) *bench {
	t.Helper()
	other := sealedBench(t, v)
	other.backend, other.faults = b.backend, b.faults
	s, err := storage.New(b.faults, storage.Options{Sealer: envelope(t, v), IndexKey: append([]byte{7}, make([]byte, 31)...)})
	require.NoError(t, err)
	other.Store = s
	return other
}

// copyOf is what a backup of a vault has.
func copyOf(t testing.TB, v storage.Vault) *storage.MemoryVault {
	t.Helper()
	list, err := v.List(t.Context(), storage.Key{}, storage.MaxPage)
	require.NoError(t, err)
	c := new(storage.MemoryVault)
	for _, e := range list {
		_, err := c.Create(t.Context(), e.Key, e.Wrapped)
		require.NoError(t, err)
	}
	return c
}

func requireMissing(t testing.TB, err error, k storage.Key) {
	t.Helper()
	var missing *storage.MissingKeyError
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, k, missing.Key)
	require.ErrorIs(t, err, storage.ErrSchema)
}

// TestWrongVault: with a vault that does not belong to the records nothing is
// written, of no record, new or old, and nothing is made in that vault that could
// be taken for a key later.
func TestWrongVault(t *testing.T) {
	ctx := t.Context()
	right, other := new(storage.MemoryVault), new(storage.MemoryVault)
	strange := sealedBench(t, other) // the vault of another store, which has the same IDs
	strange.create(t, permit("A-1"))
	b := sealedBench(t, right)
	b.create(t, permit("A-1"))
	for name, v := range map[string]*storage.MemoryVault{"an empty vault": new(storage.MemoryVault), "the vault of another store": other} {
		before, err := v.List(ctx, storage.Key{}, storage.MaxPage)
		require.NoError(t, err)
		w := b.beside(t, v)
		requireMissing(t, w.put(t, permit("A-1"), 1), storage.Key{})
		requireMissing(t, w.put(t, permit("A-2"), 0), storage.Key{})
		_, err = w.Header(ctx, 1, "A-2")
		require.ErrorIs(t, err, storage.ErrNotFound, name)
		_, err = w.VerifyBodies(ctx, 1)
		requireMissing(t, err, storage.Key{})
		after, err := v.List(ctx, storage.Key{}, storage.MaxPage)
		require.NoError(t, err)
		assert.Equal(t, before, after, "%s is as it was", name)
	}
	require.NoError(t, b.put(t, permit("A-1"), 1), "the right vault goes on")
	opened, err := b.VerifyBodies(ctx, 1)
	require.NoError(t, err)
	assert.Equal(t, 2, opened)
	_, err = b.VerifyBodies(ctx)
	require.ErrorIs(t, err, storage.ErrInvalid)
	_, err = b.VerifyBodies(ctx, 0)
	require.ErrorIs(t, err, storage.ErrInvalid)
}

// TestOlderVault: a copy of the vault that was taken before a record was put does
// not open it and does not continue it, and a check of the bodies says so. What is
// in the copy goes on.
func TestOlderVault(t *testing.T) {
	ctx := t.Context()
	v := new(storage.MemoryVault)
	b := sealedBench(t, v)
	b.create(t, permit("A-1"))
	older := copyOf(t, v)
	b.create(t, permit("A-2"))
	k := permit("A-2").Key()
	w := b.beside(t, older)
	_, err := w.Get(ctx, 1, "A-2")
	requireMissing(t, err, k)
	for range 2 { // and the first attempt makes no key for the second
		requireMissing(t, w.put(t, permit("A-2"), 1), k)
		require.ErrorIs(t, w.put(t, permit("A-2"), 0), storage.ErrConflict)
	}
	opened, err := w.VerifyBodies(ctx, 1)
	requireMissing(t, err, k)
	assert.Equal(t, 1, opened)
	_, err = w.Update(ctx, cmd("show"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		return nil, w.Disclose(ctx, storage.Disclosure{Kind: 1, ID: "A-2", Actor: "P-1", Purpose: "other", Fields: []string{"name"}, Detail: "words"})
	})
	requireMissing(t, err, k)
	require.NoError(t, w.put(t, permit("A-1"), 1))

	// The control: nothing else sees it.
	_, err = w.VerifyAll(ctx)
	require.NoError(t, err)
	require.NoError(t, w.VerifyRecords(ctx, 1))
}

// TestVerifyBodiesAfterErasure: copies of before and after an erasure do not go
// together, in either direction.
func TestVerifyBodiesAfterErasure(t *testing.T) {
	ctx := t.Context()
	v := new(storage.MemoryVault)
	b := sealedBench(t, v)
	b.create(t, permit("A-1"))
	b.create(t, permit("A-2"))
	older := copyOf(t, v)
	corrupt := func(err error, what string) {
		t.Helper()
		var c *storage.CorruptError
		require.ErrorAs(t, err, &c)
		assert.Equal(t, permit("A-1").Key(), c.Key)
		assert.Contains(t, c.What, what)
	}

	require.NoError(t, envelope(t, v).DestroyKey(ctx, permit("A-1").Key()))
	_, err := b.VerifyBodies(ctx, 1)
	corrupt(err, "no tombstone")
	require.NoError(t, b.erase(t, permit("A-1").Key(), 1))
	opened, err := b.VerifyBodies(ctx, 1)
	require.NoError(t, err)
	assert.Equal(t, 1, opened)
	restored := b.beside(t, older)
	_, err = restored.VerifyBodies(ctx, 1)
	corrupt(err, "run ShredErased")
	_, err = restored.ShredErased(ctx, 1)
	require.NoError(t, err)
	opened, err = restored.VerifyBodies(ctx, 1)
	require.NoError(t, err)
	assert.Equal(t, 1, opened)

	body := b.stored(t, permit("A-2").Key())
	body.Version, body.Body = 2, bytes.Clone(body.Body)
	b.forge(t, body)
	_, err = b.VerifyBodies(ctx, 1)
	require.ErrorIs(t, err, storage.ErrCorrupt, "a body of another version")
}

// TestFirstCommandsTogether: many programs begin with an empty store at once; one
// leaves the mark of the vault and all are done.
func TestFirstCommandsTogether(t *testing.T) {
	v := new(storage.MemoryVault)
	b := sealedBench(t, v)
	var wg sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		w := b.beside(t, v)
		wg.Go(func() { errs[i] = w.put(t, permit(fmt.Sprint("A-", i)), 0) })
	}
	wg.Wait()
	require.NoError(t, errors.Join(errs...))
	opened, err := b.VerifyBodies(t.Context(), 1)
	require.NoError(t, err)
	assert.Equal(t, len(errs), opened)
}

// TestLostFirstCommand: the mark is part of the first transaction and goes with it.
func TestLostFirstCommand(t *testing.T) {
	for name, f := range map[string]storagetest.Fault{
		"busy": storagetest.Busy, "lost before": storagetest.LostBefore, "lost after": storagetest.LostAfter, "lost late": storagetest.LostLate,
	} {
		b := sealedBench(t, new(storage.MemoryVault))
		b.faults.Next(f)
		require.NoError(t, b.put(t, permit("A-1"), 0), name)
		require.NoError(t, b.put(t, permit("A-1"), 1), name)
	}
}
