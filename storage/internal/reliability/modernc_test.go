package reliability_test

import (
	"context"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/oldschema"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/sqlstore"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// modernc opens a file with modernc.org/sqlite, as sqlite.Over asks for it.
func modernc(ctx context.Context, path string) (*sqlite.Backend, error) {
	const settings = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
	writer, err := sql.Open("sqlite", "file:"+path+settings+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	readers, err := sql.Open("sqlite", "file:"+path+settings+"&_pragma=query_only(1)&_txlock=deferred")
	if err != nil {
		return nil, err
	}
	readers.SetMaxOpenConns(8)
	readers.SetMaxIdleConns(8)
	b, err := sqlite.Over(ctx, writer, readers, false)
	if err != nil {
		readers.Close()
		writer.Close()
		return nil, err
	}
	return b, nil
}

// A place remembers in which file each backend keeps its data.
type place struct {
	mu    sync.Mutex
	paths map[storage.Backend]string
}

func fresh(t testing.TB) string { return filepath.Join(t.TempDir(), "residence.db") }

func (p *place) at(t testing.TB, path string) storage.Backend {
	t.Helper()
	b, err := modernc(t.Context(), path)
	require.NoError(t, err)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paths[b] = path
	return b
}

func (p *place) of(b storage.Backend) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.paths[b]
}

// crash opens a copy of the files made while they are in use. Who holds the right
// to write keeps others from starting the log over; with the whole log, the
// database may be copied at any moment.
func (p *place) crash(t testing.TB, b storage.Backend) storage.Backend {
	t.Helper()
	from, to := p.of(b), fresh(t)
	tx, err := raw(t, from).BeginTx(context.Background(), nil)
	require.NoError(t, err)
	for _, suffix := range []string{"", "-wal"} {
		src, err := os.Open(from + suffix)
		require.NoError(t, err)
		dst, err := os.Create(to + suffix)
		require.NoError(t, err)
		_, err = io.Copy(dst, src)
		require.NoError(t, err)
		require.NoError(t, dst.Close())
		require.NoError(t, src.Close())
	}
	require.NoError(t, tx.Rollback())
	t.Cleanup(func() { _ = b.Close() }) // nobody else does
	return p.at(t, to)
}

func raw(t testing.TB, path string) *sql.DB {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_txlock=immediate")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// The whole contract over the other driver of SQLite.
func TestConformanceModernc(t *testing.T) {
	p := &place{paths: map[storage.Backend]string{}}
	storagetest.Run(t, storagetest.Harness{
		Open:   func(t testing.TB) storage.Backend { return p.at(t, fresh(t)) },
		Second: func(t testing.TB, b storage.Backend) storage.Backend { return p.at(t, p.of(b)) },
		Reopen: func(t testing.TB, b storage.Backend) storage.Backend {
			require.NoError(t, b.Close())
			return p.at(t, p.of(b))
		},
		Crash: p.crash,
		Migrate: &storagetest.MigrationHarness{Old: func(t testing.TB, v int) storagetest.MigrationData {
			path := fresh(t)
			old := oldschema.Place{DB: raw(t, path), Dialect: sqlstore.SQLite}
			return storagetest.MigrationData{
				Records: old.Lay(t, v),
				Open: func() (storage.Backend, error) {
					b, err := modernc(t.Context(), path)
					if err != nil {
						return nil, err
					}
					return b, nil
				},
				Steps: func() int { return old.Steps(t) },
				Stop:  func() { require.NoError(t, old.Begin(t, v).Rollback()) },
				Newer: func() { old.Newer(t) },
				Drift: func() { old.Drift(t) },
			}
		}},
		Skip: map[string]string{"Faults": "the simulated disk is one of the other driver: see storage/sqlite"},
	})
}
