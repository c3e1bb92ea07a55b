package sqlite_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/sqlite/internal/disk"
)

// started opens a store on a file, which ends with the test.
func started(t testing.TB, path string, o sqlite.Options, so storage.Options) (*sqlite.Backend, *storage.Store) {
	t.Helper()
	b, err := sqlite.Open(t.Context(), path, o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	s, err := acttest.Open(b, so)
	require.NoError(t, err)
	return b, s
}

// A backup made while acts go on is one moment of them, whole, and can be
// restored; neither overwrites anything.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	path, copied, again := filepath.Join(dir, "a.db"), filepath.Join(dir, "backup.db"), filepath.Join(dir, "b.db")
	b, s := started(t, path, sqlite.Options{}, storage.Options{})
	stop, stopped := make(chan struct{}), make(chan int, 1)
	go func() {
		n := 0
		for {
			select {
			case <-stop:
				stopped <- n
				return
			default:
				if _, err := (acttest.Act{Permit: "P", N: n + 1}).Do(context.Background(), s); err != nil {
					t.Error(err)
					stopped <- n
					return
				}
				n++
			}
		}
	}()
	atLeast := 0
	for atLeast < 20 {
		n, err := acttest.Count(t.Context(), s, "P")
		require.NoError(t, err)
		atLeast = n
		time.Sleep(time.Millisecond)
	}
	require.NoError(t, b.Backup(t.Context(), copied))
	close(stop)
	atMost := <-stopped

	require.ErrorIs(t, b.Backup(t.Context(), copied), fs.ErrExist)
	require.ErrorIs(t, sqlite.Restore(t.Context(), copied, path), fs.ErrExist)
	require.NoError(t, sqlite.Restore(t.Context(), copied, again))
	_, restored := started(t, again, sqlite.Options{}, storage.Options{})
	n, err := acttest.Count(t.Context(), restored, "P")
	require.NoError(t, err)
	require.GreaterOrEqual(t, n, atLeast)
	require.LessOrEqual(t, n, atMost)
	require.NoError(t, acttest.Sound(t.Context(), restored))
	_, err = acttest.Act{Permit: "P", N: n + 1}.Do(t.Context(), restored)
	require.NoError(t, err)
	acttest.RequireOnce(t, restored, "P", n+1)
	left, err := filepath.Glob(filepath.Join(dir, ".residence-*"))
	require.NoError(t, err)
	require.Empty(t, left, "what was made on the way is gone")
	t.Logf("a backup under %d acts holds the first %d, whole, and is restored", atMost, n)
}

// What is damaged, in use, or of another program is not restored, and leaves
// nothing behind.
func TestRestoreRefuses(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "a.db"), filepath.Join(dir, "backup.db")
	b, s := started(t, path, sqlite.Options{}, storage.Options{})
	for n := range 30 {
		_, err := acttest.Act{Permit: "P", N: n + 1}.Do(t.Context(), s)
		require.NoError(t, err)
	}
	require.ErrorIs(t, sqlite.Restore(t.Context(), path, filepath.Join(dir, "b.db")), storage.ErrInvalid, "in use")
	require.NoError(t, b.Backup(t.Context(), copied))

	to := filepath.Join(dir, "restored.db")
	whole, err := os.ReadFile(copied)
	require.NoError(t, err)
	for what, change := range map[string]func([]byte) []byte{
		"empty":          func([]byte) []byte { return nil },
		"cut short":      func(b []byte) []byte { return b[:len(b)/2] },
		"one byte short": func(b []byte) []byte { return b[:len(b)-1] },
		"one page more":  func(b []byte) []byte { return append(b, make([]byte, 4096)...) },
		"no database":    func(b []byte) []byte { return append([]byte("not a database, certainly"), b[25:]...) },
		"a page is gone": func(b []byte) []byte { clear(b[3*4096 : 4*4096]); return b },
	} {
		bad := filepath.Join(t.TempDir(), "bad.db")
		require.NoError(t, os.WriteFile(bad, change(append([]byte(nil), whole...)), 0o600))
		err := sqlite.Restore(t.Context(), bad, to)
		require.ErrorIs(t, err, storage.ErrCorrupt, what)
		require.NoFileExists(t, to)
	}
	foreign := filepath.Join(dir, "foreign.db")
	db, err := driver.Open(foreign)
	require.NoError(t, err)
	for _, table := range []string{"notes", "residence_schema"} { // the latter without a version
		_, err = db.Exec("create table " + table + " (version integer, checksum text)")
		require.NoError(t, err)
		require.ErrorIs(t, sqlite.Restore(t.Context(), foreign, to), storage.ErrCorrupt, table)
		require.NoFileExists(t, to)
	}
	require.NoError(t, db.Close())
	require.NoError(t, os.WriteFile(to+"-wal", nil, 0o600))
	require.ErrorIs(t, sqlite.Restore(t.Context(), copied, to), fs.ErrExist, "a log of another database lies there")
	require.NoError(t, os.Remove(to+"-wal"))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, sqlite.Restore(ended, copied, to), context.Canceled)
	require.ErrorIs(t, b.Backup(ended, to), context.Canceled)
	require.NoFileExists(t, to)

	d := disk.New(t.TempDir())
	other, _ := started(t, "/residence.db", sqlite.Options{VFS: d.Name}, storage.Options{})
	require.ErrorIs(t, other.Backup(t.Context(), to), storage.ErrUnsupported)
}
