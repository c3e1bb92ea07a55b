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

// pay records an act and what was paid for it together, or neither.
func pay(ctx context.Context, b *sqlite.Backend, o storage.Options, act func(*storage.Store) error) error {
	tx, err := b.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	o.Attempts = 1
	store, err := storage.New(b.Enlist(tx), o)
	if err != nil {
		return err
	}
	if err := act(store); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "insert into fees (paid) values (20)"); err != nil {
		return err
	}
	return tx.Commit()
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

func ExampleBackend_Begin() {
	dir, err := os.MkdirTemp("", "residence")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	b, err := sqlite.Open(ctx, filepath.Join(dir, "residence.db"), sqlite.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	o := storage.Options{Sealer: storage.StoredOpen{}, IndexKey: make([]byte, storage.IndexKeySize)}
	act := func(s *storage.Store) error {
		_, err := s.Update(ctx, storage.Command{ID: "issue-1"}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: "BJ-000001"}}, 0)
			return nil, err
		})
		return err
	}
	there := func() error {
		return b.View(ctx, func(ctx context.Context, r storage.ReadTx) error {
			_, err := r.Header(ctx, storage.Key{Kind: 1, ID: "BJ-000001"})
			return err
		})
	}
	fmt.Println("paid:", pay(ctx, b, o, act)) // there is no table of fees yet
	fmt.Println("act:", there())
	tx, err := b.Begin(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = tx.Exec("create table fees (paid integer)")
	fmt.Println(err, tx.Commit())
	fmt.Println("paid:", pay(ctx, b, o, act))
	fmt.Println("act:", there())
	// Output:
	// paid: sqlite3: SQL logic error: no such table: fees
	// act: storage: no record 1/…0001
	// <nil> <nil>
	// paid: <nil>
	// act: <nil>
}
