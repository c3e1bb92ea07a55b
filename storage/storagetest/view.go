package storagetest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

func viewCases() []Case {
	return []Case{
		plain("concurrent-use", "many counters serve citizens at once", concurrentUse),
		plain("ctx-ended", "a request that was given up must not start work", ctxEnded),
		plain("ctx-wait", "a counter must not hang behind a slow writer", ctxWait),
		plain("view-snapshot", "a report must not mix two moments", viewSnapshot),
		plain("view-whole", "half a commit looks like a permit without its card", viewWhole),
		plain("view-latest", "whoever wrote a permit must find it at once", viewLatest),
		plain("view-committed", "a permit that is rolled back must never have been seen", viewCommitted),
		plain("view-error", "the caller must learn what its closure found", viewError),
		plain("view-panic", "one faulty request must not stop the others", viewPanic),
		plain("view-read-only", "a reader that writes escapes the log", viewReadOnly),
		plain("tx-nested", "a nested transaction waits for itself, or commits without its parent", txNested),
		plain("tx-ended", "a transaction kept after its end reads or writes at random", txEnded),
		plain("read-no-alias", "a caller that changes what it got must not change the archive", readNoAlias),
		plain("ctx-method", "a long transaction must stop when its request is given up", ctxMethod),
	}
}

func concurrentUse(ctx context.Context, open func() storage.Backend) error {
	b := open()
	const n = 100
	done := make(chan error, n)
	for i := range n {
		go func() {
			r := record(fmt.Sprintf("C-%03d", i))
			if err := put(ctx, b, r); err != nil {
				done <- err
				return
			}
			got, err := get(ctx, b, r.Key())
			done <- firstOf(err, same("own record", got, r))
		}()
	}
	for range n {
		if err := soon("concurrent use", done); err != nil {
			return err
		}
	}
	all, err := scan(ctx, b, storage.Query{Index: storage.ByID, Kind: kind}, 7)
	if err == nil && len(all) != n {
		err = &mismatch{"records put by as many goroutines at once", n, len(all)}
	}
	return err
}

func ctxEnded(ctx context.Context, open func() storage.Backend) error {
	b := open()
	over, cancel := context.WithCancel(ctx)
	cancel()
	called := false
	err := b.View(over, func(context.Context, storage.ReadTx) error { called = true; return nil })
	if err := want("view", err, context.Canceled); err != nil {
		return err
	}
	err = b.Update(over, func(context.Context, storage.Tx) error { called = true; return nil })
	if err := want("update", err, context.Canceled); err != nil {
		return err
	}
	if called {
		return errors.New("the closure was called")
	}
	if hr, ok := storage.As[storage.HeaderReader](b); ok {
		_, err := hr.ReadHeader(over, key("A"))
		return want("ReadHeader", err, context.Canceled)
	}
	return nil
}

func ctxWait(ctx context.Context, open func() storage.Backend) error {
	b := open()
	holds, release, held := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		held <- b.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			err := tx.Put(ctx, record("A"), 0)
			close(holds)
			<-release
			return err
		})
	}()
	<-holds
	const deadline = 400 * time.Millisecond
	short, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	second := make(chan error, 1)
	go func() {
		second <- b.Update(short, func(ctx context.Context, tx storage.Tx) error {
			return tx.Put(ctx, record("A"), 0)
		})
	}()
	var err error
	select {
	case got := <-second:
		if got == nil {
			err = errors.New("two writers of one new record both succeed")
		}
	case <-time.After(2 * deadline):
		err = &mismatch{fmt.Sprintf("a writer that waits with a deadline of %v", deadline), "gives up in twice the time", "still waits"}
	}
	close(release)
	return firstOf(err, soon("the first writer", held))
}

// everything reads through each method of a transaction.
func everything(ctx context.Context, tx storage.ReadTx) (string, error) {
	g, errG := tx.Get(ctx, key("A"))
	h, errH := tx.Header(ctx, key("A"))
	o, errO := tx.GetAsOf(ctx, key("A"), storage.AsOf{At: 1<<63 - 1})
	p, errP := tx.Scan(ctx, storage.Query{Index: storage.ByID, Kind: kind}, storage.Position{}, 10)
	c, errC := tx.Counts(ctx, kind)
	l, errL := tx.Log(ctx, 1, 1, 10)
	e, errE := tx.LogHead(ctx, 1)
	_, errM := tx.Command(ctx, "new")
	if errors.Is(errM, storage.ErrNotFound) {
		errM = nil
	} else if errM == nil {
		errM = errors.New("a command saved later is there")
	}
	return fmt.Sprint(g.Version, h.Version, o.Version, ids(p.Records), c, len(l), e.Seq),
		errors.Join(errG, errH, errO, errP, errC, errL, errE, errM)
}

func viewSnapshot(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := firstOf(put(ctx, b, record("A")), appendTo(ctx, b, 1, 1)); err != nil {
		return err
	}
	return b.View(ctx, func(inner context.Context, tx storage.ReadTx) error {
		before, err := everything(inner, tx)
		if err != nil {
			return err
		}
		done := make(chan error, 1)
		go func() {
			done <- update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
				return firstOf(
					tx.Put(ctx, next(record("A"), status(2)), 1),
					tx.Put(ctx, record("B"), 0),
					tx.SaveCommand(ctx, storage.CommandResult{ID: "new"}),
					tx.Append(ctx, 1, 1, entries(1, 1)),
				)
			})
		}()
		if err := soon("a writer beside a reader", done); err != nil {
			return err
		}
		after, err := everything(inner, tx)
		if err == nil && before != after {
			err = &mismatch{"what a snapshot shows after a commit beside it", before, after}
		}
		return err
	})
}

func viewWhole(ctx context.Context, open func() storage.Backend) error {
	b := open()
	x, y := record("X"), record("Y")
	if err := put(ctx, b, x, y); err != nil {
		return err
	}
	for range 50 {
		x, y = next(x), next(y)
		committed := make(chan error, 1)
		err := b.View(ctx, func(inner context.Context, tx storage.ReadTx) error {
			// The commit comes at any moment: before the first read, between
			// the two, or after.
			go func() { committed <- put(ctx, b, x, y) }()
			h, err := tx.Header(inner, key("X"))
			if err != nil {
				return err
			}
			if x.Version%2 == 0 { // surely between
				if err := soon("a writer beside a reader", committed); err != nil {
					return err
				}
				committed <- nil
			}
			p, err := tx.Scan(inner, storage.Query{Index: storage.ByID, Kind: kind}, storage.Position{ID: "X"}, 1)
			if err != nil {
				return err
			}
			if len(p.Records) != 1 || p.Records[0].Version != h.Version {
				return errors.New("one record of a commit is seen without the other")
			}
			return nil
		})
		if err := firstOf(err, soon("the writer", committed)); err != nil {
			return err
		}
	}
	return nil
}

func viewLatest(ctx context.Context, open func() storage.Backend) error {
	b := open()
	r := record("A")
	for range 50 {
		if err := put(ctx, b, r); err != nil {
			return err
		}
		got, err := get(ctx, b, r.Key())
		if err := firstOf(err, same("after the commit", got, r)); err != nil {
			return err
		}
		r = next(r)
	}
	return nil
}

func viewCommitted(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("A")); err != nil {
		return err
	}
	err := b.Update(ctx, func(inner context.Context, tx storage.Tx) error {
		if err := firstOf(tx.Put(inner, next(record("A")), 1), tx.Put(inner, record("B"), 0)); err != nil {
			return err
		}
		done := make(chan error, 1)
		go func() {
			got, err := get(ctx, b, key("A"))
			err = firstOf(err, same("beside a writer", got, record("A")), absent(ctx, b, "B"))
			if hr, ok := storage.As[storage.HeaderReader](b); ok && err == nil {
				h, herr := hr.ReadHeader(ctx, key("A"))
				if err = herr; err == nil && h.Version != 1 {
					err = errors.New("ReadHeader shows what is not committed")
				}
			}
			done <- err
		}()
		return firstOf(soon("a reader beside a writer", done), errStop)
	})
	if err := want("update", err, errStop); err != nil {
		return err
	}
	got, err := get(ctx, b, key("A"))
	return firstOf(err, same("after the rollback", got, record("A")), absent(ctx, b, "B"))
}

func viewError(ctx context.Context, open func() storage.Backend) error {
	err := open().View(ctx, func(context.Context, storage.ReadTx) error { return errStop })
	return want("view", err, errStop)
}

// panics reports whether fn panics with errStop.
func panics(fn func()) (ok bool) {
	defer func() { ok = recover() == any(errStop) }()
	fn()
	return false
}

func viewPanic(ctx context.Context, open func() storage.Backend) error {
	b := open()
	for range 30 { // more often than a small pool has connections
		if !panics(func() {
			_ = b.View(ctx, func(context.Context, storage.ReadTx) error { panic(errStop) })
		}) {
			return errors.New("the panic did not reach the caller as it was")
		}
	}
	return put(ctx, b, record("A"))
}

func viewReadOnly(ctx context.Context, open func() storage.Backend) error {
	b := open()
	err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		if w, ok := tx.(storage.Tx); ok {
			return want("put in a view", w.Put(ctx, record("A"), 0), storage.ErrReadOnly)
		}
		return nil
	})
	return firstOf(err, absent(ctx, b, "A"))
}

func txNested(ctx context.Context, open func() storage.Backend) error {
	b := open()
	try := func(ctx context.Context) error {
		called := false
		done := make(chan error, 1)
		go func() {
			done <- firstOf(
				want("nested view", b.View(ctx, func(context.Context, storage.ReadTx) error { called = true; return nil }), storage.ErrInvalid),
				want("nested update", b.Update(ctx, func(context.Context, storage.Tx) error { called = true; return nil }), storage.ErrInvalid),
			)
		}()
		if err := soon("a nested transaction", done); err != nil {
			return err
		}
		if called {
			return errors.New("a nested closure was called")
		}
		return nil
	}
	return firstOf(
		b.View(ctx, func(ctx context.Context, _ storage.ReadTx) error { return try(ctx) }),
		b.Update(ctx, func(ctx context.Context, _ storage.Tx) error { return try(ctx) }),
		put(ctx, b, record("A")),
	)
}

func txEnded(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("A")); err != nil {
		return err
	}
	var r storage.ReadTx
	var w storage.Tx
	err := firstOf(
		b.View(ctx, func(_ context.Context, tx storage.ReadTx) error { r = tx; return nil }),
		b.Update(ctx, func(_ context.Context, tx storage.Tx) error { w = tx; return nil }),
	)
	if err != nil {
		return err
	}
	for _, tx := range []storage.ReadTx{r, w} {
		for name, err := range readAll(ctx, tx) {
			if err := want(name+" after the end", err, storage.ErrClosed); err != nil {
				return err
			}
		}
	}
	return firstOf(
		want("Put after the end", w.Put(ctx, record("B"), 0), storage.ErrClosed),
		want("Append after the end", w.Append(ctx, 1, 0, entries(0, 1)), storage.ErrClosed),
		want("SaveCommand after the end", w.SaveCommand(ctx, storage.CommandResult{ID: "c"}), storage.ErrClosed),
		absent(ctx, b, "B"),
	)
}

// readAll calls each reading method and returns its error.
func readAll(ctx context.Context, tx storage.ReadTx) map[string]error {
	errs := map[string]error{}
	_, errs["Get"] = tx.Get(ctx, key("A"))
	_, errs["Header"] = tx.Header(ctx, key("A"))
	_, errs["GetAsOf"] = tx.GetAsOf(ctx, key("A"), storage.AsOf{Version: 1})
	_, errs["Scan"] = tx.Scan(ctx, storage.Query{Index: storage.ByID, Kind: kind}, storage.Position{}, 1)
	_, errs["Counts"] = tx.Counts(ctx, kind)
	_, errs["Log"] = tx.Log(ctx, 1, 1, 1)
	_, errs["LogHead"] = tx.LogHead(ctx, 1)
	_, errs["Command"] = tx.Command(ctx, "c")
	return errs
}

func readNoAlias(ctx context.Context, open func() storage.Backend) error {
	b := open()
	saved := storage.CommandResult{ID: "c", Result: []byte("result")}
	err := firstOf(
		put(ctx, b, record("A"), next(record("A"))),
		appendTo(ctx, b, 1, 1),
		update(ctx, b, func(ctx context.Context, tx storage.Tx) error { return tx.SaveCommand(ctx, saved) }),
	)
	if err != nil {
		return err
	}
	q := storage.Query{Index: storage.ByID, Kind: kind, Bodies: true}
	read := func(spoil bool) (out string, err error) {
		err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
			for range 2 { // within one transaction and across two
				g, err1 := tx.Get(ctx, key("A"))
				o, err2 := tx.GetAsOf(ctx, key("A"), storage.AsOf{Version: 1})
				p, err3 := tx.Scan(ctx, q, storage.Position{}, 1)
				n, err4 := tx.Counts(ctx, kind)
				l, err5 := tx.Log(ctx, 1, 1, 1)
				c, err6 := tx.Command(ctx, "c")
				if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
					return err
				}
				if len(p.Records) != 1 || len(l) != 1 || len(n) != 1 {
					return errors.New("the sample is not there")
				}
				out = fmt.Sprintf("%q %q %q %v %q %q", g.Body, o.Body, p.Records[0].Body, n, l[0].Data, c.Result)
				if spoil {
					for _, s := range [][]byte{g.Body, o.Body, p.Records[0].Body, l[0].Data, c.Result} {
						clear(s[:cap(s)])
					}
					n[0].N, p.Records[0].ID = 99, "SPOILT"
				}
			}
			return nil
		})
		return out, err
	}
	before, err := read(false)
	if err != nil {
		return err
	}
	if _, err := read(true); err != nil {
		return err
	}
	after, err := read(false)
	if err == nil && before != after {
		err = fmt.Errorf("what the caller changed has changed the store: %s became %s", before, after)
	}
	return err
}

func ctxMethod(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("A")); err != nil {
		return err
	}
	over, cancel := context.WithCancel(ctx)
	cancel()
	err := b.View(ctx, func(_ context.Context, tx storage.ReadTx) error {
		for name, err := range readAll(over, tx) {
			if err == nil {
				return errors.New(name + " works on although its context has ended")
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for name, write := range map[string]func(tx storage.Tx) error{
		"Put":         func(tx storage.Tx) error { return tx.Put(over, record("B"), 0) },
		"Append":      func(tx storage.Tx) error { return tx.Append(over, 1, 0, entries(0, 1)) },
		"SaveCommand": func(tx storage.Tx) error { return tx.SaveCommand(over, storage.CommandResult{ID: "c"}) },
	} {
		err := b.Update(ctx, func(_ context.Context, tx storage.Tx) error {
			if write(tx) == nil {
				return errors.New(name + " works on although its context has ended")
			}
			return errStop
		})
		if err := want(name, err, errStop); err != nil {
			return err
		}
	}
	return nil
}
