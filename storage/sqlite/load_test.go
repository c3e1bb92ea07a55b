package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/acttest"
	"github.com/juzhuzheng/residence/storage/sqlite"
)

const crowd = 100

// quiet requires that what a backend started has ended, and that it has let go of
// its file.
func quiet(t *testing.T, path string, goroutines int) {
	t.Helper()
	for range 500 {
		if runtime.NumGoroutine() <= goroutines {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), goroutines, "goroutines are left")
	open, err := os.ReadDir("/proc/self/fd")
	if errors.Is(err, os.ErrNotExist) {
		return // this system does not tell what is open
	}
	require.NoError(t, err)
	for _, f := range open {
		name, err := os.Readlink("/proc/self/fd/" + f.Name())
		require.False(t, err == nil && strings.HasPrefix(name, path), "%s is still open", name)
	}
}

// A hundred clerks at once, each with a permit of its own, and all with one
// together: every act once, nothing left behind.
func TestHundredGoroutines(t *testing.T) {
	path, before := fresh(t), runtime.NumGoroutine()
	b, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	require.NoError(t, err)
	s, err := acttest.Open(b, storage.Options{Shards: 64, Attempts: 1000})
	require.NoError(t, err)
	_, err = acttest.Act{Permit: "ALL", N: 1}.Do(t.Context(), s)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for g := range crowd {
		wg.Go(func() {
			for n := 1; n <= 3; n++ {
				_, err := acttest.Act{Permit: fmt.Sprintf("G%02d", g), N: n}.Do(t.Context(), s)
				assert.NoError(t, err)
			}
		})
	}
	const together = 20
	for n := 2; n <= together; n++ {
		wg.Go(func() {
			_, err := acttest.Act{Permit: "ALL", N: n}.Do(t.Context(), s)
			assert.NoError(t, err)
		})
	}
	wg.Wait()
	for g := range crowd {
		acttest.RequireOnce(t, s, fmt.Sprintf("G%02d", g), 3)
	}
	acttest.RequireOnce(t, s, "ALL", together)
	require.NoError(t, acttest.Sound(t.Context(), s))
	require.NoError(t, b.Close())
	quiet(t, path, before)
}

// Contexts that end at any moment leave whole acts or none, and no connection or
// goroutine behind.
func TestCancelled(t *testing.T) {
	path, before := fresh(t), runtime.NumGoroutine()
	b, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	require.NoError(t, err)
	s, err := acttest.Open(b, storage.Options{})
	require.NoError(t, err)
	var wg sync.WaitGroup
	for g := range crowd {
		wg.Go(func() {
			a := acttest.Act{Permit: fmt.Sprintf("G%02d", g), N: 1}
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rand.IntN(60_000))*time.Microsecond)
			defer cancel()
			_, err := a.Do(ctx, s)
			unknown := errors.Is(err, storage.ErrCommitUnknown)
			if err != nil && !unknown && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("an act that was given up: %v", err)
			}
			n, lookErr := acttest.Count(t.Context(), s, a.Permit)
			assert.NoError(t, lookErr)
			if !unknown {
				assert.Equal(t, err == nil, n == 1, "in effect exactly if acknowledged, error %v", err)
			}
		})
	}
	wg.Wait()
	for g := range crowd {
		a := acttest.Act{Permit: fmt.Sprintf("G%02d", g), N: 1}
		_, err := a.Do(t.Context(), s)
		require.NoError(t, err)
		acttest.RequireOnce(t, s, a.Permit, 1)
	}
	require.NoError(t, acttest.Sound(t.Context(), s))
	require.NoError(t, b.Close())
	quiet(t, path, before)
}
