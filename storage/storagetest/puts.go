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
		{"write-no-alias", "a caller that reuses its buffer must not change the archive", writeNoAlias},
		{"write-limits", "a shortened act is another act", writeLimits},
		{"write-refuse", "what is malformed must not be repaired in silence", writeRefuse},
		{"put-expect", "an act decided on an old state must not be written", putExpect},
		{"put-version", "versions number the acts", putVersion},
		{"put-race", "two officials cancel one permit: one act", putRace},
		{"put-unique", "one person, one live permit", putUnique},
		{"put-unique-moves", "a new permit may follow the one it replaces in one act", putUniqueMoves},
		{"put-unique-race", "one person applies at two counters", putUniqueRace},
		{"put-twice", "one request may do two acts on a permit", putTwice},
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

func writeLimits(ctx context.Context, open func() storage.Backend) error {
	b := open()
	long := func(n int) string { return strings.Repeat("X", n) }
	body := func(n int) storage.Record {
		r := record(fmt.Sprintf("BODY-%d", n))
		r.Body = bytes.Repeat([]byte("x"), n)
		return r
	}
	logged := func(n int) []storage.LogEntry { return []storage.LogEntry{{Seq: 1, Data: make([]byte, n)}} }
	puts := func(n int) error {
		return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			for i := range n {
				if err := tx.Put(ctx, record(fmt.Sprintf("P-%d-%d", n, i)), 0); err != nil {
					return err
				}
			}
			return nil
		})
	}
	ref := func(n int) storage.Record {
		return record(fmt.Sprintf("REF-%d", n), func(h *storage.Header) { h.Ref = long(n) })
	}
	err := firstOf(
		tryPut(ctx, b, body(storage.MaxStoredBody), 0),
		tryPut(ctx, b, record(long(storage.MaxID)), 0),
		tryPut(ctx, b, ref(storage.MaxID), 0),
		tryAppend(ctx, b, 1, 0, logged(storage.MaxLogData)),
		tryAppend(ctx, b, 2, 0, entries(0, storage.MaxTxLog)),
		save(ctx, b, storage.CommandResult{ID: storage.CommandID(long(storage.MaxCommandID)), Result: make([]byte, storage.MaxStoredBody)}),
		puts(storage.MaxTxPuts),
	)
	if err != nil {
		return fmt.Errorf("at the limit: %w", err)
	}
	over := storage.ErrTooLarge
	err = firstOf(
		want("body", tryPut(ctx, b, body(storage.MaxStoredBody+1), 0), over),
		want("id", tryPut(ctx, b, record(long(storage.MaxID+1)), 0), over),
		want("ref", tryPut(ctx, b, ref(storage.MaxID+1), 0), over),
		want("log data", tryAppend(ctx, b, 3, 0, logged(storage.MaxLogData+1)), over),
		want("log entries", tryAppend(ctx, b, 3, 0, entries(0, storage.MaxTxLog+1)), over),
		want("log entries in two parts", update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			return firstOf(tx.Append(ctx, 3, 0, entries(0, storage.MaxTxLog)), tx.Append(ctx, 4, 0, entries(0, 1)))
		}), over),
		want("command ID", save(ctx, b, storage.CommandResult{ID: storage.CommandID(long(storage.MaxCommandID + 1))}), over),
		want("command result", save(ctx, b, storage.CommandResult{ID: "big", Result: make([]byte, storage.MaxStoredBody+1)}), over),
		want("puts", puts(storage.MaxTxPuts+1), over),
		absent(ctx, b, body(storage.MaxStoredBody+1).ID),
		absent(ctx, b, ref(storage.MaxID+1).ID),
		absent(ctx, b, fmt.Sprintf("P-%d-0", storage.MaxTxPuts+1)),
	)
	if err != nil {
		return err
	}
	got, err := get(ctx, b, body(storage.MaxStoredBody).Key())
	return firstOf(err, same("the longest body", got, body(storage.MaxStoredBody)))
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
			return fmt.Errorf("%d writers of %d write version %d", won, writers, r.Version)
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
			return fmt.Errorf("%d writers of %d hold one unique key", won, writers)
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
