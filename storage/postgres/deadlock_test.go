package postgres_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

// Two acts that take the same records in opposite orders wait for each other
// until the server gives one up; it runs again, and both take effect once.
func TestDeadlock(t *testing.T) {
	c := pgtest.Shared(t)
	if c.Foreign() {
		t.Skip("the time after which a deadlock is looked for is PostgreSQL's setting")
	}
	dsn := pgtest.WithParameter(t, c.Schema(t), "deadlock_timeout", "10ms")
	var given counter
	s := storeOver(t, open(t, dsn, postgres.Options{}), storage.Options{
		Attempts: 1000, Observe: func(a storage.Attempt) { given.add(a.Err) },
	})
	ids := []string{"A", "B"}
	bump := func(command string, ids ...string) error {
		_, err := s.Update(t.Context(), storage.Command{ID: storage.CommandID(command)},
			func(ctx context.Context, w *storage.Writer) ([]byte, error) {
				for _, id := range ids {
					h, err := w.Header(ctx, permits, id)
					if err != nil {
						return nil, err
					}
					if _, err := w.Put(ctx, storage.Record{Header: h}, h.Version); err != nil {
						return nil, err
					}
				}
				return nil, nil
			})
		return err
	}
	for _, id := range ids {
		_, err := act{id, 1}.do(t.Context(), s)
		require.NoError(t, err)
	}
	rounds := 0
	for ; rounds < 500 && given.of("40P01") == 0; rounds++ {
		var wg sync.WaitGroup
		wg.Go(func() { assert.NoError(t, bump(fmt.Sprintf("up-%d", rounds), "A", "B")) })
		wg.Go(func() { assert.NoError(t, bump(fmt.Sprintf("down-%d", rounds), "B", "A")) })
		wg.Wait()
	}
	require.Positive(t, given.of("40P01"), "no deadlock in %d rounds", rounds)
	for _, id := range ids {
		h, err := s.Header(t.Context(), permits, id)
		require.NoError(t, err)
		require.EqualValues(t, 1+2*rounds, h.Version, "each act once")
	}
	t.Logf("%d deadlocks in %d rounds, each act in effect once", given.of("40P01"), rounds)
}
