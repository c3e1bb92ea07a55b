package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// A bench is a store on a memory backend that has faults when it is told to, with
// a clock that stands, a sleeper that counts and no randomness.
type bench struct {
	*storage.Store
	faults  *storagetest.FaultyBackend
	backend *behind
	now     time.Time
	waits   []time.Duration
}

// behind is the backend behind the faults, without its optional abilities. A test
// puts another in its place.
type behind struct{ storage.Backend }

func newBench(t testing.TB, change ...func(*storage.Options)) *bench {
	t.Helper()
	b := &bench{backend: &behind{memory.New()}, now: time.Date(2026, 7, 14, 16, 30, 0, 123_456_789, time.UTC)}
	b.faults = storagetest.Faulty(b.backend, 0, storagetest.Rates{})
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
	s, err := storage.New(b.faults, o)
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
