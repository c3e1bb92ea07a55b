package sqlstore

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

//go:embed migrations
var embedded embed.FS

// Migrations returns the steps of a dialect as numbered files of SQL, for those
// who apply them with a tool of their own. Each file is one transaction, and
// ends with the statement that enters it in residence_schema; file 0 makes that
// table. Open finds what was applied and has nothing left to do.
func Migrations(d Dialect) (fs.FS, error) {
	switch d {
	case PostgreSQL:
		return fs.Sub(embedded, "migrations/postgres")
	case SQLite:
		return fs.Sub(embedded, "migrations/sqlite")
	}
	return nil, &storage.InvalidError{Field: "dialect", Rule: "is none of the declared ones"}
}

// A SchemaError says why data are not worked with. It wraps storage.ErrSchema.
type SchemaError struct {
	Have   int // the version of the data
	Newest int // the newest version this program knows
	What   string
}

// Error names both versions.
func (e *SchemaError) Error() string {
	return fmt.Sprintf("%v: the data have version %d, the program knows %d: %s", storage.ErrSchema, e.Have, e.Newest, e.What)
}

// Unwrap returns storage.ErrSchema.
func (e *SchemaError) Unwrap() error { return storage.ErrSchema }

// A step is one migration; the first makes what the others are entered in.
type step struct {
	statements []string
	checksum   string // of all but the last statement, which enters it
}

// stepsOf reads the embedded steps. Their index is their version.
func stepsOf(d Dialect) ([]step, error) {
	files, err := Migrations(d)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "*.sql") // in the order of their numbers
	if err != nil {
		return nil, err
	}
	var steps []step
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, stepOf(string(text)))
	}
	return steps, nil
}

// stepOf splits a file. Every statement ends a line with a semicolon.
func stepOf(text string) step {
	statements := strings.Split(strings.TrimSuffix(text, ";\n"), ";\n")
	last := statements[len(statements)-1]
	sum := sha256.Sum256([]byte(strings.TrimSuffix(text, last+";\n")))
	return step{statements, hex.EncodeToString(sum[:])}
}

func (b *Backend) newest() int { return len(b.steps) - 1 }

// SchemaVersion returns the version of the data and the newest one known. The
// error is a SchemaError if the data are not those of this program.
func (b *Backend) SchemaVersion(ctx context.Context) (have, newest int, err error) {
	if b.closed.Load() {
		return 0, b.newest(), storage.ErrClosed
	}
	have, err = b.schemaVersion(ctx)
	return have, b.newest(), err
}

func (b *Backend) schemaVersion(ctx context.Context) (int, error) {
	there, err := b.hasSchema(ctx)
	if err != nil || !there {
		return 0, err
	}
	return b.applied(ctx, b.reader.db)
}

// hasSchema reports whether the table of versions is there.
func (b *Backend) hasSchema(ctx context.Context) (bool, error) {
	text := "select count(*) from information_schema.tables where table_name = 'residence_schema' and table_schema = current_schema()"
	if b.o.Dialect == SQLite {
		text = "select count(*) from sqlite_master where type = 'table' and name = 'residence_schema'"
	}
	var n int64
	err := b.reader.db.QueryRowContext(ctx, text).Scan(&n)
	return n > 0, b.before(ctx, err)
}

// applied reads the versions entered and compares them with the steps.
func (b *Backend) applied(ctx context.Context, q interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}) (have int, err error) {
	rows, err := q.QueryContext(ctx, "select version, checksum from residence_schema order by version")
	if err != nil {
		return 0, b.before(ctx, err)
	}
	defer rows.Close()
	var fault string
	for rows.Next() {
		var version int64
		var checksum string
		if err := rows.Scan(&version, &checksum); err != nil {
			return 0, b.before(ctx, err)
		}
		have++
		switch {
		case version != int64(have):
			fault = "a step is missing"
		case have <= b.newest() && checksum != b.steps[have].checksum && fault == "":
			fault = fmt.Sprintf("step %d was another one", have)
		}
	}
	if err := rows.Err(); err != nil {
		return 0, b.before(ctx, err)
	}
	if fault == "" && have > b.newest() {
		fault = "they are newer"
	}
	if fault != "" {
		return have, &SchemaError{have, b.newest(), fault}
	}
	return have, nil
}

// Migrate applies the steps that are missing, each in a transaction of its own
// that holds the lock row. It is called by Open.
func (b *Backend) Migrate(ctx context.Context) error {
	if b.closed.Load() {
		return storage.ErrClosed
	}
	have, err := b.schemaVersion(ctx)
	switch {
	case err != nil || have == b.newest():
		return err
	case b.o.ReadOnly:
		return &SchemaError{have, b.newest(), "they are older, and are opened for reading only"}
	}
	for have == 0 { // until the tables that hold the lock are there
		there, err := b.hasSchema(ctx)
		if err != nil {
			return err
		}
		if there {
			break
		}
		if err := b.makeSchema(ctx); err != nil {
			return err
		}
	}
	for have < b.newest() {
		if have, err = b.applyNext(ctx); err != nil {
			return err
		}
	}
	return nil
}

// schemaTries is how often several programs may stand in each other's way while
// they make the first two tables, before any lock is there.
const schemaTries = 50

func (b *Backend) makeSchema(ctx context.Context) error {
	for n := 1; ; n++ {
		err := b.migration(ctx, func(t *sql.Tx) error { return b.before(ctx, execAll(ctx, t, b.steps[0].statements)) })
		if err == nil || ctx.Err() != nil || n == schemaTries {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Duration(n) * time.Millisecond):
		}
		// Somebody else may have made them meanwhile.
		if there, lookErr := b.hasSchema(ctx); lookErr != nil || there {
			return lookErr
		}
	}
}

// applyNext applies one step, unless others have done all.
func (b *Backend) applyNext(ctx context.Context) (have int, err error) {
	err = b.migration(ctx, func(t *sql.Tx) (err error) {
		if _, err := t.ExecContext(ctx, "update residence_lock set taken = taken + 1 where id = 1"); err != nil {
			return b.before(ctx, err)
		}
		if have, err = b.applied(ctx, t); err != nil || have == b.newest() {
			return err
		}
		if err := execAll(ctx, t, b.steps[have+1].statements); err != nil {
			return b.before(ctx, err)
		}
		have++
		return nil
	})
	return have, err
}

func execAll(ctx context.Context, t *sql.Tx, statements []string) error {
	for _, s := range statements {
		if _, err := t.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func (b *Backend) migration(ctx context.Context, fn func(*sql.Tx) error) error {
	t, err := b.writer.db.BeginTx(ctx, nil)
	if err != nil {
		return b.before(ctx, err)
	}
	defer t.Rollback() // after a commit it does nothing
	if err := fn(t); err != nil {
		return err
	}
	return b.commit(ctx, t)
}
