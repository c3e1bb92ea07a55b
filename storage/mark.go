package storage

import (
	"context"
	"encoding/binary"
)

// A mark is what the data were written with. It stands in the first entry of log
// shard 0, put there by the first Update, because with another of these the store
// would go wrong in silence: under another index key nobody is found and a second
// live permit is issued, with another number of shards a part of the log is never
// looked at, with another hash no chain can be verified.
type mark struct {
	chain, index string // the names of the hashes
	shards       uint16
	key          Blind // Store.IndexMark
}

func (s *Store) ownMark() mark {
	return mark{s.o.ChainHash.Name, s.o.IndexHash.Name, s.o.Shards, s.IndexMark()}
}

// data is the content of the LogStore entry.
func (m mark) data() []byte {
	b := appendText(nil, m.chain)
	b = appendText(b, m.index)
	b = binary.BigEndian.AppendUint16(b, m.shards)
	return append(b, m.key[:]...)
}

// parseMark reads the first entry of shard 0. ok is false if it is none.
func parseMark(e *LogEntry) (m mark, ok bool) {
	b := e.Data
	text := func() (s string) {
		if len(b) < 2 || len(b) < 2+int(binary.BigEndian.Uint16(b)) {
			b = nil
			return ""
		}
		n := 2 + int(binary.BigEndian.Uint16(b))
		s, b = string(b[2:n]), b[n:]
		return s
	}
	m.chain, m.index = text(), text()
	if e.Type != LogStore || len(b) != 2+len(m.key) {
		return mark{}, false
	}
	m.shards = binary.BigEndian.Uint16(b)
	copy(m.key[:], b[2:])
	return m, true
}

// fits says which of the options is another one than the data were written with.
// Who verifies needs no key, so without search the index is not looked at.
func (m mark) fits(own mark, search bool) error {
	switch {
	case m.chain != own.chain:
		return &OptionsError{"ChainHash"}
	case m.shards != own.shards:
		return &OptionsError{"Shards"}
	case !search:
		return nil
	case m.index != own.index:
		return &OptionsError{"IndexHash"}
	case m.key != own.key:
		return &OptionsError{"IndexKey"}
	}
	return nil
}

// checkMark looks at the first entry of shard 0.
func (s *Store) checkMark(e *LogEntry, search bool) error {
	m, ok := parseMark(e)
	switch {
	case e.Seq != 1:
		return &CorruptError{Seq: 1, What: "is missing"}
	case !ok:
		return &CorruptError{Seq: 1, What: "is not the mark of a store"}
	}
	return m.fits(s.mark, search)
}

// marked checks that the data are those of this store. It reports whether they
// have a mark yet. What was found right is not looked at again.
func (s *Store) marked(ctx context.Context, tx ReadTx, search bool) (bool, error) {
	right := &s.audited
	if search {
		right = &s.bound
	}
	if right.Load() {
		return true, nil
	}
	first, err := tx.Log(ctx, 0, 1, 1)
	if err != nil || len(first) == 0 {
		return false, err
	}
	if err := s.checkMark(&first[0], search); err != nil {
		return false, err
	}
	right.Store(true)
	return true, nil
}
