package sqlite_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"

	"github.com/ncruces/go-sqlite3"
	sqlite3driver "github.com/ncruces/go-sqlite3/driver"
)

// A sent is one statement with its arguments.
type sent struct {
	text string
	args []driver.NamedValue
}

// A recorder keeps what goes through connections of the driver.
type recorder struct {
	driver.Connector
	mu  sync.Mutex
	all []sent
}

// record opens a database whose statements are kept.
func record(dsn string) (*recorder, *sql.DB, error) {
	c, err := (&sqlite3driver.SQLite{}).OpenConnector(dsn)
	if err != nil {
		return nil, nil, err
	}
	r := &recorder{Connector: c}
	return r, sql.OpenDB(r), nil
}

func (r *recorder) keep(text string, args []driver.NamedValue) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, sent{text, append([]driver.NamedValue(nil), args...)})
}

// take returns what was kept since the last call.
func (r *recorder) take() []sent {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.all
	r.all = nil
	return all
}

// Connect opens a connection that is listened to.
func (r *recorder) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := r.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &recordedConn{c.(sqlite3driver.Conn), r}, nil
}

type recordedConn struct {
	sqlite3driver.Conn
	r *recorder
}

func (c *recordedConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	tx, err := c.Conn.BeginTx(ctx, o)
	if err != nil {
		return nil, err
	}
	if o.ReadOnly {
		c.r.keep("begin", nil)
	} else {
		c.r.keep("begin immediate", nil)
	}
	return &recordedTx{tx, c.r}, nil
}

type recordedTx struct {
	driver.Tx
	r *recorder
}

func (t *recordedTx) Commit() error   { t.r.keep("commit", nil); return t.Tx.Commit() }
func (t *recordedTx) Rollback() error { t.r.keep("rollback", nil); return t.Tx.Rollback() }

// A bareStmt is what the driver's statements can do.
type bareStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
	driver.NamedValueChecker
}

func (c *recordedConn) PrepareContext(ctx context.Context, text string) (driver.Stmt, error) {
	s, err := c.Conn.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	return &recordedStmt{s.(bareStmt), c.r, text}, nil
}

type recordedStmt struct {
	bareStmt
	r    *recorder
	text string
}

func (s *recordedStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	s.r.keep(s.text, args)
	return s.bareStmt.ExecContext(ctx, args)
}

func (s *recordedStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	s.r.keep(s.text, args)
	return s.bareStmt.QueryContext(ctx, args)
}

// A bare is the driver's own connection, with each statement prepared once: as
// fast as a program can be that looks at nothing.
type bare struct {
	c     *sqlite3.Conn
	stmts map[string]*sqlite3.Stmt
}

func openBare(dsn string) (*bare, error) {
	c, err := sqlite3.Open(dsn)
	return &bare{c, map[string]*sqlite3.Stmt{}}, err
}

func (b *bare) close() error {
	for _, s := range b.stmts {
		if err := s.Close(); err != nil {
			return err
		}
	}
	return b.c.Close()
}

// replay does statements again, on data in the state the recorded ones met.
func (b *bare) replay(all []sent) error {
	for _, s := range all {
		stmt := b.stmts[s.text]
		if stmt == nil {
			var err error
			if stmt, _, err = b.c.Prepare(s.text); err != nil {
				return fmt.Errorf("%s: %w", s.text, err)
			}
			b.stmts[s.text] = stmt
		}
		for _, a := range s.args {
			var err error
			switch v := a.Value.(type) {
			case int64:
				err = stmt.BindInt64(a.Ordinal, v)
			case string:
				err = stmt.BindText(a.Ordinal, v)
			case []byte:
				err = stmt.BindBlob(a.Ordinal, v)
			case nil:
				err = stmt.BindNull(a.Ordinal)
			default:
				err = fmt.Errorf("an argument of type %T", v)
			}
			if err != nil {
				return err
			}
		}
		for stmt.Step() {
			for i := range stmt.ColumnCount() {
				switch stmt.ColumnType(i) {
				case sqlite3.BLOB:
					_ = stmt.ColumnBlob(i, nil)
				case sqlite3.TEXT:
					_ = stmt.ColumnText(i)
				default:
					_ = stmt.ColumnInt64(i)
				}
			}
		}
		if err := stmt.Reset(); err != nil {
			return fmt.Errorf("%s: %w", s.text, err)
		}
	}
	return nil
}
