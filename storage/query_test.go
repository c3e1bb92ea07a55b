package storage_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// TestQueryFields: each index takes exactly its own fields.
func TestQueryFields(t *testing.T) {
	day := civil.MustParse("2026-01-15")
	fields := map[string]func(*storage.Query){
		"holder":   func(q *storage.Query) { q.Holder = storage.Blind{1} },
		"unique":   func(q *storage.Query) { q.Unique = storage.Blind{1} },
		"ref":      func(q *storage.Query) { q.Ref = "R" },
		"district": func(q *storage.Query) { q.District = 1 },
		"status":   func(q *storage.Query) { q.Status = 1 },
		"from":     func(q *storage.Query) { q.DueFrom = day },
		"through":  func(q *storage.Query) { q.DueThrough = day },
	}
	for index, takes := range map[storage.Index]struct{ must, may string }{
		storage.ByID:             {"", ""},
		storage.ByHolder:         {"holder", ""},
		storage.ByUnique:         {"unique", ""},
		storage.ByRef:            {"ref", ""},
		storage.ByDue:            {"", "from through"},
		storage.ByStatus:         {"", "status from through"},
		storage.ByDistrict:       {"", "district from through"},
		storage.ByDistrictStatus: {"", "district status from through"},
	} {
		base := storage.Query{Index: index, Kind: 1}
		if takes.must != "" {
			require.ErrorIs(t, base.Validate(), storage.ErrInvalid, "index %d without %s", index, takes.must)
			fields[takes.must](&base)
		}
		require.NoError(t, base.Validate(), "index %d", index)
		for name, set := range fields {
			q := base
			set(&q)
			err := q.Validate()
			if name == takes.must || strings.Contains(takes.may, name) {
				assert.NoError(t, err, "index %d with %s", index, name)
			} else {
				assert.ErrorIs(t, err, storage.ErrInvalid, "index %d with %s", index, name)
			}
		}
		q := base
		q.Kind = 0
		require.ErrorIs(t, q.Validate(), storage.ErrInvalid)
	}
	for _, index := range []storage.Index{0, storage.ByDistrictStatus + 1, 255} {
		require.ErrorIs(t, (&storage.Query{Index: index, Kind: 1}).Validate(), storage.ErrInvalid)
		assert.False(t, index.Ranged())
	}
}

func TestValidatePage(t *testing.T) {
	day := civil.MustParse("2026-01-15")
	byID, byDue := storage.Query{Index: storage.ByID, Kind: 1}, storage.Query{Index: storage.ByDue, Kind: 1}
	for _, c := range []struct {
		q     storage.Query
		after storage.Position
		limit int
		ok    bool
	}{
		{byID, storage.Position{}, 1, true},
		{byID, storage.Position{ID: "A"}, storage.MaxPage, true},
		{byID, storage.Position{ID: "A", DueOn: day}, 1, false},
		{byID, storage.Position{ID: "a"}, 1, false},
		{byID, storage.Position{}, 0, false},
		{byID, storage.Position{}, storage.MaxPage + 1, false},
		{byDue, storage.Position{ID: "A", DueOn: day}, 1, true},
		{byDue, storage.Position{ID: "A"}, 1, true},
		{byDue, storage.Position{DueOn: day}, 1, false},
		{storage.Query{}, storage.Position{}, 1, false},
	} {
		err := c.q.ValidatePage(c.after, c.limit)
		if c.ok {
			assert.NoError(t, err)
		} else {
			assert.ErrorIs(t, err, storage.ErrInvalid)
		}
	}
	err := byID.ValidatePage(storage.Position{ID: strings.Repeat("A", storage.MaxID+1)}, 1)
	require.ErrorIs(t, err, storage.ErrTooLarge)
}

// TestShortWay: the short way to a header gives the answers of the long one.
func TestShortWay(t *testing.T) {
	s, err := storage.New(memory.New(), storage.Options{Sealer: storage.StoredOpen{}, IndexKey: make([]byte, 32)})
	require.NoError(t, err)
	b := &bench{Store: s}
	want := b.create(t, permit("A-1"))
	got, err := s.Header(t.Context(), 1, "A-1")
	require.NoError(t, err)
	assert.Equal(t, want, got)
	_, err = s.Header(t.Context(), 1, "A-2")
	require.ErrorIs(t, err, storage.ErrNotFound)
	_, err = s.Header(t.Context(), 1, "a-2")
	require.ErrorIs(t, err, storage.ErrInvalid)
	_, err = s.Header(t.Context(), 0, "A-1")
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.NoError(t, s.Check(t.Context()))
	require.NoError(t, s.Close())
	_, err = s.Header(t.Context(), 1, "A-1")
	require.ErrorIs(t, err, storage.ErrClosed)
}
