package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// create puts a new record under a command and answers with its ID.
func create(ctx context.Context, s *storage.Store, c storage.Command, id string) (storage.Result, error) {
	return s.Update(ctx, c, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: kind, ID: id, Status: 1}, Body: []byte(id)}, 0)
		return []byte("issued " + id), err
	})
}

func storeReplay(ctx context.Context, e *env) error {
	b := e.open()
	s, err := storeOver(b, 1)
	if err != nil {
		return err
	}
	first, err := create(ctx, s, storeCommand("c"), "A")
	if err != nil {
		return err
	}
	for range 2 {
		again, err := create(ctx, s, storeCommand("c"), "A")
		if err != nil {
			return fmt.Errorf("the command again: %w", err)
		}
		if !again.Replayed || !bytes.Equal(again.Bytes, first.Bytes) || again.RecordedAt != first.RecordedAt {
			return &mismatch{"the answer to the command again", fmt.Sprintf("the first: %q at %d", first.Bytes, first.RecordedAt), fmt.Sprintf("%q at %d, replayed %t", again.Bytes, again.RecordedAt, again.Replayed)}
		}
		b = e.reopenIfPossible(b)
		if s, err = storeOver(b, 1); err != nil {
			return err
		}
	}
	return effects(ctx, s, 1)
}

// effects counts records and log entries of a store: one of each for each effect,
// beside the mark of the store, which is an entry.
func effects(ctx context.Context, s *storage.Store, want int) error {
	return s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
		records, logged := 0, 0
		for rec, err := range r.All(ctx, storage.Query{Index: storage.ByID, Kind: kind}) {
			if err != nil {
				return err
			}
			records += int(rec.Version)
		}
		for shard := range s.Shards() {
			head, err := r.LogHead(ctx, shard)
			if err != nil {
				return err
			}
			logged += int(head.Seq)
		}
		if records != want || logged != want+1 {
			return &mismatch{"versions and log entries", fmt.Sprintf("%d and %d", want, want+1), fmt.Sprintf("%d and %d", records, logged)}
		}
		return nil
	})
}

func storeRequest(ctx context.Context, e *env) error {
	s, err := storeOver(e.open(), 1)
	if err != nil {
		return err
	}
	if _, err := create(ctx, s, storeCommand("c"), "A"); err != nil {
		return err
	}
	_, err = create(ctx, s, storage.Command{ID: "c", Request: []byte("something else")}, "B")
	return firstOf(
		want("the ID with another request", err, storage.ErrConflict),
		want("the ID with another request", err, storage.ErrDuplicate),
		effects(ctx, s, 1),
	)
}

func storeRace(ctx context.Context, e *env) error {
	s, err := storeOver(e.open(), 1)
	if err != nil {
		return err
	}
	const rounds = 4
	for round := range rounds {
		var mu sync.Mutex
		answers := map[string]int{}
		fresh := 0
		var fns []func() error
		for range 6 {
			fns = append(fns, func() error {
				res, err := create(ctx, s, storeCommand(fmt.Sprintf("c-%d", round)), fmt.Sprintf("A-%d", round))
				mu.Lock()
				defer mu.Unlock()
				answers[string(res.Bytes)]++
				if !res.Replayed {
					fresh++
				}
				return err
			})
		}
		errs, err := sessions(fns...)
		if err := firstOf(append(errs, err)...); err != nil {
			return err
		}
		if len(answers) != 1 || fresh != 1 {
			return &mismatch{"six who send one command at once", "one answer, five times replayed", fmt.Sprintf("%d answers, %d not replayed", len(answers), fresh)}
		}
	}
	return firstOf(storeTwin(ctx, s), effects(ctx, s, rounds+1))
}

// storeTwin sends one command twice. The first commits while the closure of the
// second is running, which then meets its effect. Engines that let in one writer at
// a time make the first wait: then patience ends, and the second is the first.
func storeTwin(ctx context.Context, s *storage.Store) error {
	running, done := make(chan struct{}), make(chan struct{})
	var once sync.Once
	var slow, quick storage.Result
	errs, err := sessions(func() (err error) {
		slow, err = s.Update(ctx, storeCommand("twin"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			once.Do(func() {
				close(running)
				select {
				case <-done:
				case <-time.After(patience):
				}
			})
			_, err := w.Put(ctx, storage.Record{Header: storage.Header{Kind: kind, ID: "TWIN", Status: 1}, Body: []byte("TWIN")}, 0)
			return []byte("issued TWIN"), err
		})
		return err
	}, func() (err error) {
		defer close(done)
		select {
		case <-running:
		case <-time.After(promptly):
		}
		quick, err = create(ctx, s, storeCommand("twin"), "TWIN")
		return err
	})
	if err := firstOf(append(errs, err)...); err != nil {
		return fmt.Errorf("a command sent twice, the second while the first is running: %w", err)
	}
	if !bytes.Equal(slow.Bytes, quick.Bytes) || slow.Replayed == quick.Replayed {
		return &mismatch{"a command sent twice, the second while the first is running", "one answer, once replayed", fmt.Sprintf("%q, replayed %t, and %q, replayed %t", slow.Bytes, slow.Replayed, quick.Bytes, quick.Replayed)}
	}
	return nil
}

// counted adds one to the count in a record, so that every effect shows.
func counted(ctx context.Context, s *storage.Store, c storage.Command) error {
	_, err := s.Update(ctx, c, func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		r, err := w.Get(ctx, kind, "COUNT")
		if errors.Is(err, storage.ErrNotFound) {
			r, err = storage.Record{Header: storage.Header{Kind: kind, ID: "COUNT", Status: 1}}, nil
		}
		if err != nil {
			return nil, err
		}
		r.Body = append(r.Body, 1)
		h, err := w.Put(ctx, r, r.Version)
		return fmt.Append(nil, h.Version), err
	})
	return err
}

func storeUnknown(ctx context.Context, e *env) error {
	const commands = 40
	for seed := range uint64(2) {
		f := Faulty(e.open(), seed, Rates{Busy: 0.1, Refused: 0.1, LostBefore: 0.2, LostAfter: 0.2, LostLate: 0.1, ViewBusy: 0.1})
		s, err := storeOver(f, 1)
		if err != nil {
			return err
		}
		for n := range commands {
			if err := counted(ctx, s, storeCommand(fmt.Sprintf("c-%d", n))); err != nil {
				return fmt.Errorf("command %d of seed %d: %w", n, seed, err)
			}
		}
		f.Next(Sound)
		if err := counted(ctx, s, storeCommand("c-0")); err != nil {
			return err
		}
		if err := effects(ctx, s, commands); err != nil {
			return fmt.Errorf("%d commands, of which the answers to %d commits were lost (seed %d): %w", commands,
				f.Count(LostBefore)+f.Count(LostAfter)+f.Count(LostLate), seed, err)
		}
	}
	return nil
}

func storeRetry(ctx context.Context, e *env) error {
	f := Faulty(e.open(), 1, Rates{})
	s, err := storeOver(f, 1)
	if err != nil {
		return err
	}
	f.Next(Busy, Refused, Busy)
	if err := counted(ctx, s, storeCommand("c")); err != nil {
		return err
	}
	if n := f.Count(Sound); n != 1 {
		return &mismatch{"runs that were not made to fail", 1, n}
	}
	// Without any wrapper: writers of one record, all of which succeed because
	// who is overtaken runs again.
	var fns []func() error
	for i := range 5 {
		fns = append(fns, func() error { return counted(ctx, s, storeCommand(fmt.Sprintf("c-%d", i))) })
	}
	errs, err := sessions(fns...)
	return firstOf(append(errs, err, effects(ctx, s, 6))...)
}
