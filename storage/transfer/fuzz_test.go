package transfer_test

import (
	"bytes"
	"testing"

	"github.com/juzhuzheng/residence/storage/transfer"
)

// FuzzImport: whatever a file holds, the import ends with an answer, and a file
// that is accepted leaves a store whose log verifies.
func FuzzImport(f *testing.F) {
	from := lived(f, 31, 4)
	for _, o := range []transfer.ExportOptions{sealed, {Form: transfer.Revealed, Kinds: kinds, As: clerk}} {
		file := export(f, from, o)
		f.Add(file)
		f.Add(file[:len(file)/2])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		to := open(t)
		if _, err := transfer.Import(t.Context(), to, bytes.NewReader(b), transfer.ImportOptions{}); err == nil {
			heads(t, to)
		}
		_, _ = transfer.Resume(t.Context(), to, &file{data: bytes.Clone(b)}, sealed)
	})
}
