package pgtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Options configure a throw-away cluster. The zero Options are for tests that
// need a fast server and do not cut its power.
type Options struct {
	// Durable leaves fsync, full_page_writes and synchronous_commit on. Tests
	// that kill the server need it.
	Durable bool
	// Settings are further settings of the server, by name. They win over
	// those the package makes.
	Settings map[string]string

	_ struct{}
}

// A Cluster is a PostgreSQL server for tests.
type Cluster struct {
	dsn     string
	foreign bool // the user's own: never stopped
	dir     string
	bin     string
	port    int
	who     account
	args    []string
	log     *os.File

	mu      sync.Mutex
	process *process // nil while stopped
}

// ErrForeign refuses to stop or kill a cluster that is not ours.
var ErrForeign = errors.New("pgtest: this cluster belongs to the user (STORAGE_TEST_DSN)")

// restartTime is how long a killed server may take to start again: the orphans
// of the one before hold its shared memory until they notice.
const restartTime = 2 * time.Minute

// Start makes a throw-away cluster and waits until it answers. The error wraps
// ErrNoPrograms if there is no PostgreSQL here.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	bin, err := findBin()
	if err != nil {
		return nil, err
	}
	who, err := serverAccount()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir, bin: bin, who: who}
	if err := c.create(ctx, o); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (c *Cluster) create(ctx context.Context, o Options) (err error) {
	if err := c.who.own(c.dir); err != nil {
		return err
	}
	data := filepath.Join(c.dir, "data")
	out, err := c.who.run(filepath.Join(c.bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C", "--no-instructions", "--no-sync")
	if err != nil {
		return fmt.Errorf("pgtest: initdb: %w\n%s", err, out)
	}
	if c.port, err = freePort(); err != nil {
		return err
	}
	if c.log, err = os.Create(filepath.Join(c.dir, "log")); err != nil {
		return err
	}
	settings := map[string]string{
		"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": strconv.Itoa(c.port),
		"max_connections": "300", "timezone": "UTC",
		"autovacuum": "off", // it looks after data that live longer than these
	}
	if !o.Durable {
		settings["fsync"], settings["full_page_writes"], settings["synchronous_commit"] = "off", "off", "off"
	}
	maps.Copy(settings, o.Settings)
	c.args = []string{"-D", data}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		c.args = append(c.args, "-c", name+"="+settings[name])
	}
	c.dsn = fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", c.port)
	return c.Restart(ctx)
}

// freePort returns a port that nobody listened on a moment ago.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	return port, l.Close()
}

// Restart starts the server if it does not run and waits until it answers.
func (c *Cluster) Restart(ctx context.Context) error {
	if c.foreign {
		return ErrForeign
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, restartTime)
	defer cancel()
	for {
		if c.process == nil {
			p, err := c.who.start(c.log, filepath.Join(c.bin, "postgres"), c.args...)
			if err != nil {
				return fmt.Errorf("pgtest: postgres: %w", err)
			}
			c.process = p
		}
		err := c.ping(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-c.process.done:
			c.process = nil // it gave up; the next one may be luckier
		default:
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("pgtest: the server does not come up: %w\n%s", err, c.Log())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (c *Cluster) ping(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, c.dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	return conn.Ping(ctx)
}

// Kill ends the postmaster with SIGKILL, as a power cut would as far as the
// server's own memory goes.
func (c *Cluster) Kill() error { return c.end((*process).kill) }

// Abort ends the server at once; clients see their connections cut.
func (c *Cluster) Abort() error { return c.end((*process).immediate) }

// Stop rolls open transactions back and ends the server in order.
func (c *Cluster) Stop() error { return c.end((*process).fast) }

func (c *Cluster) end(how func(*process)) error {
	if c.foreign {
		return ErrForeign
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.process != nil {
		how(c.process)
		c.process = nil
	}
	return nil
}

// Close stops the server and removes everything it wrote. A cluster of the
// user's own is left alone.
func (c *Cluster) Close() error {
	if c.foreign {
		return nil
	}
	err := c.Abort()
	if c.log != nil {
		err = errors.Join(err, c.log.Close())
		c.log = nil
	}
	return errors.Join(err, os.RemoveAll(c.dir))
}

// Log returns what the server has written to its log; nothing for a cluster of
// the user's own.
func (c *Cluster) Log() string {
	if c.foreign {
		return ""
	}
	b, err := os.ReadFile(filepath.Join(c.dir, "log"))
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// Dir returns the data directory, or nothing for a cluster of the user's own.
func (c *Cluster) Dir() string {
	if c.foreign {
		return ""
	}
	return filepath.Join(c.dir, "data")
}

// Foreign reports whether the cluster is the user's own: then it cannot be
// stopped, and its settings are what they are.
func (c *Cluster) Foreign() bool { return c.foreign }

// DSN is the address of the cluster's database.
func (c *Cluster) DSN() string { return c.dsn }

// schemas numbers the schemas of this binary.
var schemas atomic.Int64

func newName(prefix string) string {
	return fmt.Sprintf("%s_%d_%d", prefix, os.Getpid(), schemas.Add(1))
}

// Schema creates an empty schema and returns an address whose connections use
// it. On the user's own cluster it is dropped when the test ends.
func (c *Cluster) Schema(t testing.TB) string {
	t.Helper()
	name := newName("storage_test")
	c.Exec(t, "create schema "+name)
	if c.foreign {
		t.Cleanup(func() { c.Exec(t, "drop schema "+name+" cascade") })
	}
	return WithParameter(t, c.dsn, "search_path", name)
}

// Exec runs statements through a connection of its own.
func (c *Cluster) Exec(t testing.TB, statements ...string) {
	t.Helper()
	// Not the test's context: that has ended when its cleanups run.
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, c.dsn)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	defer conn.Close(ctx)
	for _, s := range statements {
		if _, err := conn.Exec(ctx, s); err != nil {
			t.Fatalf("pgtest: %v", err)
		}
	}
}

// WithParameter returns dsn with a connection parameter set. Both forms of an
// address work: a URL, and key=value pairs.
func WithParameter(t testing.TB, dsn, name, value string) string {
	t.Helper()
	if !strings.Contains(dsn, "://") {
		return dsn + " " + name + "='" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(value) + "'"
	}
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal("pgtest: the DSN is no URL") // not err: it repeats the password
	}
	q := u.Query()
	q.Set(name, value)
	u.RawQuery = q.Encode()
	return u.String()
}
