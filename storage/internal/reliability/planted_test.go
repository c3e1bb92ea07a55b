package reliability

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/planted"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
	"github.com/juzhuzheng/residence/storage/transfer"
)

// A holding is the keys of one agency: the same wherever it opens a store.
type holding struct{ sealer storage.Sealer }

// sealedHolding seals with keys of its own.
func sealedHolding(t testing.TB) holding {
	t.Helper()
	keys, err := storage.NewAESGCM(1, map[uint32][]byte{1: bytes.Repeat([]byte{9}, 32)})
	require.NoError(t, err)
	s, err := storage.NewEnvelope(storage.AES256GCM(), new(storage.MemoryVault), keys)
	require.NoError(t, err)
	return holding{s}
}

// openHolding leaves everything readable.
func openHolding(testing.TB) holding { return holding{storage.StoredOpen{}} }

// over is a store on a backend, after the end of the planted person's life.
func (h holding) over(t testing.TB, b storage.Backend) *storage.Store {
	t.Helper()
	s, err := storage.New(b, storage.Options{
		Sealer: h.sealer, IndexKey: bytes.Repeat([]byte{8}, storage.IndexKeySize), Shards: 8,
		Clock: func() time.Time { return time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC) },
	})
	require.NoError(t, err)
	return s
}

// A sought looks for the planted person in what a store leaves behind. In a sealed
// store it must find nothing, in an open one something in each place.
type sought struct {
	sealed bool
	places int
	bytes  int64
	found  int
}

func (s *sought) in(t testing.TB, place string, r io.Reader) {
	t.Helper()
	s.places++
	if s.sealed {
		s.bytes += planted.None(t, place, r)
		return
	}
	s.found += len(planted.Some(t, place+" of an open store", r))
}

// twice looks through a sealed store and, for the control, an open one.
func twice(t *testing.T, what string, look func(t *testing.T, s *sought, h holding)) {
	t.Helper()
	sealed, open := &sought{sealed: true}, &sought{}
	look(t, sealed, sealedHolding(t))
	look(t, open, openHolding(t))
	require.False(t, t.Failed(), "see above")
	t.Logf("planted person in %s: %d places, %d bytes, %d patterns: 0 found; control over an open store: %d found, in each of %d places",
		what, sealed.places, sealed.bytes, planted.Patterns(), open.found, open.places)
}

func file(t testing.TB, path string) io.Reader {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NotEmpty(t, b, filepath.Base(path))
	return bytes.NewReader(b)
}

// TestPlantedSQLite looks through the log of a database in use, a backup, and the
// database after it was closed.
func TestPlantedSQLite(t *testing.T) {
	twice(t, "the files of SQLite", func(t *testing.T, s *sought, h holding) {
		path := filepath.Join(t.TempDir(), "residence.db")
		b := sqliteAt(t, path)
		planted.Live(t, h.over(t, b))
		s.in(t, "write-ahead log", file(t, path+"-wal"))
		require.NoError(t, b.Backup(t.Context(), path+".backup"))
		s.in(t, "backup", file(t, path+".backup"))
		require.NoError(t, b.Close())
		s.in(t, "database file", file(t, path))
	})
}

// TestPlantedPostgres looks through the tables, the write-ahead log and the log of
// a server that writes down every change with its arguments. (One that writes down
// every question too would have what somebody typed in the place of a permit's
// number: what is looked for goes to the server as it is.)
func TestPlantedPostgres(t *testing.T) {
	twice(t, "the files of PostgreSQL", func(t *testing.T, s *sought, h holding) {
		c := pgtest.New(t, pgtest.Options{Settings: map[string]string{"log_statement": "mod"}})
		dsn := c.Schema(t)
		b, err := postgres.Open(t.Context(), dsn, postgres.Options{Accept: unsafe})
		require.NoError(t, err)
		// What the server compresses could not be searched.
		c.Exec(t, `do $$ declare c record; begin
			for c in select attrelid::regclass as tab, attname as col from pg_attribute join pg_class on pg_class.oid = attrelid
				where relname like 'residence%' and relkind = 'r' and attstorage = 'x' loop
				execute format('alter table %s alter %I set storage external', c.tab, c.col);
			end loop;
		end $$`)
		planted.Live(t, h.over(t, b))
		require.NoError(t, b.Close())
		require.NoError(t, c.Stop()) // which writes everything out
		s.in(t, "tables", tree(t, filepath.Join(c.Dir(), "base")))
		s.in(t, "write-ahead log", tree(t, filepath.Join(c.Dir(), "pg_wal")))
		s.in(t, "log of the server", strings.NewReader(c.Log()))
	})
}

// tree is all files below a directory.
func tree(t testing.TB, dir string) io.Reader {
	t.Helper()
	var all bytes.Buffer
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		all.Write(b)
		return err
	}))
	require.NotZero(t, all.Len())
	return &all
}

// TestPlantedExport looks through an export that was not to be revealed.
func TestPlantedExport(t *testing.T) {
	twice(t, "an export", func(t *testing.T, s *sought, h holding) {
		b := openSQLite(t)
		store := h.over(t, b)
		planted.Live(t, store)
		var out bytes.Buffer
		o := transfer.ExportOptions{Form: transfer.Sealed}
		if !s.sealed {
			_, err := transfer.Export(t.Context(), store, &out, o)
			require.ErrorIs(t, err, storage.ErrInvalid, "what is open does not go as sealed")
			require.Zero(t, out.Len())
			o.Form = transfer.Revealed
			o.As = storage.Disclosure{Actor: "EX-OFFICER", Purpose: "handover", Fields: []string{"all"}}
		}
		_, err := transfer.Export(t.Context(), store, &out, o)
		require.NoError(t, err)
		s.in(t, "export", &out)
		require.NoError(t, b.Close())
	})
}
