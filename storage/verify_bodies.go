package storage

import (
	"context"
	"errors"
	"slices"
)

// VerifyBodies opens every version of every record of the kinds, and so proves that
// records, vault and keys belong together: run it after a restore, and before a copy
// of the vault is thrown away. It returns how many versions it has opened. Verify
// and VerifyRecords look at no key and say nothing of this.
//
// The error names the first record that is not as it should be. It wraps ErrSchema
// if a data key is missing (MissingKeyError): the vault is another one, or a copy
// that was taken before the copy of the records. It wraps ErrCorrupt if a body is
// not that of its header; if nothing proves a tombstone (see Erased); if a record
// has no tombstone and its key is destroyed, as when the records are older than an
// erasure, which then has to be ordered again; and if a record has a tombstone and
// its key is there, as before Shred, or when the vault is older than the erasure:
// run ShredErased. ErrInvalid if no kind is given.
//
// It reads each record in a snapshot of its own and may run beside other work; an
// erasure that is under way then is reported, too.
func (s *Store) VerifyBodies(ctx context.Context, kinds ...Kind) (opened int, err error) {
	if len(kinds) == 0 || slices.Contains(kinds, 0) {
		return 0, &InvalidError{"kinds to verify", "must be stated"}
	}
	if err := s.verifyVaultMarks(ctx); err != nil {
		return 0, err
	}
	for _, kind := range sortedKinds(kinds) {
		for r, err := range s.All(ctx, Query{Index: ByID, Kind: kind}) {
			if err != nil {
				return opened, err
			}
			n, err := s.verifyBody(ctx, r.Key())
			var late *CorruptError
			if errors.As(err, &late) && late.What == keyIsGone {
				// Erased between our reading of the record and that of its key?
				n, err = s.verifyBody(ctx, r.Key())
			}
			if err != nil {
				return opened, err
			}
			opened += n
		}
	}
	return opened, nil
}

// What is wrong with a record and its data key.
const (
	keyIsGone  = "has no tombstone, and its data key was destroyed"
	keyIsThere = "has a tombstone, and its data key is not destroyed: run ShredErased"
)

// verifyBody opens all versions of a record.
func (s *Store) verifyBody(ctx context.Context, k Key) (opened int, err error) {
	err = s.view(ctx, func(ctx context.Context, tx ReadTx) error {
		opened = 0
		now, err := tx.Get(ctx, k)
		if err != nil {
			return err
		}
		erased, err := s.Erased(&now)
		if err != nil {
			return err
		}
		for v := Version(1); v <= now.Version; v++ {
			r, err := tx.GetAsOf(ctx, k, AsOf{Version: v})
			if errors.Is(err, ErrNotFound) {
				return &CorruptError{Key: k, What: "lacks a version"}
			}
			if err != nil {
				return err
			}
			err = s.open(ctx, &r)
			switch gone := errors.Is(err, ErrErased); {
			case err == nil && erased:
				return &CorruptError{Key: k, What: keyIsThere}
			case gone && !erased:
				return &CorruptError{Key: k, What: keyIsGone}
			case err != nil && !gone:
				return err
			case err == nil:
				opened++
			}
		}
		return nil
	})
	return opened, err
}

// verifyVaultMarks checks the vaults of all results.
func (s *Store) verifyVaultMarks(ctx context.Context) error {
	kinds := []Kind{0}
	for kind := range s.o.Sealers {
		kinds = append(kinds, kind)
	}
	return s.view(ctx, func(ctx context.Context, tx ReadTx) error {
		for _, kind := range sortedKinds(kinds) {
			if err := s.checkVaultMark(ctx, tx, kind); err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
		}
		return nil
	})
}
