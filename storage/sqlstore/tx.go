package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

// A tx reads, and is what a writeTx writes with.
type tx struct {
	b        *Backend
	sql      *sql.Tx
	prepared *prepared // nil: the texts are sent
	own      prepared  // those already bound to this transaction
	locking  bool      // whether reading a head locks it
	done     atomic.Bool
}

var _ storage.CommandLister = (*tx)(nil)

// end makes every method return ErrClosed and rolls back what is not committed.
func (t *tx) end() {
	t.done.Store(true)
	_ = t.sql.Rollback() // says ErrTxDone after a commit; else what was not committed is nothing
}

// run calls fn with the methods that write, and returns an error unless what it
// wrote may be committed. After it no method works.
func (t *tx) run(ctx, inner context.Context, fn func(context.Context, storage.Tx) error) error {
	w := &writeTx{tx: t}
	t.locking = true
	defer t.done.Store(true)
	switch err := fn(inner, w); {
	case err != nil:
		return err
	case w.failed != nil:
		return w.failed
	case ctx.Err() != nil:
		return ended(ctx.Err())
	}
	return nil
}

// ready refuses work after the transaction or the context has ended.
func (t *tx) ready(ctx context.Context) error {
	if t.done.Load() {
		return storage.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return ended(err)
	}
	return nil
}

// bound returns a prepared statement for this transaction, or nil.
func (t *tx) bound(ctx context.Context, s statement) *sql.Stmt {
	if t.prepared == nil || t.prepared[s] == nil {
		return nil
	}
	if t.own[s] == nil {
		t.own[s] = t.sql.StmtContext(ctx, t.prepared[s])
	}
	return t.own[s]
}

func (t *tx) query(ctx context.Context, s statement, args ...any) (*sql.Rows, error) {
	if p := t.bound(ctx, s); p != nil {
		return p.QueryContext(ctx, args...)
	}
	return t.sql.QueryContext(ctx, t.b.o.Dialect.text(s), args...)
}

func (t *tx) queryRow(ctx context.Context, s statement, args ...any) *sql.Row {
	if p := t.bound(ctx, s); p != nil {
		return p.QueryRowContext(ctx, args...)
	}
	return t.sql.QueryRowContext(ctx, t.b.o.Dialect.text(s), args...)
}

// exec runs a statement that writes and returns how many rows it has changed.
func (t *tx) exec(ctx context.Context, s statement, args ...any) (n int64, err error) {
	var res sql.Result
	if p := t.bound(ctx, s); p != nil {
		res, err = p.ExecContext(ctx, args...)
	} else {
		res, err = t.sql.ExecContext(ctx, t.b.o.Dialect.text(s), args...)
	}
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// one reads one row; if there is none it returns missing.
func (t *tx) one(ctx context.Context, missing error, into []any, s statement, args ...any) error {
	err := t.queryRow(ctx, s, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return missing
	}
	return t.b.before(ctx, err)
}

// each calls row for every row.
func (t *tx) each(ctx context.Context, rows *sql.Rows, err error, row func(*sql.Rows) error) error {
	if err != nil {
		return t.b.before(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows); err != nil {
			return t.b.before(ctx, err)
		}
	}
	return t.b.before(ctx, rows.Err())
}
