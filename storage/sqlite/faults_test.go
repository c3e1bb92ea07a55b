package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/sqlite/internal/disk"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// A sync that fails at a commit leaves its fate open, and the act is resolved to
// one effect by its command; also if the power is cut right after.
func TestSyncFails(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	const rounds = 40
	there, n := 0, 0
	for range rounds {
		d := disk.New(t.TempDir())
		b, err := sqlite.Open(t.Context(), "/residence.db", sqlite.Options{VFS: d.Name})
		require.NoError(t, err)
		s, err := acttest.Open(b, storage.Options{Attempts: 1})
		require.NoError(t, err)
		_, err = acttest.Act{Permit: "P", N: 1}.Do(t.Context(), s)
		require.NoError(t, err)
		d.Set(disk.SyncFails, 0)
		_, err = acttest.Act{Permit: "P", N: 2}.Do(t.Context(), s)
		require.ErrorIs(t, err, storage.ErrCommitUnknown)
		if n++; n%2 == 0 { // the program goes on
			_, err := acttest.Act{Permit: "P", N: 2}.Do(t.Context(), s)
			require.NoError(t, err)
			acttest.RequireOnce(t, s, "P", 2)
			require.NoError(t, b.Close())
			continue
		}
		after := d.Cut(r)
		_ = b.Close() // it may say anything
		b, err = sqlite.Open(t.Context(), "/residence.db", sqlite.Options{VFS: after.Name})
		require.NoError(t, err)
		s, err = acttest.Open(b, storage.Options{})
		require.NoError(t, err)
		have, err := acttest.Count(t.Context(), s, "P")
		require.NoError(t, err)
		require.GreaterOrEqual(t, have, 1)
		res, err := acttest.Act{Permit: "P", N: 2}.Do(t.Context(), s)
		require.NoError(t, err)
		require.Equal(t, have == 2, res.Replayed)
		if res.Replayed {
			there++
		}
		acttest.RequireOnce(t, s, "P", 2)
		require.NoError(t, b.Close())
	}
	require.Positive(t, there, "no commit whose sync failed had taken effect: calling it failed would do no harm")
	t.Logf("%d commits whose sync failed, all unknown and resolved to one effect; %d were in effect after a power cut", rounds, there)
}

// While another process holds the right to write, reading goes on, writing asks
// for another run, and works when the file is free.
func TestLockedFile(t *testing.T) {
	path := fresh(t)
	b, s := started(t, path, sqlite.Options{BusyTimeout: 20 * time.Millisecond}, storage.Options{Attempts: 2})
	_, err := acttest.Act{Permit: "P", N: 1}.Do(t.Context(), s)
	require.NoError(t, err)
	tx, err := rawDB(t, path).BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = acttest.Act{Permit: "P", N: 2}.Do(t.Context(), s)
	require.ErrorIs(t, err, storage.ErrRetry)
	require.NotErrorIs(t, err, storage.ErrCommitUnknown)
	acttest.RequireOnce(t, s, "P", 1)
	require.NoError(t, tx.Rollback())
	_, err = acttest.Act{Permit: "P", N: 2}.Do(t.Context(), s)
	require.NoError(t, err)
	acttest.RequireOnce(t, s, "P", 2)
	require.NoError(t, b.Check(t.Context()))
}

// A file opened for reading is read, and not written to.
func TestReadOnlyFile(t *testing.T) {
	path := fresh(t)
	_, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	require.Error(t, err, "there is no such file")
	require.NoFileExists(t, path)
	_, s := started(t, path, sqlite.Options{}, storage.Options{})
	_, err = acttest.Act{Permit: "P", N: 1}.Do(t.Context(), s)
	require.NoError(t, err)
	_, read := started(t, path, sqlite.Options{ReadOnly: true}, storage.Options{})
	acttest.RequireOnce(t, read, "P", 1)
	_, err = acttest.Act{Permit: "P", N: 2}.Do(t.Context(), read)
	require.ErrorIs(t, err, storage.ErrReadOnly)
	acttest.RequireOnce(t, read, "P", 1)
}

// A clock that goes back does not put the versions of a record out of order.
func TestClockGoesBack(t *testing.T) {
	now := time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)
	_, s := started(t, fresh(t), sqlite.Options{}, storage.Options{Clock: func() time.Time {
		now = now.Add(-time.Hour)
		return now
	}})
	for n := range 5 {
		_, err := acttest.Act{Permit: "P", N: n + 1}.Do(t.Context(), s)
		require.NoError(t, err)
	}
	acttest.RequireOnce(t, s, "P", 5)
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		var last storage.Instant
		for v := range storage.Version(5) {
			rec, err := r.GetAsOf(ctx, acttest.Permits, "P", storage.AsOf{Version: v + 1})
			require.NoError(t, err)
			require.GreaterOrEqual(t, rec.RecordedAt, last)
			last = rec.RecordedAt
		}
		rec, err := r.GetAsOf(ctx, acttest.Permits, "P", storage.AsOf{At: last})
		require.NoError(t, err)
		require.EqualValues(t, 5, rec.Version)
		return nil
	}))
}

// The settings are read back and the connections of another driver, or of a
// careless program, refused by name.
func TestSettings(t *testing.T) {
	path := fresh(t)
	pool := func(settings string) *sql.DB {
		db, err := driver.Open("file:" + path + "?_txlock=immediate" + settings)
		require.NoError(t, err)
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	const good = "&_pragma=busy_timeout(1000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)"
	for _, c := range []struct{ writer, readers, setting string }{
		{"&_pragma=busy_timeout(1000)&_pragma=journal_mode(delete)&_pragma=synchronous(full)", "", "journal_mode"},
		{"&_pragma=busy_timeout(1000)&_pragma=journal_mode(wal)&_pragma=synchronous(normal)", good, "synchronous"},
		{"&_pragma=busy_timeout(0)&_pragma=journal_mode(wal)&_pragma=synchronous(full)", good, "busy_timeout"},
		{good, good, "query_only"},
	} {
		_, err := sqlite.Over(t.Context(), pool(c.writer), pool(c.readers), false)
		var refused *sqlstore.SettingsError
		require.ErrorAs(t, err, &refused)
		require.ErrorIs(t, err, storage.ErrUnsupported)
		require.Equal(t, c.setting, refused.Findings[0].Setting)
	}
	b, err := sqlite.Over(t.Context(), pool(good), pool(good+"&_pragma=query_only(1)"), false)
	require.NoError(t, err)
	require.NoError(t, b.Close())
	for version, sound := range map[string]bool{
		"3.7.0": false, "3.40.1": false, "3.44.5": false, "3.44.6": true, "3.45.0": false, "3.50.6": false, "3.50.7": true,
		"3.51.2": false, "3.51.3": true, "3.54.1": true, "4.0.0": true, "": false, "x": false,
	} {
		require.Equal(t, sound, sqlite.Sound(version), version)
	}
	for _, o := range []sqlite.Options{{Readers: -1}, {BusyTimeout: -1}} {
		_, err := sqlite.Open(t.Context(), path, o)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	junk := fresh(t)
	require.NoError(t, os.WriteFile(junk, []byte(fmt.Sprintf("%4096s", "no database")), 0o600))
	_, err = sqlite.Open(t.Context(), junk, sqlite.Options{})
	require.ErrorIs(t, err, storage.ErrCorrupt)
}
