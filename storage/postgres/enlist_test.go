package postgres_test

import (
	"context"
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// Acts in a caller's own transaction commit with what the caller writes, or not
// at all, and one that the engine refuses leaves the transaction as it was.
func TestEnlist(t *testing.T) {
	dsn := pgtest.Shared(t).Schema(t)
	b := open(t, dsn, postgres.Options{})
	s := storeOver(t, b, storage.Options{})
	db, err := sql.Open("pgx", dsn)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	_, err = db.Exec("create table fees (act text)")
	require.NoError(t, err)
	begin := func() (*sql.Tx, *storage.Store) {
		tx, err := b.Begin(t.Context())
		require.NoError(t, err)
		return tx, storeOver(t, b.Enlist(tx), storage.Options{Attempts: 1})
	}
	for _, end := range []struct {
		by   func(*sql.Tx) error
		left int
	}{{(*sql.Tx).Rollback, 0}, {(*sql.Tx).Commit, 2}} {
		tx, e := begin()
		for i := range 2 {
			_, err := act{"P", i + 1}.do(t.Context(), e)
			require.NoError(t, err)
			_, err = tx.Exec("insert into fees (act) values ('paid')")
			require.NoError(t, err)
		}
		res, err := act{"P", 2}.do(t.Context(), e)
		require.NoError(t, err)
		require.True(t, res.Replayed)
		_, err = e.Update(t.Context(), storage.Command{ID: "taken"}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: permits, ID: "P"}}, 0)
			return nil, err
		})
		require.ErrorIs(t, err, storage.ErrConflict)
		require.NoError(t, end.by(tx))
		requireOnce(t, s, "P", end.left)
		var fees int
		require.NoError(t, db.QueryRow("select count(*) from fees").Scan(&fees))
		require.Equal(t, end.left, fees)
	}
}

// A caller's transaction whose commit a crash can undo is refused by its setting
// and with what to do, unless the risk was taken for the backend.
func TestEnlistRefuses(t *testing.T) {
	c := pgtest.Shared(t)
	if c.Foreign() {
		t.Skip("synchronous_commit is PostgreSQL's")
	}
	dsn := pgtest.WithParameter(t, c.Schema(t), "synchronous_commit", "on")
	careful := open(t, dsn, postgres.Options{Accept: []string{"fsync", "full_page_writes"}})
	careless := open(t, dsn, postgres.Options{})
	for _, setting := range []string{"off", "local", "on"} {
		for _, b := range []*postgres.Backend{careful, careless} {
			tx, err := b.Begin(t.Context())
			require.NoError(t, err)
			_, err = tx.Exec("set local synchronous_commit = " + setting)
			require.NoError(t, err)
			e := storeOver(t, b.Enlist(tx), storage.Options{Attempts: 1})
			_, err = act{"P", 1}.do(t.Context(), e)
			if b == careless || setting != "off" {
				require.NoError(t, err)
			} else {
				var refused *sqlstore.SettingsError
				require.ErrorAs(t, err, &refused)
				require.Equal(t, "synchronous_commit", refused.Findings[0].Setting)
				require.ErrorContains(t, err, "Backend.Begin")
			}
			require.NoError(t, tx.Rollback())
		}
	}
}
