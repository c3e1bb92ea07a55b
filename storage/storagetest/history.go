package storagetest

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// An account is what a random run has seen: who read which version, and, from the
// versions that are kept for ever, who wrote it. Because versions give the order
// of the writes exactly, so do they give the three dependencies: a writer after
// the writer before it, a reader after the writer it read, the next writer after a
// reader. An order that explains everything exists exactly if these have no
// cycle.
type account struct {
	mu    sync.Mutex
	reads map[int64][]observed // of transactions that committed, and of snapshots
}

// observed is one record as a transaction saw it: written by whom, and the how
// manieth write of that transaction.
type observed struct {
	key    string
	writer int64
	nth    byte
}

const (
	historyKeys   = 5
	historyNobody = 0 // the writer of the first versions
)

// stamp is the body of a record in a history: its writer, and which of the
// writer's versions it is.
func stamp(writer int64, nth byte) []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(writer)), nth)
}

func stamped(id string, body []byte) (observed, error) {
	if len(body) != 9 {
		return observed{}, fmt.Errorf("record %s has a body of %d bytes that nobody wrote", id, len(body))
	}
	return observed{id, int64(binary.BigEndian.Uint64(body)), body[8]}, nil
}

func historyKey(i int) string { return string(rune('A' + i)) }

func neverCycle(ctx context.Context, open func() storage.Backend) error {
	for seed := range uint64(3) {
		if err := randomHistory(ctx, open(), seed, 6, 20); err != nil {
			return fmt.Errorf("random history, seed %d: %w", seed, err)
		}
	}
	return randomClaims(ctx, open(), 4, 25)
}

// randomHistory lets clients run transactions at random, then looks for a cycle.
func randomHistory(ctx context.Context, b storage.Backend, seed uint64, clients, each int) error {
	for i := range historyKeys {
		r := record(historyKey(i))
		r.Body = stamp(historyNobody, 0)
		if err := put(ctx, b, r); err != nil {
			return err
		}
	}
	h := &account{reads: map[int64][]observed{}}
	var lastID atomic.Int64
	var fns []func() error
	for c := range clients {
		rng := rand.New(rand.NewPCG(seed, uint64(c)))
		fns = append(fns, func() error {
			for range each {
				var err error
				id := lastID.Add(1)
				if rng.IntN(3) == 0 {
					err = h.snapshot(ctx, b, id)
				} else {
					err = h.transaction(ctx, b, id, rng)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	errs, err := sessions(fns...)
	if err := firstOf(append(errs, err)...); err != nil {
		return err
	}
	return h.check(ctx, b)
}

// transaction reads some records and puts each of them once or twice.
func (h *account) transaction(ctx context.Context, b storage.Backend, id int64, rng *rand.Rand) error {
	order := rng.Perm(historyKeys)[:1+rng.IntN(3)]
	twice := rng.IntN(4) == 0
	fail := rng.IntN(8) == 0
	var saw []observed
	err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
		saw = saw[:0]
		var read []storage.Record
		for _, i := range order {
			r, err := tx.Get(ctx, key(historyKey(i)))
			if err != nil {
				return err
			}
			o, err := stamped(r.ID, r.Body)
			if err != nil {
				return err
			}
			saw, read = append(saw, o), append(read, r)
		}
		time.Sleep(20 * time.Microsecond) // let another decide on the same
		for _, r := range read {
			for nth := byte(1); nth == 1 || twice && nth == 2; nth++ {
				r.Version++
				r.Body = stamp(id, nth)
				if err := tx.Put(ctx, r, r.Version-1); err != nil {
					return err
				}
			}
		}
		if fail {
			return errStop
		}
		return nil
	})
	switch {
	case err == nil:
		h.add(id, saw)
	case !lost(err) && !errors.Is(err, errStop):
		return err
	}
	return nil
}

func (h *account) snapshot(ctx context.Context, b storage.Backend, id int64) error {
	var saw []observed
	err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		saw = saw[:0]
		for i := range historyKeys {
			r, err := tx.Get(ctx, key(historyKey(i)))
			if err != nil {
				return err
			}
			o, err := stamped(r.ID, r.Body)
			if err != nil {
				return err
			}
			saw = append(saw, o)
			time.Sleep(10 * time.Microsecond) // let a commit come between
		}
		return nil
	})
	if err == nil {
		h.add(id, saw)
	}
	return err
}

func (h *account) add(id int64, saw []observed) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.reads[id] = saw
}

// check reads all versions and looks for what cannot have been.
func (h *account) check(ctx context.Context, b storage.Backend) error {
	type place struct {
		key    string
		writer int64
	}
	nextWriter := map[place]int64{}
	lastNth := map[place]byte{}
	edges := map[int64]map[int64]string{}
	edge := func(from, to int64, why string) {
		if from == to {
			return
		}
		if edges[from] == nil {
			edges[from] = map[int64]string{}
		}
		if edges[from][to] == "" {
			edges[from][to] = why
		}
	}
	err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for i := range historyKeys {
			id := historyKey(i)
			head, err := tx.Header(ctx, key(id))
			if err != nil {
				return err
			}
			before := int64(-1)
			for v := storage.Version(1); v <= head.Version; v++ {
				r, err := tx.GetAsOf(ctx, key(id), storage.AsOf{Version: v})
				if err != nil {
					return err
				}
				o, err := stamped(id, r.Body)
				if err != nil {
					return err
				}
				lastNth[place{id, o.writer}] = o.nth
				if before >= 0 && before != o.writer {
					edge(before, o.writer, "wrote "+id+" before")
					nextWriter[place{id, before}] = o.writer
				}
				before = o.writer
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for reader, saw := range h.reads {
		for _, o := range saw {
			at := place{o.key, o.writer}
			nth, committed := lastNth[at]
			switch {
			case !committed:
				return &mismatch{fmt.Sprintf("transaction %d reads record %s", reader, o.key), "a committed version", fmt.Sprintf("what transaction %d wrote and did not commit", o.writer)}
			case nth != o.nth:
				return &mismatch{fmt.Sprintf("transaction %d reads record %s", reader, o.key), fmt.Sprintf("version %d of transaction %d", nth, o.writer), fmt.Sprintf("its version %d", o.nth)}
			}
			edge(o.writer, reader, "wrote "+o.key+", read by")
			if n, ok := nextWriter[at]; ok {
				edge(reader, n, "read "+o.key+", then written by")
			}
		}
	}
	if c := findCycle(edges); c != "" {
		return &mismatch{"the order of the transactions", "one that explains what each has read", "none, because transaction " + c}
	}
	return nil
}

// findCycle describes a cycle in a graph; empty if there is none.
func findCycle(edges map[int64]map[int64]string) string {
	const (
		unseen = iota
		open
		done
	)
	state := map[int64]int{}
	var path []int64
	var visit func(n int64) string
	visit = func(n int64) string {
		state[n] = open
		path = append(path, n)
		for to := range edges[n] {
			switch state[to] {
			case open:
				text := ""
				from := len(path) - 1
				for path[from] != to {
					from--
				}
				ring := append(path[from:len(path):len(path)], to)
				for i := range len(ring) - 1 {
					text += fmt.Sprintf("%d %s ", ring[i], edges[ring[i]][ring[i+1]])
				}
				return text + fmt.Sprint(to)
			case unseen:
				if c := visit(to); c != "" {
					return c
				}
			}
		}
		state[n] = done
		path = path[:len(path)-1]
		return ""
	}
	for n := range edges {
		if state[n] == unseen {
			if c := visit(n); c != "" {
				return c
			}
		}
	}
	return ""
}

// randomClaims lets clients issue and end permits for two holders at random. No
// snapshot may show two live ones of a holder.
func randomClaims(ctx context.Context, b storage.Backend, clients, each int) error {
	live := func(h byte) storage.Query {
		return storage.Query{Index: storage.ByHolder, Kind: kind, Holder: blind(h)}
	}
	var fns []func() error
	for c := range clients {
		rng := rand.New(rand.NewPCG(7, uint64(c)))
		fns = append(fns, func() error {
			for n := range each {
				holder := byte(1 + rng.IntN(2))
				issued := record(fmt.Sprintf("R-%d-%d", c, n), unique(holder), func(h *storage.Header) { h.Holder = blind(holder) })
				err := claim(b, issued, func() {})(ctx)
				if err == nil && rng.IntN(3) > 0 {
					err = put(ctx, b, next(issued, unique(0), status(2)))
				}
				if err != nil && !lost(err) {
					return err
				}
				if err := endOne(ctx, b, holder); err != nil {
					return err
				}
				err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
					p, err := tx.Scan(ctx, live(holder), storage.Position{}, storage.MaxPage)
					var found []string
					for _, r := range p.Records {
						if !r.Unique.IsZero() {
							found = append(found, r.ID)
						}
					}
					if err == nil && len(found) > 1 {
						err = &mismatch{"live permits of one holder in a snapshot", "at most 1", fmt.Sprint(found)}
					}
					return err
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	errs, err := sessions(fns...)
	return firstOf(append(errs, err)...)
}

// endOne gives back a unique key, if somebody holds it.
func endOne(ctx context.Context, b storage.Backend, holder byte) error {
	err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
		q := storage.Query{Index: storage.ByUnique, Kind: kind, Unique: blind(holder), Bodies: true}
		p, err := tx.Scan(ctx, q, storage.Position{}, 1)
		if err != nil || len(p.Records) == 0 {
			return err
		}
		r := p.Records[0]
		return tx.Put(ctx, next(r, unique(0), status(2)), r.Version)
	})
	if lost(err) {
		err = nil
	}
	return err
}
