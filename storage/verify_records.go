package storage

import (
	"context"
	"errors"
	"hash/maphash"
	"math"
	"slices"
)

// VerifyRecords looks from the other side than Verify: not whether all that the
// log tells of is stored, but whether all that is stored is what the log tells of.
// It finds a record that somebody put into the database past the log, as a card
// that was never issued; a version that the log does not have, or has otherwise,
// before, between or after those that it has; and a record that does not read the
// same in every way there is to read it.
//
// If the backend is a Checker it examines its own data first: only it can find
// versions of a record that has no current row, and so is on no list. A backend
// that is none is asked for all that can be asked through the contract.
//
// What VerifyRecords compares with is the log as it stands, which VerifyAll
// verifies. It reads every version of the kinds, and all of the log, in one
// snapshot, and holds little in memory: run it where a long reading does no harm.
// The error wraps ErrCorrupt and names a record; ErrInvalid if no kind is given.
func (s *Store) VerifyRecords(ctx context.Context, kinds ...Kind) error {
	if len(kinds) == 0 || slices.Contains(kinds, 0) {
		return &InvalidError{"kinds to verify", "must be stated"}
	}
	if err := s.Check(ctx); err != nil && !errors.Is(err, ErrUnsupported) {
		return err
	}
	kinds = slices.Clone(kinds)
	slices.Sort(kinds)
	a := &attested{store: s, kinds: slices.Compact(kinds), seed: maphash.MakeSeed()}
	return s.audit(ctx, func(ctx context.Context, tx ReadTx, _ bool) error {
		a.sums, a.suspect = [attestedParts]uint64{}, nil
		err := a.puts(ctx, tx, func(p PutEntry) error {
			a.sums[a.part(p.Key)] += a.number(p)
			return nil
		})
		if err != nil {
			return err
		}
		err = a.stored(ctx, tx, func(p PutEntry) error {
			a.sums[a.part(p.Key)] -= a.number(p)
			return nil
		})
		if err != nil || a.sums == [attestedParts]uint64{} {
			return err
		}
		return a.name(ctx, tx)
	})
}

// attestedParts is how many parts the keys are divided into. Only the versions of
// parts in which something is wrong are ever held in memory.
const attestedParts = 1024

// An attested compares the versions that the log has with those that are stored.
// Instead of remembering them it adds up one random number for each version of the
// log, of its key, number and digest, and takes away the same for each that is
// stored. A part whose sum is not zero has a difference. Who forges a record does
// not know the numbers, which are drawn anew each time.
type attested struct {
	store *Store
	kinds []Kind
	seed  maphash.Seed
	sums  [attestedParts]uint64
	// suspect has, for the parts in which something is wrong, what the log has.
	suspect map[versionKey]suspect
}

// A versionKey names one version of a record.
type versionKey struct {
	key     Key
	version Version
}

type suspect struct {
	digest [32]byte
	stored bool
}

func (a *attested) part(k Key) int { return int(maphash.Comparable(a.seed, k) % attestedParts) }

func (a *attested) number(p PutEntry) uint64 { return maphash.Comparable(a.seed, p) }

// puts calls fn with each version that the log has.
func (a *attested) puts(ctx context.Context, tx ReadTx, fn func(PutEntry) error) error {
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
				if _, ok := slices.BinarySearch(a.kinds, p.Key.Kind); !ok {
					continue
				}
				if err := fn(p); err != nil {
					return err
				}
			}
			if len(entries) < MaxPage {
				break
			}
		}
	}
	return nil
}

// stored calls fn with each version of each record there is.
func (a *attested) stored(ctx context.Context, tx ReadTx, fn func(PutEntry) error) error {
	for _, kind := range a.kinds {
		q := Query{Index: ByID, Kind: kind}
		for r, err := range pages(q, func(at Position) (Page, error) { return listed(ctx, tx, q, at) }) {
			if err != nil {
				return err
			}
			if err := a.versions(ctx, tx, &r, fn); err != nil {
				return err
			}
		}
	}
	return nil
}

// listed is a page of records with their bodies, which must be the same as without:
// an engine may look elsewhere for those.
func listed(ctx context.Context, tx ReadTx, q Query, at Position) (Page, error) {
	bare, err := scan(ctx, tx, &q, at, MaxPage)
	if err != nil {
		return Page{}, err
	}
	q.Bodies = true
	full, err := scan(ctx, tx, &q, at, MaxPage)
	if err != nil {
		return Page{}, err
	}
	for i := range max(len(bare.Records), len(full.Records)) {
		var a, b Header
		if i < len(bare.Records) {
			a = bare.Records[i].Header
		}
		if i < len(full.Records) {
			b = full.Records[i].Header
		}
		if a == b {
			continue
		}
		// The one that comes first is the one that the other list lacks.
		if b.ID != "" && (a.ID == "" || b.ID < a.ID) {
			a = b
		}
		return Page{}, &CorruptError{Key: a.Key(), What: "is not the same on lists with and without bodies"}
	}
	return full, nil
}

// versions calls fn with each version of a record whose current row is given, the
// first first. It compares the row with what is read under the key in other ways.
func (a *attested) versions(ctx context.Context, tx ReadTx, row *Record, fn func(PutEntry) error) error {
	k := row.Key()
	digest := a.store.recordDigest(row)
	fault := func(what string) error { return &CorruptError{Key: k, What: what} }
	h, err := tx.Header(ctx, k)
	switch {
	case err != nil && !errors.Is(err, ErrNotFound):
		return err
	case err != nil || h != row.Header:
		return fault("current row is not the header that is read")
	}
	for _, read := range []func() (Record, error){
		func() (Record, error) { return tx.Get(ctx, k) },
		func() (Record, error) { return tx.GetAsOf(ctx, k, AsOf{At: math.MaxInt64}) },
	} {
		last, err := read()
		switch {
		case errors.Is(err, ErrNotFound):
			return fault("current row is no version")
		case err != nil:
			return err
		case last.Version > row.Version:
			return fault("has a version after the current one: nobody put it")
		case a.store.recordDigest(&last) != digest:
			return fault("current row is not the version it claims to be")
		}
	}
	for v := Version(1); v <= row.Version; v++ {
		r, err := tx.GetAsOf(ctx, k, AsOf{Version: v})
		switch {
		case errors.Is(err, ErrNotFound):
			return fault("has lost a version")
		case err != nil:
			return err
		case r.Key() != k || r.Version != v:
			return fault("has another version in the place of one")
		}
		if v == 1 && r.RecordedAt > math.MinInt64 {
			// What stands before the first version is read as of an earlier day.
			early, err := tx.GetAsOf(ctx, k, AsOf{At: r.RecordedAt - 1})
			switch {
			case err != nil && !errors.Is(err, ErrNotFound):
				return err
			case err == nil && (early.Version == 0 || early.Version > row.Version):
				return fault("has a version before the first: nobody put it")
			}
		}
		if err := fn(PutEntry{k, v, a.store.recordDigest(&r)}); err != nil {
			return err
		}
	}
	return nil
}

// name finds a record in a part whose sum is not zero.
func (a *attested) name(ctx context.Context, tx ReadTx) error {
	wrong := func(k Key) bool { return a.sums[a.part(k)] != 0 }
	a.suspect = make(map[versionKey]suspect)
	err := a.puts(ctx, tx, func(p PutEntry) error {
		if !wrong(p.Key) {
			return nil
		}
		at := versionKey{p.Key, p.Version}
		if _, twice := a.suspect[at]; twice {
			return &CorruptError{Key: p.Key, What: "has a version that the log has twice"}
		}
		a.suspect[at] = suspect{digest: p.Digest}
		return nil
	})
	if err != nil {
		return err
	}
	err = a.stored(ctx, tx, func(p PutEntry) error {
		if !wrong(p.Key) {
			return nil
		}
		at := versionKey{p.Key, p.Version}
		has, ok := a.suspect[at]
		switch {
		case !ok && p.Version == 1:
			return &CorruptError{Key: p.Key, What: "is not in the log: nobody put it"}
		case !ok:
			return &CorruptError{Key: p.Key, What: "has a version that is not in the log: nobody put it"}
		case has.digest != p.Digest:
			return &CorruptError{Key: p.Key, What: "has a version that is not the one that the log has"}
		}
		has.stored = true
		a.suspect[at] = has
		return nil
	})
	if err != nil {
		return err
	}
	for at, has := range a.suspect {
		if has.stored {
			continue
		}
		if a.suspect[versionKey{at.key, 1}].stored {
			return &CorruptError{Key: at.key, What: "is not at the last version that the log has"}
		}
		return &CorruptError{Key: at.key, What: "is gone, and the log has it"}
	}
	return &CorruptError{What: "the records are not those of the log"}
}
