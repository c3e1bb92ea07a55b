package storage

import (
	"cmp"
	"strings"
)

// For adapters without indexes of their own, and to check those that have some:
// what a query finds, and in which order, said the plain way.

// Matches reports whether a record with this header is found by q.
func (q *Query) Matches(h *Header) bool {
	if h.Kind != q.Kind {
		return false
	}
	switch q.Index {
	case ByHolder:
		return h.Holder == q.Holder
	case ByUnique:
		return h.Unique == q.Unique
	case ByRef:
		return h.Ref == q.Ref
	case ByStatus:
		if h.Status != q.Status {
			return false
		}
	case ByDistrict:
		if h.District != q.District {
			return false
		}
	case ByDistrictStatus:
		if h.District != q.District || h.Status != q.Status {
			return false
		}
	}
	due := h.DueOn.DayNumber()
	switch {
	case q.DueFrom.IsZero() && q.DueThrough.IsZero():
		return true
	case due == 0 || due < q.DueFrom.DayNumber():
		return false
	}
	return q.DueThrough.IsZero() || due <= q.DueThrough.DayNumber()
}

// Compare is negative if a position comes before another in the order of q, and
// zero if they are the same. The zero Position comes before all records, in
// either direction.
func (q *Query) Compare(a, b Position) int {
	switch {
	case a == b:
		return 0
	case a == Position{}:
		return -1
	case b == Position{}:
		return +1
	}
	c := strings.Compare(a.ID, b.ID)
	if q.Index.Ranged() {
		c = cmp.Or(cmp.Compare(a.DueOn.DayNumber(), b.DueOn.DayNumber()), c)
	}
	if q.Descending {
		c = -c
	}
	return c
}
