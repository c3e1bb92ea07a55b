package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

// Moving records from one store to another needs them as they lie in the
// database: sealed, and as the log attests them. These are the doors for that;
// package storage/transfer goes through them.

// Backend returns what the store stands on. Whoever writes through it by hand
// leaves the log behind.
func (s *Store) Backend() Backend { return s.backend }

// keyProbe is sealed and opened to learn whether two stores have the same keys.
var keyProbe = []byte("residence storage: same keys")

// OwnSealers are the kinds that have a sealer of their own (Options.Sealers), in
// order.
func (s *Store) OwnSealers() []Kind { return slices.Sorted(maps.Keys(s.o.Sealers)) }

// Seals reports whether bodies of a kind are sealed: false for StoredOpen. Kind 0
// stands for all kinds without a sealer of their own, and for the results of
// commands.
func (s *Store) Seals(k Kind) bool {
	switch s.sealer(k).(type) {
	case StoredOpen, *StoredOpen:
		return false
	}
	return true
}

// Probe returns a text that says nothing, sealed as the results of commands of a
// kind are. A store that can open it has the index key of this one and, for the
// kind, its sealing keys; with an Envelope it also has the vault. Kind 0 stands for
// all kinds without a sealer of their own.
func (s *Store) Probe(ctx context.Context, k Kind) ([]byte, error) {
	return s.sealer(k).Seal(ctx, Key{Kind: k}, keyProbe, s.probeBind(k))
}

// SameKeys checks another store's Probe for the same kind. The error wraps
// ErrSchema or ErrCorrupt if its keys are not those of this store.
func (s *Store) SameKeys(ctx context.Context, k Kind, probe []byte) error {
	b, err := s.sealer(k).Open(ctx, Key{Kind: k}, probe, s.probeBind(k))
	if err == nil && !bytes.Equal(b, keyProbe) {
		err = errUnsealed
	}
	return err
}

// probeBind makes the probe depend on the kind and on the index key as well. No
// header and no command begins like this.
func (s *Store) probeBind(k Kind) []byte {
	mark := s.IndexMark()
	return binary.BigEndian.AppendUint16(append([]byte{0, 0, 'p'}, mark[:]...), uint16(k))
}

// ViewStored is View below the store: what the transaction gives is as it lies in
// the database.
func (s *Store) ViewStored(ctx context.Context, fn func(ctx context.Context, tx ReadTx) error) error {
	return s.view(ctx, fn)
}

// UpdateStored runs one transaction below the store, again if the engine gave it up or
// its answer was lost: fn must see what it has done already. What it writes is in no log
// but by its own doing.
func (s *Store) UpdateStored(ctx context.Context, fn func(ctx context.Context, tx Tx) error) error {
	if s.o.ReadOnly {
		return ErrReadOnly
	}
	for n := 1; ; n++ {
		err := s.backend.Update(ctx, fn)
		if !errors.Is(err, ErrRetry) && !errors.Is(err, ErrCommitUnknown) {
			return err
		}
		if err := s.wait(ctx, n, err); err != nil {
			return err
		}
	}
}

// OpenStored opens the body of a record that was read as it is stored, and so
// proves that it belongs to its header. The error wraps ErrErased, for a tombstone
// too; ErrCorrupt if the body is not that of the header, or was sealed with another
// key; ErrSchema if the keys for it are not here.
func (s *Store) OpenStored(ctx context.Context, r Record) (Record, error) {
	err := s.open(ctx, &r)
	return r, err
}

// IndexMark tells whether two stores have the same index key without revealing
// it: under another key no record would be found by its holder.
func (s *Store) IndexMark() Blind { return s.BlindIndex("residence storage", "index mark") }

// Follows checks that e is the entry after head in a shard and, if it tells of
// a Put, that r is the version it attests, body as stored. It returns the head
// after it. The error wraps ErrCorrupt and names shard and sequence number.
func (s *Store) Follows(shard uint16, head LogHead, e *LogEntry, r *Record) (LogHead, error) {
	fault := func(what string) (LogHead, error) {
		return head, &CorruptError{Shard: shard, Seq: head.Seq + 1, What: what}
	}
	if e.Seq != head.Seq+1 {
		return fault("is missing")
	}
	if s.chainHash(shard, head.Hash, e) != e.Hash {
		return fault("was changed, or the one before it")
	}
	if e.Type == LogPut {
		if what := s.unlike(e, r); what != "" {
			return fault(what)
		}
	}
	return LogHead{e.Seq, e.Hash}, nil
}

func (s *Store) unlike(e *LogEntry, r *Record) string {
	p, err := ParsePut(e)
	switch {
	case err != nil:
		return "does not name a version"
	case r == nil || r.Key() != p.Key || r.Version != p.Version:
		return "names a version that is gone"
	case s.recordDigest(r) != p.Digest:
		return "names a version that was changed"
	}
	return ""
}

// Stored returns a version of a record as it is stored, its body sealed, or
// ErrNotFound.
func (r *Reader) Stored(ctx context.Context, k Key, at AsOf) (Record, error) {
	if err := k.Validate(); err != nil {
		return Record{}, err
	}
	return r.tx.GetAsOf(ctx, k, at)
}

// PutStored is Put for a record that comes from another store with the same
// keys: its body is sealed already and is written as it is. RecordedAt must be
// set. The error wraps ErrErased if the record was erased here, and ErrCorrupt if
// its body pretends to be a tombstone and nothing proves it.
func (w *Writer) PutStored(ctx context.Context, r Record, expect Version) error {
	return w.fail(w.putStored(ctx, r, expect))
}

func (w *Writer) putStored(ctx context.Context, r Record, expect Version) error {
	if r.RecordedAt == 0 {
		return &InvalidError{"recorded at", "must be set for a record that is stored as it is"}
	}
	r.Version = expect + 1
	if err := r.Validate(); err != nil {
		return err
	}
	if w.puts++; w.puts > MaxTxPuts {
		return &LimitError{"puts of a transaction", w.puts, MaxTxPuts}
	}
	if _, err := w.store.Erased(&r); err != nil {
		return err
	}
	if expect > 0 {
		if _, err := w.follows(ctx, r.Key(), expect); err != nil {
			return err
		}
	}
	if err := w.tx.Put(ctx, r, expect); err != nil {
		return w.overtaken(err, r.Key(), expect)
	}
	w.saw(r.Key(), r.Version)
	return w.enter(w.store.Shard(&r.Header), LogPut, w.store.putData(&r))
}
