package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

// An Enlisted is a backend inside a transaction of the caller's. Create it with
// Backend.Enlist.
type Enlisted struct {
	b      *Backend
	sql    *sql.Tx
	judged bool // Options.Enlisted has found nothing wrong
	closed atomic.Bool
}

var _ storage.Backend = (*Enlisted)(nil)

// Begin begins a transaction of the caller's on the connections with which the
// backend itself writes: set as they are to be, and IMMEDIATE in SQLite. The
// caller ends it; if ctx ends first it is rolled back. It can be enlisted.
//
// In SQLite there is one such connection, so the backend's own Update waits for
// the end of the transaction.
//
// Errors: storage.ErrClosed; storage.ErrReadOnly; storage.ErrInvalid with the
// context of a transaction of the backend; those of the engine, as Update has
// them.
func (b *Backend) Begin(ctx context.Context) (*sql.Tx, error) {
	if _, err := b.enter(ctx); err != nil {
		return nil, err
	}
	if b.o.ReadOnly {
		return nil, storage.ErrReadOnly
	}
	t, err := b.writer.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, b.beforeOpen(ctx, err)
	}
	return t, nil
}

// Enlist returns a backend whose Update writes into a transaction that the caller
// has begun on the same database, best with Begin, and ends itself: the records
// commit with whatever else the caller writes, or not at all. A storage.Store may
// be built on it. It is used by one goroutine, for as long as the transaction.
//
// A transaction of a connection that the caller has opened is judged at the first
// Update: if what it commits could be lost, though acknowledged, by the loss of
// power, each Update returns an error that wraps storage.ErrUnsupported and says
// what to set. Settings changed after that are not seen.
//
// Each Update is whole in itself: it runs under a savepoint, and one that fails
// leaves the caller's transaction as it was before. What it cannot promise:
//
//   - Nothing is durable, or seen by others, before the caller has committed; an
//     Update that returns nil says only that it is part of the transaction. If
//     the caller's commit is lost from sight, so are all its acts: the caller asks
//     for the commands under their IDs, through the backend itself.
//   - An error that wraps storage.ErrRetry is about the caller's whole transaction:
//     to run only the act again may never help. Give the Store one attempt
//     (Options.Attempts) and begin again.
//   - View is no snapshot unless the caller's isolation level makes it one.
//   - Shards stay locked until the caller commits; writers to the same shard wait
//     that long. Write other things first.
//   - In SQLite the transaction is to be begun IMMEDIATE, as Begin does, or else it
//     may fail halfway with storage.ErrRetry.
func (b *Backend) Enlist(t *sql.Tx) *Enlisted { return &Enlisted{b: b, sql: t} }

// Capabilities promise nothing beyond the contract: durability is the caller's.
func (e *Enlisted) Capabilities() storage.Capabilities {
	return storage.Capabilities{Name: e.b.caps.Name}
}

// Close ends the use of the transaction, and not the transaction.
func (e *Enlisted) Close() error {
	e.closed.Store(true)
	return nil
}

// View calls fn with the caller's transaction.
func (e *Enlisted) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	inner, err := e.enter(ctx)
	if err != nil {
		return err
	}
	t := &tx{b: e.b, sql: e.sql}
	defer t.done.Store(true)
	return fn(inner, t)
}

// savepoint names the place an Update that fails goes back to.
const savepoint = "residence_act"

// Update calls fn once, under a savepoint of the caller's transaction.
func (e *Enlisted) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) (err error) {
	inner, err := e.enter(ctx)
	if err != nil {
		return err
	}
	if e.b.o.ReadOnly {
		return storage.ErrReadOnly
	}
	if judge := e.b.o.Enlisted; judge != nil && !e.judged {
		if err := judge(ctx, e.sql); err != nil {
			return err
		}
		e.judged = true
	}
	if _, err := e.sql.ExecContext(ctx, "savepoint "+savepoint); err != nil {
		return e.b.before(ctx, err)
	}
	kept := false
	defer func() {
		if !kept {
			err = errors.Join(err, e.back(ctx))
		}
	}()
	t := &tx{b: e.b, sql: e.sql}
	if err := t.run(ctx, inner, fn); err != nil {
		return err
	}
	if _, err := e.sql.ExecContext(ctx, "release savepoint "+savepoint); err != nil {
		return e.b.before(ctx, err)
	}
	kept = true
	return nil
}

// back undoes what was done since the savepoint, whatever became of ctx. If it
// cannot, the transaction is of no use any more.
func (e *Enlisted) back(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	for _, text := range []string{"rollback to savepoint " + savepoint, "release savepoint " + savepoint} {
		if _, err := e.sql.ExecContext(ctx, text); err != nil {
			e.closed.Store(true)
			return e.b.before(ctx, err)
		}
	}
	return nil
}

func (e *Enlisted) enter(ctx context.Context) (context.Context, error) {
	if err := ctx.Err(); err != nil {
		return nil, ended(err)
	}
	if e.closed.Load() || e.b.closed.Load() {
		return nil, storage.ErrClosed
	}
	return storage.EnterTx(ctx, e)
}
