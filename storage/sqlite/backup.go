package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/juzhuzheng/residence/storage"
)

// Backup writes a copy of the data, as they are at one moment, to a new file at
// path; reading and writing go on meanwhile. The copy is checked as
// storage.Checker does and is on the disk when Backup returns. It is one file,
// compact, readable by its owner alone, and can be opened as it is.
//
// The error wraps fs.ErrExist if something is at path: nothing is overwritten. It
// wraps storage.ErrUnsupported for data on another virtual file system, which may
// encrypt what a copy would not. After an error there is no file at path.
func (b *Backend) Backup(ctx context.Context, path string) error {
	if b.vfs != "" {
		return &storage.UnsupportedError{Ability: "backup from another virtual file system"}
	}
	return place(ctx, path, func(part string) error {
		err := b.copyInto(ctx, part)
		if err != nil && ctx.Err() != nil {
			return fmt.Errorf("%w: %w", ctx.Err(), err)
		}
		return BeforeCommit(err)
	})
}

// copyInto lends a reader the right to write, which SQLite asks for although the
// copy is another file.
func (b *Backend) copyInto(ctx context.Context, part string) (err error) {
	c, err := b.readers.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() {
		_, off := c.ExecContext(context.WithoutCancel(ctx), "pragma query_only = on")
		if off != nil { // then nobody is to have this connection again
			off = errors.Join(off, c.Raw(func(any) error { return driver.ErrBadConn }))
		}
		err = errors.Join(err, off, c.Close())
	}()
	if _, err := c.ExecContext(ctx, "pragma query_only = off"); err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, "vacuum into ?", part)
	return err
}

func there(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// place has an empty file beside path filled, checks it, and gives it its name
// only when it is whole and on the disk.
func place(ctx context.Context, path string, fill func(part string) error) (err error) {
	if path == "" {
		return &storage.InvalidError{Field: "path", Rule: "must not be empty"}
	}
	if there(path) {
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".residence-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	part := filepath.Join(dir, "part.db")
	if err := makePrivate(part); err != nil {
		return err
	}
	if err := fill(part); err != nil {
		return err
	}
	if err := examine(ctx, part); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return err
	}
	// Unlike a renaming, a link never replaces what is there.
	if err := os.Link(part, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// examine opens a database, checks it, and closes it in good order.
func examine(ctx context.Context, path string) error {
	b, err := Open(ctx, path, Options{Readers: 1})
	if err != nil {
		return err
	}
	return errors.Join(b.Check(ctx), b.Close())
}

// syncFile brings a file to the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
