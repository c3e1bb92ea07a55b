package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// A Backend keeps records in a SQLite file. Create it with Open or Over.
type Backend struct {
	*sqlstore.Backend
	readers *sql.DB
	rows    *rowReader // nil on the databases of another driver
	log     *logKeeper // nil if the data are opened for reading
	vfs     string
}

// Open opens the file at path, makes it if it is not there, readable by its owner
// alone, and brings its tables to the newest version.
//
// The error is a sqlstore.SettingsError if the file or the SQLite library is refused. It
// wraps storage.ErrSchema if the tables were made by a newer or another program,
// or are not there and Options.ReadOnly is set; storage.ErrCorrupt if the file
// is no database; storage.ErrReadOnly if it cannot be written to;
// storage.ErrInvalid for options that make no sense.
func Open(ctx context.Context, path string, o Options) (*Backend, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	if path == "" {
		return nil, &storage.InvalidError{Field: "path", Rule: "must not be empty"}
	}
	if o.VFS == "" && !o.ReadOnly {
		if err := makeDatabase(path); err != nil {
			return nil, BeforeCommit(err)
		}
	}
	writer, err := driver.Open(uri(path, &o, "immediate"), o.connected(o.ReadOnly))
	if err != nil {
		return nil, BeforeCommit(err)
	}
	readers, err := driver.Open(uri(path, &o, "deferred"), o.connected(true))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	readers.SetMaxOpenConns(o.Readers)
	readers.SetMaxIdleConns(o.Readers)
	if o.synchronous == "" {
		err = inspect(ctx, writer, readers, o.ReadOnly)
	}
	rows := newRowReader(o.Readers, func() (*sqlite3.Conn, error) { return o.rowConn(uri(path, &o, "deferred")) })
	var b *Backend
	if err == nil {
		b, err = settled(ctx, writer, readers, &o, rows)
	}
	if err != nil {
		return nil, errors.Join(err, readers.Close(), writer.Close())
	}
	b.vfs = o.VFS
	if o.VFS == "" {
		sharedAs(path)
	}
	return b, nil
}

// uri names the file to the driver.
func uri(path string, o *Options, lock string) string {
	if abs, err := filepath.Abs(path); err == nil && o.VFS == "" {
		path = abs
	}
	q := url.Values{"_txlock": {lock}}
	if o.VFS != "" {
		q.Set("vfs", o.VFS)
	} else {
		q.Set("modeof", path) // of the write-ahead log
	}
	if o.ReadOnly {
		q.Set("mode", "ro")
	}
	// SQLite takes a plus sign for what it is, and not for a space.
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// connected sets a new connection up.
func (o *Options) connected(queryOnly bool) func(*sqlite3.Conn) error {
	return func(c *sqlite3.Conn) error {
		if err := c.BusyTimeout(o.BusyTimeout); err != nil {
			return err
		}
		sync := "full"
		if o.synchronous != "" {
			sync = o.synchronous
		}
		pragmas := "pragma synchronous = " + sync + "; pragma trusted_schema = off; pragma cell_size_check = on; "
		if queryOnly {
			pragmas += "pragma query_only = on"
		} else {
			pragmas += "pragma journal_mode = wal"
		}
		return c.Exec(pragmas)
	}
}

// rowConn opens a connection as the driver opens those of readers.
func (o *Options) rowConn(uri string) (*sqlite3.Conn, error) {
	c, err := sqlite3.Open(uri)
	if err != nil {
		return nil, err
	}
	if err := o.connected(true)(c); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// Over returns a backend on databases that the caller has opened with another
// driver for SQLite: writer begins its transactions IMMEDIATE, readers has
// query_only set, and both have synchronous FULL and wait when the file is
// busy. Their settings are read back and refused as by Open. From then on they
// belong to the backend; after an error they are still the caller's.
//
// The modes of the files are as that driver makes them.
//
// The driver's errors must have a method Code() int or ExtendedCode that gives
// SQLite's result code.
func Over(ctx context.Context, writer, readers *sql.DB, readOnly bool) (*Backend, error) {
	if err := inspect(ctx, writer, readers, readOnly); err != nil {
		return nil, err
	}
	o := Options{ReadOnly: readOnly}
	if err := o.complete(); err != nil {
		return nil, err
	}
	return settled(ctx, writer, readers, &o, nil)
}

// settled is Over for databases whose settings are as they are to be.
func settled(ctx context.Context, writer, readers *sql.DB, o *Options, rows *rowReader) (*Backend, error) {
	writer.SetMaxOpenConns(1)
	writer.SetMaxIdleConns(1)
	so := sqlstore.Options{
		Dialect:      sqlstore.SQLite,
		Capabilities: storage.Capabilities{Name: "SQLite", Durable: true, Shared: true},
		Readers:      readers,
		ReadOnly:     o.ReadOnly,
		Before:       BeforeCommit,
		Commit:       AtCommit,
		Unique:       violated,
	}
	if rows != nil {
		so.QueryRow = rows.queryRow
	}
	if o.synchronous == "" {
		so.Enlisted = inspectEnlisted
	}
	s, err := sqlstore.Open(ctx, writer, so)
	if err != nil {
		return nil, err
	}
	b := &Backend{Backend: s, readers: readers, rows: rows}
	if !o.ReadOnly {
		b.log = keepLog(writer, o)
	}
	return b, nil
}

// Update calls fn once and commits what it wrote.
func (b *Backend) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	err := b.Backend.Update(ctx, fn)
	if err == nil {
		b.log.written()
	}
	return err
}

// Begin begins a transaction of the caller's, IMMEDIATE, on the connection with
// which the backend writes: see sqlstore.Backend.Begin.
func (b *Backend) Begin(ctx context.Context) (*sql.Tx, error) {
	t, err := b.Backend.Begin(ctx)
	if err == nil {
		b.log.postpone()
	}
	return t, err
}

// Close closes the file. Transactions that are running go on to their end. Whoever
// closes it as the last of all leaves no write-ahead log.
func (b *Backend) Close() error {
	if b.log != nil {
		b.log.close()
	}
	if b.rows == nil {
		return b.Backend.Close()
	}
	// The writer last, for it is the one to tidy up after the last connection.
	return errors.Join(b.rows.close(), b.Backend.Close())
}

// An asker is a database, one of its connections or a transaction.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// value asks for one value.
func value(ctx context.Context, db asker, text string) (string, error) {
	var v any
	if err := db.QueryRowContext(ctx, text).Scan(&v); err != nil {
		return "", BeforeCommit(err)
	}
	if b, ok := v.([]byte); ok {
		v = string(b)
	}
	return fmt.Sprint(v), nil
}
