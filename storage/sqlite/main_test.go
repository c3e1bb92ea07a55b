package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/internal/oldschema"
	"github.com/juzhuzheng/residence/storage/sqlite"
	"github.com/juzhuzheng/residence/storage/sqlstore"
)

// childVar names what a child process, which is this test program again, does.
const childVar = "RESIDENCE_SQLITE_CHILD"

func TestMain(m *testing.M) {
	do := map[string]func(args []string) error{"write": writeUntilKilled, "migrate": migrateAndDie}[os.Getenv(childVar)]
	if do == nil {
		os.Exit(m.Run())
	}
	if err := do(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(3) // a child ends by being killed
}

// child starts this program in another role.
func child(ctx context.Context, role string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append(os.Environ(), childVar+"="+role)
	c.Stderr = os.Stderr
	return c
}

// requireKilled requires that a child ended by SIGKILL and not before.
func requireKilled(t testing.TB, err error) {
	t.Helper()
	var exit *exec.ExitError
	require.ErrorAs(t, err, &exit)
	require.Equal(t, syscall.SIGKILL, exit.Sys().(syscall.WaitStatus).Signal(), "the child ended by itself: %v", err)
}

// childWriters is how many clerks a child has.
const childWriters = 4

func childPermit(w int) string { return fmt.Sprintf("W%d", w) }

// writeUntilKilled does acts on one permit per clerk, each after the last one that
// is there, and prints an act when it was acknowledged.
func writeUntilKilled(args []string) error {
	ctx := context.Background()
	b, err := sqlite.Open(ctx, args[0], sqlite.Options{})
	if err != nil {
		return err
	}
	s, err := acttest.Open(b, storage.Options{})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	var mu sync.Mutex
	failed := make(chan error)
	for w := range childWriters {
		n, err := acttest.Count(ctx, s, childPermit(w))
		if err != nil {
			return err
		}
		go func() {
			for n++; ; n++ {
				if _, err := (acttest.Act{Permit: childPermit(w), N: n}).Do(ctx, s); err != nil {
					failed <- err
					return
				}
				mu.Lock()
				fmt.Fprintln(out, w, n)
				err := out.Flush()
				mu.Unlock()
				if err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	return <-failed
}

// migrateAndDie begins to migrate data of a version and is killed in the middle.
func migrateAndDie(args []string) error {
	v, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	tb := &dying{}
	db := rawDB(tb, args[0])
	oldschema.Place{DB: db, Dialect: sqlstore.SQLite}.Begin(tb, v)
	return syscall.Kill(os.Getpid(), syscall.SIGKILL)
}

// A dying is the testing.TB of a child: what fails ends it.
type dying struct{ testing.TB }

func (*dying) Helper()        {}
func (*dying) Cleanup(func()) {}
func (*dying) Errorf(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(4)
}
func (d *dying) Fatalf(format string, args ...any) { d.Errorf(format, args...) }
func (d *dying) Fatal(args ...any)                 { d.Errorf("%s", fmt.Sprint(args...)) }
func (*dying) FailNow()                            { os.Exit(4) }
