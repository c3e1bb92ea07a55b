package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// Soak does random work for a while and compares every answer with a small model.
// It mixes what is right with what must be refused, gives transactions up in every
// way, and, where the harness can, opens the data again, stops the backend
// abruptly and works through a second one. Between the stretches of work many
// clients run at once, and what they saw must have an order.
//
// The seed fixes all that is drawn; 0 draws one. It is printed first, and with it
// a failure can be had again, but for what depends on the timing of goroutines.
// However short d is, every sort of work is done at least once.
func Soak(t *testing.T, h Harness, d time.Duration, seed uint64) {
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("soak: seed %d, for %v", seed, d)
	n, err := soak(t.Context(), newEnv(t, closing(t, h)), d, seed)
	if err != nil {
		t.Fatalf("soak: seed %d: %v", seed, err)
	}
	t.Logf("soak: %d transactions agree with the model", n)
}

// soakSteps is how many transactions an episode has.
const soakSteps = 150

func soak(ctx context.Context, e *env, d time.Duration, seed uint64) (n int, err error) {
	end := time.Now().Add(d)
	for episode := uint64(0); episode == 0 || time.Now().Before(end); episode++ {
		s := &soaker{e: e, b: e.open(), m: newModel(), rng: rand.New(rand.NewPCG(seed, episode))}
		s.all = []storage.Backend{s.b}
		for step := range soakSteps {
			if err := s.step(ctx); err != nil {
				if m := (*mismatch)(nil); !errors.As(err, &m) || m.what != s.doing {
					err = fmt.Errorf("%s: %w", s.doing, err)
				}
				return n, fmt.Errorf("episode %d, step %d: %w", episode, step, err)
			}
			n++
		}
		s.doing = "the end"
		if err := s.whole(ctx); err != nil {
			return n, fmt.Errorf("episode %d, %s: %w", episode, s.doing, err)
		}
		if err := s.end(); err != nil {
			return n, err
		}
		b := e.open()
		err := randomHistory(ctx, b, seed^episode, 4, 15)
		if err := errors.Join(err, b.Close()); err != nil {
			return n, fmt.Errorf("episode %d, random history: %w", episode, err)
		}
	}
	return n, nil
}

// A soaker is one stretch of random work.
type soaker struct {
	e     *env
	b     storage.Backend   // the one to use now
	all   []storage.Backend // all that are open on the data
	m     *model
	rng   *rand.Rand
	doing string
}

func (s *soaker) end() error {
	var errs []error
	for _, b := range s.all {
		errs = append(errs, b.Close())
	}
	return errors.Join(errs...)
}

// step does one thing by chance.
func (s *soaker) step(ctx context.Context) error {
	switch n := s.rng.IntN(100); {
	case n < 55:
		return s.update(ctx)
	case n < 90:
		return s.view(ctx)
	case n < 93 && s.e.h.Reopen != nil:
		s.doing = "opened again"
		for _, b := range s.all {
			if b != s.b {
				if err := b.Close(); err != nil {
					return err
				}
			}
		}
		s.b = s.e.reopen(s.b)
		s.all = []storage.Backend{s.b}
		return s.whole(ctx)
	case n < 95 && s.e.h.Crash != nil && len(s.all) == 1:
		s.doing = "stopped abruptly"
		s.b = s.e.crash(s.b)
		s.all = []storage.Backend{s.b}
		return s.whole(ctx)
	case n < 98 && s.e.h.Second != nil:
		s.doing = "through another backend"
		if len(s.all) < 3 {
			s.all = append(s.all, s.e.second(s.b))
		}
		s.b = s.all[s.rng.IntN(len(s.all))]
		return s.view(ctx)
	}
	s.doing = "as a whole"
	return s.whole(ctx)
}

// The pools are small, so that chance meets what is there.

func (s *soaker) id() string { return fmt.Sprintf("S-%d", s.rng.IntN(12)) }

func (s *soaker) kind() storage.Kind { return storage.Kind(1 + s.rng.IntN(2)) }

func (s *soaker) shard() uint16 { return uint16(s.rng.IntN(2) * 255) }

func (s *soaker) command() storage.CommandID {
	return storage.CommandID(fmt.Sprintf("%c-%d", "cC"[s.rng.IntN(2)], s.rng.IntN(60)))
}

func (s *soaker) record() storage.Record {
	r := record(s.id(), func(h *storage.Header) {
		h.Kind = s.kind()
		h.Holder, h.Unique = blind(byte(s.rng.IntN(3))), blind(byte(s.rng.IntN(6)))
		h.Ref = []string{"", "R", "R-"}[s.rng.IntN(3)]
		h.District, h.Status = storage.District(s.rng.IntN(3)), uint8(s.rng.IntN(3))
		h.DueOn, h.From, h.EndedOn = day(s.rng.Int32N(6)), day(s.rng.Int32N(3)), day(s.rng.Int32N(3))
		h.RecordedAt = storage.Instant(s.rng.IntN(8))
	})
	r.Body = make([]byte, s.rng.IntN(40))
	for i := range r.Body {
		r.Body[i] = byte(s.rng.IntN(256))
	}
	return r
}

func (s *soaker) query() storage.Query {
	q := storage.Query{Index: storage.Index(1 + s.rng.IntN(8)), Kind: s.kind(), Descending: s.rng.IntN(2) == 0, Bodies: s.rng.IntN(2) == 0}
	switch q.Index {
	case storage.ByHolder:
		q.Holder = blind(byte(1 + s.rng.IntN(2)))
	case storage.ByUnique:
		q.Unique = blind(byte(1 + s.rng.IntN(5)))
	case storage.ByRef:
		q.Ref = "R-"[:1+s.rng.IntN(2)]
	case storage.ByStatus:
		q.Status = uint8(s.rng.IntN(3))
	case storage.ByDistrict:
		q.District = storage.District(s.rng.IntN(3))
	case storage.ByDistrictStatus:
		q.District, q.Status = storage.District(s.rng.IntN(3)), uint8(s.rng.IntN(3))
	}
	if q.Index.Ranged() {
		q.DueFrom, q.DueThrough = day(s.rng.Int32N(4)), day(s.rng.Int32N(7))
	}
	return q
}

// off is 0, and now and then a little more or less.
func (s *soaker) off() int {
	if s.rng.IntN(12) > 0 {
		return 0
	}
	return s.rng.IntN(3) - 1
}

// write does one random write on both sides, and compares the outcomes.
func (s *soaker) write(ctx context.Context, tx storage.Tx, m *model) (err error) {
	var got, want error
	switch s.rng.IntN(5) {
	default:
		r := s.record()
		expect := storage.Version(max(0, int(m.version(r.Key()))+s.off()))
		r.Version = storage.Version(max(1, int(expect)+1+s.off()))
		s.doing = fmt.Sprintf("put %s over version %d", headerText(r.Header), expect)
		want, got = m.put(r, expect), tx.Put(ctx, r, expect)
	case 3:
		shard := s.shard()
		expect := uint64(max(0, len(m.shards[shard])+s.off()))
		e := entries(uint64(max(0, int(expect)+s.off())), 1+s.rng.IntN(3))
		s.doing = fmt.Sprintf("append %d entries from %d to shard %d after %d", len(e), e[0].Seq, shard, expect)
		want, got = m.append(shard, expect, e), tx.Append(ctx, shard, expect, e)
	case 4:
		c := storage.CommandResult{ID: s.command(), RecordedAt: storage.Instant(s.rng.Int64()), Result: []byte(fmt.Sprint(s.rng.Int()))}
		s.doing = fmt.Sprintf("save command %q", c.ID)
		want, got = m.save(c), tx.SaveCommand(ctx, c)
	}
	if want == nil && got == nil {
		return nil
	}
	if errors.Is(got, storage.ErrRetry) {
		return got
	}
	if want == nil || !errors.Is(got, want) {
		return &mismatch{s.doing, errorText(want), errorText(got)}
	}
	return errRefused
}

// errRefused ends a transaction in which a write was refused, as it had to be.
var errRefused = errors.New("storagetest: refused as it had to be")

func (s *soaker) update(ctx context.Context) error {
	writes, end := 1+s.rng.IntN(5), s.rng.IntN(20)
	short, cancel := context.WithCancel(ctx)
	defer cancel()
	state := s.rng.Uint64()
	var after *model
	var fault error
	err := error(nil)
	panicked := panics(func() {
		err = update(short, s.b, func(ctx context.Context, tx storage.Tx) error {
			s.rng = rand.New(rand.NewPCG(state, 1)) // another run draws the same
			after, fault = s.m.clone(), nil
			for range writes {
				if fault = s.write(ctx, tx, after); fault != nil {
					return fault
				}
			}
			if s.rng.IntN(3) == 0 {
				if fault = s.reads(ctx, tx, after); fault != nil {
					return fault
				}
			}
			switch end {
			case 0:
				return errStop
			case 1:
				panic(errStop)
			case 2:
				cancel()
			}
			return nil
		})
	})
	switch {
	case panicked:
	case fault != nil && !errors.Is(fault, errRefused):
		return fault
	case fault != nil:
		if err == nil {
			return &mismatch{"an update in which a write was refused", "an error", "none"}
		}
	case end == 0:
		return want("an update that gives up", err, errStop)
	case end == 1:
		return &mismatch{"an update that panics", "a panic", errorText(err)}
	case end == 2:
		return wantErr("an update whose context ended", err, storage.ErrRetry, context.Canceled)
	case err != nil:
		return err
	default:
		s.m = after
	}
	return nil
}

func (s *soaker) view(ctx context.Context) error {
	return s.b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for range 4 {
			if err := s.reads(ctx, tx, s.m); err != nil {
				return err
			}
		}
		return nil
	})
}

// reads asks one random question.
func (s *soaker) reads(ctx context.Context, tx storage.ReadTx, m *model) error {
	k := storage.Key{Kind: s.kind(), ID: s.id()}
	switch s.rng.IntN(6) {
	case 0:
		s.doing = fmt.Sprintf("get %d/%s", k.Kind, k.ID)
		got, err := tx.Get(ctx, k)
		now, ok := m.asOf(k, storage.AsOf{Version: m.version(k)})
		if err := s.found(ok && m.version(k) > 0, err, got, now); err != nil {
			return err
		}
		h, err := tx.Header(ctx, k)
		return s.found(ok && m.version(k) > 0, err, storage.Record{Header: h}, storage.Record{Header: now.Header})
	case 1:
		at := storage.AsOf{Version: storage.Version(s.rng.IntN(4)), At: storage.Instant(s.rng.IntN(9))}
		s.doing = fmt.Sprintf("get %d/%s as of version %d, instant %d", k.Kind, k.ID, at.Version, at.At)
		got, err := tx.GetAsOf(ctx, k, at)
		then, ok := m.asOf(k, at)
		return s.found(ok, err, got, then)
	case 2:
		return s.scan(ctx, tx, m)
	case 3:
		s.doing = "counts"
		got, err := tx.Counts(ctx, k.Kind)
		if w := m.counts(k.Kind); err == nil && !slices.Equal(got, w) {
			err = &mismatch{s.doing, w, got}
		}
		return err
	case 4:
		return s.log(ctx, tx, m, s.shard(), uint64(1+s.rng.IntN(20)), 1+s.rng.IntN(9))
	}
	id := s.command()
	s.doing = fmt.Sprintf("command %q", id)
	got, err := tx.Command(ctx, id)
	w, ok := m.commands[id]
	switch {
	case !ok:
		return want(s.doing, err, storage.ErrNotFound)
	case err != nil:
		return err
	case got.ID != w.ID || got.Digest != w.Digest || got.RecordedAt != w.RecordedAt || !bytes.Equal(got.Result, w.Result):
		return &mismatch{s.doing, fmt.Sprintf("%q", w.Result), fmt.Sprintf("%q", got.Result)}
	}
	return nil
}

func (s *soaker) found(there bool, err error, got, w storage.Record) error {
	if !there {
		return want(s.doing, err, storage.ErrNotFound)
	}
	return firstOf(err, same(s.doing, got, w))
}

func (s *soaker) scan(ctx context.Context, tx storage.ReadTx, m *model) error {
	q, limit := s.query(), 1+s.rng.IntN(6)
	var after storage.Position
	if s.rng.IntN(2) == 0 {
		at := storage.Header{ID: s.id(), DueOn: day(s.rng.Int32N(6))}
		after = q.PositionOf(&at)
	}
	s.doing = fmt.Sprintf("scan %s after day %d %q, limit %d", queryText(q), after.DueOn.DayNumber(), after.ID, limit)
	got, err := tx.Scan(ctx, q, after, limit)
	if err != nil {
		return err
	}
	w, more := m.page(q, after, limit)
	if err := sameIDs(s.doing, got.Records, ids(w)...); err != nil {
		return err
	}
	if got.More != more {
		return &mismatch{s.doing, fmt.Sprintf("more follows: %t", more), fmt.Sprintf("more follows: %t", got.More)}
	}
	for i := range w {
		if !q.Bodies {
			w[i].Body = nil
		}
		if err := same(s.doing, got.Records[i], w[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *soaker) log(ctx context.Context, tx storage.ReadTx, m *model, shard uint16, from uint64, limit int) error {
	s.doing = fmt.Sprintf("shard %d from %d, limit %d", shard, from, limit)
	got, err := tx.Log(ctx, shard, from, limit)
	if err != nil {
		return err
	}
	all := m.shards[shard]
	var w []storage.LogEntry
	if from <= uint64(len(all)) {
		w = all[from-1:]
		w = w[:min(limit, len(w))]
	}
	same := len(got) == len(w)
	for i := range min(len(got), len(w)) {
		g := got[i]
		same = same && g.Seq == w[i].Seq && g.Type == w[i].Type && g.RecordedAt == w[i].RecordedAt && g.Hash == w[i].Hash && bytes.Equal(g.Data, w[i].Data)
	}
	if !same {
		return &mismatch{s.doing, fmt.Sprintf("%d entries as appended", len(w)), fmt.Sprintf("%d entries, or others", len(got))}
	}
	head, err := tx.LogHead(ctx, shard)
	end := storage.LogHead{}
	if n := len(all); n > 0 {
		end = storage.LogHead{Seq: all[n-1].Seq, Hash: all[n-1].Hash}
	}
	if err == nil && head != end {
		err = &mismatch{s.doing + ", its head", fmt.Sprintf("%d %x", end.Seq, end.Hash), fmt.Sprintf("%d %x", head.Seq, head.Hash)}
	}
	return err
}

// whole compares everything.
func (s *soaker) whole(ctx context.Context) error {
	err := s.b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for k, versions := range s.m.versions {
			for _, v := range versions {
				got, err := tx.GetAsOf(ctx, k, storage.AsOf{Version: v.Version})
				if err := firstOf(err, same("a version kept", got, v)); err != nil {
					return err
				}
			}
			if _, err := tx.GetAsOf(ctx, k, storage.AsOf{Version: s.m.version(k) + 1}); err == nil {
				return &mismatch{"a version nobody wrote", "none", "one"}
			}
		}
		for _, k := range []storage.Kind{1, 2} {
			p, err := tx.Scan(ctx, storage.Query{Index: storage.ByID, Kind: k}, storage.Position{}, storage.MaxPage)
			w, _ := s.m.page(storage.Query{Index: storage.ByID, Kind: k}, storage.Position{}, storage.MaxPage)
			if err := firstOf(err, sameIDs("all records", p.Records, ids(w)...)); err != nil {
				return err
			}
		}
		for _, shard := range []uint16{0, 255} {
			if err := s.log(ctx, tx, s.m, shard, 1, storage.MaxPage); err != nil {
				return err
			}
		}
		for id := range s.m.commands {
			if _, err := tx.Command(ctx, id); err != nil {
				return err
			}
		}
		return nil
	})
	if c, ok := storage.As[storage.Checker](s.b); ok && err == nil && s.b.Capabilities().Checks {
		err = c.Check(ctx)
	}
	return err
}
