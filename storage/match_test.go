package storage_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// TestQueryMatches looks at each field that an index uses: with the value of the
// record it is found, with another it is not.
func TestQueryMatches(t *testing.T) {
	due := civil.MustParse("2026-07-14")
	h := storage.Header{Kind: 1, ID: "A", Ref: "R", Holder: storage.Blind{1}, Unique: storage.Blind{2}, District: 3, Status: 4, DueOn: due}
	for _, c := range []struct {
		hit, miss storage.Query
	}{
		{storage.Query{Index: storage.ByID, Kind: 1}, storage.Query{Index: storage.ByID, Kind: 2}},
		{storage.Query{Index: storage.ByHolder, Kind: 1, Holder: storage.Blind{1}}, storage.Query{Index: storage.ByHolder, Kind: 1, Holder: storage.Blind{2}}},
		{storage.Query{Index: storage.ByUnique, Kind: 1, Unique: storage.Blind{2}}, storage.Query{Index: storage.ByUnique, Kind: 1, Unique: storage.Blind{1}}},
		{storage.Query{Index: storage.ByRef, Kind: 1, Ref: "R"}, storage.Query{Index: storage.ByRef, Kind: 1, Ref: "R-"}},
		{storage.Query{Index: storage.ByStatus, Kind: 1, Status: 4}, storage.Query{Index: storage.ByStatus, Kind: 1, Status: 3}},
		{storage.Query{Index: storage.ByDistrict, Kind: 1, District: 3}, storage.Query{Index: storage.ByDistrict, Kind: 1, District: 4}},
		{storage.Query{Index: storage.ByDistrictStatus, Kind: 1, District: 3, Status: 4}, storage.Query{Index: storage.ByDistrictStatus, Kind: 1, District: 4, Status: 4}},
		{storage.Query{Index: storage.ByDistrictStatus, Kind: 1, District: 3, Status: 4}, storage.Query{Index: storage.ByDistrictStatus, Kind: 1, District: 3, Status: 3}},
		{storage.Query{Index: storage.ByDue, Kind: 1, DueFrom: due}, storage.Query{Index: storage.ByDue, Kind: 1, DueFrom: due.AddDays(1)}},
		{storage.Query{Index: storage.ByDue, Kind: 1, DueThrough: due}, storage.Query{Index: storage.ByDue, Kind: 1, DueThrough: due.DayBefore()}},
	} {
		assert.True(t, c.hit.Matches(&h), "%+v", c.hit)
		assert.False(t, c.miss.Matches(&h), "%+v", c.miss)
	}
	h.DueOn = civil.Date{}
	assert.True(t, (&storage.Query{Index: storage.ByDue, Kind: 1}).Matches(&h))
	assert.False(t, (&storage.Query{Index: storage.ByDue, Kind: 1, DueThrough: due}).Matches(&h), "no day is in no range")
}

// TestQueryCompare sorts positions in each direction; the zero position comes
// first in both.
func TestQueryCompare(t *testing.T) {
	day := civil.MustParse("2026-07-14")
	zero := storage.Position{}
	for _, c := range []struct {
		q    storage.Query
		want []storage.Position
	}{
		{storage.Query{Index: storage.ByID}, []storage.Position{zero, {ID: "-"}, {ID: "0"}, {ID: "A"}, {ID: "A-"}, {ID: "AA"}}},
		{storage.Query{Index: storage.ByID, Descending: true}, []storage.Position{zero, {ID: "A"}, {ID: "0"}, {ID: "-"}}},
		{storage.Query{Index: storage.ByDue}, []storage.Position{zero, {ID: "Z"}, {DueOn: day, ID: "A"}, {DueOn: day, ID: "B"}, {DueOn: day.AddDays(1), ID: "A"}}},
		{storage.Query{Index: storage.ByStatus, Descending: true}, []storage.Position{zero, {DueOn: day.AddDays(1), ID: "A"}, {DueOn: day, ID: "B"}, {DueOn: day, ID: "A"}, {ID: "Z"}}},
	} {
		for i, a := range c.want {
			for j, b := range c.want {
				got := c.q.Compare(a, b)
				require.Equal(t, i < j, got < 0, "%+v %+v", a, b)
				require.Equal(t, i == j, got == 0, "%+v %+v", a, b)
			}
		}
		turned := slices.Clone(c.want)
		slices.Reverse(turned)
		slices.SortFunc(turned, c.q.Compare)
		require.Equal(t, c.want, turned)
	}
}

// TestAdapterChecks: what adapters call to refuse refuses just beyond the edge.
func TestAdapterChecks(t *testing.T) {
	r := storage.Record{Header: storage.Header{Kind: 1, ID: "A", Version: 3}}
	require.NoError(t, r.ValidatePut(2))
	require.ErrorIs(t, r.ValidatePut(1), storage.ErrInvalid)
	require.ErrorIs(t, r.ValidatePut(3), storage.ErrInvalid)
	r.ID = "a"
	require.ErrorIs(t, r.ValidatePut(2), storage.ErrInvalid)
	require.NoError(t, storage.ValidateLogPage(1, 1))
	require.NoError(t, storage.ValidateLogPage(1<<63, storage.MaxPage))
	require.ErrorIs(t, storage.ValidateLogPage(0, 1), storage.ErrInvalid)
	require.ErrorIs(t, storage.ValidateLogPage(1, 0), storage.ErrInvalid)
	require.ErrorIs(t, storage.ValidateLogPage(1, storage.MaxPage+1), storage.ErrInvalid)
	err := error(&storage.UnsupportedError{Ability: "backup"})
	require.ErrorIs(t, err, storage.ErrUnsupported)
	require.Equal(t, "storage: backup: not supported by this backend", err.Error())
}
