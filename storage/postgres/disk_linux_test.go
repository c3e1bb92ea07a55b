package postgres_test

import (
	"os"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// mountSmall mounts an empty file system of 48 MiB in memory. Only root may,
// and not in every container.
func mountSmall(t testing.TB, dir string) bool {
	t.Helper()
	require.NoError(t, os.Mkdir(dir, 0o755))
	if err := syscall.Mount("small", dir, "tmpfs", 0, "size=48m"); err != nil {
		return false
	}
	t.Cleanup(func() { require.NoError(t, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	return true
}

// owner gives path to the owner of like.
func owner(t testing.TB, path, like string) {
	t.Helper()
	s, err := os.Stat(like)
	require.NoError(t, err)
	sys := s.Sys().(*syscall.Stat_t)
	require.NoError(t, os.Chown(path, int(sys.Uid), int(sys.Gid)))
}
