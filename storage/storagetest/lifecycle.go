package storagetest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

func lifecycleCases() []Case {
	return []Case{
		{"capabilities-fixed", "Store decides by them once", capabilitiesFixed},
		{"close-twice", "shutdown code often closes twice", closeTwice},
		{"close-ends", "a closed store must say so, not hang or answer", closeEnds},
		{"close-busy", "a shutdown must not tear a commit apart", closeBusy},
		{"close-quiet", "a service that reopens must not leak", closeQuiet},
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

func closeBusy(ctx context.Context, open func() storage.Backend) error {
	b := open()
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
	// The transactions may succeed or fail, but they must come to an end. What
	// is left of them is seen by the cases that open the data again.
	for name, ch := range map[string]chan error{"the running update": wrote, "the running view": read} {
		select {
		case <-ch:
		case <-time.After(promptly):
			return errors.New(name + " does not come to an end")
		}
	}
	return want("update after close", b.Update(ctx, func(context.Context, storage.Tx) error { return nil }), storage.ErrClosed)
}

func closeQuiet(ctx context.Context, open func() storage.Backend) error {
	before := runtime.NumGoroutine()
	b := open()
	err := firstOf(
		put(ctx, b, record("A")),
		want("a view that fails", b.View(ctx, func(context.Context, storage.ReadTx) error { return errStop }), errStop),
		want("an update that fails", b.Update(ctx, func(context.Context, storage.Tx) error { return errStop }), errStop),
		b.Close(),
	)
	if err != nil {
		return err
	}
	var after int
	for range 100 {
		if after = runtime.NumGoroutine(); after <= before {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return fmt.Errorf("%d goroutines before, %d after", before, after)
}
