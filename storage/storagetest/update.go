package storagetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

func updateCases() []Case {
	return []Case{
		plain("update-once", "a hidden second run doubles what the closure counts", updateOnce),
		plain("update-atomic", "an issued permit and its card belong together", updateAtomic),
		plain("update-error", "a refused act must leave no trace", updateError),
		plain("update-panic", "a crash in the middle must leave no trace", updatePanic),
		plain("update-cancel", "a request given up must not take effect later", updateCancel),
		plain("update-failed", "a swallowed error must not commit the other half", updateFailed),
		plain("update-again", "the second try must not stumble over the first", updateAgain),
		plain("update-lost", "of two officials' acts on one permit neither may vanish", updateLost),
		plain("tx-own-writes", "an act that follows another must see it", txOwnWrites),
	}
}

// mixed writes a bit of everything.
func mixed(ctx context.Context, tx storage.Tx) error {
	return firstOf(
		tx.Put(ctx, next(record("A"), status(9), due(100), unique(2)), 1),
		tx.Put(ctx, record("B", unique(3)), 0),
		tx.SaveCommand(ctx, storage.CommandResult{ID: "new"}),
		tx.Append(ctx, 1, 1, entries(1, 2)),
	)
}

// untouched returns an error unless the store is as before mixed, seen through
// every index.
func untouched(ctx context.Context, b storage.Backend) error {
	a := record("A", unique(1))
	got, err := get(ctx, b, a.Key())
	if err := firstOf(err, same("the old record", got, a), absent(ctx, b, "B")); err != nil {
		return err
	}
	for _, q := range []storage.Query{
		{Index: storage.ByID, Kind: kind},
		{Index: storage.ByUnique, Kind: kind, Unique: blind(1)},
		{Index: storage.ByDue, Kind: kind},
		{Index: storage.ByStatus, Kind: kind, Status: 1},
		{Index: storage.ByDistrict, Kind: kind, District: a.District},
	} {
		found, err := scan(ctx, b, q, 10)
		if err := firstOf(err, sameIDs(fmt.Sprintf("index %d", q.Index), found, "A")); err != nil {
			return err
		}
	}
	return b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		_, err := tx.Command(ctx, "new")
		if err := want("the command", err, storage.ErrNotFound); err != nil {
			return err
		}
		if head, err := tx.LogHead(ctx, 1); err != nil || head.Seq != 1 {
			return fmt.Errorf("the log ends at %d, error %v", head.Seq, err)
		}
		if log, err := tx.Log(ctx, 1, 1, 10); err != nil || len(log) != 1 {
			return fmt.Errorf("the log has %d entries, error %v", len(log), err)
		}
		c, err := tx.Counts(ctx, kind)
		if err != nil || len(c) != 1 || c[0].N != 1 || c[0].Status != 1 {
			return fmt.Errorf("the counts are %v, error %v", c, err)
		}
		_, err = tx.GetAsOf(ctx, a.Key(), storage.AsOf{Version: 2})
		return want("the version rolled back", err, storage.ErrNotFound)
	})
}

func prepared(ctx context.Context, b storage.Backend) error {
	return firstOf(put(ctx, b, record("A", unique(1))), appendTo(ctx, b, 1, 1))
}

func updateOnce(ctx context.Context, open func() storage.Backend) error {
	b := open()
	for _, result := range []error{nil, errStop, storage.ErrRetry, storage.ErrConflict} {
		n := 0
		err := b.Update(ctx, func(ctx context.Context, tx storage.Tx) error { n++; return result })
		if n != 1 {
			return &mismatch{"runs of the closure", 1, n}
		}
		if !errors.Is(err, result) {
			return &mismatch{"what Update returns", errorText(result), errorText(err)}
		}
	}
	return nil
}

func updateAtomic(ctx context.Context, open func() storage.Backend) error {
	b := open()
	var records []storage.Record
	for i := range storage.MaxTxPuts {
		records = append(records, record(fmt.Sprintf("N-%04d", i)))
	}
	err := update(ctx, b, func(inner context.Context, tx storage.Tx) error {
		for i, r := range records {
			if err := tx.Put(inner, r, 0); err != nil {
				return err
			}
			if i%100 != 50 {
				continue
			}
			seen := make(chan error, 1)
			go func() {
				n, err := snapshotCount(ctx, b)
				if err == nil && n != 0 {
					err = fmt.Errorf("a reader sees %d records of a commit that is not done", n)
				}
				seen <- err
			}()
			if err := soon("a reader beside a writer", seen); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if n, err := snapshotCount(ctx, b); err != nil || n != len(records) {
		return fmt.Errorf("%d of %d records are there, error %v", n, len(records), err)
	}
	if err := prepared(ctx, b); err != nil {
		return err
	}
	if err := update(ctx, b, mixed); err != nil {
		return err
	}
	return b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		_, err1 := tx.Get(ctx, key("B"))
		_, err2 := tx.Command(ctx, "new")
		head, err3 := tx.LogHead(ctx, 1)
		if head.Seq != 3 {
			return fmt.Errorf("the log ends at %d, want 3", head.Seq)
		}
		return errors.Join(err1, err2, err3)
	})
}

func snapshotCount(ctx context.Context, b storage.Backend) (n int, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		p, err := tx.Scan(ctx, storage.Query{Index: storage.ByID, Kind: kind}, storage.Position{}, storage.MaxPage)
		n = len(p.Records)
		return err
	})
	return n, err
}

func updateError(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := prepared(ctx, b); err != nil {
		return err
	}
	err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
		return firstOf(mixed(ctx, tx), errStop)
	})
	return firstOf(want("update", err, errStop), untouched(ctx, b))
}

func updatePanic(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := prepared(ctx, b); err != nil {
		return err
	}
	for range 30 {
		if !panics(func() {
			_ = b.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
				if err := mixed(ctx, tx); err != nil {
					return err
				}
				panic(errStop)
			})
		}) {
			return errors.New("the panic did not reach the caller as it was")
		}
	}
	return firstOf(untouched(ctx, b), update(ctx, b, mixed))
}

func updateCancel(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := prepared(ctx, b); err != nil {
		return err
	}
	short, cancel := context.WithCancel(ctx)
	defer cancel()
	err := update(short, b, func(ctx context.Context, tx storage.Tx) error {
		err := mixed(ctx, tx)
		cancel()
		return err
	})
	return firstOf(want("update", err, context.Canceled), untouched(ctx, b))
}

func updateFailed(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := prepared(ctx, b); err != nil {
		return err
	}
	for name, write := range map[string]func(context.Context, storage.Tx) error{
		"Put":    func(ctx context.Context, tx storage.Tx) error { return tx.Put(ctx, record("A"), 0) },
		"Append": func(ctx context.Context, tx storage.Tx) error { return tx.Append(ctx, 2, 7, entries(7, 1)) },
		"SaveCommand": func(ctx context.Context, tx storage.Tx) error {
			return tx.SaveCommand(ctx, storage.CommandResult{ID: "new"})
		},
	} {
		err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			if err := mixed(ctx, tx); err != nil {
				return err
			}
			if write(ctx, tx) == nil {
				return fmt.Errorf("%s accepts what it must refuse", name)
			}
			return nil
		})
		if err == nil {
			return fmt.Errorf("a failed %s is committed when the closure keeps quiet", name)
		}
		if err := untouched(ctx, b); err != nil {
			return fmt.Errorf("after a failed %s: %w", name, err)
		}
	}
	return nil
}

func updateAgain(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := prepared(ctx, b); err != nil {
		return err
	}
	for range 3 {
		err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			return firstOf(mixed(ctx, tx), errStop)
		})
		if err := want("a run that fails", err, errStop); err != nil {
			return err
		}
	}
	return firstOf(update(ctx, b, mixed), b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		h, err := tx.Header(ctx, key("A"))
		if err == nil && h.Version != 2 {
			err = fmt.Errorf("version is %d, want 2", h.Version)
		}
		return err
	}))
}

func updateLost(ctx context.Context, open func() storage.Backend) error {
	b := open()
	r := record("A")
	r.Body = []byte{0}
	if err := put(ctx, b, r); err != nil {
		return err
	}
	const writers, each = 8, 15
	done := make(chan error, writers)
	for range writers {
		go func() {
			for range each {
				for {
					err := update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
						r, err := tx.Get(ctx, key("A"))
						if err != nil {
							return err
						}
						expect := r.Version
						r.Version++
						r.Body[0]++
						return tx.Put(ctx, r, expect)
					})
					if err == nil {
						break
					}
					if !errors.Is(err, storage.ErrConflict) {
						done <- err
						return
					}
				}
			}
			done <- nil
		}()
	}
	for range writers {
		if err := soon("the writers", done); err != nil {
			return err
		}
	}
	got, err := get(ctx, b, key("A"))
	if err == nil && (got.Version != 1+writers*each || got.Body[0] != writers*each) {
		err = &mismatch{fmt.Sprintf("version and count after %d updates", writers*each), fmt.Sprint(1+writers*each, writers*each), fmt.Sprint(got.Version, got.Body[0])}
	}
	return err
}

func txOwnWrites(ctx context.Context, open func() storage.Backend) error {
	b := open()
	if err := prepared(ctx, b); err != nil {
		return err
	}
	return update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
		if err := mixed(ctx, tx); err != nil {
			return err
		}
		a := next(record("A"), status(9), due(100), unique(2))
		got, err := tx.Get(ctx, a.Key())
		if err := firstOf(err, same("Get", got, a)); err != nil {
			return err
		}
		h, err := tx.Header(ctx, a.Key())
		if err != nil || h != a.Header {
			return fmt.Errorf("the header is not the one put, error %v", err)
		}
		old, err := tx.GetAsOf(ctx, a.Key(), storage.AsOf{Version: 1})
		if err := firstOf(err, same("GetAsOf", old, record("A", unique(1)))); err != nil {
			return err
		}
		for _, c := range []struct {
			q    storage.Query
			want []string
		}{
			{storage.Query{Index: storage.ByID, Kind: kind}, []string{"A", "B"}},
			{storage.Query{Index: storage.ByStatus, Kind: kind, Status: 9}, []string{"A"}},
			{storage.Query{Index: storage.ByStatus, Kind: kind, Status: 1}, []string{"B"}},
			{storage.Query{Index: storage.ByDue, Kind: kind, DueThrough: day(100)}, []string{"A"}},
			{storage.Query{Index: storage.ByUnique, Kind: kind, Unique: blind(1)}, []string{}},
			{storage.Query{Index: storage.ByUnique, Kind: kind, Unique: blind(2)}, []string{"A"}},
		} {
			p, err := tx.Scan(ctx, c.q, storage.Position{}, 10)
			if err := firstOf(err, sameIDs(fmt.Sprintf("index %d", c.q.Index), p.Records, c.want...)); err != nil {
				return err
			}
		}
		n, err := tx.Counts(ctx, kind)
		if err != nil || len(n) != 2 {
			return fmt.Errorf("the counts are %v, error %v", n, err)
		}
		if head, err := tx.LogHead(ctx, 1); err != nil || head.Seq != 3 {
			return fmt.Errorf("the log ends at %d, error %v", head.Seq, err)
		}
		if log, err := tx.Log(ctx, 1, 1, 10); err != nil || len(log) != 3 {
			return fmt.Errorf("the log has %d entries, error %v", len(log), err)
		}
		_, err = tx.Command(ctx, "new")
		return err
	})
}
