package pgtest_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

func connect(t *testing.T, dsn string, n *pgtest.Network) *pgx.Conn {
	t.Helper()
	conf, err := pgx.ParseConfig(dsn)
	require.NoError(t, err)
	if n != nil {
		conf.DialFunc = n.Dial
	}
	c, err := pgx.ConnectConfig(t.Context(), conf)
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

func count(t *testing.T, c *pgx.Conn) (n int) {
	t.Helper()
	require.NoError(t, c.QueryRow(t.Context(), "select count(*) from t").Scan(&n))
	return n
}

// Two schemas are two worlds.
func TestSchemasAreApart(t *testing.T) {
	c := pgtest.Shared(t)
	a, b := connect(t, c.Schema(t), nil), connect(t, c.Schema(t), nil)
	_, err := a.Exec(t.Context(), "create table t (x int); insert into t values (1)")
	require.NoError(t, err)
	_, err = b.Exec(t.Context(), "create table t (x int)")
	require.NoError(t, err)
	require.Equal(t, 1, count(t, a))
	require.Equal(t, 0, count(t, b))
}

// A killed server loses no commit it acknowledged and comes back on the same
// port.
func TestKillAndRestart(t *testing.T) {
	c := pgtest.New(t, pgtest.Options{Durable: true})
	dsn := c.Schema(t)
	a := connect(t, dsn, nil)
	_, err := a.Exec(t.Context(), "create table t (x int); insert into t values (1)")
	require.NoError(t, err)
	for _, end := range []func() error{c.Kill, c.Abort, c.Stop} {
		require.NoError(t, end())
		require.NoError(t, end(), "to end twice is harmless")
		// After a kill the session lives on until it notices.
		require.Eventually(t, func() bool { return a.Ping(t.Context()) != nil }, 5*time.Second, 10*time.Millisecond)
		require.NoError(t, c.Restart(t.Context()))
		a = connect(t, dsn, nil)
		require.Equal(t, 1, count(t, a))
	}
	require.Contains(t, c.Log(), "ready to accept connections")
	require.DirExists(t, c.Dir())
	require.NoError(t, c.Close())
	require.NoDirExists(t, c.Dir())
}

// The faults do what they are named for; a word in the data is no COMMIT.
func TestNetworkFaults(t *testing.T) {
	dsn := pgtest.Shared(t).Schema(t)
	n := &pgtest.Network{Stall: 50 * time.Millisecond}
	ctx := t.Context()
	c := connect(t, dsn, nil)
	_, err := c.Exec(ctx, "create table t (x text)")
	require.NoError(t, err)

	insert := func(f ...pgtest.Fault) (*pgx.Conn, error) {
		c := connect(t, dsn, n)
		n.Arm(f...)
		tx, err := c.Begin(ctx)
		require.NoError(t, err)
		_, err = tx.Exec(ctx, "insert into t values ($1)", "commit")
		require.NoError(t, err)
		return c, tx.Commit(ctx)
	}
	_, err = insert()
	require.NoError(t, err)
	require.Equal(t, 1, count(t, c))

	_, err = insert(pgtest.CommitNotSent)
	require.Error(t, err)
	require.Equal(t, 1, count(t, c))

	_, err = insert(pgtest.CommitNotAnswered)
	require.Error(t, err)
	require.Equal(t, 2, count(t, c))

	before := time.Now()
	_, err = insert(pgtest.CommitStalled)
	require.NoError(t, err)
	require.GreaterOrEqual(t, time.Since(before), n.Stall)

	// A reader's transaction passes although a fault waits.
	n.Arm(pgtest.CommitNotSent)
	r := connect(t, dsn, n)
	tx, err := r.BeginTx(ctx, pgx.TxOptions{AccessMode: pgx.ReadOnly})
	require.NoError(t, err)
	require.NoError(t, tx.Commit(ctx))
	_, err = insert()
	require.Error(t, err)
	require.Equal(t, 3, count(t, c))

	w := connect(t, dsn, n)
	n.Arm(pgtest.StatementCut)
	tx, err = w.Begin(ctx)
	require.NoError(t, err)
	for i := 0; err == nil && i < 9; i++ {
		_, err = tx.Exec(ctx, "insert into t values ('x')")
	}
	require.Error(t, err)
	require.Equal(t, 3, count(t, c))

	require.Equal(t, 5, n.Struck())
	require.Equal(t, 5, n.Commits())
	n.CutAll()
	require.Error(t, r.Ping(ctx))
	require.Eventually(t, func() bool { return n.Open() <= 4 }, time.Second, time.Millisecond)

	n = &pgtest.Network{Pieces: 3}
	d, err := insert()
	require.NoError(t, err)
	require.Equal(t, 4, count(t, d))
}

// Through the pooler two transactions of one client really use what others
// use too, and each role lives in its own schema.
func TestPooler(t *testing.T) {
	p := pgtest.NewPooler(t, pgtest.Shared(t))
	conn := func(dsn string) *pgx.Conn {
		return connect(t, pgtest.WithParameter(t, dsn, "default_query_exec_mode", "simple_protocol"), nil)
	}
	dsn := p.Schema(t)
	a, b := conn(dsn), conn(dsn)
	other := conn(p.Schema(t))
	_, err := a.Exec(t.Context(), "create table t (x int)")
	require.NoError(t, err)
	require.Equal(t, 0, count(t, b))
	_, err = other.Exec(t.Context(), "create table t (x int)")
	require.NoError(t, err, "another schema")
	var one, two int
	require.NoError(t, a.QueryRow(t.Context(), "select pg_backend_pid()").Scan(&one))
	require.NoError(t, b.QueryRow(t.Context(), "select pg_backend_pid()").Scan(&two))
	require.Equal(t, one, two, "two clients in turn use one server connection")
}

func TestWithParameter(t *testing.T) {
	for in, want := range map[string]string{
		"postgres://u@h/d":           "postgres://u@h/d?search_path=a",
		"postgres://u@h/d?sslmode=x": "postgres://u@h/d?search_path=a&sslmode=x",
		"host=h user=u":              "host=h user=u search_path='a'",
	} {
		require.Equal(t, want, pgtest.WithParameter(t, in, "search_path", "a"))
	}
	require.True(t, strings.HasSuffix(pgtest.WithParameter(t, "host=h", "x", `a'b\`), `x='a\'b\\'`))
}
