package storage_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// chained returns a store with one shard that has n entries, the first of which is
// the store's own and every third of the others a put.
func chained(t testing.TB, n int) *bench {
	b := newBench(t, func(o *storage.Options) { o.Shards = 1 })
	for from := 0; from < n-1; from += 100 {
		_, err := b.Update(t.Context(), cmd(fmt.Sprint("chain-", from)), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			for i := from; i < min(n-1, from+100); i++ {
				if i%3 == 0 {
					if _, err := w.Put(ctx, permit(fmt.Sprint("C-", i)), 0); err != nil {
						return nil, err
					}
					continue
				}
				if err := w.Log(0, storage.LogDomain, fmt.Append(nil, i)); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		require.NoError(t, err)
	}
	return b
}

func TestVerify(t *testing.T) {
	for _, n := range []int{0, 2, 999, 1000, 1001, 2000} {
		b := chained(t, n)
		head, err := b.Verify(t.Context(), 0)
		require.NoError(t, err)
		require.Equal(t, uint64(n), head.Seq)
	}
}

// A forger shows a store whose log or records were edited in the database.
type forger struct {
	storage.Backend
	log  func([]storage.LogEntry) []storage.LogEntry
	asOf func(storage.Record) (storage.Record, error)
}

func (f *forger) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return f.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, &forged{tx, f}) })
}

type forged struct {
	storage.ReadTx
	f *forger
}

func (t *forged) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	var all []storage.LogEntry
	for at := uint64(1); ; at += storage.MaxPage {
		e, err := t.ReadTx.Log(ctx, shard, at, storage.MaxPage)
		if err != nil {
			return nil, err
		}
		if all = append(all, e...); len(e) < storage.MaxPage {
			break
		}
	}
	if t.f.log != nil {
		all = t.f.log(all)
	}
	if from > uint64(len(all)) {
		return nil, nil
	}
	all = all[from-1:]
	return all[:min(limit, len(all))], nil
}

func (t *forged) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	r, err := t.ReadTx.GetAsOf(ctx, k, at)
	if err != nil || t.f.asOf == nil {
		return r, err
	}
	return t.f.asOf(r)
}

// TestVerifyFindsEveryForgery edits each entry of a chain in each way. All are
// found, with the shard and the number of the first wrong entry.
func TestVerifyFindsEveryForgery(t *testing.T) {
	const n = 60
	b := chained(t, n)
	f := &forger{Backend: b.backend.Backend}
	s, err := storage.New(f, storage.Options{Sealer: sealer(t), IndexKey: make([]byte, 32), Shards: 1})
	require.NoError(t, err)
	_, err = s.Verify(t.Context(), 0)
	require.NoError(t, err, "unforged")
	forgeries := map[string]func(i int, e []storage.LogEntry) []storage.LogEntry{
		"data":     func(i int, e []storage.LogEntry) []storage.LogEntry { e[i].Data = append(e[i].Data, 'x'); return e },
		"time":     func(i int, e []storage.LogEntry) []storage.LogEntry { e[i].RecordedAt++; return e },
		"type":     func(i int, e []storage.LogEntry) []storage.LogEntry { e[i].Type ^= 0x8000; return e },
		"hash":     func(i int, e []storage.LogEntry) []storage.LogEntry { e[i].Hash[i%32] ^= 1; return e },
		"removed":  func(i int, e []storage.LogEntry) []storage.LogEntry { return append(e[:i], e[i+1:]...) },
		"repeated": func(i int, e []storage.LogEntry) []storage.LogEntry { return append(e[:i+1], e[i:]...) },
		"renumbered": func(i int, e []storage.LogEntry) []storage.LogEntry {
			e = append(e[:i], e[i+1:]...)
			for j := i; j < len(e); j++ {
				e[j].Seq--
			}
			return e
		},
		"swapped": func(i int, e []storage.LogEntry) []storage.LogEntry {
			j := (i + 1) % len(e)
			e[i], e[j] = e[j], e[i]
			e[i].Seq, e[j].Seq = e[j].Seq, e[i].Seq
			return e
		},
	}
	for name, forge := range forgeries {
		for i := range n {
			f.log = func(e []storage.LogEntry) []storage.LogEntry { return forge(i, e) }
			_, err := s.Verify(t.Context(), 0)
			var c *storage.CorruptError
			require.ErrorAs(t, err, &c, "%s %d", name, i)
			assert.Equal(t, uint16(0), c.Shard)
			assert.NotZero(t, c.Seq)
			assert.LessOrEqual(t, c.Seq, uint64(i)+2, "%s %d: found late", name, i)
		}
	}
	f.log = nil
	for name, forge := range map[string]func(storage.Record) (storage.Record, error){
		"body":   func(r storage.Record) (storage.Record, error) { r.Body[0] ^= 1; return r, nil },
		"header": func(r storage.Record) (storage.Record, error) { r.Status++; return r, nil },
		"gone":   func(r storage.Record) (storage.Record, error) { return r, storage.ErrNotFound },
	} {
		f.asOf = forge
		_, err := s.Verify(t.Context(), 0)
		require.ErrorIs(t, err, storage.ErrCorrupt, name)
	}
	failure := errors.New("disk")
	f.asOf = func(r storage.Record) (storage.Record, error) { return r, failure }
	_, err = s.Verify(t.Context(), 0)
	require.ErrorIs(t, err, failure)
	require.NotErrorIs(t, err, storage.ErrCorrupt, "a failing disk is no forgery")
}

func TestDisclosure(t *testing.T) {
	b := newBench(t)
	r := permit("A-1")
	r.Holder = b.BlindIndex("holder", "测试甲")
	h := b.create(t, r)
	want := storage.Disclosure{
		Kind: 1, ID: "A-1", Actor: "P-0001", Office: "O-01", Purpose: "inspection", Clause: "18.1", Fields: []string{"name"},
	}
	tell := func(id string, d storage.Disclosure) error {
		_, err := b.Update(t.Context(), cmd(id), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			return nil, w.Disclose(ctx, d)
		})
		return err
	}
	require.NoError(t, tell("d1", want))
	var got []storage.Disclosure
	require.NoError(t, b.View(t.Context(), func(ctx context.Context, rd *storage.Reader) error {
		for e, err := range rd.Log(ctx, b.Shard(&h), 1) {
			require.NoError(t, err)
			d, err := storage.ParseDisclosure(&e)
			if e.Type == storage.LogPut {
				require.ErrorIs(t, err, storage.ErrSchema)
				p, err := storage.ParsePut(&e)
				require.NoError(t, err)
				assert.Equal(t, h.Key(), p.Key)
				assert.Equal(t, storage.Version(1), p.Version)
				continue
			}
			require.NoError(t, err)
			got = append(got, d)
		}
		return nil
	}))
	assert.Equal(t, []storage.Disclosure{want}, got, "in the shard of the holder")
	for i, spoil := range []func(*storage.Disclosure){
		func(d *storage.Disclosure) { d.Actor = "" },
		func(d *storage.Disclosure) { d.Purpose = "" },
		func(d *storage.Disclosure) { d.Fields = nil },
		func(d *storage.Disclosure) { d.ID = "" },
	} {
		d := want
		spoil(&d)
		require.ErrorIs(t, tell(fmt.Sprint("bad", i), d), storage.ErrInvalid)
	}
	gone := want
	gone.ID = "A-2"
	require.ErrorIs(t, tell("gone", gone), storage.ErrNotFound)
}

func TestParsePutRefuses(t *testing.T) {
	for _, e := range []storage.LogEntry{
		{Type: storage.LogDomain}, {Type: storage.LogPut}, {Type: storage.LogPut, Data: make([]byte, 43)},
		{Type: storage.LogPut, Data: make([]byte, 45)}, {Type: storage.LogPut, Data: []byte{0, 1, 0xff, 0xff, 1}},
	} {
		_, err := storage.ParsePut(&e)
		require.ErrorIs(t, err, storage.ErrSchema)
	}
}
