package storage

import (
	"context"
	"errors"
	"fmt"
)

// A vault is another database than that of the records, so a program may be started
// with one that does not belong to them: an empty one, that of a test, that of
// another store. To write with it would split the records in two halves that no
// vault opens. So the first command that needs a vault leaves a mark among the
// commands, sealed under a data key of the vault, and every Store opens it before
// its own first command. An older copy of the right vault opens the mark; what it
// lacks is found when a record is put or read that is newer (MissingKeyError).

// vaultMarkText is what a mark says when it is opened.
var vaultMarkText = []byte("residence storage: vault")

// vaultMark is the place of the mark of a kind of results. No header and no result has
// this bind.
func vaultMark(kind Kind) (id CommandID, bind []byte) {
	id = CommandID(fmt.Sprintf("RESIDENCE-STORAGE-VAULT-%d", kind))
	return id, append([]byte{0, 0, 'v'}, id...)
}

// ownVault checks, once for each kind of results, that the sealer has the vault
// that the store has always had, and leaves the mark if there is none.
func (s *Store) ownVault(ctx context.Context, tx Tx, kind Kind, now Instant) error {
	keeper, ok := s.sealer(kind).(KeyDestroyer)
	if !ok {
		return nil
	}
	if _, known := s.ownVaults.Load(kind); known {
		return nil
	}
	err := s.checkVaultMark(ctx, tx, kind)
	switch {
	case err == nil:
		s.ownVaults.Store(kind, true)
		return nil
	case !errors.Is(err, ErrNotFound):
		return err
	}
	k := Key{Kind: kind}
	if err := keeper.CreateKey(ctx, k); err != nil {
		return err
	}
	id, bind := vaultMark(kind)
	sealed, err := keeper.Seal(ctx, k, vaultMarkText, bind)
	if err != nil {
		return err
	}
	err = tx.SaveCommand(ctx, CommandResult{ID: id, Digest: s.keys.requestDigest(bind), RecordedAt: now, Result: sealed})
	if errors.Is(err, ErrDuplicate) {
		return &overtakenError{err} // by another first command
	}
	return err
}

// checkVaultMark opens the mark of a kind of results, or returns ErrNotFound.
func (s *Store) checkVaultMark(ctx context.Context, tx ReadTx, kind Kind) error {
	id, bind := vaultMark(kind)
	c, err := tx.Command(ctx, id)
	if err != nil {
		return err
	}
	k := Key{Kind: kind}
	_, err = s.sealer(kind).Open(ctx, k, c.Result, bind)
	if errors.Is(err, ErrCorrupt) {
		return &MissingKeyError{k} // the vault has another key in its place
	}
	return err
}
