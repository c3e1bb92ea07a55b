package storage_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// The secrets of these examples stand for what a key service gives. They are
// 32 bytes each, drawn at random, and never written in a program.
var (
	exampleKey    = []byte("key-encryption key number one 32")
	exampleNewKey = []byte("key-encryption key number two 32")
	exampleIndex  = []byte("index key of this office, 32 byt")
)

// open is a store whose bodies are sealed, each under a data key of its own that
// the vault keeps, wrapped.
func open(b storage.Backend, vault storage.Vault, keys storage.Sealer) (*storage.Store, error) {
	sealer, err := storage.NewEnvelope(storage.AES256GCM(), vault, keys)
	if err != nil {
		return nil, err
	}
	return storage.New(b, storage.Options{Sealer: sealer, IndexKey: exampleIndex})
}

// write puts the next version of a record of a person.
func write(s *storage.Store, request, id, person string, expect storage.Version) error {
	_, err := s.Update(context.Background(), storage.Command{ID: storage.CommandID(request), Request: []byte(id)},
		func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{
				Header: storage.Header{Kind: 1, ID: id, Status: 1, Holder: s.BlindIndex("holder", person)},
				Body:   []byte(person),
			}, expect)
			return nil, err
		})
	return err
}

// Open a store that seals: the database sees neither the body nor the person, and
// who has the exact value finds the record.
func Example_sealed() {
	backend := memory.New() // or one over SQLite or PostgreSQL
	keys, err := storage.NewAESGCM(1, map[uint32][]byte{1: exampleKey})
	if err != nil {
		fmt.Println(err)
		return
	}
	vault := new(storage.MemoryVault) // a lasting one, in another database, in production
	store, err := open(backend, vault, keys)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	if err := write(store, "request-1", "P-0001", "测试甲", 0); err != nil {
		fmt.Println(err)
		return
	}
	q := storage.Query{Index: storage.ByHolder, Kind: 1, Holder: store.BlindIndex("holder", "测试甲"), Bodies: true}
	for r, err := range store.All(context.Background(), q) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("found:", r.ID, string(r.Body))
	}
	err = backend.View(context.Background(), func(ctx context.Context, tx storage.ReadTx) error {
		r, err := tx.Get(ctx, storage.Key{Kind: 1, ID: "P-0001"})
		fmt.Println("in the database:", r) // prints itself without its body
		return err
	})
	fmt.Println(err)
	// Output:
	// found: P-0001 测试甲
	// in the database: 1/…0001 version 1 status 1 body 38 bytes
	// <nil>
}

// Rotate a key: add the new one, make it current, wrap the data keys again, and
// retire the old one. No record is written again.
func Example_rotation() {
	backend, vault := memory.New(), new(storage.MemoryVault)
	before, err := storage.NewAESGCM(1, map[uint32][]byte{1: exampleKey})
	if err != nil {
		fmt.Println(err)
		return
	}
	store, err := open(backend, vault, before)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, id := range []string{"P-0001", "P-0002"} {
		if err := write(store, fmt.Sprint("request-", i), id, "测试甲", 0); err != nil {
			fmt.Println(err)
			return
		}
	}

	// Both keys while the data keys move; every program gets them first.
	both, err := storage.NewAESGCM(2, map[uint32][]byte{1: exampleKey, 2: exampleNewKey})
	if err != nil {
		fmt.Println(err)
		return
	}
	sealer, err := storage.NewEnvelope(storage.AES256GCM(), vault, both)
	if err != nil {
		fmt.Println(err)
		return
	}
	moved, err := sealer.Rewrap(context.Background())
	fmt.Println("data keys moved:", moved, err)

	// Then the new key alone.
	after, err := storage.NewAESGCM(2, map[uint32][]byte{2: exampleNewKey})
	if err != nil {
		fmt.Println(err)
		return
	}
	if store, err = open(backend, vault, after); err != nil {
		fmt.Println(err)
		return
	}
	r, err := store.Get(context.Background(), 1, "P-0001")
	fmt.Println("opened:", string(r.Body), "version", r.Version, err)
	// Output:
	// data keys moved: 3 <nil>
	// opened: 测试甲 version 1 <nil>
}

// Erase a person: all versions of all records become unreadable for good; counts
// and the chain answer as before.
func Example_erasure() {
	ctx := context.Background()
	keys, err := storage.NewAESGCM(1, map[uint32][]byte{1: exampleKey})
	if err != nil {
		fmt.Println(err)
		return
	}
	store, err := open(memory.New(), new(storage.MemoryVault), keys)
	if err != nil {
		fmt.Println(err)
		return
	}
	for v := range storage.Version(2) { // a record and its correction
		if err := write(store, fmt.Sprint("request-", v), "P-0001", "测试甲", v); err != nil {
			fmt.Println(err)
			return
		}
	}
	holder := store.BlindIndex("holder", "测试甲")
	n, err := store.EraseHolder(ctx, storage.Command{ID: "erase-1", Request: holder[:]}, holder, 1)
	fmt.Println("records erased:", n, err)

	_, err = store.Get(ctx, 1, "P-0001")
	fmt.Println("erased now:", errors.Is(err, storage.ErrErased))
	err = store.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		_, err := r.GetAsOf(ctx, 1, "P-0001", storage.AsOf{Version: 1})
		fmt.Println("erased as it was:", errors.Is(err, storage.ErrErased))
		counts, err := r.Counts(ctx, 1)
		fmt.Println("counted:", counts[0].N)
		return err
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = store.VerifyAll(ctx)
	fmt.Println("chain:", err)
	// Output:
	// records erased: 1 <nil>
	// erased now: true
	// erased as it was: true
	// counted: 1
	// chain: <nil>
}

// Keep a checkpoint: somebody outside has its text, or only its root, and later
// the log must still go through it. Nothing but this shows that the end of a log
// was cut off.
func ExampleStore_Checkpoint() {
	ctx := context.Background()
	keys, err := storage.NewAESGCM(1, map[uint32][]byte{1: exampleKey})
	if err != nil {
		fmt.Println(err)
		return
	}
	store, err := open(memory.New(), new(storage.MemoryVault), keys)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := write(store, "request-1", "P-0001", "测试甲", 0); err != nil {
		fmt.Println(err)
		return
	}
	checkpoint, err := store.Checkpoint(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := checkpoint.MarshalText() // to a notary, a gazette, another office
	if err != nil {
		fmt.Println(err)
		return
	}

	if err := write(store, "request-2", "P-0002", "测试乙", 0); err != nil {
		fmt.Println(err)
		return
	}
	var kept storage.Checkpoint
	if err := kept.UnmarshalText(text); err != nil {
		fmt.Println(err)
		return
	}
	now, err := store.VerifyAll(ctx, kept)
	fmt.Println("the log goes through it:", err == nil, "and went on:", now.Root != kept.Root)

	// A log from which everything was taken away verifies by itself; not against
	// what was kept.
	cut, err := open(memory.New(), new(storage.MemoryVault), keys)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, alone := cut.VerifyAll(ctx)
	_, against := cut.VerifyAll(ctx, kept)
	var where *storage.CorruptError
	fmt.Println("alone:", alone, "against it:", errors.As(against, &where), "entry", where.Seq)
	// Output:
	// the log goes through it: true and went on: true
	// alone: <nil> against it: true entry 1
}
