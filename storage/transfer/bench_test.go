package transfer_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// BenchmarkImport is the import of a file of 4,000 versions into memory; of the parts
// of it the opening of the bodies is measured by itself, with one key and with a data
// key for each record.
func BenchmarkImport(b *testing.B) {
	from := lived(b, 1, 2000)
	for name, o := range exports {
		sound := export(b, from, o)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, err := transfer.Import(b.Context(), open(b), bytes.NewReader(sound), transfer.ImportOptions{})
				require.NoError(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/4000, "µs/version")
		})
	}
	for name, s := range map[string]storage.Sealer{"one key": options(b).Sealer, "envelope": envelope(b, new(storage.MemoryVault))} {
		store := open(b, func(o *storage.Options) { o.Sealer = s })
		fill(b, store)
		var r storage.Record
		require.NoError(b, store.ViewStored(b.Context(), func(ctx context.Context, tx storage.ReadTx) (err error) {
			r, err = tx.Get(ctx, storage.Key{Kind: permits, ID: "P-1"})
			return err
		}))
		b.Run("open/"+name, func(b *testing.B) {
			for b.Loop() {
				_, err := store.OpenStored(b.Context(), r)
				require.NoError(b, err)
			}
		})
	}
}
