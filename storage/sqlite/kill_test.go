package sqlite_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

// killRounds is how often a child is killed: 10 times, or as often as
// STORAGE_KILL_ROUNDS says. 200 rounds take about a minute.
func killRounds(t *testing.T) int {
	s := os.Getenv("STORAGE_KILL_ROUNDS")
	if s == "" {
		return 10
	}
	n, err := strconv.Atoi(s)
	require.NoError(t, err, "STORAGE_KILL_ROUNDS")
	return n
}

// kill -9 of a process that writes: nothing acknowledged is lost, nothing is half
// there, and what was not acknowledged is resolved to one effect.
func TestKill(t *testing.T) {
	rounds := killRounds(t)
	path := filepath.Join(t.TempDir(), "residence.db")
	r := rand.New(rand.NewPCG(1, uint64(rounds)))
	acked := make([]int, childWriters)
	var acts, open int
	var slowest time.Duration
	for range rounds {
		c := child(t.Context(), "write", path)
		out, err := c.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, c.Start())
		lines := bufio.NewScanner(out)
		for left := 1 + r.IntN(200); lines.Scan(); left-- {
			var w, n int
			_, err := fmt.Sscan(lines.Text(), &w, &n)
			require.NoError(t, err)
			require.Equal(t, acked[w]+1, n)
			acked[w], acts = n, acts+1
			if left == 0 {
				require.NoError(t, c.Process.Kill())
			}
		}
		requireKilled(t, c.Wait())

		begun := time.Now()
		b, err := sqlite.Open(t.Context(), path, sqlite.Options{})
		require.NoError(t, err)
		slowest = max(slowest, time.Since(begun))
		s, err := acttest.Open(b, storage.Options{})
		require.NoError(t, err)
		for w := range acked {
			// Before anything is repeated: what was acknowledged is there, and the
			// act after it whole or not at all.
			n, err := acttest.Count(t.Context(), s, childPermit(w))
			require.NoError(t, err)
			require.GreaterOrEqual(t, n, acked[w], "acknowledged acts are lost")
			require.LessOrEqual(t, n, acked[w]+1, "an act took effect that was not asked for")
			if n > acked[w] {
				open++
			}
			acked[w]++
			res, err := acttest.Act{Permit: childPermit(w), N: acked[w]}.Do(t.Context(), s)
			require.NoError(t, err)
			require.Equal(t, n == acked[w], res.Replayed, "an act that is there is found, another is run")
			acttest.RequireOnce(t, s, childPermit(w), acked[w])
		}
		require.NoError(t, acttest.Sound(t.Context(), s))
		require.NoError(t, b.Close())
	}
	t.Logf("%d kills: %d acts acknowledged, 0 lost, 0 halves; %d of %d unacknowledged acts had taken effect, all resolved to one; open after a kill at most %v",
		rounds, acts, open, rounds*childWriters, slowest.Round(time.Millisecond))
}
