package storagetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"

	"github.com/juzhuzheng/residence/storage"
)

// benchRecords is how many records a benchmark finds.
const benchRecords = 5000

// Bench runs the same measurements under the same names for every adapter, so
// that benchstat can set two beside each other. Each has a backend of its own with
// 5,000 records of about 300 bytes. The unit is one call, except Sweep: one pass
// over a page of 1,000.
func Bench(b *testing.B, h Harness) {
	one := storage.Query{Index: storage.ByHolder, Kind: kind, Holder: benchBlind(1)}
	page := storage.Query{Index: storage.ByStatus, Kind: kind, Status: 1, DueFrom: day(20_000)}
	for _, m := range []struct {
		name string
		run  func(ctx context.Context, s storage.Backend, n int) error
	}{
		{"Header", func(ctx context.Context, s storage.Backend, n int) error { return benchHeader(ctx, s, benchID(n)) }},
		{"Get", func(ctx context.Context, s storage.Backend, n int) error {
			_, err := get(ctx, s, key(benchID(n)))
			return err
		}},
		{"AsOf", func(ctx context.Context, s storage.Backend, n int) error {
			_, err := getVersion(ctx, s, key(benchID(n)), 1)
			return err
		}},
		{"Scan-1", func(ctx context.Context, s storage.Backend, n int) error {
			q := one
			q.Holder = benchBlind(n % benchRecords)
			return benchScan(ctx, s, q, 1)
		}},
		{"Scan-100", func(ctx context.Context, s storage.Backend, _ int) error { return benchScan(ctx, s, page, 100) }},
		{"Sweep", func(ctx context.Context, s storage.Backend, _ int) error { return benchScan(ctx, s, page, 1000) }},
		{"Counts", func(ctx context.Context, s storage.Backend, _ int) error {
			return s.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
				_, err := tx.Counts(ctx, kind)
				return err
			})
		}},
		{"Insert", func(ctx context.Context, s storage.Backend, n int) error {
			return put(ctx, s, benchRecord(benchRecords+n))
		}},
		{"Change", func(ctx context.Context, s storage.Backend, n int) error { return benchChange(ctx, s, benchID(n)) }},
		{"Act", func(ctx context.Context, s storage.Backend, n int) error {
			return update(ctx, s, func(ctx context.Context, tx storage.Tx) error {
				return actOf(ctx, tx, fmt.Sprintf("ACT-%d", n), uint16(n%64))
			})
		}},
	} {
		b.Run(m.name, func(b *testing.B) {
			s := benchOpen(b, h)
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				if err := m.run(b.Context(), s, n); err != nil {
					b.Fatal(err)
				}
				n++
			}
		})
		b.Run(m.name+"-parallel", func(b *testing.B) {
			s := benchOpen(b, h)
			b.ReportAllocs()
			var n atomic.Int64
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					// Those who change one record at once begin again.
					if err := m.run(b.Context(), s, int(n.Add(1))); err != nil && !lost(err) {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}

func benchOpen(b *testing.B, h Harness) storage.Backend {
	b.Helper()
	s := h.Open(b)
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	records := make([]storage.Record, benchRecords)
	for i := range records {
		records[i] = benchRecord(i)
	}
	if err := put(b.Context(), s, records...); err != nil {
		b.Fatal(err)
	}
	return s
}

func benchBlind(n int) (x storage.Blind) {
	x[0], x[1], x[2], x[31] = byte(n), byte(n>>8), byte(n>>16), 1
	return x
}

func benchID(n int) string {
	// A fixed order that jumps, so that no cache of pages is too lucky.
	return fmt.Sprintf("BENCH-%08d", n*7919%benchRecords)
}

func benchRecord(n int) storage.Record {
	r := record(fmt.Sprintf("BENCH-%08d", n), func(h *storage.Header) {
		h.Holder, h.Unique = benchBlind(n), benchBlind(n)
		h.Status, h.District = uint8(n%2), storage.District(110101+n%16)
		h.DueOn = day(20_000 + int32(n%365))
	})
	r.Body = make([]byte, 300)
	rng := rand.New(rand.NewPCG(uint64(n), 1)) // sealed bodies do not compress
	for i := range r.Body {
		r.Body[i] = byte(rng.Uint32())
	}
	return r
}

func benchHeader(ctx context.Context, s storage.Backend, id string) error {
	if hr, ok := storage.As[storage.HeaderReader](s); ok {
		_, err := hr.ReadHeader(ctx, key(id))
		return err
	}
	_, err := headerOf(ctx, s, key(id))
	return err
}

func benchScan(ctx context.Context, s storage.Backend, q storage.Query, limit int) error {
	return s.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		p, err := tx.Scan(ctx, q, storage.Position{}, limit)
		if err == nil && len(p.Records) != limit {
			err = fmt.Errorf("found %d records, want %d", len(p.Records), limit)
		}
		return err
	})
}

func benchChange(ctx context.Context, s storage.Backend, id string) error {
	return update(ctx, s, func(ctx context.Context, tx storage.Tx) error {
		r, err := tx.Get(ctx, key(id))
		if err != nil {
			return err
		}
		r.Version++
		r.Status ^= 1
		return tx.Put(ctx, r, r.Version-1)
	})
}
