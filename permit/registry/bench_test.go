package registry_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
)

// A guardedMap is what verification is measured against: the same header, behind
// a mutex, without any answer made of it.
type guardedMap struct {
	mu sync.Mutex
	m  map[storage.Key]storage.Header
}

func (g *guardedMap) get(k storage.Key) (storage.Header, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	h, ok := g.m[k]
	return h, ok
}

const benchCards = 1000

// manyCards is a registry that knows many cards, by headers written directly,
// with their numbers, and the same headers in a map.
func manyCards(t testing.TB) (*scene, []permit.CardNumber, *guardedMap) {
	s := newScene(t, func(c *registry.Config) { c.Calendar = civil.BuiltIn() })
	g := &guardedMap{m: map[storage.Key]storage.Header{}}
	numbers := make([]permit.CardNumber, benchCards)
	for from := 0; from < benchCards; from += 500 {
		cmd := storage.Command{ID: storage.CommandID(fmt.Sprintf("bench-%d", from))}
		_, err := s.store.Update(context.Background(), cmd, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			for i := from; i < from+500; i++ {
				h := storage.Header{
					Kind: registry.KindCard, ID: fmt.Sprintf("C-%06d", i), Ref: fmt.Sprintf("P-%06d", i),
					Status: uint8(permit.CardCurrent), From: day("2025-03-10"), DueOn: day("2026-03-10"),
				}
				if _, err := w.Put(ctx, storage.Record{Header: h}, 0); err != nil {
					return nil, err
				}
				numbers[i] = permit.CardNumber(h.ID)
				g.m[h.Key()] = h
			}
			return nil, nil
		})
		require.NoError(t, err)
	}
	return s, numbers, g
}

// On the first day the deadline is not asked for; the second is past due, so that
// the calendar is.
var inTerm, pastDue = day("2026-03-01"), day("2026-06-01")

var (
	sinkVerification permit.VerificationStatus
	sinkHeader       storage.Header
)

func BenchmarkVerify(b *testing.B) {
	s, numbers, g := manyCards(b)
	ctx := context.Background()
	verify := func(i int, on civil.Date) permit.VerificationStatus {
		v, err := s.Verify(ctx, reviewer, numbers[i%benchCards], on)
		if err != nil {
			b.Fatal(err)
		}
		return v.Status
	}
	lookUp := func(i int) storage.Header {
		h, ok := g.get(storage.Key{Kind: registry.KindCard, ID: string(numbers[i%benchCards])})
		if !ok {
			b.Fatal("lost")
		}
		return h
	}
	b.Run("registry", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			sinkVerification = verify(i, inTerm)
		}
	})
	b.Run("registry-past-due", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			sinkVerification = verify(i, pastDue)
		}
	})
	b.Run("map", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			sinkHeader = lookUp(i)
		}
	})
	b.Run("registry-parallel", func(b *testing.B) {
		b.ReportAllocs()
		b.RunParallel(func(pb *testing.PB) {
			var st permit.VerificationStatus
			for i := 0; pb.Next(); i++ {
				st = verify(i, inTerm)
			}
			_ = st
		})
	})
	b.Run("map-parallel", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			var h storage.Header
			for i := 0; pb.Next(); i++ {
				h = lookUp(i)
			}
			_ = h
		})
	})
	// Both sides in turns, so that the ratio compares like with like.
	b.Run("ratio", func(b *testing.B) {
		var mine, theirs time.Duration
		const round = 1000
		for b.Loop() {
			start := time.Now()
			for i := range round {
				sinkVerification = verify(i, pastDue)
			}
			middle := time.Now()
			for i := range round {
				sinkHeader = lookUp(i)
			}
			mine, theirs = mine+middle.Sub(start), theirs+time.Since(middle)
		}
		b.ReportMetric(float64(mine)/float64(theirs), "×map")
	})
	b.Run("ratio-parallel", func(b *testing.B) {
		const round = 1000
		each := func(do func(int)) time.Duration {
			start := time.Now()
			var wg sync.WaitGroup
			for range runtime.GOMAXPROCS(0) {
				wg.Go(func() {
					for i := range round {
						do(i)
					}
				})
			}
			wg.Wait()
			return time.Since(start)
		}
		var mine, theirs time.Duration
		for b.Loop() {
			mine += each(func(i int) { verify(i, pastDue) })
			theirs += each(func(i int) { lookUp(i) })
		}
		b.ReportMetric(float64(mine)/float64(theirs), "×map")
	})
}

// Verification allocates nothing, on time or past due.
func TestVerifyAllocatesNothing(t *testing.T) {
	s, numbers, _ := manyCards(t)
	ctx := context.Background()
	for _, on := range []civil.Date{inTerm, pastDue} {
		n := testing.AllocsPerRun(100, func() {
			v, err := s.Verify(ctx, reviewer, numbers[7], on)
			if err != nil || v.Status == permit.Unverified {
				t.Fatal("not verified")
			}
		})
		require.Zero(t, n)
	}
}
