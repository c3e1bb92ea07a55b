package storagetest

import (
	"errors"
	"sync"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// The anomalies of transactions, each as a script of two or three sessions, and
// the last also as random histories.
func neverCases() []Case {
	return []Case{
		plain("never-aborted-read", "a decision on an act that was taken back stands on nothing", neverAbortedRead),
		plain("never-middle-read", "a state that nobody committed must not be seen", neverMiddleRead),
		plain("never-circular-read", "two acts cannot each come after the other", neverCircularRead),
		plain("never-mixed-writes", "permit and card must come from one act", neverMixedWrites),
		plain("never-lost-update", "of two officials' acts on one permit neither may vanish", neverLostUpdate),
		plain("never-write-skew", "two counters must not issue two live permits to one holder", neverWriteSkew),
		plain("never-phantom", "who looked for a live permit and found none must be right when he issues one", neverPhantom),
		plain("never-stale-guard", "an act must fail if what it rests on was changed", neverStaleGuard),
		plain("never-read-skew", "a report must not mix two moments", neverReadSkew),
		plain("never-long-fork", "two reports must agree on what came first", neverLongFork),
		plain("never-cycle", "acts must have an order that explains what each saw", neverCycle),
	}
}

// A meeting is where sessions of a script wait for each other. Engines that let
// only one writer in at a time never bring all together: then patience ends, and
// the script goes on one session after the other.
type meeting struct {
	mu      sync.Mutex
	missing int
	open    chan struct{}
}

const patience = 30 * time.Millisecond

func newMeeting(sessions int) *meeting { return &meeting{missing: sessions, open: make(chan struct{})} }

// wait returns when all are there or patience has ended, at once if the meeting
// is over.
func (m *meeting) wait() {
	m.mu.Lock()
	if m.missing--; m.missing == 0 {
		close(m.open)
	}
	m.mu.Unlock()
	select {
	case <-m.open:
	case <-time.After(patience):
	}
}

// sessions runs functions at once and returns their errors in order.
func sessions(fns ...func() error) ([]error, error) {
	type end struct {
		i   int
		err error
	}
	ends := make(chan end, len(fns))
	for i, fn := range fns {
		go func() { ends <- end{i, fn()} }()
	}
	errs := make([]error, len(fns))
	late := time.After(6 * promptly)
	for range fns {
		select {
		case e := <-ends:
			errs[e.i] = e.err
		case <-late:
			return nil, errors.New("the sessions do not come to an end")
		}
	}
	return errs, nil
}

// lost reports whether a session lost against another, as it may.
func lost(err error) bool {
	return errors.Is(err, storage.ErrConflict) || errors.Is(err, storage.ErrDuplicate)
}

// won counts the sessions that committed, and returns the error of one that
// failed otherwise than by losing.
func won(errs []error) (n int, err error) {
	for _, e := range errs {
		switch {
		case e == nil:
			n++
		case !lost(e):
			return 0, e
		}
	}
	return n, nil
}
