package storage

import "encoding/binary"

// The types of log entries. A domain numbers its own from LogDomain on.
const (
	LogPut        uint16 = 1   // a version was written: its key, version and digest
	LogDisclosure uint16 = 2   // a person's data were shown: see Disclosure
	LogStore      uint16 = 3   // the first of shard 0: what the store was opened with
	LogDomain     uint16 = 256 // the first type free for the domain
)

// chainHash is H(0x00 || shard || seq || prev || entry). All fields before the
// data have a fixed length, so no two entries have the same input.
func (s *Store) chainHash(shard uint16, prev [32]byte, e *LogEntry) (sum [32]byte) {
	var b [1 + 2 + 8 + 32 + 8 + 2]byte
	binary.BigEndian.PutUint16(b[1:], shard)
	binary.BigEndian.PutUint64(b[3:], e.Seq)
	copy(b[11:], prev[:])
	binary.BigEndian.PutUint64(b[43:], uint64(e.RecordedAt))
	binary.BigEndian.PutUint16(b[51:], e.Type)
	h := s.o.ChainHash.New()
	h.Write(b[:])
	h.Write(e.Data)
	h.Sum(sum[:0])
	return sum
}

// recordDigest stands in the log for a version. It covers the body as stored,
// so the log can be checked without any key, and after a key is destroyed.
func (s *Store) recordDigest(r *Record) (sum [32]byte) {
	h := s.o.ChainHash.New()
	h.Write(appendHeader(nil, &r.Header))
	h.Write(r.Body)
	h.Sum(sum[:0])
	return sum
}

func (s *Store) putData(r *Record) []byte {
	b := binary.BigEndian.AppendUint16(nil, uint16(r.Kind))
	b = appendText(b, r.ID)
	b = binary.BigEndian.AppendUint64(b, uint64(r.Version))
	sum := s.recordDigest(r)
	return append(b, sum[:]...)
}

// A PutEntry is the content of a LogPut entry.
type PutEntry struct {
	Key     Key
	Version Version
	Digest  [32]byte // of the header and the body as stored
}

// ParsePut reads the data of a LogPut entry, or returns ErrSchema.
func ParsePut(e *LogEntry) (p PutEntry, err error) {
	b := e.Data
	if e.Type != LogPut || len(b) < 4 {
		return p, ErrSchema
	}
	n := int(binary.BigEndian.Uint16(b[2:]))
	if len(b) != 4+n+8+32 {
		return p, ErrSchema
	}
	p.Key = Key{Kind(binary.BigEndian.Uint16(b)), string(b[4 : 4+n])}
	p.Version = Version(binary.BigEndian.Uint64(b[4+n:]))
	copy(p.Digest[:], b[4+n+8:])
	return p, nil
}
