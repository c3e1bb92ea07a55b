package postgres_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/postgres"
)

const (
	permits storage.Kind = 1
	cards   storage.Kind = 2
)

// actLog is the type of the log entry of an act.
const actLog = storage.LogDomain + 7

// open opens a backend that ends with the test.
func open(t testing.TB, dsn string, o postgres.Options) *postgres.Backend {
	t.Helper()
	if o.Accept == nil {
		o.Accept = unsafe
	}
	b, err := postgres.Open(t.Context(), dsn, o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	return b
}

// storeOver returns a store that retries long enough for a server to restart.
func storeOver(t testing.TB, b storage.Backend, o storage.Options) *storage.Store {
	t.Helper()
	o.Sealer, o.IndexKey = storage.StoredOpen{}, make([]byte, storage.IndexKeySize)
	if o.Shards == 0 {
		o.Shards = 4
	}
	s, err := storage.New(b, o)
	require.NoError(t, err)
	return s
}

// An act counts on a permit, makes a card and enters the log, all in one
// command: three traces that must be there together, once.
type act struct {
	permit string
	n      int
}

func (a act) card() string { return fmt.Sprintf("%s-%05d", a.permit, a.n) }

func (a act) command() storage.Command {
	return storage.Command{ID: storage.CommandID("c-" + a.card()), Request: []byte(a.card())}
}

// do runs an act. The answer is the count after it.
func (a act) do(ctx context.Context, s *storage.Store) (storage.Result, error) {
	return s.Update(ctx, a.command(), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		return a.write(ctx, s, w)
	})
}

func (a act) write(ctx context.Context, s *storage.Store, w *storage.Writer) ([]byte, error) {
	r, err := w.Get(ctx, permits, a.permit)
	if errors.Is(err, storage.ErrNotFound) {
		r = storage.Record{Header: storage.Header{Kind: permits, ID: a.permit, Status: 1}, Body: make([]byte, 8)}
	} else if err != nil {
		return nil, err
	}
	count := binary.BigEndian.Uint64(r.Body) + 1
	r.Body = binary.BigEndian.AppendUint64(nil, count)
	r.RecordedAt = 0
	if _, err := w.Put(ctx, r, r.Version); err != nil {
		return nil, err
	}
	_, err = w.Put(ctx, storage.Record{Header: storage.Header{Kind: cards, ID: a.card(), Ref: a.permit, Status: 1}}, 0)
	if err != nil {
		return nil, err
	}
	h := storage.Header{Kind: permits, ID: a.permit}
	return r.Body, w.Log(s.Shard(&h), actLog, []byte(a.card()))
}

// traces of the acts on one permit.
type traces struct {
	count, version int             // of the permit
	cards          map[string]bool // that exist
	logged         map[string]int  // how often each act stands in the log
}

// tracesOf reads what is there.
func tracesOf(t testing.TB, s *storage.Store, permit string) traces {
	t.Helper()
	tr := traces{cards: map[string]bool{}, logged: map[string]int{}}
	err := s.View(t.Context(), func(ctx context.Context, r *storage.Reader) error {
		tr = traces{cards: map[string]bool{}, logged: map[string]int{}}
		p, err := r.Get(ctx, permits, permit)
		if errors.Is(err, storage.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		tr.count, tr.version = int(binary.BigEndian.Uint64(p.Body)), int(p.Version)
		for c, err := range r.All(ctx, storage.Query{Index: storage.ByRef, Kind: cards, Ref: permit}) {
			if err != nil {
				return err
			}
			tr.cards[c.ID] = true
		}
		h := storage.Header{Kind: permits, ID: permit}
		for e, err := range r.Log(ctx, s.Shard(&h), 1) {
			if err != nil {
				return err
			}
			if id := string(e.Data); e.Type == actLog && len(id) > len(permit) && id[:len(permit)+1] == permit+"-" {
				tr.logged[id]++
			}
		}
		return nil
	})
	require.NoError(t, err)
	return tr
}

// requireOnce requires that exactly the acts 1 to n have taken effect, each
// once and whole.
func requireOnce(t testing.TB, s *storage.Store, permit string, n int) {
	t.Helper()
	tr := tracesOf(t, s, permit)
	require.Equal(t, n, tr.count, "acts counted on the permit")
	require.Equal(t, n, tr.version, "versions of the permit")
	require.Len(t, tr.cards, n)
	require.Len(t, tr.logged, n)
	for i := 1; i <= n; i++ {
		id := act{permit, i}.card()
		require.True(t, tr.cards[id], "card %s", id)
		require.Equal(t, 1, tr.logged[id], "log entries of %s", id)
	}
}

// requireSound verifies the chain of every shard and, if the backend can, its
// indexes.
func requireSound(t testing.TB, s *storage.Store) {
	t.Helper()
	for shard := range s.Shards() {
		_, err := s.Verify(t.Context(), shard)
		require.NoError(t, err)
	}
	if err := s.Check(t.Context()); !errors.Is(err, storage.ErrUnsupported) {
		require.NoError(t, err)
	}
}

// until repeats an act under its command until its fate is known.
func (a act) until(ctx context.Context, s *storage.Store) (res storage.Result, err error) {
	for ctx.Err() == nil {
		res, err = a.do(ctx, s)
		if err == nil || !errors.Is(err, storage.ErrRetry) && !errors.Is(err, storage.ErrCommitUnknown) {
			return res, err
		}
		time.Sleep(10 * time.Millisecond)
	}
	return res, err
}

// unsafe are the settings of the shared cluster, which is made for speed.
var unsafe = []string{"fsync", "full_page_writes", "synchronous_commit"}
