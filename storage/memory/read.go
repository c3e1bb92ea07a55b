package memory

import (
	"context"
	"encoding/binary"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

// A readTx reads one state.
type readTx struct {
	state *state
	done  atomic.Bool
}

// ready refuses work after the transaction or the context has ended.
func (tx *readTx) ready(ctx context.Context) error {
	if tx.done.Load() {
		return storage.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return ended(err)
	}
	return nil
}

// Get returns a copy of the current version.
func (tx *readTx) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	if err := tx.ready(ctx); err != nil {
		return storage.Record{}, err
	}
	v := tx.state.current(k)
	if v == nil {
		return storage.Record{}, missing(k)
	}
	return v.val.record(), nil
}

// Header returns the current header.
func (tx *readTx) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	if err := tx.ready(ctx); err != nil {
		return storage.Header{}, err
	}
	v := tx.state.current(k)
	if v == nil {
		return storage.Header{}, missing(k)
	}
	return v.val.header, nil
}

// GetAsOf walks back from the current version.
func (tx *readTx) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	if err := tx.ready(ctx); err != nil {
		return storage.Record{}, err
	}
	for v := tx.state.current(k); v != nil; v = v.prev {
		if at.Version != 0 && v.val.header.Version == at.Version ||
			at.Version == 0 && v.val.header.RecordedAt <= at.At {
			return v.val.record(), nil
		}
	}
	return storage.Record{}, missing(k)
}

// Scan walks the index from the position on.
func (tx *readTx) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	if err := tx.ready(ctx); err != nil {
		return storage.Page{}, err
	}
	if err := q.ValidatePage(after, limit); err != nil {
		return storage.Page{}, err
	}
	var page storage.Page
	s := spanOf(&q, after)
	take := func(key string, _ struct{}) bool {
		if key < s.low || key >= s.high {
			return false
		}
		if len(page.Records) == limit {
			page.More = true
			return false
		}
		v := tx.state.current(storage.Key{Kind: q.Kind, ID: key[s.id:]})
		r := storage.Record{Header: v.val.header}
		if q.Bodies {
			r = v.val.record()
		}
		page.Records = append(page.Records, r)
		return true
	}
	if root := tx.state.index[q.Index].root; q.Descending {
		root.descend(s.high, take)
	} else {
		root.ascend(s.low, take)
	}
	return page, nil
}

// Counts reads the counters of a kind.
func (tx *readTx) Counts(ctx context.Context, k storage.Kind) ([]storage.Count, error) {
	if err := tx.ready(ctx); err != nil {
		return nil, err
	}
	if k == 0 {
		return nil, &storage.InvalidError{Field: "kind", Rule: "must not be zero"}
	}
	var counts []storage.Count
	tx.state.counts.root.ascend(countKey(k, 0, 0), func(key string, n int64) bool {
		b := []byte(key)
		if binary.BigEndian.Uint16(b) != uint16(k) {
			return false
		}
		counts = append(counts, storage.Count{
			District: storage.District(binary.BigEndian.Uint32(b[2:])), Status: b[6], N: n,
		})
		return true
	})
	return counts, nil
}

// Log copies entries out of a shard.
func (tx *readTx) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	if err := tx.ready(ctx); err != nil {
		return nil, err
	}
	if err := storage.ValidateLogPage(from, limit); err != nil {
		return nil, err
	}
	all, _ := tx.state.shards.get(shardKey(shard))
	if from > uint64(len(all)) {
		return nil, nil
	}
	all = all[from-1:]
	return copyEntries(nil, all[:min(limit, len(all))]), nil
}

// LogHead returns the last entry's number and hash.
func (tx *readTx) LogHead(ctx context.Context, shard uint16) (storage.LogHead, error) {
	if err := tx.ready(ctx); err != nil {
		return storage.LogHead{}, err
	}
	all, _ := tx.state.shards.get(shardKey(shard))
	if len(all) == 0 {
		return storage.LogHead{}, nil
	}
	last := &all[len(all)-1]
	return storage.LogHead{Seq: last.Seq, Hash: last.Hash}, nil
}

// Command returns a copy of a saved result.
func (tx *readTx) Command(ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
	if err := tx.ready(ctx); err != nil {
		return storage.CommandResult{}, err
	}
	c := tx.state.command(id)
	if c == nil {
		return storage.CommandResult{}, storage.ErrNotFound
	}
	out := c.val
	out.Result = append([]byte(nil), out.Result...)
	return out, nil
}

// copyEntries appends copies that share no data with from.
func copyEntries(to, from []storage.LogEntry) []storage.LogEntry {
	for _, e := range from {
		e.Data = append([]byte(nil), e.Data...)
		to = append(to, e)
	}
	return to
}
