package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// A Fault is what one call of a FaultyBackend does instead of succeeding.
type Fault uint8

// The faults. All but the first are for Update; on View, Busy and Broken have
// the same meaning and the others none.
const (
	// Sound is no fault.
	Sound Fault = iota
	// Refused fails before the closure is called: ErrRetry, nothing done.
	Refused
	// Busy fails after the closure has run: ErrRetry, nothing done.
	Busy
	// LostBefore loses the commit on its way: ErrCommitUnknown, nothing done.
	LostBefore
	// LostAfter loses the answer to the commit: ErrCommitUnknown, all done.
	LostAfter
	// LostLate loses the answer, and the commit lands just before the next
	// Update, if nothing is in its way by then: ErrCommitUnknown.
	LostLate
	// Broken fails with an error that wraps ErrInjected and says nothing else:
	// nothing done.
	Broken
	// Conflicting fails with ErrConflict after the closure has run, as where
	// another commit came first: nothing done. Only Next asks for it.
	Conflicting
)

// ErrInjected is wrapped by every error a FaultyBackend makes up.
var ErrInjected = errors.New("storagetest: injected fault")

// Rates are how often a FaultyBackend fails: chances from 0 to 1 for each call.
type Rates struct {
	// The chances of the faults of an Update. Their sum is at most 1.
	Refused, Busy, LostBefore, LostAfter, LostLate, Broken float64
	// ViewBusy is the chance that a View, or a ReadHeader, fails with ErrRetry
	// after it has run.
	ViewBusy float64
	// Latency is the longest wait before a call. The wait ends with the context.
	Latency time.Duration

	_ struct{}
}

// A FaultyBackend fails as a database behind a network does. What it does depends
// only on its seed and the order of the calls. Use it to try a program, or Store
// itself, against failures that are rare.
//
// It finds the optional abilities of the backend it wraps through Unwrap; those
// do not fail.
type FaultyBackend struct {
	inner storage.Backend
	rates Rates

	mu     sync.Mutex
	rng    *rand.Rand
	script []Fault
	late   func() error
	counts map[Fault]int
}

// Faulty wraps a backend. Closing it closes the backend.
func Faulty(b storage.Backend, seed uint64, r Rates) *FaultyBackend {
	return &FaultyBackend{inner: b, rates: r, rng: rand.New(rand.NewPCG(seed, 0)), counts: map[Fault]int{}}
}

// Next sets the faults of the next Updates, in this order, before chance decides
// again. Faults that were set before and not used come first.
func (f *FaultyBackend) Next(faults ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.script = append(f.script, faults...)
}

// Count says how often an Update had a fault, Sound included.
func (f *FaultyBackend) Count(fault Fault) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.counts[fault]
}

// Unwrap returns the backend that does not fail.
func (f *FaultyBackend) Unwrap() storage.Backend { return f.inner }

// Capabilities are those of the wrapped backend.
func (f *FaultyBackend) Capabilities() storage.Capabilities { return f.inner.Capabilities() }

// Close closes the wrapped backend.
func (f *FaultyBackend) Close() error { return f.inner.Close() }

// View may be late or busy.
func (f *FaultyBackend) View(ctx context.Context, fn func(context.Context, storage.ReadTx) error) error {
	busy, err := f.beforeView(ctx)
	if err != nil {
		return err
	}
	err = f.inner.View(ctx, fn)
	if err == nil && busy {
		err = injected(storage.ErrRetry)
	}
	return err
}

// ReadHeader fails as View does, so that nobody gets round the faults.
func (f *FaultyBackend) ReadHeader(ctx context.Context, k storage.Key) (h storage.Header, err error) {
	short, ok := storage.As[storage.HeaderReader](f.inner)
	if !ok {
		err = f.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
			h, err = tx.Header(ctx, k)
			return err
		})
		return h, err
	}
	busy, err := f.beforeView(ctx)
	if err != nil {
		return h, err
	}
	h, err = short.ReadHeader(ctx, k)
	if err == nil && busy {
		return storage.Header{}, injected(storage.ErrRetry)
	}
	return h, err
}

func (f *FaultyBackend) beforeView(ctx context.Context) (busy bool, err error) {
	f.mu.Lock()
	busy = f.rng.Float64() < f.rates.ViewBusy
	wait := f.wait()
	f.mu.Unlock()
	return busy, rest(ctx, wait)
}

// Update does what the script or chance says.
func (f *FaultyBackend) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	f.mu.Lock()
	fault := f.draw()
	f.counts[fault]++
	wait := f.wait()
	late := f.late
	f.late = nil
	f.mu.Unlock()
	if late != nil {
		_ = late() // it may conflict by now: then it was lost before
	}
	if err := rest(ctx, wait); err != nil {
		return err
	}
	// undone runs the closure and takes back what it did.
	undone := func(answer error) error {
		return f.inner.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			if err := fn(ctx, tx); err != nil {
				return err
			}
			return answer
		})
	}
	switch fault {
	case Refused:
		return injected(storage.ErrRetry)
	case Busy:
		return undone(injected(storage.ErrRetry))
	case LostBefore:
		return undone(injected(storage.ErrCommitUnknown))
	case Broken:
		return undone(ErrInjected)
	case Conflicting:
		return undone(injected(storage.ErrConflict))
	case LostAfter:
		if err := f.inner.Update(ctx, fn); err != nil {
			return err
		}
		return injected(storage.ErrCommitUnknown)
	case LostLate:
		var writes []func(context.Context, storage.Tx) error
		lost := injected(storage.ErrCommitUnknown)
		err := f.inner.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			if err := fn(ctx, noting{tx, &writes}); err != nil {
				return err
			}
			return lost
		})
		if errors.Is(err, lost) {
			f.mu.Lock()
			f.late = func() error { return f.inner.Update(context.WithoutCancel(ctx), inOrder(writes)) }
			f.mu.Unlock()
		}
		return err
	}
	return f.inner.Update(ctx, fn)
}

// noting keeps what a transaction writes, so that it can be done later without
// calling its closure again.
type noting struct {
	storage.Tx
	writes *[]func(context.Context, storage.Tx) error
}

func (n noting) Put(ctx context.Context, r storage.Record, expect storage.Version) error {
	own := r
	own.Body = bytes.Clone(r.Body)
	*n.writes = append(*n.writes, func(ctx context.Context, tx storage.Tx) error { return tx.Put(ctx, own, expect) })
	return n.Tx.Put(ctx, r, expect)
}

func (n noting) Append(ctx context.Context, shard uint16, expect uint64, e []storage.LogEntry) error {
	own := slices.Clone(e)
	for i := range own {
		own[i].Data = bytes.Clone(own[i].Data)
	}
	*n.writes = append(*n.writes, func(ctx context.Context, tx storage.Tx) error { return tx.Append(ctx, shard, expect, own) })
	return n.Tx.Append(ctx, shard, expect, e)
}

func (n noting) SaveCommand(ctx context.Context, c storage.CommandResult) error {
	own := c
	own.Result = bytes.Clone(c.Result)
	*n.writes = append(*n.writes, func(ctx context.Context, tx storage.Tx) error { return tx.SaveCommand(ctx, own) })
	return n.Tx.SaveCommand(ctx, c)
}

func inOrder(writes []func(context.Context, storage.Tx) error) func(context.Context, storage.Tx) error {
	return func(ctx context.Context, tx storage.Tx) error {
		for _, w := range writes {
			if err := w(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	}
}

// draw returns the next fault of the script, or one by chance.
func (f *FaultyBackend) draw() Fault {
	if len(f.script) > 0 {
		next := f.script[0]
		f.script = f.script[1:]
		return next
	}
	x := f.rng.Float64()
	for _, c := range []struct {
		fault  Fault
		chance float64
	}{
		{Refused, f.rates.Refused}, {Busy, f.rates.Busy}, {LostBefore, f.rates.LostBefore},
		{LostAfter, f.rates.LostAfter}, {LostLate, f.rates.LostLate}, {Broken, f.rates.Broken},
	} {
		if x < c.chance {
			return c.fault
		}
		x -= c.chance
	}
	return Sound
}

func (f *FaultyBackend) wait() time.Duration {
	if f.rates.Latency <= 0 {
		return 0
	}
	return time.Duration(f.rng.Int64N(int64(f.rates.Latency)))
}

// rest waits, and gives up when the context ends.
func rest(ctx context.Context, d time.Duration) error {
	if d == 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func injected(as error) error { return fmt.Errorf("%w (%w)", as, ErrInjected) }

// Control lets Run make the faults of a wrapped backend that chance would make.
// It proves nothing about the backend's own answers to failures, but that those
// cases can pass.
func (f *FaultyBackend) Control() FaultControl {
	return FaultControl{
		LoseCommit: func(applied bool) {
			if applied {
				f.Next(LostAfter)
			} else {
				f.Next(LostBefore)
			}
		},
		Drop: func() { f.Next(Busy) },
		Busy: func() { f.Next(Busy) },
	}
}
