package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

// The daily sweep touches no row of the table: what it needs stands in the
// index, in order. Other engines' planners may differ; PostgreSQL's is asked
// here, over rows enough for it to care and with its statistics fresh.
func TestSweepPlan(t *testing.T) {
	c := pgtest.Shared(t)
	if c.Foreign() {
		t.Skip("EXPLAIN speaks another language on every engine")
	}
	rec := &recorder{}
	dsn := c.Schema(t)
	b, err := postgres.OpenTraced(t.Context(), dsn, postgres.Options{Accept: unsafe}, rec)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	first := civil.MustParse("2026-01-01")
	const rows = 6000
	for from := 0; from < rows; from += storage.MaxTxPuts {
		require.NoError(t, b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			for i := from; i < from+storage.MaxTxPuts; i++ {
				err := tx.Put(ctx, storage.Record{Header: storage.Header{
					Kind: permits, ID: fmt.Sprintf("BJ-%08d", i*7919%rows), Version: 1, Ref: fmt.Sprintf("R-%d", i/2),
					Holder: storage.Blind{byte(i), byte(i >> 8), 1}, Unique: storage.Blind{byte(i), byte(i >> 8), 2},
					District: storage.District(110101 + i%16), Status: uint8(1 + i%3), DueOn: first.AddDays(i % 400),
				}, Body: make([]byte, 500)}, 0)
				if err != nil {
					return err
				}
			}
			return nil
		}))
	}
	conn, err := pgx.Connect(t.Context(), dsn)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(t.Context(), "vacuum analyze")
	require.NoError(t, err)

	due, through := first.AddDays(100), first.AddDays(130)
	for _, q := range []storage.Query{
		{Index: storage.ByDue, DueFrom: due, DueThrough: through},
		{Index: storage.ByDue, DueThrough: through},
		{Index: storage.ByStatus, Status: 1, DueThrough: through},
		{Index: storage.ByDistrict, District: 110105, DueFrom: due},
		{Index: storage.ByDistrictStatus, District: 110105, Status: 1, DueFrom: due, DueThrough: through},
	} {
		q.Kind = permits
		for _, q.Descending = range []bool{false, true} {
			for _, after := range []storage.Position{{}, {DueOn: first.AddDays(110), ID: "BJ-00003000"}} {
				rec.take()
				require.NoError(t, b.View(t.Context(), func(ctx context.Context, tx storage.ReadTx) error {
					p, err := tx.Scan(ctx, q, after, 100)
					require.NotEmpty(t, p.Records)
					return err
				}))
				asked := scanOf(rec.take())
				plan := explain(t, conn, asked)
				// A page counts as visible to all when no transaction anywhere in the
				// cluster may still see it otherwise.
				for try := 0; try < 50 && !strings.Contains(plan, "Heap Fetches: 0"); try++ {
					time.Sleep(20 * time.Millisecond)
					_, err = conn.Exec(t.Context(), "vacuum")
					require.NoError(t, err)
					plan = explain(t, conn, asked)
				}
				for _, line := range []string{"Index Only Scan", "Heap Fetches: 0"} {
					require.Contains(t, plan, line)
				}
				for _, line := range []string{"Sort", "Seq Scan", "Bitmap", "Rows Removed"} {
					require.NotContains(t, plan, line)
				}
			}
		}
	}
}

// scanOf finds the one query among the statements of a View.
func scanOf(all []statement) statement {
	for _, s := range all {
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(s.sql)), "select") {
			return s
		}
	}
	return statement{}
}

// explain runs a statement and returns what the server did for it.
func explain(t *testing.T, conn *pgx.Conn, s statement) string {
	t.Helper()
	rows, err := conn.Query(t.Context(), "explain (analyze, costs off, timing off, summary off) "+s.sql,
		append([]any{pgx.QueryExecModeExec}, s.args...)...)
	require.NoError(t, err)
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(t, err)
	return strings.Join(lines, "\n")
}
