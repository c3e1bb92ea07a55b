package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/juzhuzheng/residence/storage"
)

// A ServerError is what the server said no with. Its text is the server's
// only where that cannot repeat a value: for a violated constraint or a value
// out of range (classes 22 and 23) the SQLSTATE stands alone.
type ServerError struct {
	Code string // SQLSTATE
	is   error  // the sentinel, or nil
	text string
}

// Error gives the SQLSTATE, and the server's words if they hold no value.
func (e *ServerError) Error() string {
	s := "postgres: SQLSTATE " + e.Code
	if e.text != "" {
		s += ": " + e.text
	}
	if e.is != nil {
		s = e.is.Error() + ": " + s
	}
	return s
}

// Unwrap returns the sentinel of package storage the error stands for, or nil.
func (e *ServerError) Unwrap() error { return e.is }

// beforeCommit says what an error means while no COMMIT has been sent: nothing
// has taken effect and nothing will, whatever became of the connection.
func beforeCommit(err error) error {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return serverError(pg, meaning(pg))
	}
	if !ended(err) && lost(err) {
		return &connectionError{storage.ErrRetry, err}
	}
	return err
}

// ended reports whether err comes from the end of a context.
func ended(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// atCommit says what the error of a COMMIT means. Only a plain ERROR of the
// server proves that the transaction was rolled back. Everything else leaves it
// open: a lost line, a server going down, a connection the driver calls safe
// to use again (it errs there).
func atCommit(err error) error {
	if errors.Is(err, pgx.ErrTxCommitRollback) {
		return &connectionError{storage.ErrRetry, err}
	}
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return &connectionError{storage.ErrCommitUnknown, err}
	}
	if !definite(pg) {
		return serverError(pg, storage.ErrCommitUnknown)
	}
	return serverError(pg, meaning(pg))
}

// definite reports whether an error of a COMMIT proves the rollback. Unknown
// classes do not.
func definite(pg *pgconn.PgError) bool {
	severity := pg.SeverityUnlocalized
	if severity == "" {
		severity = pg.Severity
	}
	if severity != "ERROR" || pg.Code == "40003" { // statement completion unknown
		return false
	}
	switch class(pg.Code) {
	case "22", "23", "25", "2D", "40", "42", "53", "54", "55":
		return true
	}
	return false
}

func class(code string) string {
	if len(code) < 2 {
		return ""
	}
	return code[:2]
}

// meaning gives the sentinel for a server's error before a commit, or nil if
// it has none.
func meaning(pg *pgconn.PgError) error {
	switch pg.Code {
	case "25006": // read-only transaction
		return storage.ErrReadOnly
	case "55P03", // lock not available
		"57014": // query cancelled, by a timeout of the server's
		return storage.ErrRetry
	case "53100", "53200": // disk full, out of memory: the same again will not help
		return nil
	}
	switch class(pg.Code) {
	case "40", // serialization, deadlock
		"08", // connection
		"53", // too many connections and the like
		"57": // shutting down, starting up
		return storage.ErrRetry
	}
	return nil
}

func serverError(pg *pgconn.PgError, is error) error {
	e := &ServerError{Code: pg.Code, is: is}
	if c := class(pg.Code); c != "22" && c != "23" {
		e.text = pg.Message
	}
	switch pg.Code {
	case "26000", "42P05": // a prepared statement is missing, or is there already
		e.text += " (a pooler that pools by transaction needs Mode Exec)"
	}
	return e
}

// A connectionError is a failure between client and server.
type connectionError struct {
	is    error
	cause error
}

func (e *connectionError) Error() string { return e.is.Error() + ": " + e.cause.Error() }

// Unwrap returns the sentinel, and the context's error if the context ended.
// Nothing else of the cause can be matched, so that no one acts on what a
// driver says about it.
func (e *connectionError) Unwrap() []error {
	for _, target := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(e.cause, target) {
			return []error{e.is, target}
		}
	}
	return []error{e.is}
}

// lost reports whether err is about the connection and not about what was
// asked.
func lost(err error) bool {
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	for _, target := range []error{
		io.EOF, io.ErrUnexpectedEOF, io.ErrClosedPipe, net.ErrClosed, pgconn.ErrConnClosed,
		driver.ErrBadConn, sql.ErrConnDone,
	} {
		if errors.Is(err, target) {
			return true
		}
	}
	return pgconn.Timeout(err)
}
