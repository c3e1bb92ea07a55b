package storage

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Erasure has two steps, because the records and the vault are two databases.
// First a transaction puts a tombstone on each record and says in the log that
// it was done; then the data keys are destroyed. Whatever breaks off between the
// two, the tombstones say what is still to be done.

// Erase puts a tombstone in the place of a record and returns its header. From
// then on the record has no content. Its header keeps what statistics and
// verification need: kind, ID, Ref, District, Status and days; Holder and Unique
// become zero, so that it is not found through a person any more. Older versions
// stay, and the log, so that the chain still verifies; what they hold becomes
// unreadable by Store.Shred, which has to follow when the command is done. Nothing
// can be put after a tombstone.
//
// The error wraps ErrUnsupported if the kind's sealer is no KeyDestroyer,
// ErrConflict if the version is not expect, and ErrErased if it is done already.
func (w *Writer) Erase(ctx context.Context, k Key, expect Version) (Header, error) {
	h, err := w.erase(ctx, k, expect)
	return h, w.fail(err)
}

func (w *Writer) erase(ctx context.Context, k Key, expect Version) (Header, error) {
	if err := k.Validate(); err != nil {
		return Header{}, err
	}
	if _, ok := w.store.sealer(k.Kind).(KeyDestroyer); !ok {
		return Header{}, ErrUnsupported
	}
	before, err := w.tx.Get(ctx, k)
	if err != nil {
		return Header{}, err
	}
	if before.Version != expect {
		return Header{}, &ConflictError{Kind: ConflictVersion, Key: k, Have: uint64(before.Version), Want: uint64(expect)}
	}
	if err := w.store.unlessErased(&before); err != nil {
		return Header{}, err
	}
	if w.puts++; w.puts > MaxTxPuts {
		return Header{}, &LimitError{"puts of a transaction", w.puts, MaxTxPuts}
	}
	w.saw(k, expect)
	r := Record{Header: before.Header}
	r.Version, r.RecordedAt = expect+1, max(before.RecordedAt, w.now)
	r.Holder, r.Unique = Blind{}, Blind{}
	r.Body = w.store.keys.tombstone(&r.Header)
	if err := w.tx.Put(ctx, r, expect); err != nil {
		return Header{}, w.overtaken(err, k, expect)
	}
	w.saw(k, r.Version)
	return r.Header, w.enter(w.store.Shard(&r.Header), LogPut, w.store.putData(&r))
}

// EraseHolder puts a tombstone on each record of the kinds that is found under a
// holder, and returns their keys, for Store.Shred when the command is done. A
// record that still holds a unique key, as a live permit does, gives it up: end it
// first.
//
// The error wraps ErrInvalid if no holder or no kind is given, ErrNotFound if
// nothing is found, ErrTooLarge if there are more than MaxTxPuts records, and else
// what Erase returns.
func (w *Writer) EraseHolder(ctx context.Context, holder Blind, kinds ...Kind) ([]Key, error) {
	if err := validErasure(holder, kinds); err != nil {
		return nil, err
	}
	var gone []Key
	for _, kind := range sortedKinds(kinds) {
		for r, err := range w.All(ctx, Query{Index: ByHolder, Kind: kind, Holder: holder}) {
			if err != nil {
				return nil, err
			}
			if gone = append(gone, r.Key()); len(gone) > MaxTxPuts {
				return nil, &LimitError{"records to erase", len(gone), MaxTxPuts}
			}
		}
	}
	if len(gone) == 0 {
		return nil, fmt.Errorf("%w: no record of the kinds to erase is found under the holder", ErrNotFound)
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
	return gone, nil
}

func validErasure(holder Blind, kinds []Kind) error {
	switch {
	case holder.IsZero():
		return &InvalidError{"holder to erase", "must be stated"}
	case len(kinds) == 0:
		return &InvalidError{"kinds to erase", "must be stated"}
	}
	return nil
}

// sortedKinds are the kinds in order, each once.
func sortedKinds(kinds []Kind) []Kind {
	kinds = slices.Clone(kinds)
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// EraseHolder erases all records of the kinds that are found under a holder, in
// one command (see Writer.EraseHolder), and destroys their data keys. It returns
// how many there were. It enters no reason in the log and not who wants it: a
// domain that has both writes a command of its own.
//
// Holder and kinds belong to the command: the ID of one erasure does not do
// another, the error then wraps ErrDuplicate. Repeated, after a break or an error,
// it destroys what keys are left of the whole kinds (see ShredErased) and returns
// the same number. Else the errors are those of Update, Writer.EraseHolder and
// Shred.
func (s *Store) EraseHolder(ctx context.Context, c Command, holder Blind, kinds ...Kind) (int, error) {
	if err := validErasure(holder, kinds); err != nil {
		return 0, err
	}
	kinds = sortedKinds(kinds)
	c.Request = erasureRequest(c.Request, holder, kinds)
	var gone []Key
	done, err := s.Update(ctx, c, func(ctx context.Context, w *Writer) (_ []byte, err error) {
		if gone, err = w.EraseHolder(ctx, holder, kinds...); err != nil {
			return nil, err
		}
		return Encode(len(gone))
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
		return Decode[int](done.Bytes)
	}
	return len(gone), s.Shred(ctx, gone...)
}

// erasureRequest is a caller's request together with what it erases.
func erasureRequest(request []byte, holder Blind, kinds []Kind) []byte {
	b := append([]byte("erase holder "), holder[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(kinds)))
	for _, kind := range kinds {
		b = binary.BigEndian.AppendUint16(b, uint16(kind))
	}
	return append(b, request...)
}

// Shred destroys the data keys of records that have a tombstone. It may be
// repeated. The error wraps ErrInvalid if a record has none, and ErrCorrupt if
// nothing proves the one it has (see Erased): a key is destroyed only after a store
// with the index key has said in the log that it is to be. After an error some of
// the keys may be destroyed already.
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
		erased, err := s.shredIfErased(ctx, &now)
		switch {
		case err != nil:
			return err
		case !erased:
			return &InvalidError{"record to shred", "must have a tombstone first"}
		}
	}
	return nil
}

// shredIfErased destroys the data key of a record that has a proved tombstone.
func (s *Store) shredIfErased(ctx context.Context, r *Record) (bool, error) {
	erased, err := s.Erased(r)
	if err != nil || !erased {
		return false, err
	}
	d, ok := s.sealer(r.Kind).(KeyDestroyer)
	if !ok {
		return true, ErrUnsupported
	}
	return true, d.DestroyKey(ctx, r.Key())
}

// ShredErased destroys the data keys of all records of a kind that have a
// tombstone, and returns how many it found. It reads every record of the kind:
// run it after a program stopped in the middle of an erasure, or after older
// copies of the vault were restored, whose destroyed keys have come back. A
// tombstone that nothing proves is passed by, its key is left, and when all others
// are done the error wraps ErrCorrupt and names the first.
func (s *Store) ShredErased(ctx context.Context, kind Kind) (n int, err error) {
	if s.o.ReadOnly {
		return 0, ErrReadOnly
	}
	q := Query{Index: ByID, Kind: kind, Bodies: true}
	stored := pages(q, func(at Position) (p Page, err error) {
		err = s.view(ctx, func(ctx context.Context, tx ReadTx) (err error) {
			p, err = scan(ctx, tx, &q, at, MaxPage)
			return err
		})
		return p, err
	})
	var unproved error
	for r, err := range stored {
		if err != nil {
			return n, err
		}
		erased, err := s.shredIfErased(ctx, &r)
		switch {
		case errors.Is(err, ErrCorrupt):
			unproved = cmp.Or(unproved, err)
		case err != nil:
			return n, err
		case erased:
			n++
		}
	}
	return n, unproved
}
