package dirvault_test

import (
	"encoding/base32"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/dirvault"
)

// place is the directory of the key of a record.
func place(dir string, k storage.Key) string {
	return filepath.Join(dir, "7", base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString([]byte(k.ID)))
}

// TestEveryCreatorMakesItLast: of creators of one key each has made it last before
// it acknowledges it, not only the one whose key it is. While the first one is
// still on its way to the disk, the others find its file.
func TestEveryCreatorMakesItLast(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	names := []string{place(dir, key), filepath.Join(dir, "7"), dir}
	var second []string
	first := open(t, dir)
	first.BeforeSync(func(string) {
		if second != nil {
			return
		}
		second = []string{} // once
		other := open(t, dir)
		other.BeforeSync(func(synced string) { second = append(second, synced) })
		got, err := other.Create(ctx, key, []byte("second"))
		require.NoError(t, err)
		assert.Equal(t, "first", string(got), "the name is there")
	})
	_, err := first.Create(ctx, key, []byte("first"))
	require.NoError(t, err)
	for _, name := range names {
		assert.True(t, slices.Contains(second, name), "the second creator acknowledged before the names in the directory last")
	}
}

// TestEveryDestroyerMakesItLast: the same of the mark of a destroyed key, and the
// key goes only when its mark lasts.
func TestEveryDestroyerMakesItLast(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	v := open(t, dir)
	_, err := v.Create(ctx, key, []byte("secret"))
	require.NoError(t, err)
	for range 2 {
		var synced []string
		v.BeforeSync(func(at string) {
			if len(synced) == 0 {
				assert.Equal(t, place(dir, key), at)
				_, err := os.Stat(filepath.Join(at, "destroyed"))
				assert.NoError(t, err)
			}
			synced = append(synced, at)
		})
		require.NoError(t, v.Destroy(ctx, key))
		assert.Equal(t, []string{place(dir, key), filepath.Join(dir, "7"), dir, place(dir, key)}, synced)
	}
}

// TestDamagedKeyFile: an empty file that nothing has followed is a damage, and is
// told as one.
func TestDamagedKeyFile(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	v := open(t, dir)
	_, err := v.Create(ctx, key, []byte("first"))
	require.NoError(t, err)
	require.NoError(t, v.Replace(ctx, key, []byte("first"), []byte("second")))
	require.NoError(t, os.Truncate(filepath.Join(place(dir, key), "2"), 0))
	corrupt := func(err error) {
		t.Helper()
		var c *storage.CorruptError
		require.ErrorAs(t, err, &c)
		assert.Equal(t, key, c.Key)
	}
	_, err = v.Load(ctx, key)
	corrupt(err)
	_, err = v.Create(ctx, key, []byte("other"))
	corrupt(err)
	corrupt(v.Replace(ctx, key, []byte("second"), []byte("third")))
	_, err = v.List(ctx, storage.Key{}, 10)
	corrupt(err)
	require.NoError(t, v.Destroy(ctx, key), "an erasure is possible still")
	_, err = v.Load(ctx, key)
	require.ErrorIs(t, err, storage.ErrErased)
}

// TestErrorsNameNoRecord: what the file system says has the names of files in it,
// which are whole record IDs.
func TestErrorsNameNoRecord(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	v := open(t, dir)
	long := storage.Key{Kind: 7, ID: "RECORD-ID-11010119900101"}
	// A file where a directory should be: it is as little of use to root.
	require.NoError(t, os.MkdirAll(filepath.Dir(place(dir, long)), 0o700))
	require.NoError(t, os.WriteFile(place(dir, long), nil, 0o600))
	_, loaded := v.Load(ctx, long)
	_, created := v.Create(ctx, long, []byte("x"))
	_, listed := v.List(ctx, storage.Key{}, 10)
	require.NoError(t, os.Remove(place(dir, long)))
	_, err := v.Create(ctx, long, []byte("x"))
	require.NoError(t, err)
	require.NoError(t, os.Remove(filepath.Join(place(dir, long), "1")))
	require.NoError(t, os.Mkdir(filepath.Join(place(dir, long), "1"), 0o700))
	_, read := v.Load(ctx, long)
	replaced := v.Replace(ctx, long, []byte("x"), []byte("y"))
	require.NoError(t, os.RemoveAll(dir)) // as a disk that is not mounted
	_, away := v.Create(ctx, long, []byte("x"))
	destroyed := v.Destroy(ctx, long)
	require.ErrorIs(t, away, fs.ErrNotExist)
	require.NoDirExists(t, dir, "the vault is not begun anew where its disk should be")
	for name, err := range map[string]error{
		"load": loaded, "create": created, "list": listed, "read": read, "replace": replaced, "away": away, "destroy": destroyed,
	} {
		require.Error(t, err, name)
		for ; err != nil; err = errors.Unwrap(err) {
			assert.NotContains(t, err.Error(), filepath.Base(place(dir, long)), name)
			assert.NotContains(t, err.Error(), long.ID, name)
		}
	}
	assert.True(t, strings.HasPrefix(read.Error(), "dirvault: key of record 7/…0101: "), read.Error())
}

func TestOpenMakesOneDirectory(t *testing.T) {
	dir := t.TempDir()
	_, err := dirvault.Open(filepath.Join(dir, "not", "there"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	for range 2 {
		open(t, filepath.Join(dir, "vault"))
	}
}
