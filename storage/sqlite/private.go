package sqlite

import (
	"errors"
	"io/fs"
	"os"
)

// private is the mode of the files that are made here: what they hold is for
// their owner only, sealed or not.
const private = 0o600

// makePrivate makes an empty file at path, which to SQLite is a database without
// tables, unless something is there.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, private)
	if err != nil {
		return err
	}
	return f.Close()
}

// makeDatabase is makePrivate for a path that may have a database already.
func makeDatabase(path string) error {
	if err := makePrivate(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// sharedAs gives the index of the log the mode of the database; the driver gives
// it to the log alone. Who may not change it, for it is another's, leaves it.
func sharedAs(path string) {
	if info, err := os.Stat(path); err == nil {
		_ = os.Chmod(path+"-shm", info.Mode().Perm())
	}
}
