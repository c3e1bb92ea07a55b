package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

// A Backend keeps records in a SQL database. Create it with Open.
type Backend struct {
	o      Options
	caps   storage.Capabilities
	writer pool
	reader pool
	steps  []step
	closed atomic.Bool

	headerText string // getHeader in the dialect
}

// A pool is a database with the fixed statements prepared on it.
type pool struct {
	db       *sql.DB
	prepared *prepared
}

var (
	_ storage.Backend      = (*Backend)(nil)
	_ storage.HeaderReader = (*Backend)(nil)
	_ storage.Checker      = (*Backend)(nil)
	_ storage.Migrator     = (*Backend)(nil)
	_ storage.Explainer    = (*Backend)(nil)
)

// Open brings the tables in db to the newest version and returns a backend on
// them. From then on db, and Options.Readers, belong to it; after an error they
// are still the caller's.
//
// The error is a SchemaError if the tables are those of a newer or another
// program, or are not there and Options.ReadOnly is set; it wraps
// storage.ErrInvalid if the options make no sense. What the engine says is passed
// through Options.Before.
func Open(ctx context.Context, db *sql.DB, o Options) (*Backend, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	b := &Backend{o: o, caps: o.Capabilities, writer: pool{db: db}, reader: pool{db: db}, headerText: o.Dialect.text(getHeader)}
	if o.Readers != nil {
		b.reader.db = o.Readers
	}
	b.caps.Checks, b.caps.Migrates = true, true
	b.caps.Explains = b.caps.Explains || o.Dialect == SQLite
	var err error
	if b.steps, err = stepsOf(o.Dialect); err != nil {
		return nil, err
	}
	if err := b.Migrate(ctx); err != nil {
		return nil, err
	}
	if b.reader.prepared, err = o.Dialect.prepare(ctx, b.reader.db); err != nil {
		return nil, b.before(ctx, err)
	}
	b.writer.prepared = new(prepared)
	if !o.ReadOnly {
		if b.writer.prepared, err = o.Dialect.prepare(ctx, b.writer.db); err != nil {
			return nil, b.before(ctx, err)
		}
	}
	return b, nil
}

// Capabilities are those the adapter declared, and what this package adds.
func (b *Backend) Capabilities() storage.Capabilities { return b.caps }

// Close closes the database. Transactions that are running go on to their end.
func (b *Backend) Close() error {
	if b.closed.Swap(true) {
		return nil
	}
	// The writer last, for it is the one to tidy up after the last connection.
	var err error
	if b.reader.db != b.writer.db {
		err = b.reader.db.Close()
	}
	return errors.Join(err, b.writer.db.Close())
}

// View calls fn with one snapshot.
func (b *Backend) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	inner, err := b.enter(ctx)
	if err != nil {
		return err
	}
	o := &sql.TxOptions{ReadOnly: true}
	if b.o.Dialect == PostgreSQL {
		o.Isolation = sql.LevelRepeatableRead
	}
	t, err := b.begin(ctx, &b.reader, o)
	if err != nil {
		return err
	}
	defer t.end()
	return fn(inner, t)
}

// Update calls fn once and commits what it wrote.
func (b *Backend) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	inner, err := b.enter(ctx)
	if err != nil {
		return err
	}
	if b.o.ReadOnly {
		return storage.ErrReadOnly
	}
	t, err := b.begin(ctx, &b.writer, nil)
	if err != nil {
		return err
	}
	defer t.end()
	if err := t.run(ctx, inner, fn); err != nil {
		return err
	}
	return b.commit(ctx, t.sql)
}

// enter refuses what cannot begin.
func (b *Backend) enter(ctx context.Context) (inner context.Context, err error) {
	if err := ctx.Err(); err != nil {
		return nil, ended(err)
	}
	if b.closed.Load() {
		return nil, storage.ErrClosed
	}
	return storage.EnterTx(ctx, b)
}

func (b *Backend) begin(ctx context.Context, p *pool, o *sql.TxOptions) (*tx, error) {
	t, err := p.db.BeginTx(ctx, o)
	if err != nil {
		return nil, b.beforeOpen(ctx, err)
	}
	return &tx{b: b, sql: t, prepared: p.prepared}, nil
}

// beforeOpen is before for a call that may have met the end of the backend.
func (b *Backend) beforeOpen(ctx context.Context, err error) error {
	if b.closed.Load() {
		return storage.ErrClosed
	}
	return b.before(ctx, err)
}

// before says what an error means as long as no COMMIT was sent: nothing has
// taken effect, and nothing will.
func (b *Backend) before(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil && !errors.Is(err, ctx.Err()) {
		return fmt.Errorf("%w: %v", ended(ctx.Err()), err)
	}
	if b.o.Before != nil {
		return b.o.Before(err)
	}
	return err
}

// commit sends the COMMIT.
func (b *Backend) commit(ctx context.Context, t *sql.Tx) error {
	err := t.Commit()
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrTxDone):
		// The context ended first, and the transaction was rolled back.
		if ctx.Err() != nil {
			return ended(ctx.Err())
		}
		return storage.ErrRetry
	case b.o.Commit != nil:
		return b.o.Commit(err)
	}
	return fmt.Errorf("%w: %w", storage.ErrCommitUnknown, err)
}

// ReadHeader reads one current header without a transaction.
func (b *Backend) ReadHeader(ctx context.Context, k storage.Key) (storage.Header, error) {
	if err := ctx.Err(); err != nil {
		return storage.Header{}, ended(err)
	}
	if b.closed.Load() {
		return storage.Header{}, storage.ErrClosed
	}
	if k.Validate() != nil {
		return storage.Header{}, &storage.NotFoundError{Key: k}
	}
	var h headerRow
	switch err := b.queryHeader(ctx, h.into(), int64(k.Kind), k.ID); {
	case errors.Is(err, sql.ErrNoRows):
		return storage.Header{}, &storage.NotFoundError{Key: k}
	case err != nil:
		return storage.Header{}, b.beforeOpen(ctx, err)
	}
	return h.header(k.Kind)
}

// queryHeader reads one header in one statement, which is a snapshot by itself.
func (b *Backend) queryHeader(ctx context.Context, into []any, args ...any) error {
	if b.o.QueryRow != nil {
		return b.o.QueryRow(ctx, into, b.headerText, args...)
	}
	if p := b.reader.prepared[getHeader]; p != nil {
		return p.QueryRowContext(ctx, args...).Scan(into...)
	}
	return b.reader.db.QueryRowContext(ctx, b.headerText, args...).Scan(into...)
}

func ended(err error) error { return fmt.Errorf("storage: gave up: %w", err) }
