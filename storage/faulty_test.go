package storage_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
)

// A fault is what one Update of a faulty backend does instead of committing.
type fault uint8

const (
	sound       fault = iota
	busy              // ErrRetry, nothing done
	lostBefore        // ErrCommitUnknown, nothing done
	lostAfter         // ErrCommitUnknown, all done
	lostLate          // ErrCommitUnknown, done just before the next Update
	broken            // an error that says nothing
	conflicting       // ErrConflict, nothing done
)

// A faulty backend plays a script of faults, one for each Update.
type faulty struct {
	storage.Backend
	mu     sync.Mutex
	script []fault
	late   func() error
}

func (f *faulty) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.late != nil {
		late := f.late
		f.late = nil
		if err := late(); err != nil {
			return err
		}
	}
	now := sound
	if len(f.script) > 0 {
		now, f.script = f.script[0], f.script[1:]
	}
	undone := func(answer error) error {
		err := f.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			if err := fn(ctx, tx); err != nil {
				return err
			}
			return answer
		})
		return err
	}
	switch now {
	case busy:
		return undone(storage.ErrRetry)
	case conflicting:
		return undone(storage.ErrConflict)
	case broken:
		return undone(context.DeadlineExceeded)
	case lostBefore:
		return undone(storage.ErrCommitUnknown)
	case lostAfter:
		if err := f.Backend.Update(ctx, fn); err != nil {
			return err
		}
		return storage.ErrCommitUnknown
	case lostLate:
		f.late = func() error { return f.Backend.Update(ctx, fn) }
		return undone(storage.ErrCommitUnknown)
	}
	return f.Backend.Update(ctx, fn)
}

// A bench is a store on a faulty memory backend, with a clock that stands, a
// sleeper that counts and no randomness.
type bench struct {
	*storage.Store
	backend *faulty
	now     time.Time
	waits   []time.Duration
}

func newBench(t testing.TB, change ...func(*storage.Options)) *bench {
	t.Helper()
	b := &bench{backend: &faulty{Backend: memory.New()}, now: time.Date(2026, 7, 14, 16, 30, 0, 123_456_789, time.UTC)}
	o := storage.Options{
		Sealer:   sealer(t),
		IndexKey: indexKey(),
		Clock:    func() time.Time { return b.now },
		Rand:     func() float64 { return 1 },
		Sleep: func(ctx context.Context, d time.Duration) error {
			b.waits = append(b.waits, d)
			return ctx.Err()
		},
	}
	for _, c := range change {
		c(&o)
	}
	s, err := storage.New(b.backend, o)
	require.NoError(t, err)
	b.Store = s
	return b
}

// indexKey is that of every bench.
func indexKey() []byte {
	key := make([]byte, storage.IndexKeySize)
	key[0] = 7
	return key
}

func sealer(t testing.TB) *storage.AESGCM {
	s, err := storage.NewAESGCM(1, map[uint32][]byte{1: make([]byte, 32)})
	require.NoError(t, err)
	return s
}

func cmd(id string) storage.Command {
	return storage.Command{ID: storage.CommandID(id), Request: []byte("request " + id)}
}

// permit returns a record to put.
func permit(id string) storage.Record {
	return storage.Record{Header: storage.Header{Kind: 1, ID: id, Status: 1}, Body: []byte("测试甲 of " + id)}
}

// create puts a new record under a command of its own name.
func (b *bench) create(t testing.TB, r storage.Record) storage.Header {
	t.Helper()
	var h storage.Header
	_, err := b.Update(t.Context(), cmd("create-"+r.ID), func(ctx context.Context, w *storage.Writer) (_ []byte, err error) {
		h, err = w.Put(ctx, r, 0)
		return nil, err
	})
	require.NoError(t, err)
	return h
}
