package storagetest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/optimist"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// A mutant is a store with one planted bug, and the cases that must find it.
type mutant struct {
	name   string
	killed []string
	plant  func(b *broken)
	rig    func() storagetest.Harness // instead of plant
}

func planted(name string, killed []string, plant func(b *broken)) mutant {
	return mutant{name: name, killed: killed, plant: plant}
}

// mutants are bugs seen in real adapters, or easily made in one.
var mutants = []mutant{
	planted("lost update: the expected version is not compared", []string{"put-expect", "put-race"}, func(b *broken) {
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			if h, err := tx.Header(ctx, r.Key()); err == nil {
				expect = h.Version
				r.Version = expect + 1
			}
			return tx.Put(ctx, r, expect)
		}
	}),
	planted("the version check is off by one", []string{"put-expect"}, func(b *broken) {
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			if h, err := tx.Header(ctx, r.Key()); err == nil && h.Version == expect+1 {
				expect, r.Version = h.Version, h.Version+1
			}
			return tx.Put(ctx, r, expect)
		}
	}),
	planted("a snapshot reads what is not committed", []string{"view-committed"}, func(b *broken) {
		var dirty sync.Map
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			dirty.Store(r.Key(), r)
			return tx.Put(ctx, r, expect)
		}
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			defer dirty.Clear()
			return b.inner.Update(ctx, fn)
		}
		b.get = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Record, error) {
			if r, ok := dirty.Load(k); ok {
				return r.(storage.Record), nil
			}
			return tx.Get(ctx, k)
		}
	}),
	planted("version repaired in silence", []string{"put-version"}, func(b *broken) {
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			r.Version = expect + 1
			return tx.Put(ctx, r, expect)
		}
	}),
	planted("each read is a snapshot of its own", []string{"view-snapshot", "view-whole", "tx-ended"}, func(b *broken) {
		b.view = func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
			return b.inner.View(ctx, func(inner context.Context, _ storage.ReadTx) error {
				return fn(inner, loose{b.inner})
			})
		}
	}),
	planted("rollback leaks: an error commits", []string{"update-error", "update-again", "view-committed"}, func(b *broken) {
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			var fault error
			err := b.inner.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
				fault = fn(ctx, tx)
				return nil
			})
			return errors.Join(fault, err)
		}
	}),
	planted("autocommit: each write is a transaction", []string{"update-atomic", "update-panic", "update-failed", "view-committed"}, func(b *broken) {
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			return fn(ctx, auto{loose{b.inner}})
		}
	}),
	planted("a failed write is forgotten", []string{"update-failed"}, func(b *broken) {
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			var fault error
			err := b.inner.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
				fault = fn(ctx, tx)
				return fault
			})
			if fault == nil && !errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		}
	}),
	planted("a cancelled transaction commits", []string{"update-cancel", "ctx-ended"}, func(b *broken) {
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			return b.inner.Update(context.WithoutCancel(ctx), fn)
		}
	}),
	planted("the adapter repeats by itself", []string{"update-once"}, func(b *broken) {
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			err := b.inner.Update(ctx, fn)
			if errors.Is(err, storage.ErrRetry) {
				err = b.inner.Update(ctx, fn)
			}
			return err
		}
	}),
	planted("a waiting writer ignores its context", []string{"ctx-wait"}, func(b *broken) {
		var busy sync.Mutex
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			busy.Lock()
			defer busy.Unlock()
			return b.inner.Update(ctx, fn)
		}
	}),
	planted("a panic becomes an error", []string{"view-panic", "update-panic"}, func(b *broken) {
		b.view = func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) (err error) {
			defer calm(&err)
			return b.inner.View(ctx, fn)
		}
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) (err error) {
			defer calm(&err)
			return b.inner.Update(ctx, fn)
		}
	}),
	planted("nesting is possible", []string{"tx-nested"}, func(b *broken) {
		b.view = func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
			return b.inner.View(ctx, func(_ context.Context, tx storage.ReadTx) error { return fn(ctx, tx) })
		}
	}),
	planted("the error of a view is lost", []string{"view-error"}, func(b *broken) {
		b.view = func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
			return b.inner.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { _ = fn(ctx, tx); return nil })
		}
	}),
	planted("a view may write", []string{"view-read-only"}, func(b *broken) {
		b.view = func(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
			return b.inner.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, tx) })
		}
		// The wrapper hides the writing methods; this one does not.
		b.bare = true
	}),
	planted("a stale replica answers", []string{"view-latest"}, func(b *broken) {
		var seen storage.Record
		b.get = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Record, error) {
			r, err := tx.Get(ctx, k)
			if r.Version == seen.Version+1 && r.Version > 1 {
				r, seen = seen, r
				return r, err
			}
			seen = r
			return r, err
		}
	}),
	planted("texts are compared without case", []string{"key-exact"}, func(b *broken) {
		b.get = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Record, error) {
			k.ID = strings.ToUpper(k.ID)
			return tx.Get(ctx, k)
		}
	}),
	planted("keys are padded with spaces", []string{"key-exact"}, func(b *broken) {
		b.get = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Record, error) {
			k.ID = strings.TrimRight(k.ID, " ")
			return tx.Get(ctx, k)
		}
	}),
	planted("trailing space is cut", []string{"get-exact"}, body(func(b []byte) []byte { return bytes.TrimRight(b, " \t\r\n") })),
	planted("text ends at NUL", []string{"get-exact", "asof-exact"}, body(func(b []byte) []byte { b, _, _ = bytes.Cut(b, []byte{0}); return b })),
	planted("invalid UTF-8 is repaired", []string{"get-exact"}, body(func(b []byte) []byte { return bytes.ToValidUTF8(b, []byte("?")) })),
	planted("long bodies are shortened", []string{"get-exact", "write-limits"}, body(func(b []byte) []byte { return b[:min(len(b), 65535)] })),
	planted("times are cut to milliseconds", []string{"get-exact"}, head(func(h *storage.Header) { h.RecordedAt = h.RecordedAt / 1000 * 1000 })),
	planted("times are cut to seconds", []string{"get-exact"}, head(func(h *storage.Header) { h.RecordedAt = h.RecordedAt / 1e6 * 1e6 })),
	planted("numbers are kept as floats", []string{"get-exact"}, head(func(h *storage.Header) {
		if h.RecordedAt > 0 && h.RecordedAt < 1<<62 {
			h.RecordedAt = storage.Instant(float32(h.RecordedAt))
		}
	})),
	planted("a unique key is not kept", []string{"put-unique", "put-unique-race", "put-unique-moves"}, head(func(h *storage.Header) { h.Unique = storage.Blind{} })),
	planted("an error that cannot be matched", []string{"get-missing"}, func(b *broken) {
		b.get = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Record, error) {
			r, err := tx.Get(ctx, k)
			if err != nil {
				err = errors.New(err.Error())
			}
			return r, err
		}
	}),
	planted("a cache of headers is stale", []string{"header-same"}, func(b *broken) {
		b.header = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Header, error) {
			r, err := tx.GetAsOf(ctx, k, storage.AsOf{Version: 1})
			return r.Header, err
		}
	}),
	planted("a missing header is a zero header", []string{"header-missing"}, func(b *broken) {
		b.header = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Header, error) {
			h, err := tx.Header(ctx, k)
			if errors.Is(err, storage.ErrNotFound) {
				err = nil
			}
			return h, err
		}
	}),
	planted("as of is off by one", []string{"asof-instant"}, func(b *broken) {
		b.asOf = func(tx storage.ReadTx, ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
			if at.Version == 0 && at.At > 0 {
				at.At--
			}
			return tx.GetAsOf(ctx, k, at)
		}
	}),
	planted("as of gives the present", []string{"asof-version", "asof-exact", "put-twice"}, func(b *broken) {
		b.asOf = func(tx storage.ReadTx, ctx context.Context, k storage.Key, _ storage.AsOf) (storage.Record, error) {
			return tx.Get(ctx, k)
		}
	}),
	planted("bodies are shared with the reader", []string{"read-no-alias"}, func(b *broken) {
		var mu sync.Mutex
		cache := map[string]storage.Record{}
		b.get = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Record, error) {
			r, err := tx.Get(ctx, k)
			mu.Lock()
			defer mu.Unlock()
			at := fmt.Sprint(r.Kind, r.ID, r.Version)
			if c, ok := cache[at]; ok {
				return c, err
			}
			cache[at] = r
			return r, err
		}
	}),
	planted("bodies are shared with the writer", []string{"write-no-alias"}, func(b *broken) {
		var kept []byte
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			kept = r.Body
			return tx.Put(ctx, r, expect)
		}
		b.get = func(tx storage.ReadTx, ctx context.Context, k storage.Key) (storage.Record, error) {
			r, err := tx.Get(ctx, k)
			r.Body = kept
			return r, err
		}
	}),
	planted("a page begins one too far", []string{"scan-pages", "scan-position"}, scanned(func(p *storage.Page, after storage.Position) {
		if after.ID != "" && len(p.Records) > 1 {
			p.Records = p.Records[1:]
		}
	})),
	planted("a page repeats the last record", []string{"scan-pages"}, func(b *broken) {
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
			p, err := tx.Scan(ctx, q, after, limit)
			if err == nil && after.ID != "" && limit > 1 {
				if r, err := tx.Get(ctx, storage.Key{Kind: q.Kind, ID: after.ID}); err == nil {
					p.Records = slices.Insert(p.Records, 0, r)[:min(limit, len(p.Records)+1)]
				}
			}
			return p, err
		}
	}),
	planted("pages by offset", []string{"scan-pages", "scan-position"}, func(b *broken) {
		var mu sync.Mutex
		offsets := map[storage.Position]int{}
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
			p, err := tx.Scan(ctx, q, storage.Position{}, storage.MaxPage)
			if err != nil {
				return p, err
			}
			mu.Lock()
			defer mu.Unlock()
			from := 0
			if after != (storage.Position{}) {
				from = offsets[after]
			}
			from = min(from, len(p.Records))
			to := min(from+limit, len(p.Records))
			p.More = to < len(p.Records)
			p.Records = p.Records[from:to]
			if len(p.Records) > 0 {
				offsets[q.PositionOf(&p.Records[len(p.Records)-1].Header)] = to
			}
			return p, nil
		}
	}),
	planted("the limit is ignored", []string{"scan-full"}, func(b *broken) {
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, _ int) (storage.Page, error) {
			return tx.Scan(ctx, q, after, storage.MaxPage)
		}
	}),
	planted("a full page says that more follows", []string{"scan-more"}, func(b *broken) {
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
			p, err := tx.Scan(ctx, q, after, limit)
			p.More = len(p.Records) == limit
			return p, err
		}
	}),
	planted("a page begins anew if the record before it has left the index", []string{"scan-pages", "scan-position"}, func(b *broken) {
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
			if h, err := tx.Header(ctx, storage.Key{Kind: q.Kind, ID: after.ID}); err != nil || !q.Matches(&h) || q.PositionOf(&h) != after {
				after = storage.Position{}
			}
			return tx.Scan(ctx, q, after, limit)
		}
	}),
	planted("no order at all", []string{"scan-order", "scan-pages", "scan-descending"}, scanned(func(p *storage.Page, _ storage.Position) {
		rand.Shuffle(len(p.Records), func(i, j int) { p.Records[i], p.Records[j] = p.Records[j], p.Records[i] })
	})),
	planted("order as the engine likes", []string{"scan-order", "scan-descending"}, scanned(func(p *storage.Page, _ storage.Position) {
		slices.Reverse(p.Records)
	})),
	planted("a locale's collation ignores the hyphen", []string{"scan-order"}, scanned(func(p *storage.Page, _ storage.Position) {
		slices.SortStableFunc(p.Records, func(a, b storage.Record) int {
			return strings.Compare(strings.ReplaceAll(a.ID, "-", ""), strings.ReplaceAll(b.ID, "-", ""))
		})
	})),
	planted("descending is ignored", []string{"scan-descending"}, query(func(q *storage.Query) { q.Descending = false })),
	planted("the last day is left out", []string{"scan-due"}, query(func(q *storage.Query) { q.DueThrough = q.DueThrough.DayBefore() })),
	planted("bodies come always", []string{"scan-bodies"}, query(func(q *storage.Query) { q.Bodies = true })),
	planted("the status is not compared", []string{"scan-match"}, query(func(q *storage.Query) {
		if q.Index == storage.ByStatus {
			q.Index, q.Status = storage.ByDue, 0
		}
	})),
	planted("superfluous fields are ignored", []string{"scan-refuse"}, query(func(q *storage.Query) {
		if q.Index == storage.ByID {
			*q = storage.Query{Index: q.Index, Kind: q.Kind, Bodies: q.Bodies, Descending: q.Descending}
		}
	})),
	planted("old index entries stay", []string{"scan-current"}, func(b *broken) {
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
			p, err := tx.Scan(ctx, q, after, limit)
			if err != nil || q.Index != storage.ByHolder || limit < storage.MaxPage {
				return p, err
			}
			all, err := tx.Scan(ctx, storage.Query{Index: storage.ByID, Kind: q.Kind}, storage.Position{}, limit)
			for _, r := range all.Records {
				old, _ := tx.GetAsOf(ctx, r.Key(), storage.AsOf{Version: 1})
				if old.Holder == q.Holder && r.Holder != q.Holder {
					p.Records = append(p.Records, r)
				}
			}
			return p, err
		}
	}),
	planted("counts are estimates", []string{"counts-exact"}, func(b *broken) {
		b.counts = func(tx storage.ReadTx, ctx context.Context, k storage.Kind) ([]storage.Count, error) {
			c, err := tx.Counts(ctx, k)
			for i := range c {
				c[i].N += c[i].N / 3
			}
			return c, err
		}
	}),
	planted("the expected sequence is not compared", []string{"append-expect"}, func(b *broken) {
		b.appendLog = func(tx storage.Tx, ctx context.Context, shard uint16, _ uint64, e []storage.LogEntry) error {
			h, err := tx.LogHead(ctx, shard)
			if err != nil {
				return err
			}
			e = slices.Clone(e)
			for i := range e {
				e[i].Seq = h.Seq + 1 + uint64(i)
			}
			return tx.Append(ctx, shard, h.Seq, e)
		}
	}),
	planted("an append is partial", []string{"log-read", "append-race"}, func(b *broken) {
		b.appendLog = func(tx storage.Tx, ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
			return tx.Append(ctx, shard, expect, e[:min(len(e), 1)])
		}
	}),
	planted("numbers come from a sequence with gaps", []string{"append-dense"}, func(b *broken) {
		b.appendLog = func(tx storage.Tx, ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
			e = slices.Clone(e)
			for i := range e {
				e[i].Seq = expect + 1 + uint64(i)
			}
			return tx.Append(ctx, shard, expect, e)
		}
	}),
	planted("shards are folded", []string{"append-shards", "log-exact"}, func(b *broken) {
		b.appendLog = func(tx storage.Tx, ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
			return tx.Append(ctx, shard&0xff, expect, e)
		}
		b.log = func(tx storage.ReadTx, ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
			return tx.Log(ctx, shard&0xff, from, limit)
		}
		b.logHead = func(tx storage.ReadTx, ctx context.Context, shard uint16) (storage.LogHead, error) {
			return tx.LogHead(ctx, shard&0xff)
		}
	}),
	planted("the head forgets its hash", []string{"log-head"}, func(b *broken) {
		b.logHead = func(tx storage.ReadTx, ctx context.Context, shard uint16) (storage.LogHead, error) {
			h, err := tx.LogHead(ctx, shard)
			return storage.LogHead{Seq: h.Seq}, err
		}
	}),
	planted("zero is taken for the beginning", []string{"log-refuse"}, func(b *broken) {
		b.log = func(tx storage.ReadTx, ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
			return tx.Log(ctx, shard, max(from, 1), limit)
		}
	}),
	planted("a command is accepted twice", []string{"command-once", "command-race"}, func(b *broken) {
		b.save = func(tx storage.Tx, ctx context.Context, c storage.CommandResult) error {
			if _, err := tx.Command(ctx, c.ID); err == nil {
				return nil
			}
			return tx.SaveCommand(ctx, c)
		}
	}),
	planted("a command forgets its digest", []string{"command-read"}, func(b *broken) {
		b.command = func(tx storage.ReadTx, ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
			c, err := tx.Command(ctx, id)
			c.Digest = [32]byte{}
			return c, err
		}
	}),
	planted("a malformed key is an error of the engine", []string{"read-malformed"}, func(b *broken) {
		b.asOf = func(tx storage.ReadTx, ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
			if strings.Contains(k.ID, "\x00") {
				return storage.Record{}, errors.New("invalid byte sequence for encoding UTF8: 0x00")
			}
			return tx.GetAsOf(ctx, k, at)
		}
	}),
	planted("a malformed command ID is refused", []string{"read-malformed"}, func(b *broken) {
		b.command = func(tx storage.ReadTx, ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
			if err := id.Validate(); err != nil {
				return storage.CommandResult{}, err
			}
			return tx.Command(ctx, id)
		}
	}),
	planted("bad IDs are repaired", []string{"write-refuse"}, func(b *broken) {
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			r.ID = strings.ToUpper(strings.TrimSpace(r.ID))
			return tx.Put(ctx, r, expect)
		}
	}),
	planted("a transaction does not see its own writes", []string{"tx-own-writes"}, func(b *broken) {
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			return b.inner.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
				return fn(ctx, split{loose{b.inner}, tx})
			})
		}
	}),
	planted("a reader at an isolation level without versions loses updates", []string{"update-lost"}, func(b *broken) {
		// Reads come from before the lock, and the version is not compared.
		b.update = func(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
			return fn(ctx, blindly{auto{loose{b.inner}}})
		}
	}),
	planted("close does nothing", []string{"close-ends"}, func(b *broken) { b.closing = func() error { return nil } }),
	planted("a second close is an error", []string{"close-twice"}, func(b *broken) {
		var closed atomic.Bool
		b.closing = func() error {
			if closed.Swap(true) {
				return errors.New("already closed")
			}
			return b.inner.Close()
		}
	}),
	planted("close waits for what waits for it", []string{"close-busy"}, func(b *broken) {
		b.closing = func() error { select {} }
	}),
	planted("a goroutine is left behind", []string{"close-quiet"}, func(b *broken) {
		go func() { select {} }()
	}),
	planted("capabilities are learned on the way", []string{"capabilities-fixed"}, func(b *broken) {
		n := 0
		b.abilities = func() storage.Capabilities { n++; return storage.Capabilities{Name: "x", Durable: n > 1} }
	}),
	planted("methods ignore their context", []string{"ctx-method"}, func(b *broken) {
		b.counts = func(tx storage.ReadTx, ctx context.Context, k storage.Kind) ([]storage.Count, error) {
			return tx.Counts(context.WithoutCancel(ctx), k)
		}
	}),
	planted("many users at once lose records", []string{"concurrent-use"}, func(b *broken) {
		var n atomic.Int32
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			if n.Add(1) == 70 {
				return nil
			}
			return tx.Put(ctx, r, expect)
		}
	}),
}

// harness of a mutant of memory.
func (m mutant) harness() storagetest.Harness {
	if m.rig != nil {
		return m.rig()
	}
	return storagetest.Harness{Open: func(testing.TB) storage.Backend {
		b := &broken{inner: memory.New()}
		m.plant(b)
		return b
	}}
}

// TestMutants hands each broken store to the cases that must find it. A suite
// that cannot fail proves nothing.
func TestMutants(t *testing.T) {
	all := slices.Concat(mutants, flawed, slipped)
	cases := map[string]storagetest.Case{}
	unproved := map[string]bool{}
	for _, c := range storagetest.Cases() {
		cases[c.Tag] = c
		unproved[c.Tag] = true
	}
	var found atomic.Int32
	t.Run("each", func(t *testing.T) {
		for _, m := range all {
			for _, tag := range m.killed {
				delete(unproved, tag)
			}
			t.Run(m.name, func(t *testing.T) {
				t.Parallel()
				for _, tag := range m.killed {
					c, ok := cases[tag]
					if !ok {
						t.Fatalf("there is no case %q", tag)
					}
					ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
					err := c.Run(ctx, t, m.harness())
					cancel()
					if err == nil {
						t.Errorf("case %s does not find it", tag)
					} else {
						t.Logf("%s: %v", tag, err)
					}
				}
				if !t.Failed() {
					found.Add(1)
				}
			})
		}
	})
	for tag := range unproved {
		t.Errorf("no broken store proves that case %s can fail", tag)
	}
	t.Logf("planted bugs: %d of %d caught by name, %d cases proved able to fail", found.Load(), len(all), len(cases)-len(unproved))
}

// TestTheWrapperItselfIsSound: without a bug every case passes, so what kills a
// mutant is its bug.
func TestTheWrapperItselfIsSound(t *testing.T) {
	storagetest.Run(t, storagetest.Harness{
		Open: func(testing.TB) storage.Backend { return &broken{inner: memory.New()} },
	})
}

// TestThePlaceItselfIsSound: a place without flaws passes, and nothing is
// skipped: it has all that a harness can give.
func TestThePlaceItselfIsSound(t *testing.T) {
	storagetest.Run(t, flaws{}.harness())
}

// TestTheOptimistItselfIsSound: without a slip, the cases that slips are to fail
// pass.
func TestTheOptimistItselfIsSound(t *testing.T) {
	for _, c := range storagetest.Cases() {
		if !strings.HasPrefix(c.Tag, "never-") && !strings.HasPrefix(c.Tag, "put-") && !strings.HasPrefix(c.Tag, "store-") {
			continue
		}
		t.Run(c.Tag, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			h := storagetest.Harness{Open: func(testing.TB) storage.Backend { return optimist.New(optimist.Slips{}) }}
			if err := c.Run(ctx, t, h); err != nil {
				t.Error(err)
			}
		})
	}
}

func body(change func([]byte) []byte) func(*broken) {
	return func(b *broken) {
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			r.Body = change(r.Body)
			return tx.Put(ctx, r, expect)
		}
	}
}

func head(change func(*storage.Header)) func(*broken) {
	return func(b *broken) {
		b.put = func(tx storage.Tx, ctx context.Context, r storage.Record, expect storage.Version) error {
			change(&r.Header)
			return tx.Put(ctx, r, expect)
		}
	}
}

func query(change func(*storage.Query)) func(*broken) {
	return func(b *broken) {
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
			change(&q)
			return tx.Scan(ctx, q, after, limit)
		}
	}
}

func scanned(change func(*storage.Page, storage.Position)) func(*broken) {
	return func(b *broken) {
		b.scan = func(tx storage.ReadTx, ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
			p, err := tx.Scan(ctx, q, after, limit)
			change(&p, after)
			return p, err
		}
	}
}

func calm(err *error) {
	if recover() != nil {
		*err = errors.New("a panic was swallowed")
	}
}
