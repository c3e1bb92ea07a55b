package reliability

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/optimist"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

func openMemory(testing.TB) storage.Backend { return memory.New() }

// openLossy fails as a database behind a network does: commits whose answer is
// lost, that land late, attempts given up.
func openLossy(tb testing.TB) storage.Backend {
	return storagetest.Faulty(memory.New(), 1, storagetest.Rates{Busy: 0.02, Refused: 0.02, LostBefore: 0.05, LostAfter: 0.05, LostLate: 0.02, ViewBusy: 0.02})
}

func TestLinearizable(t *testing.T) {
	t.Run("memory", func(t *testing.T) { Linearizable(t, openMemory, 50_000*Long(t), Seed(t)) })
	t.Run("lossy", func(t *testing.T) { Linearizable(t, openLossy, 10_000*Long(t), Seed(t)) })
	t.Run("optimist", func(t *testing.T) {
		open := func(testing.TB) storage.Backend { return optimist.New(optimist.Slips{}) }
		Linearizable(t, open, 10_000*Long(t), Seed(t))
	})
}

// TestLinearizableFindsBugs is the control: each store with a planted bug is found
// out.
func TestLinearizableFindsBugs(t *testing.T) {
	for name, c := range map[string]struct {
		open func() storage.Backend
		says string // one of these, separated by "|"
	}{
		"lost update": {func() storage.Backend { return optimist.New(optimist.Slips{BlindWrites: true}) }, "no order explains"},
		"stale read":  {func() storage.Backend { return &replica{Backend: memory.New()} }, "no order explains"},
		"half a commit": {func() storage.Backend {
			return optimist.New(optimist.Slips{SplitCommits: true, BlindWrites: true})
		}, "no order explains"},
		"given up and taken for done": {func() storage.Backend { return hasty{memory.New()} }, "no order explains|sent again answers"},
	} {
		t.Run(name, func(t *testing.T) {
			var err error
			for seed := uint64(1); seed <= 20 && err == nil; seed++ {
				_, err = linearizable(t.Context(), c.open(), 2000, seed)
			}
			if err == nil {
				t.Fatal("not found")
			}
			if !slices.ContainsFunc(strings.Split(c.says, "|"), func(says string) bool { return strings.Contains(err.Error(), says) }) {
				t.Fatalf("found for another reason: %v", err)
			}
			first, _, _ := strings.Cut(err.Error(), "\n")
			t.Log(first)
		})
	}
}

// A replica answers some views with the state before the last commits, as one that
// lags behind does.
type replica struct {
	*memory.Backend
	mu    sync.Mutex
	views int
}

func (r *replica) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	r.mu.Lock()
	r.views++
	late := r.views%50 == 0
	r.mu.Unlock()
	return r.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		if late {
			tx = before{tx}
		}
		return fn(ctx, tx)
	})
}

// before shows each record without its last version.
type before struct{ storage.ReadTx }

func (b before) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	h, err := b.ReadTx.Header(ctx, k)
	if err != nil {
		return storage.Record{}, err
	}
	return b.GetAsOf(ctx, k, storage.AsOf{Version: max(h.Version-1, 1)})
}

// A hasty backend says that a commit is done when it has been given up.
type hasty struct{ *memory.Backend }

func (h hasty) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	n := 0
	err := h.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		if err := fn(ctx, tx); err != nil {
			return err
		}
		head, err := tx.LogHead(ctx, 0)
		if n = int(head.Seq); err == nil && n%97 == 96 {
			err = storage.ErrRetry
		}
		return err
	})
	if n%97 == 96 {
		return nil
	}
	return err
}
