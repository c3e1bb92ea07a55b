package storagetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

func lifecycleCases() []Case {
	return []Case{
		plain("capabilities-fixed", "Store decides by them once", capabilitiesFixed),
		plain("close-twice", "shutdown code often closes twice", closeTwice),
		plain("close-ends", "a closed store must say so, not hang or answer", closeEnds),
		{"close-busy", "a shutdown must not tear a commit apart", nil, closeBusy},
		plain("close-quiet", "a service that reopens must not leak", closeQuiet),
	}
}

func capabilitiesFixed(ctx context.Context, open func() storage.Backend) error {
	b := open()
	before := b.Capabilities()
	if before.Name == "" {
		return errors.New("the engine has no name")
	}
	if err := put(ctx, b, record("A")); err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	if b.Capabilities() != before {
		return errors.New("the capabilities changed")
	}
	return nil
}

func closeTwice(ctx context.Context, open func() storage.Backend) error {
	b := open()
	for i := range 3 {
		if err := b.Close(); err != nil {
			return fmt.Errorf("close number %d: %w", i+1, err)
		}
	}
	return nil
}

func closeEnds(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("A")); err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	called := false
	err := firstOf(
		want("view", b.View(ctx, func(context.Context, storage.ReadTx) error { called = true; return nil }), storage.ErrClosed),
		want("update", b.Update(ctx, func(context.Context, storage.Tx) error { called = true; return nil }), storage.ErrClosed),
	)
	if hr, ok := storage.As[storage.HeaderReader](b); ok && err == nil {
		_, herr := hr.ReadHeader(ctx, key("A"))
		err = want("ReadHeader", herr, storage.ErrClosed)
	}
	if err == nil && called {
		err = errors.New("a closure was called")
	}
	return err
}

func closeBusy(ctx context.Context, e *env) error {
	b := e.open()
	running, proceed := make(chan struct{}), make(chan struct{})
	read, wrote, closed := make(chan error, 1), make(chan error, 1), make(chan error, 1)
	go func() {
		wrote <- b.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			err := tx.Put(ctx, record("A"), 0)
			running <- struct{}{}
			<-proceed
			return firstOf(err, tx.Put(ctx, record("B"), 0))
		})
	}()
	go func() {
		read <- b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
			running <- struct{}{}
			<-proceed
			_, err := tx.Counts(ctx, kind)
			return err
		})
	}()
	<-running
	<-running
	go func() { closed <- b.Close() }()
	time.Sleep(20 * time.Millisecond) // let Close get as far as it can
	close(proceed)
	if err := soon("Close", closed); err != nil {
		return err
	}
	// The transactions may succeed or fail, but they must come to an end.
	var outcome error
	for name, ch := range map[string]chan error{"the running update": wrote, "the running view": read} {
		select {
		case err := <-ch:
			if ch == wrote {
				outcome = err
			}
		case <-time.After(promptly):
			return errors.New(name + " does not come to an end")
		}
	}
	if err := want("update after close", b.Update(ctx, func(context.Context, storage.Tx) error { return nil }), storage.ErrClosed); err != nil {
		return err
	}
	if e.h.Reopen == nil {
		return closeAmongMany(ctx, e)
	}
	// What is left of it shows when the data are opened again.
	b = e.reopen(b)
	n, err := snapshotCount(ctx, b)
	if err != nil {
		return err
	}
	if outcome == nil && n != 2 || outcome != nil && !errors.Is(outcome, storage.ErrCommitUnknown) && n != 0 || n == 1 {
		return &mismatch{"an update that was running when the backend was closed, and ended with " + errorText(outcome), "its whole effect, or none", fmt.Sprintf("%d of 2 records", n)}
	}
	return closeAmongMany(ctx, e)
}

// closeAmongMany closes a backend that many are writing to.
func closeAmongMany(ctx context.Context, e *env) error {
	b := e.open()
	const writers = 16
	var all crashed
	var mu sync.Mutex
	ended := make(chan error, writers)
	for w := range writers {
		go func() {
			for n := 0; ; n++ {
				id := fmt.Sprintf("%d-%d", w, n)
				mu.Lock()
				all.tried = append(all.tried, id)
				mu.Unlock()
				err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error { return actOf(ctx, tx, id, uint16(w)) })
				if err != nil {
					ended <- nil // it may say anything
					return
				}
				mu.Lock()
				all.acked = append(all.acked, id)
				mu.Unlock()
			}
		}()
	}
	for range 20 {
		pause(ctx)
	}
	if err := b.Close(); err != nil {
		return err
	}
	for range writers {
		if err := soon("a writer of a closed backend", ended); err != nil {
			return err
		}
	}
	if e.h.Reopen == nil {
		return nil
	}
	all.b = e.reopen(b)
	acked := map[string]bool{}
	for _, id := range all.acked {
		acked[id] = true
	}
	return all.b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for _, id := range all.tried {
			_, err1 := tx.Header(ctx, key(id+"-1"))
			_, err2 := tx.Header(ctx, key(id+"-2"))
			_, err3 := tx.Command(ctx, storage.CommandID(id))
			there := [3]bool{err1 == nil, err2 == nil, err3 == nil}
			if there != [3]bool{} && there != [3]bool{true, true, true} || acked[id] && !there[0] {
				return &mismatch{fmt.Sprintf("an act (acknowledged: %t) among many when the backend was closed", acked[id]), "there as a whole, or, if it was not acknowledged, not at all", fmt.Sprintf("its parts are there: %v", there)}
			}
		}
		return nil
	})
}

// traffic uses a backend in every way that may leave something behind.
func traffic(ctx context.Context, b storage.Backend) error {
	over, cancel := context.WithCancel(ctx)
	cancel()
	done := make(chan error, 10)
	for i := range cap(done) {
		go func() { done <- put(ctx, b, record(fmt.Sprintf("T-%d", i))) }()
	}
	for range cap(done) {
		if err := soon("concurrent use", done); err != nil {
			return err
		}
	}
	for range 5 {
		if !panics(func() { _ = b.Update(ctx, func(context.Context, storage.Tx) error { panic(errStop) }) }) ||
			!panics(func() { _ = b.View(ctx, func(context.Context, storage.ReadTx) error { panic(errStop) }) }) {
			return errors.New("the panic did not reach the caller as it was")
		}
		short, cancel := context.WithCancel(ctx)
		err := b.Update(short, func(ctx context.Context, tx storage.Tx) error {
			err := tx.Put(ctx, record("CANCELLED"), 0)
			cancel()
			return err
		})
		if err == nil {
			return errors.New("a cancelled update succeeds")
		}
	}
	return firstOf(
		want("a view that fails", b.View(ctx, func(context.Context, storage.ReadTx) error { return errStop }), errStop),
		want("an update that fails", b.Update(ctx, func(context.Context, storage.Tx) error { return errStop }), errStop),
		want("a view whose context has ended", b.View(over, func(context.Context, storage.ReadTx) error { return nil }), context.Canceled),
		b.Close(),
	)
}

func closeQuiet(ctx context.Context, open func() storage.Backend) error {
	// The first time may start what serves all backends for ever.
	if err := traffic(ctx, open()); err != nil {
		return err
	}
	var err error
	left := startedBy(ctx, func(ctx context.Context) {
		for range 3 {
			err = firstOf(err, traffic(ctx, open()))
		}
	})
	if err == nil && left != "" {
		err = &mismatch{"goroutines of a backend that was opened, used and closed three times", "none goes on", left}
	}
	return err
}
