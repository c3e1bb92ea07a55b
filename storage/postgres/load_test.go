package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

const crowd = 100

// sessions counts the server's sessions of an application.
func sessions(t testing.TB, c *pgtest.Cluster, application string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), c.DSN())
	require.NoError(t, err)
	defer conn.Close(context.Background())
	err = conn.QueryRow(context.Background(), "select count(*) from pg_stat_activity where application_name = $1", application).Scan(&n)
	require.NoError(t, err)
	return n
}

// quiet requires that everything a backend started has ended.
func quiet(t *testing.T, c *pgtest.Cluster, application string, goroutines int) {
	t.Helper()
	for range 500 {
		if runtime.NumGoroutine() <= goroutines {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > goroutines {
		stacks := make([]byte, 64<<10)
		t.Errorf("%d goroutines before, %d after:\n%s", goroutines, n, stacks[:runtime.Stack(stacks, true)])
	}
	require.Eventually(t, func() bool { return sessions(t, c, application) == 0 }, 5*time.Second, 10*time.Millisecond,
		"sessions stay open on the server")
}

// A hundred clerks at once, each with a permit of its own, and all with one
// together: every act once, nothing left behind.
func TestHundredGoroutines(t *testing.T) {
	c := pgtest.Shared(t)
	dsn := pgtest.WithParameter(t, c.Schema(t), "application_name", "crowd")
	before := runtime.NumGoroutine()
	b, err := postgres.Open(t.Context(), dsn, postgres.Options{MaxConns: 20, Accept: unsafe})
	require.NoError(t, err)
	s := storeOver(t, b, storage.Options{Shards: 64, Attempts: 1000})
	var wg sync.WaitGroup
	for g := range crowd {
		wg.Go(func() {
			for i := 1; i <= 3; i++ {
				_, err := act{fmt.Sprintf("G%02d", g), i}.do(t.Context(), s)
				assert.NoError(t, err)
			}
		})
	}
	// Acts that find the permit and act on it; of two that create one the second
	// is told of a conflict.
	const together = 20
	_, err = act{"ALL", 1}.do(t.Context(), s)
	require.NoError(t, err)
	for i := 2; i <= together; i++ {
		wg.Go(func() {
			_, err := act{"ALL", i}.do(t.Context(), s)
			assert.NoError(t, err)
		})
	}
	wg.Wait()
	require.LessOrEqual(t, sessions(t, c, "crowd"), 20)
	for g := range crowd {
		requireOnce(t, s, fmt.Sprintf("G%02d", g), 3)
	}
	requireOnce(t, s, "ALL", together)
	requireSound(t, s)
	require.NoError(t, b.Close())
	quiet(t, c, "crowd", before)
}

// A server with fewer connections than clients turns some away; they come
// again and every act takes effect once.
func TestConnectionLimit(t *testing.T) {
	c := pgtest.New(t, pgtest.Options{Settings: map[string]string{"max_connections": "12"}})
	dsn := pgtest.WithParameter(t, c.Schema(t), "application_name", "limit")
	before := runtime.NumGoroutine()
	b, err := postgres.Open(t.Context(), dsn, postgres.Options{MaxConns: 40, Accept: unsafe})
	require.NoError(t, err)
	var turned counter
	s := storeOver(t, b, storage.Options{Shards: 64, Attempts: 1000, Observe: func(a storage.Attempt) { turned.add(a.Err) }})
	var wg sync.WaitGroup
	for g := range 40 {
		wg.Go(func() {
			for i := 1; i <= 2; i++ {
				_, err := act{fmt.Sprintf("G%02d", g), i}.do(t.Context(), s)
				assert.NoError(t, err)
			}
		})
	}
	wg.Wait()
	require.Positive(t, turned.of("53300"), "nobody was turned away: the limit was not reached")
	for g := range 40 {
		requireOnce(t, s, fmt.Sprintf("G%02d", g), 2)
	}
	require.NoError(t, b.Close())
	quiet(t, c, "limit", before)
}

// Contexts that end at any moment leave whole acts or none, and no connection
// or goroutine behind.
func TestCancelled(t *testing.T) {
	c := pgtest.Shared(t)
	dsn := pgtest.WithParameter(t, c.Schema(t), "application_name", "cancelled")
	before := runtime.NumGoroutine()
	b, err := postgres.Open(t.Context(), dsn, postgres.Options{MaxConns: 8, Accept: unsafe})
	require.NoError(t, err)
	s := storeOver(t, b, storage.Options{})
	var wg sync.WaitGroup
	for g := range crowd {
		wg.Go(func() {
			a := act{fmt.Sprintf("G%02d", g), 1}
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rand.IntN(60_000))*time.Microsecond)
			defer cancel()
			_, err := a.do(ctx, s)
			if err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, storage.ErrCommitUnknown) {
				t.Errorf("an act that was given up: %v", err)
			}
			n := tracesOf(t, s, a.permit).count
			if err == nil {
				assert.Equal(t, 1, n, "an acknowledged act")
			} else if !errors.Is(err, storage.ErrCommitUnknown) {
				assert.Equal(t, 0, n, "an act that was told to have failed")
			}
		})
	}
	wg.Wait()
	for g := range crowd {
		_, err := act{fmt.Sprintf("G%02d", g), 1}.until(t.Context(), s)
		require.NoError(t, err)
		requireOnce(t, s, fmt.Sprintf("G%02d", g), 1)
	}
	requireSound(t, s)
	require.NoError(t, b.Close())
	quiet(t, c, "cancelled", before)
}

// A counter counts the errors a store sees by SQLSTATE.
type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) add(err error) {
	var server *postgres.ServerError
	if !errors.As(err, &server) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == nil {
		c.n = map[string]int{}
	}
	c.n[server.Code]++
}

func (c *counter) of(code string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n[code]
}
