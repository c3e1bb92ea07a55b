//go:build unix

package sqlite_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

func mode(t testing.TB, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	require.NoError(t, err)
	return info.Mode().Perm()
}

// What is made is for its owner alone, whatever the umask: the database, its log
// and the index of that, backups, and what is restored from them. The mode of a
// database that is there is its operator's, and its log has the same.
func TestFilesAreTheOwners(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0))
	dir := t.TempDir()
	path, copied, again := filepath.Join(dir, "a b%.db"), filepath.Join(dir, "backup.db"), filepath.Join(dir, "b.db")
	b, s := started(t, path, sqlite.Options{}, storage.Options{})
	acts(t, s, 1, 3)
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		require.Equal(t, fs.FileMode(0o600), mode(t, name), name)
	}
	require.NoError(t, b.Backup(t.Context(), copied))
	require.NoError(t, sqlite.Restore(t.Context(), copied, again))
	require.Equal(t, fs.FileMode(0o600), mode(t, copied))
	require.Equal(t, fs.FileMode(0o600), mode(t, again))

	require.NoError(t, os.Chmod(again, 0o640))
	_, s = started(t, again, sqlite.Options{}, storage.Options{})
	acts(t, s, 4, 5)
	for _, name := range []string{again, again + "-wal", again + "-shm"} {
		require.Equal(t, fs.FileMode(0o640), mode(t, name), name)
	}
}
