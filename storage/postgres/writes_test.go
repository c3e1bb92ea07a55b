package postgres_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

// No statement that writes runs outside a transaction, neither of an act nor of
// a migration: database/sql repeats a statement by itself, and the driver would
// tell it to after the server has applied one.
func TestNoWriteOutsideTransaction(t *testing.T) {
	for _, mode := range []postgres.Mode{postgres.CacheStatement, postgres.Exec, postgres.SimpleProtocol} {
		rec := &recorder{}
		// One connection, so that the statements are in its order.
		b, err := postgres.OpenTraced(t.Context(), pgtest.Shared(t).Schema(t), postgres.Options{Mode: mode, MaxConns: 1, Accept: unsafe}, rec)
		require.NoError(t, err)
		s := storeOver(t, b, storage.Options{})
		for i := 1; i <= 3; i++ {
			_, err := act{"P", i}.do(t.Context(), s)
			require.NoError(t, err)
		}
		require.Error(t, b.Update(t.Context(), func(ctx context.Context, tx storage.Tx) error {
			return tx.Put(ctx, storage.Record{Header: storage.Header{Kind: permits, ID: "P", Version: 9}}, 8)
		}))
		requireOnce(t, s, "P", 3)
		requireSound(t, s)
		require.NoError(t, b.Close())
		within, writes := false, 0
		for _, st := range rec.take() {
			switch verb, _, _ := strings.Cut(strings.TrimSpace(strings.ToLower(st.sql)), " "); verb {
			case "begin":
				require.False(t, within)
				within = true
			case "commit", "rollback":
				within = false
			case "select":
			default:
				writes++
				require.True(t, within, "outside a transaction: %s", st.sql)
			}
		}
		require.Greater(t, writes, 20, "the migrations and the acts write")
	}
}
