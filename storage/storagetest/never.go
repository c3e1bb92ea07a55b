package storagetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
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

func neverAbortedRead(ctx context.Context, open func() storage.Backend) error {
	b := open()
	const rounds = 4
	r := record("A")
	if err := put(ctx, b, r); err != nil {
		return err
	}
	for range rounds {
		m := newMeeting(2)
		errs, err := sessions(
			func() error {
				return b.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
					aborted := next(r, status(99))
					if err := tx.Put(ctx, aborted, r.Version); err != nil {
						return err
					}
					m.wait()
					time.Sleep(patience / 3) // let the other read meanwhile
					return errStop
				})
			},
			func() error {
				m.wait()
				return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
					got, err := tx.Get(ctx, r.Key())
					if err := firstOf(err, same("what an Update reads beside one that is rolled back", got, r)); err != nil {
						return err
					}
					h, err := tx.Header(ctx, r.Key())
					if err == nil && h != r.Header {
						err = &mismatch{"the header beside one that is rolled back", headerText(r.Header), headerText(h)}
					}
					return err
				})
			},
		)
		if err != nil {
			return err
		}
		if !errors.Is(errs[0], errStop) && !errors.Is(errs[0], storage.ErrRetry) {
			return fmt.Errorf("the session that gives up: %w", errs[0])
		}
		if errs[1] != nil {
			return errs[1]
		}
		r = next(r)
		if err := put(ctx, b, r); err != nil {
			return err
		}
	}
	return nil
}

func neverMiddleRead(ctx context.Context, open func() storage.Backend) error {
	b := open()
	r := record("A")
	if err := put(ctx, b, r); err != nil {
		return err
	}
	const middle = 77
	stop := make(chan struct{})
	var readers []func() error
	watch := func(read func() (storage.Header, error)) func() error {
		return func() error {
			for {
				h, err := read()
				if err == nil && h.Status == middle {
					err = &mismatch{"the status a reader sees", "that of a committed version", "that of a version replaced in the same transaction"}
				}
				if err != nil {
					return err
				}
				select {
				case <-stop:
					return nil
				case <-time.After(100 * time.Microsecond):
				}
			}
		}
	}
	readers = append(readers, watch(func() (storage.Header, error) {
		got, err := get(ctx, b, key("A"))
		return got.Header, err
	}), watch(func() (h storage.Header, err error) {
		err = update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			h, err = tx.Header(ctx, key("A"))
			return err
		})
		return h, err
	}))
	writer := func() error {
		defer close(stop)
		for range 10 {
			mid := next(r, status(middle))
			last := next(mid, status(1))
			err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
				if err := tx.Put(ctx, mid, r.Version); err != nil {
					return err
				}
				time.Sleep(2 * time.Millisecond)
				return tx.Put(ctx, last, mid.Version)
			})
			if err != nil {
				return err
			}
			r.Version = last.Version
		}
		return nil
	}
	errs, err := sessions(writer, readers[0], readers[1])
	return firstOf(append(errs, err)...)
}

func neverCircularRead(ctx context.Context, open func() storage.Backend) error {
	b := open()
	x, y := record("X"), record("Y")
	if err := put(ctx, b, x, y); err != nil {
		return err
	}
	for range 4 {
		m := newMeeting(2)
		var sees [2]bool
		session := func(i int, own, other storage.Record) func() error {
			return func() error {
				return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
					if err := tx.Put(ctx, next(own), own.Version); err != nil {
						return err
					}
					m.wait()
					h, err := tx.Header(ctx, other.Key())
					sees[i] = err == nil && h.Version > other.Version
					return err
				})
			}
		}
		errs, err := sessions(session(0, x, y), session(1, y, x))
		if err != nil {
			return err
		}
		if _, err := won(errs); err != nil {
			return err
		}
		if errs[0] == nil && errs[1] == nil && sees[0] && sees[1] {
			return &mismatch{"two transactions that committed", "at most one of them has read what the other wrote", "each has read what the other wrote"}
		}
		if errs[0] == nil {
			x = next(x)
		}
		if errs[1] == nil {
			y = next(y)
		}
	}
	return nil
}

func neverMixedWrites(ctx context.Context, open func() storage.Backend) error {
	b := open()
	keys := []string{"X", "Y", "Z"}
	for _, id := range keys {
		if err := put(ctx, b, record(id)); err != nil {
			return err
		}
	}
	// Two sessions write all three records, one forwards and one backwards, until
	// each has committed some times.
	session := func(mark uint8, order []string) func() error {
		return func() error {
			for range 8 {
				err := error(storage.ErrConflict)
				for errors.Is(err, storage.ErrConflict) {
					err = update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
						for _, id := range order {
							h, err := tx.Header(ctx, key(id))
							if err != nil {
								return err
							}
							r := record(id, status(mark))
							r.Version = h.Version + 1
							if err := tx.Put(ctx, r, h.Version); err != nil {
								return err
							}
						}
						return nil
					})
				}
				if err != nil {
					return err
				}
			}
			return nil
		}
	}
	backwards := slices.Clone(keys)
	slices.Reverse(backwards)
	errs, err := sessions(session(2, keys), session(3, backwards))
	if err := firstOf(append(errs, err)...); err != nil {
		return err
	}
	// Version n of the three records comes from one transaction.
	return b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		for v := storage.Version(2); ; v++ {
			var marks []uint8
			for _, id := range keys {
				r, err := tx.GetAsOf(ctx, key(id), storage.AsOf{Version: v})
				if errors.Is(err, storage.ErrNotFound) && v == 18 {
					return nil
				}
				if err != nil {
					return fmt.Errorf("version %d of %s: %w", v, id, err)
				}
				marks = append(marks, r.Status)
			}
			if marks[0] != marks[1] || marks[1] != marks[2] {
				return &mismatch{fmt.Sprintf("version %d of three records that are always written together", v), "one writer", fmt.Sprintf("writers %v", marks)}
			}
		}
	})
}

func neverLostUpdate(ctx context.Context, open func() storage.Backend) error {
	b := open()
	r := record("A")
	if err := put(ctx, b, r); err != nil {
		return err
	}
	for range 4 {
		m := newMeeting(2)
		var reads [2]storage.Version
		session := func(i int) error {
			return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
				h, err := tx.Header(ctx, r.Key())
				if err != nil {
					return err
				}
				if reads[i] == 0 { // a second run decides on what the first has read
					reads[i] = h.Version
				}
				m.wait()
				mine := r
				mine.Version = reads[i] + 1
				return tx.Put(ctx, mine, reads[i])
			})
		}
		errs, err := sessions(func() error { return session(0) }, func() error { return session(1) })
		if err != nil {
			return err
		}
		n, err := won(errs)
		if err != nil {
			return err
		}
		got, err := get(ctx, b, r.Key())
		if err == nil && got.Version != r.Version+storage.Version(n) {
			err = &mismatch{fmt.Sprintf("after %d updates of version %d", n, r.Version), fmt.Sprintf("version %d", int(r.Version)+n), fmt.Sprintf("version %d", got.Version)}
		}
		if err == nil && n == 0 {
			err = errors.New("of two updates of one version none succeeds")
		}
		if err == nil && n == 2 && reads[0] == reads[1] {
			err = &mismatch{fmt.Sprintf("two updates that both have read version %d", reads[0]), "one of them succeeds", "both do"}
		}
		if err != nil {
			return err
		}
		r.Version = got.Version
	}
	return nil
}

// claim puts a record that takes a unique key, if a scan finds the key free.
func claim(b storage.Backend, r storage.Record, scanned func()) func(context.Context) error {
	return func(ctx context.Context) error {
		return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			q := storage.Query{Index: storage.ByUnique, Kind: kind, Unique: r.Unique}
			p, err := tx.Scan(ctx, q, storage.Position{}, 1)
			if err != nil {
				return err
			}
			scanned()
			if len(p.Records) > 0 {
				return storage.ErrConflict
			}
			return tx.Put(ctx, r, r.Version-1)
		})
	}
}

func neverWriteSkew(ctx context.Context, open func() storage.Backend) error {
	b := open()
	for round := range byte(4) {
		m := newMeeting(3)
		var counters []func() error
		for i := range 3 {
			c := claim(b, record(fmt.Sprintf("P-%d-%d", round, i), unique(round+1)), m.wait)
			counters = append(counters, func() error { return c(ctx) })
		}
		errs, err := sessions(counters...)
		if err != nil {
			return err
		}
		n, err := won(errs)
		if err == nil && n != 1 {
			err = &mismatch{"live permits issued to one holder at three counters at once", 1, n}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func neverPhantom(ctx context.Context, open func() storage.Backend) error {
	b := open()
	for round := range byte(4) {
		looked, inserted := make(chan struct{}), make(chan struct{})
		var once sync.Once
		first := claim(b, record(fmt.Sprintf("A-%d", round), unique(round+1)), func() {
			once.Do(func() { close(looked) })
			select { // the other inserts and commits now, if the engine lets it
			case <-inserted:
			case <-time.After(patience):
			}
		})
		errs, err := sessions(
			func() error { return first(ctx) },
			func() error {
				defer close(inserted)
				<-looked
				return tryPut(ctx, b, record(fmt.Sprintf("B-%d", round), unique(round+1)), 0)
			},
		)
		if err != nil {
			return err
		}
		n, err := won(errs)
		if err == nil && n != 1 {
			err = &mismatch{"records that hold one unique key, the second put after a scan of the first had found none", 1, n}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func neverStaleGuard(ctx context.Context, open func() storage.Backend) error {
	b := open()
	guard := record("GUARD")
	if err := put(ctx, b, guard); err != nil {
		return err
	}
	for round := range 4 {
		read, changed := make(chan struct{}), make(chan struct{})
		var once sync.Once
		act := record(fmt.Sprintf("ACT-%d", round))
		seen := storage.Version(0)
		errs, err := sessions(
			func() error {
				return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
					g, err := tx.Get(ctx, guard.Key())
					if err != nil {
						return err
					}
					if seen == 0 {
						seen = g.Version
					}
					once.Do(func() { close(read) })
					select {
					case <-changed:
					case <-time.After(patience):
					}
					g.Version = seen + 1 // put back as it was read
					return firstOf(tx.Put(ctx, g, seen), tx.Put(ctx, act, 0))
				})
			},
			func() error {
				defer close(changed)
				<-read
				return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
					h, err := tx.Header(ctx, guard.Key())
					if err != nil {
						return err
					}
					other := next(guard, status(byte(round)+10))
					other.Version = h.Version + 1
					return tx.Put(ctx, other, h.Version)
				})
			},
		)
		if err != nil {
			return err
		}
		if _, err := won(errs); err != nil {
			return err
		}
		if guard, err = get(ctx, b, guard.Key()); err != nil {
			return err
		}
		// If the act is there, the version after the one it read is its own.
		if errs[0] == nil {
			after, err := getVersion(ctx, b, guard.Key(), seen+1)
			if err != nil {
				return err
			}
			if after.Status == byte(round)+10 {
				return &mismatch{"an act whose guard was changed after it was read", "a conflict", "the act is committed"}
			}
		} else if err := absent(ctx, b, act.ID); err != nil {
			return err
		}
	}
	return nil
}

func getVersion(ctx context.Context, b storage.Backend, k storage.Key, v storage.Version) (r storage.Record, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		r, err = tx.GetAsOf(ctx, k, storage.AsOf{Version: v})
		return err
	})
	return r, err
}

func neverReadSkew(ctx context.Context, open func() storage.Backend) error {
	b := open()
	x, y := record("X"), record("Y")
	if err := put(ctx, b, x, y); err != nil {
		return err
	}
	for range 6 {
		half, written := make(chan struct{}), make(chan struct{})
		errs, err := sessions(
			func() error {
				var once sync.Once
				return b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
					hx, err := tx.Header(ctx, x.Key())
					once.Do(func() { close(half) })
					<-written
					hy, err2 := tx.Header(ctx, y.Key())
					if err := firstOf(err, err2); err != nil {
						return err
					}
					if hx.Version != hy.Version {
						return &mismatch{"two records always written together, in one snapshot", fmt.Sprintf("versions %d and %d", hx.Version, hx.Version), fmt.Sprintf("versions %d and %d", hx.Version, hy.Version)}
					}
					return nil
				})
			},
			func() error {
				defer close(written)
				<-half
				return put(ctx, b, next(x), next(y))
			},
		)
		if err := firstOf(append(errs, err)...); err != nil {
			return err
		}
		x, y = next(x), next(y)
	}
	return nil
}

func neverLongFork(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := put(ctx, b, record("X"), record("Y")); err != nil {
		return err
	}
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writer := func(id string) func() error {
		writing.Add(1)
		return func() error {
			defer writing.Done()
			for v := storage.Version(1); v <= 12; v++ {
				r := record(id)
				r.Version = v + 1
				if err := put(ctx, b, r); err != nil {
					return err
				}
				time.Sleep(200 * time.Microsecond) // let the readers look
			}
			return nil
		}
	}
	type snapshot [2]storage.Version
	var mu sync.Mutex
	seen := map[snapshot]bool{}
	reader := func(first, second string) func() error {
		return func() error {
			for last := 3; last > 0; {
				var s snapshot
				err := b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
					for _, id := range []string{first, second} {
						h, err := tx.Header(ctx, key(id))
						if err != nil {
							return err
						}
						s[strings.Index("XY", id)] = h.Version
					}
					return nil
				})
				if err != nil {
					return err
				}
				mu.Lock()
				seen[s] = true
				mu.Unlock()
				select {
				case <-stop:
					last--
				default:
				}
			}
			return nil
		}
	}
	fns := []func() error{writer("X"), writer("Y"), reader("X", "Y"), reader("Y", "X")}
	go func() { writing.Wait(); close(stop) }()
	errs, err := sessions(fns...)
	if err := firstOf(append(errs, err)...); err != nil {
		return err
	}
	for a := range seen {
		for c := range seen {
			if a[0] < c[0] && a[1] > c[1] {
				return &mismatch{"two snapshots of records X and Y", "one of them is the later", fmt.Sprintf("one has versions %d and %d, the other %d and %d", a[0], a[1], c[0], c[1])}
			}
		}
	}
	return nil
}
