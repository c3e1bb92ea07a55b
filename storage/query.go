package storage

import (
	"cmp"
	"strings"

	"github.com/juzhuzheng/residence/permit/civil"
)

// An Index is one of the declared ways to find records. There are no others:
// each index is what a column index in SQL can answer without reading rows it
// does not return.
type Index uint8

// The declared indexes: the fields of Query that they match exactly, and their
// total order. IDs are ordered byte by byte, days ascending with "no day" first.
const (
	ByID             Index = iota + 1 // Kind; ordered by ID
	ByHolder                          // Kind, Holder; ordered by ID
	ByUnique                          // Kind, Unique; at most one record
	ByRef                             // Kind, Ref; ordered by ID
	ByDue                             // Kind; range of DueOn; ordered by DueOn, ID
	ByStatus                          // Kind, Status; range of DueOn; ordered by DueOn, ID
	ByDistrict                        // Kind, District; range of DueOn; ordered by DueOn, ID
	ByDistrictStatus                  // Kind, District, Status; range of DueOn; ordered by DueOn, ID
)

// Ranged reports whether the index is ordered by DueOn before ID and takes a
// range of it.
func (i Index) Ranged() bool { return i >= ByDue && i <= ByDistrictStatus }

// A Query names an index and the values to match. A field the index does not
// use must be zero, so that no filter is silently ignored.
//
// DueFrom and DueThrough are both inclusive; zero leaves that side open. A
// record without a DueOn is in no range: it is found only if both are zero.
type Query struct {
	Index      Index
	Kind       Kind
	Holder     Blind
	Unique     Blind
	Ref        string
	District   District
	Status     uint8
	DueFrom    civil.Date
	DueThrough civil.Date
	Descending bool // reverse the order of the index
	Bodies     bool // also read bodies; without it Record.Body is nil
}

// A Position is a place in the order of an index: just past the record with
// these values. The zero Position is before the first record. DueOn is zero
// for an index that is not Ranged.
type Position struct {
	DueOn civil.Date
	ID    string
}

// PositionOf returns the place just past h in the order of q.
func (q *Query) PositionOf(h *Header) Position {
	if q.Index.Ranged() {
		return Position{h.DueOn, h.ID}
	}
	return Position{ID: h.ID}
}

// goesOn reports a page after which more is said to follow and that does not lead
// beyond its own beginning: whoever goes on from there would never end.
func (q *Query) goesOn(at Position, p *Page) error {
	if !p.More {
		return nil
	}
	if len(p.Records) == 0 {
		return &CorruptError{What: "the backend returned an empty page that is not the last"}
	}
	end := q.PositionOf(&p.Records[len(p.Records)-1].Header)
	forward := cmp.Or(end.DueOn.Compare(at.DueOn), strings.Compare(end.ID, at.ID))
	if q.Descending {
		forward = -forward
	}
	if at != (Position{}) && forward <= 0 {
		return &CorruptError{What: "the backend returned a page again"}
	}
	return nil
}

// A Page is a run of records in index order. More reports whether at least one
// record follows the last one.
type Page struct {
	Records []Record
	More    bool
}

// A Count is how many current records of a kind have this district and status.
type Count struct {
	District District
	Status   uint8
	N        int64
}
