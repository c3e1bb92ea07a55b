package storage

import (
	"time"

	"github.com/juzhuzheng/residence/permit/civil"
)

// A Kind is the sort of a record: permit, card, application and so on. The
// domain numbers its kinds from 1; zero is no kind.
type Kind uint16

// A Key identifies a record. It is comparable; the zero Key identifies none.
// An ID is 1 to 128 bytes of 0-9, A-Z and '-', compared byte by byte. It must
// not be a person's data: use a number the authority gave, or a BlindIndex.
type Key struct {
	Kind Kind
	ID   string
}

// A Version counts the writes of one record: 1 is the first. Zero stands for
// "there is no record yet".
type Version uint64

// A District is a small code of a district, for instance its GB/T 2260 number.
// Zero is no district.
type District uint32

// A Blind is a keyed hash under which a person's data can be found again
// without being stored: see Store.BlindIndex. Zero means "none" and is never
// found.
type Blind [32]byte

// IsZero reports whether b is "none".
func (b Blind) IsZero() bool { return b == Blind{} }

// An Instant is a moment in microseconds since 1970-01-01T00:00:00Z. All int64
// values are stored exactly.
type Instant int64

// InstantOf cuts t to whole microseconds.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMicro()) }

// Time returns the moment in UTC.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).UTC() }

// A Header is the part of a record that is indexed and readable without the
// body. It holds codes, days and blind indexes, never a person's data. It is
// comparable. What Status means is the domain's affair.
type Header struct {
	ID         string     // with Kind the record's key
	Ref        string     // ID of a related record (card → permit), or empty
	Version    Version    // counts from 1; Put sets it
	RecordedAt Instant    // when this version was written
	Holder     Blind      // whose record it is, or zero
	Unique     Blind      // while not zero, no other record of the kind has the same
	District   District   // or zero
	From       civil.Date // first day of effect, or zero
	DueOn      civil.Date // the day something falls due, or zero
	EndedOn    civil.Date // the day the effect ended, or zero
	Kind       Kind
	Status     uint8
}

// Key returns kind and ID.
func (h Header) Key() Key { return Key{h.Kind, h.ID} }

// A Record is a header with its body.
type Record struct {
	Header
	Body []byte
}

// An AsOf names a past version of a record. With Version set it is exactly
// that version; with Version zero it is the highest version recorded at or
// before At. It speaks of transaction time, of what was on record; what was
// the law's truth on a day is for the domain to fold from the body.
type AsOf struct {
	Version Version
	At      Instant
}
