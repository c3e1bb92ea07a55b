package transfer_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// gone has a permit in two versions, which is erased, and another one that is not. Its
// vault still has the key of the first.
func gone(t *testing.T, vault storage.Vault) *storage.Store {
	t.Helper()
	s := open(t, func(o *storage.Options) { o.Sealer = envelope(t, vault) })
	for v, body := range []string{`{"name":"测试甲"}`, `{"name":"测试乙"}`} {
		put(t, s, command(fmt.Sprintf("GONE-%d", v)), storage.Record{Header: storage.Header{
			Kind: permits, ID: "GONE", District: 110101, Holder: s.BlindIndex("holder", "1"),
		}, Body: []byte(body)}, storage.Version(v))
	}
	put(t, s, command("STAYS"), storage.Record{Header: storage.Header{Kind: permits, ID: "STAYS"}, Body: []byte(`{"name":"测试丙"}`)}, 0)
	return s
}

func erase(t *testing.T, s *storage.Store, id string, expect storage.Version) {
	t.Helper()
	_, err := s.Update(t.Context(), command("ERASE-"+id), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Erase(ctx, storage.Key{Kind: permits, ID: id}, expect)
		return nil, err
	})
	require.NoError(t, err)
}

// TestAnErasedRecordTravelsAsItsTombstone: no old version of it stands in a part, from
// the moment of the tombstone on, whether or not its key is destroyed by then. A target
// that never had it does not get it; one that has it gets the tombstone, and can
// destroy the key of its own.
func TestAnErasedRecordTravelsAsItsTombstone(t *testing.T) {
	for sort, o := range map[string]transfer.ExportOptions{"sealed": exports["sealed"], "revealed": exports["revealed"]} {
		for _, shredded := range []bool{false, true} {
			vault := new(storage.MemoryVault)
			from := gone(t, vault)
			mine := new(storage.MemoryVault)
			if sort == "sealed" {
				mine = copied(t, vault)
			}
			had := open(t, func(o *storage.Options) { o.Sealer = envelope(t, mine) })
			_, err := transfer.Import(t.Context(), had, bytes.NewReader(export(t, from, o)), transfer.ImportOptions{})
			require.NoError(t, err)

			erase(t, from, "GONE", 2)
			if shredded {
				require.NoError(t, from.Shred(t.Context(), storage.Key{Kind: permits, ID: "GONE"}))
			}
			sound := export(t, from, o)
			versions := []storage.Version(nil)
			for _, l := range transfer.Lines(t, sound) {
				if l.Put != nil && l.Put.Record != nil && l.Put.Record.ID == "GONE" {
					versions = append(versions, l.Put.Record.Version)
					assert.True(t, l.Put.Record.Erased)
					assert.Empty(t, l.Put.Record.Content)
				}
			}
			assert.Equal(t, []storage.Version{3}, versions, sort)

			never := open(t, func(o *storage.Options) { o.Sealer = envelope(t, copied(t, mine)) })
			sum, err := transfer.Import(t.Context(), never, bytes.NewReader(sound), transfer.ImportOptions{})
			require.NoError(t, err, sort)
			assert.EqualValues(t, 3, sum.Erased, "two that the file is without, and the tombstone")
			_, err = never.Header(t.Context(), permits, "GONE")
			require.ErrorIs(t, err, storage.ErrNotFound)
			_, err = never.Get(t.Context(), permits, "STAYS")
			require.NoError(t, err)

			for range 2 {
				sum, err = transfer.Import(t.Context(), had, bytes.NewReader(sound), transfer.ImportOptions{})
				require.NoError(t, err, sort)
				assert.EqualValues(t, 2, sum.Erased)
				assert.Zero(t, sum.Conflicts)
				h, err := had.Header(t.Context(), permits, "GONE")
				require.NoError(t, err)
				assert.EqualValues(t, 3, h.Version)
				assert.True(t, h.Holder.IsZero())
				_, err = had.Get(t.Context(), permits, "GONE")
				require.ErrorIs(t, err, storage.ErrErased)
			}
			n, err := had.ShredErased(t.Context(), permits)
			require.NoError(t, err)
			assert.Equal(t, 1, n)
			heads(t, had)
			require.NoError(t, had.VerifyRecords(t.Context(), kinds...))
		}
	}
}

// TestWhatTheTargetErasedDoesNotComeBack out of a file that is older than the erasure.
func TestWhatTheTargetErasedDoesNotComeBack(t *testing.T) {
	for sort, o := range map[string]transfer.ExportOptions{"sealed": exports["sealed"], "revealed": exports["revealed"]} {
		for _, shredded := range []bool{false, true} {
			vault := new(storage.MemoryVault)
			from := gone(t, vault)
			old := export(t, from, o)
			put(t, from, command("THIRD"), storage.Record{Header: storage.Header{Kind: permits, ID: "GONE"}, Body: []byte("{}")}, 2)
			put(t, from, command("FOURTH"), storage.Record{Header: storage.Header{Kind: permits, ID: "GONE"}, Body: []byte("{}")}, 3)
			newer := export(t, from, o)
			mine := copied(t, vault)
			to := open(t, func(o *storage.Options) { o.Sealer = envelope(t, mine) })
			_, err := transfer.Import(t.Context(), to, bytes.NewReader(old), transfer.ImportOptions{})
			require.NoError(t, err)
			erase(t, to, "GONE", 2)
			if shredded {
				require.NoError(t, to.Shred(t.Context(), storage.Key{Kind: permits, ID: "GONE"}))
			}
			before := logged(t, to)
			for _, f := range [][]byte{old, newer} {
				sum, err := transfer.Import(t.Context(), to, bytes.NewReader(f), transfer.ImportOptions{})
				require.NoError(t, err, sort)
				assert.Positive(t, sum.Erased)
				assert.Zero(t, sum.Conflicts)
				_, err = to.Get(t.Context(), permits, "GONE")
				require.ErrorIs(t, err, storage.ErrErased)
			}
			assert.Equal(t, before, logged(t, to), "nothing was entered")
		}
	}
}

// TestAWholeStoreKeepsItsErasedRecords, for the chain attests their old versions. They
// are as unreadable as at the source.
func TestAWholeStoreKeepsItsErasedRecords(t *testing.T) {
	vault := new(storage.MemoryVault)
	from := gone(t, vault)
	erase(t, from, "GONE", 2)
	require.NoError(t, from.Shred(t.Context(), storage.Key{Kind: permits, ID: "GONE"}))
	to := open(t, func(o *storage.Options) { o.Sealer = envelope(t, vault) })
	_, err := transfer.Import(t.Context(), to, bytes.NewReader(export(t, from, sealed)), transfer.ImportOptions{})
	require.NoError(t, err)
	assert.Equal(t, heads(t, from), heads(t, to))
	err = to.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		_, err := r.GetAsOf(ctx, permits, "GONE", storage.AsOf{Version: 1})
		return err
	})
	require.ErrorIs(t, err, storage.ErrErased)
}
