package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/ncruces/go-sqlite3"

	"github.com/juzhuzheng/residence/storage"
)

// A rowReader reads single rows by their primary key on connections of its own,
// past database/sql, which takes longer for such a row than SQLite does: it asks
// for the names and types of all columns each time, and starts a goroutine to
// watch the context.
//
// Nothing watches the context while SQLite looks the row up: that takes
// microseconds, and who only reads waits for no writer of a write-ahead log.
// It ends the wait for a connection, and is looked at after it.
type rowReader struct {
	open func() (*sqlite3.Conn, error)
	room chan struct{} // holds one for each connection in use

	mu     sync.Mutex
	idle   []*rowConn
	closed bool
}

// A rowConn is a connection with the statement it ran last.
type rowConn struct {
	conn   *sqlite3.Conn
	stmt   *sqlite3.Stmt
	text   string
	values []any
}

func newRowReader(size int, open func() (*sqlite3.Conn, error)) *rowReader {
	return &rowReader{open: open, room: make(chan struct{}, size)}
}

// queryRow is what sqlstore.Options.QueryRow asks for.
func (r *rowReader) queryRow(ctx context.Context, into []any, text string, args ...any) error {
	select {
	case r.room <- struct{}{}:
		defer func() { <-r.room }()
	case <-ctx.Done():
		return ctx.Err()
	}
	c, err := r.take()
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return errors.Join(err, r.give(c))
	}
	err = c.row(into, text, args)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		// Whatever it met, nobody is to meet it again on this connection.
		return errors.Join(err, c.close())
	}
	return errors.Join(err, r.give(c))
}

// take returns a connection that nobody else has.
func (r *rowReader) take() (*rowConn, error) {
	c, err := r.takeIdle()
	if c != nil || err != nil {
		return c, err
	}
	conn, err := r.open() // takes a while: not under the lock
	if err != nil {
		return nil, err
	}
	return &rowConn{conn: conn}, nil
}

// takeIdle returns nil if there is none.
func (r *rowReader) takeIdle() (*rowConn, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, storage.ErrClosed
	}
	n := len(r.idle)
	if n == 0 {
		return nil, nil
	}
	c := r.idle[n-1]
	r.idle = r.idle[:n-1]
	return c, nil
}

// give hands a connection back.
func (r *rowReader) give(c *rowConn) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return c.close()
	}
	r.idle = append(r.idle, c)
	return nil
}

// close closes the connections. One in use is closed by who uses it.
func (r *rowReader) close() (err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	for _, c := range r.idle {
		err = errors.Join(err, c.close())
	}
	r.idle = nil
	return err
}

func (c *rowConn) close() error { return errors.Join(c.stmt.Close(), c.conn.Close()) }

// row runs a statement of one row.
func (c *rowConn) row(into []any, text string, args []any) (err error) {
	if c.text != text {
		stmt, _, err := c.conn.Prepare(text)
		if err != nil {
			return err
		}
		if err := c.stmt.Close(); err != nil {
			return errors.Join(err, stmt.Close())
		}
		c.stmt, c.text, c.values = stmt, text, make([]any, len(into))
	}
	for i, a := range args {
		switch v := a.(type) {
		case int64:
			err = c.stmt.BindInt64(i+1, v)
		case string:
			err = c.stmt.BindText(i+1, v)
		default:
			err = fmt.Errorf("sqlite: argument %d is a %T", i+1, a)
		}
		if err != nil {
			return err
		}
	}
	if !c.stmt.Step() {
		if err := c.stmt.Reset(); err != nil { // says what Step met
			return err
		}
		return sql.ErrNoRows
	}
	err = c.scan(into)
	return errors.Join(err, c.stmt.Reset())
}

// scan copies the values of the row. A value of another type than its column is
// no row of ours.
func (c *rowConn) scan(into []any) error {
	if err := c.stmt.ColumnsRaw(c.values...); err != nil {
		return err
	}
	for i, v := range c.values {
		ok := false
		switch to := into[i].(type) {
		case *int64:
			*to, ok = v.(int64)
		case *string:
			var b []byte
			b, ok = v.([]byte)
			*to = string(b)
		case *[]byte:
			var b []byte
			if b, ok = v.([]byte); ok {
				*to = append([]byte{}, b...)
			} else {
				ok = v == nil
			}
		}
		if !ok {
			return fmt.Errorf("sqlite: column %d does not fit a %T", i, into[i])
		}
	}
	return nil
}
