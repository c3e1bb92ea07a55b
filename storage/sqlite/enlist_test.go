package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

// Acts in a caller's own transaction commit with what the caller writes, or not
// at all; one that fails leaves the transaction as it was.
func TestEnlist(t *testing.T) {
	path := fresh(t)
	b, s := started(t, path, sqlite.Options{}, storage.Options{})
	own, err := driver.Open("file:" + path + "?_txlock=immediate")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, own.Close()) })
	_, err = own.Exec("create table fees (act text)")
	require.NoError(t, err)
	fees := func() (n int) {
		require.NoError(t, own.QueryRow("select count(*) from fees").Scan(&n))
		return n
	}
	in := func(fn func(*sql.Tx, *storage.Store)) *sql.Tx {
		tx, err := own.BeginTx(t.Context(), nil)
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
			_, err := acttest.Act{Permit: "P", N: n}.Do(t.Context(), e)
			require.NoError(t, err)
			pay(tx)
		}
		acttest.RequireOnce(t, e, "P", 2)
		acttest.RequireOnce(t, s, "P", 0) // others do not see it yet
	}
	require.NoError(t, in(two).Rollback())
	acttest.RequireOnce(t, s, "P", 0)
	require.Zero(t, fees())

	stop := errors.New("stop")
	tx := in(func(tx *sql.Tx, e *storage.Store) {
		two(tx, e)
		_, err := e.Update(t.Context(), storage.Command{ID: "half"}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: acttest.Cards, ID: "HALF"}}, 0)
			require.NoError(t, err)
			return nil, stop
		})
		require.ErrorIs(t, err, stop)
		_, err = e.Update(t.Context(), storage.Command{ID: "stale"}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: acttest.Permits, ID: "P"}}, 7)
			return nil, err
		})
		require.ErrorIs(t, err, storage.ErrConflict)
		_, err = e.Header(t.Context(), acttest.Cards, "HALF")
		require.ErrorIs(t, err, storage.ErrNotFound)
		res, err := acttest.Act{Permit: "P", N: 2}.Do(t.Context(), e)
		require.NoError(t, err)
		require.True(t, res.Replayed)
	})
	require.NoError(t, tx.Commit())
	acttest.RequireOnce(t, s, "P", 2)
	require.Equal(t, 2, fees())
	require.NoError(t, acttest.Sound(t.Context(), s))

	enlisted := b.Enlist(tx)
	require.False(t, enlisted.Capabilities().Durable)
	require.Error(t, enlisted.Update(t.Context(), func(context.Context, storage.Tx) error { return nil }), "the transaction has ended")
	require.NoError(t, enlisted.Close())
	err = enlisted.View(t.Context(), func(context.Context, storage.ReadTx) error { return nil })
	require.ErrorIs(t, err, storage.ErrClosed)
}
