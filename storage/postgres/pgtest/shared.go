package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
)

var shared struct {
	sync.Mutex
	cluster *Cluster
	err     error
}

// Main runs the tests and then removes the shared cluster. Call it from
// TestMain.
func Main(m *testing.M) int {
	code := m.Run()
	shared.Lock()
	defer shared.Unlock()
	if shared.cluster != nil {
		if err := shared.cluster.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
	}
	return code
}

// Shared returns the cluster of this test binary: that of STORAGE_TEST_DSN, or
// a throw-away one, started on first use. Without either the test is skipped,
// or fails if STORAGE_REQUIRE_PG=1.
func Shared(t testing.TB) *Cluster {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.cluster == nil && shared.err == nil {
		if dsn := os.Getenv("STORAGE_TEST_DSN"); dsn != "" {
			shared.cluster = &Cluster{dsn: dsn, foreign: true}
		} else {
			shared.cluster, shared.err = Start(context.Background(), Options{})
		}
	}
	if shared.err != nil {
		missing(t, shared.err)
	}
	return shared.cluster
}

// New returns a throw-away cluster for one test alone; it is removed when the
// test ends. STORAGE_TEST_DSN does not matter to it, for it may be killed.
// Without PostgreSQL the test is skipped, or fails if STORAGE_REQUIRE_PG=1.
func New(t testing.TB, o Options) *Cluster {
	t.Helper()
	c, err := Start(context.Background(), o)
	if err != nil {
		missing(t, err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the server's log:\n%s", tail(c.Log(), 4<<10))
		}
		if err := c.Close(); err != nil {
			t.Errorf("pgtest: %v", err)
		}
	})
	return c
}

// missing ends a test that cannot run. Only the lack of the programs is a
// reason to skip: a server that does not start is a failure.
func missing(t testing.TB, err error) {
	t.Helper()
	if !errors.Is(err, ErrNoPrograms) || os.Getenv("STORAGE_REQUIRE_PG") == "1" {
		t.Fatal(err)
	}
	fmt.Fprintf(os.Stderr, "\n*** %s NOT RUN: %v ***\n\n", t.Name(), err)
	t.Skip(err)
}

func tail(s string, n int) string {
	if len(s) > n {
		return "…" + s[len(s)-n:]
	}
	return s
}
