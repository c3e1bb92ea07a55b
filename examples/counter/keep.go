package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// A keep is where records stay after the program has ended: a file of SQLite, or
// a database of PostgreSQL, and the file with its keys.
type keep struct {
	db, dsn string // one of them
	keys    string
}

// openTime bounds how long the program waits for a server to answer.
const openTime = 30 * time.Second

var (
	errNoKeys    = errors.New("there are records, and there is no key file; name the one they were sealed with by -keys")
	errWrongKeys = errors.New("the key file is not that of these records, or they are damaged")
)

// open opens the records and the keys to them. Keys are made only where there
// is no record yet; with a missing or a wrong key file nothing is written.
func (k *keep) open(ctx context.Context) (storage.Backend, storage.Options, error) {
	var none storage.Options
	s, err := readSecret(k.keys)
	first := errors.Is(err, fs.ErrNotExist)
	if err != nil && !first {
		return nil, none, err
	}
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	if first {
		if err := k.unused(ctx); err != nil {
			return nil, none, err
		}
	}
	b, err := k.backend(ctx, false)
	if err != nil {
		return nil, none, err
	}
	if first {
		s, err = createSecret(k.keys)
	}
	if err == nil {
		var o storage.Options
		if o, err = s.options(); err == nil {
			if err = k.fits(ctx, b, o); err == nil {
				return b, o, nil
			}
		}
	}
	_ = b.Close() // the first error is the one that says why
	return nil, none, err
}

// unused makes sure that there is no record, looking only.
func (k *keep) unused(ctx context.Context) error {
	if k.db != "" {
		i, err := os.Stat(k.db)
		if errors.Is(err, fs.ErrNotExist) || err == nil && i.Mode().IsRegular() && i.Size() == 0 {
			return nil
		}
	}
	b, err := k.backend(ctx, true)
	switch {
	case errors.Is(err, storage.ErrSchema):
		return nil // no tables yet; whose there are is seen when they are opened
	case err != nil:
		return err
	}
	defer b.Close()
	// Records are never read with a key that they were not written with, and
	// nobody's key is nought.
	s, err := storage.New(b, storage.Options{Sealer: storage.StoredOpen{}, IndexKey: make([]byte, storage.IndexKeySize)})
	if err != nil {
		return err
	}
	err = s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		_, err := r.LogHead(ctx, 0)
		return err
	})
	if other := (*storage.OptionsError)(nil); errors.As(err, &other) {
		return fmt.Errorf("%s: %w", k.keys, errNoKeys)
	}
	return err
}

// fits makes sure that the keys open what there is. One body of each kind is
// enough, for all keys come from one secret.
func (k *keep) fits(ctx context.Context, b storage.Backend, o storage.Options) error {
	s, err := storage.New(b, o)
	if err != nil {
		return err
	}
	err = s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		for kind := range numberLetters {
			if kind == registry.KindCard {
				continue // a header alone
			}
			for _, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: kind, Bodies: true}) {
				if err != nil {
					return err
				}
				break
			}
		}
		return nil
	})
	if errors.Is(err, storage.ErrCorrupt) || errors.Is(err, storage.ErrSchema) {
		return fmt.Errorf("%s: %w", k.keys, errWrongKeys)
	}
	return err
}

// backend connects to the file or the server.
func (k *keep) backend(ctx context.Context, readOnly bool) (storage.Backend, error) {
	if k.db != "" {
		b, err := sqlite.Open(ctx, k.db, sqlite.Options{ReadOnly: readOnly})
		if err != nil {
			return nil, &keepError{k.db, err}
		}
		return b, nil
	}
	b, err := postgres.Open(ctx, k.dsn, postgres.Options{ReadOnly: readOnly})
	if err != nil {
		return nil, &keepError{"-dsn", err}
	}
	return b, nil
}

// A keepError is why a file or a server cannot be used, on one line and without
// the DSN, which may hold a password.
type keepError struct {
	where string
	err   error
}

// Unwrap returns the error of the adapter.
func (e *keepError) Unwrap() error { return e.err }

// Error names the file, or the flag of the server, and what is wrong.
func (e *keepError) Error() string { return e.where + ": " + e.what() }

func (e *keepError) what() string {
	if s, ok := errors.AsType[*sqlstore.SettingsError](e.err); ok {
		return oneLine(s)
	}
	for _, k := range []struct {
		is   error
		text string
	}{
		{storage.ErrCorrupt, "is no database, or a damaged one"},
		{storage.ErrSchema, "the tables are those of a newer or another program"},
		{storage.ErrReadOnly, "cannot be written to"},
		{storage.ErrInvalid, "must be a URL or key=value pairs"},
		{context.DeadlineExceeded, "gives no answer"},
		{storage.ErrRetry, "cannot be reached, or is busy"},
	} {
		if errors.Is(e.err, k.is) {
			return k.text
		}
	}
	if s, ok := errors.AsType[*postgres.ServerError](e.err); ok {
		return "the server refuses (SQLSTATE " + s.Code + ")" // its words may name a user
	}
	if e.where == "-dsn" {
		return "the server cannot be used"
	}
	return oneLine(e.err)
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
