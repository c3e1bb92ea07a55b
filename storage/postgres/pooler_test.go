package postgres_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

// Whoever forgets the mode behind a pooler that knows nothing of prepared
// statements does no harm: an act takes effect once, or fails with an error that
// names the cure. A pooler that follows prepared statements refuses none.
func TestCacheStatementBehindPooler(t *testing.T) {
	dsn := pgtest.NewPooler(t, pgtest.Shared(t)).Schema(t)
	right := storeOver(t, open(t, dsn, postgres.Options{Mode: postgres.Exec}), storage.Options{})
	const clients, tries = 6, 20
	var refused atomic.Int64
	blame := func(err error) {
		refused.Add(1)
		var server *postgres.ServerError
		if assert.ErrorAs(t, err, &server) {
			assert.Contains(t, []string{"26000", "42P05"}, server.Code, server.Error())
			assert.ErrorContains(t, server, "needs Mode Exec")
		}
		assert.NotErrorIs(t, err, storage.ErrRetry, "to repeat does not help")
		assert.NotErrorIs(t, err, storage.ErrCommitUnknown, "nothing took effect")
	}
	done := make([]int, clients)
	permit := func(client int) string { return fmt.Sprintf("W%d", client) }
	var wg sync.WaitGroup
	for client := range clients {
		wg.Go(func() {
			b, err := postgres.Open(t.Context(), dsn, postgres.Options{Mode: postgres.CacheStatement, MaxConns: 2, Accept: unsafe})
			if err != nil {
				blame(err)
				return
			}
			s := storeOver(t, b, storage.Options{})
			for range tries {
				if _, err := (act{permit(client), done[client] + 1}).do(t.Context(), s); err == nil {
					done[client]++
				} else {
					blame(err)
				}
			}
			assert.NoError(t, b.Close())
		})
	}
	wg.Wait()
	total := 0
	for client, n := range done {
		requireOnce(t, right, permit(client), n)
		total += n
	}
	requireSound(t, right)
	require.Positive(t, total+int(refused.Load()))
	t.Logf("CacheStatement behind PgBouncer: %d acts in effect once, %d refused by name", total, refused.Load())
}
