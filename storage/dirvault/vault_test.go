package dirvault_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/dirvault"
	"github.com/juzhuzheng/residence/storage/internal/vaulttest"
)

func open(t testing.TB, dir string) *dirvault.Vault {
	t.Helper()
	v, err := dirvault.Open(dir)
	require.NoError(t, err)
	return v
}

func TestVault(t *testing.T) {
	vaulttest.Run(t, func(t testing.TB) storage.Vault { return open(t, filepath.Join(t.TempDir(), "vault")) })
}

var key = storage.Key{Kind: 7, ID: "A-1"}

// files are the contents of all files below a directory.
func files(t testing.TB, dir string) (all []string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		all = append(all, filepath.Base(p)+"="+string(b))
		return err
	}))
	return all
}

// Another process finds what this one left, and nothing of what was replaced or
// destroyed.
func TestReopen(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	v := open(t, dir)
	_, err := v.Create(ctx, key, []byte("first"))
	require.NoError(t, err)
	require.NoError(t, v.Replace(ctx, key, []byte("first"), []byte("second")))
	_, err = v.Create(ctx, storage.Key{Kind: 7, ID: "A-2"}, []byte("third"))
	require.NoError(t, err)
	require.NoError(t, v.Destroy(ctx, storage.Key{Kind: 7, ID: "A-2"}))
	v = open(t, dir)
	got, err := v.Load(ctx, key)
	require.NoError(t, err)
	assert.Equal(t, "second", string(got))
	_, err = v.Load(ctx, storage.Key{Kind: 7, ID: "A-2"})
	require.ErrorIs(t, err, storage.ErrErased)
	assert.ElementsMatch(t, []string{"1=", "2=second", "destroyed="}, files(t, dir))
}

// A file that was being written when the power went is nobody's key, and goes with
// the next destruction.
func TestLeftovers(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	v := open(t, dir)
	_, err := v.Create(ctx, key, []byte("first"))
	require.NoError(t, err)
	places, err := filepath.Glob(filepath.Join(dir, "7", "*"))
	require.NoError(t, err)
	require.Len(t, places, 1)
	require.NoError(t, os.WriteFile(filepath.Join(places[0], "new-123"), []byte("half"), 0o600))
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "7", "not a name"), 0o700))
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "lost+found"), 0o700))
	got, err := v.Load(ctx, key)
	require.NoError(t, err)
	assert.Equal(t, "first", string(got))
	list, err := v.List(ctx, storage.Key{}, 10)
	require.NoError(t, err)
	assert.Len(t, list, 1)
	require.NoError(t, v.Destroy(ctx, key))
	assert.Equal(t, []string{"destroyed="}, files(t, dir))
}

// TestReplaceRace: of many who replace the same key, through vaults of their own
// as processes have them, exactly one succeeds each time.
func TestReplaceRace(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	_, err := open(t, dir).Create(ctx, key, []byte("0"))
	require.NoError(t, err)
	const workers, each = 6, 15
	var won atomic.Int64
	var wg sync.WaitGroup
	for worker := range workers {
		v := open(t, dir)
		wg.Go(func() {
			for i := range each {
				for {
					old, err := v.Load(ctx, key)
					if err != nil {
						t.Error(err)
						return
					}
					var n int
					if _, err := fmt.Sscan(string(old), &n); err != nil {
						t.Errorf("read %q: %v", old, err)
						return
					}
					err = v.Replace(ctx, key, old, fmt.Appendf(nil, "%d by %d in %d", n+1, worker, i))
					if errors.Is(err, storage.ErrConflict) {
						continue
					}
					if err != nil {
						t.Error(err)
						return
					}
					won.Add(1)
					break
				}
			}
		})
	}
	wg.Wait()
	got, err := open(t, dir).Load(ctx, key)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(got), fmt.Sprint(workers*each, " ")), "%d replaced it and it is at %s", won.Load(), got)
}

// TestDestroyWins: whoever creates or replaces a key while it is destroyed, it is
// destroyed, and no file has anything of it.
func TestDestroyWins(t *testing.T) {
	ctx := t.Context()
	for round := range 40 {
		dir := t.TempDir()
		if round%2 == 0 {
			_, err := open(t, dir).Create(ctx, key, []byte("secret 0"))
			require.NoError(t, err)
		}
		var wg sync.WaitGroup
		for worker := range 4 {
			v := open(t, dir)
			wg.Go(func() {
				for i := range 5 {
					now, err := v.Create(ctx, key, fmt.Append(nil, "secret ", worker, i))
					if err == nil {
						err = v.Replace(ctx, key, now, fmt.Append(nil, "secret new ", worker, i))
					}
					if err != nil && !errors.Is(err, storage.ErrErased) && !errors.Is(err, storage.ErrConflict) {
						t.Error(err)
					}
				}
			})
		}
		wg.Go(func() {
			if err := open(t, dir).Destroy(ctx, key); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
		_, err := open(t, dir).Load(ctx, key)
		require.ErrorIs(t, err, storage.ErrErased)
		assert.Equal(t, []string{"destroyed="}, files(t, dir))
	}
}

func TestOpenRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := dirvault.Open(file)
	require.Error(t, err)
}
