package transfer_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// A file is a file in memory.
type file struct {
	data []byte
	at   int64
}

func (f *file) Read(b []byte) (int, error) {
	if f.at >= int64(len(f.data)) {
		return 0, io.EOF
	}
	n := copy(b, f.data[f.at:])
	f.at += int64(n)
	return n, nil
}

func (f *file) Write(b []byte) (int, error) {
	f.data = append(f.data[:f.at], b...)
	f.at += int64(len(b))
	return len(b), nil
}

func (f *file) Seek(offset int64, whence int) (int64, error) {
	if whence != io.SeekStart {
		return 0, errors.New("only from the start")
	}
	f.at = offset
	return offset, nil
}

func (f *file) Truncate(size int64) error {
	f.data = f.data[:size]
	return nil
}

// TestAnInterruptedExportGoesOn: cut anywhere, also inside a line, the file ends
// as if nothing had happened.
func TestAnInterruptedExportGoesOn(t *testing.T) {
	from := lived(t, 21, 300)
	for name, o := range map[string]transfer.ExportOptions{
		"whole": sealed,
		"list":  {Form: transfer.Sealed, Kinds: kinds},
		"part":  {Form: transfer.Sealed, Kinds: kinds, Only: transfer.Selection{District: 110101}},
	} {
		full := export(t, from, o)
		for i := range 40 {
			cut := len(full) * i / 39
			f := &file{data: bytes.Clone(full[:cut])}
			sum, err := transfer.Resume(t.Context(), from, f, o)
			require.NoError(t, err)
			assert.EqualValues(t, len(f.data), sum.Bytes)
			to := open(t)
			got, err := transfer.Import(t.Context(), to, bytes.NewReader(f.data), transfer.ImportOptions{})
			require.NoError(t, err, "%s cut at %d", name, cut)
			assert.Equal(t, got.Versions, sum.Versions)
			if name != "part" {
				assert.Equal(t, records(t, from), records(t, to))
			}
		}
	}
}

// TestResumeRefusesAnotherExport and leaves its file alone.
func TestResumeRefusesAnotherExport(t *testing.T) {
	from := lived(t, 22, 300)
	full := export(t, from, sealed)
	f := &file{data: bytes.Clone(full[:len(full)-10])}
	for name, try := range map[string]func() error{
		"other kinds": func() error {
			_, err := transfer.Resume(t.Context(), from, f, transfer.ExportOptions{Form: transfer.Sealed, Kinds: kinds})
			return err
		},
		"another store": func() error {
			_, err := transfer.Resume(t.Context(), lived(t, 23, 300), f, sealed)
			return err
		},
		"an empty store": func() error {
			_, err := transfer.Resume(t.Context(), open(t), f, sealed)
			return err
		},
	} {
		for _, held := range [][]byte{full[:len(full)-10], full} { // a complete file, too
			f.data = bytes.Clone(held)
			assert.ErrorIs(t, try(), transfer.ErrTarget, name)
			assert.Equal(t, held, f.data, name)
		}
	}
}

// TestResumeOverwritesNothingElse: only what an export began is gone on with.
func TestResumeOverwritesNothingElse(t *testing.T) {
	from := lived(t, 26, 50)
	for _, other := range []string{"%PDF-1.7\n%", "{", `{"headers":[]}`, "name,number\n", "\x00", " "} {
		f := &file{data: []byte(other)}
		_, err := transfer.Resume(t.Context(), from, f, sealed)
		if other == "{" { // so may an export have begun
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, transfer.ErrFile, "%q", other)
		require.Equal(t, other, string(f.data))
	}
}

// TestResumeIsForTheSameTaker: whose name stands in the log of what the file already
// shows is the one who gets the rest.
func TestResumeIsForTheSameTaker(t *testing.T) {
	from := lived(t, 24, 300)
	o := exports["revealed"]
	o.As.Detail = "a detail"
	full := export(t, from, o)
	for name, change := range map[string]func(*storage.Disclosure){
		"actor":   func(d *storage.Disclosure) { d.Actor = "EX-OTHER" },
		"purpose": func(d *storage.Disclosure) { d.Purpose = "other" },
		"fields":  func(d *storage.Disclosure) { d.Fields = []string{"name"} },
		"masked":  func(d *storage.Disclosure) { d.Masked = true },
		"detail":  func(d *storage.Disclosure) { d.Detail = "another" },
	} {
		f := &file{data: bytes.Clone(full[:len(full)-10])}
		other := o
		change(&other.As)
		_, err := transfer.Resume(t.Context(), from, f, other)
		require.ErrorIs(t, err, transfer.ErrTarget, name)
		assert.Equal(t, full[:len(full)-10], f.data, name)
	}
	f := &file{data: bytes.Clone(full[:len(full)-10])}
	_, err := transfer.Resume(t.Context(), from, f, o)
	require.NoError(t, err)
	assert.Equal(t, string(full), string(f.data))
}

// TestResumeLeavesWhatIsComplete as it is, and tells what it holds.
func TestResumeLeavesWhatIsComplete(t *testing.T) {
	from := lived(t, 25, 100)
	for sort, o := range exports {
		var b bytes.Buffer
		want, err := transfer.Export(t.Context(), from, &b, o)
		require.NoError(t, err, sort)
		f := &file{data: bytes.Clone(b.Bytes())}
		got, err := transfer.Resume(t.Context(), from, f, o)
		require.NoError(t, err, sort)
		assert.Equal(t, b.Bytes(), f.data, sort)
		assert.Equal(t, want.Versions, got.Versions, sort)
		assert.Equal(t, want.Commands, got.Commands, sort)
		assert.Equal(t, want.Bytes, got.Bytes, sort)
	}
}
