package transfer_test

import (
	"bytes"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// TestWhatIsExportedCanBeImported: the most shards that a store may have, and the
// longest of everything that a line can hold.
func TestWhatIsExportedCanBeImported(t *testing.T) {
	most := func(o *storage.Options) { o.Shards = storage.MaxShards }
	from, to := open(t, most), open(t, most)
	long := string(bytes.Repeat([]byte("A"), storage.MaxID))
	for i, body := range [][]byte{
		bytes.Repeat([]byte{0xff}, storage.MaxBody),
		append(append([]byte(`"`), bytes.Repeat([]byte("\u2028"), (storage.MaxBody-2)/3)...), '"'),
		bytes.Repeat([]byte("<"), storage.MaxBody),
	} {
		h := storage.Header{
			Kind: math.MaxUint16, ID: long[i:], Ref: long, District: math.MaxUint32, Status: math.MaxUint8, RecordedAt: math.MinInt64,
			Holder: from.BlindIndex("holder", long), Unique: from.BlindIndex("unique", long[i:]), From: day("0001-01-01"), DueOn: day("9999-12-31"), EndedOn: day("9999-12-31"),
		}
		put(t, from, storage.Command{ID: storage.CommandID(bytes.Repeat([]byte{'!' + byte(i)}, storage.MaxCommandID))}, storage.Record{Header: h, Body: body}, 0)
	}
	for sort, o := range map[string]transfer.ExportOptions{"whole": sealed, "revealed": {Form: transfer.Revealed, As: clerk}} {
		sound := export(t, from, o)
		longest := 0
		for _, l := range linesOf(sound) {
			longest = max(longest, len(l))
		}
		assert.Greater(t, longest, 64<<10, sort)
		assert.LessOrEqual(t, longest, transfer.MaxLine, sort)
		sum, err := transfer.Import(t.Context(), to, bytes.NewReader(sound), transfer.ImportOptions{})
		require.NoError(t, err, sort)
		assert.EqualValues(t, 3, sum.Versions, sort)
		assert.Zero(t, sum.Conflicts, sort)
	}
}

// TestALineThatNoReaderTakesIsNotWritten.
func TestALineThatNoReaderTakesIsNotWritten(t *testing.T) {
	from := lived(t, 71, 3)
	many := make([]storage.Kind, math.MaxUint16)
	for i := range many {
		many[i] = storage.Kind(i + 1)
	}
	var b bytes.Buffer
	_, err := transfer.Export(t.Context(), from, &b, transfer.ExportOptions{Form: transfer.Sealed, Kinds: many})
	require.ErrorIs(t, err, storage.ErrTooLarge)
	assert.Zero(t, b.Len())
}
