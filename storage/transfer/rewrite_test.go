package transfer

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// Rewrite makes the file that somebody would who knows the format and has the index
// key of a store: numbers, checks, checksums and marks fit what change makes of the
// lines. A line for which it returns false is left out.
func Rewrite(t testing.TB, file []byte, by *storage.Store, change func(*Line) bool) []byte {
	t.Helper()
	var out bytes.Buffer
	f := newFramer(&out, markerOf(by))
	for text := range bytes.Lines(file) {
		l, err := parseLine(text)
		require.NoError(t, err)
		if !change(&l) {
			continue
		}
		switch {
		case l.Block != nil:
			require.NoError(t, f.block())
		case l.End != nil:
			require.NoError(t, f.end(*l.End))
		default:
			require.NoError(t, f.put(l))
		}
	}
	return out.Bytes()
}

// RewriteEnd changes the last line only, and gives it the mark of another store.
func RewriteEnd(t testing.TB, file []byte, by *storage.Store, change func(*Line) bool) []byte {
	t.Helper()
	var out bytes.Buffer
	f := newFramer(&out, markerOf(by))
	for text := range bytes.Lines(file) {
		l, err := parseLine(text)
		require.NoError(t, err)
		if l.End != nil {
			change(&l)
			require.NoError(t, f.end(*l.End))
			break
		}
		out.Write(text)
		f.sum.Write(text)
		f.next++
	}
	return out.Bytes()
}

// Lines reads the lines of a file.
func Lines(t testing.TB, file []byte) (all []Line) {
	t.Helper()
	for text := range bytes.Lines(file) {
		l, err := parseLine(text)
		require.NoError(t, err)
		all = append(all, l)
	}
	return all
}
