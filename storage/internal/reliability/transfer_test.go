package reliability

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/planted"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// TestTransferBetweenEngines moves a whole sealed store from SQLite to PostgreSQL
// and to memory, from PostgreSQL to memory and to SQLite, and back: what arrives
// is the same, byte for byte, and its chains verify.
func TestTransferBetweenEngines(t *testing.T) {
	pgtest.Shared(t)
	moves, versions, entries := 0, int64(0), int64(0)
	for _, c := range []struct {
		from string
		open Open
		to   map[string]Open
	}{
		{"SQLite", openSQLite, map[string]Open{"PostgreSQL": openPostgres, "memory": openMemory}},
		{"PostgreSQL", openPostgres, map[string]Open{"SQLite": openSQLite, "memory": openMemory}},
	} {
		h := sealedHolding(t)
		from := h.over(t, closed(t, c.open))
		planted.Live(t, from)
		for name, open := range c.to {
			to := h.over(t, closed(t, open))
			move(t, from, to)
			back := h.over(t, closed(t, c.open))
			sum := move(t, to, back)
			same(t, from, back)
			moves, versions, entries = moves+2, versions+2*sum.Versions, entries+2*sum.Entries
			t.Logf("%s to %s and back: %d versions, %d entries, %d commands", c.from, name, sum.Versions, sum.Entries, sum.Commands)
		}
	}
	t.Logf("transfer between SQLite, PostgreSQL and memory: %d moves of %d versions and %d entries, all the same, chains verify", moves, versions, entries)
}

// closed is a backend that is closed when the test ends.
func closed(t *testing.T, open Open) storage.Backend {
	t.Helper()
	b := open(t)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	return b
}

// move exports a store into a fresh one, and compares.
func move(t *testing.T, from, to *storage.Store) transfer.Summary {
	t.Helper()
	var out bytes.Buffer
	_, err := transfer.Export(t.Context(), from, &out, transfer.ExportOptions{Form: transfer.Sealed})
	require.NoError(t, err)
	sum, err := transfer.Import(t.Context(), to, &out, transfer.ImportOptions{})
	require.NoError(t, err)
	require.Positive(t, sum.Versions)
	require.Positive(t, sum.Commands)
	same(t, from, to)
	return sum
}

// same requires that two stores keep the same bytes, show the same records and end
// their chains alike.
func same(t *testing.T, a, b *storage.Store) {
	t.Helper()
	rows := func(s *storage.Store) []byte { return planted.Rows(t, s.Backend(), s.Shards(), planted.Kinds) }
	ra := rows(a)
	require.NotEmpty(t, ra)
	require.True(t, bytes.Equal(ra, rows(b)), "versions, entries or commands differ")
	require.True(t, bytes.Equal(opened(t, a), opened(t, b)), "opened records differ")
	ca, err := a.VerifyAll(t.Context())
	require.NoError(t, err)
	cb, err := b.VerifyAll(t.Context(), ca)
	require.NoError(t, err)
	assert.Equal(t, ca.Heads, cb.Heads)
	require.NoError(t, b.VerifyRecords(t.Context(), planted.Kinds...))
}

// opened is what a desk reads: the bodies of all versions.
func opened(t *testing.T, s *storage.Store) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, s.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		out.Reset()
		for _, kind := range planted.Kinds {
			for rec, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: kind}) {
				if err != nil {
					return err
				}
				for v := storage.Version(1); v <= rec.Version; v++ {
					one, err := r.GetAsOf(ctx, kind, rec.ID, storage.AsOf{Version: v})
					if err != nil {
						return err
					}
					out.WriteString(recordText(one) + "\n")
				}
			}
		}
		return nil
	}))
	planted.Some(t, "the opened records", bytes.NewReader(out.Bytes()))
	return out.Bytes()
}

// TestTransferComparisonFails is the control: one act more is a difference.
func TestTransferComparisonFails(t *testing.T) {
	h := sealedHolding(t)
	from, to := h.over(t, closed(t, openSQLite)), h.over(t, closed(t, openMemory))
	planted.Live(t, from)
	move(t, from, to)
	_, err := to.Update(t.Context(), storage.Command{ID: "ONE-MORE"}, func(context.Context, *storage.Writer) ([]byte, error) { return nil, nil })
	require.NoError(t, err)
	ra := planted.Rows(t, from.Backend(), from.Shards(), planted.Kinds)
	require.False(t, bytes.Equal(ra, planted.Rows(t, to.Backend(), to.Shards(), planted.Kinds)))
}
