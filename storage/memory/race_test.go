package memory_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// TestReadersBesideWriters moves amounts between accounts (the status stands
// for the amount) while readers add them up in every way there is. The sum
// never changes, whatever moment a reader sees. Run it with -race.
func TestReadersBesideWriters(t *testing.T) {
	b := memory.New()
	const accounts, start = 20, 50
	id := func(i int) string { return fmt.Sprintf("ACC-%02d", i) }
	require.NoError(t, b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
		for i := range accounts {
			h := storage.Header{Kind: 1, ID: id(i), Version: 1, Status: start}
			if err := tx.Put(ctx, storage.Record{Header: h, Body: []byte{start}}, 0); err != nil {
				return err
			}
		}
		return nil
	}))
	var stop atomic.Bool
	var readers, writers sync.WaitGroup
	for w := range 3 {
		writers.Go(func() {
			for n := range 300 {
				from, to := id((n*7+w)%accounts), id((n*3+w*5+1)%accounts)
				if from == to {
					continue
				}
				err := b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
					for i, k := range []string{from, to} {
						r, err := tx.Get(ctx, storage.Key{Kind: 1, ID: k})
						if err != nil {
							return err
						}
						expect := r.Version
						r.Version++
						r.Status += uint8(2*i) - 1 // -1, then +1
						r.Body[0] = r.Status
						if err := tx.Put(ctx, r, expect); err != nil {
							return err
						}
						// A key nobody had: the table grows beside the readers.
						fresh := storage.Header{Kind: 2, ID: fmt.Sprintf("N-%d-%d-%d", w, n, i), Version: 1}
						if err := tx.Put(ctx, storage.Record{Header: fresh}, 0); err != nil {
							return err
						}
					}
					if n%5 == 0 {
						return assert.AnError // rolled back
					}
					return nil
				})
				if n%5 == 0 {
					assert.ErrorIs(t, err, assert.AnError)
				} else {
					assert.NoError(t, err)
				}
			}
		})
	}
	for range 3 {
		readers.Go(func() {
			for !stop.Load() {
				assert.NoError(t, b.View(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
					var byHeader, byBody, byScan, byCount int
					for i := range accounts {
						h, err := tx.Header(ctx, storage.Key{Kind: 1, ID: id(i)})
						if err != nil {
							return err
						}
						r, err := tx.GetAsOf(ctx, h.Key(), storage.AsOf{Version: h.Version})
						if err != nil {
							return err
						}
						byHeader += int(h.Status)
						byBody += int(r.Body[0])
					}
					p, err := tx.Scan(ctx, storage.Query{Index: storage.ByDue, Kind: 1}, storage.Position{}, 100)
					for _, r := range p.Records {
						byScan += int(r.Status)
					}
					counts, err2 := tx.Counts(ctx, 1)
					for _, c := range counts {
						byCount += int(c.N) * int(c.Status)
					}
					assert.Equal(t, [4]int{1000, 1000, 1000, 1000}, [4]int{byHeader, byBody, byScan, byCount})
					if err == nil {
						err = err2
					}
					return err
				}))
				_, err := b.ReadHeader(t.Context(), storage.Key{Kind: 1, ID: id(3)})
				assert.NoError(t, err)
			}
		})
	}
	writers.Wait()
	stop.Store(true)
	readers.Wait()
	require.NoError(t, b.Check(t.Context()))
}

// TestHeaderReadAllocatesNothing: verification is the most frequent call.
func TestHeaderReadAllocatesNothing(t *testing.T) {
	store, ids := filled(t, 100)
	ctx := t.Context()
	n := testing.AllocsPerRun(100, func() {
		if _, err := store.Header(ctx, 1, ids[7]); err != nil {
			t.Error(err)
		}
	})
	require.Zero(t, n)
}
