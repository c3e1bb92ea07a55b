package memory

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// TestCheckFindsDamage spoils each structure once. A check that cannot fail
// proves nothing.
func TestCheckFindsDamage(t *testing.T) {
	k := storage.Key{Kind: 1, ID: "A"}
	for name, spoil := range map[string]func(s *state, e *edit){
		"sound":               func(*state, *edit) {},
		"index entry missing": func(s *state, e *edit) { s.index[storage.ByDue] = tree[struct{}]{} },
		"index entry left":    func(s *state, e *edit) { s.index[storage.ByRef].set(e, "x", struct{}{}) },
		"counter wrong":       func(s *state, e *edit) { s.counts.set(e, countKey(1, 0, 0), 7) },
		"counter missing":     func(s *state, e *edit) { s.counts = tree[int64]{} },
		"counter left":        func(s *state, e *edit) { s.counts.set(e, countKey(9, 0, 0), 7) },
		"version gap":         func(s *state, e *edit) { s.current(k).prev.val.header.Version = 7 },
		"first version lost":  func(s *state, e *edit) { s.current(k).prev = nil },
		"wrong key":           func(s *state, e *edit) { s.current(k).val.header.ID = "B" },
	} {
		t.Run(name, func(t *testing.T) {
			b := New()
			require.NoError(t, b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
				for v := range storage.Version(2) {
					if err := tx.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: "A", Version: v + 1}}, v); err != nil {
						return err
					}
				}
				return nil
			}))
			spoil(b.state.Load(), new(edit))
			err := b.Check(t.Context())
			if name == "sound" {
				require.NoError(t, err)
			} else {
				require.ErrorIs(t, err, storage.ErrCorrupt)
			}
		})
	}
	b := New()
	require.NoError(t, b.Close())
	require.ErrorIs(t, b.Check(t.Context()), storage.ErrClosed)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, b.Check(ctx), context.Canceled)
}
