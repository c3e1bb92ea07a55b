package transfer_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// TestOtherOptions: a store that was opened with another number of shards, or with
// another index key, than its data were written with gives no part of them away as
// the whole, and takes nothing up.
func TestOtherOptions(t *testing.T) {
	ctx := t.Context()
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: make([]byte, 32)})
	require.NoError(t, err)
	over := func(b storage.Backend, change func(*storage.Options)) *storage.Store {
		o := storage.Options{Sealer: sealer, IndexKey: make([]byte, storage.IndexKeySize)}
		change(&o)
		s, err := storage.New(b, o)
		require.NoError(t, err)
		return s
	}
	right := func(*storage.Options) {}
	b := memory.New()
	_, err = over(b, right).Update(ctx, storage.Command{ID: "c"}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: "P-1"}}, 0)
		return nil, err
	})
	require.NoError(t, err)
	var file bytes.Buffer
	_, err = transfer.Export(ctx, over(b, right), &file, transfer.ExportOptions{Form: transfer.Sealed, Only: transfer.Selection{District: 1}})
	require.NoError(t, err, "the control")
	for name, change := range map[string]func(*storage.Options){
		"shards":    func(o *storage.Options) { o.Shards = 8 },
		"index key": func(o *storage.Options) { o.IndexKey = bytes.Repeat([]byte{1}, storage.IndexKeySize) },
	} {
		var wrong *storage.OptionsError
		_, err := transfer.Export(ctx, over(b, change), new(bytes.Buffer), transfer.ExportOptions{Form: transfer.Sealed})
		require.ErrorAs(t, err, &wrong, name)
		_, err = transfer.Import(ctx, over(b, change), bytes.NewReader(file.Bytes()), transfer.ImportOptions{})
		require.ErrorAs(t, err, &wrong, name)
	}
}
