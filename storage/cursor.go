package storage

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/binary"

	"github.com/juzhuzheng/residence/permit/civil"
)

// A Cursor is the place after a page, for people and programs to hand back
// unread. The empty Cursor is the beginning. A Cursor belongs to its query and
// its store: another query, another store or a changed byte is refused with
// ErrInvalid. It stays valid as long as the store's index key.
type Cursor string

// cursorForm is the first byte of a cursor. The rest: day number (4), MAC (16),
// ID.
const (
	cursorForm = 1
	cursorMAC  = 16
	cursorHead = 1 + 4 + cursorMAC
)

var errCursor = &InvalidError{"cursor", "was not given out by this store for this query"}

func (k *keys) cursor(q *Query, p Position) Cursor {
	b := make([]byte, cursorHead, cursorHead+len(p.ID))
	b[0] = cursorForm
	binary.BigEndian.PutUint32(b[1:], uint32(p.DueOn.DayNumber()))
	b = append(b, p.ID...)
	mac := k.cursorMAC(q, b)
	copy(b[5:], mac[:])
	return Cursor(base64.RawURLEncoding.EncodeToString(b))
}

func (k *keys) position(q *Query, c Cursor) (Position, error) {
	if c == "" {
		return Position{}, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(string(c))
	// The decoder passes by line breaks and stray bits; a cursor has one form.
	if err != nil || base64.RawURLEncoding.EncodeToString(b) != string(c) || len(b) <= cursorHead || len(b) > cursorHead+MaxID || b[0] != cursorForm {
		return Position{}, errCursor
	}
	mac := k.cursorMAC(q, b)
	if !hmac.Equal(mac[:], b[5:cursorHead]) {
		return Position{}, errCursor
	}
	p := Position{ID: string(b[cursorHead:])}
	if n := binary.BigEndian.Uint32(b[1:]); n != 0 {
		if p.DueOn, err = civil.FromDayNumber(int32(n)); err != nil {
			return Position{}, errCursor
		}
	}
	return p, nil
}

// cursorMAC covers everything but itself, and the query. Bodies is left out:
// whether bodies are read does not change the order.
func (k *keys) cursorMAC(q *Query, b []byte) (mac [cursorMAC]byte) {
	h := Header{
		Kind: q.Kind, Holder: q.Holder, Unique: q.Unique, Ref: q.Ref,
		District: q.District, Status: q.Status, From: q.DueFrom, DueOn: q.DueThrough,
	}
	flags := [2]byte{byte(q.Index)}
	if q.Descending {
		flags[1] = 1
	}
	m := hmac.New(k.hash, k.page[:])
	m.Write(appendHeader(flags[:], &h))
	m.Write(b[:5])
	m.Write(b[cursorHead:])
	copy(mac[:], m.Sum(nil))
	return mac
}
