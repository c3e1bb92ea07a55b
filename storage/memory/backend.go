package memory

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

// A Backend keeps everything in memory. Create it with New.
type Backend struct {
	state   atomic.Pointer[state] // nil once closed
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
	b := &Backend{writing: make(chan struct{}, 1)}
	b.state.Store(newState())
	return b
}

// Capabilities promises nothing beyond the contract: memory is neither durable
// nor shared.
func (b *Backend) Capabilities() storage.Capabilities {
	return storage.Capabilities{Name: "memory"}
}

// Close drops the data. Readers that are running keep their snapshot; a
// running Update fails with ErrClosed when it tries to commit.
func (b *Backend) Close() error {
	b.state.Store(nil)
	return nil
}

// View calls fn with the state as it is now.
func (b *Backend) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	if err := ctx.Err(); err != nil {
		return ended(err)
	}
	inner, err := storage.EnterTx(ctx, b)
	if err != nil {
		return err
	}
	s := b.state.Load()
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
	inner, err := storage.EnterTx(ctx, b)
	if err != nil {
		return err
	}
	select {
	case b.writing <- struct{}{}:
		defer func() { <-b.writing }()
	case <-ctx.Done():
		return ended(ctx.Err())
	}
	before := b.state.Load()
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
	s := b.state.Load()
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
