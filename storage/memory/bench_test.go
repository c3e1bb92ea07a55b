package memory_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// guarded is what a program would write without a store: the measure for a
// header read.
type guarded struct {
	mu sync.Mutex
	m  map[string]storage.Header
}

func (g *guarded) header(id string) (storage.Header, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	h, ok := g.m[id]
	return h, ok
}

// BenchmarkHeader compares a header read by key with a map behind a mutex that
// holds the same headers. The store may take twice as long; under parallel
// readers, where the mutex makes them queue, it must be ahead.
func BenchmarkHeader(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		store, ids := filled(b, n)
		g := &guarded{m: map[string]storage.Header{}}
		for _, id := range ids {
			h, err := store.Header(context.Background(), 1, id)
			if err != nil {
				b.Fatal(err)
			}
			g.m[h.ID] = h
		}
		ctx := context.Background()
		viaMap := func(id string) bool { h, ok := g.header(id); return ok && h.Status == 1 }
		viaStore := func(id string) bool { h, err := store.Header(ctx, 1, id); return err == nil && h.Status == 1 }
		viaView := func(id string) (ok bool) {
			err := store.View(ctx, func(ctx context.Context, r *storage.Reader) error {
				h, err := r.Header(ctx, 1, id)
				ok = h.Status == 1
				return err
			})
			return ok && err == nil
		}
		for _, side := range []struct {
			name string
			read func(string) bool
		}{{"mutexmap", viaMap}, {"store", viaStore}, {"view", viaView}} {
			b.Run(fmt.Sprintf("%s/%d", side.name, n), func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					if !side.read(ids[i]) {
						b.Fatal("missed")
					}
					if i++; i == len(ids) {
						i = 0
					}
				}
			})
			b.Run(fmt.Sprintf("%s-parallel/%d", side.name, n), func(b *testing.B) {
				b.ReportAllocs()
				b.RunParallel(func(pb *testing.PB) {
					for i := rand.IntN(len(ids)); pb.Next(); {
						if !side.read(ids[i]) {
							b.Error("missed")
						}
						if i++; i == len(ids) {
							i = 0
						}
					}
				})
			})
		}
	}
}

// BenchmarkPut writes to stores of growing size: the cost must not grow with
// the size.
func BenchmarkPut(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			store, ids := filled(b, n)
			i := 0
			for b.Loop() {
				id := ids[i%len(ids)]
				_, err := store.Update(context.Background(), storage.Command{ID: storage.CommandID(strconv.Itoa(i))},
					func(ctx context.Context, w *storage.Writer) ([]byte, error) {
						r, err := w.Get(ctx, 1, id)
						if err != nil {
							return nil, err
						}
						r.DueOn = r.DueOn.AddDays(1)
						_, err = w.Put(ctx, r, r.Version)
						return nil, err
					})
				if err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

// filled returns a store with n records and their IDs in random order.
func filled(tb testing.TB, n int) (*storage.Store, []string) {
	tb.Helper()
	store, err := storage.New(memory.New(), storage.Options{
		Sealer: storage.StoredOpen{}, IndexKey: make([]byte, storage.IndexKeySize),
	})
	if err != nil {
		tb.Fatal(err)
	}
	day := civil.MustParse("2026-01-15")
	ids := make([]string, n)
	for from := 0; from < n; from += storage.MaxTxPuts {
		_, err := store.Update(context.Background(), storage.Command{ID: storage.CommandID("fill-" + strconv.Itoa(from))},
			func(ctx context.Context, w *storage.Writer) ([]byte, error) {
				for i := from; i < min(from+storage.MaxTxPuts, n); i++ {
					ids[i] = fmt.Sprintf("BJ-2026-%08d", i)
					_, err := w.Put(ctx, storage.Record{
						Header: storage.Header{
							Kind: 1, ID: ids[i], Status: 1, District: storage.District(110101 + i%16),
							Holder: store.BlindIndex("holder", ids[i]), Unique: store.BlindIndex("unique", ids[i]),
							From: day, DueOn: day.AddDays(i % 365),
						},
						Body: []byte(`{"acts":[]}`),
					}, 0)
					if err != nil {
						return nil, err
					}
				}
				return nil, nil
			})
		if err != nil {
			tb.Fatal(err)
		}
	}
	rand.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	return store, ids
}
