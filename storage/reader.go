package storage

import (
	"cmp"
	"context"
	"errors"
	"iter"
)

// A Reader reads one snapshot. It ends with the closure it was given to.
type Reader struct {
	store *Store
	tx    ReadTx
}

// Header returns the current header of a record, or ErrNotFound. No body is
// read.
func (r *Reader) Header(ctx context.Context, kind Kind, id string) (Header, error) {
	k := Key{kind, id}
	if err := k.Validate(); err != nil {
		return Header{}, err
	}
	return r.tx.Header(ctx, k)
}

// Get returns the current version of a record with its body opened, or
// ErrNotFound. If the record was erased the error is an ErasedError; its header
// can still be read. The same holds wherever bodies are read.
func (r *Reader) Get(ctx context.Context, kind Kind, id string) (Record, error) {
	k := Key{kind, id}
	if err := k.Validate(); err != nil {
		return Record{}, err
	}
	rec, err := r.tx.Get(ctx, k)
	if err != nil {
		return Record{}, err
	}
	return rec, r.store.open(ctx, &rec)
}

// GetAsOf returns a past version of a record, or ErrNotFound.
func (r *Reader) GetAsOf(ctx context.Context, kind Kind, id string, at AsOf) (Record, error) {
	k := Key{kind, id}
	if err := k.Validate(); err != nil {
		return Record{}, err
	}
	rec, err := r.tx.GetAsOf(ctx, k, at)
	if err != nil {
		return Record{}, err
	}
	return rec, r.store.open(ctx, &rec)
}

// A CursorPage is a run of records and the cursor to go on from. Next is empty
// if there are no more.
type CursorPage struct {
	Records []Record
	Next    Cursor
}

// Page returns up to limit (1 to MaxPage) records of q after a cursor. The
// error wraps ErrInvalid if the cursor is not from this store and query.
func (r *Reader) Page(ctx context.Context, q Query, after Cursor, limit int) (CursorPage, error) {
	if err := q.Validate(); err != nil {
		return CursorPage{}, err
	}
	at, err := r.store.keys.position(&q, after)
	if err != nil {
		return CursorPage{}, err
	}
	p, err := r.page(ctx, &q, at, limit)
	if err != nil {
		return CursorPage{}, err
	}
	out := CursorPage{Records: p.Records}
	if p.More {
		out.Next = r.store.keys.cursor(&q, q.PositionOf(&p.Records[len(p.Records)-1].Header))
	}
	return out, nil
}

// scan is a page as the backend has it, from which a reader can go on.
func scan(ctx context.Context, tx ReadTx, q *Query, at Position, limit int) (Page, error) {
	if err := q.ValidatePage(at, limit); err != nil {
		return Page{}, err
	}
	p, err := tx.Scan(ctx, *q, at, limit)
	if err == nil {
		err = q.goesOn(at, &p)
	}
	if err != nil {
		return Page{}, err
	}
	return p, nil
}

func (r *Reader) page(ctx context.Context, q *Query, at Position, limit int) (Page, error) {
	p, err := scan(ctx, r.tx, q, at, limit)
	if err != nil {
		return Page{}, err
	}
	if q.Bodies {
		for i := range p.Records {
			if err := r.store.open(ctx, &p.Records[i]); err != nil {
				return Page{}, err
			}
		}
	}
	return p, nil
}

// All yields the records of q in the order of its index, all from this
// snapshot. After an error it stops.
func (r *Reader) All(ctx context.Context, q Query) iter.Seq2[Record, error] {
	return pages(q, func(at Position) (Page, error) { return r.page(ctx, &q, at, MaxPage) })
}

// All yields the records of q in the order of its index. Each page is a
// snapshot of its own, so that a long run holds nothing open: a record that
// does not change is yielded exactly once, one that changes meanwhile may be
// missed or repeated where it moves in the order. After an error it stops.
func (s *Store) All(ctx context.Context, q Query) iter.Seq2[Record, error] {
	return pages(q, func(at Position) (p Page, err error) {
		err = s.View(ctx, func(ctx context.Context, r *Reader) error {
			p, err = r.page(ctx, &q, at, MaxPage)
			return err
		})
		return p, err
	})
}

func pages(q Query, next func(Position) (Page, error)) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		var at Position
		for {
			p, err := next(at)
			if err != nil {
				yield(Record{}, err)
				return
			}
			for _, rec := range p.Records {
				if !yield(rec, nil) {
					return
				}
			}
			if !p.More {
				return
			}
			at = q.PositionOf(&p.Records[len(p.Records)-1].Header)
		}
	}
}

// ByUnique returns the header of the record of a kind that holds a unique key,
// or ErrNotFound.
func (r *Reader) ByUnique(ctx context.Context, kind Kind, unique Blind) (Header, error) {
	p, err := r.page(ctx, &Query{Index: ByUnique, Kind: kind, Unique: unique}, Position{}, 1)
	if err != nil {
		return Header{}, err
	}
	if len(p.Records) == 0 {
		return Header{}, ErrNotFound
	}
	return p.Records[0].Header, nil
}

// Counts counts the current records of a kind by district and status, in this
// order, without zeros.
func (r *Reader) Counts(ctx context.Context, kind Kind) ([]Count, error) {
	if kind == 0 {
		return nil, &InvalidError{"kind", "must not be zero"}
	}
	return r.tx.Counts(ctx, kind)
}

// LogHead returns the end of a log shard. The error wraps ErrInvalid if the store
// has no such shard.
func (r *Reader) LogHead(ctx context.Context, shard uint16) (LogHead, error) {
	if err := r.store.hasShard(shard); err != nil {
		return LogHead{}, err
	}
	return r.tx.LogHead(ctx, shard)
}

// Log yields the entries of a shard from a sequence number (at least 1) on, in
// order. After an error it stops. The error wraps ErrInvalid if the store has no
// such shard.
func (r *Reader) Log(ctx context.Context, shard uint16, from uint64) iter.Seq2[LogEntry, error] {
	return func(yield func(LogEntry, error) bool) {
		if err := cmp.Or(r.store.hasShard(shard), ValidateLogPage(from, MaxPage)); err != nil {
			yield(LogEntry{}, err)
			return
		}
		for {
			entries, err := r.tx.Log(ctx, shard, from, MaxPage)
			if err != nil {
				yield(LogEntry{}, err)
				return
			}
			for _, e := range entries {
				if !yield(e, nil) {
					return
				}
			}
			if len(entries) < MaxPage {
				return
			}
			from += MaxPage
		}
	}
}

// open replaces a sealed body by its content, and the whole record by nothing
// if it does not open.
func (s *Store) open(ctx context.Context, r *Record) error {
	k := r.Key()
	if err := s.unlessErased(r); err != nil {
		*r = Record{}
		return err
	}
	body, err := s.sealer(r.Kind).Open(ctx, k, r.Body, appendHeader(nil, &r.Header))
	if err != nil {
		*r = Record{}
		switch {
		case errors.Is(err, ErrCorrupt):
			return &CorruptError{Key: k, What: "body does not belong to its header"}
		case errors.Is(err, ErrErased):
			return &ErasedError{k}
		}
		return err
	}
	r.Body = body
	return nil
}
