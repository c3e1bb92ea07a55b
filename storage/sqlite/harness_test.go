package sqlite_test

import (
	"context"
	"database/sql"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/oldschema"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/sqlite/internal/disk"
	"github.com/juzhuzheng/residence/storage/sqlstore"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// A place remembers in which file each backend of a harness keeps its data.
type place struct {
	options sqlite.Options

	mu    sync.Mutex
	paths map[storage.Backend]string
}

func fresh(t testing.TB) string { return filepath.Join(t.TempDir(), "residence.db") }

// rawDB opens a file with the bare driver.
func rawDB(t testing.TB, path string) *sql.DB {
	db, err := driver.Open("file:" + path + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

func (p *place) open(t testing.TB) storage.Backend { return p.at(t, fresh(t)) }

func (p *place) at(t testing.TB, path string) storage.Backend {
	t.Helper()
	b, err := sqlite.Open(t.Context(), path, p.options)
	require.NoError(t, err)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.paths == nil {
		p.paths = map[storage.Backend]string{}
	}
	p.paths[b] = path
	return b
}

func (p *place) of(b storage.Backend) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.paths[b]
}

func (p *place) second(t testing.TB, b storage.Backend) storage.Backend { return p.at(t, p.of(b)) }

func (p *place) reopen(t testing.TB, b storage.Backend) storage.Backend {
	t.Helper()
	require.NoError(t, b.Close())
	return p.at(t, p.of(b))
}

// crash opens a copy of the files made while they are in use. Who holds the right
// to write keeps others from starting the log over; with the whole log, the
// database may be copied at any moment.
func (p *place) crash(t testing.TB, b storage.Backend) storage.Backend {
	t.Helper()
	from, to := p.of(b), fresh(t)
	db := rawDB(t, from)
	tx, err := db.BeginTx(context.Background(), nil)
	require.NoError(t, err)
	copyFile(t, from, to)
	copyFile(t, from+"-wal", to+"-wal")
	require.NoError(t, tx.Rollback())
	t.Cleanup(func() { _ = b.Close() }) // nobody else does
	return p.at(t, to)
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	src, err := os.Open(from)
	require.NoError(t, err)
	defer src.Close()
	dst, err := os.Create(to)
	require.NoError(t, err)
	_, err = io.Copy(dst, src)
	require.NoError(t, err)
	require.NoError(t, dst.Close())
}

// faults returns a backend on a simulated disk.
func (p *place) faults(t testing.TB) (storage.Backend, storagetest.FaultControl) {
	d := disk.New(t.TempDir())
	o := p.options
	o.VFS = d.Name
	b, err := sqlite.Open(t.Context(), "/residence.db", o)
	require.NoError(t, err)
	toggle := func(f disk.Fault, room int) func(bool) {
		return func(on bool) {
			if on {
				d.Set(f, room)
			} else {
				d.Set(disk.None, 0)
			}
		}
	}
	return b, storagetest.FaultControl{
		Busy:     func() { d.Set(disk.Busy, 0) },
		Full:     toggle(disk.Full, 300_000),
		ReadOnly: toggle(disk.ReadOnly, 0),
	}
}

// oldData lays down data of older versions, each in a file of its own.
func (p *place) oldData() *storagetest.MigrationHarness {
	return &storagetest.MigrationHarness{Old: func(t testing.TB, v int) storagetest.MigrationData {
		path := fresh(t)
		old := oldschema.Place{DB: rawDB(t, path), Dialect: sqlstore.SQLite}
		return storagetest.MigrationData{
			Records: old.Lay(t, v),
			Open: func() (storage.Backend, error) {
				b, err := sqlite.Open(t.Context(), path, p.options)
				if err != nil {
					return nil, err
				}
				return b, nil
			},
			Steps: func() int { return old.Steps(t) },
			Stop:  func() { requireKilled(t, child(t.Context(), "migrate", path, strconv.Itoa(v)).Run()) },
			Newer: func() { old.Newer(t) },
			Drift: func() { old.Drift(t) },
		}
	}}
}

func (p *place) harness() storagetest.Harness {
	return storagetest.Harness{
		Open: p.open, Reopen: p.reopen, Crash: p.crash, Second: p.second, Faults: p.faults, Migrate: p.oldData(),
		Skip: map[string]string{
			"Faults.LoseCommit": "the engine is in the program, no answer can get lost on the way; TestSyncFails has the one commit whose fate is open",
			"Faults.Drop":       "there is no connection that could break",
		},
	}
}

// diskPlace keeps the data of each backend on a simulated disk of its own, and
// stops a backend by cutting the power.
type diskPlace struct {
	mu    sync.Mutex
	disks map[storage.Backend]*disk.Disk
	r     *rand.Rand
}

func (p *diskPlace) open(t testing.TB) storage.Backend { return p.on(t, disk.New(t.TempDir())) }

func (p *diskPlace) on(t testing.TB, d *disk.Disk) storage.Backend {
	t.Helper()
	b, err := sqlite.Open(t.Context(), "/residence.db", sqlite.Options{VFS: d.Name, BusyTimeout: time.Second})
	require.NoError(t, err)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.disks[b] = d
	return b
}

func (p *diskPlace) cut(t testing.TB, b storage.Backend) storage.Backend {
	t.Helper()
	p.mu.Lock()
	d := p.disks[b]
	p.mu.Unlock()
	after := d.Cut(p.r)
	t.Cleanup(func() { _ = b.Close() }) // nobody else does
	return p.on(t, after)
}
