package reliability

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// SameAnswers does the same random acts on several stores, one after the other, and
// compares every answer: records, pages and their cursors, counts, the log with its
// hashes, versions of the past, the results of commands, and the kind of each error.
// The first name in alphabetical order is what the others are measured by. An act
// that shows a difference is made as small as can be before it is printed.
//
// RELIABILITY_SEED repeats the sequences.
func SameAnswers(tb testing.TB, stores map[string]Open, checks int) {
	tb.Helper()
	var acts int
	sequences(tb, checks, func(rt *rapid.T) {
		d := newDifference(tb, rt, stores)
		defer d.close()
		rt.Repeat(map[string]func(*rapid.T){
			"update": d.update,
			"get":    d.get,
			"as of":  d.asOf,
			"page":   d.page,
			"go on":  d.goOn,
			"counts": d.counts,
			"log":    d.log,
			"clock":  d.tick,
			"":       func(*rapid.T) { acts++ },
		})
		d.all(rt)
	})
	tb.Logf("differential: %d stores (%v) give the same answers to %d acts in %d sequences", len(stores), slices.Sorted(maps.Keys(stores)), acts, checks)
}

// sequences runs rapid so many times.
func sequences(tb testing.TB, checks int, prop func(*rapid.T)) {
	tb.Helper()
	seed := Seed(tb)
	tb.Logf("differential: seed %d", seed)
	for name, value := range map[string]string{
		"rapid.checks": strconv.Itoa(checks), "rapid.seed": strconv.FormatUint(seed, 10),
		"rapid.nofailfile": "true", "rapid.shrinktime": "3s",
	} {
		if err := flag.Set(name, value); err != nil {
			tb.Fatal(err)
		}
	}
	rapid.Check(tb, prop)
}

// A difference is what it takes to find one: the stores side by side.
type difference struct {
	names    []string
	backends []storage.Backend
	stores   []*storage.Store
	now      time.Time // of all their clocks
	sent     int
	queries  []pending
}

// pending is a list that can be gone on with.
type pending struct {
	q      storage.Query
	cursor storage.Cursor
}

func newDifference(tb testing.TB, rt *rapid.T, stores map[string]Open) *difference {
	d := &difference{names: slices.Sorted(maps.Keys(stores)), now: epoch}
	for _, name := range d.names {
		b := stores[name](tb)
		d.backends = append(d.backends, b)
		s, err := storeOn(b, func(o *storage.Options) { o.Clock = func() time.Time { return d.now } })
		if err != nil {
			rt.Fatal(err)
		}
		d.stores = append(d.stores, s)
	}
	return d
}

func (d *difference) close() {
	for _, b := range d.backends {
		_ = b.Close() // what is compared is done
	}
}

// same asks every store and compares what they say. It returns the answer.
func (d *difference) same(rt *rapid.T, what string, ask func(ctx context.Context, s *storage.Store) string) string {
	first := ask(rt.Context(), d.stores[0])
	for i, s := range d.stores[1:] {
		if other := ask(rt.Context(), s); other != first {
			rt.Fatalf("%s:\n  %s says %s\n  %s says %s", what, d.names[0], first, d.names[i+1], other)
		}
	}
	return first
}

// kindOf names an error by what the caller can do, not by its words.
func kindOf(err error) string {
	if err == nil {
		return "ok"
	}
	for _, sentinel := range []error{
		storage.ErrDuplicate, storage.ErrConflict, storage.ErrNotFound, storage.ErrInvalid, storage.ErrTooLarge, storage.ErrCorrupt,
		storage.ErrSchema, storage.ErrClosed, storage.ErrReadOnly, storage.ErrUnsupported, storage.ErrCommitUnknown, storage.ErrRetry, errGivenUp,
	} {
		if errors.Is(err, sentinel) {
			return sentinel.Error()
		}
	}
	return err.Error()
}

func recordText(r storage.Record) string {
	return fmt.Sprintf("%d/%s v%d at %d: holder %x unique %x ref %q district %d status %d days %v %v %v body %x",
		r.Kind, r.ID, r.Version, r.RecordedAt, r.Holder[:2], r.Unique[:2], r.Ref, r.District, r.Status, r.From, r.DueOn, r.EndedOn, r.Body)
}

var (
	kinds    = rapid.SampledFrom([]storage.Kind{1, 2, 257})
	ids      = rapid.SampledFrom([]string{"A", "A-", "-A", "AA", "0", "10", "2", "Z"})
	refs     = rapid.SampledFrom([]string{"", "R", "R-", "0"})
	statuses = rapid.SampledFrom([]uint8{0, 1, 255})
	places   = rapid.SampledFrom([]storage.District{0, 1, 110105})
	dayOf    = rapid.Custom(func(t *rapid.T) civil.Date {
		n := rapid.SampledFrom([]int32{0, 1, 20_000, 20_001, 3_652_059}).Draw(t, "day")
		if n == 0 {
			return civil.Date{}
		}
		d, err := civil.FromDayNumber(n)
		if err != nil {
			t.Fatal(err)
		}
		return d
	})
	blinds = rapid.Custom(func(t *rapid.T) (b storage.Blind) {
		b[0] = byte(rapid.IntRange(0, 3).Draw(t, "blind"))
		return b
	})
	records = rapid.Custom(func(t *rapid.T) storage.Record {
		return storage.Record{Header: storage.Header{
			Kind: kinds.Draw(t, "kind"), ID: ids.Draw(t, "id"), Holder: blinds.Draw(t, "holder"), Unique: blinds.Draw(t, "unique"),
			Ref: refs.Draw(t, "ref"), District: places.Draw(t, "district"), Status: statuses.Draw(t, "status"),
			From: dayOf.Draw(t, "from"), DueOn: dayOf.Draw(t, "due"), EndedOn: dayOf.Draw(t, "ended"),
		}, Body: rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(t, "body")}
	})
	queriesOf = rapid.Custom(func(t *rapid.T) storage.Query {
		q := storage.Query{
			Index: storage.Index(rapid.IntRange(1, 8).Draw(t, "index")), Kind: kinds.Draw(t, "kind"),
			Descending: rapid.Bool().Draw(t, "descending"), Bodies: rapid.Bool().Draw(t, "bodies"),
		}
		switch q.Index {
		case storage.ByHolder:
			q.Holder = blinds.Draw(t, "holder")
		case storage.ByUnique:
			q.Unique = blinds.Draw(t, "unique")
		case storage.ByRef:
			q.Ref = refs.Draw(t, "ref")
		}
		if q.Index == storage.ByStatus || q.Index == storage.ByDistrictStatus {
			q.Status = statuses.Draw(t, "status")
		}
		if q.Index == storage.ByDistrict || q.Index == storage.ByDistrictStatus {
			q.District = places.Draw(t, "district")
		}
		if q.Index.Ranged() {
			q.DueFrom, q.DueThrough = dayOf.Draw(t, "from"), dayOf.Draw(t, "through")
		}
		return q
	})
)

// update puts up to three records and an entry in one command: over the version
// that is there, or another; as they were, now and then; given up at the end, now and then; or a command that
// was sent before.
func (d *difference) update(rt *rapid.T) {
	puts := rapid.SliceOfN(records, 0, 3).Draw(rt, "puts")
	offs := rapid.SliceOfN(rapid.SampledFrom([]int{0, 0, 0, 0, 1, -1}), len(puts), len(puts)).Draw(rt, "off")
	touch := rapid.SliceOfN(rapid.SampledFrom([]bool{false, false, false, true}), len(puts), len(puts)).Draw(rt, "as it was")
	giveUp := rapid.IntRange(0, 9).Draw(rt, "given up") == 0
	note := rapid.SliceOfN(rapid.Byte(), 0, 8).Draw(rt, "note")
	n := d.sent
	if d.sent > 0 && rapid.IntRange(0, 5).Draw(rt, "again") == 0 {
		n = rapid.IntRange(0, d.sent-1).Draw(rt, "command")
	}
	request := []byte{byte(rapid.IntRange(0, 3).Draw(rt, "request") / 3)}
	d.sent++
	d.same(rt, "update", func(ctx context.Context, s *storage.Store) string {
		var text string
		res, err := s.Update(ctx, storage.Command{ID: storage.CommandID(fmt.Sprintf("c-%d", n)), Request: request}, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			text = ""
			for i, r := range puts {
				h, err := w.Header(ctx, r.Kind, r.ID)
				if err != nil && !errors.Is(err, storage.ErrNotFound) {
					return nil, err
				}
				expect := h.Version
				if touch[i] && expect > 0 {
					if r, err = w.Get(ctx, r.Kind, r.ID); err != nil {
						return nil, err
					}
				}
				if offs[i] < 0 && expect > 0 {
					expect--
				} else if offs[i] > 0 {
					expect++
				}
				if h, err = w.Put(ctx, r, expect); err != nil {
					return nil, err
				}
				text += fmt.Sprintf("%d/%s v%d at %d; ", h.Kind, h.ID, h.Version, h.RecordedAt)
			}
			if giveUp {
				return nil, errGivenUp
			}
			return []byte(text), w.Log(uint16(len(note))%s.Shards(), storage.LogDomain, note)
		})
		// Replayed is not compared: a store that lost sight of its commit and found
		// it again says so too.
		return fmt.Sprintf("%q at %d, %s", res.Bytes, res.RecordedAt, kindOf(err))
	})
}

func (d *difference) get(rt *rapid.T) {
	kind, id := kinds.Draw(rt, "kind"), ids.Draw(rt, "id")
	d.same(rt, "get", func(ctx context.Context, s *storage.Store) string {
		r, err := s.Get(ctx, kind, id)
		h, errH := s.Header(ctx, kind, id)
		return recordText(r) + kindOf(err) + recordText(storage.Record{Header: h}) + kindOf(errH)
	})
}

func (d *difference) asOf(rt *rapid.T) {
	kind, id := kinds.Draw(rt, "kind"), ids.Draw(rt, "id")
	at := storage.AsOf{Version: storage.Version(rapid.IntRange(0, 4).Draw(rt, "version"))}
	if at.Version == 0 {
		at.At = storage.InstantOf(d.now.Add(time.Duration(rapid.IntRange(-4, 1).Draw(rt, "seconds")) * time.Second))
	}
	d.same(rt, "get as of", func(ctx context.Context, s *storage.Store) (text string) {
		err := s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
			rec, err := r.GetAsOf(ctx, kind, id, at)
			text = recordText(rec)
			return err
		})
		return text + kindOf(err)
	})
}

func (d *difference) page(rt *rapid.T) {
	d.list(rt, pending{q: queriesOf.Draw(rt, "query")})
}

// goOn takes up a list where it stopped, whatever has happened since.
func (d *difference) goOn(rt *rapid.T) {
	if len(d.queries) == 0 {
		rt.Skip("no list was begun")
	}
	d.list(rt, rapid.SampledFrom(d.queries).Draw(rt, "list"))
}

func (d *difference) list(rt *rapid.T, p pending) {
	limit := rapid.SampledFrom([]int{1, 2, 3, storage.MaxPage}).Draw(rt, "limit")
	d.same(rt, "page", func(ctx context.Context, s *storage.Store) (text string) {
		var page storage.CursorPage
		err := s.View(ctx, func(ctx context.Context, r *storage.Reader) (err error) {
			page, err = r.Page(ctx, p.q, p.cursor, limit)
			return err
		})
		for _, r := range page.Records {
			text += recordText(r) + "; "
		}
		if s == d.stores[0] && page.Next != "" {
			d.queries = append(d.queries, pending{p.q, page.Next})
		}
		return text + string(page.Next) + kindOf(err)
	})
}

func (d *difference) counts(rt *rapid.T) {
	kind := kinds.Draw(rt, "kind")
	d.same(rt, "counts", func(ctx context.Context, s *storage.Store) (text string) {
		err := s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
			c, err := r.Counts(ctx, kind)
			text = fmt.Sprint(c)
			return err
		})
		return text + kindOf(err)
	})
}

func (d *difference) log(rt *rapid.T) {
	shard, from := uint16(rapid.IntRange(0, 3).Draw(rt, "shard")), uint64(rapid.IntRange(1, 5).Draw(rt, "from"))
	d.same(rt, "log", func(ctx context.Context, s *storage.Store) string { return logText(ctx, s, shard, from) })
}

func logText(ctx context.Context, s *storage.Store, shard uint16, from uint64) (text string) {
	err := s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		head, err := r.LogHead(ctx, shard)
		text = fmt.Sprintf("%d %x", head.Seq, head.Hash[:4])
		for e, err := range r.Log(ctx, shard, from) {
			if err != nil {
				return err
			}
			text += fmt.Sprintf("; %d at %d type %d %x %x", e.Seq, e.RecordedAt, e.Type, e.Data, e.Hash[:4])
		}
		return err
	})
	return text + kindOf(err)
}

// tick moves all clocks, sometimes back.
func (d *difference) tick(rt *rapid.T) {
	d.now = d.now.Add(time.Duration(rapid.IntRange(-2, 5).Draw(rt, "seconds")) * time.Second)
}

// all compares everything there is, and verifies the chains.
func (d *difference) all(rt *rapid.T) {
	d.same(rt, "everything", func(ctx context.Context, s *storage.Store) (text string) {
		for _, kind := range []storage.Kind{1, 2, 257} {
			for r, err := range s.All(ctx, storage.Query{Index: storage.ByID, Kind: kind, Bodies: true}) {
				text += recordText(r) + kindOf(err) + "\n"
			}
		}
		for shard := range s.Shards() {
			_, err := s.Verify(ctx, shard)
			text += logText(ctx, s, shard, 1) + kindOf(err) + "\n"
		}
		return text
	})
}
