package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

func reopenCases() []Case {
	return []Case{
		{"reopen-kept", "an archive that forgets is none", []need{needReopen}, reopenKept},
		{"reopen-position", "a sweep must go on after a restart where it stopped", []need{needReopen}, reopenPosition},
		{"reopen-log", "a restart must not tear the chain or forget what was done", []need{needReopen}, reopenLog},
		{"crash-kept", "a citizen who was told 'issued' has a permit", []need{needCrash}, crashKept},
		{"crash-whole", "half an act is worse than none", []need{needCrash}, crashWhole},
	}
}

func reopenKept(ctx context.Context, e *env) error {
	b := e.open()
	var all []storage.Record
	for _, r := range extremes() {
		r2 := next(r)
		if err := put(ctx, b, r, r2); err != nil {
			return err
		}
		all = append(all, r2)
	}
	crowded := crowd()
	if err := put(ctx, b, crowded...); err != nil {
		return err
	}
	want := slices.Concat(all, crowded)
	for round := range 2 {
		b = e.reopen(b)
		for _, r := range want {
			got, err := get(ctx, b, r.Key())
			if err := firstOf(err, same("record "+r.ID, got, r)); err != nil {
				return err
			}
		}
		if round > 0 {
			continue
		}
		for _, r := range extremes() {
			got, err := getVersion(ctx, b, r.Key(), 1)
			if err := firstOf(err, same("version 1 of "+r.ID, got, r)); err != nil {
				return err
			}
		}
		if err := scanAgrees(ctx, b, want, 100, queries()...); err != nil {
			return err
		}
		// What was kept still guards: versions and unique keys.
		taken := crowded[slices.IndexFunc(crowded, func(r storage.Record) bool { return !r.Unique.IsZero() })]
		err := firstOf(
			wantErr("a record created again", tryPut(ctx, b, all[0], 0), storage.ErrInvalid, storage.ErrConflict),
			wantErr("an old version again", tryPut(ctx, b, all[0], 1), storage.ErrConflict),
			wantErr("a unique key again", tryPut(ctx, b, record("NEW", func(h *storage.Header) { h.Kind, h.Unique = taken.Kind, taken.Unique }), 0), storage.ErrConflict),
		)
		if err != nil {
			return err
		}
		want[0] = next(want[0])
		if err := put(ctx, b, want[0]); err != nil {
			return err
		}
	}
	return nil
}

// wantErr is want with a choice.
func wantErr(what string, err error, targets ...error) error {
	for _, t := range targets {
		if errors.Is(err, t) {
			return nil
		}
	}
	return want(what, err, targets[len(targets)-1])
}

func reopenPosition(ctx context.Context, e *env) error {
	b := e.open()
	records := crowd()
	if err := put(ctx, b, records...); err != nil {
		return err
	}
	for _, q := range []storage.Query{
		{Index: storage.ByID, Kind: 1}, {Index: storage.ByDue, Kind: 1, Descending: true},
		{Index: storage.ByStatus, Kind: 256, Status: 1},
	} {
		var got []storage.Record
		var after storage.Position
		for more := true; more; b = e.reopen(b) {
			err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
				p, err := tx.Scan(ctx, q, after, 11)
				if err != nil {
					return err
				}
				got, more = append(got, p.Records...), p.More
				if len(p.Records) == 0 && p.More {
					return errors.New("an empty page says that more follows")
				}
				if more {
					after = q.PositionOf(&p.Records[len(p.Records)-1].Header)
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		if err := sameIDs(queryText(q)+", opened again after each page", got, ids(expect(records, q))...); err != nil {
			return err
		}
	}
	return nil
}

func reopenLog(ctx context.Context, e *env) error {
	b := e.open()
	first := storage.CommandResult{ID: "c", Digest: [32]byte{1, 31: 2}, RecordedAt: 7, Result: []byte("first\x00")}
	if err := firstOf(appendTo(ctx, b, 1, 3), appendTo(ctx, b, 65535, 1), save(ctx, b, first)); err != nil {
		return err
	}
	for n := uint64(3); n < 9; n += 3 {
		b = e.reopen(b)
		for shard, seq := range map[uint16]uint64{1: n, 65535: 1, 2: 0} {
			head, err := headOf(ctx, b, shard)
			if err != nil {
				return err
			}
			end := storage.LogHead{}
			if seq > 0 {
				end = storage.LogHead{Seq: seq, Hash: entries(seq-1, 1)[0].Hash}
			}
			if head != end {
				return &mismatch{fmt.Sprintf("head of shard %d", shard), fmt.Sprint(end.Seq, end.Hash[30:]), fmt.Sprint(head.Seq, head.Hash[30:])}
			}
		}
		got, err := readLog(ctx, b, 1, 1, 100)
		if err != nil {
			return err
		}
		for i, w := range entries(0, int(n)) {
			if len(got) != int(n) || got[i].Seq != w.Seq || got[i].Hash != w.Hash || !bytes.Equal(got[i].Data, w.Data) {
				return &mismatch{"the log", fmt.Sprintf("%d entries as appended", n), fmt.Sprintf("%d entries, number %d differs or is missing", len(got), i+1)}
			}
		}
		c, err := readCommand(ctx, b, "c")
		if err != nil {
			return err
		}
		if c.Digest != first.Digest || c.RecordedAt != first.RecordedAt || !bytes.Equal(c.Result, first.Result) {
			return errors.New("the saved result differs")
		}
		err = firstOf(
			want("the command again", save(ctx, b, first), storage.ErrDuplicate),
			want("an append to the old end", tryAppend(ctx, b, 1, n-1, entries(n-1, 1)), storage.ErrConflict),
			tryAppend(ctx, b, 1, n, entries(n, 3)),
		)
		if err != nil {
			return err
		}
	}
	return nil
}

// An act is one commit of a crash case: two records, a log entry and a command.
func actOf(ctx context.Context, tx storage.Tx, id string, shard uint16) error {
	head, err := tx.LogHead(ctx, shard)
	if err != nil {
		return err
	}
	entry := storage.LogEntry{Seq: head.Seq + 1, Type: 300, Data: []byte(id)}
	copy(entry.Hash[:], id)
	return firstOf(
		tx.Put(ctx, record(id+"-1"), 0),
		tx.Put(ctx, record(id+"-2"), 0),
		tx.SaveCommand(ctx, storage.CommandResult{ID: storage.CommandID(id), Result: []byte(id)}),
		tx.Append(ctx, shard, head.Seq, []storage.LogEntry{entry}),
	)
}

// A crashed is what is left of a store that was stopped while it was written to.
type crashed struct {
	acked []string // before the stop
	tried []string // ever
	b     storage.Backend
}

const crashRounds = 4

// crashes stops a backend again and again while writers are busy.
func crashes(ctx context.Context, e *env, check func(crashed) error) error {
	b := e.open()
	var all crashed
	for round := range crashRounds {
		var mu sync.Mutex
		var stop atomic.Bool
		var fns []func() error
		for w := range 3 {
			fns = append(fns, func() error {
				for n := 0; !stop.Load(); n++ {
					id := fmt.Sprintf("%d-%d-%d", round, w, n)
					mu.Lock()
					all.tried = append(all.tried, id)
					mu.Unlock()
					err := b.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return actOf(ctx, tx, id, uint16(w)) })
					if err != nil {
						pause(ctx) // a stopped engine may answer anything
						continue
					}
					mu.Lock()
					all.acked = append(all.acked, id)
					mu.Unlock()
				}
				return nil
			})
		}
		enough := func() bool {
			mu.Lock()
			defer mu.Unlock()
			return len(all.acked) >= 12*(round+1)
		}
		ended := make(chan error, 1)
		go func() {
			_, err := sessions(fns...)
			ended <- err
		}()
		for i := 0; !enough() && i < 5000 && ctx.Err() == nil; i++ {
			pause(ctx)
		}
		mu.Lock()
		acked := slices.Clone(all.acked)
		mu.Unlock()
		after := e.crash(b)
		stop.Store(true)
		if err := <-ended; err != nil {
			return fmt.Errorf("writers of a backend that was stopped: %w", err)
		}
		// Acknowledgements that came while it was being stopped prove nothing.
		all.acked = acked
		b, all.b = after, after
		if len(acked) == 0 {
			return errors.New("nothing was acknowledged before the stop")
		}
		if err := check(all); err != nil {
			return fmt.Errorf("stop %d, with %d acts acknowledged: %w", round+1, len(acked), err)
		}
	}
	return nil
}

// parts counts how many of the four traces of an act are there.
func (c crashed) parts(ctx context.Context, tx storage.ReadTx, id string, logged map[string]bool) (n int, err error) {
	_, err1 := tx.Get(ctx, key(id+"-1"))
	_, err2 := tx.Header(ctx, key(id+"-2"))
	_, err3 := tx.Command(ctx, storage.CommandID(id))
	for _, err := range []error{err1, err2, err3} {
		if err == nil {
			n++
		} else if !errors.Is(err, storage.ErrNotFound) {
			return 0, err
		}
	}
	if logged[id] {
		n++
	}
	return n, nil
}

// logged reads what the shards of the writers name.
func (c crashed) logged(ctx context.Context, tx storage.ReadTx) (map[string]bool, error) {
	out := map[string]bool{}
	for shard := range uint16(3) {
		for from := uint64(1); ; from += storage.MaxPage {
			got, err := tx.Log(ctx, shard, from, storage.MaxPage)
			if err != nil {
				return nil, err
			}
			for i, entry := range got {
				if entry.Seq != from+uint64(i) {
					return nil, &mismatch{fmt.Sprintf("shard %d after the stop", shard), fmt.Sprintf("entry %d", from+uint64(i)), fmt.Sprintf("entry %d", entry.Seq)}
				}
				out[string(entry.Data)] = true
			}
			if len(got) < storage.MaxPage {
				break
			}
		}
	}
	return out, nil
}

func (c crashed) each(ctx context.Context, ids []string, check func(id string, parts int) error) error {
	return c.b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		logged, err := c.logged(ctx, tx)
		if err != nil {
			return err
		}
		for _, id := range ids {
			n, err := c.parts(ctx, tx, id, logged)
			if err := firstOf(err, check(id, n)); err != nil {
				return err
			}
		}
		return nil
	})
}

func crashKept(ctx context.Context, e *env) error {
	return crashes(ctx, e, func(c crashed) error {
		return c.each(ctx, c.acked, func(id string, parts int) error {
			if parts == 0 {
				return &mismatch{"act " + id + ", which was acknowledged", "there", "lost"}
			}
			return nil
		})
	})
}

func crashWhole(ctx context.Context, e *env) error {
	return crashes(ctx, e, func(c crashed) error {
		err := c.each(ctx, c.tried, func(id string, parts int) error {
			if parts != 0 && parts != 4 {
				return &mismatch{"act " + id, "all of its 4 parts, or none", fmt.Sprintf("%d of 4", parts)}
			}
			return nil
		})
		if err != nil {
			return err
		}
		for shard := range uint16(3) { // the head belongs to the last entry
			head, err := headOf(ctx, c.b, shard)
			if err != nil {
				return err
			}
			last, err := readLog(ctx, c.b, shard, max(head.Seq, 1), 2)
			if err != nil {
				return err
			}
			if head.Seq == 0 && len(last) == 0 {
				continue
			}
			if len(last) != 1 || last[0].Hash != head.Hash {
				return &mismatch{fmt.Sprintf("shard %d", shard), "a head that is that of its last entry", fmt.Sprintf("a head at %d and %d entries from there", head.Seq, len(last))}
			}
		}
		if c, ok := storage.As[storage.Checker](c.b); ok {
			return c.Check(ctx)
		}
		return nil
	})
}
