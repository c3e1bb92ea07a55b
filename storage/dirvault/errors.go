package dirvault

import (
	"errors"
	"io/fs"
	"os"

	"github.com/juzhuzheng/residence/storage"
)

// masked takes the names of files out of an error: they are made of the record's
// whole ID. What went wrong stays, for errors.Is as well.
func masked(k storage.Key, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return &fileError{k, path.Op, path.Err}
	case errors.As(err, &link):
		return &fileError{k, link.Op, link.Err}
	}
	return err
}

// A fileError is what failed on a file of a record's key.
type fileError struct {
	key   storage.Key
	op    string
	cause error
}

// Error names the record without giving its whole ID.
func (e *fileError) Error() string {
	return "dirvault: key of record " + e.key.String() + ": " + e.op + ": " + e.cause.Error()
}

// Unwrap returns the error of the operating system.
func (e *fileError) Unwrap() error { return e.cause }
