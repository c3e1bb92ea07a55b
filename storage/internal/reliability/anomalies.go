package reliability

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// The anomalies of transactions, by their names in the literature (Adya 1999;
// Berenson et al. 1995).
const (
	AbortedRead      = "G1a aborted read"
	IntermediateRead = "G1b intermediate read"
	CircularRead     = "G1c circular information flow"
	DirtyWrite       = "G0 write cycle"
	LostUpdate       = "lost update"
	WriteSkew        = "write skew: two live permits of one holder"
	ReadSkew         = "read skew"
	Phantom          = "phantom"
	LongFork         = "long fork"
	DependencyCycle  = "G2 dependency cycle"
)

const (
	anomalyKind    = storage.Kind(1)
	claimKind      = storage.Kind(2)
	anomalyKeys    = 4
	anomalyClients = 6
	anomalyEach    = 8 // transactions of one client in one round
)

// Anomalies runs random transactions on a backend, round after round, and looks for
// what no order of them explains. Some read records, or find none, and put all they
// read; some fail after they have put; some read one snapshot, by key and by index;
// some take a unique key that they saw free. Every version is kept with its writer,
// so the order of the writes is known and not guessed: the dependencies follow, and
// an anomaly is a cycle of them with a name.
func Anomalies(tb testing.TB, open Open, rounds int, seed uint64) {
	tb.Helper()
	tb.Logf("anomalies: seed %d", seed)
	b := open(tb)
	defer func() {
		if err := b.Close(); err != nil {
			tb.Errorf("close: %v", err)
		}
	}()
	f, err := anomalies(tb.Context(), b, rounds, seed)
	if err != nil {
		tb.Fatalf("anomalies of %s, seed %d: %v", b.Capabilities().Name, seed, err)
	}
	for _, name := range slices.Sorted(maps.Keys(f.found)) {
		tb.Errorf("anomalies of %s, seed %d: %s: %s", b.Capabilities().Name, seed, name, f.found[name])
	}
	tb.Logf("anomalies of %s: %d found in %d transactions and %d snapshots with %d dependencies, %d of %d claims granted", b.Capabilities().Name,
		len(f.found), f.transactions, f.snapshots, f.edges, f.granted, f.claims)
}

// anomalyFigures count what a run did and hold one example of each anomaly.
type anomalyFigures struct {
	transactions, snapshots, edges int
	claims, granted                int
	found                          map[string]string
}

func anomalies(ctx context.Context, b storage.Backend, rounds int, seed uint64) (anomalyFigures, error) {
	f := anomalyFigures{found: map[string]string{}}
	for n := range rounds {
		r := &round{n: n, b: b, saw: map[int64]*transaction{}}
		clients := make([]func() error, anomalyClients)
		for c := range clients {
			rng := rand.New(rand.NewPCG(seed, uint64(n)<<8|uint64(c)))
			clients[c] = func() error { return r.client(ctx, c, rng) }
		}
		if err := together(clients); err != nil {
			return f, err
		}
		if err := r.judge(ctx, &f); err != nil {
			return f, err
		}
	}
	return f, nil
}

func together(fns []func() error) error {
	errs := make([]error, len(fns))
	var wg sync.WaitGroup
	for i, fn := range fns {
		wg.Go(func() { errs[i] = fn() })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// A round is a small history on keys of its own.
type round struct {
	n    int
	b    storage.Backend
	last atomic.Int64

	mu     sync.Mutex
	saw    map[int64]*transaction // those that committed, and snapshots
	double string                 // two live permits in one snapshot
	claims int
	grants int
}

// A transaction is what one has seen.
type transaction struct {
	writes bool
	reads  []seen
}

// seen is a record as a transaction saw it: written by whom, and the how manieth
// write of that transaction to it. Writer 0 stands for "no such record".
type seen struct {
	key    int
	writer int64
	nth    byte
}

func (s seen) String() string {
	if s.writer == 0 {
		return fmt.Sprintf("no record %d", s.key)
	}
	return fmt.Sprintf("record %d as written by %d", s.key, s.writer)
}

func (r *round) id(key int) string { return fmt.Sprintf("R-%d-%d", r.n, key) }

// holder marks the records of the round, so that an index finds them.
func (r *round) holder() (b storage.Blind) {
	binary.BigEndian.PutUint64(b[:], uint64(r.n)+1)
	return b
}

func (r *round) client(ctx context.Context, c int, rng *rand.Rand) error {
	for range anomalyEach {
		var err error
		switch n := rng.IntN(10); {
		case n < 5:
			err = r.transact(ctx, rng)
		case n < 8:
			err = r.snapshot(ctx, rng)
		default:
			err = r.claim(ctx, fmt.Sprintf("C-%d-%d-%d", r.n, c, r.last.Add(1)), rng.IntN(4) > 0)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lost reports whether a transaction lost against another, as it may.
func lost(err error) bool { return errors.Is(err, storage.ErrConflict) }

var errGivenUp = errors.New("given up")

// attempts runs fn again while it is told to.
func attempts(ctx context.Context, b storage.Backend, fn func(context.Context, storage.Tx) error) error {
	for {
		err := b.Update(ctx, fn)
		if !errors.Is(err, storage.ErrRetry) || ctx.Err() != nil {
			return err
		}
		time.Sleep(time.Duration(rand.IntN(int(time.Millisecond))))
	}
}

// transact reads some records and puts each of them, once or twice.
func (r *round) transact(ctx context.Context, rng *rand.Rand) error {
	keys := rng.Perm(anomalyKeys)[:1+rng.IntN(3)]
	times, fail := 1+rng.IntN(4)/3, rng.IntN(8) == 0
	var t *transaction
	var id int64
	err := attempts(ctx, r.b, func(ctx context.Context, tx storage.Tx) error {
		// A closure that runs again is another transaction: what its first run put
		// must not be seen either.
		t, id = &transaction{writes: true}, r.last.Add(1)
		var records []storage.Record
		for _, k := range keys {
			rec, err := r.get(ctx, tx, k, t)
			if err != nil {
				return err
			}
			records = append(records, rec)
			yield(rng)
		}
		for _, rec := range records {
			for nth := range times {
				rec.Version++
				rec.Body = append(binary.BigEndian.AppendUint64(nil, uint64(id)), byte(nth+1))
				if err := tx.Put(ctx, rec, rec.Version-1); err != nil {
					return err
				}
				yield(rng)
			}
		}
		if fail {
			return errGivenUp
		}
		return nil
	})
	switch {
	case err == nil:
		r.add(id, t)
	case !lost(err) && !errors.Is(err, errGivenUp):
		return err
	}
	return nil
}

// yield lets others in, now and then for a while.
func yield(rng *rand.Rand) {
	if rng.IntN(2) == 0 {
		time.Sleep(time.Duration(rng.IntN(int(200 * time.Microsecond))))
	}
}

// get reads a record and notes what it saw. Of a record that is not there it
// returns the one to put.
func (r *round) get(ctx context.Context, tx storage.ReadTx, k int, t *transaction) (storage.Record, error) {
	rec, err := tx.Get(ctx, storage.Key{Kind: anomalyKind, ID: r.id(k)})
	if errors.Is(err, storage.ErrNotFound) {
		t.reads = append(t.reads, seen{key: k})
		return storage.Record{Header: storage.Header{Kind: anomalyKind, ID: r.id(k), Holder: r.holder(), Status: 1, RecordedAt: 1}}, nil
	}
	if err != nil {
		return rec, err
	}
	s, err := stamped(k, rec.Body)
	t.reads = append(t.reads, s)
	return rec, err
}

func stamped(k int, body []byte) (seen, error) {
	if len(body) != 9 {
		return seen{}, fmt.Errorf("record %d has a body of %d bytes that nobody wrote", k, len(body))
	}
	return seen{k, int64(binary.BigEndian.Uint64(body)), body[8]}, nil
}

// snapshot reads all records of the round, some by key, and then all by an index.
func (r *round) snapshot(ctx context.Context, rng *rand.Rand) error {
	keys := rng.Perm(anomalyKeys)[:rng.IntN(anomalyKeys)]
	t := &transaction{}
	err := r.b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		t.reads = t.reads[:0]
		for _, k := range keys {
			if _, err := r.get(ctx, tx, k, t); err != nil {
				return err
			}
			yield(rng)
		}
		q := storage.Query{Index: storage.ByHolder, Kind: anomalyKind, Holder: r.holder(), Bodies: true}
		page, err := tx.Scan(ctx, q, storage.Position{}, anomalyKeys+1)
		if err != nil {
			return err
		}
		found := map[string][]byte{}
		for _, rec := range page.Records {
			found[rec.ID] = rec.Body
		}
		for k := range anomalyKeys {
			s := seen{key: k}
			if body, ok := found[r.id(k)]; ok {
				if s, err = stamped(k, body); err != nil {
					return err
				}
			}
			t.reads = append(t.reads, s)
		}
		return r.onlyOne(ctx, tx)
	})
	if errors.Is(err, storage.ErrRetry) {
		return nil
	}
	if err == nil {
		r.add(r.last.Add(1), t)
	}
	return err
}

func (r *round) add(id int64, t *transaction) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.saw[id] = t
}

// claim issues a permit to the holder of the round if it sees that none is live,
// and ends it again if told to.
func (r *round) claim(ctx context.Context, id string, end bool) error {
	granted := false
	permit := storage.Record{Header: storage.Header{Kind: claimKind, ID: id, Version: 1, Holder: r.holder(), Unique: r.holder(), Status: 1, RecordedAt: 1}}
	err := attempts(ctx, r.b, func(ctx context.Context, tx storage.Tx) error {
		granted = false
		q := storage.Query{Index: storage.ByUnique, Kind: claimKind, Unique: r.holder()}
		p, err := tx.Scan(ctx, q, storage.Position{}, 1)
		if err != nil || len(p.Records) > 0 {
			return err
		}
		time.Sleep(50 * time.Microsecond) // let another see the same
		granted = true
		return tx.Put(ctx, permit, 0)
	})
	if err != nil && !lost(err) {
		return err
	}
	granted = granted && err == nil
	r.mu.Lock()
	r.claims++
	if granted {
		r.grants++
	}
	r.mu.Unlock()
	if err := r.b.View(ctx, r.onlyOne); err != nil || !granted || !end {
		return err
	}
	permit.Version, permit.Unique, permit.Status = 2, storage.Blind{}, 2
	err = attempts(ctx, r.b, func(ctx context.Context, tx storage.Tx) error { return tx.Put(ctx, permit, 1) })
	if lost(err) {
		err = nil
	}
	return err
}

// onlyOne notes whether a snapshot shows two live permits of the holder.
func (r *round) onlyOne(ctx context.Context, tx storage.ReadTx) error {
	p, err := tx.Scan(ctx, storage.Query{Index: storage.ByHolder, Kind: claimKind, Holder: r.holder()}, storage.Position{}, storage.MaxPage)
	var live []string
	for _, rec := range p.Records {
		if rec.Status == 1 {
			live = append(live, rec.ID)
		}
	}
	if err == nil && len(live) > 1 {
		r.mu.Lock()
		r.double = strings.Join(live, " and ") + " are live in one snapshot"
		r.mu.Unlock()
	}
	return err
}

// judge reads what was written and names what cannot have been.
func (r *round) judge(ctx context.Context, f *anomalyFigures) error {
	written := make([][]seen, anomalyKeys) // all versions, in order
	err := r.b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for k := range written {
			written[k] = nil
			key := storage.Key{Kind: anomalyKind, ID: r.id(k)}
			head, err := tx.Header(ctx, key)
			if errors.Is(err, storage.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			for v := storage.Version(1); v <= head.Version; v++ {
				rec, err := tx.GetAsOf(ctx, key, storage.AsOf{Version: v})
				if err != nil {
					return err
				}
				s, err := stamped(k, rec.Body)
				if err != nil {
					return err
				}
				written[k] = append(written[k], s)
			}
		}
		return r.onlyOne(ctx, tx)
	})
	if err != nil {
		return err
	}
	for _, t := range r.saw {
		if t.writes {
			f.transactions++
		} else {
			f.snapshots++
		}
	}
	f.claims, f.granted = f.claims+r.claims, f.granted+r.grants
	note := func(name, text string) {
		if f.found[name] == "" {
			f.found[name] = fmt.Sprintf("round %d: %s", r.n, text)
		}
	}
	if r.double != "" {
		note(WriteSkew, r.double)
	}
	g := dependencies(r.saw, written, note)
	f.edges += len(g.edges)
	g.cycles(note)
	return nil
}
