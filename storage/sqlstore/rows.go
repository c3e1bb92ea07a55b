package sqlstore

import (
	"database/sql"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// A headerRow is a header as the engine gives it.
type headerRow struct {
	id, ref                        string
	version, recordedAt, district  int64
	status, fromOn, dueOn, endedOn int64
	holder, uniq                   []byte
}

// into returns where headerColumns go.
func (h *headerRow) into() []any {
	return []any{
		&h.id, &h.version, &h.recordedAt, &h.holder, &h.uniq, &h.ref,
		&h.district, &h.status, &h.fromOn, &h.dueOn, &h.endedOn,
	}
}

// header turns the row into a header. What Put never wrote is damage.
func (h *headerRow) header(kind storage.Kind) (storage.Header, error) {
	out := storage.Header{
		ID: h.id, Ref: h.ref, Version: storage.Version(h.version), RecordedAt: storage.Instant(h.recordedAt),
		District: storage.District(h.district), Kind: kind, Status: uint8(h.status),
	}
	ok := int64(out.District) == h.district && int64(out.Status) == h.status && h.version > 0
	for _, f := range []struct {
		to   *storage.Blind
		from []byte
	}{{&out.Holder, h.holder}, {&out.Unique, h.uniq}} {
		if f.from != nil {
			ok = ok && copy(f.to[:], f.from) == len(f.to) && len(f.from) == len(f.to)
		}
	}
	for _, f := range []struct {
		to   *civil.Date
		from int64
	}{{&out.From, h.fromOn}, {&out.DueOn, h.dueOn}, {&out.EndedOn, h.endedOn}} {
		if f.from == 0 {
			continue
		}
		d, err := civil.FromDayNumber(int32(f.from))
		ok = ok && err == nil && int64(d.DayNumber()) == f.from
		*f.to = d
	}
	if !ok {
		return storage.Header{}, &storage.CorruptError{Key: storage.Key{Kind: kind, ID: h.id}, What: "has a header that was never put"}
	}
	return out, nil
}

// headerArgs are the values of kind and headerColumns.
func headerArgs(h *storage.Header) []any {
	return []any{
		int64(h.Kind), h.ID, int64(h.Version), int64(h.RecordedAt), blindArg(h.Holder), blindArg(h.Unique), h.Ref,
		int64(h.District), int64(h.Status),
		int64(h.From.DayNumber()), int64(h.DueOn.DayNumber()), int64(h.EndedOn.DayNumber()),
	}
}

// blindArg gives NULL for "none": unique constraints do not compare it.
func blindArg(b storage.Blind) any {
	if b.IsZero() {
		return nil
	}
	return b[:]
}

// bytesArg gives an empty value for nil, which would be NULL.
func bytesArg(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func hashOf(b []byte) (h [32]byte, err error) {
	if copy(h[:], b) != len(h) || len(b) != len(h) {
		return h, &storage.CorruptError{What: "a hash or digest does not have 32 bytes"}
	}
	return h, nil
}

func scanCommand(scan func(...any) error) (c storage.CommandResult, err error) {
	var id string
	var digest []byte
	var recordedAt int64
	if err := scan(&id, &digest, &recordedAt, &c.Result); err != nil {
		return storage.CommandResult{}, err
	}
	c.ID, c.RecordedAt = storage.CommandID(id), storage.Instant(recordedAt)
	c.Digest, err = hashOf(digest)
	return c, err
}

func scanEntry(rows *sql.Rows) (e storage.LogEntry, err error) {
	var seq, recordedAt, typ int64
	var hash []byte
	if err := rows.Scan(&seq, &recordedAt, &typ, &hash, &e.Data); err != nil {
		return storage.LogEntry{}, err
	}
	e.Seq, e.RecordedAt, e.Type = uint64(seq), storage.Instant(recordedAt), uint16(typ)
	e.Hash, err = hashOf(hash)
	return e, err
}
