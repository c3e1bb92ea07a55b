package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Pooler is a PgBouncer in front of a throw-away cluster. It pools by
// transaction: two transactions of one client may run on two server
// connections, so nothing of a session carries over.
type Pooler struct {
	cluster *Cluster
	port    int
	users   string // what the names of its users begin with
	next    atomic.Int64
}

// poolerUsers is how many schemas one Pooler can serve: its list of users is
// written before it starts.
const poolerUsers = 2000

func (p *Pooler) user(n int64) string { return p.users + "_" + strconv.FormatInt(n, 10) }

// NewPooler starts a PgBouncer that ends with the test. Without PgBouncer the
// test is skipped, or fails if STORAGE_REQUIRE_PG=1. The cluster must not be
// the user's own.
func NewPooler(t testing.TB, c *Cluster) *Pooler {
	t.Helper()
	if c.foreign {
		t.Skip("pgtest: the pooler stands before a throw-away cluster; with STORAGE_TEST_DSN name your own pooler there")
	}
	path, err := findPooler()
	if err != nil {
		missing(t, err)
	}
	p := &Pooler{cluster: c, users: newName("pooled")}
	if err := p.start(t, path); err != nil {
		t.Fatalf("pgtest: pgbouncer: %v", err)
	}
	return p
}

func (p *Pooler) start(t testing.TB, path string) (err error) {
	who := p.cluster.who
	dir, err := os.MkdirTemp("", "pgb")
	if err != nil {
		return err
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("pgtest: %v", err)
		}
	})
	if p.port, err = freePort(); err != nil {
		return err
	}
	users := filepath.Join(dir, "users")
	config := filepath.Join(dir, "ini")
	var list strings.Builder
	for n := range int64(poolerUsers) {
		fmt.Fprintf(&list, "%q \"\"\n", p.user(n+1))
	}
	fmt.Fprintf(&list, "\"postgres\" \"\"\n")
	err = errors.Join(
		os.WriteFile(users, []byte(list.String()), 0o600),
		os.WriteFile(config, []byte(strings.Join([]string{
			"[databases]",
			fmt.Sprintf("* = host=127.0.0.1 port=%d", p.cluster.port),
			"[pgbouncer]",
			"listen_addr = 127.0.0.1",
			"listen_port = " + strconv.Itoa(p.port),
			"unix_socket_dir =",
			"auth_type = trust",
			"auth_file = " + users,
			"pool_mode = transaction",
			"max_client_conn = 1000",
			"default_pool_size = 20",
			"server_idle_timeout = 1",
			"",
		}, "\n")), 0o600),
		who.own(dir), who.own(users), who.own(config),
	)
	if err != nil {
		return err
	}
	log := new(buffer)
	process, err := who.start(log, path, config)
	if err != nil {
		return err
	}
	t.Cleanup(process.kill)
	ctx, cancel := context.WithTimeout(context.Background(), restartTime)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, p.dsn("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-process.done:
			return fmt.Errorf("ended: %w\n%s", err, log)
		case <-ctx.Done():
			return fmt.Errorf("does not answer: %w\n%s", err, log)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (p *Pooler) dsn(user string) string {
	u := url.URL{
		Scheme: "postgres", User: url.User(user), Host: "127.0.0.1:" + strconv.Itoa(p.port),
		Path: "/postgres", RawQuery: "sslmode=disable",
	}
	return u.String()
}

// Schema creates an empty schema and a role that works in it, and returns the
// role's address through the pooler. A pooler does not pass search_path on: the
// role's own setting does what the parameter does without one.
func (p *Pooler) Schema(t testing.TB) string {
	t.Helper()
	n := p.next.Add(1)
	if n > poolerUsers {
		t.Fatalf("pgtest: a pooler serves %d schemas", poolerUsers)
	}
	user := p.user(n)
	schema := user
	p.cluster.Exec(t,
		"create role "+user+" login superuser",
		"create schema "+schema+" authorization "+user,
		"alter role "+user+" set search_path = "+schema,
	)
	return p.dsn(user)
}
