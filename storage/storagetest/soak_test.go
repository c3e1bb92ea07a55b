package storagetest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

func TestSoak(t *testing.T) {
	storagetest.Soak(t, flaws{}.harness(), 300*time.Millisecond, 1)
	storagetest.Soak(t, storagetest.Harness{Open: func(testing.TB) storage.Backend { return memory.New() }}, 0, 0)
}

// TestSoakFindsBugs hands Soak every planted bug. It is not made to find them
// all: some need an engine that fails, or two at once. That it finds most shows
// that its model sees.
func TestSoakFindsBugs(t *testing.T) {
	found, tried := 0, 0
	for _, m := range append(append([]mutant{}, mutants...), flawed...) {
		switch m.name {
		case "close waits for what waits for it", "a waiting writer ignores its context", "close does nothing", "nesting is possible":
			continue // they hang, or are no affair of a model's
		}
		tried++
		for seed := range uint64(3) {
			if _, err := storagetest.SoakError(t.Context(), t, m.harness(), 0, seed+1); err != nil {
				found++
				t.Logf("%s: %v", m.name, err)
				break
			}
		}
	}
	t.Logf("soak alone finds %d of %d planted bugs", found, tried)
	require.Greater(t, found, tried*2/5)
}
