package memory

import (
	"context"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

// A writeTx builds the next state in place of reading a published one.
type writeTx struct {
	readTx
	edit   *edit
	failed error // the first failure of a method that writes
	puts   int
	logged int
	undo   []func() // in the order of the changes
}

// write runs one change. As in many engines, a change that fails takes the
// whole transaction with it.
func (tx *writeTx) write(ctx context.Context, change func() error) error {
	if tx.done.Load() {
		return storage.ErrClosed
	}
	if tx.failed != nil {
		return tx.failed
	}
	err := tx.ready(ctx)
	if err == nil {
		err = change()
	}
	tx.failed = err
	return err
}

// Put checks the expectations and writes the next version.
func (tx *writeTx) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	return tx.write(ctx, func() error {
		if err := r.ValidatePut(expect); err != nil {
			return err
		}
		if tx.puts++; tx.puts > storage.MaxTxPuts {
			return &storage.LimitError{Field: "puts of a transaction", Got: tx.puts, Limit: storage.MaxTxPuts}
		}
		k := r.Key()
		var have storage.Version
		if v := tx.state.current(k); v != nil {
			have = v.val.header.Version
		}
		if have != expect {
			return &storage.ConflictError{Kind: storage.ConflictVersion, Key: k, Have: uint64(have), Want: uint64(expect)}
		}
		if !r.Unique.IsZero() {
			if id, taken := tx.state.holderOfUnique(r.Kind, r.Unique); taken && id != r.ID {
				return &storage.ConflictError{Kind: storage.ConflictUnique, Key: k}
			}
		}
		own := stored{header: r.Header, body: append([]byte(nil), r.Body...)}
		own.header.ID, own.header.Ref = strings.Clone(r.ID), strings.Clone(r.Ref)
		tx.undo = append(tx.undo, tx.state.put(tx.edit, own))
		return nil
	})
}

// Append adds entries to the end of a shard.
func (tx *writeTx) Append(ctx context.Context, shard uint16, expect uint64, entries []storage.LogEntry) error {
	return tx.write(ctx, func() error {
		if err := storage.ValidateAppend(expect, entries); err != nil {
			return err
		}
		if tx.logged += len(entries); tx.logged > storage.MaxTxLog {
			return &storage.LimitError{Field: "log entries of a transaction", Got: tx.logged, Limit: storage.MaxTxLog}
		}
		all, _ := tx.state.shards.get(shardKey(shard))
		if have := uint64(len(all)); have != expect {
			return &storage.ConflictError{Kind: storage.ConflictSequence, Shard: shard, Have: have, Want: expect}
		}
		// The array may be shared with published states, but each of those
		// sees only its own length, and there is one writer at a time.
		tx.state.shards.set(tx.edit, shardKey(shard), copyEntries(all, entries))
		return nil
	})
}

// SaveCommand saves a result under a new ID.
func (tx *writeTx) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	return tx.write(ctx, func() error {
		if err := c.Validate(); err != nil {
			return err
		}
		if tx.state.command(c.ID) != nil {
			return &storage.DuplicateError{}
		}
		c.ID = storage.CommandID(strings.Clone(string(c.ID)))
		c.Result = append([]byte(nil), c.Result...)
		tx.undo = append(tx.undo, tx.state.saveCommand(c))
		return nil
	})
}

// rollBack takes what was written off the version lists, last first.
func (tx *writeTx) rollBack() {
	for i := len(tx.undo) - 1; i >= 0; i-- {
		tx.undo[i]()
	}
}
