package storage_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

func TestAESGCM(t *testing.T) {
	ctx := t.Context()
	s := sealer(t)
	bind := []byte("place")
	for _, n := range []int{0, 1, 100, storage.MaxBody} {
		body := bytes.Repeat([]byte{0x5a}, n)
		sealed, err := s.Seal(ctx, storage.Key{}, body, bind)
		require.NoError(t, err)
		assert.LessOrEqual(t, len(sealed), n+storage.MaxSealOverhead)
		if n > 16 {
			assert.NotContains(t, string(sealed), string(body[:16]))
		}
		opened, err := s.Open(ctx, storage.Key{}, sealed, bind)
		require.NoError(t, err)
		assert.True(t, bytes.Equal(body, opened))
		_, err = s.Open(ctx, storage.Key{}, sealed, []byte("other place"))
		require.ErrorIs(t, err, storage.ErrCorrupt)
		again, err := s.Seal(ctx, storage.Key{}, body, bind)
		require.NoError(t, err)
		assert.NotEqual(t, sealed, again, "a nonce was used twice")
	}
	sealed, err := s.Seal(ctx, storage.Key{}, []byte("body"), bind)
	require.NoError(t, err)
	for i := range sealed { // each byte counts
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		_, err := s.Open(ctx, storage.Key{}, bad, bind)
		require.Error(t, err, "byte %d", i)
	}
	for n := range sealed {
		_, err := s.Open(ctx, storage.Key{}, sealed[:n], bind)
		require.Error(t, err)
	}
}

func TestKeyRotation(t *testing.T) {
	ctx := t.Context()
	one, two := bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)
	before, err := storage.NewAESGCM(1, map[uint32][]byte{1: one})
	require.NoError(t, err)
	after, err := storage.NewAESGCM(2, map[uint32][]byte{1: one, 2: two})
	require.NoError(t, err)
	later, err := storage.NewAESGCM(2, map[uint32][]byte{2: two})
	require.NoError(t, err)
	old, err := before.Seal(ctx, storage.Key{}, []byte("old"), nil)
	require.NoError(t, err)
	got, err := after.Open(ctx, storage.Key{}, old, nil)
	require.NoError(t, err)
	assert.Equal(t, "old", string(got))
	_, err = later.Open(ctx, storage.Key{}, old, nil)
	require.ErrorIs(t, err, storage.ErrSchema, "a key that was destroyed")
	_, err = storage.NewAESGCM(3, map[uint32][]byte{1: one})
	require.ErrorIs(t, err, storage.ErrInvalid)
	_, err = storage.NewAESGCM(1, map[uint32][]byte{1: one[:16]})
	require.ErrorIs(t, err, storage.ErrInvalid)
}

// TestFormsDoNotMix: what one method stored the other does not take for its own.
func TestFormsDoNotMix(t *testing.T) {
	ctx := t.Context()
	open, err := storage.StoredOpen{}.Seal(ctx, storage.Key{}, []byte("x"), nil)
	require.NoError(t, err)
	_, err = sealer(t).Open(ctx, storage.Key{}, open, nil)
	require.ErrorIs(t, err, storage.ErrSchema)
	sealed, err := sealer(t).Seal(ctx, storage.Key{}, []byte("x"), nil)
	require.NoError(t, err)
	_, err = storage.StoredOpen{}.Open(ctx, storage.Key{}, sealed, nil)
	require.ErrorIs(t, err, storage.ErrSchema)
	_, err = storage.StoredOpen{}.Open(ctx, storage.Key{}, nil, nil)
	require.ErrorIs(t, err, storage.ErrSchema)
	got, err := storage.StoredOpen{}.Open(ctx, storage.Key{}, open, nil)
	require.NoError(t, err)
	assert.Equal(t, "x", string(got))
}

// TestRowsCannotBeSwapped: somebody with write access to the database gives one
// record the body of another, or edits its header. The body no longer opens.
func TestRowsCannotBeSwapped(t *testing.T) {
	b := newBench(t)
	b.create(t, permit("A-1"))
	b.create(t, permit("A-2"))
	var r1, r2 storage.Record
	read := func(id string, r *storage.Record) {
		require.NoError(t, b.backend.View(t.Context(), func(ctx context.Context, tx storage.ReadTx) (err error) {
			*r, err = tx.Get(ctx, storage.Key{Kind: 1, ID: id})
			return err
		}))
	}
	read("A-1", &r1)
	read("A-2", &r2)
	assert.NotContains(t, string(r1.Body), "测试甲", "the database must not see the body")
	for name, forge := range map[string]func(*storage.Record){
		"body of another record":  func(r *storage.Record) { r.Body = r2.Body },
		"body of another version": func(r *storage.Record) { r.Body = r1.Body },
		"other status":            func(r *storage.Record) { r.Status++ },
	} {
		t.Run(name, func(t *testing.T) {
			var now storage.Record
			read("A-1", &now)
			expect := now.Version
			now.Version++
			forge(&now)
			require.NoError(t, b.backend.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				return tx.Put(ctx, now, expect)
			}))
			_, err := b.Get(t.Context(), 1, "A-1")
			require.ErrorIs(t, err, storage.ErrCorrupt)
			for _, err := range b.All(t.Context(), storage.Query{Index: storage.ByID, Kind: 1, Bodies: true}) {
				require.ErrorIs(t, err, storage.ErrCorrupt)
				break
			}
		})
	}
}
