package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/ncruces/go-sqlite3"

	"github.com/juzhuzheng/residence/storage"
)

// Result codes of SQLite: the lowest byte is the class.
const (
	codeBusy       = 5
	codeLocked     = 6
	codeReadOnly   = 8
	codeInterrupt  = 9
	codeCorrupt    = 11
	codeConstraint = 19
	codeNotADB     = 26

	codeUnique     = codeConstraint | 8<<8
	codePrimaryKey = codeConstraint | 6<<8
)

// codeOf returns the result code of an error: the extended one, where the driver
// gives it.
func codeOf(err error) int {
	if code, ok := errors.AsType[sqlite3.ExtendedErrorCode](err); ok {
		return int(code)
	}
	if e, ok := errors.AsType[interface {
		error
		Code() int
	}](err); ok {
		return e.Code()
	}
	return 0
}

// An engineError is what SQLite, or the driver, says.
type engineError struct {
	is    []error // the sentinels, the most important first
	cause error
}

func (e *engineError) Error() string { return fmt.Sprintf("%v: %v", e.is[0], e.cause) }

// Unwrap returns the sentinels and the cause.
func (e *engineError) Unwrap() []error { return append(e.is[:len(e.is):len(e.is)], e.cause) }

// BeforeCommit says what an error means while no COMMIT has been sent: nothing has
// taken effect, and nothing will. SQLite's texts name tables and columns, never
// a value.
func BeforeCommit(err error) error {
	if is := meaning(err); is != nil {
		return &engineError{[]error{is}, err}
	}
	return err
}

// AtCommit says what the error of a COMMIT means. SQLite that could not begin to
// commit, because it was busy or may not write, has changed nothing. Any
// other failure leaves it open: the log may hold the whole transaction on disk
// although the last write or sync failed.
func AtCommit(err error) error {
	is := meaning(err)
	switch codeOf(err) & 0xff {
	case codeBusy, codeLocked, codeReadOnly:
		return &engineError{[]error{is}, err}
	}
	if is == storage.ErrReadOnly || is == storage.ErrCorrupt {
		return &engineError{[]error{storage.ErrCommitUnknown, is}, err}
	}
	return &engineError{[]error{storage.ErrCommitUnknown}, err}
}

// meaning gives the sentinel an error stands for, or nil.
func meaning(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	if errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission) {
		return storage.ErrReadOnly
	}
	switch codeOf(err) & 0xff {
	case codeBusy, codeLocked, codeInterrupt:
		return storage.ErrRetry
	case codeReadOnly:
		return storage.ErrReadOnly
	case codeCorrupt, codeNotADB:
		return storage.ErrCorrupt
	}
	return nil
}

// violated reports whether an error is about a unique constraint.
func violated(err error) bool {
	code := codeOf(err)
	return code == codeUnique || code == codePrimaryKey
}
