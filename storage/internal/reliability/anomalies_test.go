package reliability

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/internal/optimist"
	"github.com/juzhuzheng/residence/storage/memory"
)

func TestAnomalies(t *testing.T) {
	t.Run("memory", func(t *testing.T) { Anomalies(t, openMemory, 60*Long(t), Seed(t)) })
	t.Run("optimist", func(t *testing.T) {
		Anomalies(t, func(testing.TB) storage.Backend { return optimist.New(optimist.Slips{}) }, 60*Long(t), Seed(t))
	})
}

// TestAnomaliesAreFoundByName is the control: each anomaly is planted, and found
// under its name.
func TestAnomaliesAreFoundByName(t *testing.T) {
	slip := func(s optimist.Slips) func() storage.Backend {
		return func() storage.Backend { return optimist.New(s) }
	}
	for name, open := range map[string]func() storage.Backend{
		AbortedRead:      slip(optimist.Slips{DirtyReads: true}),
		IntermediateRead: slip(optimist.Slips{DirtyReads: true, BlindWrites: true}),
		CircularRead:     slip(optimist.Slips{DirtyReads: true, BlindWrites: true}),
		DirtyWrite:       slip(optimist.Slips{SplitCommits: true, BlindWrites: true}),
		LostUpdate:       slip(optimist.Slips{BlindWrites: true}),
		WriteSkew:        slip(optimist.Slips{LateUnique: true}),
		ReadSkew:         func() storage.Backend { return moments{memory.New()} },
		Phantom:          func() storage.Backend { return &lateIndex{Backend: memory.New()} },
		LongFork:         func() storage.Backend { return &forked{Backend: memory.New()} },
		DependencyCycle:  func() storage.Backend { return &unguarded{Backend: optimist.New(optimist.Slips{})} },
	} {
		t.Run(name, func(t *testing.T) {
			found := map[string]string{}
			for seed := uint64(1); seed <= 100 && found[name] == ""; seed++ {
				f, err := anomalies(t.Context(), open(), 10, seed)
				if err != nil {
					t.Fatal(err)
				}
				maps.Copy(found, f.found)
			}
			if found[name] == "" {
				t.Fatalf("not found; but %q", slices.Sorted(maps.Keys(found)))
			}
			t.Log(found[name])
		})
	}
}

// In an unguarded backend each transaction writes only every second record and takes
// the others for unchanged: what it read of them guards nothing.
type unguarded struct {
	*optimist.Backend
	n atomic.Int64
}

func (u *unguarded) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	half := byte(u.n.Add(1) % 2)
	return u.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, halfOf{tx, half}) })
}

type halfOf struct {
	storage.Tx
	half byte
}

func (h halfOf) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	if r.Kind == anomalyKind && r.ID[len(r.ID)-1]%2 != h.half {
		return nil
	}
	return h.Tx.Put(ctx, r, expect)
}

// moments reads each time from a snapshot of its own.
type moments struct{ *memory.Backend }

func (m moments) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return fn(ctx, each{m.Backend})
}

type each struct{ b *memory.Backend }

func fresh[T any](ctx context.Context, b *memory.Backend, read func(context.Context, storage.ReadTx) (T, error)) (out T, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		out, err = read(ctx, tx)
		return err
	})
	return out, err
}

func (e each) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	return fresh(ctx, e.b, func(ctx context.Context, tx storage.ReadTx) (storage.Record, error) { return tx.Get(ctx, k) })
}

func (e each) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	return fresh(ctx, e.b, func(ctx context.Context, tx storage.ReadTx) (storage.Header, error) { return tx.Header(ctx, k) })
}

func (e each) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	return fresh(ctx, e.b, func(ctx context.Context, tx storage.ReadTx) (storage.Record, error) { return tx.GetAsOf(ctx, k, at) })
}

func (e each) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	return fresh(ctx, e.b, func(ctx context.Context, tx storage.ReadTx) (storage.Page, error) {
		return tx.Scan(ctx, q, after, limit)
	})
}

func (e each) Counts(ctx context.Context, k storage.Kind) ([]storage.Count, error) {
	return fresh(ctx, e.b, func(ctx context.Context, tx storage.ReadTx) ([]storage.Count, error) { return tx.Counts(ctx, k) })
}

func (e each) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	return fresh(ctx, e.b, func(ctx context.Context, tx storage.ReadTx) ([]storage.LogEntry, error) {
		return tx.Log(ctx, shard, from, limit)
	})
}

func (e each) LogHead(ctx context.Context, shard uint16) (storage.LogHead, error) {
	return fresh(ctx, e.b, func(ctx context.Context, tx storage.ReadTx) (storage.LogHead, error) { return tx.LogHead(ctx, shard) })
}

func (e each) Command(ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
	return fresh(ctx, e.b, func(ctx context.Context, tx storage.ReadTx) (storage.CommandResult, error) {
		return tx.Command(ctx, id)
	})
}

// A lateIndex does not yet have the record that was created last.
type lateIndex struct {
	*memory.Backend
	mu      sync.Mutex
	created string
}

func (l *lateIndex) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return l.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, creating{tx, l}) })
}

type creating struct {
	storage.Tx
	l *lateIndex
}

func (c creating) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	if expect == 0 {
		c.l.mu.Lock()
		c.l.created = r.ID
		c.l.mu.Unlock()
	}
	return c.Tx.Put(ctx, r, expect)
}

func (l *lateIndex) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return l.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, indexed{tx, l}) })
}

type indexed struct {
	storage.ReadTx
	l *lateIndex
}

func (i indexed) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	p, err := i.ReadTx.Scan(ctx, q, after, limit)
	i.l.mu.Lock()
	defer i.l.mu.Unlock()
	p.Records = slices.DeleteFunc(p.Records, func(r storage.Record) bool { return r.ID == i.l.created })
	return p, err
}

// forked snapshots come in turn from two replicas: one lags behind with the even
// records, one with the odd.
type forked struct {
	*memory.Backend
	views atomic.Int64
}

func (f *forked) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	late := []string{"-0", "-1"}[f.views.Add(1)%2]
	return f.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, fork{before{tx}, tx, late}) })
}

// A fork shows the records whose IDs have an ending without their last version.
type fork struct {
	before
	now  storage.ReadTx
	late string
}

func (f fork) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	if strings.HasSuffix(k.ID, f.late) {
		return f.before.Get(ctx, k)
	}
	return f.now.Get(ctx, k)
}

func (f fork) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	p, err := f.now.Scan(ctx, q, after, limit)
	for i, r := range p.Records {
		if old, err := f.Get(ctx, r.Key()); q.Bodies && err == nil {
			p.Records[i] = old
		}
	}
	return p, err
}
