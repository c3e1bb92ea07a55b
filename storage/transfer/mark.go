package transfer

import (
	"crypto/hmac"
	"encoding/json"

	"github.com/juzhuzheng/residence/storage"
)

// A marker makes the mark of a text: a keyed hash, with the index key. Nobody else
// than who has that key can write a block that a store takes, or change one.
type marker func(text []byte) digest

// markerOf is that of a store. The name tells a mark from every other keyed hash of
// the store.
func markerOf(s *storage.Store) marker {
	return func(text []byte) digest { return digest(s.BlindIndex("residence storage/transfer", string(text))) }
}

// line is the mark of a block line or an end line: of all that it says, and with
// its checksum of all that stands before it.
func (m marker) line(l line) (digest, error) {
	l, _ = unmarked(l)
	text, err := json.Marshal(l)
	return m(text), err
}

// fits reports whether a block line or an end line has its mark.
func (m marker) fits(l line) bool {
	_, had := unmarked(l)
	want, err := m.line(l)
	return err == nil && hmac.Equal(want[:], had[:])
}

// unmarked is a block line or an end line without number, check and mark, and the
// mark.
func unmarked(l line) (bare line, mark digest) {
	switch {
	case l.Block != nil:
		b := *l.Block
		mark, b.Mark = b.Mark, digest{}
		bare.Block = &b
	case l.End != nil:
		e := *l.End
		mark, e.Mark = e.Mark, digest{}
		bare.End = &e
	}
	return bare, mark
}
