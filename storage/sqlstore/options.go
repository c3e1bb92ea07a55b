package sqlstore

import (
	"context"
	"database/sql"

	"github.com/juzhuzheng/residence/storage"
)

// A Dialect is the way an engine writes SQL.
type Dialect uint8

// The dialects. PostgreSQL is also spoken by engines that are compatible with
// it; whether one is, storagetest tells.
const (
	PostgreSQL Dialect = iota + 1
	SQLite
)

// Options configure Open. Dialect and Capabilities.Name are required.
type Options struct {
	Dialect Dialect
	// Capabilities are what the engine, as it is set, promises. Checks and
	// Migrates are added, for they are done here; so is Explains for SQLite.
	Capabilities storage.Capabilities
	// Readers, if not nil, serves View, and db is left to Update. For SQLite it
	// is required: db has one connection there and begins its transactions
	// IMMEDIATE, Readers has many.
	Readers *sql.DB
	// QueryRow, if not nil, answers the statement of ReadHeader in place of
	// database/sql: it runs a text that selects at most one row and copies the
	// columns to what into points to, an *int64, *string or *[]byte, which
	// is nil for NULL. Without a row it returns sql.ErrNoRows. What else it
	// returns is passed through Before.
	QueryRow func(ctx context.Context, into []any, text string, args ...any) error
	// ReadOnly makes Update return storage.ErrReadOnly and Open change nothing.
	ReadOnly bool
	// Enlisted, if not nil, judges a caller's transaction before the first Update
	// in it: the connection it runs on is the caller's and may be set otherwise
	// than those of the backend. An error refuses that Update.
	Enlisted func(ctx context.Context, t *sql.Tx) error
	// Before says what an error of the driver means while no COMMIT was sent; it
	// wraps the error in the sentinel of package storage that applies, or returns
	// it as it is. Nil leaves all as they are.
	Before func(error) error
	// Commit says what an error of a COMMIT means. Nil makes each one
	// storage.ErrCommitUnknown.
	Commit func(error) error
	// Unique reports whether an error is about a unique constraint. Nil means
	// that this cannot be told: a unique key that is taken is then an error
	// like any other.
	Unique func(error) bool

	_ struct{}
}

func (o *Options) validate() error {
	switch {
	case o.Dialect != PostgreSQL && o.Dialect != SQLite:
		return &storage.InvalidError{Field: "dialect", Rule: "is none of the declared ones"}
	case o.Dialect == SQLite && o.Readers == nil:
		return &storage.InvalidError{Field: "readers", Rule: "must be set for SQLite"}
	case o.Capabilities.Name == "":
		return &storage.InvalidError{Field: "name", Rule: "must not be empty"}
	}
	return nil
}
