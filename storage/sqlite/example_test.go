package sqlite_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

// keep opens a store on a file and hands it on.
func keep(ctx context.Context, path string, sealer storage.Sealer, key []byte, use func(*storage.Store) error) error {
	b, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	defer b.Close()
	store, err := storage.New(b, storage.Options{Sealer: sealer, IndexKey: key})
	if err != nil {
		return err
	}
	return use(store)
}

// nightly makes a backup and proves that it can be restored.
func nightly(ctx context.Context, b *sqlite.Backend, backup, trial string) error {
	if err := b.Backup(ctx, backup); err != nil {
		return err
	}
	return sqlite.Restore(ctx, backup, trial)
}

func Example() {
	dir, err := os.MkdirTemp("", "residence")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	key := make([]byte, storage.IndexKeySize)
	rand.Read(key)
	ctx, path := context.Background(), filepath.Join(dir, "residence.db")
	err = keep(ctx, path, storage.StoredOpen{}, key, func(s *storage.Store) error {
		_, err := s.Update(ctx, storage.Command{ID: "issue-1"}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: "BJ-000001"}, Body: []byte("a permit")}, 0)
			return nil, err
		})
		return err
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	fmt.Println(nightly(ctx, b, filepath.Join(dir, "backup.db"), filepath.Join(dir, "trial.db")))
	// Output: <nil>
}
