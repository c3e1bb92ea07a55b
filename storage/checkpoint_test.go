package storage_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// spread returns a store of some shards whose log has n entries more than before.
func (b *bench) spread(t testing.TB, shards uint16, from, n int) {
	t.Helper()
	for at := from; at < from+n; at += 100 {
		_, err := b.Update(t.Context(), cmd(fmt.Sprint("spread-", at)), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			for i := at; i < min(from+n, at+100); i++ {
				if i%3 == 0 {
					r := permit(fmt.Sprint("S-", i))
					if _, err := w.Put(ctx, r, 0); err != nil {
						return nil, err
					}
					continue
				}
				if err := w.Log(uint16(i)%shards, storage.LogDomain, fmt.Append(nil, "entry ", i)); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		require.NoError(t, err)
	}
}

func TestCheckpoint(t *testing.T) {
	const shards = 5
	b := newBench(t, func(o *storage.Options) { o.Shards = shards })
	empty, err := b.Checkpoint(t.Context())
	require.NoError(t, err)
	require.Equal(t, make([]storage.LogHead, shards), empty.Heads)
	b.spread(t, shards, 0, 300)
	early, err := b.Checkpoint(t.Context())
	require.NoError(t, err)
	b.spread(t, shards, 300, 2500)
	late, err := b.VerifyAll(t.Context(), empty, early)
	require.NoError(t, err)
	now, err := b.Checkpoint(t.Context())
	require.NoError(t, err)
	assert.Equal(t, now.Heads, late.Heads, "what was verified is where the shards end")
	assert.NotEqual(t, early.Root, late.Root)
	total := uint64(0)
	for shard, h := range late.Heads {
		total += h.Seq
		assert.Greater(t, h.Seq, early.Heads[shard].Seq)
	}
	assert.Equal(t, uint64(2800+1), total, "and the mark of the store")
	for _, kept := range []storage.Checkpoint{empty, early, late} {
		since, err := b.VerifySince(t.Context(), kept)
		require.NoError(t, err)
		assert.Equal(t, late.Heads, since.Heads)
	}

	// Through the text and back, as an outsider keeps it.
	text, err := early.MarshalText()
	require.NoError(t, err)
	var read storage.Checkpoint
	require.NoError(t, read.UnmarshalText(text))
	assert.Equal(t, early, read)
	_, err = b.VerifyAll(t.Context(), read)
	require.NoError(t, err)
}

// A checkpoint that was changed, or that another store gave, says nothing of
// this one; it is refused before anything is read.
func TestCheckpointRefused(t *testing.T) {
	b := newBench(t, func(o *storage.Options) { o.Shards = 3 })
	b.spread(t, 3, 0, 30)
	c, err := b.Checkpoint(t.Context())
	require.NoError(t, err)
	other, err := newBench(t).Checkpoint(t.Context())
	require.NoError(t, err)
	for name, change := range map[string]func(*storage.Checkpoint){
		"seq":    func(c *storage.Checkpoint) { c.Heads[1].Seq-- },
		"hash":   func(c *storage.Checkpoint) { c.Heads[1].Hash[31] ^= 1 },
		"moment": func(c *storage.Checkpoint) { c.At++ },
		"root":   func(c *storage.Checkpoint) { c.Root[0] ^= 1 },
		"shards": func(c *storage.Checkpoint) { *c = other },
		"zero":   func(c *storage.Checkpoint) { *c = storage.Checkpoint{Hash: c.Hash} },
	} {
		bad := c
		bad.Heads = append([]storage.LogHead(nil), c.Heads...)
		change(&bad)
		_, err := b.VerifyAll(t.Context(), c, bad)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
		_, err = b.VerifySince(t.Context(), bad)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
	}
	c.Hash = "SM3"
	_, err = b.VerifyAll(t.Context(), c)
	require.ErrorIs(t, err, storage.ErrSchema)
}

func TestCheckpointTextRefused(t *testing.T) {
	b := newBench(t, func(o *storage.Options) { o.Shards = 3 })
	b.spread(t, 3, 0, 30)
	c, err := b.Checkpoint(t.Context())
	require.NoError(t, err)
	text, err := c.MarshalText()
	require.NoError(t, err)
	lines := bytes.SplitAfter(text, []byte("\n"))
	for n := range len(text) {
		var read storage.Checkpoint
		err := read.UnmarshalText(text[:n])
		if err == nil { // whole lines of heads may be missing: then the root is wrong
			_, err = b.VerifyAll(t.Context(), read)
		}
		require.ErrorIs(t, err, storage.ErrInvalid, "cut to %d bytes", n)
	}
	for i := range lines {
		twice := bytes.Join(append(append([][]byte(nil), lines[:i+1]...), lines[i:]...), nil)
		if bytes.Equal(twice, text) {
			continue // the empty end
		}
		var read storage.Checkpoint
		require.ErrorIs(t, read.UnmarshalText(twice), storage.ErrInvalid, "line %d twice", i)
		assert.Equal(t, storage.Checkpoint{}, read, "a refused text changes nothing")
	}
	c.At = storage.InstantOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))
	_, err = c.MarshalText()
	require.ErrorIs(t, err, storage.ErrInvalid)
}

func FuzzCheckpointText(f *testing.F) {
	f.Add([]byte("residence storage checkpoint 1\nSHA-256 2 2026-11-28T09:00:00.5Z\nroot " +
		"00000000000000000000000000000000000000000000000000000000000000ff\n1 7 " +
		"ff00000000000000000000000000000000000000000000000000000000000000\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var c storage.Checkpoint
		if c.UnmarshalText(text) != nil {
			return
		}
		again, err := c.MarshalText()
		if err != nil || !bytes.Equal(again, text) {
			t.Errorf("%q was read and is written as %q, %v", text, again, err)
		}
	})
}
