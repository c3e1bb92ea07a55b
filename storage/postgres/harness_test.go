package postgres_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// accepted are the settings the tests take the risk of on a cluster: those of
// the shared one, and on the user's own what STORAGE_TEST_ACCEPT names.
func accepted(c *pgtest.Cluster) []string {
	if !c.Foreign() {
		return unsafe
	}
	if s := os.Getenv("STORAGE_TEST_ACCEPT"); s != "" {
		return strings.Split(s, ",")
	}
	return nil
}

// A place remembers where the backends of a harness keep their data.
type place struct {
	options postgres.Options
	schema  func(testing.TB) string
	kill    func(testing.TB) // kills the server and starts it again; nil if it may not

	mu   sync.Mutex
	dsns map[storage.Backend]string
}

func (p *place) open(t testing.TB) storage.Backend { return p.at(t, p.schema(t)) }

func (p *place) at(t testing.TB, dsn string) storage.Backend {
	t.Helper()
	b, err := postgres.Open(t.Context(), dsn, p.options)
	require.NoError(t, err)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dsns == nil {
		p.dsns = map[storage.Backend]string{}
	}
	p.dsns[b] = dsn
	return b
}

func (p *place) of(b storage.Backend) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dsns[b]
}

func (p *place) second(t testing.TB, b storage.Backend) storage.Backend { return p.at(t, p.of(b)) }

func (p *place) reopen(t testing.TB, b storage.Backend) storage.Backend {
	t.Helper()
	require.NoError(t, b.Close())
	return p.at(t, p.of(b))
}

// harness is what every mode and every way to the server can show.
func (p *place) harness() storagetest.Harness {
	return storagetest.Harness{Open: p.open, Reopen: p.reopen, Second: p.second, Migrate: p.oldData()}
}

// faults makes backends whose network and server fail on demand.
type faults struct {
	cluster *pgtest.Cluster
	disk    *disk // nil if the test may not mount one
}

func (f faults) open(t testing.TB) (storage.Backend, storagetest.FaultControl) {
	t.Helper()
	net := &pgtest.Network{}
	dsn := f.cluster.Schema(t)
	if f.disk != nil {
		dsn = pgtest.WithParameter(t, dsn, "default_tablespace", smallSpace)
	}
	b, err := postgres.Open(t.Context(), dsn, postgres.Options{Accept: unsafe, MaxConns: 4, Dial: net.Dial})
	require.NoError(t, err)
	trip := tripwire(t, dsn)
	ctl := storagetest.FaultControl{
		LoseCommit: func(applied bool) {
			if applied {
				net.Arm(pgtest.CommitNotAnswered)
			} else {
				net.Arm(pgtest.CommitNotSent)
			}
		},
		Drop:     func() { net.Arm(pgtest.StatementCut) },
		Busy:     trip,
		ReadOnly: func(refuse bool) { f.readOnly(t, refuse) },
	}
	if f.disk != nil {
		ctl.Full = func(full bool) { f.disk.fill(t, full) }
	}
	return b, ctl
}

// readOnly makes reading the server's default and waits until it is. Sessions
// that exist follow with their next statement.
func (f faults) readOnly(t testing.TB, refuse bool) {
	t.Helper()
	value := "off"
	if refuse {
		value = "on"
	}
	f.cluster.Exec(t, "alter system set default_transaction_read_only = "+value, "select pg_reload_conf()")
	require.Eventually(t, func() bool {
		conn, err := pgx.Connect(context.Background(), f.cluster.DSN())
		if err != nil {
			return false
		}
		defer conn.Close(context.Background())
		var have string
		err = conn.QueryRow(context.Background(), "show default_transaction_read_only").Scan(&have)
		return err == nil && have == value
	}, 5*time.Second, 5*time.Millisecond)
	time.Sleep(20 * time.Millisecond) // the signal to the sessions follows at once
}

// tripwire puts a trigger on the tables that gives the next transaction that
// writes up, once, with the error of a deadlock. Whether it strikes is a number
// of a sequence: that is not rolled back with the transaction.
func tripwire(t testing.TB, dsn string) (arm func()) {
	t.Helper()
	exec := func(statements ...string) {
		ctx := context.Background()
		conn, err := pgx.Connect(ctx, dsn)
		require.NoError(t, err)
		defer conn.Close(ctx)
		for _, s := range statements {
			_, err := conn.Exec(ctx, s)
			require.NoError(t, err)
		}
	}
	exec("create sequence trip start 100",
		`create function trip() returns trigger language plpgsql as $$ begin
			if nextval('trip') = 1 then raise exception 'planted' using errcode = '40P01'; end if;
			return new;
		end $$`,
		`do $$ declare name text; begin
			for name in select tablename from pg_tables where schemaname = current_schema() loop
				execute format('create trigger trip before insert or update on %I for each row execute function trip()', name);
			end loop;
		end $$`)
	return func() { exec("select setval('trip', 1, false)") }
}

const smallSpace = "small"

// A disk is a small file system with a tablespace on it.
type disk struct{ dir string }

// smallDisk mounts one for the cluster; nil if the test may not.
func smallDisk(t testing.TB, c *pgtest.Cluster) *disk {
	t.Helper()
	// Beside the data, where the server may look.
	dir := filepath.Join(filepath.Dir(c.Dir()), "small")
	if !mountSmall(t, dir) {
		return nil
	}
	space := filepath.Join(dir, "space")
	require.NoError(t, os.Mkdir(space, 0o700))
	owner(t, space, c.Dir())
	c.Exec(t, "create tablespace "+smallSpace+" location '"+space+"'")
	return &disk{dir}
}

// fill takes all the room there is, or gives it back.
func (d *disk) fill(t testing.TB, full bool) {
	t.Helper()
	filler := filepath.Join(d.dir, "filler")
	if !full {
		require.NoError(t, os.Remove(filler))
		return
	}
	f, err := os.Create(filler)
	require.NoError(t, err)
	defer f.Close()
	block := make([]byte, 4<<10)
	for err == nil {
		_, err = f.Write(block)
	}
}
