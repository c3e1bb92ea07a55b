package storage

import (
	"context"
	"errors"
	"hash/maphash"
	"slices"
)

// VerifyRecords looks from the other side than Verify: not whether all that the
// log tells of is stored, but whether all that is stored is what the log tells of.
// It finds a record that somebody put into the database past the log, as a card
// that was never issued, or a version beyond the last one that the log has; and a
// current row that is not the last version.
//
// What it compares with is the log as it stands, which VerifyAll verifies. It
// reads everything of the kinds, and all of the log, in one snapshot, and holds
// little in memory: run it where a long reading does no harm. The error wraps
// ErrCorrupt and names a record; ErrInvalid if no kind is given.
func (s *Store) VerifyRecords(ctx context.Context, kinds ...Kind) error {
	if len(kinds) == 0 || slices.Contains(kinds, 0) {
		return &InvalidError{"kinds to verify", "must be stated"}
	}
	a := &attested{store: s, kinds: kinds, seed: maphash.MakeSeed()}
	return s.view(ctx, func(ctx context.Context, tx ReadTx) error {
		a.sums, a.suspect = [attestedParts]uint64{}, nil
		if err := a.readLog(ctx, tx); err != nil {
			return err
		}
		if err := a.readRecords(ctx, tx); err != nil {
			return err
		}
		return a.name(ctx, tx)
	})
}

// attestedParts is how many parts the keys are divided into. Only the keys of
// parts in which something is wrong are ever held in memory.
const attestedParts = 1024

// An attested compares the last versions that the log has with those that are
// stored. Instead of remembering them it adds up one random number for each: for a
// version in the log that of the version less that of the one before, so that the
// last one is left; for a record, that of its version with the sign turned. A part
// whose sum is not zero has a difference. Who forges a record does not know the
// numbers, which are drawn anew each time.
type attested struct {
	store *Store
	kinds []Kind
	seed  maphash.Seed
	sums  [attestedParts]uint64
	// suspect has, for the parts in which something is wrong, the last versions.
	suspect map[Key]Version
}

func (a *attested) part(k Key) int { return int(maphash.Comparable(a.seed, k) % attestedParts) }

func (a *attested) number(k Key, v Version) uint64 {
	if v == 0 {
		return 0
	}
	return maphash.Comparable(a.seed, struct {
		k Key
		v Version
	}{k, v})
}

// puts calls fn with each version that the log has.
func (a *attested) puts(ctx context.Context, tx ReadTx, fn func(PutEntry)) error {
	for shard := range a.store.o.Shards {
		for from := uint64(1); ; from += MaxPage {
			entries, err := tx.Log(ctx, shard, from, MaxPage)
			if err != nil {
				return err
			}
			for i := range entries {
				if entries[i].Type != LogPut {
					continue
				}
				p, err := ParsePut(&entries[i])
				if err != nil {
					return &CorruptError{Shard: shard, Seq: entries[i].Seq, What: "does not name a version"}
				}
				if slices.Contains(a.kinds, p.Key.Kind) {
					fn(p)
				}
			}
			if len(entries) < MaxPage {
				break
			}
		}
	}
	return nil
}

// records calls fn with each current record.
func (a *attested) records(ctx context.Context, tx ReadTx, bodies bool, fn func(*Record) error) error {
	for _, kind := range a.kinds {
		q := Query{Index: ByID, Kind: kind, Bodies: bodies}
		for r, err := range pages(q, func(at Position) (Page, error) { return tx.Scan(ctx, q, at, MaxPage) }) {
			if err != nil {
				return err
			}
			if err := fn(&r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *attested) readLog(ctx context.Context, tx ReadTx) error {
	return a.puts(ctx, tx, func(p PutEntry) {
		a.sums[a.part(p.Key)] += a.number(p.Key, p.Version) - a.number(p.Key, p.Version-1)
	})
}

// readRecords also compares each current row with the version it claims to be,
// which is what the log attests.
func (a *attested) readRecords(ctx context.Context, tx ReadTx) error {
	return a.records(ctx, tx, true, func(r *Record) error {
		k := r.Key()
		a.sums[a.part(k)] -= a.number(k, r.Version)
		version, err := tx.GetAsOf(ctx, k, AsOf{Version: r.Version})
		switch {
		case errors.Is(err, ErrNotFound):
			return &CorruptError{Key: k, What: "current row is no version"}
		case err != nil:
			return err
		case a.store.recordDigest(&version) != a.store.recordDigest(r):
			return &CorruptError{Key: k, What: "current row is not the version it claims to be"}
		}
		return nil
	})
}

// name finds a record in a part whose sum is not zero.
func (a *attested) name(ctx context.Context, tx ReadTx) error {
	wrong := func(k Key) bool { return a.sums[a.part(k)] != 0 }
	if a.sums == [attestedParts]uint64{} {
		return nil
	}
	a.suspect = make(map[Key]Version)
	if err := a.puts(ctx, tx, func(p PutEntry) {
		if wrong(p.Key) {
			a.suspect[p.Key] = max(a.suspect[p.Key], p.Version)
		}
	}); err != nil {
		return err
	}
	err := a.records(ctx, tx, false, func(r *Record) error {
		k := r.Key()
		if !wrong(k) {
			return nil
		}
		last := a.suspect[k]
		delete(a.suspect, k)
		switch {
		case last == 0:
			return &CorruptError{Key: k, What: "is not in the log: nobody put it"}
		case r.Version > last:
			return &CorruptError{Key: k, What: "has a version that is not in the log: nobody put it"}
		case r.Version < last:
			return &CorruptError{Key: k, What: "is not at the last version that the log has"}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for k := range a.suspect {
		return &CorruptError{Key: k, What: "is gone, and the log has it"}
	}
	return &CorruptError{What: "the log has a version twice, or not all versions of a record"}
}
