package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// Acts in a caller's own transaction commit with what the caller writes, or not
// at all; one that fails leaves the transaction as it was. The transaction is on
// the backend's own connection or on one of the caller's.
func TestEnlist(t *testing.T) {
	path := fresh(t)
	b, s := started(t, path, sqlite.Options{}, storage.Options{})
	own, err := driver.Open("file:" + path + "?_txlock=immediate&_pragma=journal_mode(wal)&_pragma=synchronous(full)")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, own.Close()) })
	tx, err := own.Begin()
	require.NoError(t, err)
	_, err = tx.Exec("create table fees (act text)")
	require.NoError(t, err)
	require.NoError(t, tx.Commit())
	t.Run("begun by the backend", func(t *testing.T) { enlist(t, b, s, "P", b.Begin) })
	t.Run("on a connection of the caller's", func(t *testing.T) {
		enlist(t, b, s, "Q", func(ctx context.Context) (*sql.Tx, error) { return own.BeginTx(ctx, nil) })
	})
}

func enlist(t *testing.T, b *sqlite.Backend, s *storage.Store, permit string, begin func(context.Context) (*sql.Tx, error)) {
	count := func(tx *sql.Tx) (n int) {
		require.NoError(t, tx.QueryRow("select count(*) from fees").Scan(&n))
		return n
	}
	fees := func() int {
		tx, err := begin(t.Context())
		require.NoError(t, err)
		defer tx.Rollback()
		return count(tx)
	}
	paid := fees()
	in := func(fn func(*sql.Tx, *storage.Store)) *sql.Tx {
		tx, err := begin(t.Context())
		require.NoError(t, err)
		enlisted, err := acttest.Open(b.Enlist(tx), storage.Options{Attempts: 1})
		require.NoError(t, err)
		fn(tx, enlisted)
		return tx
	}
	pay := func(tx *sql.Tx) {
		_, err := tx.Exec("insert into fees (act) values ('paid')")
		require.NoError(t, err)
	}
	two := func(tx *sql.Tx, e *storage.Store) {
		for n := 1; n <= 2; n++ {
			_, err := acttest.Act{Permit: permit, N: n}.Do(t.Context(), e)
			require.NoError(t, err)
			pay(tx)
		}
		acttest.RequireOnce(t, e, permit, 2)
		acttest.RequireOnce(t, s, permit, 0) // others do not see it yet
	}
	require.NoError(t, in(two).Rollback())
	acttest.RequireOnce(t, s, permit, 0)
	require.Equal(t, paid, fees())

	stop := errors.New("stop")
	tx := in(func(tx *sql.Tx, e *storage.Store) {
		two(tx, e)
		_, err := e.Update(t.Context(), storage.Command{ID: storage.CommandID("half-" + permit)}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: acttest.Cards, ID: "HALF"}}, 0)
			require.NoError(t, err)
			return nil, stop
		})
		require.ErrorIs(t, err, stop)
		_, err = e.Update(t.Context(), storage.Command{ID: storage.CommandID("stale-" + permit)}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: acttest.Permits, ID: permit}}, 7)
			return nil, err
		})
		require.ErrorIs(t, err, storage.ErrConflict)
		_, err = e.Header(t.Context(), acttest.Cards, "HALF")
		require.ErrorIs(t, err, storage.ErrNotFound)
		res, err := acttest.Act{Permit: permit, N: 2}.Do(t.Context(), e)
		require.NoError(t, err)
		require.True(t, res.Replayed)
	})
	require.NoError(t, tx.Commit())
	acttest.RequireOnce(t, s, permit, 2)
	require.Equal(t, paid+2, fees())
	require.NoError(t, acttest.Sound(t.Context(), s))

	enlisted := b.Enlist(tx)
	require.False(t, enlisted.Capabilities().Durable)
	require.Error(t, enlisted.Update(t.Context(), func(context.Context, storage.Tx) error { return nil }), "the transaction has ended")
	require.NoError(t, enlisted.Close())
	err := enlisted.View(t.Context(), func(context.Context, storage.ReadTx) error { return nil })
	require.ErrorIs(t, err, storage.ErrClosed)
}

// A transaction whose commit the loss of power can undo is refused before
// anything is written, by the setting, and with what to do. The connections of
// most programs are like that.
func TestEnlistRefuses(t *testing.T) {
	path := fresh(t)
	b, s := started(t, path, sqlite.Options{}, storage.Options{})
	for settings, setting := range map[string]string{
		"":                             "synchronous is \"1\"",
		"&_pragma=synchronous(normal)": "synchronous is \"1\"",
		"&_pragma=synchronous(off)":    "synchronous is \"0\"",
		"&_pragma=synchronous(full)":   "",
		"&_pragma=synchronous(extra)":  "",
	} {
		own, err := driver.Open("file:" + path + "?_txlock=immediate" + settings)
		require.NoError(t, err)
		tx, err := own.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		enlisted, err := acttest.Open(b.Enlist(tx), storage.Options{Attempts: 1})
		require.NoError(t, err)
		acttest.RequireOnce(t, enlisted, "P", 0) // reading loses nothing
		_, err = acttest.Act{Permit: "P", N: 1}.Do(t.Context(), enlisted)
		if setting == "" {
			require.NoError(t, err, settings)
		} else {
			var refused *sqlstore.SettingsError
			require.ErrorAs(t, err, &refused, settings)
			require.ErrorIs(t, err, storage.ErrUnsupported)
			require.ErrorContains(t, err, setting)
			require.ErrorContains(t, err, "Backend.Begin")
			acttest.RequireOnce(t, enlisted, "P", 0)
		}
		require.NoError(t, tx.Rollback())
		require.NoError(t, own.Close())
	}
	other, err := driver.Open("file:" + fresh(t) + "?_txlock=immediate&_pragma=synchronous(full)&_pragma=journal_mode(memory)")
	require.NoError(t, err)
	defer other.Close()
	tx, err := other.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	defer tx.Rollback()
	err = b.Enlist(tx).Update(t.Context(), func(context.Context, storage.Tx) error { return nil })
	require.ErrorContains(t, err, "journal_mode")
	acttest.RequireOnce(t, s, "P", 0)
}

// Begin waits for its turn, does not nest, and is refused where nothing can be
// written.
func TestBegin(t *testing.T) {
	path := fresh(t)
	b, s := started(t, path, sqlite.Options{}, storage.Options{})
	err := b.Update(t.Context(), func(ctx context.Context, _ storage.Tx) error {
		_, err := b.Begin(ctx)
		return err
	})
	require.ErrorIs(t, err, storage.ErrInvalid)
	tx, err := b.Begin(t.Context())
	require.NoError(t, err)
	soon, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err = b.Begin(soon)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	_, err = acttest.Act{Permit: "P", N: 1}.Do(soon, s)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	acttest.RequireOnce(t, s, "P", 0) // reading goes on
	require.NoError(t, tx.Rollback())
	_, err = acttest.Act{Permit: "P", N: 1}.Do(t.Context(), s)
	require.NoError(t, err)
	read, _ := started(t, path, sqlite.Options{ReadOnly: true}, storage.Options{})
	_, err = read.Begin(t.Context())
	require.ErrorIs(t, err, storage.ErrReadOnly)
	require.NoError(t, b.Close())
	_, err = b.Begin(t.Context())
	require.ErrorIs(t, err, storage.ErrClosed)
}
