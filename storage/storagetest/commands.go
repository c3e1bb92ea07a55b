package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/juzhuzheng/residence/storage"
)

func commandCases() []Case {
	return []Case{
		plain("command-read", "a repeated request gets the first answer, to the byte", commandRead),
		plain("command-once", "a repeated request must not take effect twice", commandOnce),
		plain("command-race", "a citizen who clicks twice gets one permit", commandRace),
	}
}

func save(ctx context.Context, b storage.Backend, c storage.CommandResult) error {
	return update(ctx, b, func(ctx context.Context, tx storage.Tx) error { return tx.SaveCommand(ctx, c) })
}

func readCommand(ctx context.Context, b storage.Backend, id storage.CommandID) (c storage.CommandResult, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		c, err = tx.Command(ctx, id)
		return err
	})
	return c, err
}

func commandRead(ctx context.Context, open func() storage.Backend) error {
	b := open()
	_, err := readCommand(ctx, b, "none")
	if err := want("an unknown command", err, storage.ErrNotFound); err != nil {
		return err
	}
	var all []storage.CommandResult
	for i, id := range []string{"a", "A", "a-", "!~", strings.Repeat("x", storage.MaxCommandID), "0", "00", `'"\%_`} {
		c := storage.CommandResult{ID: storage.CommandID(id), RecordedAt: storage.Instant(math.MinInt64 + i)}
		c.Digest[0], c.Digest[31] = byte(i), byte(255-i)
		c.Result = bytes.Repeat([]byte{0, 0xff, byte(i)}, i*i)
		all = append(all, c)
	}
	all[1].Result = bytes.Repeat([]byte{1, 0}, storage.MaxStoredBody/2)
	for _, c := range all {
		if err := save(ctx, b, c); err != nil {
			return err
		}
	}
	for _, w := range all {
		g, err := readCommand(ctx, b, w.ID)
		if err != nil || g.ID != w.ID || g.Digest != w.Digest || g.RecordedAt != w.RecordedAt || !bytes.Equal(g.Result, w.Result) {
			return fmt.Errorf("command %q differs, error %v", w.ID, err)
		}
	}
	return nil
}

func commandOnce(ctx context.Context, open func() storage.Backend) error {
	b := open()
	first := storage.CommandResult{ID: "c", Digest: [32]byte{1}, Result: []byte("first")}
	other := storage.CommandResult{ID: "c", Digest: [32]byte{2}, Result: []byte("other")}
	err := firstOf(
		save(ctx, b, first),
		want("the same again", save(ctx, b, first), storage.ErrDuplicate),
		want("another result", save(ctx, b, other), storage.ErrDuplicate),
		want("twice in one transaction", update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
			return firstOf(tx.SaveCommand(ctx, storage.CommandResult{ID: "d"}), tx.SaveCommand(ctx, storage.CommandResult{ID: "d"}))
		}), storage.ErrDuplicate),
	)
	if err != nil {
		return err
	}
	got, err := readCommand(ctx, b, "c")
	if err == nil && !bytes.Equal(got.Result, first.Result) {
		err = errors.New("the first result was replaced")
	}
	return err
}

func commandRace(ctx context.Context, open func() storage.Backend) error {
	b := open()
	const rounds, clients = 10, 8
	for round := range rounds {
		id := storage.CommandID(fmt.Sprintf("round-%d", round))
		done := make(chan error, clients)
		for client := range clients {
			go func() {
				done <- update(ctx, b, func(ctx context.Context, tx storage.Tx) error {
					r := record(fmt.Sprintf("R-%d-%d", round, client))
					return firstOf(tx.Put(ctx, r, 0), tx.SaveCommand(ctx, storage.CommandResult{ID: id}))
				})
			}()
		}
		won := 0
		for range clients {
			err := soon("the clients", done)
			if err == nil {
				won++
			} else if err := want("a client that came late", err, storage.ErrDuplicate); err != nil {
				return err
			}
		}
		if won != 1 {
			return &mismatch{fmt.Sprintf("clients of %d that save one command at once", clients), "1 commits", fmt.Sprintf("%d commit", won)}
		}
	}
	n, err := snapshotCount(ctx, b)
	if err == nil && n != rounds {
		err = fmt.Errorf("%d commands had %d effects", rounds, n)
	}
	return err
}
