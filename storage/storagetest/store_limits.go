package storagetest

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/juzhuzheng/residence/storage"
)

// A watched backend counts what reaches the adapter.
type watched struct {
	storage.Backend
	writes, reads atomic.Int64
}

func (w *watched) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	return w.Backend.View(ctx, func(ctx context.Context, tx storage.ReadTx) error { return fn(ctx, &watchedReader{tx, w}) })
}

func (w *watched) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return w.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
		return fn(ctx, &watchedTx{watchedReader{tx, w}, tx})
	})
}

// ReadHeader goes on to the adapter's own if it has one.
func (w *watched) ReadHeader(ctx context.Context, k storage.Key) (storage.Header, error) {
	w.reads.Add(1)
	if r, ok := storage.As[storage.HeaderReader](w.Backend); ok {
		return r.ReadHeader(ctx, k)
	}
	return storage.Header{}, storage.ErrUnsupported
}

type watchedReader struct {
	storage.ReadTx
	w *watched
}

func (t *watchedReader) Get(ctx context.Context, k storage.Key) (storage.Record, error) {
	t.w.reads.Add(1)
	return t.ReadTx.Get(ctx, k)
}

func (t *watchedReader) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	t.w.reads.Add(1)
	return t.ReadTx.Header(ctx, k)
}

func (t *watchedReader) GetAsOf(ctx context.Context, k storage.Key, at storage.AsOf) (storage.Record, error) {
	t.w.reads.Add(1)
	return t.ReadTx.GetAsOf(ctx, k, at)
}

func (t *watchedReader) Scan(ctx context.Context, q storage.Query, after storage.Position, limit int) (storage.Page, error) {
	t.w.reads.Add(1)
	return t.ReadTx.Scan(ctx, q, after, limit)
}

func (t *watchedReader) Counts(ctx context.Context, k storage.Kind) ([]storage.Count, error) {
	t.w.reads.Add(1)
	return t.ReadTx.Counts(ctx, k)
}

func (t *watchedReader) Log(ctx context.Context, shard uint16, from uint64, limit int) ([]storage.LogEntry, error) {
	t.w.reads.Add(1)
	return t.ReadTx.Log(ctx, shard, from, limit)
}

func (t *watchedReader) LogHead(ctx context.Context, shard uint16) (storage.LogHead, error) {
	t.w.reads.Add(1)
	return t.ReadTx.LogHead(ctx, shard)
}

func (t *watchedReader) Command(ctx context.Context, id storage.CommandID) (storage.CommandResult, error) {
	t.w.reads.Add(1)
	return t.ReadTx.Command(ctx, id)
}

type watchedTx struct {
	watchedReader
	tx storage.Tx
}

func (t *watchedTx) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	t.w.writes.Add(1)
	return t.tx.Put(ctx, r, expect)
}

func (t *watchedTx) Append(ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
	t.w.writes.Add(1)
	return t.tx.Append(ctx, shard, expect, e)
}

func (t *watchedTx) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	t.w.writes.Add(1)
	return t.tx.SaveCommand(ctx, c)
}

func storeLimits(ctx context.Context, e *env) error {
	w := &watched{Backend: e.open()}
	s, err := storeOver(w, 1)
	if err != nil {
		return err
	}
	tries := 0
	// try runs a closure in a command of its own, with a short ID if none is given.
	try := func(id storage.CommandID, fn func(ctx context.Context, w *storage.Writer) ([]byte, error)) error {
		if tries++; id == "" {
			id = storage.CommandID(fmt.Sprintf("try-%d", tries))
		}
		_, err := s.Update(ctx, storage.Command{ID: id}, fn)
		return err
	}
	// one puts a single record; its ID is as long as told.
	one := func(idLen, refLen, body int) error {
		return try("", func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			id := fmt.Sprintf("%0*d", idLen, tries)
			r := storage.Record{Header: storage.Header{Kind: kind, ID: id, Ref: strings.Repeat("R", refLen)}, Body: make([]byte, body)}
			_, err := w.Put(ctx, r, 0)
			return nil, err
		})
	}
	for _, l := range []struct {
		name  string
		limit int
		// reached says how many writes may reach the adapter before the one that
		// is refused.
		reached int
		try     func(n int) error
	}{
		{"MaxID", storage.MaxID, 0, func(n int) error { return one(n, 0, 1) }},
		{"MaxID, of a ref", storage.MaxID, 0, func(n int) error { return one(9, n, 1) }},
		{"MaxBody", storage.MaxBody, 0, func(n int) error { return one(9, 0, n) }},
		{"MaxBody, of a result", storage.MaxBody, 0, func(n int) error {
			return try("", func(context.Context, *storage.Writer) ([]byte, error) { return make([]byte, n), nil })
		}},
		{"MaxCommandID", storage.MaxCommandID, 0, func(n int) error {
			return try(storage.CommandID(strings.Repeat("c", n)), func(context.Context, *storage.Writer) ([]byte, error) { return nil, nil })
		}},
		{"MaxTxPuts", storage.MaxTxPuts, storage.MaxTxPuts, func(n int) error {
			return try("", func(ctx context.Context, w *storage.Writer) ([]byte, error) {
				for i := range n {
					if _, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: 2, ID: fmt.Sprintf("%d-%d", tries, i)}}, 0); err != nil {
						return nil, err
					}
				}
				return nil, nil
			})
		}},
		{"MaxTxLog", storage.MaxTxLog, 0, func(n int) error {
			return try("", func(ctx context.Context, w *storage.Writer) ([]byte, error) {
				for i := range n {
					if err := w.Log(uint16(i%4), storage.LogDomain, []byte{1}); err != nil {
						return nil, err
					}
				}
				return nil, nil
			})
		}},
		{"MaxLogData", storage.MaxLogData, 0, func(n int) error {
			return try("", func(ctx context.Context, w *storage.Writer) ([]byte, error) {
				return nil, w.Log(1, storage.LogDomain, make([]byte, n))
			})
		}},
	} {
		for _, n := range []int{l.limit - 1, l.limit} {
			if err := l.try(n); err != nil {
				return &mismatch{fmt.Sprintf("%s (%d): %d", l.name, l.limit, n), "accepted", errorText(err)}
			}
		}
		before := w.writes.Load()
		if err := want(fmt.Sprintf("%s (%d): %d", l.name, l.limit, l.limit+1), l.try(l.limit+1), storage.ErrTooLarge); err != nil {
			return err
		}
		if reached := int(w.writes.Load() - before); reached > l.reached {
			return &mismatch{fmt.Sprintf("%s (%d): of %d", l.name, l.limit, l.limit+1), fmt.Sprintf("at most %d writes reach the adapter", l.reached), fmt.Sprintf("%d do", reached)}
		}
	}
	if err := storeRefusesReads(ctx, s, w); err != nil {
		return err
	}
	return s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		q := storage.Query{Index: storage.ByID, Kind: 2}
		for n, ok := range map[int]bool{storage.MaxPage - 1: true, storage.MaxPage: true, storage.MaxPage + 1: false, 0: false} {
			p, err := r.Page(ctx, q, "", n)
			if !ok {
				if err := want(fmt.Sprintf("MaxPage: %d", n), err, storage.ErrInvalid); err != nil {
					return err
				}
			} else if err != nil || len(p.Records) != min(n, 2*storage.MaxTxPuts-1) {
				return &mismatch{fmt.Sprintf("MaxPage: %d", n), "a full page", fmt.Sprintf("%d records, %s", len(p.Records), errorText(err))}
			}
		}
		return nil
	})
}

// storeRefusesReads: what no record, no shard and no index can have is not looked
// for.
func storeRefusesReads(ctx context.Context, s *storage.Store, w *watched) error {
	var reads []func(ctx context.Context, r *storage.Reader) error
	for _, k := range malformed() {
		reads = append(reads,
			func(ctx context.Context, r *storage.Reader) error { _, err := r.Header(ctx, k.Kind, k.ID); return err },
			func(ctx context.Context, r *storage.Reader) error { _, err := r.Get(ctx, k.Kind, k.ID); return err },
			func(ctx context.Context, r *storage.Reader) error {
				_, err := r.GetAsOf(ctx, k.Kind, k.ID, storage.AsOf{Version: 1})
				return err
			},
			func(ctx context.Context, r *storage.Reader) error {
				_, err := r.Stored(ctx, k, storage.AsOf{Version: 1})
				return err
			},
			func(ctx context.Context, _ *storage.Reader) error { _, err := s.Header(ctx, k.Kind, k.ID); return err },
		)
	}
	for _, f := range refusals() {
		reads = append(reads, func(ctx context.Context, r *storage.Reader) error {
			_, err := r.Page(ctx, f.q, "", f.limit)
			return err
		})
	}
	log := func(shard uint16, from uint64) func(context.Context, *storage.Reader) error {
		return func(ctx context.Context, r *storage.Reader) error {
			for _, err := range r.Log(ctx, shard, from) {
				return err
			}
			return nil
		}
	}
	reads = append(reads, log(s.Shards(), 1), log(0, 0),
		func(ctx context.Context, r *storage.Reader) error { _, err := r.LogHead(ctx, s.Shards()); return err },
		func(ctx context.Context, r *storage.Reader) error { _, err := r.Counts(ctx, 0); return err },
		func(ctx context.Context, r *storage.Reader) error {
			_, err := r.ByUnique(ctx, kind, storage.Blind{})
			return err
		},
		func(ctx context.Context, _ *storage.Reader) error { _, err := s.Verify(ctx, s.Shards()); return err },
	)
	for i, read := range reads {
		err := s.View(ctx, func(_ context.Context, r *storage.Reader) error {
			before := w.reads.Load()
			err := wantErr(fmt.Sprintf("malformed question %d", i), read(ctx, r), storage.ErrTooLarge, storage.ErrInvalid)
			if n := w.reads.Load() - before; err == nil && n > 0 {
				err = &mismatch{fmt.Sprintf("malformed question %d", i), "no read reaches the adapter", fmt.Sprintf("%d do", n)}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
