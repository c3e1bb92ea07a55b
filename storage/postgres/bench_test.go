package postgres_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

// A statement is one message to the server.
type statement struct {
	sql  string
	args []any
}

// A recorder keeps the statements that go through a connection.
type recorder struct {
	mu   sync.Mutex
	all  []statement
	stop bool
}

// TraceQueryStart keeps a statement.
func (r *recorder) TraceQueryStart(ctx context.Context, _ *pgx.Conn, d pgx.TraceQueryStartData) context.Context {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.stop {
		r.all = append(r.all, statement{d.SQL, d.Args})
	}
	return ctx
}

// TraceQueryEnd does nothing.
func (r *recorder) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// take returns what was recorded since the last call.
func (r *recorder) take() []statement {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.all
	r.all = nil
	return all
}

// replay does the statements with the bare driver, on data of its own that are
// in the state the recorded ones met. It reads the values of every row and looks
// at none.
func replay(ctx context.Context, conn *pgx.Conn, all []statement) error {
	for _, s := range all {
		if !strings.HasPrefix(s.sql, "select") {
			if _, err := conn.Exec(ctx, s.sql, s.args...); err != nil {
				return fmt.Errorf("%s: %w", s.sql, err)
			}
			continue
		}
		rows, err := conn.Query(ctx, s.sql, s.args...)
		if err != nil {
			return err
		}
		for rows.Next() {
			if _, err := rows.Values(); err != nil {
				return fmt.Errorf("%s: %w", s.sql, err)
			}
		}
		if err := rows.Err(); err != nil {
			return fmt.Errorf("%s: %w", s.sql, err)
		}
	}
	return nil
}

// A race measures a job through the store against its own statements through the
// bare driver, in turns, in one run.
type race struct {
	name       string
	statements int // of a job, its begin and commit included
	job        func(ctx context.Context, s *storage.Store, i int) error
}

var races = []race{
	{"verify", 1, func(ctx context.Context, s *storage.Store, i int) error {
		_, err := s.Header(ctx, permits, fmt.Sprintf("P%d", i%10))
		return err
	}},
	{"endorse", 16, func(ctx context.Context, s *storage.Store, i int) error {
		_, err := act{fmt.Sprintf("P%d", i%10), 1000 + i}.do(ctx, s)
		return err
	}},
}

// ratios runs the turns and returns, for each, the time of the driver divided by
// the time of the store: the share of the driver's speed that the store reaches.
func (r race) ratios(t testing.TB, turns, each int) (ratios []float64, perJob time.Duration, statements int) {
	t.Helper()
	c, ctx := pgtest.Shared(t), t.Context()
	rec := &recorder{}
	dsn, bareDSN := c.Schema(t), c.Schema(t)
	b, err := postgres.OpenTraced(ctx, dsn, postgres.Options{Accept: unsafe, MaxConns: 1}, rec)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	// The same schema on the other side, by the same door.
	other, err := postgres.Open(ctx, bareDSN, postgres.Options{Accept: unsafe})
	require.NoError(t, err)
	require.NoError(t, other.Close())
	rec.take()
	s := storeOver(t, b, storage.Options{})
	conf, err := pgx.ParseConfig(bareDSN)
	require.NoError(t, err)
	bare, err := pgx.ConnectConfig(ctx, conf)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, bare.Close(context.Background())) })
	for i := range 10 {
		_, err := act{fmt.Sprintf("P%d", i), 1}.do(ctx, s)
		require.NoError(t, err)
	}
	require.NoError(t, replay(ctx, bare, rec.take()))
	var sum time.Duration
	for turn := range turns + 2 {
		begun := time.Now()
		for i := range each {
			if err := r.job(ctx, s, turn*each+i); err != nil {
				t.Fatal(err)
			}
		}
		stored := time.Since(begun)
		all := rec.take()
		begun = time.Now()
		require.NoError(t, replay(ctx, bare, all))
		driver := time.Since(begun)
		if turn < 2 { // both sides are warm now
			continue
		}
		ratios = append(ratios, driver.Seconds()/stored.Seconds())
		sum += stored
		statements = len(all) / each
	}
	return ratios, sum / time.Duration(turns*each), statements
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

// least is the share of the driver's speed that the store must reach.
const least = 0.7

// BenchmarkAgainstDriver prints the share of the bare driver's speed that the
// store reaches with the same statements, and fails if it is too small.
func BenchmarkAgainstDriver(b *testing.B) {
	for _, r := range races {
		b.Run(r.name, func(b *testing.B) {
			for b.Loop() {
			}
			ratios, perJob, statements := r.ratios(b, 15, 100)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(median(ratios), "of-driver-speed")
			b.ReportMetric(float64(perJob.Microseconds()), "us/job")
			b.ReportMetric(float64(statements), "statements/job")
			if median(ratios) < least {
				b.Errorf("%s: %.2f of the driver's speed, less than %.2f", r.name, median(ratios), least)
			}
		})
	}
}

// What a job costs is first of all how often it goes to the server and waits.
func TestStatementsPerJob(t *testing.T) {
	for _, r := range races {
		_, _, statements := r.ratios(t, 1, 10)
		require.Equal(t, r.statements, statements, r.name)
	}
}
