package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A liar is a backend that says success without doing anything.
type liar struct {
	storage.Backend
	views, updates bool
}

func (l *liar) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	if l.views {
		return nil
	}
	return l.Backend.View(ctx, fn)
}

func (l *liar) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if l.updates {
		return nil
	}
	return l.Backend.Update(ctx, fn)
}

// TestBackendThatDoesNothing: what was never run is no success.
func TestBackendThatDoesNothing(t *testing.T) {
	b := newBench(t)
	l := &liar{Backend: b.backend.Backend}
	b.backend.Backend = l
	runs := 0
	_, err := issue(b, t.Context(), &runs)
	require.NoError(t, err)

	l.updates = true
	_, err = b.Update(t.Context(), cmd("other"), func(context.Context, *storage.Writer) ([]byte, error) { return nil, nil })
	require.ErrorIs(t, err, storage.ErrCorrupt)
	l.views = true
	require.ErrorIs(t, b.View(t.Context(), func(context.Context, *storage.Reader) error { return nil }), storage.ErrCorrupt)
	_, err = b.VerifyBodies(t.Context(), 1)
	require.ErrorIs(t, err, storage.ErrCorrupt)
}

// A looping backend says of each list that it goes on, and does not.
type looping struct {
	storage.Backend
	empty bool
}

func (l looping) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return l.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, loopingTx{tx, l.empty}) })
}

type loopingTx struct {
	storage.ReadTx
	empty bool
}

func (l loopingTx) Scan(ctx context.Context, q storage.Query, _ storage.Position, limit int) (storage.Page, error) {
	if l.empty {
		return storage.Page{More: true}, nil
	}
	p, err := l.ReadTx.Scan(ctx, q, storage.Position{}, limit)
	p.More = true
	return p, err
}

// TestListsWithoutEnd: a list that does not lead on is damage, for all that read
// lists: no panic, and no reading for ever.
func TestListsWithoutEnd(t *testing.T) {
	for _, empty := range []bool{false, true} {
		b := newBench(t)
		many(t, b, 3)
		b.backend.Backend = looping{b.backend.Backend, empty}
		all := func(q storage.Query) (err error) {
			n := 0
			for _, err = range b.All(t.Context(), q) {
				if n++; n > 10 {
					t.Fatal("the list has no end")
				}
			}
			return err
		}
		require.ErrorIs(t, all(storage.Query{Index: storage.ByID, Kind: 1}), storage.ErrCorrupt)
		require.ErrorIs(t, all(storage.Query{Index: storage.ByDue, Kind: 1}), storage.ErrCorrupt)
		require.ErrorIs(t, all(storage.Query{Index: storage.ByDue, Kind: 1, Descending: true}), storage.ErrCorrupt)
		require.ErrorIs(t, b.VerifyRecords(t.Context(), 1), storage.ErrCorrupt)
		_, err := b.ShredErased(t.Context(), 1)
		require.ErrorIs(t, err, storage.ErrCorrupt)
	}
}

// TestWriterEndsWithItsClosure: what is entered afterwards is refused, not dropped.
func TestWriterEndsWithItsClosure(t *testing.T) {
	s, err := storage.New(memory.New(), storage.Options{Sealer: sealer(t), IndexKey: indexKey(), Clock: func() time.Time { return time.Unix(1_768_438_800, 0) }})
	require.NoError(t, err)
	var kept *storage.Writer
	_, err = s.Update(t.Context(), cmd("c"), func(_ context.Context, w *storage.Writer) ([]byte, error) {
		kept = w
		return nil, w.Log(0, storage.LogDomain, []byte("a"))
	})
	require.NoError(t, err)
	require.ErrorIs(t, kept.Log(0, storage.LogDomain, []byte("b")), storage.ErrClosed)
}
