package storagetest_test

import (
	"context"
	"time"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// loose reads each time from a new snapshot, as an adapter does that runs its
// statements outside a transaction.
type loose struct{ b *memory.Backend }

func once[T any](b *memory.Backend, ctx context.Context, read func(context.Context, storage.ReadTx) (T, error)) (out T, err error) {
	if ctx.Err() != nil {
		return out, ctx.Err()
	}
	// A fresh context: the one given belongs to a transaction.
	err = b.View(context.Background(), func(ctx context.Context, tx storage.ReadTx) error {
		out, err = read(ctx, tx)
		return err
	})
	return out, err
}

func (l loose) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	return once(l.b, ctx, func(ctx context.Context, tx storage.ReadTx) (storage.Record, error) { return tx.Get(ctx, k) })
}

func (l loose) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	return once(l.b, ctx, func(ctx context.Context, tx storage.ReadTx) (storage.Header, error) { return tx.Header(ctx, k) })
}

func (l loose) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	return once(l.b, ctx, func(ctx context.Context, tx storage.ReadTx) (storage.Record, error) { return tx.GetAsOf(ctx, k, at) })
}

func (l loose) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	return once(l.b, ctx, func(ctx context.Context, tx storage.ReadTx) (storage.Page, error) {
		return tx.Scan(ctx, q, after, limit)
	})
}

func (l loose) Counts(ctx context.Context, k storage.Kind) ([]storage.Count, error) {
	return once(l.b, ctx, func(ctx context.Context, tx storage.ReadTx) ([]storage.Count, error) { return tx.Counts(ctx, k) })
}

func (l loose) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	return once(l.b, ctx, func(ctx context.Context, tx storage.ReadTx) ([]storage.LogEntry, error) {
		return tx.Log(ctx, shard, from, limit)
	})
}

func (l loose) LogHead(ctx context.Context, shard uint16) (storage.LogHead, error) {
	return once(l.b, ctx, func(ctx context.Context, tx storage.ReadTx) (storage.LogHead, error) { return tx.LogHead(ctx, shard) })
}

func (l loose) Command(ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
	return once(l.b, ctx, func(ctx context.Context, tx storage.ReadTx) (storage.CommandResult, error) {
		return tx.Command(ctx, id)
	})
}

// auto also writes each time in a transaction of its own.
type auto struct{ loose }

func (a auto) each(ctx context.Context, write func(context.Context, storage.Tx) error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return a.b.Update(context.Background(), write)
}

func (a auto) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	return a.each(ctx, func(ctx context.Context, tx storage.Tx) error { return tx.Put(ctx, r, expect) })
}

func (a auto) Append(ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
	return a.each(ctx, func(ctx context.Context, tx storage.Tx) error { return tx.Append(ctx, shard, expect, e) })
}

func (a auto) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	return a.each(ctx, func(ctx context.Context, tx storage.Tx) error { return tx.SaveCommand(ctx, c) })
}

// blindly puts over whatever version there is, after a while in which another
// may have put too.
type blindly struct{ auto }

func (b blindly) Put(ctx context.Context, r storage.Record, _ storage.Version) error {
	time.Sleep(100 * time.Microsecond)
	return b.each(ctx, func(ctx context.Context, tx storage.Tx) error {
		h, err := tx.Header(ctx, r.Key())
		if err != nil {
			h = storage.Header{}
		}
		r.Version = h.Version + 1
		return tx.Put(ctx, r, h.Version)
	})
}

// split reads beside the transaction it writes in.
type split struct {
	loose
	w storage.Tx
}

func (s split) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	return s.w.Put(ctx, r, expect)
}

func (s split) Append(ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
	return s.w.Append(ctx, shard, expect, e)
}

func (s split) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	return s.w.SaveCommand(ctx, c)
}
