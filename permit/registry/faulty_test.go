package registry_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A faulty backend fails one chosen call inside its transactions.
type faulty struct {
	storage.Backend
	calls  atomic.Int64
	failAt atomic.Int64 // 0 is never
}

var errFault = errors.New("test: this call failed")

func (f *faulty) step() error {
	if f.calls.Add(1) == f.failAt.Load() {
		return errFault
	}
	return nil
}

// breakAt makes the n-th call from now on fail.
func (f *faulty) breakAt(n int64) {
	f.calls.Store(0)
	f.failAt.Store(n)
}

// Check lets the store examine the backend's data. There is no short way to a
// header, so that each read passes here.
func (f *faulty) Check(ctx context.Context) error {
	return f.Backend.(storage.Checker).Check(ctx)
}

func (f *faulty) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return f.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, faultyRead{tx, f}) })
}

func (f *faulty) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return f.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		return fn(ctx, faultyTx{faultyRead{tx, f}, tx})
	})
}

type faultyRead struct {
	storage.ReadTx
	f *faulty
}

func (t faultyRead) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	if err := t.f.step(); err != nil {
		return storage.Record{}, err
	}
	return t.ReadTx.Get(ctx, k)
}

func (t faultyRead) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	if err := t.f.step(); err != nil {
		return storage.Header{}, err
	}
	return t.ReadTx.Header(ctx, k)
}

func (t faultyRead) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	if err := t.f.step(); err != nil {
		return storage.Page{}, err
	}
	return t.ReadTx.Scan(ctx, q, after, limit)
}

func (t faultyRead) Command(ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
	if err := t.f.step(); err != nil {
		return storage.CommandResult{}, err
	}
	return t.ReadTx.Command(ctx, id)
}

type faultyTx struct {
	faultyRead
	tx storage.Tx
}

func (t faultyTx) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	if err := t.f.step(); err != nil {
		return err
	}
	return t.tx.Put(ctx, r, expect)
}

func (t faultyTx) Append(ctx context.Context, shard uint16, expect uint64, entries []storage.LogEntry) error {
	if err := t.f.step(); err != nil {
		return err
	}
	return t.tx.Append(ctx, shard, expect, entries)
}

func (t faultyTx) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	if err := t.f.step(); err != nil {
		return err
	}
	return t.tx.SaveCommand(ctx, c)
}

// Whichever call fails, the act as a whole has not happened, and the same request
// sent again does it.
func TestEveryMethodIsAllOrNothing(t *testing.T) {
	for _, m := range methods() {
		t.Run(m.task.String(), func(t *testing.T) {
			b := &faulty{Backend: memory.New()}
			s := m.scene(t, b)
			run := m.ready(t, s)
			o := s.order(m.by, m.on)
			before := s.stored()
			for n := int64(1); ; n++ {
				require.Less(t, n, int64(200), "it never succeeds")
				b.breakAt(n)
				_, err := run(o, false)
				b.breakAt(0)
				if err == nil {
					break
				}
				require.ErrorIs(t, err, errFault)
				if m.task == registry.Erase && s.stored() > before {
					continue // the records are marked, and their keys go when it is repeated
				}
				require.Equal(t, before, s.stored(), "call %d left something behind", n)
			}
			assert.Greater(t, s.stored(), before)
			require.NoError(t, s.store.Check(context.Background()))
		})
	}
}

// A query that cannot read says so.
func TestEveryQueryTellsItsFailure(t *testing.T) {
	for _, m := range queries() {
		b := &faulty{Backend: memory.New()}
		s := newSceneOver(t, b)
		run := m.ready(t, s)
		o := s.order(m.by, m.on)
		for n := int64(1); ; n++ {
			require.Less(t, n, int64(50))
			b.breakAt(n)
			_, err := run(o, false)
			calls := b.calls.Load()
			b.breakAt(0)
			if calls < n {
				require.NoError(t, err)
				break
			}
			require.ErrorIs(t, err, errFault, "%s", m.task)
		}
	}
}
