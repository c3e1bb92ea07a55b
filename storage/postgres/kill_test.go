package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
	"github.com/juzhuzheng/residence/storage/postgres/pgtest"
)

// killRounds is how often the server is killed: 5 times, or as often as
// STORAGE_KILL_ROUNDS says. A hundred rounds take some minutes.
func killRounds(t *testing.T) int {
	s := os.Getenv("STORAGE_KILL_ROUNDS")
	if s == "" {
		return 5
	}
	n, err := strconv.Atoi(s)
	require.NoError(t, err, "STORAGE_KILL_ROUNDS")
	return n
}

// A writer does the acts on one permit, one after the other. An act whose
// fate it does not know it repeats under the same command before the next.
type writer struct {
	permit string
	next   int  // the act to do
	open   bool // the last try at it ended without a definite answer
	acked  int  // acts acknowledged
}

// tally counts over all writers.
type tally struct{ acked, unknown, replayed atomic.Int64 }

// work does acts until stop is set. It leaves the act it is at open if its fate
// is not known then.
func (w *writer) work(ctx context.Context, s *storage.Store, stop *atomic.Bool, all *tally) error {
	for !stop.Load() {
		res, err := act{w.permit, w.next}.do(ctx, s)
		switch {
		case err == nil:
			all.acked.Add(1)
			if res.Replayed {
				all.replayed.Add(1)
			}
			w.acked, w.next, w.open = w.acked+1, w.next+1, false
		case errors.Is(err, storage.ErrCommitUnknown):
			all.unknown.Add(1)
			w.open = true
		case errors.Is(err, storage.ErrRetry):
			time.Sleep(5 * time.Millisecond)
		default:
			return fmt.Errorf("writer %s, act %d: %w", w.permit, w.next, err)
		}
	}
	return nil
}

// kill -9 of the postmaster under load: nothing acknowledged is lost, nothing
// is half there, every commit of unknown fate is resolved to one effect.
func TestKill(t *testing.T) {
	cluster := pgtest.New(t, pgtest.Options{Durable: true})
	dsn := cluster.Schema(t)
	rounds := killRounds(t)
	rnd := rand.New(rand.NewPCG(1, uint64(rounds)))
	writers := make([]*writer, 8)
	for i := range writers {
		writers[i] = &writer{permit: fmt.Sprintf("W%d", i), next: 1}
	}
	var all tally
	var slowest time.Duration
	for range rounds {
		b, err := postgres.Open(t.Context(), dsn, postgres.Options{})
		require.NoError(t, err)
		require.True(t, b.Capabilities().Durable)
		// Few attempts: the writers themselves see what is unknown.
		s := storeOver(t, b, storage.Options{Attempts: 2})
		var stop atomic.Bool
		var wg sync.WaitGroup
		failures := make(chan error, len(writers))
		for _, w := range writers {
			wg.Go(func() { failures <- w.work(t.Context(), s, &stop, &all) })
		}
		// After a number of acts and not after a time, which a busy machine may
		// pass without any.
		enough := all.acked.Load() + int64(10+rnd.IntN(60))
		for ctx, done := context.WithTimeout(t.Context(), time.Minute); ; time.Sleep(time.Millisecond) {
			if all.acked.Load() >= enough || ctx.Err() != nil {
				done()
				break
			}
		}
		time.Sleep(time.Duration(rnd.IntN(10_000)) * time.Microsecond)
		require.NoError(t, cluster.Kill())
		time.Sleep(time.Duration(rnd.IntN(60)) * time.Millisecond)
		stop.Store(true)
		wg.Wait()
		for range writers {
			require.NoError(t, <-failures)
		}
		require.NoError(t, b.Close())
		begun := time.Now()
		require.NoError(t, cluster.Restart(t.Context()))
		slowest = max(slowest, time.Since(begun))

		b, err = postgres.Open(t.Context(), dsn, postgres.Options{})
		require.NoError(t, err)
		s = storeOver(t, b, storage.Options{})
		for _, w := range writers {
			// Before anything is repeated: what was acknowledged is there, what
			// is open is there whole or not at all.
			tr := tracesOf(t, s, w.permit)
			require.GreaterOrEqual(t, tr.count, w.acked, "%s: acknowledged acts are lost", w.permit)
			require.LessOrEqual(t, tr.count, w.next, "%s: an act took effect that was not asked for", w.permit)
			if !w.open {
				require.Equal(t, w.acked, tr.count, "%s: an act took effect that was told to have failed", w.permit)
			}
			requireOnce(t, s, w.permit, tr.count)
			if w.open {
				res, err := act{w.permit, w.next}.until(t.Context(), s)
				require.NoError(t, err)
				require.Equal(t, tr.count == w.next, res.Replayed, "%s: an act that is there is found, another is run", w.permit)
				w.acked, w.next, w.open = w.acked+1, w.next+1, false
				requireOnce(t, s, w.permit, w.acked)
			}
		}
		requireSound(t, s)
		require.NoError(t, b.Close())
	}
	require.GreaterOrEqual(t, all.acked.Load(), int64(10*rounds), "the server was killed before it had work")
	t.Logf("%d kills: %d acts acknowledged, 0 lost, 0 halves; %d commits unknown, all resolved to one effect (%d replayed under load); restart at most %v",
		rounds, all.acked.Load(), all.unknown.Load(), all.replayed.Load(), slowest.Round(time.Millisecond))
}

// A restart in the middle of an act is a repetition of the act.
func TestRestartInMidAct(t *testing.T) {
	cluster := pgtest.New(t, pgtest.Options{Durable: true})
	s := storeOver(t, open(t, cluster.Schema(t), postgres.Options{}), storage.Options{Attempts: 200})
	for i, end := range []func() error{cluster.Stop, cluster.Abort, cluster.Kill} {
		a := act{"P", i + 1}
		runs := 0
		res, err := s.Update(t.Context(), a.command(), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			runs++
			out, err := a.write(ctx, s, w)
			if runs == 1 {
				require.NoError(t, end())
				require.NoError(t, cluster.Restart(t.Context()))
			}
			return out, err
		})
		require.NoError(t, err)
		require.False(t, res.Replayed)
		require.GreaterOrEqual(t, runs, 2)
		requireOnce(t, s, "P", i+1)
	}
	requireSound(t, s)
}
