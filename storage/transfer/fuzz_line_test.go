package transfer

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sum is a mark that anybody can make.
func sum(text []byte) digest { return sha256.Sum256(text) }

func reads(file []byte) (line, error) {
	d := deframer{r: bufio.NewReaderSize(bytes.NewReader(file), MaxLine), sum: sha256.New()}
	return d.line()
}

// FuzzLine: a line that is accepted says the same after it was written again,
// and one flipped bit anywhere in what was written is seen.
func FuzzLine(f *testing.F) {
	f.Add([]byte(`{"block":{"lines":2,"sum":"`+string(bytes.Repeat([]byte("0"), 64))+`"}}`), uint(3))
	f.Add([]byte(`{"head":{"format":1,"form":"sealed","heads":[]}}`), uint(77))
	f.Add([]byte(`{"put":{"shard":1,"record":{"kind":1,"id":"A","content":{"a":"<>"}}}}`), uint(500))
	f.Add([]byte(`{"end":{}}`), uint(0))
	f.Add([]byte(`{"command":{},"entry":{}}`), uint(0))
	f.Fuzz(func(t *testing.T, b []byte, bit uint) {
		l, err := parseLine(b)
		if err != nil {
			return
		}
		var file bytes.Buffer
		w := newFramer(&file, sum)
		if w.put(l) != nil {
			return // what was read as nothing cannot always be written
		}
		require.NoError(t, w.w.Flush())
		back, err := reads(file.Bytes())
		require.NoError(t, err)
		var again bytes.Buffer
		w = newFramer(&again, sum)
		require.NoError(t, w.put(back))
		require.NoError(t, w.w.Flush())
		assert.Equal(t, file.String(), again.String())

		bad := file.Bytes()
		bit %= uint(len(bad)) * 8
		bad[bit/8] ^= 1 << (bit % 8)
		_, err = reads(bad)
		assert.Error(t, err)
	})
}
