package postgres

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// A Backend keeps records in a PostgreSQL database. Create it with Open.
type Backend struct {
	*sqlstore.Backend
	db *sql.DB
}

// Open connects to a server, checks its settings and brings the tables in the
// first schema of the search_path to the newest version. The DSN is a URL or
// key=value pairs, as pgx and libpq read them; no error repeats it.
//
// The error is a sqlstore.SettingsError if the server is refused. It wraps
// storage.ErrSchema if the tables were made by a newer or another program, or
// are not there and Options.ReadOnly is set; storage.ErrRetry if the server
// cannot be reached; storage.ErrInvalid for an option or a DSN that makes no
// sense.
func Open(ctx context.Context, dsn string, o Options) (*Backend, error) {
	return open(ctx, dsn, o, nil)
}

// open is Open with a witness of what goes to the server.
func open(ctx context.Context, dsn string, o Options, tracer pgx.QueryTracer) (*Backend, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	conf, err := pgx.ParseConfig(dsn)
	if err != nil {
		// Not err: it may repeat a password.
		return nil, &storage.InvalidError{Field: "DSN", Rule: "must be a URL or key=value pairs"}
	}
	conf.Tracer = tracer
	o.Mode.apply(conf)
	if o.Dial != nil {
		conf.DialFunc = o.Dial
	}
	db := stdlib.OpenDB(*conf)
	db.SetMaxOpenConns(o.MaxConns)
	db.SetMaxIdleConns(o.MaxConns)
	db.SetConnMaxLifetime(o.ConnLife)
	db.SetConnMaxIdleTime(idleLife)
	b, err := over(ctx, db, &o)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return b, nil
}

func over(ctx context.Context, db *sql.DB, o *Options) (*Backend, error) {
	found, err := inspect(ctx, db, checks)
	if err != nil {
		return nil, beforeCommit(err)
	}
	durable, err := judge(found, o)
	if err != nil {
		return nil, err
	}
	s, err := sqlstore.Open(ctx, db, sqlstore.Options{
		Dialect:      sqlstore.PostgreSQL,
		Capabilities: storage.Capabilities{Name: "PostgreSQL", Durable: durable, Shared: true, Explains: true},
		QueryRow:     queryRow(db),
		ReadOnly:     o.ReadOnly,
		Enlisted:     o.inspectEnlisted,
		Before:       beforeCommit,
		Commit:       atCommit,
		Unique:       violated,
	})
	if err != nil {
		return nil, err
	}
	return &Backend{s, db}, nil
}

// violated reports whether an error is about a unique constraint.
func violated(err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && pg.Code == "23505"
}
