package storage_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// sealedBench is a bench whose records have data keys of their own in a vault.
func sealedBench(t testing.TB, v storage.Vault) *bench {
	t.Helper()
	return newBench(t, func(o *storage.Options) { o.Sealer = envelope(t, v) })
}

func envelope(t testing.TB, v storage.Vault) *storage.Envelope {
	t.Helper()
	e, err := storage.NewEnvelope(storage.AES256GCM(), v, sealer(t))
	require.NoError(t, err)
	return e
}

// put puts the version after expect under a command of its own.
func (b *bench) put(t testing.TB, r storage.Record, expect storage.Version) error {
	t.Helper()
	_, err := b.Update(t.Context(), cmd(fmt.Sprintf("put-%s-%d", r.ID, expect)), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, r, expect)
		return nil, err
	})
	return err
}

// erase puts a tombstone, and destroys no key yet.
func (b *bench) erase(t testing.TB, k storage.Key, expect storage.Version) error {
	t.Helper()
	_, err := b.Update(t.Context(), cmd(fmt.Sprintf("erase-%s-%d", k.ID, expect)), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Erase(ctx, k, expect)
		return nil, err
	})
	return err
}

// stored is the current version, body as stored.
func (b *bench) stored(t testing.TB, k storage.Key) (r storage.Record) {
	t.Helper()
	require.NoError(t, b.backend.View(t.Context(), func(ctx context.Context, tx storage.ReadTx) (err error) {
		r, err = tx.Get(ctx, k)
		return err
	}))
	return r
}

// forge puts a row past the store, as somebody does who writes the database.
func (b *bench) forge(t testing.TB, r storage.Record) {
	t.Helper()
	require.NoError(t, b.backend.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		return tx.Put(ctx, r, r.Version-1)
	}))
}

// TestForgedTombstones: whoever writes the database and lacks the index key cannot
// have a key destroyed, however the tombstone is made, and every reader calls it a
// damage and no erasure.
func TestForgedTombstones(t *testing.T) {
	k := permit("A-1").Key()
	for name, body := range map[string]func(b *bench) []byte{
		"a form and nothing more": func(*bench) []byte { return []byte{3} },
		"a form and 32 bytes":     func(*bench) []byte { return append([]byte{3}, make([]byte, 32)...) },
		"of another record":       func(b *bench) []byte { return b.stored(t, storage.Key{Kind: 1, ID: "A-2"}).Body },
		"of another index key": func(*bench) []byte {
			other := newBench(t, func(o *storage.Options) {
				o.Sealer, o.IndexKey = envelope(t, new(storage.MemoryVault)), make([]byte, storage.IndexKeySize)
			})
			other.create(t, permit("A-1"))
			require.NoError(t, other.erase(t, k, 1))
			return other.stored(t, k).Body
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			b := sealedBench(t, new(storage.MemoryVault))
			b.create(t, permit("A-1"))
			b.create(t, permit("A-2"))
			require.NoError(t, b.erase(t, storage.Key{Kind: 1, ID: "A-2"}, 1))
			whole := b.stored(t, k)
			fake := storage.Record{Header: whole.Header, Body: body(b)}
			fake.Version = 2
			b.forge(t, fake)

			erased, err := b.Erased(&fake)
			require.ErrorIs(t, err, storage.ErrCorrupt)
			assert.False(t, erased)
			_, err = b.Get(ctx, 1, "A-1")
			require.ErrorIs(t, err, storage.ErrCorrupt)
			require.NotErrorIs(t, err, storage.ErrErased)
			for _, err := range b.All(ctx, storage.Query{Index: storage.ByID, Kind: 1, Bodies: true}) {
				require.ErrorIs(t, err, storage.ErrCorrupt)
			}
			require.ErrorIs(t, b.Shred(ctx, k), storage.ErrCorrupt)
			n, err := b.ShredErased(ctx, 1)
			require.ErrorIs(t, err, storage.ErrCorrupt)
			assert.Equal(t, 1, n, "the proved one is done all the same")
			_, err = b.VerifyBodies(ctx, 1)
			require.ErrorIs(t, err, storage.ErrCorrupt)
			require.ErrorIs(t, b.erase(t, k, 2), storage.ErrCorrupt)
			require.ErrorIs(t, b.put(t, permit("A-1"), 2), storage.ErrCorrupt)
			_, err = b.Update(ctx, cmd("import"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
				r := fake
				r.ID = "A-3"
				return nil, w.PutStored(ctx, r, 0)
			})
			require.ErrorIs(t, err, storage.ErrCorrupt, "an import brings none either")

			require.NoError(t, b.View(ctx, func(ctx context.Context, r *storage.Reader) error {
				rec, err := r.GetAsOf(ctx, 1, "A-1", storage.AsOf{Version: 1})
				assert.Equal(t, permit("A-1").Body, rec.Body, "what was there before opens still")
				return err
			}))
		})
	}
}

// TestForgedTombstoneAttested: that the log names it does not make it one.
func TestForgedTombstoneAttested(t *testing.T) {
	b := sealedBench(t, new(storage.MemoryVault))
	b.create(t, permit("A-1"))
	forger := newBench(t, func(o *storage.Options) { o.Sealer = forging{} })
	forger.backend.Backend = b.backend.Backend
	require.NoError(t, forger.put(t, permit("A-1"), 1))
	_, err := b.VerifyAll(t.Context())
	require.NoError(t, err)
	require.NoError(t, b.VerifyRecords(t.Context(), 1), "the control: the log attests it")
	_, err = b.ShredErased(t.Context(), 1)
	require.ErrorIs(t, err, storage.ErrCorrupt)
	_, err = b.VerifyBodies(t.Context(), 1)
	require.ErrorIs(t, err, storage.ErrCorrupt)
}

// A forging sealer makes every body look like a tombstone.
type forging struct{ storage.StoredOpen }

func (forging) Seal(context.Context, storage.Key, []byte, []byte) ([]byte, error) {
	return []byte{3}, nil
}

// TestErasedIsNotContinued: after a tombstone nothing is put, before its key is
// destroyed and after.
func TestErasedIsNotContinued(t *testing.T) {
	ctx := t.Context()
	b := sealedBench(t, new(storage.MemoryVault))
	k := permit("A-1").Key()
	b.create(t, permit("A-1"))
	require.NoError(t, b.erase(t, k, 1))
	for _, when := range []string{"before the key is destroyed", "after"} {
		err := b.put(t, permit("A-1"), 2)
		var erased *storage.ErasedError
		require.ErrorAs(t, err, &erased, when)
		assert.Equal(t, k, erased.Key)
		require.ErrorIs(t, b.put(t, permit("A-1"), 1), storage.ErrConflict, when)
		_, err = b.Update(ctx, cmd("stored"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			r := b.stored(t, k)
			r.Body = []byte("\x02sealed elsewhere")
			return nil, w.PutStored(ctx, r, 2)
		})
		require.ErrorIs(t, err, storage.ErrErased, when)
		require.ErrorIs(t, b.erase(t, k, 2), storage.ErrErased, when)
		require.NoError(t, b.Shred(ctx, k), when)
	}
	n, err := b.ShredErased(ctx, 1)
	require.NoError(t, err)
	assert.Equal(t, 1, n)
}

// TestEraseHolderIsOneErasure: holder and kinds belong to the command.
func TestEraseHolderIsOneErasure(t *testing.T) {
	ctx := t.Context()
	b := sealedBench(t, new(storage.MemoryVault))
	first, second := b.BlindIndex("holder", "甲"), b.BlindIndex("holder", "乙")
	for id, holder := range map[string]storage.Blind{"A-1": first, "A-2": first, "B-1": second} {
		r := permit(id)
		r.Holder = holder
		b.create(t, r)
	}
	erase := cmd("erase")
	_, err := b.EraseHolder(ctx, erase, b.BlindIndex("holder", "丙"), 1)
	require.ErrorIs(t, err, storage.ErrNotFound, "a mistyped person is no erasure that was done")
	n, err := b.EraseHolder(ctx, erase, first, 1)
	require.NoError(t, err, "and leaves its ID free")
	assert.Equal(t, 2, n)
	n, err = b.EraseHolder(ctx, erase, first, 1, 1)
	require.NoError(t, err)
	assert.Equal(t, 2, n, "asked again")
	_, err = b.EraseHolder(ctx, erase, second, 1)
	require.ErrorIs(t, err, storage.ErrDuplicate)
	_, err = b.EraseHolder(ctx, erase, first, 1, 2)
	require.ErrorIs(t, err, storage.ErrDuplicate)
	_, err = b.Get(ctx, 1, "B-1")
	require.NoError(t, err)
}
