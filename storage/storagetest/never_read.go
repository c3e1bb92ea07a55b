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
