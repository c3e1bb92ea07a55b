package storage_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

func page(t testing.TB, s *storage.Store, q storage.Query, after storage.Cursor, limit int) (p storage.CursorPage, err error) {
	err = s.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		p, err = r.Page(ctx, q, after, limit)
		return err
	})
	return p, err
}

func TestCursorPages(t *testing.T) {
	b := newBench(t)
	many(t, b, 25)
	for _, q := range []storage.Query{
		{Index: storage.ByID, Kind: 1}, {Index: storage.ByDue, Kind: 1}, {Index: storage.ByStatus, Kind: 1, Status: 1, Descending: true},
	} {
		for _, limit := range []int{1, 7, 25, 1000} {
			var got []string
			var after storage.Cursor
			for {
				p, err := page(t, b.Store, q, after, limit)
				require.NoError(t, err)
				for _, r := range p.Records {
					got = append(got, r.ID)
				}
				if after = p.Next; after == "" {
					break
				}
			}
			require.Len(t, got, 25)
			for i, id := range got {
				if q.Descending {
					i = 24 - i
				}
				require.Equal(t, fmt.Sprintf("M-%05d", i), id)
			}
		}
	}
}

// TestCursorBelongsToItsQuery: each other query, store and byte is refused.
func TestCursorBelongsToItsQuery(t *testing.T) {
	b := newBench(t)
	many(t, b, 5)
	q := storage.Query{Index: storage.ByDue, Kind: 1}
	p, err := page(t, b.Store, q, "", 2)
	require.NoError(t, err)
	c := p.Next
	require.NotEmpty(t, c)
	_, err = page(t, b.Store, storage.Query{Index: storage.ByDue, Kind: 1, Bodies: true}, c, 3)
	require.NoError(t, err, "whether bodies are read is no matter of order")
	day := civil.MustParse("2026-01-01")
	for name, other := range map[string]storage.Query{
		"index":      {Index: storage.ByID, Kind: 1},
		"kind":       {Index: storage.ByDue, Kind: 2},
		"descending": {Index: storage.ByDue, Kind: 1, Descending: true},
		"from":       {Index: storage.ByDue, Kind: 1, DueFrom: day},
		"through":    {Index: storage.ByDue, Kind: 1, DueThrough: day},
		"status":     {Index: storage.ByStatus, Kind: 1},
		"district":   {Index: storage.ByDistrict, Kind: 1, District: 1},
	} {
		_, err := page(t, b.Store, other, c, 2)
		require.ErrorIs(t, err, storage.ErrInvalid, name)
	}
	foreign, err := storage.New(memory.New(), storage.Options{Sealer: sealer(t), IndexKey: make([]byte, 32)})
	require.NoError(t, err)
	_, err = page(t, foreign, q, c, 2)
	require.ErrorIs(t, err, storage.ErrInvalid)
	for i := range c {
		for _, by := range []byte("Ax_-=. ") {
			if c[i] == by {
				continue
			}
			bad := c[:i] + storage.Cursor(by) + c[i+1:]
			_, err := page(t, b.Store, q, bad, 2)
			require.ErrorIs(t, err, storage.ErrInvalid)
		}
	}
}

// FuzzCursor: a cursor is accepted only if this store made it, and then leads
// to the place it was made for.
func FuzzCursor(f *testing.F) {
	b := newBench(f)
	many(f, b, 12)
	queries := []storage.Query{{Index: storage.ByID, Kind: 1}, {Index: storage.ByDue, Kind: 1}}
	made := []map[storage.Cursor]string{{}, {}} // cursor -> the ID it leads to
	for i, q := range queries {
		var after storage.Cursor
		for {
			p, err := page(f, b.Store, q, after, 1)
			require.NoError(f, err)
			made[i][after] = p.Records[0].ID
			f.Add(string(after), i == 1)
			if after = p.Next; after == "" {
				break
			}
		}
	}
	f.Add("AQ", false)
	f.Add(base64.RawURLEncoding.EncodeToString(make([]byte, 30)), true)
	f.Fuzz(func(t *testing.T, c string, due bool) {
		i := 0
		if due {
			i = 1
		}
		p, err := page(t, b.Store, queries[i], storage.Cursor(c), 1)
		want, known := made[i][storage.Cursor(c)]
		if !known {
			require.ErrorIs(t, err, storage.ErrInvalid)
			return
		}
		require.NoError(t, err)
		assert.Equal(t, want, p.Records[0].ID)
	})
}
