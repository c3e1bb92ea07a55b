package storage_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// Issue a permit, verify it by its number, and list what falls due.
func Example() {
	secret := make([]byte, 32) // from a key service, not from the program
	if _, err := rand.Read(secret); err != nil {
		fmt.Println(err)
		return
	}
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: secret})
	if err != nil {
		fmt.Println(err)
		return
	}
	store, err := storage.New(memory.New(), storage.Options{Sealer: sealer, IndexKey: make([]byte, storage.IndexKeySize)})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()

	const permit, live = storage.Kind(1), 1
	issue := func(request, id string) error {
		holder := store.BlindIndex("holder", "测试甲")
		_, err := store.Update(context.Background(), storage.Command{ID: storage.CommandID(request), Request: []byte(id)},
			func(ctx context.Context, w *storage.Writer) ([]byte, error) {
				_, err := w.Put(ctx, storage.Record{
					Header: storage.Header{
						Kind: permit, ID: id, Status: live, Holder: holder,
						Unique: holder, // one live permit for each holder
						DueOn:  civil.MustParse("2027-01-15"),
					},
					Body: []byte(`{"name":"测试甲"}`),
				}, 0)
				return nil, err
			})
		return err
	}
	fmt.Println("issued:", issue("request-1", "P-0001"))
	fmt.Println("asked again:", issue("request-1", "P-0001"))
	fmt.Println("second permit refused:", errors.Is(issue("request-2", "P-0002"), storage.ErrConflict))

	h, err := store.Header(context.Background(), permit, "P-0001")
	fmt.Println("verified:", h.Status == live, err)

	due := storage.Query{Index: storage.ByStatus, Kind: permit, Status: live, DueThrough: civil.MustParse("2027-01-31")}
	for r, err := range store.All(context.Background(), due) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("due:", r.ID, r.DueOn)
	}
	// Output:
	// issued: <nil>
	// asked again: <nil>
	// second permit refused: true
	// verified: true <nil>
	// due: P-0001 2027-01-15
}
