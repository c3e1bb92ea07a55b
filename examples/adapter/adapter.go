// Package adapter is a complete storage.Backend in some two hundred lines: maps
// that are copied for each transaction. It keeps every sentence of the contract,
// and it is slow, for it looks at every record to answer a query. Start from it,
// and put your database where the maps are.
package adapter

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

// A Backend keeps records in maps. Create it with New.
type Backend struct {
	data atomic.Pointer[data] // what is committed; nil once closed
	turn chan struct{}        // holds one token while an Update runs
}

// data never change once a Backend points to them: that is the snapshot.
type data struct {
	records  map[storage.Key][]storage.Record // every version, the first first
	shards   map[uint16][]storage.LogEntry
	commands map[storage.CommandID]storage.CommandResult
}

// New returns an empty backend.
func New() *Backend {
	b := &Backend{turn: make(chan struct{}, 1)}
	b.data.Store(&data{map[storage.Key][]storage.Record{}, map[uint16][]storage.LogEntry{}, map[storage.CommandID]storage.CommandResult{}})
	return b
}

// Capabilities: nothing beyond the contract.
func (b *Backend) Capabilities() storage.Capabilities { return storage.Capabilities{Name: "example"} }

// Close drops the data. An Update that is running finds out when it commits.
func (b *Backend) Close() error { b.data.Store(nil); return nil }

// View hands out what is committed now, without the methods that write.
func (b *Backend) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	inner, now, err := b.begin(ctx)
	if err != nil {
		return err
	}
	t := &tx{data: *now}
	defer t.ended.Store(true)
	return fn(inner, struct{ storage.ReadTx }{t})
}

// Update waits for its turn, works on a copy, and publishes it.
func (b *Backend) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if _, _, err := b.begin(ctx); err != nil { // before waiting: a nested call would wait for itself
		return err
	}
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	inner, now, err := b.begin(ctx)
	if err != nil {
		return err
	}
	t := &tx{data: data{maps.Clone(now.records), maps.Clone(now.shards), maps.Clone(now.commands)}}
	defer t.ended.Store(true)
	if err := cmp.Or(fn(inner, t), t.failed, ctx.Err()); err != nil {
		return err
	}
	t.ended.Store(true)
	if !b.data.CompareAndSwap(now, &t.data) {
		return storage.ErrClosed
	}
	return nil
}

func (b *Backend) begin(ctx context.Context) (context.Context, *data, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	now := b.data.Load()
	if now == nil {
		return nil, nil, storage.ErrClosed
	}
	inner, err := storage.EnterTx(ctx, b)
	return inner, now, err
}

// A tx is one transaction on its own data.
type tx struct {
	data
	ended        atomic.Bool
	failed       error // the first failed write spoils the whole
	puts, logged int
}

// ready says why a method cannot run: the transaction or the context has ended, or
// an argument is wrong.
func (t *tx) ready(ctx context.Context, wrong error) error {
	if t.ended.Load() {
		return storage.ErrClosed
	}
	return cmp.Or(ctx.Err(), wrong)
}

// Get returns the last version.
func (t *tx) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	return t.GetAsOf(ctx, k, storage.AsOf{At: math.MaxInt64})
}

// Header returns the header of the last version.
func (t *tx) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	r, err := t.Get(ctx, k)
	return r.Header, err
}

// GetAsOf looks back from the last version. Who gets a body gets a copy.
func (t *tx) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	if err := t.ready(ctx, nil); err != nil {
		return storage.Record{}, err
	}
	for _, r := range slices.Backward(t.records[k]) {
		if at.Version == r.Version || at.Version == 0 && r.RecordedAt <= at.At {
			r.Body = bytes.Clone(r.Body)
			return r, nil
		}
	}
	return storage.Record{}, &storage.NotFoundError{Key: k}
}

// Scan looks at every record. A database has an index for each storage.Index.
func (t *tx) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (page storage.Page, err error) {
	if err := t.ready(ctx, q.ValidatePage(after, limit)); err != nil {
		return page, err
	}
	for _, versions := range t.records {
		r := versions[len(versions)-1]
		if q.Matches(&r.Header) && q.Compare(q.PositionOf(&r.Header), after) > 0 {
			if r.Body = bytes.Clone(r.Body); !q.Bodies {
				r.Body = nil
			}
			page.Records = append(page.Records, r)
		}
	}
	slices.SortFunc(page.Records, func(a, b storage.Record) int {
		return q.Compare(q.PositionOf(&a.Header), q.PositionOf(&b.Header))
	})
	page.More = len(page.Records) > limit
	page.Records = page.Records[:min(limit, len(page.Records))]
	return page, nil
}

// Counts adds up the current records.
func (t *tx) Counts(ctx context.Context, k storage.Kind) (out []storage.Count, err error) {
	sums := map[storage.Count]int64{}
	for key, versions := range t.records {
		if last := versions[len(versions)-1]; key.Kind == k {
			sums[storage.Count{District: last.District, Status: last.Status}]++
		}
	}
	for c, n := range sums {
		c.N = n
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b storage.Count) int {
		return cmp.Or(cmp.Compare(a.District, b.District), cmp.Compare(a.Status, b.Status))
	})
	return out, t.ready(ctx, nil)
}

// Log copies entries out of a shard.
func (t *tx) Log(ctx context.Context, shard uint16, from uint64, limit int) (out []storage.LogEntry, err error) {
	if err := t.ready(ctx, storage.ValidateLogPage(from, limit)); err != nil {
		return nil, err
	}
	entries := t.shards[shard]
	for i := from - 1; i < uint64(len(entries)) && len(out) < limit; i++ {
		out = append(out, entries[i])
		out[len(out)-1].Data = bytes.Clone(entries[i].Data)
	}
	return out, nil
}

// LogHead returns the end of a shard.
func (t *tx) LogHead(ctx context.Context, shard uint16) (head storage.LogHead, err error) {
	if n := len(t.shards[shard]); n > 0 {
		head = storage.LogHead{Seq: uint64(n), Hash: t.shards[shard][n-1].Hash}
	}
	return head, t.ready(ctx, nil)
}

// Command returns a saved result.
func (t *tx) Command(ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
	if err := t.ready(ctx, nil); err != nil {
		return storage.CommandResult{}, err
	}
	c, ok := t.commands[id]
	if !ok {
		return c, storage.ErrNotFound
	}
	c.Result = bytes.Clone(c.Result)
	return c, nil
}

// write runs one write. The first that fails spoils the transaction: Update
// returns its error even if the closure does not.
func (t *tx) write(ctx context.Context, wrong error, do func() error) error {
	err := t.ready(ctx, wrong)
	if err == nil {
		err = do()
	}
	t.failed = cmp.Or(t.failed, err)
	return err
}

// Put adds a version if the record, and the unique key, are as expected.
func (t *tx) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	return t.write(ctx, r.ValidatePut(expect), func() error {
		if t.puts++; t.puts > storage.MaxTxPuts {
			return &storage.LimitError{Field: "puts", Got: t.puts, Limit: storage.MaxTxPuts}
		}
		k, versions := r.Key(), t.records[r.Key()]
		if have := storage.Version(len(versions)); have != expect {
			return &storage.ConflictError{Kind: storage.ConflictVersion, Key: k, Have: uint64(have), Want: uint64(expect)}
		}
		for other, v := range t.records {
			if other.Kind == k.Kind && other != k && !r.Unique.IsZero() && v[len(v)-1].Unique == r.Unique {
				return &storage.ConflictError{Kind: storage.ConflictUnique, Key: k}
			}
		}
		r.Body = bytes.Clone(r.Body) // the caller may change its own
		t.records[k] = append(slices.Clip(versions), r)
		return nil
	})
}

// Append adds entries to the end of a shard.
func (t *tx) Append(ctx context.Context, shard uint16, expect uint64, entries []storage.LogEntry) error {
	return t.write(ctx, storage.ValidateAppend(expect, entries), func() error {
		if t.logged += len(entries); t.logged > storage.MaxTxLog {
			return &storage.LimitError{Field: "log entries", Got: t.logged, Limit: storage.MaxTxLog}
		}
		all := slices.Clip(t.shards[shard])
		if have := uint64(len(all)); have != expect {
			return &storage.ConflictError{Kind: storage.ConflictSequence, Shard: shard, Have: have, Want: expect}
		}
		for _, e := range entries {
			e.Data = bytes.Clone(e.Data)
			all = append(all, e)
		}
		t.shards[shard] = all
		return nil
	})
}

// SaveCommand saves a result once.
func (t *tx) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	return t.write(ctx, c.Validate(), func() error {
		if _, known := t.commands[c.ID]; known {
			return &storage.DuplicateError{}
		}
		c.Result = bytes.Clone(c.Result)
		t.commands[c.ID] = c
		return nil
	})
}
