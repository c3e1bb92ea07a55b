package storage_test

import (
	"context"
	"errors"
	"fmt"
	"math"
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

	// A log that tells of one version twice hides that another one is gone.
	r := permit("TWICE")
	h := b.create(t, r)
	require.NoError(t, b.backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		shard := b.Shard(&h)
		head, err := tx.LogHead(ctx, shard)
		if err != nil {
			return err
		}
		last, err := tx.Log(ctx, shard, head.Seq, 1)
		if err != nil {
			return err
		}
		last[0].Seq++
		return tx.Append(ctx, shard, head.Seq, last)
	}))
	require.ErrorContains(t, b.VerifyRecords(ctx, kinds...), "has a version that the log has twice")
}

// A mender shows records other than they were put: on lists and as headers, as an
// engine does that keeps a row of its own for the present version, and as versions.
type mender struct {
	storage.Backend
	row     func(r *storage.Record) (keep bool)
	version func(r storage.Record, at storage.AsOf, err error) (storage.Record, error)
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
		if m.f.row == nil || m.f.row(&r) {
			kept = append(kept, r)
		}
	}
	p.Records = kept
	return p, err
}

func (m *mended) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	r, err := m.ReadTx.Get(ctx, k)
	if err == nil && m.f.row != nil && !m.f.row(&r) {
		err = storage.ErrNotFound
	}
	return r.Header, err
}

func (m *mended) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	return m.GetAsOf(ctx, k, storage.AsOf{At: math.MaxInt64})
}

func (m *mended) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	r, err := m.ReadTx.GetAsOf(ctx, k, at)
	if m.f.version != nil && k.ID == "A-2" {
		return m.f.version(r, at, err)
	}
	return r, err
}

// TestVerifyEveryVersion: a row that an engine keeps for the present version is
// edited, set back or removed, and versions are put past the log, edited, swapped
// and removed: whatever can be read of a record is what the log has, or is found.
func TestVerifyEveryVersion(t *testing.T) {
	ctx := t.Context()
	b := newBench(t)
	for v := range storage.Version(3) {
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
	var versions []storage.Record
	require.NoError(t, b.backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for v := range storage.Version(3) {
			r, err := tx.GetAsOf(ctx, storage.Key{Kind: 1, ID: "A-2"}, storage.AsOf{Version: v + 1})
			if err != nil {
				return err
			}
			versions = append(versions, r)
		}
		return nil
	}))
	// forged is a version that nobody put.
	forged := func(v storage.Version) storage.Record {
		r := versions[2]
		r.Version, r.Status = v, 9
		return r
	}
	last := storage.AsOf{At: math.MaxInt64}
	for name, c := range map[string]struct {
		what    string
		row     func(*storage.Record) bool
		version func(storage.Record, storage.AsOf, error) (storage.Record, error)
	}{
		"the control": {},
		"a row is edited": {"current row is not the version it claims to be",
			func(r *storage.Record) bool { r.Status = 9; return true }, nil},
		"a row is ahead": {"current row is not the version it claims to be",
			func(r *storage.Record) bool { r.Version = 4; return true }, nil},
		"a row is set back": {"has a version after the current one: nobody put it", func(r *storage.Record) bool {
			if r.ID == "A-2" {
				*r = versions[0]
			}
			return true
		}, nil},
		"a row and its versions are set back": {"is not at the last version that the log has", func(r *storage.Record) bool {
			if r.ID == "A-2" {
				*r = versions[1]
			}
			return true
		}, func(r storage.Record, at storage.AsOf, err error) (storage.Record, error) {
			if at == last {
				return versions[1], nil
			}
			return r, err
		}},
		"a row is removed": {"is gone, and the log has it", func(r *storage.Record) bool { return r.ID != "A-2" }, nil},
		"a version comes next": {"has a version after the current one: nobody put it", nil,
			func(r storage.Record, at storage.AsOf, err error) (storage.Record, error) {
				if at == last {
					return forged(4), nil
				}
				return r, err
			}},
		"a version comes much later": {"has a version after the current one: nobody put it", nil,
			func(r storage.Record, at storage.AsOf, err error) (storage.Record, error) {
				if at == last {
					return forged(400), nil
				}
				return r, err
			}},
		"a version comes before": {"has a version before the first: nobody put it", nil,
			func(r storage.Record, at storage.AsOf, err error) (storage.Record, error) {
				if at.Version == 0 && at.At < r.RecordedAt {
					return forged(0), nil
				}
				if at.Version == 0 && err != nil {
					return forged(0), nil
				}
				return r, err
			}},
		"an old version is edited": {"has a version that is not the one that the log has", nil,
			func(r storage.Record, at storage.AsOf, err error) (storage.Record, error) {
				if r.Version == 2 {
					r.Body = append([]byte(nil), r.Body...)
					r.Body[len(r.Body)-1] ^= 1
				}
				return r, err
			}},
		"an old version is another one": {"has another version in the place of one", nil,
			func(r storage.Record, at storage.AsOf, err error) (storage.Record, error) {
				if at.Version == 2 {
					return versions[0], nil
				}
				return r, err
			}},
		"an old version is gone": {"has lost a version", nil,
			func(r storage.Record, at storage.AsOf, err error) (storage.Record, error) {
				if at.Version == 1 {
					return storage.Record{}, storage.ErrNotFound
				}
				return r, err
			}},
		"no version is left": {"current row is no version", nil,
			func(storage.Record, storage.AsOf, error) (storage.Record, error) {
				return storage.Record{}, storage.ErrNotFound
			}},
	} {
		m := &mender{Backend: struct{ storage.Backend }{b.backend.Backend}, row: c.row, version: c.version}
		s, err := storage.New(m, storage.Options{Sealer: sealer(t), IndexKey: indexKey()})
		require.NoError(t, err)
		err = s.VerifyRecords(ctx, 1)
		if c.what == "" {
			require.NoError(t, err, name)
			continue
		}
		var corrupt *storage.CorruptError
		require.ErrorAs(t, err, &corrupt, name)
		assert.Equal(t, c.what, corrupt.What, name)
		if c.row == nil {
			assert.Equal(t, storage.Key{Kind: 1, ID: "A-2"}, corrupt.Key, name)
		}
	}
	failure := errors.New("disk")
	m := &mender{Backend: b.backend.Backend, version: func(storage.Record, storage.AsOf, error) (storage.Record, error) {
		return storage.Record{}, failure
	}}
	s, err := storage.New(m, storage.Options{Sealer: sealer(t), IndexKey: indexKey()})
	require.NoError(t, err)
	err = s.VerifyRecords(ctx, 1)
	require.ErrorIs(t, err, failure)
	require.NotErrorIs(t, err, storage.ErrCorrupt, "a failing disk is no forgery")
}

// A checker is a backend that says of its data what it is told to.
type checker struct {
	storage.Backend
	says error
}

func (c checker) Check(context.Context) error { return c.says }

// TestVerifyRecordsAsksTheEngine: versions of a record that no list has can be
// found by the engine alone.
func TestVerifyRecordsAsksTheEngine(t *testing.T) {
	b := newBench(t)
	many(t, b, 3)
	says := &storage.CorruptError{Key: storage.Key{Kind: 1, ID: "ORPHAN"}, What: "is not at its last version"}
	for _, want := range []error{says, nil, storage.ErrUnsupported} {
		s, err := storage.New(checker{b.backend, want}, storage.Options{Sealer: sealer(t), IndexKey: indexKey()})
		require.NoError(t, err)
		err = s.VerifyRecords(t.Context(), 1)
		if want == says {
			require.ErrorIs(t, err, says)
		} else {
			require.NoError(t, err)
		}
	}
}
