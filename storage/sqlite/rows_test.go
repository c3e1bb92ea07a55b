package sqlite_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

// Many read headers at once through few connections, and the backend is closed
// under them: each gets the header or hears that it is closed, and the last
// connection has tidied up.
func TestHeadersWhileClosing(t *testing.T) {
	for range 5 {
		path := fresh(t)
		b, s := started(t, path, sqlite.Options{Readers: 2}, storage.Options{})
		_, err := acttest.Act{Permit: "P", N: 1}.Do(t.Context(), s)
		require.NoError(t, err)
		want, err := b.ReadHeader(t.Context(), storage.Key{Kind: acttest.Permits, ID: "P"})
		require.NoError(t, err)
		require.Equal(t, "P", want.ID)
		var wg, busy sync.WaitGroup
		errs := make(chan error, 8)
		for range cap(errs) {
			busy.Add(1)
			wg.Go(func() {
				for n := 0; ; n++ {
					h, err := b.ReadHeader(t.Context(), want.Key())
					if n == 0 {
						busy.Done()
					}
					if err == nil && h != want {
						err = fmt.Errorf("read %d gave another header", n)
					}
					if err != nil {
						errs <- err
						return
					}
				}
			})
		}
		busy.Wait()
		require.NoError(t, b.Close())
		wg.Wait()
		for range cap(errs) {
			require.ErrorIs(t, <-errs, storage.ErrClosed)
		}
		require.Zero(t, sqlite.IdleRowConnections(b), "connections were left open")
		_, again := started(t, path, sqlite.Options{}, storage.Options{})
		acttest.RequireOnce(t, again, "P", 1)
	}
}

// endsWhenWatched is a context that ends when somebody begins to wait for its end.
type endsWhenWatched struct {
	context.Context
	cancel context.CancelFunc
}

func (c *endsWhenWatched) Done() <-chan struct{} {
	c.cancel()
	return c.Context.Done()
}

// Who finds all connections in use waits until the context ends, and no longer.
func TestHeaderWaits(t *testing.T) {
	b, s := started(t, fresh(t), sqlite.Options{Readers: 1}, storage.Options{})
	_, err := acttest.Act{Permit: "P", N: 1}.Do(t.Context(), s)
	require.NoError(t, err)
	k := storage.Key{Kind: acttest.Permits, ID: "P"}
	release := sqlite.UseRowConnection(b)
	ctx, cancel := context.WithCancel(t.Context())
	_, err = b.ReadHeader(&endsWhenWatched{ctx, cancel}, k)
	require.ErrorIs(t, err, context.Canceled)
	release()
	_, err = b.ReadHeader(t.Context(), k)
	require.NoError(t, err)
}

// A header whose columns hold what no Put wrote is an error and no header, and the
// next read is not disturbed.
func TestHeaderDamaged(t *testing.T) {
	path := fresh(t)
	b, s := started(t, path, sqlite.Options{Readers: 1}, storage.Options{})
	for _, id := range []string{"P", "Q"} {
		_, err := acttest.Act{Permit: id, N: 1}.Do(t.Context(), s)
		require.NoError(t, err)
	}
	db := rawDB(t, path)
	for _, damage := range []string{"holder = x''", "holder = x'01'", "uniq = x'02'", "district = -1"} {
		_, err := db.ExecContext(t.Context(), "update residence_record set "+damage+" where id = 'P'")
		require.NoError(t, err, damage)
		_, err = b.ReadHeader(t.Context(), storage.Key{Kind: acttest.Permits, ID: "P"})
		require.ErrorIs(t, err, storage.ErrCorrupt, damage)
		_, err = b.ReadHeader(t.Context(), storage.Key{Kind: acttest.Permits, ID: "Q"})
		require.NoError(t, err, damage)
		_, err = db.ExecContext(t.Context(), "update residence_record set holder = null, uniq = null, district = 110101 where id = 'P'")
		require.NoError(t, err)
	}
	_, err := db.ExecContext(t.Context(), "alter table residence_record rename to elsewhere")
	require.NoError(t, err)
	_, err = b.ReadHeader(t.Context(), storage.Key{Kind: acttest.Permits, ID: "Q"})
	require.Error(t, err)
	require.NotErrorIs(t, err, storage.ErrNotFound)
	_, err = db.ExecContext(t.Context(), "alter table elsewhere rename to residence_record")
	require.NoError(t, err)
	_, err = b.ReadHeader(t.Context(), storage.Key{Kind: acttest.Permits, ID: "Q"})
	require.NoError(t, err, "the failure left no trace")
}
