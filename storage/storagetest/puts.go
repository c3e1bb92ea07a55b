package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

func putCases() []Case {
	return []Case{
		plain("write-no-alias", "a caller that reuses its buffer must not change the archive", writeNoAlias),
		plain("write-limits", "a shortened act is another act", writeLimits),
		plain("write-refuse", "what is malformed must not be repaired in silence", writeRefuse),
		plain("conflict-kind", "Store runs again what was overtaken, and tells the caller what is taken", conflictKind),
		plain("put-expect", "an act decided on an old state must not be written", putExpect),
		plain("put-version", "versions number the acts", putVersion),
		plain("put-race", "two officials cancel one permit: one act", putRace),
		plain("put-unique", "one person, one live permit", putUnique),
		plain("put-unique-moves", "a new permit may follow the one it replaces in one act", putUniqueMoves),
		plain("put-unique-race", "one person applies at two counters", putUniqueRace),
		plain("put-twice", "one request may do two acts on a permit", putTwice),
	}
}

// tryPut puts in an Update of its own.
func tryPut(ctx context.Context, b storage.Backend, r storage.Record, expect storage.Version) error {
	return update(ctx, b, func(ctx context.Context, tx storage.Tx) error { return tx.Put(ctx, r, expect) })
}

func writeNoAlias(ctx context.Context, open func() storage.Backend) error {
	b := open()
	r := record("A")
	log := entries(0, 2)
	c := storage.CommandResult{ID: "c", Result: []byte("result")}
	err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
		err := firstOf(tx.Put(ctx, r, 0), tx.Append(ctx, 1, 0, log), tx.SaveCommand(ctx, c))
		clear(r.Body)
		clear(log[0].Data)
		clear(c.Result)
		log[1] = storage.LogEntry{}
		return err
	})
	if err != nil {
		return err
	}
	got, err := get(ctx, b, r.Key())
	if err := firstOf(err, same("the record", got, record("A"))); err != nil {
		return err
	}
	saved, err := readCommand(ctx, b, "c")
	if err != nil || string(saved.Result) != "result" {
		return fmt.Errorf("the saved result changed, error %v", err)
	}
	kept, err := readLog(ctx, b, 1, 1, 10)
	if err != nil || len(kept) != 2 || string(kept[0].Data) != "entry 1" || kept[1].Seq != 2 {
		return fmt.Errorf("the log changed, error %v", err)
	}
	return nil
}

// A limit is a published one, and how to go up to it.
type limit struct {
	name string
	max  int
	try  func(n int) error
	keys func(n int) []storage.Key // what is there if n was accepted
}

func limits(ctx context.Context, b storage.Backend) []limit {
	long := func(n int) string { return strings.Repeat("X", n) }
	shard := uint16(0)
	one := func(change func(r *storage.Record, n int)) (func(int) error, func(int) []storage.Key) {
		of := func(n int) storage.Record {
			r := record(fmt.Sprintf("L-%d", n))
			change(&r, n)
			return r
		}
		return func(n int) error { return tryPut(ctx, b, of(n), 0) },
			func(n int) []storage.Key { return []storage.Key{of(n).Key()} }
	}
	none := func(int) []storage.Key { return nil }
	body, bodyKeys := one(func(r *storage.Record, n int) { r.Body = bytes.Repeat([]byte("x"), n) })
	id, idKeys := one(func(r *storage.Record, n int) { r.ID = long(n) })
	ref, refKeys := one(func(r *storage.Record, n int) { r.ID, r.Ref = fmt.Sprintf("REF-%d", n), long(n) })
	putID := func(n, i int) string { return fmt.Sprintf("P-%d-%d", n, i) }
	return []limit{
		{"MaxStoredBody", storage.MaxStoredBody, body, bodyKeys},
		{"MaxID", storage.MaxID, id, idKeys},
		{"MaxID, of a ref", storage.MaxID, ref, refKeys},
		{"MaxTxPuts", storage.MaxTxPuts, func(n int) error {
			return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
				for i := range n {
					if err := tx.Put(ctx, record(putID(n, i)), 0); err != nil {
						return err
					}
				}
				return nil
			})
		}, func(n int) []storage.Key { return []storage.Key{key(putID(n, 0)), key(putID(n, n-1))} }},
		{"MaxLogData", storage.MaxLogData, func(n int) error {
			shard++
			return tryAppend(ctx, b, shard, 0, []storage.LogEntry{{Seq: 1, Data: make([]byte, n)}})
		}, none},
		{"MaxTxLog", storage.MaxTxLog, func(n int) error {
			shard++
			return tryAppend(ctx, b, shard, 0, entries(0, n))
		}, none},
		{"MaxTxLog, in two parts", storage.MaxTxLog, func(n int) error {
			shard += 2
			return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
				return firstOf(tx.Append(ctx, shard, 0, entries(0, n-1)), tx.Append(ctx, shard+1, 0, entries(0, 1)))
			})
		}, none},
		{"MaxCommandID", storage.MaxCommandID, func(n int) error {
			return save(ctx, b, storage.CommandResult{ID: storage.CommandID(long(n))})
		}, none},
		{"MaxStoredBody, of a result", storage.MaxStoredBody, func(n int) error {
			return save(ctx, b, storage.CommandResult{ID: storage.CommandID(fmt.Sprint(n)), Result: make([]byte, n)})
		}, none},
	}
}

func writeLimits(ctx context.Context, open func() storage.Backend) error {
	b := open()
	for _, l := range limits(ctx, b) {
		for _, n := range []int{l.max - 1, l.max, l.max + 1} {
			what := fmt.Sprintf("%s (%d): %d", l.name, l.max, n)
			err := l.try(n)
			if n > l.max {
				err = want(what, err, storage.ErrTooLarge)
			} else if err != nil {
				err = &mismatch{what, "accepted", errorText(err)}
			}
			if err != nil {
				return err
			}
			for _, k := range l.keys(n) {
				_, err := headerOf(ctx, b, k)
				if n > l.max && err == nil {
					return &mismatch{what, "nothing of it", "a record"}
				}
				if n <= l.max && err != nil {
					return &mismatch{what, "a record", errorText(err)}
				}
			}
		}
	}
	longest := record(fmt.Sprintf("L-%d", storage.MaxStoredBody))
	longest.Body = bytes.Repeat([]byte("x"), storage.MaxStoredBody)
	got, err := get(ctx, b, longest.Key())
	return firstOf(err, same("the longest body", got, longest))
}

func writeRefuse(ctx context.Context, open func() storage.Backend) error {
	b := open()
	bad := []storage.Record{record(""), record("A", func(h *storage.Header) { h.Kind = 0 })}
	for _, id := range []string{"a", "A B", "A ", "A_B", "A\x00", "Ａ", "A/B", "居", "A\n", "A."} {
		bad = append(bad, record(id), record("A", func(h *storage.Header) { h.Ref = id }))
	}
	for _, r := range bad {
		if err := want(fmt.Sprintf("id %q ref %q kind %d", r.ID, r.Ref, r.Kind), tryPut(ctx, b, r, 0), storage.ErrInvalid); err != nil {
			return err
		}
	}
	for _, id := range []storage.CommandID{"", " ", "a b", "a\n", "居", "\x7f"} {
		if err := want(fmt.Sprintf("command %q", id), save(ctx, b, storage.CommandResult{ID: id}), storage.ErrInvalid); err != nil {
			return err
		}
	}
	if err := want("no entries", tryAppend(ctx, b, 1, 0, nil), storage.ErrInvalid); err != nil {
		return err
	}
	n, err := snapshotCount(ctx, b)
	if err == nil && n != 0 {
		err = fmt.Errorf("%d malformed records are there", n)
	}
	return err
}

func conflictKind(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := firstOf(put(ctx, b, record("A", unique(1))), appendTo(ctx, b, 1, 2)); err != nil {
		return err
	}
	for _, c := range []struct {
		what string
		kind storage.ConflictKind
		err  error
	}{
		{"an old version", storage.ConflictVersion, tryPut(ctx, b, record("A"), 0)},
		{"a version ahead", storage.ConflictVersion, tryPut(ctx, b, next(next(record("A"))), 2)},
		{"a version of no record", storage.ConflictVersion, tryPut(ctx, b, next(record("B")), 1)},
		{"a unique key that is taken", storage.ConflictUnique, tryPut(ctx, b, record("B", unique(1)), 0)},
		{"an old end of a shard", storage.ConflictSequence, tryAppend(ctx, b, 1, 1, entries(1, 1))},
		{"an end that is not there yet", storage.ConflictSequence, tryAppend(ctx, b, 1, 3, entries(3, 1))},
	} {
		var e *storage.ConflictError
		if !errors.As(c.err, &e) || !errors.Is(c.err, storage.ErrConflict) {
			return &mismatch{c.what, "a ConflictError", errorText(c.err)}
		}
		if e.Kind != c.kind {
			return &mismatch{c.what, fmt.Sprintf("a conflict of the %s", c.kind), fmt.Sprintf("one of the %s", e.Kind)}
		}
	}
	// The same when the other comes between: found at the engine's own check.
	for range 5 {
		var fns []func() error
		for range 4 {
			fns = append(fns, func() error { return tryPut(ctx, b, record("RACE"), 0) })
		}
		errs, err := sessions(fns...)
		if err != nil {
			return err
		}
		for _, err := range errs {
			var e *storage.ConflictError
			if err != nil && (!errors.As(err, &e) || e.Kind != storage.ConflictVersion) {
				return &mismatch{"a put that came late", "a conflict of the version", errorText(err)}
			}
		}
	}
	return nil
}

func putExpect(ctx context.Context, open func() storage.Backend) error {
	b := open()
	v1 := record("A")
	v2 := next(v1)
	v3 := next(v2)
	v4 := next(v3)
	conflict := storage.ErrConflict
	err := firstOf(
		want("version 2 of no record", tryPut(ctx, b, v2, 1), conflict),
		tryPut(ctx, b, v1, 0),
		want("created twice", tryPut(ctx, b, v1, 0), conflict),
		want("one ahead", tryPut(ctx, b, v3, 2), conflict),
		tryPut(ctx, b, v2, 1),
		want("stale", tryPut(ctx, b, v2, 1), conflict),
		want("created again", tryPut(ctx, b, v1, 0), conflict),
		want("one ahead", tryPut(ctx, b, v4, 3), conflict),
		tryPut(ctx, b, v3, 2),
	)
	if err != nil {
		return err
	}
	got, err := get(ctx, b, v3.Key())
	return firstOf(err, same("the last version", got, v3))
}

func putVersion(ctx context.Context, open func() storage.Backend) error {
	b := open()
	v := func(n storage.Version) storage.Record {
		return record("A", func(h *storage.Header) { h.Version = n })
	}
	invalid := storage.ErrInvalid
	return firstOf(
		want("version 0", tryPut(ctx, b, v(0), 0), invalid),
		want("version 2 for expected 0", tryPut(ctx, b, v(2), 0), invalid),
		absent(ctx, b, "A"),
		tryPut(ctx, b, v(1), 0),
		want("version 1 for expected 1", tryPut(ctx, b, v(1), 1), invalid),
		want("version 3 for expected 1", tryPut(ctx, b, v(3), 1), invalid),
		tryPut(ctx, b, v(2), 1),
	)
}

func putRace(ctx context.Context, open func() storage.Backend) error {
	b := open()
	const rounds, writers = 15, 8
	r := record("A")
	for range rounds {
		done := make(chan error, writers)
		for range writers {
			go func() { done <- tryPut(ctx, b, r, r.Version-1) }()
		}
		won := 0
		for range writers {
			err := soon("the writers", done)
			if err == nil {
				won++
			} else if err := want("a writer that came late", err, storage.ErrConflict); err != nil {
				return err
			}
		}
		if won != 1 {
			return &mismatch{fmt.Sprintf("writers of %d that write version %d at once", writers, r.Version), "1 succeeds", fmt.Sprintf("%d succeed", won)}
		}
		r = next(r)
	}
	return nil
}

func putUnique(ctx context.Context, open func() storage.Backend) error {
	b := open()
	conflict := storage.ErrConflict
	otherKind := record("K", unique(1), func(h *storage.Header) { h.Kind = 2 })
	return firstOf(
		tryPut(ctx, b, record("A", unique(1)), 0),
		want("taken", tryPut(ctx, b, record("B", unique(1)), 0), conflict),
		absent(ctx, b, "B"),
		tryPut(ctx, b, otherKind, 0),
		tryPut(ctx, b, record("B", unique(2)), 0),
		want("taken by a later version", tryPut(ctx, b, next(record("B"), unique(1)), 1), conflict),
		tryPut(ctx, b, next(record("A"), unique(1)), 1), // keeping one's own is no conflict
		tryPut(ctx, b, next(next(record("A"))), 2),      // given back
		tryPut(ctx, b, next(record("B"), unique(1)), 1),
		tryPut(ctx, b, record("C", unique(2)), 0), // B left it behind
		tryPut(ctx, b, record("D"), 0),            // none is not a key
		tryPut(ctx, b, record("E"), 0),
		want("taken in one transaction", update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			return firstOf(tx.Put(ctx, record("F", unique(9)), 0), tx.Put(ctx, record("G", unique(9)), 0))
		}), conflict),
	)
}

func putUniqueMoves(ctx context.Context, open func() storage.Backend) error {
	b := open()
	a, c := record("A", unique(1)), record("C", unique(1))
	if err := put(ctx, b, a); err != nil {
		return err
	}
	err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
		return firstOf(tx.Put(ctx, c, 0), tx.Put(ctx, next(a, unique(0)), 1))
	})
	if err := want("taken before it is free", err, storage.ErrConflict); err != nil {
		return err
	}
	err = update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
		return firstOf(tx.Put(ctx, next(a, unique(0)), 1), tx.Put(ctx, c, 0))
	})
	if err != nil {
		return fmt.Errorf("freed, then taken: %w", err)
	}
	found, err := scan(ctx, b, storage.Query{Index: storage.ByUnique, Kind: kind, Unique: blind(1)}, 10)
	return firstOf(err, sameIDs("the holder of the key", found, "C"))
}

func putUniqueRace(ctx context.Context, open func() storage.Backend) error {
	b := open()
	const rounds, writers = 15, 8
	for round := range byte(rounds) {
		done := make(chan error, writers)
		for w := range writers {
			go func() {
				done <- update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
					q := storage.Query{Index: storage.ByUnique, Kind: kind, Unique: blind(round + 1)}
					p, err := tx.Scan(ctx, q, storage.Position{}, 1)
					if err != nil {
						return err
					}
					if len(p.Records) > 0 {
						return storage.ErrConflict
					}
					return tx.Put(ctx, record(fmt.Sprintf("U-%d-%d", round, w), unique(round+1)), 0)
				})
			}()
		}
		won := 0
		for range writers {
			err := soon("the writers", done)
			if err == nil {
				won++
			} else if !errors.Is(err, storage.ErrConflict) {
				return err
			}
		}
		if won != 1 {
			return &mismatch{fmt.Sprintf("writers of %d that take one unique key at once", writers), "1 succeeds", fmt.Sprintf("%d succeed", won)}
		}
	}
	return nil
}

func putTwice(ctx context.Context, open func() storage.Backend) error {
	b := open()
	v1 := record("A", at(10), unique(1), due(5))
	v2 := next(v1, at(10), due(6))
	v3 := next(v2, at(20), unique(0), due(7))
	if err := put(ctx, b, v1, v2, v3); err != nil {
		return err
	}
	for _, v := range []storage.Record{v1, v2, v3} {
		got, err := getAsOf(ctx, b, storage.AsOf{Version: v.Version})
		if err := firstOf(err, same(fmt.Sprintf("version %d", v.Version), got, v)); err != nil {
			return err
		}
	}
	found, err := scan(ctx, b, storage.Query{Index: storage.ByDue, Kind: kind}, 10)
	return firstOf(err, sameIDs("the index", found, "A"), tryPut(ctx, b, record("B", unique(1)), 0))
}
