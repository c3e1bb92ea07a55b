package gm_test

import (
	"context"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/gm"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A store under SM4 and SM3: bodies, data keys, blind indexes and the log.
func Example() {
	secret := []byte("sixteen bytes 16") // from a key service, not from the program
	keys, err := gm.NewSM4GCM(1, map[uint32][]byte{1: secret})
	if err != nil {
		fmt.Println(err)
		return
	}
	sealer, err := storage.NewEnvelope(gm.SM4GCM(), new(storage.MemoryVault), keys)
	if err != nil {
		fmt.Println(err)
		return
	}
	store, err := storage.New(memory.New(), storage.Options{
		Sealer: sealer, IndexKey: make([]byte, storage.IndexKeySize), IndexHash: gm.SM3(), ChainHash: gm.SM3(),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	_, err = store.Update(context.Background(), storage.Command{ID: "request-1", Request: []byte("P-0001")},
		func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, storage.Record{
				Header: storage.Header{Kind: 1, ID: "P-0001", Holder: store.BlindIndex("holder", "测试甲")},
				Body:   []byte("测试甲"),
			}, 0)
			return nil, err
		})
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := store.Get(context.Background(), 1, "P-0001")
	fmt.Println(string(r.Body), err)
	checkpoint, err := store.VerifyAll(context.Background())
	fmt.Println("verified with", checkpoint.Hash, err)
	// Output:
	// 测试甲 <nil>
	// verified with SM3 <nil>
}
