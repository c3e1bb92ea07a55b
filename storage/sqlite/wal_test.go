package sqlite_test

import (
	"context"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

// long is how long a test waits for what happens soon.
const long = time.Minute

func size(t testing.TB, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if os.IsNotExist(err) {
		return 0
	}
	require.NoError(t, err)
	return info.Size()
}

func acts(t testing.TB, s *storage.Store, from, through int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), long)
	defer cancel()
	for n := from; n <= through; n++ {
		_, err := acttest.Act{Permit: "P", N: n}.Do(ctx, s)
		require.NoError(t, err)
	}
}

// When nothing is done for a while the log is put into the database and cut to
// nothing, and the last one to close the file leaves none.
func TestTheLogIsCutWhenIdle(t *testing.T) {
	path := fresh(t)
	b, err := sqlite.Open(t.Context(), path, sqlite.Options{Idle: 20 * time.Millisecond, BusyTimeout: time.Hour})
	require.NoError(t, err)
	s, err := acttest.Open(b, storage.Options{})
	require.NoError(t, err)
	acts(t, s, 1, 20)
	require.Eventually(t, func() bool { return size(t, path+"-wal") == 0 }, long, 5*time.Millisecond)

	// Whoever reads a snapshot keeps it, until he has read.
	reading, read := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- b.View(context.Background(), func(ctx context.Context, r storage.ReadTx) error {
			_, err := r.Header(ctx, storage.Key{Kind: acttest.Permits, ID: "P"})
			close(reading)
			<-read
			return err
		})
	}()
	<-reading
	acts(t, s, 21, 41) // and nobody else waits for him
	require.Never(t, func() bool { return size(t, path+"-wal") == 0 }, 200*time.Millisecond, 20*time.Millisecond)
	close(read)
	require.NoError(t, <-done)
	require.Eventually(t, func() bool { return size(t, path+"-wal") == 0 }, long, 5*time.Millisecond)

	// A transaction of the caller's is followed too.
	tx, err := b.Begin(t.Context())
	require.NoError(t, err)
	_, err = tx.Exec("create table fees (act text)")
	require.NoError(t, err)
	require.NoError(t, tx.Commit())
	require.Eventually(t, func() bool { return size(t, path+"-wal") == 0 }, long, 5*time.Millisecond)
	acttest.RequireOnce(t, s, "P", 41)
	acts(t, s, 42, 43)
	require.NoError(t, b.Close())
	require.NoFileExists(t, path+"-wal")
	_, s = started(t, path, sqlite.Options{}, storage.Options{})
	acttest.RequireOnce(t, s, "P", 43)
}

// A log that somebody makes grow beyond the limit is reported, with its size.
func TestALargeLogIsReported(t *testing.T) {
	path := fresh(t)
	var told atomic.Int64
	b, s := started(t, path, sqlite.Options{LogLimit: 100 << 10, LargeLog: func(n int64) { told.Store(n) }}, storage.Options{})
	acts(t, s, 1, 1)
	require.NoError(t, b.View(t.Context(), func(ctx context.Context, r storage.ReadTx) error {
		if _, err := r.Header(ctx, storage.Key{Kind: acttest.Permits, ID: "P"}); err != nil {
			return err
		}
		n := 1
		require.Eventually(t, func() bool {
			acts(t, s, n+1, n+64)
			n += 64
			return told.Load() > 0
		}, long, time.Microsecond)
		return nil
	}))
	require.Greater(t, told.Load(), int64(100<<10))
	require.LessOrEqual(t, told.Load(), size(t, path+"-wal"))

	// One that stays small is not.
	told.Store(0)
	_, s = started(t, fresh(t), sqlite.Options{Idle: time.Millisecond, LargeLog: func(n int64) { told.Store(n) }}, storage.Options{})
	acts(t, s, 1, 600)
	require.Zero(t, told.Load())
	for _, o := range []sqlite.Options{{Idle: -1}, {LogLimit: -1}} {
		_, err := sqlite.Open(t.Context(), path, o)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
}
