package transfer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// A whole store goes to another one with the same keys. The chain of the copy
// ends where that of the source ended.
func Example() {
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: key(7)})
	if err != nil {
		fmt.Println(err)
		return
	}
	o := storage.Options{Sealer: sealer, IndexKey: key(9)}
	from, err := storage.New(memory.New(), o)
	if err != nil {
		fmt.Println(err)
		return
	}
	to, err := storage.New(memory.New(), o)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	_, err = from.Update(ctx, storage.Command{ID: "REQUEST-1"}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: "P-1"}, Body: []byte("{}")}, 0)
		return nil, err
	})
	if err != nil {
		fmt.Println(err)
		return
	}

	var file bytes.Buffer
	sent, err := transfer.Export(ctx, from, &file, transfer.ExportOptions{Form: transfer.Sealed})
	if err != nil {
		fmt.Println(err)
		return
	}
	damaged := bytes.Replace(file.Bytes(), []byte("P-1"), []byte("P-2"), 1)
	_, err = transfer.Import(ctx, to, bytes.NewReader(damaged), transfer.ImportOptions{})
	fmt.Println(errors.Is(err, transfer.ErrFile))
	came, err := transfer.Import(ctx, to, &file, transfer.ImportOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sent.Versions, "sent,", came.Versions, "came, with", came.Commands, "command")
	fmt.Println("all of the log:", came.Entries == came.Of)
	// Output:
	// true
	// 1 sent, 1 came, with 1 command
	// all of the log: true
}
