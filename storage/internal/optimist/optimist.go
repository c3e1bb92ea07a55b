// Package optimist holds a storage.Backend that lets many closures run at once, as
// engines do, over memory, which lets in one writer at a time. Tests plant the
// anomalies of transactions in it: a suite that is to see them needs a store that
// has them.
package optimist

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A Backend runs closures at once: each reads what is committed at that moment,
// and its writes are kept back until its end, where their expectations are checked
// again. Without a slip it commits nothing wrong; each slip opens the door to an
// anomaly that a store with one writer never shows.
type Backend struct {
	*memory.Backend
	slips Slips

	mu    sync.Mutex
	dirty map[storage.Key]storage.Record
}

// Slips are what a Backend does wrong.
type Slips struct {
	DirtyReads    bool // reads see what others have not committed
	BlindWrites   bool // versions are not compared at the end
	SplitCommits  bool // each write is committed by itself
	LateUnique    bool // unique keys are left to who looks whether they are free
	SkipUnchanged bool // "nothing to write" if a record is put back as it was
}

// New returns an empty backend with these slips.
func New(s Slips) *Backend {
	return &Backend{Backend: memory.New(), slips: s, dirty: map[storage.Key]storage.Record{}}
}

// Update runs fn beside others, then commits what it wrote.
func (o *Backend) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	tx := &kept{o: o, ctx: ctx, own: map[storage.Key]storage.Record{}, seen: map[storage.Key]storage.Record{}}
	defer func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		for k := range tx.own {
			delete(o.dirty, k)
		}
	}()
	if err := fn(ctx, tx); err != nil {
		return err
	}
	if !o.slips.SplitCommits {
		err := o.Backend.Update(ctx, func(ctx context.Context, real storage.Tx) error {
			for _, w := range tx.writes {
				if err := w(ctx, real); err != nil {
					return err
				}
			}
			return nil
		})
		if errors.Is(err, storage.ErrConflict) || errors.Is(err, storage.ErrDuplicate) {
			err = fmt.Errorf("%w: %w", storage.ErrRetry, err) // found only now: another was faster
		}
		return err
	}
	for _, w := range tx.writes {
		if err := o.Backend.Update(ctx, w); err != nil {
			return err
		}
		time.Sleep(200 * time.Microsecond)
	}
	return nil
}

// kept is a transaction whose writes are kept back.
type kept struct {
	o      *Backend
	ctx    context.Context
	own    map[storage.Key]storage.Record
	seen   map[storage.Key]storage.Record // as they were first read
	writes []func(context.Context, storage.Tx) error
}

func committed[T any](tx *kept, read func(context.Context, storage.ReadTx) (T, error)) (out T, err error) {
	err = tx.o.Backend.View(tx.ctx, func(ctx context.Context, r storage.ReadTx) error {
		out, err = read(ctx, r)
		return err
	})
	return out, err
}

func (tx *kept) Get(_ context.Context, k storage.Key) (storage.Record, error) {
	if r, ok := tx.own[k]; ok {
		r.Body = bytes.Clone(r.Body)
		return r, nil
	}
	if tx.o.slips.DirtyReads {
		tx.o.mu.Lock()
		r, ok := tx.o.dirty[k]
		tx.o.mu.Unlock()
		if ok {
			r.Body = bytes.Clone(r.Body)
			return r, nil
		}
	}
	r, err := committed(tx, func(ctx context.Context, r storage.ReadTx) (storage.Record, error) { return r.Get(ctx, k) })
	if _, again := tx.seen[k]; err == nil && !again {
		tx.seen[k] = r
	}
	return r, err
}

func (tx *kept) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	r, err := tx.Get(ctx, k)
	return r.Header, err
}

func (tx *kept) GetAsOf(_ context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	return committed(tx, func(ctx context.Context, r storage.ReadTx) (storage.Record, error) { return r.GetAsOf(ctx, k, at) })
}

func (tx *kept) Scan(_ context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	return committed(tx, func(ctx context.Context, r storage.ReadTx) (storage.Page, error) { return r.Scan(ctx, q, after, limit) })
}

func (tx *kept) Counts(_ context.Context, k storage.Kind) ([]storage.Count, error) {
	return committed(tx, func(ctx context.Context, r storage.ReadTx) ([]storage.Count, error) { return r.Counts(ctx, k) })
}

func (tx *kept) Log(_ context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	return committed(tx, func(ctx context.Context, r storage.ReadTx) ([]storage.LogEntry, error) {
		return r.Log(ctx, shard, from, limit)
	})
}

func (tx *kept) LogHead(_ context.Context, shard uint16) (storage.LogHead, error) {
	return committed(tx, func(ctx context.Context, r storage.ReadTx) (storage.LogHead, error) { return r.LogHead(ctx, shard) })
}

func (tx *kept) Command(_ context.Context, id storage.CommandID) (storage.CommandResult, error) {
	return committed(tx, func(ctx context.Context, r storage.ReadTx) (storage.CommandResult, error) { return r.Command(ctx, id) })
}

func (tx *kept) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	if err := r.ValidatePut(expect); err != nil {
		return err
	}
	same := tx.seen[r.Key()]
	same.Version = r.Version
	if tx.o.slips.SkipUnchanged && same.Header == r.Header && bytes.Equal(same.Body, r.Body) {
		return nil
	}
	before, err := tx.Get(ctx, r.Key())
	switch {
	case errors.Is(err, storage.ErrNotFound):
		before = storage.Record{}
	case err != nil:
		return err
	}
	if before.Version != expect && !tx.o.slips.BlindWrites {
		return &storage.ConflictError{Kind: storage.ConflictVersion, Key: r.Key(), Have: uint64(before.Version), Want: uint64(expect)}
	}
	if !tx.o.slips.LateUnique && tx.taken(&r.Header) {
		return &storage.ConflictError{Kind: storage.ConflictUnique, Key: r.Key()}
	}
	r.Body = bytes.Clone(r.Body)
	tx.own[r.Key()] = r
	tx.o.mu.Lock()
	tx.o.dirty[r.Key()] = r
	tx.o.mu.Unlock()
	tx.writes = append(tx.writes, func(ctx context.Context, real storage.Tx) error {
		put, expect := r, expect
		if h, err := real.Header(ctx, r.Key()); err == nil && tx.o.slips.BlindWrites {
			expect = h.Version
			put.Version = expect + 1
		}
		if !r.Unique.IsZero() && tx.o.slips.LateUnique {
			p, err := real.Scan(ctx, storage.Query{Index: storage.ByUnique, Kind: r.Kind, Unique: r.Unique}, storage.Position{}, 1)
			if err == nil && len(p.Records) > 0 && p.Records[0].ID != r.ID {
				put.Unique = storage.Blind{} // it was free when it was put
			}
		}
		return real.Put(ctx, put, expect)
	})
	return nil
}

// taken reports whether another record has the unique key of h, as far as can be
// seen now.
func (tx *kept) taken(h *storage.Header) bool {
	if h.Unique.IsZero() {
		return false
	}
	for k, r := range tx.own {
		if k.Kind == h.Kind && k.ID != h.ID && r.Unique == h.Unique {
			return true
		}
	}
	p, err := tx.Scan(tx.ctx, storage.Query{Index: storage.ByUnique, Kind: h.Kind, Unique: h.Unique}, storage.Position{}, 1)
	if err != nil || len(p.Records) == 0 || p.Records[0].ID == h.ID {
		return false
	}
	_, moved := tx.own[p.Records[0].Key()]
	return !moved
}

func (tx *kept) Append(_ context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
	tx.writes = append(tx.writes, func(ctx context.Context, real storage.Tx) error { return real.Append(ctx, shard, expect, e) })
	return nil
}

func (tx *kept) SaveCommand(_ context.Context, c storage.CommandResult) error {
	tx.writes = append(tx.writes, func(ctx context.Context, real storage.Tx) error { return real.SaveCommand(ctx, c) })
	return nil
}
