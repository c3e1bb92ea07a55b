package transfer_test

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage/transfer"
)

// linesOf cuts a file into its lines.
func linesOf(file []byte) [][]byte {
	lines := bytes.SplitAfter(file, []byte("\n"))
	return lines[:len(lines)-1]
}

// fileOf joins lines.
func fileOf(lines ...[]byte) []byte { return bytes.Join(lines, nil) }

// fault imports a file that is not sound and returns the line that is named.
func fault(t *testing.T, file []byte) int {
	t.Helper()
	_, err := transfer.Import(t.Context(), open(t), bytes.NewReader(file), transfer.ImportOptions{})
	var at *transfer.LineError
	require.ErrorAs(t, err, &at)
	assert.NotContains(t, err.Error(), "居住证")
	return at.Line
}

// TestTheDamagedLineIsNamed: a flipped bit, a line that is missing, doubled,
// moved or cut off is found, and the error has its number.
func TestTheDamagedLineIsNamed(t *testing.T) {
	from := lived(t, 41, 45)
	for name, o := range map[string]transfer.ExportOptions{
		"whole":    sealed,
		"revealed": {Form: transfer.Revealed, Kinds: kinds, As: clerk},
	} {
		lines := linesOf(export(t, from, o))
		n := len(lines)
		require.Greater(t, n, 90)
		for i := range lines {
			before, after := fileOf(lines[:i]...), fileOf(lines[i+1:]...)
			for _, bit := range []int{0, 1, 5, 6} {
				bad := bytes.Clone(lines[i])
				bad[(i*31+bit*7)%len(bad)] ^= 1 << bit
				got := fault(t, fileOf(before, bad, after))
				assert.Equal(t, i+1, got, "%s: bit %d of line %d", name, bit, i+1)
			}
			assert.Equal(t, i+1, fault(t, fileOf(before, after)), "%s: line %d is missing", name, i+1)
			// Nothing may stand after the end line, whatever it is.
			doubled := i + 2
			if i == n-1 {
				doubled = n
			}
			assert.Equal(t, doubled, fault(t, fileOf(before, lines[i], lines[i], after)), "%s: line %d is doubled", name, i+1)
			if i+1 < n {
				swapped := fileOf(before, lines[i+1], lines[i], fileOf(lines[i+2:]...))
				assert.Equal(t, i+1, fault(t, swapped), "%s: lines %d and %d are swapped", name, i+1, i+2)
			}
			for _, keep := range []int{0, 1, len(lines[i]) - 1} {
				assert.Equal(t, i+1, fault(t, append(bytes.Clone(before), lines[i][:keep]...)), "%s: cut off in line %d", name, i+1)
			}
		}
	}
}

// numbered gives lines of a file, without their last brace, a number and a check
// that fit, as somebody who knows the format would.
func numbered(lines ...string) []byte {
	var b bytes.Buffer
	for i, l := range lines {
		l = fmt.Sprintf(`%s,"n":%d`, l, i+1)
		fmt.Fprintf(&b, "%s,\"check\":\"%08x\"}\n", l, crc32.Checksum([]byte(l), crc32.MakeTable(crc32.Castagnoli)))
	}
	return b.Bytes()
}

// TestWhatIsNoLine: its number and its check fit, and it is refused all the
// same.
func TestWhatIsNoLine(t *testing.T) {
	for _, text := range []string{
		`{"x":1`, `{"end":{}`, `{"head":{},"end":{}`, `{"block":{"lines":0}`, `{"head":{"format":1,"form":"open"}`,
		`{"head":{"format":1}} {"x":1`, `{"END":{"versions":0}`, `{"end":{"versions":0,"versions":0}`, `{"end":{},"end":{}`,
		`{"end":{"Versions":0}`, `{"n":1,"end":{}`, `{"head":{"format":1,"form":"sealed","id":"` + strings.Repeat("0", 63) + `"}`, `[1`, `null`,
	} {
		assert.Equal(t, 1, fault(t, numbered(text)), text)
	}
	_, err := transfer.Import(t.Context(), open(t), bytes.NewReader(numbered(`{"block":{"lines":7}`)), transfer.ImportOptions{})
	assert.EqualError(t, err, "transfer: line 1: the checksum does not fit what came before it", "the line itself was read")
}

// TestCutAtEveryLine: a file that was cut behind any line is taken up as far as
// it goes and never called done; the whole file then brings the rest, and the
// store is the same as if nothing had happened.
func TestCutAtEveryLine(t *testing.T) {
	from := lived(t, 42, 45)
	wantRecords, wantHeads := records(t, from), heads(t, from)
	for name, o := range map[string]transfer.ExportOptions{
		"whole": sealed,
		"list":  {Form: transfer.Sealed, Kinds: kinds},
	} {
		full := export(t, from, o)
		lines := linesOf(full)
		for cut := range lines {
			to := open(t)
			_, err := transfer.Import(t.Context(), to, bytes.NewReader(fileOf(lines[:cut]...)), transfer.ImportOptions{})
			require.ErrorIs(t, err, transfer.ErrIncomplete, "%s cut at %d", name, cut)
			_, err = transfer.Import(t.Context(), to, bytes.NewReader(full), transfer.ImportOptions{})
			require.NoError(t, err, "%s cut at %d", name, cut)
			assert.Equal(t, wantRecords, records(t, to), "%s cut at %d", name, cut)
			got := heads(t, to)
			if o.Kinds == nil {
				assert.Equal(t, wantHeads, got, "%s cut at %d", name, cut)
			}

			// The export goes on from the same place to a file of the same content.
			f := &file{data: fileOf(lines[:cut]...)}
			sum, err := transfer.Resume(t.Context(), from, f, o)
			require.NoError(t, err, "%s cut at %d", name, cut)
			assert.EqualValues(t, len(f.data), sum.Bytes)
			again := open(t)
			_, err = transfer.Import(t.Context(), again, bytes.NewReader(f.data), transfer.ImportOptions{})
			require.NoError(t, err, "%s cut at %d", name, cut)
			assert.Equal(t, wantRecords, records(t, again), "%s cut at %d", name, cut)
		}
	}
}
