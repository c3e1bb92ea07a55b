package storagetest_test

import (
	"context"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A broken backend is the reference backend with one planted bug. A hook that
// is nil leaves its method as it is.
type broken struct {
	inner *memory.Backend

	view      func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error
	update    func(ctx context.Context, fn func(context.Context, storage.Tx) error) error
	closing   func() error
	get       func(storage.ReadTx, context.Context, storage.Key) (storage.Record, error)
	header    func(storage.ReadTx, context.Context, storage.Key) (storage.Header, error)
	asOf      func(storage.ReadTx, context.Context, storage.Key, storage.AsOf) (storage.Record, error)
	scan      func(storage.ReadTx, context.Context, storage.Query, storage.Position, int) (storage.Page, error)
	counts    func(storage.ReadTx, context.Context, storage.Kind) ([]storage.Count, error)
	log       func(storage.ReadTx, context.Context, uint16, uint64, int) ([]storage.LogEntry, error)
	logHead   func(storage.ReadTx, context.Context, uint16) (storage.LogHead, error)
	command   func(storage.ReadTx, context.Context, storage.CommandID) (storage.CommandResult, error)
	put       func(storage.Tx, context.Context, storage.Record, storage.Version) error
	appendLog func(storage.Tx, context.Context, uint16, uint64, []storage.LogEntry) error
	save      func(storage.Tx, context.Context, storage.CommandResult) error
	abilities func() storage.Capabilities
	bare      bool // View hands out the transaction as it is
}

func (b *broken) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	wrapped := func(ctx context.Context, tx storage.ReadTx) error {
		if b.bare {
			return fn(ctx, tx)
		}
		return fn(ctx, &brokenReader{tx, b})
	}
	if b.view != nil {
		return b.view(ctx, wrapped)
	}
	return b.inner.View(ctx, wrapped)
}

func (b *broken) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	wrapped := func(ctx context.Context, tx storage.Tx) error {
		return fn(ctx, &brokenWriter{brokenReader{tx, b}, tx})
	}
	if b.update != nil {
		return b.update(ctx, wrapped)
	}
	return b.inner.Update(ctx, wrapped)
}

func (b *broken) Capabilities() storage.Capabilities {
	if b.abilities != nil {
		return b.abilities()
	}
	c := b.inner.Capabilities()
	c.Checks = false // the wrapper has no abilities
	return c
}

func (b *broken) Close() error {
	if b.closing != nil {
		return b.closing()
	}
	return b.inner.Close()
}

type brokenReader struct {
	tx storage.ReadTx
	b  *broken
}

func (r *brokenReader) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	if r.b.get != nil {
		return r.b.get(r.tx, ctx, k)
	}
	return r.tx.Get(ctx, k)
}

func (r *brokenReader) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	if r.b.header != nil {
		return r.b.header(r.tx, ctx, k)
	}
	return r.tx.Header(ctx, k)
}

func (r *brokenReader) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	if r.b.asOf != nil {
		return r.b.asOf(r.tx, ctx, k, at)
	}
	return r.tx.GetAsOf(ctx, k, at)
}

func (r *brokenReader) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	if r.b.scan != nil {
		return r.b.scan(r.tx, ctx, q, after, limit)
	}
	return r.tx.Scan(ctx, q, after, limit)
}

func (r *brokenReader) Counts(ctx context.Context, k storage.Kind) ([]storage.Count, error) {
	if r.b.counts != nil {
		return r.b.counts(r.tx, ctx, k)
	}
	return r.tx.Counts(ctx, k)
}

func (r *brokenReader) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	if r.b.log != nil {
		return r.b.log(r.tx, ctx, shard, from, limit)
	}
	return r.tx.Log(ctx, shard, from, limit)
}

func (r *brokenReader) LogHead(ctx context.Context, shard uint16) (storage.LogHead, error) {
	if r.b.logHead != nil {
		return r.b.logHead(r.tx, ctx, shard)
	}
	return r.tx.LogHead(ctx, shard)
}

func (r *brokenReader) Command(ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
	if r.b.command != nil {
		return r.b.command(r.tx, ctx, id)
	}
	return r.tx.Command(ctx, id)
}

type brokenWriter struct {
	brokenReader
	w storage.Tx
}

func (w *brokenWriter) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	if w.b.put != nil {
		return w.b.put(w.w, ctx, r, expect)
	}
	return w.w.Put(ctx, r, expect)
}

func (w *brokenWriter) Append(ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
	if w.b.appendLog != nil {
		return w.b.appendLog(w.w, ctx, shard, expect, e)
	}
	return w.w.Append(ctx, shard, expect, e)
}

func (w *brokenWriter) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	if w.b.save != nil {
		return w.b.save(w.w, ctx, c)
	}
	return w.w.SaveCommand(ctx, c)
}
