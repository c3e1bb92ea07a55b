package storagetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// storeCases try storage.Store on the adapter: the promises that an application
// sees rest on small ones that an adapter may miss.
func storeCases() []Case {
	return []Case{
		{"store-replay", "a citizen who sends a form again gets one permit and the same answer", nil, storeReplay},
		{"store-request", "an ID used twice by mistake must not answer for another request", nil, storeRequest},
		{"store-race", "a form sent twice at once is one act", nil, storeRace},
		{"store-unknown", "an act whose answer was lost is done once, not twice and not never", nil, storeUnknown},
		{"store-retry", "an act must not fail because another was faster", nil, storeRetry},
		{"store-cursor", "a list must go on where it stopped, and for nobody else", nil, storeCursor},
		{"store-chain", "the log must prove that nothing was changed", nil, storeChain},
		{"store-limits", "an adapter must never see what it need not take", nil, storeLimits},
		{"store-options", "under another key nobody is found, and gets a second permit", nil, storeOptions},
		{"store-abilities", "a wrapper that hides an ability must not stop the counter", nil, storeAbilities},
	}
}

// storeOver returns a Store that never sleeps and whose clock ticks.
func storeOver(b storage.Backend, indexKey byte, change ...func(*storage.Options)) (*storage.Store, error) {
	sealer, err := storage.NewAESGCM(1, map[uint32][]byte{1: bytes.Repeat([]byte{5}, 32)})
	if err != nil {
		return nil, err
	}
	var tick atomic.Int64
	o := storage.Options{
		Sealer:   sealer,
		IndexKey: bytes.Repeat([]byte{indexKey}, storage.IndexKeySize),
		Shards:   4,
		Attempts: 200,
		Clock:    func() time.Time { return time.UnixMicro(1_768_438_800_000_000 + tick.Add(1)).UTC() },
		Sleep: func(ctx context.Context, _ time.Duration) error {
			pause(ctx)
			return ctx.Err()
		},
	}
	for _, c := range change {
		c(&o)
	}
	return storage.New(b, o)
}

func storeCommand(id string) storage.Command {
	return storage.Command{ID: storage.CommandID(id), Request: []byte("request " + id)}
}

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

func storeCursor(ctx context.Context, e *env) error {
	b := e.open()
	s, err := storeOver(b, 1)
	if err != nil {
		return err
	}
	const n = 17
	for i := range n {
		if _, err := create(ctx, s, storeCommand(fmt.Sprintf("c-%d", i)), fmt.Sprintf("A-%02d", i)); err != nil {
			return err
		}
	}
	q := storage.Query{Index: storage.ByStatus, Kind: kind, Status: 1}
	page := func(s *storage.Store, q storage.Query, after storage.Cursor) (p storage.CursorPage, err error) {
		err = s.View(ctx, func(ctx context.Context, r *storage.Reader) error {
			p, err = r.Page(ctx, q, after, 5)
			return err
		})
		return p, err
	}
	var got []storage.Record
	var after, some storage.Cursor
	for range n {
		p, err := page(s, q, after)
		if err != nil {
			return err
		}
		got = append(got, p.Records...)
		if after = p.Next; after == "" {
			break
		}
		some = after
		b = e.reopenIfPossible(b)
		if s, err = storeOver(b, 1); err != nil {
			return err
		}
	}
	var wanted []string
	for i := range n {
		wanted = append(wanted, fmt.Sprintf("A-%02d", i))
	}
	if err := sameIDs("pages by cursor", got, wanted...); err != nil {
		return err
	}
	stranger, err := storeOver(e.open(), 2)
	if err != nil {
		return err
	}
	other := q
	other.Status = 2
	refuse := func(what string, s *storage.Store, q storage.Query, c storage.Cursor) error {
		_, err := page(s, q, c)
		return want("a cursor "+what, err, storage.ErrInvalid)
	}
	err = firstOf(
		refuse("of another query", s, other, some),
		refuse("of another store", stranger, q, some),
		refuse("that is cut", s, q, some[:len(some)-1]),
	)
	for i := range some {
		changed := []byte(some)
		if changed[i]++; changed[i] == '{' || changed[i] == ':' || changed[i] == '[' {
			changed[i] = 'b'
		}
		err = firstOf(err, refuse(fmt.Sprintf("with byte %d changed", i), s, q, storage.Cursor(changed)))
	}
	return err
}

func storeChain(ctx context.Context, e *env) error {
	b := e.open()
	s, err := storeOver(b, 1)
	if err != nil {
		return err
	}
	var fns []func() error
	for w := range 4 {
		fns = append(fns, func() error {
			for i := range 8 {
				id := fmt.Sprintf("%d-%d", w, i)
				_, err := s.Update(ctx, storeCommand(id), func(ctx context.Context, wr *storage.Writer) ([]byte, error) {
					r := storage.Record{Header: storage.Header{Kind: kind, ID: id, Status: 1}, Body: []byte("body\x00 of " + id)}
					h, err := wr.Put(ctx, r, 0)
					if err != nil {
						return nil, err
					}
					return nil, wr.Log(s.Shard(&h), storage.LogDomain, append([]byte{0, 255}, id...))
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	errs, err := sessions(fns...)
	if err := firstOf(append(errs, err)...); err != nil {
		return err
	}
	total := uint64(0)
	b = e.reopenIfPossible(b)
	if s, err = storeOver(b, 1); err != nil {
		return err
	}
	for shard := range s.Shards() {
		head, err := s.Verify(ctx, shard)
		if err != nil {
			return &mismatch{fmt.Sprintf("verifying shard %d", shard), "it holds", errorText(err)}
		}
		total += head.Seq
	}
	if total != 4*8*2+1 { // the first is the mark of the store
		return &mismatch{"verified entries", 4*8*2 + 1, total}
	}
	return nil
}

func storeOptions(ctx context.Context, e *env) error {
	b := e.open()
	s, err := storeOver(b, 1)
	if err != nil {
		return err
	}
	for i := range 9 {
		if _, err := create(ctx, s, storeCommand(fmt.Sprintf("c-%d", i)), fmt.Sprintf("A-%d", i)); err != nil {
			return err
		}
	}
	b = e.reopenIfPossible(b)
	hash := storage.Hash{Name: "OTHER", New: sha256.New}
	for n, c := range []struct {
		option   string
		key      byte
		change   func(*storage.Options)
		verifies bool // who verifies needs no key
	}{
		{"", 1, func(*storage.Options) {}, true},
		{"index key", 2, func(*storage.Options) {}, true},
		{"index hash", 1, func(o *storage.Options) { o.IndexHash = hash }, true},
		{"chain hash", 1, func(o *storage.Options) { o.ChainHash = hash }, false},
		{"number of shards", 1, func(o *storage.Options) { o.Shards = 3 }, false},
	} {
		s, err := storeOver(b, c.key, c.change)
		if err != nil {
			return err
		}
		_, header := s.Header(ctx, kind, "A-1")
		_, get := s.Get(ctx, kind, "A-1")
		_, again := create(ctx, s, storeCommand("c-1"), "A-1")
		_, fresh := create(ctx, s, storeCommand(fmt.Sprintf("new-%d", n)), "B")
		if c.option == "" {
			_, verify := s.VerifyAll(ctx)
			if err := firstOf(header, get, again, fresh, verify); err != nil {
				return fmt.Errorf("opened as it was written: %w", err)
			}
			continue
		}
		for _, r := range []struct {
			what string
			err  error
		}{{"a header", header}, {"a record", get}, {"a command that is repeated", again}, {"a command", fresh}} {
			if err := want(r.what+" with another "+c.option, r.err, storage.ErrSchema); err != nil {
				return err
			}
		}
		if _, err := s.VerifyAll(ctx); c.verifies {
			if err != nil {
				return fmt.Errorf("verified with another %s: %w", c.option, err)
			}
		} else if err := want("verified with another "+c.option, err, storage.ErrSchema); err != nil {
			return err
		}
	}
	return nil
}

// A hiding backend has every ability, and none of them.
type hiding struct{ storage.Backend }

func (hiding) ReadHeader(context.Context, storage.Key) (storage.Header, error) {
	return storage.Header{}, storage.ErrUnsupported
}
func (hiding) Check(context.Context) error { return storage.ErrUnsupported }

func storeAbilities(ctx context.Context, e *env) error {
	s, err := storeOver(hiding{e.open()}, 1)
	if err != nil {
		return err
	}
	if _, err := create(ctx, s, storeCommand("c"), "A"); err != nil {
		return err
	}
	for range 2 {
		h, err := s.Header(ctx, kind, "A")
		if err != nil || h.Version != 1 || h.ID != "A" {
			return &mismatch{"the header of a record, over a HeaderReader that answers ErrUnsupported", "version 1 of A", fmt.Sprintf("%v, %s", h, errorText(err))}
		}
	}
	_, missing := s.Header(ctx, kind, "B")
	return firstOf(
		want("the header of nothing", missing, storage.ErrNotFound),
		want("the check of a Checker that answers ErrUnsupported", s.Check(ctx), storage.ErrUnsupported),
		s.VerifyRecords(ctx, kind),
	)
}

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
