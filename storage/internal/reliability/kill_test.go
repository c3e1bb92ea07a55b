package reliability

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/dirvault"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

// A child is this test program again, with childVar saying which vault it has. Its
// argument is a directory.
const childVar = "RESIDENCE_RELIABILITY_CHILD"

// The vaults of a child.
const (
	onDisk   = "dirvault"
	inMemory = "memory" // and so lost with the child: the control
)

// clerks is how many a child has.
const clerks = 4

func clerkPermit(w int) string { return fmt.Sprintf("W%d", w) }

// runChild does acts until it is killed, and prints each when it was acknowledged.
func runChild(role string) {
	if err := writeUntilKilled(role, os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(3)
}

func writeUntilKilled(role, dir string) error {
	ctx := context.Background()
	var vault storage.Vault = new(storage.MemoryVault)
	if role == onDisk {
		v, err := dirvault.Open(filepath.Join(dir, "vault"))
		if err != nil {
			return err
		}
		vault = v
	}
	_, s, err := openTwo(ctx, dir, vault)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	var mu sync.Mutex
	failed := make(chan error)
	for w := range clerks {
		n, err := acttest.Count(ctx, s, clerkPermit(w))
		if err != nil {
			return err
		}
		go func() {
			for n++; ; n++ {
				_, err := acttest.Act{Permit: clerkPermit(w), N: n}.Do(ctx, s)
				if err == nil {
					mu.Lock()
					fmt.Fprintln(out, w, n)
					err = out.Flush()
					mu.Unlock()
				}
				if err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	return <-failed
}

// openTwo opens the two databases of a sealed store: the records and the vault.
func openTwo(ctx context.Context, dir string, vault storage.Vault) (*sqlite.Backend, *storage.Store, error) {
	keys, err := storage.NewAESGCM(1, map[uint32][]byte{1: bytes.Repeat([]byte{5}, 32)})
	if err != nil {
		return nil, nil, err
	}
	sealer, err := storage.NewEnvelope(storage.AES256GCM(), vault, keys)
	if err != nil {
		return nil, nil, err
	}
	b, err := sqlite.Open(ctx, filepath.Join(dir, "residence.db"), sqlite.Options{})
	if err != nil {
		return nil, nil, err
	}
	s, err := acttest.Open(b, storage.Options{Sealer: sealer})
	return b, s, err
}

// killAt starts a child, kills it after some acknowledged acts, and enters in acked
// which acts were.
func killAt(t *testing.T, role, dir string, acts int, acked []int) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], dir)
	c.Env = append(os.Environ(), childVar+"="+role)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var w, n int
		_, err := fmt.Sscan(lines.Text(), &w, &n)
		require.NoError(t, err)
		require.Equal(t, acked[w]+1, n)
		acked[w] = n
		if acts--; acts == 0 {
			require.NoError(t, c.Process.Kill())
		}
	}
	var exit *exec.ExitError
	require.ErrorAs(t, c.Wait(), &exit)
	require.Equal(t, syscall.SIGKILL, exit.Sys().(syscall.WaitStatus).Signal(), "the child ended by itself: %v", exit)
}

// TestKillTwoDatabases: kill -9 of a process that writes records to SQLite and their
// data keys to a vault in a directory. Every acknowledged act opens afterwards, with
// every version, so no record has outlived its key; what was not acknowledged is
// resolved to one effect, under the same key.
func TestKillTwoDatabases(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	rounds := 5 * Long(t)
	r := rand.New(rand.NewPCG(Seed(t), 1))
	acked := make([]int, clerks)
	acts, opened, open := 0, 0, 0
	for range rounds {
		killAt(t, onDisk, dir, 1+r.IntN(60), acked)
		vault, err := dirvault.Open(filepath.Join(dir, "vault"))
		require.NoError(t, err)
		b, s, err := openTwo(ctx, dir, vault)
		require.NoError(t, err)
		// Before anything is repeated.
		opened, err = s.VerifyBodies(ctx, acttest.Permits, acttest.Cards)
		require.NoError(t, err, "a record is there and its data key is not")
		acts = 0
		for w := range acked {
			n, err := acttest.Count(ctx, s, clerkPermit(w))
			require.NoError(t, err)
			require.GreaterOrEqual(t, n, acked[w], "acknowledged acts are lost")
			require.LessOrEqual(t, n, acked[w]+1, "an act took effect that was not asked for")
			if n > acked[w] {
				open++
			}
			acked[w]++
			res, err := acttest.Act{Permit: clerkPermit(w), N: acked[w]}.Do(ctx, s)
			require.NoError(t, err)
			require.Equal(t, n == acked[w], res.Replayed, "an act that is there is found, another is run")
			acttest.RequireOnce(t, s, clerkPermit(w), acked[w])
			acts += acked[w]
		}
		require.NoError(t, acttest.Sound(ctx, s))
		require.NoError(t, s.VerifyRecords(ctx, acttest.Permits, acttest.Cards))
		require.NoError(t, b.Close())
	}
	require.Positive(t, opened)
	t.Logf("%d kills over SQLite and a vault in a directory: %d acts, 0 lost, 0 without their key; %d of %d unacknowledged acts had taken effect",
		rounds, acts, open, rounds*clerks)
}

// TestKillTwoDatabasesFails is the control: a vault that loses what it has
// acknowledged is found.
func TestKillTwoDatabasesFails(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	killAt(t, inMemory, dir, 5, make([]int, clerks))
	vault, err := dirvault.Open(filepath.Join(dir, "vault"))
	require.NoError(t, err)
	b, s, err := openTwo(ctx, dir, vault)
	require.NoError(t, err)
	var missing *storage.MissingKeyError
	_, err = s.VerifyBodies(ctx, acttest.Permits, acttest.Cards)
	require.ErrorAs(t, err, &missing)
	_, err = acttest.Act{Permit: "NEW", N: 1}.Do(ctx, s)
	require.ErrorAs(t, err, &missing)
	require.NoError(t, b.Close())
}
