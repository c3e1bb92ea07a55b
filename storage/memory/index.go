package memory

import (
	"encoding/binary"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// indexCount is one more than the last declared index.
const indexCount = int(storage.ByDistrictStatus) + 1

// An index key is a byte string whose bytewise order is the declared order of
// the index: kind, the fields matched, the day if the index is ranged, the ID.

// appendPrefix appends kind and the matched fields. It takes a query, so that
// a record's key and a search for it cannot differ.
func appendPrefix(b []byte, q *storage.Query) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(q.Kind))
	switch q.Index {
	case storage.ByHolder:
		b = append(b, q.Holder[:]...)
	case storage.ByUnique:
		b = append(b, q.Unique[:]...)
	case storage.ByRef:
		b = append(append(b, q.Ref...), 0) // no ID contains 0: refs of different length stay apart
	case storage.ByStatus:
		b = append(b, q.Status)
	case storage.ByDistrict:
		b = binary.BigEndian.AppendUint32(b, uint32(q.District))
	case storage.ByDistrictStatus:
		b = binary.BigEndian.AppendUint32(b, uint32(q.District))
		b = append(b, q.Status)
	}
	return b
}

func appendDay(b []byte, d civil.Date) []byte {
	return binary.BigEndian.AppendUint32(b, uint32(d.DayNumber()))
}

// keyOf returns the key of h in index i, or false if h is not in it.
func keyOf(i storage.Index, h *storage.Header) (string, bool) {
	switch {
	case i == storage.ByHolder && h.Holder.IsZero(),
		i == storage.ByUnique && h.Unique.IsZero(),
		i == storage.ByRef && h.Ref == "":
		return "", false
	}
	q := storage.Query{
		Index: i, Kind: h.Kind, Holder: h.Holder, Unique: h.Unique,
		Ref: h.Ref, District: h.District, Status: h.Status,
	}
	var buf [2 + storage.MaxID + 1 + 4 + storage.MaxID]byte
	b := appendPrefix(buf[:0], &q)
	if i.Ranged() {
		b = appendDay(b, h.DueOn)
	}
	return string(append(b, h.ID...)), true
}

// A span is the part of an index a query asks for: keys from low on and below
// high, with the ID at offset id.
type span struct {
	low, high string
	id        int
}

func spanOf(q *storage.Query, after storage.Position) span {
	prefix := appendPrefix(nil, q)
	s := span{low: string(prefix), high: successor(prefix), id: len(prefix)}
	if q.Index.Ranged() {
		s.id += 4
		if !q.DueFrom.IsZero() {
			s.low = string(appendDay(prefix, q.DueFrom))
		} else if !q.DueThrough.IsZero() {
			// A record without a day is in no range.
			s.low = string(binary.BigEndian.AppendUint32(prefix, 1))
		}
		if !q.DueThrough.IsZero() {
			s.high = successor(appendDay(prefix, q.DueThrough))
		}
	}
	if after.ID == "" {
		return s
	}
	if q.Index.Ranged() {
		prefix = appendDay(prefix, after.DueOn)
	}
	at := string(append(prefix, after.ID...))
	if q.Descending {
		s.high = min(s.high, at)
	} else {
		s.low = max(s.low, at+"\x00")
	}
	return s
}

// successor returns the lowest string above all that begin with prefix. The
// prefixes here begin with a kind and never consist of 0xff alone, except for
// the last kind with nothing behind it.
func successor(prefix []byte) string {
	b := append([]byte(nil), prefix...)
	for i := len(b) - 1; i >= 0; i-- {
		b[i]++
		if b[i] != 0 {
			return string(b[:i+1])
		}
	}
	return string(append(b[:0], "\xff\xff\xff"...))
}

// countKey orders counts by kind, district, status.
func countKey(k storage.Kind, d storage.District, status uint8) string {
	var b [7]byte
	binary.BigEndian.PutUint16(b[:], uint16(k))
	binary.BigEndian.PutUint32(b[2:], uint32(d))
	b[6] = status
	return string(b[:])
}

func shardKey(shard uint16) string { return string([]byte{byte(shard >> 8), byte(shard)}) }
