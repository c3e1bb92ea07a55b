package storage

import (
	"context"
	"slices"
)

// Erasure has two steps, because the records and the vault are two databases.
// First a transaction puts a tombstone on each record and says in the log that
// it was done; then the data keys are destroyed. Whatever breaks off between the
// two, the tombstones say what is still to be done.

// Erased reports whether a record, as it is stored, is a tombstone.
func (r *Record) Erased() bool { return len(r.Body) == 1 && r.Body[0] == formErased }

// Erase puts a tombstone in the place of a record and returns its header. From
// then on the record has no content. Its header keeps what statistics and
// verification need: kind, ID, Ref, District, Status and days; Holder and Unique
// become zero, so that it is not found through a person any more. Older versions
// stay, and the log, so that the chain still verifies; what they hold becomes
// unreadable by Store.Shred, which has to follow when the command is done.
//
// The error wraps ErrUnsupported if the kind's sealer is no KeyDestroyer,
// ErrConflict if the version is not expect, and ErrErased if it is done already.
func (w *Writer) Erase(ctx context.Context, k Key, expect Version) (Header, error) {
	if err := k.Validate(); err != nil {
		return Header{}, err
	}
	if _, ok := w.store.sealer(k.Kind).(KeyDestroyer); !ok {
		return Header{}, ErrUnsupported
	}
	before, err := w.tx.Get(ctx, k)
	switch {
	case err != nil:
		return Header{}, err
	case before.Version != expect:
		return Header{}, &ConflictError{Kind: ConflictVersion, Key: k, Have: uint64(before.Version), Want: uint64(expect)}
	case before.Erased():
		return Header{}, &ErasedError{k}
	}
	if w.puts++; w.puts > MaxTxPuts {
		return Header{}, &LimitError{"puts of a transaction", w.puts, MaxTxPuts}
	}
	w.saw(k, expect)
	r := Record{Header: before.Header, Body: []byte{formErased}}
	r.Version, r.RecordedAt = expect+1, max(before.RecordedAt, w.now)
	r.Holder, r.Unique = Blind{}, Blind{}
	if err := w.tx.Put(ctx, r, expect); err != nil {
		return Header{}, w.overtaken(err, k, expect)
	}
	w.saw(k, r.Version)
	return r.Header, w.enter(w.store.Shard(&r.Header), LogPut, w.store.putData(&r))
}

// EraseHolder erases all records of the kinds that are found under a holder, in
// one command, and destroys their data keys. It returns how many there were. A
// record that still holds a unique key, as a live permit does, gives it up: end
// it first.
//
// Repeated, after a break or an error, it destroys what keys are left of the
// whole kinds (see ShredErased) and returns 0 records. The error wraps ErrInvalid
// if no holder or no kind is given, ErrTooLarge if there are more than MaxTxPuts
// records, and else what Update, Erase and Shred return.
func (s *Store) EraseHolder(ctx context.Context, c Command, holder Blind, kinds ...Kind) (int, error) {
	switch {
	case holder.IsZero():
		return 0, &InvalidError{"holder to erase", "must be stated"}
	case len(kinds) == 0:
		return 0, &InvalidError{"kinds to erase", "must be stated"}
	}
	kinds = slices.Clone(kinds)
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	var gone []Key
	done, err := s.Update(ctx, c, func(ctx context.Context, w *Writer) ([]byte, error) {
		gone = nil
		for _, kind := range kinds {
			for r, err := range w.All(ctx, Query{Index: ByHolder, Kind: kind, Holder: holder}) {
				if err != nil {
					return nil, err
				}
				gone = append(gone, r.Key())
				if len(gone) > MaxTxPuts {
					return nil, &LimitError{"records to erase", len(gone), MaxTxPuts}
				}
			}
		}
		for _, k := range gone {
			h, err := w.Header(ctx, k.Kind, k.ID)
			if err != nil {
				return nil, err
			}
			if _, err := w.Erase(ctx, k, h.Version); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	switch {
	case err != nil:
		return 0, err
	case done.Replayed:
		for _, kind := range kinds {
			if _, err := s.ShredErased(ctx, kind); err != nil {
				return 0, err
			}
		}
		return 0, nil
	}
	return len(gone), s.Shred(ctx, gone...)
}

// Shred destroys the data keys of records that have a tombstone. It may be
// repeated. The error wraps ErrInvalid if a record has none: a key is destroyed
// only after the log says so. After an error some of the keys may be destroyed
// already.
func (s *Store) Shred(ctx context.Context, records ...Key) error {
	if s.o.ReadOnly {
		return ErrReadOnly
	}
	for _, k := range records {
		if err := k.Validate(); err != nil {
			return err
		}
		var now Record
		err := s.view(ctx, func(ctx context.Context, tx ReadTx) (err error) {
			now, err = tx.Get(ctx, k)
			return err
		})
		if err != nil {
			return err
		}
		if err := s.shred(ctx, &now); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) shred(ctx context.Context, r *Record) error {
	if !r.Erased() {
		return &InvalidError{"record to shred", "must have a tombstone first"}
	}
	d, ok := s.sealer(r.Kind).(KeyDestroyer)
	if !ok {
		return ErrUnsupported
	}
	return d.DestroyKey(ctx, r.Key())
}

// ShredErased destroys the data keys of all records of a kind that have a
// tombstone, and returns how many it found. It reads every record of the kind:
// run it after a program stopped in the middle of an erasure, or after older
// copies of the vault were restored, whose destroyed keys have come back.
func (s *Store) ShredErased(ctx context.Context, kind Kind) (n int, err error) {
	if s.o.ReadOnly {
		return 0, ErrReadOnly
	}
	q := Query{Index: ByID, Kind: kind, Bodies: true}
	stored := pages(q, func(at Position) (p Page, err error) {
		if err := q.ValidatePage(at, MaxPage); err != nil {
			return p, err
		}
		err = s.view(ctx, func(ctx context.Context, tx ReadTx) (err error) {
			p, err = tx.Scan(ctx, q, at, MaxPage)
			return err
		})
		return p, err
	})
	for r, err := range stored {
		if err != nil {
			return n, err
		}
		if !r.Erased() {
			continue
		}
		if err := s.shred(ctx, &r); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
