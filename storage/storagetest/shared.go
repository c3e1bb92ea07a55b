package storagetest

import (
	"context"
	"fmt"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

func sharedCases() []Case {
	return []Case{
		{"shared-latest", "what one counter issues the next must see", []need{needSecond}, sharedLatest},
		{"shared-race", "two processes must not issue two live permits to one holder", []need{needSecond}, sharedRace},
		{"shared-close", "one process that ends must not take the others with it", []need{needSecond}, sharedClose},
	}
}

// pause lets others go on for a moment.
func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Millisecond):
	}
}

func sharedLatest(ctx context.Context, e *env) error {
	b := e.open()
	both := []storage.Backend{b, e.second(b)}
	r := record("A")
	for i := range 20 {
		writer, reader := both[i%2], both[1-i%2]
		if err := put(ctx, writer, r); err != nil {
			return err
		}
		if err := appendTo(ctx, writer, 1, 1); err != nil {
			return err
		}
		got, err := get(ctx, reader, r.Key())
		if err := firstOf(err, same("what the other has committed", got, r)); err != nil {
			return err
		}
		if hr, ok := storage.As[storage.HeaderReader](reader); ok {
			h, err := hr.ReadHeader(ctx, r.Key())
			if err != nil || h != r.Header {
				return &mismatch{"ReadHeader of what the other has committed", headerText(r.Header), headerText(h) + ", " + errorText(err)}
			}
		}
		found, err := scan(ctx, reader, storage.Query{Index: storage.ByStatus, Kind: kind, Status: r.Status}, 10)
		if err := firstOf(err, sameIDs("the index of the other", found, "A")); err != nil {
			return err
		}
		if head, err := headOf(ctx, reader, 1); err != nil || head.Seq != uint64(i+1) {
			return &mismatch{"the head of a shard the other has appended to", i + 1, fmt.Sprint(head.Seq, ", ", errorText(err))}
		}
		r = next(r, status(byte(i)+2))
	}
	return nil
}

func sharedRace(ctx context.Context, e *env) error {
	b := e.open()
	both := []storage.Backend{b, e.second(b)}
	for round := range byte(5) {
		for what, try := range map[string]func(storage.Backend, int) error{
			"put the same version": func(b storage.Backend, i int) error {
				r := record(fmt.Sprintf("V-%d", round))
				r.Body = []byte{byte(i)}
				return tryPut(ctx, b, r, 0)
			},
			"take the same unique key": func(b storage.Backend, i int) error {
				return tryPut(ctx, b, record(fmt.Sprintf("U-%d-%d", round, i), unique(round+1)), 0)
			},
			"append to the same end": func(b storage.Backend, _ int) error {
				return tryAppend(ctx, b, 1, uint64(round), entries(uint64(round), 1))
			},
			"save the same command": func(b storage.Backend, i int) error {
				return save(ctx, b, storage.CommandResult{ID: storage.CommandID(fmt.Sprintf("c-%d", round)), Result: []byte{byte(i)}})
			},
		} {
			var fns []func() error
			for i := range 6 {
				fns = append(fns, func() error { return try(both[i%2], i) })
			}
			errs, err := sessions(fns...)
			if err != nil {
				return err
			}
			n, err := won(errs)
			if err == nil && n != 1 {
				err = &mismatch{"of 6 writers on two backends that " + what, "1 succeeds", fmt.Sprintf("%d succeed", n)}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func sharedClose(ctx context.Context, e *env) error {
	b := e.open()
	other := e.second(b)
	if err := put(ctx, other, record("A")); err != nil {
		return err
	}
	if err := other.Close(); err != nil {
		return err
	}
	got, err := get(ctx, b, key("A"))
	if err := firstOf(err, same("what a closed backend has written", got, record("A")), put(ctx, b, record("B"))); err != nil {
		return err
	}
	if err := want("the closed one", other.View(ctx, func(context.Context, storage.ReadTx) error { return nil }), storage.ErrClosed); err != nil {
		return err
	}
	third := e.second(b)
	if err := b.Close(); err != nil {
		return err
	}
	got, err = get(ctx, third, key("B"))
	return firstOf(err, same("after the first was closed", got, record("B")), put(ctx, third, record("C")))
}
