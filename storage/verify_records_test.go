package storage_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// TestVerifyRecords: what somebody with every right on the database puts past the
// log, or takes away, is found although the chain itself is whole.
func TestVerifyRecords(t *testing.T) {
	ctx := t.Context()
	b := newBench(t)
	kinds := []storage.Kind{1, 2}
	many(t, b, 50)
	for v := range storage.Version(3) {
		_, err := b.Update(ctx, cmd(fmt.Sprint("again-", v)), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			r := permit("AGAIN")
			_, err := w.Put(ctx, r, v)
			return nil, err
		})
		require.NoError(t, err)
	}
	require.NoError(t, b.VerifyRecords(ctx, kinds...), "the control")
	require.NoError(t, b.VerifyRecords(ctx, 2), "no records at all")
	require.ErrorIs(t, b.VerifyRecords(ctx), storage.ErrInvalid)
	require.ErrorIs(t, b.VerifyRecords(ctx, 1, 0), storage.ErrInvalid)

	for what, c := range map[string]struct {
		forged storage.Record
		expect storage.Version
	}{
		"is not in the log: nobody put it":                    {storage.Record{Header: storage.Header{Kind: 2, ID: "NEVER-ISSUED", Status: 1}, Body: []byte{1}}, 0},
		"has a version that is not in the log: nobody put it": {permit("M-00007"), 1},
	} {
		b := newBench(t)
		many(t, b, 50)
		r := c.forged
		r.Version = c.expect + 1
		require.NoError(t, b.backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return tx.Put(ctx, r, c.expect) }))
		err := b.VerifyRecords(ctx, kinds...)
		var corrupt *storage.CorruptError
		require.ErrorAs(t, err, &corrupt, what)
		assert.Equal(t, r.Key(), corrupt.Key)
		assert.Equal(t, what, corrupt.What)
		_, err = b.VerifyAll(ctx)
		require.NoError(t, err, "the chain says nothing of it")
	}
}

// A mender shows current rows other than they are.
type mender struct {
	storage.Backend
	row func(r *storage.Record) (keep bool)
}

func (f *mender) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return f.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, &mended{tx, f}) })
}

type mended struct {
	storage.ReadTx
	f *mender
}

func (m *mended) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	p, err := m.ReadTx.Scan(ctx, q, after, limit)
	var kept []storage.Record
	for _, r := range p.Records {
		if m.f.row(&r) {
			kept = append(kept, r)
		}
	}
	p.Records = kept
	return p, err
}

// TestVerifyCurrentRows: a row that an engine keeps for the present version is
// edited, set back or removed, while the versions themselves are as they were.
func TestVerifyCurrentRows(t *testing.T) {
	ctx := t.Context()
	b := newBench(t)
	for v := range storage.Version(2) {
		_, err := b.Update(ctx, cmd(fmt.Sprint("put-", v)), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			for _, id := range []string{"A-1", "A-2"} {
				if _, err := w.Put(ctx, permit(id), v); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		require.NoError(t, err)
	}
	var first storage.Record
	require.NoError(t, b.backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) (err error) {
		first, err = tx.GetAsOf(ctx, storage.Key{Kind: 1, ID: "A-2"}, storage.AsOf{Version: 1})
		return err
	}))
	m := &mender{Backend: b.backend.Backend}
	s, err := storage.New(m, storage.Options{Sealer: sealer(t), IndexKey: make([]byte, 32)})
	require.NoError(t, err)
	for what, row := range map[string]func(*storage.Record) bool{
		"":                          func(*storage.Record) bool { return true },
		"not the version it claims": func(r *storage.Record) bool { r.Status = 9; return true },
		"is no version":             func(r *storage.Record) bool { r.Version = 3; return true },
		"not at the last version": func(r *storage.Record) bool {
			if r.ID == "A-2" {
				*r = first
			}
			return true
		},
		"is gone, and the log": func(r *storage.Record) bool { return r.ID != "A-2" },
	} {
		m.row = row
		err := s.VerifyRecords(ctx, 1)
		if what == "" {
			require.NoError(t, err, "the control")
			continue
		}
		require.ErrorIs(t, err, storage.ErrCorrupt, what)
		assert.ErrorContains(t, err, what)
	}
}
