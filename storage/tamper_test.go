package storage_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// The tamper test: somebody with every right on the database edits the log. Each
// of its entries is flipped, deleted, swapped with the next one, made the end of
// its shard, and given one before it that nobody wrote. A careless hand edits
// rows; a thorough one, who knows how the chain is made, also writes all hashes
// after it, and the head, anew.

const (
	tamperShards  = 4
	tamperEntries = 1000
)

// A tampered shows one shard of a store as somebody made it.
type tampered struct {
	storage.Backend
	shard uint16
	log   []storage.LogEntry // nil: as it is
	head  storage.LogHead
}

func (f *tampered) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return f.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, &tamperedTx{tx, f}) })
}

type tamperedTx struct {
	storage.ReadTx
	f *tampered
}

func (t *tamperedTx) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	if t.f.log == nil || shard != t.f.shard {
		return t.ReadTx.Log(ctx, shard, from, limit)
	}
	// A database finds rows by number, wherever they stand.
	var page []storage.LogEntry
	for _, e := range t.f.log {
		if e.Seq >= from && len(page) < limit {
			page = append(page, e)
		}
	}
	return page, nil
}

func (t *tamperedTx) LogHead(ctx context.Context, shard uint16) (storage.LogHead, error) {
	if t.f.log == nil || shard != t.f.shard {
		return t.ReadTx.LogHead(ctx, shard)
	}
	return t.f.head, nil
}

// link is the hash of an entry as the documents describe it, written here again.
func link(shard uint16, prev [32]byte, e *storage.LogEntry) [32]byte {
	b := binary.BigEndian.AppendUint16([]byte{0}, shard)
	b = binary.BigEndian.AppendUint64(b, e.Seq)
	b = append(b, prev[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(e.RecordedAt))
	b = binary.BigEndian.AppendUint16(b, e.Type)
	return sha256.Sum256(append(b, e.Data...))
}

// end is the head of a list as a hand that knows its work leaves it.
func end(log []storage.LogEntry) (h storage.LogHead) {
	if n := len(log); n > 0 {
		h = storage.LogHead{Seq: log[n-1].Seq, Hash: log[n-1].Hash}
	}
	return h
}

// An edit changes the entries of a shard at i. It returns them with the number of
// the first entry that is not what it was.
type edit func(log []storage.LogEntry, i int) (out []storage.LogEntry, first uint64)

var edits = []struct {
	name string
	edit edit
}{
	{"flip", func(log []storage.LogEntry, i int) ([]storage.LogEntry, uint64) {
		log[i].Data = bytes.Clone(log[i].Data)
		log[i].Data[i%len(log[i].Data)] ^= 1
		return log, log[i].Seq
	}},
	{"delete", func(log []storage.LogEntry, i int) ([]storage.LogEntry, uint64) {
		first := log[i].Seq
		return slices.Delete(log, i, i+1), first
	}},
	{"swap", func(log []storage.LogEntry, i int) ([]storage.LogEntry, uint64) {
		j := i + 1
		if j == len(log) {
			i, j = i-1, i // the last one goes before its neighbour
		}
		log[i], log[j] = log[j], log[i]
		log[i].Seq, log[j].Seq = log[j].Seq, log[i].Seq
		return log, log[i].Seq
	}},
	{"truncate", func(log []storage.LogEntry, i int) ([]storage.LogEntry, uint64) {
		return log[:i], log[i].Seq
	}},
	{"insert", func(log []storage.LogEntry, i int) ([]storage.LogEntry, uint64) {
		planted := log[i]
		planted.Type, planted.Data = storage.LogDomain, []byte("nobody wrote this")
		out := slices.Insert(log, i, planted)
		for j := i + 1; j < len(out); j++ {
			out[j].Seq++
		}
		return out, planted.Seq
	}},
}

func TestTamper(t *testing.T) {
	ctx := t.Context()
	b := newBench(t, func(o *storage.Options) { o.Shards = tamperShards })
	b.spread(t, tamperShards, 0, tamperEntries-1) // and the store's own
	f := &tampered{Backend: b.backend.Backend}
	s, err := storage.New(f, storage.Options{Sealer: sealer(t), IndexKey: make([]byte, 32), Shards: tamperShards})
	require.NoError(t, err)

	// Control: nothing was edited, and nothing is found.
	kept, err := s.VerifyAll(ctx)
	require.NoError(t, err, "the control")
	_, err = s.VerifyAll(ctx, kept)
	require.NoError(t, err, "the control")
	_, err = s.VerifySince(ctx, kept)
	require.NoError(t, err, "the control")

	logs := make([][]storage.LogEntry, tamperShards)
	total := 0
	require.NoError(t, f.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) (err error) {
		for shard := range logs {
			if logs[shard], err = tx.Log(ctx, uint16(shard), 1, storage.MaxPage); err != nil {
				return err
			}
			total += len(logs[shard])
			require.Equal(t, kept.Heads[shard], end(logs[shard]))
			prev := [32]byte{}
			for i := range logs[shard] { // the chain is made as it is documented
				e := &logs[shard][i]
				require.Equal(t, link(uint16(shard), prev, e), e.Hash)
				prev = e.Hash
			}
		}
		return nil
	}))
	require.Equal(t, tamperEntries, total)

	var figures []string
	for _, e := range edits {
		var careless, thorough, samples, unkept int
		for shard := range logs {
			for i := range logs[shard] {
				f.shard = uint16(shard)
				var first uint64
				f.log, first = e.edit(slices.Clone(logs[shard]), i)
				if f.log == nil {
					f.log = []storage.LogEntry{} // a shard of which nothing is left
				}
				f.head = end(f.log)

				// With rows edited, the chain alone tells. A cut end is a whole
				// chain: there the checkpoint tells.
				long := i%10 == 0
				if named(t, s, f.shard, first, kept, long) {
					careless++
				}
				prev := [32]byte{}
				for j := range f.log {
					f.log[j].Seq = uint64(j) + 1
					f.log[j].Hash = link(f.shard, prev, &f.log[j])
					prev = f.log[j].Hash
				}
				f.head = end(f.log)
				if found(t, s, f.shard, first, kept, long) {
					thorough++
				}
				if long {
					samples++
					if _, err := s.VerifyAll(ctx); err != nil {
						unkept++
					}
				}
			}
		}
		figures = append(figures, fmt.Sprintf("%s %d/%d found (all hashes anew: %d/%d, without checkpoint %d/%d)",
			e.name, careless, total, thorough, total, unkept, samples))
		require.Equal(t, total, careless, e.name)
		require.Equal(t, total, thorough, e.name)
		require.Less(t, unkept, samples, "the control: a chain that was written anew is whole, so only the checkpoint can have told")
	}
	t.Logf("tamper, %d entries, shard and entry named: %s; control: unedited log verifies", total, strings.Join(figures, ", "))
}

// named reports whether the damage is found where it is: the first entry that is
// not what it was, or the next one, whose link to it is broken. The shard alone is
// verified and, if it is whole, against the checkpoint; the long check does both
// for all shards.
func named(t *testing.T, s *storage.Store, shard uint16, first uint64, kept storage.Checkpoint, long bool) bool {
	t.Helper()
	_, err := s.Verify(t.Context(), shard)
	if err == nil {
		_, err = s.VerifySince(t.Context(), kept)
	}
	ok := at(t, err, shard, first, first+1)
	if long {
		_, err := s.VerifyAll(t.Context(), kept)
		ok = at(t, err, shard, first, first+1) && ok
	}
	return ok
}

// found reports whether the damage is found in its shard, no earlier than it is
// and no later than where the checkpoint ends, by the short check and the long.
func found(t *testing.T, s *storage.Store, shard uint16, first uint64, kept storage.Checkpoint, long bool) bool {
	t.Helper()
	_, err := s.VerifySince(t.Context(), kept)
	ok := at(t, err, shard, first, kept.Heads[shard].Seq)
	if long {
		_, err := s.VerifyAll(t.Context(), kept)
		ok = at(t, err, shard, first, kept.Heads[shard].Seq) && ok
	}
	return ok
}

// at reports whether an error names the shard and an entry within the bounds.
func at(t *testing.T, err error, shard uint16, first, last uint64) bool {
	t.Helper()
	var c *storage.CorruptError
	if errors.As(err, &c) && c.Shard == shard && c.Seq >= first && c.Seq <= last {
		return true
	}
	t.Errorf("shard %d entry %d to %d: %v", shard, first, last, err)
	return false
}
