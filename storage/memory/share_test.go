package memory

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// TestShare: the data go with the last backend that shares them, and a
// transaction does not nest in one of another backend on the same data.
func TestShare(t *testing.T) {
	a := New()
	b := a.Share()
	require.NoError(t, a.Close())
	require.NoError(t, a.Close()) // counts once
	c := b.Share()
	none := func(context.Context, storage.ReadTx) error { return nil }
	require.NoError(t, b.View(t.Context(), none))
	err := b.View(t.Context(), func(ctx context.Context, _ storage.ReadTx) error { return c.View(ctx, none) })
	require.ErrorIs(t, err, storage.ErrInvalid)
	// A backend closed while it writes does not commit, though the data live on.
	err = b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		require.NoError(t, tx.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: "A", Version: 1}}, 0))
		return b.Close()
	})
	require.ErrorIs(t, err, storage.ErrClosed)
	_, err = c.ReadHeader(t.Context(), storage.Key{Kind: 1, ID: "A"})
	require.ErrorIs(t, err, storage.ErrNotFound)
	require.NoError(t, c.Close())
	require.Nil(t, c.state.Load())
	require.ErrorIs(t, c.Share().View(t.Context(), none), storage.ErrClosed)
}
