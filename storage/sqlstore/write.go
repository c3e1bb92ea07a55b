package sqlstore

import (
	"context"
	"database/sql"

	"github.com/juzhuzheng/residence/storage"
)

// A writeTx writes at once: each check is the engine's own.
type writeTx struct {
	*tx
	failed error // the first failure of a method that writes
	puts   int
	logged int
}

// write runs one change. A change that fails takes the whole transaction with
// it, as it does in the engine.
func (w *writeTx) write(ctx context.Context, change func() error) error {
	if w.done.Load() {
		return storage.ErrClosed
	}
	if w.failed != nil {
		return w.failed
	}
	err := w.ready(ctx)
	if err == nil {
		err = change()
	}
	w.failed = err
	return err
}

// Put writes the next version of a record.
func (w *writeTx) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	return w.write(ctx, func() error {
		if err := r.ValidatePut(expect); err != nil {
			return err
		}
		if w.puts++; w.puts > storage.MaxTxPuts {
			return &storage.LimitError{Field: "puts of a transaction", Got: w.puts, Limit: storage.MaxTxPuts}
		}
		args := headerArgs(&r.Header)
		var n int64
		var err error
		if expect == 0 {
			n, err = w.exec(ctx, insertRecord, args...)
		} else {
			n, err = w.exec(ctx, updateRecord, append(args[:len(args):len(args)], int64(expect))...)
		}
		switch {
		case err != nil && w.b.o.Unique != nil && w.b.o.Unique(err):
			return &storage.ConflictError{Kind: storage.ConflictUnique, Key: r.Key()}
		case err != nil:
			return w.b.before(ctx, err)
		case n != 1:
			return w.conflictVersion(ctx, r.Key(), expect)
		}
		_, err = w.exec(ctx, insertVersion, append(args, bytesArg(r.Body))...)
		return w.b.before(ctx, err)
	})
}

// conflictVersion says which version a record has in place of the expected one.
func (w *writeTx) conflictVersion(ctx context.Context, k storage.Key, expect storage.Version) error {
	var have int64
	rows, err := w.query(ctx, versionOf, int64(k.Kind), k.ID)
	if err := w.each(ctx, rows, err, func(r *sql.Rows) error { return r.Scan(&have) }); err != nil {
		return err
	}
	return &storage.ConflictError{Kind: storage.ConflictVersion, Key: k, Have: uint64(have), Want: uint64(expect)}
}

// Append adds entries to the end of a shard.
func (w *writeTx) Append(ctx context.Context, shard uint16, expect uint64, entries []storage.LogEntry) error {
	return w.write(ctx, func() error {
		if err := storage.ValidateAppend(expect, entries); err != nil {
			return err
		}
		if w.logged += len(entries); w.logged > storage.MaxTxLog {
			return &storage.LimitError{Field: "log entries of a transaction", Got: w.logged, Limit: storage.MaxTxLog}
		}
		if err := w.moveHead(ctx, shard, expect, &entries[len(entries)-1]); err != nil {
			return err
		}
		for len(entries) > 0 {
			n, s := 1, insertEntry
			if len(entries) >= manyEntries {
				n, s = manyEntries, insertEntries
			}
			if _, err := w.exec(ctx, s, entryArgs(shard, entries[:n])...); err != nil {
				return w.b.before(ctx, err)
			}
			entries = entries[n:]
		}
		return nil
	})
}

// moveHead makes last the end of a shard that ends at expect.
func (w *writeTx) moveHead(ctx context.Context, shard uint16, expect uint64, last *storage.LogEntry) error {
	var n int64
	var err error
	if expect == 0 {
		n, err = w.exec(ctx, insertHead, int64(shard), int64(last.Seq), last.Hash[:])
	} else {
		n, err = w.exec(ctx, updateHead, int64(shard), int64(last.Seq), last.Hash[:], int64(expect))
	}
	if err != nil {
		return w.b.before(ctx, err)
	}
	if n == 1 {
		return nil
	}
	head, err := w.LogHead(ctx, shard)
	if err != nil {
		return err
	}
	return &storage.ConflictError{Kind: storage.ConflictSequence, Shard: shard, Have: head.Seq, Want: expect}
}

func entryArgs(shard uint16, entries []storage.LogEntry) []any {
	args := make([]any, 0, 6*len(entries))
	for i := range entries {
		e := &entries[i]
		args = append(args, int64(shard), int64(e.Seq), int64(e.RecordedAt), int64(e.Type), e.Hash[:], bytesArg(e.Data))
	}
	return args
}

// SaveCommand saves a result under a new ID.
func (w *writeTx) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	return w.write(ctx, func() error {
		if err := c.Validate(); err != nil {
			return err
		}
		n, err := w.exec(ctx, insertCommand, string(c.ID), c.Digest[:], int64(c.RecordedAt), bytesArg(c.Result))
		if err != nil {
			return w.b.before(ctx, err)
		}
		if n != 1 {
			return &storage.DuplicateError{}
		}
		return nil
	})
}
