package storage_test

import (
	"errors"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
)

// FuzzRecordValidate compares the checks with the rules written another way.
func FuzzRecordValidate(f *testing.F) {
	f.Add(uint16(1), "A-1", "", uint64(1), 0)
	f.Add(uint16(0), "", "r", uint64(0), 1)
	f.Add(uint16(9), "居", "Z", uint64(1<<63), storage.MaxStoredBody)
	f.Add(uint16(9), "A\x00", "Z", uint64(1<<63-1), storage.MaxStoredBody+1)
	id := regexp.MustCompile(`\A[0-9A-Z-]{1,128}\z`)
	f.Fuzz(func(t *testing.T, kind uint16, recordID, ref string, version uint64, size int) {
		size = max(0, min(size, storage.MaxStoredBody+1))
		r := storage.Record{
			Header: storage.Header{Kind: storage.Kind(kind), ID: recordID, Ref: ref, Version: storage.Version(version)},
			Body:   make([]byte, size),
		}
		want := kind != 0 && id.MatchString(recordID) && (ref == "" || id.MatchString(ref)) &&
			version >= 1 && version < 1<<63 && size <= storage.MaxStoredBody
		err := r.Validate()
		if want != (err == nil) {
			t.Fatalf("valid %t, error %v", want, err)
		}
		if err != nil && !errors.Is(err, storage.ErrInvalid) && !errors.Is(err, storage.ErrTooLarge) {
			t.Fatalf("error of another sort: %v", err)
		}
	})
}

func TestEncodeDecode(t *testing.T) {
	type card struct {
		No string `json:"no"`
	}
	b, err := storage.Encode(card{"A-1"})
	require.NoError(t, err)
	got, err := storage.Decode[card](b)
	require.NoError(t, err)
	assert.Equal(t, card{"A-1"}, got)
	for _, bad := range []string{"", "{", `{"no":"A-1","new":1}`, `{"no":"A-1"}{}`, `{"no":"A-1"} x`, `{"no":1}`, "null x"} {
		_, err := storage.Decode[card]([]byte(bad))
		require.ErrorIs(t, err, storage.ErrSchema, bad)
	}
	_, err = storage.Encode(make([]string, storage.MaxBody))
	require.ErrorIs(t, err, storage.ErrTooLarge)
	_, err = storage.Encode(func() {})
	require.ErrorIs(t, err, storage.ErrInvalid)
}
