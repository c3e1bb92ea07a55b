package memory

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

// A Backend keeps everything in memory. Create it with New; Share gives another
// one on the same data.
type Backend struct {
	*data
	closed atomic.Bool
}

// data are what backends share.
type data struct {
	state   atomic.Pointer[state] // nil once all have closed
	users   atomic.Int32          // backends that have not closed
	writing chan struct{}         // holds one token while an Update runs
	// attempts numbers the Updates. A number is not used again after a
	// rollback, so a reader cannot take what was rolled back for what was
	// committed later. It belongs to whoever holds the token.
	attempts uint64
}

var (
	_ storage.Backend      = (*Backend)(nil)
	_ storage.HeaderReader = (*Backend)(nil)
	_ storage.Checker      = (*Backend)(nil)
)

// New returns an empty backend.
func New() *Backend {
	d := &data{writing: make(chan struct{}, 1)}
	d.state.Store(newState())
	d.users.Store(1)
	return &Backend{data: d}
}

// Share returns another backend on the same data, as a second program on one
// database would have. Each is closed by itself; the data go with the last. If
// they have gone, the new one is closed too.
func (b *Backend) Share() *Backend {
	other := &Backend{data: b.data}
	for {
		n := b.users.Load()
		if n == 0 {
			other.closed.Store(true)
			return other
		}
		if b.users.CompareAndSwap(n, n+1) {
			return other
		}
	}
}

// now returns the present state, or nil if the backend is closed.
func (b *Backend) now() *state {
	if b.closed.Load() {
		return nil
	}
	return b.state.Load()
}

// Capabilities promises nothing beyond the contract: memory is neither durable
// nor shared.
func (b *Backend) Capabilities() storage.Capabilities {
	return storage.Capabilities{Name: "memory", Checks: true}
}

// Close drops the data, if no other backend shares them. Readers that are
// running keep their snapshot; a running Update fails with ErrClosed when it
// tries to commit.
func (b *Backend) Close() error {
	if !b.closed.Swap(true) && b.users.Add(-1) == 0 {
		b.state.Store(nil)
	}
	return nil
}

// View calls fn with the state as it is now.
func (b *Backend) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	if err := ctx.Err(); err != nil {
		return ended(err)
	}
	inner, err := storage.EnterTx(ctx, b.data)
	if err != nil {
		return err
	}
	s := b.now()
	if s == nil {
		return storage.ErrClosed
	}
	tx := &readTx{state: s}
	defer tx.done.Store(true)
	return fn(inner, tx)
}

// Update waits for its turn, calls fn, and publishes what it built.
func (b *Backend) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return ended(err)
	}
	inner, err := storage.EnterTx(ctx, b.data)
	if err != nil {
		return err
	}
	select {
	case b.writing <- struct{}{}:
		defer func() { <-b.writing }()
	case <-ctx.Done():
		return ended(ctx.Err())
	}
	before := b.now()
	if before == nil {
		return storage.ErrClosed
	}
	next := *before
	b.attempts++
	next.commit = b.attempts
	tx := &writeTx{readTx: readTx{state: &next}, edit: new(edit)}
	committed := false
	defer func() {
		tx.done.Store(true)
		if !committed {
			tx.rollBack()
		}
	}()
	switch err := fn(inner, tx); {
	case err != nil:
		return err
	case tx.failed != nil:
		return tx.failed
	case ctx.Err() != nil:
		return ended(ctx.Err())
	}
	// The handle must be dead before readers can see what it built.
	tx.done.Store(true)
	if b.closed.Load() {
		return storage.ErrClosed
	}
	if committed = b.state.CompareAndSwap(before, &next); !committed {
		return storage.ErrClosed
	}
	return nil
}

// ReadHeader returns the current header of a record without a transaction.
// It takes no lock and allocates nothing if the record exists.
func (b *Backend) ReadHeader(ctx context.Context, k storage.Key) (storage.Header, error) {
	if err := ctx.Err(); err != nil {
		return storage.Header{}, ended(err)
	}
	s := b.now()
	if s == nil {
		return storage.Header{}, storage.ErrClosed
	}
	v := s.current(k)
	if v == nil {
		return storage.Header{}, missing(k)
	}
	return v.val.header, nil
}

func ended(err error) error { return fmt.Errorf("storage: gave up: %w", err) }

// missing keeps its own copy of the ID: only an error pays for it.
func missing(k storage.Key) error {
	k.ID = strings.Clone(k.ID)
	return &storage.NotFoundError{Key: k}
}
