package storage_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// otherHash is a hash that goes by another name.
func otherHash() storage.Hash { return storage.Hash{Name: "OTHER", New: sha256.New} }

// TestOtherOptionsAreRefused: with another of the options that the data were
// written with, nothing is read, nothing is written and nothing passes for
// verified. Who verifies needs no key.
func TestOtherOptionsAreRefused(t *testing.T) {
	for option, c := range map[string]struct {
		change   func(*storage.Options)
		verifies bool
	}{
		"IndexKey":       {func(o *storage.Options) { o.IndexKey = bytes.Repeat([]byte("z"), 32) }, true},
		"IndexHash":      {func(o *storage.Options) { o.IndexHash = otherHash() }, true},
		"ChainHash":      {func(o *storage.Options) { o.ChainHash = otherHash() }, false},
		"Shards":         {func(o *storage.Options) { o.Shards = 8 }, false},
		"Shards, longer": {func(o *storage.Options) { o.Shards = 65 }, false},
	} {
		t.Run(option, func(t *testing.T) {
			ctx := t.Context()
			b := newBench(t)
			many(t, b, 40)
			o := storage.Options{Sealer: sealer(t), IndexKey: indexKey()}
			right, err := storage.New(b.backend, o)
			require.NoError(t, err)
			_, err = right.Header(ctx, 1, "M-00001")
			require.NoError(t, err, "the control")
			_, err = right.VerifyAll(ctx)
			require.NoError(t, err, "the control")

			refused := func(what string, err error) {
				t.Helper()
				var wrong *storage.OptionsError
				require.ErrorAs(t, err, &wrong, what)
				assert.Equal(t, option[:len(wrong.Option)], wrong.Option, what)
				require.ErrorIs(t, err, storage.ErrSchema, what)
			}
			c.change(&o)
			s, err := storage.New(b.backend, o)
			require.NoError(t, err)
			for range 2 {
				_, err = s.Header(ctx, 1, "M-00001")
				refused("header", err)
				_, err = s.Get(ctx, 1, "M-00001")
				refused("get", err)
				refused("view", s.View(ctx, func(context.Context, *storage.Reader) error { t.Error("the closure ran"); return nil }))
				for _, err := range s.All(ctx, storage.Query{Index: storage.ByID, Kind: 1}) {
					refused("all", err)
				}
				_, err = s.Update(ctx, cmd("other"), func(context.Context, *storage.Writer) ([]byte, error) { t.Error("the closure ran"); return nil, nil })
				refused("update", err)
				_, verify := s.Verify(ctx, 1)
				kept, all := s.VerifyAll(ctx)
				_, now := s.Checkpoint(ctx)
				records := s.VerifyRecords(ctx, 1)
				if !c.verifies {
					refused("verify", verify)
					refused("verify all", all)
					refused("checkpoint", now)
					refused("verify records", records)
					continue
				}
				for _, err := range []error{verify, all, now, records} {
					require.NoError(t, err, "who verifies needs no key")
				}
				total := uint64(0)
				for _, h := range kept.Heads {
					total += h.Seq
				}
				assert.Equal(t, uint64(41), total)
			}
		})
	}
}

// TestMarkIsOfTheFirstCommand: a store has its mark with the first command that
// takes effect, whatever that writes, and only once.
func TestMarkIsOfTheFirstCommand(t *testing.T) {
	ctx := t.Context()
	b := newBench(t)
	heads := func() (n uint64) {
		c, err := b.VerifyAll(ctx)
		require.NoError(t, err)
		for _, h := range c.Heads {
			n += h.Seq
		}
		return n
	}
	_, err := b.Update(ctx, cmd("refused"), func(context.Context, *storage.Writer) ([]byte, error) { return nil, assert.AnError })
	require.ErrorIs(t, err, assert.AnError)
	assert.Zero(t, heads(), "nothing of a command that was refused")
	for i := range 3 {
		_, err := b.Update(ctx, cmd(fmt.Sprint("empty-", i)), func(context.Context, *storage.Writer) ([]byte, error) { return nil, nil })
		require.NoError(t, err)
		assert.Equal(t, uint64(1), heads())
	}
	var first []storage.LogEntry
	require.NoError(t, b.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		for e, err := range r.Log(ctx, 0, 1) {
			require.NoError(t, err)
			first = append(first, e)
		}
		return nil
	}))
	require.Len(t, first, 1)
	assert.Equal(t, storage.LogStore, first[0].Type)
	mark := b.IndexMark()
	assert.Equal(t, "\x00\x07SHA-256\x00\x07SHA-256\x00\x40"+string(mark[:]), string(first[0].Data), "as it is documented")
}

// An absent backend answers one question for the log inside an Update as of before
// the first entry, as if another first Update came between.
type absent struct {
	storage.Backend
	answered bool
}

func (a *absent) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return a.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, &absentTx{tx, a}) })
}

type absentTx struct {
	storage.Tx
	a *absent
}

func (t *absentTx) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	if !t.a.answered {
		t.a.answered = true
		return nil, nil
	}
	return t.Tx.Log(ctx, shard, from, limit)
}

// TestTwoFirstCommands: of two that find no mark, the slower one runs again and
// looks at the mark of the faster.
func TestTwoFirstCommands(t *testing.T) {
	for name, c := range map[string]struct {
		shards uint16
		want   error
	}{"the same": {0, nil}, "another store": {8, storage.ErrSchema}} {
		b := newBench(t)
		many(t, b, 3)
		slow, err := storage.New(&absent{Backend: b.backend}, storage.Options{Sealer: sealer(t), IndexKey: indexKey(), Shards: c.shards})
		require.NoError(t, err)
		_, err = slow.Update(t.Context(), cmd("slow"), func(context.Context, *storage.Writer) ([]byte, error) { return nil, nil })
		require.ErrorIs(t, err, c.want, name)
		_, err = b.VerifyAll(t.Context())
		require.NoError(t, err)
	}
}

// TestMarkIsLost: who cuts the shard of the mark off, or writes another mark, does
// not get a store that takes the rest for its own.
func TestMarkIsLost(t *testing.T) {
	ctx := t.Context()
	b := newBench(t)
	many(t, b, 400)
	f := &forger{Backend: b.backend.Backend}
	for name, forge := range map[string]func([]storage.LogEntry) []storage.LogEntry{
		"shorter": func(e []storage.LogEntry) []storage.LogEntry { e[0].Data = e[0].Data[:1]; return e },
		"longer":  func(e []storage.LogEntry) []storage.LogEntry { e[0].Data = append(e[0].Data, 0); return e },
		"none":    func(e []storage.LogEntry) []storage.LogEntry { e[0].Type = storage.LogDomain; return e },
		"gone":    func(e []storage.LogEntry) []storage.LogEntry { return e[1:] },
		"key":     func(e []storage.LogEntry) []storage.LogEntry { e[0].Data[len(e[0].Data)-1] ^= 1; return e },
	} {
		f.log = func(e []storage.LogEntry) []storage.LogEntry {
			if len(e) > 0 && e[0].Type == storage.LogStore {
				return forge(e)
			}
			return e
		}
		s, err := storage.New(f, storage.Options{Sealer: sealer(t), IndexKey: indexKey()})
		require.NoError(t, err)
		_, err = s.Get(ctx, 1, "M-00001")
		if name == "key" {
			require.ErrorIs(t, err, storage.ErrSchema)
			_, err = s.VerifyAll(ctx)
		}
		var c *storage.CorruptError
		require.ErrorAs(t, err, &c, name)
		assert.Equal(t, storage.CorruptError{Seq: 1, What: c.What}, *c, name)
	}
	f.log = func(e []storage.LogEntry) []storage.LogEntry {
		if len(e) > 0 && e[0].Type == storage.LogStore {
			return nil
		}
		return e
	}
	s, err := storage.New(f, storage.Options{Sealer: sealer(t), IndexKey: indexKey()})
	require.NoError(t, err)
	found := 0
	for shard := uint16(1); shard < s.Shards(); shard++ {
		head, err := s.Verify(ctx, shard)
		if head.Seq == 0 && err == nil {
			continue // nothing lies there
		}
		require.ErrorIs(t, err, storage.ErrCorrupt, "shard %d", shard)
		found++
	}
	assert.Greater(t, found, 20)
	_, err = b.Verify(ctx, b.Shards())
	require.ErrorIs(t, err, storage.ErrInvalid)
}
