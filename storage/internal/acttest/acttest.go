// Package acttest does acts through a storage.Store whose traces can be counted:
// for tests that kill, starve and interrupt adapters.
package acttest

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"github.com/juzhuzheng/residence/storage"
)

// The kinds of record an act writes.
const (
	Permits storage.Kind = 1
	Cards   storage.Kind = 2
)

// logType is the type of the log entry of an act.
const logType = storage.LogDomain + 7

// Open returns a store over a backend, with nothing sealed unless the options have
// a sealer.
func Open(b storage.Backend, o storage.Options) (*storage.Store, error) {
	if o.Sealer == nil {
		o.Sealer = storage.StoredOpen{}
	}
	o.IndexKey = make([]byte, storage.IndexKeySize)
	if o.Shards == 0 {
		o.Shards = 4
	}
	return storage.New(b, o)
}

// An Act counts on a permit, makes a card and enters the log, all in one
// command: three traces that must be there together, once.
type Act struct {
	Permit string
	N      int // from 1
}

func (a Act) card() string { return fmt.Sprintf("%s-%05d", a.Permit, a.N) }

// Command is the command of the act.
func (a Act) Command() storage.Command {
	return storage.Command{ID: storage.CommandID("c-" + a.card()), Request: []byte(a.card())}
}

// Do runs the act. The answer is the count after it.
func (a Act) Do(ctx context.Context, s *storage.Store) (storage.Result, error) {
	return s.Update(ctx, a.Command(), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		r, err := w.Get(ctx, Permits, a.Permit)
		if errors.Is(err, storage.ErrNotFound) {
			r = storage.Record{Header: storage.Header{Kind: Permits, ID: a.Permit, Status: 1}, Body: make([]byte, 8)}
		} else if err != nil {
			return nil, err
		}
		r.Body = binary.BigEndian.AppendUint64(nil, binary.BigEndian.Uint64(r.Body)+1)
		r.RecordedAt = 0
		if _, err := w.Put(ctx, r, r.Version); err != nil {
			return nil, err
		}
		_, err = w.Put(ctx, storage.Record{Header: storage.Header{Kind: Cards, ID: a.card(), Ref: a.Permit, Status: 1}}, 0)
		if err != nil {
			return nil, err
		}
		return r.Body, w.Log(s.Shard(&storage.Header{Kind: Permits, ID: a.Permit}), logType, []byte(a.card()))
	})
}

// Count reads how many acts on a permit have taken effect, and returns an error
// unless they are the first so many, each whole and once.
func Count(ctx context.Context, s *storage.Store, permit string) (n int, err error) {
	err = s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		n = 0
		p, err := r.Get(ctx, Permits, permit)
		switch {
		case err == nil:
			n = int(binary.BigEndian.Uint64(p.Body))
			if int(p.Version) != n {
				return fmt.Errorf("%s counts %d acts in %d versions", permit, n, p.Version)
			}
		case !errors.Is(err, storage.ErrNotFound):
			return err
		}
		left := map[string]bool{}
		for i := range n {
			left[Act{permit, i + 1}.card()] = true
		}
		cards := len(left)
		for c, err := range r.All(ctx, storage.Query{Index: storage.ByRef, Kind: Cards, Ref: permit}) {
			if err != nil {
				return err
			}
			if cards--; !left[c.ID] {
				return fmt.Errorf("%s counts %d acts, but card %s is there", permit, n, c.ID)
			}
		}
		if cards != 0 {
			return fmt.Errorf("%s counts %d acts, but %d cards are missing", permit, n, cards)
		}
		for e, err := range r.Log(ctx, s.Shard(&storage.Header{Kind: Permits, ID: permit}), 1) {
			if err != nil {
				return err
			}
			if e.Type != logType || len(e.Data) <= len(permit) || string(e.Data[:len(permit)+1]) != permit+"-" {
				continue
			}
			if !left[string(e.Data)] {
				return fmt.Errorf("%s: act %s is logged twice, or is not there", permit, e.Data)
			}
			delete(left, string(e.Data))
		}
		if len(left) != 0 {
			return fmt.Errorf("%s counts %d acts, but %d are not logged", permit, n, len(left))
		}
		return nil
	})
	return n, err
}

// RequireOnce requires that exactly the first n acts on a permit have taken
// effect, each whole and once.
func RequireOnce(tb testing.TB, s *storage.Store, permit string, n int) {
	tb.Helper()
	have, err := Count(context.WithoutCancel(tb.Context()), s, permit)
	if err != nil || have != n {
		tb.Fatalf("%s: %d acts have taken effect, want %d, error %v", permit, have, n, err)
	}
}

// Sound verifies the chain of every shard, and has the backend check itself.
func Sound(ctx context.Context, s *storage.Store) error {
	for shard := range s.Shards() {
		if _, err := s.Verify(ctx, shard); err != nil {
			return err
		}
	}
	return s.Check(ctx)
}
