package storagetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

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
