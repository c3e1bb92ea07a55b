package storagetest

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

func storeOptions(ctx context.Context, e *env) error {
	b := e.open()
	s, err := storeOver(b, 1)
	if err != nil {
		return err
	}
	for i := range 9 {
		if _, err := create(ctx, s, storeCommand(fmt.Sprintf("c-%d", i)), fmt.Sprintf("A-%d", i)); err != nil {
			return err
		}
	}
	b = e.reopenIfPossible(b)
	hash := storage.Hash{Name: "OTHER", New: sha256.New}
	for n, c := range []struct {
		option   string
		key      byte
		change   func(*storage.Options)
		verifies bool // who verifies needs no key
	}{
		{"", 1, func(*storage.Options) {}, true},
		{"index key", 2, func(*storage.Options) {}, true},
		{"index hash", 1, func(o *storage.Options) { o.IndexHash = hash }, true},
		{"chain hash", 1, func(o *storage.Options) { o.ChainHash = hash }, false},
		{"number of shards", 1, func(o *storage.Options) { o.Shards = 3 }, false},
	} {
		s, err := storeOver(b, c.key, c.change)
		if err != nil {
			return err
		}
		_, header := s.Header(ctx, kind, "A-1")
		_, get := s.Get(ctx, kind, "A-1")
		_, again := create(ctx, s, storeCommand("c-1"), "A-1")
		_, fresh := create(ctx, s, storeCommand(fmt.Sprintf("new-%d", n)), "B")
		if c.option == "" {
			_, verify := s.VerifyAll(ctx)
			if err := firstOf(header, get, again, fresh, verify); err != nil {
				return fmt.Errorf("opened as it was written: %w", err)
			}
			continue
		}
		for _, r := range []struct {
			what string
			err  error
		}{{"a header", header}, {"a record", get}, {"a command that is repeated", again}, {"a command", fresh}} {
			if err := want(r.what+" with another "+c.option, r.err, storage.ErrSchema); err != nil {
				return err
			}
		}
		if _, err := s.VerifyAll(ctx); c.verifies {
			if err != nil {
				return fmt.Errorf("verified with another %s: %w", c.option, err)
			}
		} else if err := want("verified with another "+c.option, err, storage.ErrSchema); err != nil {
			return err
		}
	}
	return nil
}

// A hiding backend has every ability, and none of them.
type hiding struct{ storage.Backend }

func storeAbilities(ctx context.Context, e *env) error {
	s, err := storeOver(hiding{e.open()}, 1)
	if err != nil {
		return err
	}
	if _, err := create(ctx, s, storeCommand("c"), "A"); err != nil {
		return err
	}
	for range 2 {
		h, err := s.Header(ctx, kind, "A")
		if err != nil || h.Version != 1 || h.ID != "A" {
			return &mismatch{"the header of a record, over a HeaderReader that answers ErrUnsupported", "version 1 of A", fmt.Sprintf("%v, %s", h, errorText(err))}
		}
	}
	_, missing := s.Header(ctx, kind, "B")
	return firstOf(
		want("the header of nothing", missing, storage.ErrNotFound),
		want("the check of a Checker that answers ErrUnsupported", s.Check(ctx), storage.ErrUnsupported),
		s.VerifyRecords(ctx, kind),
	)
}
