package postgres_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// A server that can lose what it acknowledged is refused by name, unless its
// operator takes the risk; then the backend does not claim to be durable.
func TestSettings(t *testing.T) {
	c := pgtest.New(t, pgtest.Options{})
	dsn := c.Schema(t)
	var seen []string
	report := func(f sqlstore.Finding) { seen = append(seen, f.Setting) }

	_, err := postgres.Open(t.Context(), dsn, postgres.Options{Report: report})
	require.ErrorIs(t, err, storage.ErrUnsupported)
	var refused *sqlstore.SettingsError
	require.ErrorAs(t, err, &refused)
	require.Len(t, refused.Findings, 3)
	require.Equal(t, []string{"fsync", "full_page_writes", "synchronous_commit"}, seen)
	require.ErrorContains(t, err, `synchronous_commit is "off"`)

	_, err = postgres.Open(t.Context(), dsn, postgres.Options{Accept: []string{"fsync", "full_page_writes"}})
	require.ErrorAs(t, err, &refused)
	require.Len(t, refused.Findings, 1)

	seen = nil
	b, err := postgres.Open(t.Context(), dsn, postgres.Options{Accept: unsafe, Report: report})
	require.NoError(t, err)
	require.Len(t, seen, 3, "accepted findings are reported too")
	require.False(t, b.Capabilities().Durable)
	require.True(t, b.Capabilities().Shared)
	require.NoError(t, b.Close())

	// The setting of the role counts, not only that of the server.
	durable := pgtest.New(t, pgtest.Options{Durable: true})
	dsn = durable.Schema(t)
	durable.Exec(t, "alter role postgres set synchronous_commit = off")
	_, err = postgres.Open(t.Context(), dsn, postgres.Options{})
	require.ErrorAs(t, err, &refused)
	require.Equal(t, "synchronous_commit", refused.Findings[0].Setting)
	durable.Exec(t, "alter role postgres reset synchronous_commit")
	b, err = postgres.Open(t.Context(), dsn, postgres.Options{Report: report})
	require.NoError(t, err)
	require.True(t, b.Capabilities().Durable)
	_, err = act{"P", 1}.do(t.Context(), storeOver(t, b, storage.Options{}))
	require.NoError(t, err)
	require.NoError(t, b.Close())

	// A server that only reads, as one in recovery does.
	durable.Exec(t, "alter role postgres set default_transaction_read_only = on")
	_, err = postgres.Open(t.Context(), dsn, postgres.Options{})
	require.ErrorIs(t, err, storage.ErrReadOnly)
	b, err = postgres.Open(t.Context(), dsn, postgres.Options{ReadOnly: true})
	require.NoError(t, err)
	s := storeOver(t, b, storage.Options{})
	requireOnce(t, s, "P", 1)
	_, err = act{"P", 2}.do(t.Context(), s)
	require.ErrorIs(t, err, storage.ErrReadOnly)
	require.NoError(t, b.Close())

	// Data that are not there yet cannot be opened for reading.
	_, err = postgres.Open(t.Context(), pgtest.WithParameter(t, dsn, "search_path", "nowhere"), postgres.Options{ReadOnly: true})
	require.ErrorIs(t, err, storage.ErrSchema)
}

func TestOptions(t *testing.T) {
	for _, o := range []postgres.Options{
		{Mode: 9}, {MaxConns: -1}, {ConnLife: -1}, {Accept: []string{"fsink"}},
	} {
		_, err := postgres.Open(t.Context(), "postgres://127.0.0.1:1/x", o)
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
	for _, dsn := range []string{"postgres://u:secret@[::1", "postgres://u:secret@127.0.0.1:1/x?sslmode=disable", "u:secret"} {
		_, err := postgres.Open(t.Context(), dsn, postgres.Options{})
		require.Error(t, err)
		require.NotContains(t, err.Error(), "secret")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := postgres.Open(ended, "postgres://127.0.0.1:1/x", postgres.Options{})
	require.ErrorIs(t, err, context.Canceled)
}
