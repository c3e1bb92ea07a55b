package sqlite_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// BenchmarkBackend measures under the names every adapter has.
func BenchmarkBackend(b *testing.B) {
	p := &place{}
	storagetest.Bench(b, storagetest.Harness{Open: p.open})
}

// A race measures a job through the store against its own statements through the
// bare driver, in turns, in one run.
type race struct {
	name string
	each int // jobs in a turn: some milliseconds of them
	job  func(ctx context.Context, s *storage.Store, i int) error
}

var races = []race{
	{"verify", 1000, func(ctx context.Context, s *storage.Store, i int) error {
		_, err := s.Header(ctx, acttest.Permits, fmt.Sprintf("P%d", i%10))
		return err
	}},
	{"endorse", 50, func(ctx context.Context, s *storage.Store, i int) error {
		_, err := acttest.Act{Permit: fmt.Sprintf("P%d", i%10), N: 1000 + i}.Do(ctx, s)
		return err
	}},
}

// ratios returns, for each turn, the time of the driver divided by the time of the
// store: the share of the driver's speed that the store reaches. A second store,
// which nobody times, does the same jobs to tell the statements.
func (r race) ratios(t testing.TB, turns, each int) (ratios []float64, perJob time.Duration, statements int) {
	t.Helper()
	ctx := t.Context()
	const settings = "?_pragma=busy_timeout(1000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)"
	path, barePath := fresh(t), fresh(t)
	written, writer, err := record("file:" + path + settings + "&_txlock=immediate")
	require.NoError(t, err)
	read, readers, err := record("file:" + path + settings + "&_pragma=query_only(1)")
	require.NoError(t, err)
	told, err := sqlite.Over(ctx, writer, readers, false)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, told.Close()) })
	other, err := sqlite.Open(ctx, barePath, sqlite.Options{}) // the same tables
	require.NoError(t, err)
	require.NoError(t, other.Close())
	take := func() []sent { return append(read.take(), written.take()...) }
	take()
	teller, err := acttest.Open(told, storage.Options{})
	require.NoError(t, err)
	_, s := started(t, fresh(t), sqlite.Options{}, storage.Options{})
	driver, err := openBare("file:" + barePath + settings)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, driver.close()) })
	for i := range 10 {
		for _, s := range []*storage.Store{s, teller} {
			_, err := acttest.Act{Permit: fmt.Sprintf("P%d", i), N: 1}.Do(ctx, s)
			require.NoError(t, err)
		}
	}
	require.NoError(t, driver.replay(take()))
	var sum time.Duration
	for turn := range turns + 2 {
		for i := range each {
			require.NoError(t, r.job(ctx, teller, turn*each+i))
		}
		all := take()
		runtime.GC() // neither side is to clear up after the other
		begun := time.Now()
		for i := range each {
			if err := r.job(ctx, s, turn*each+i); err != nil {
				t.Fatal(err)
			}
		}
		stored := time.Since(begun)
		runtime.GC()
		begun = time.Now()
		require.NoError(t, driver.replay(all))
		bare := time.Since(begun)
		if turn < 2 { // both sides are warm now
			continue
		}
		ratios = append(ratios, bare.Seconds()/stored.Seconds())
		sum += stored
		statements = len(all) / each
	}
	return ratios, sum / time.Duration(turns*each), statements
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

// BenchmarkAgainstDriver prints the share of the bare driver's speed that the
// store reaches with the same statements.
func BenchmarkAgainstDriver(b *testing.B) {
	for _, r := range races {
		b.Run(r.name, func(b *testing.B) {
			for b.Loop() {
			}
			ratios, perJob, statements := r.ratios(b, 15, r.each)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(median(ratios), "of-driver-speed")
			b.ReportMetric(float64(perJob.Microseconds()), "us/job")
			b.ReportMetric(float64(statements), "statements/job")
		})
	}
}
