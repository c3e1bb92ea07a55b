package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

// outcomeCases are about what the error of an Update says.
func outcomeCases() []Case {
	return []Case{
		{"commit-unknown", "an act told 'failed' that took effect is done twice", []need{needLose}, commitUnknown},
		{"commit-retry", "an act must not fail because another was faster", []need{needBusy}, commitRetry},
	}
}

func faultCases() []Case {
	return []Case{
		{"fault-full", "a full disk must not eat what is there", []need{needFull}, faultFull},
		{"fault-read-only", "who may only read must be told so", []need{needReadOnly}, faultReadOnly},
		{"fault-connection", "a cable must not decide who gets a permit", []need{needDrop}, faultConnection},
	}
}

// act runs one act, once.
func act(ctx context.Context, b storage.Backend, id string) error {
	return b.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return actOf(ctx, tx, id, 0) })
}

// wholeOrAbsent says whether an act took effect. It waits a while for an answer,
// for an engine may need one to recover.
func wholeOrAbsent(ctx context.Context, b storage.Backend, id string) (whole bool, err error) {
	c := crashed{b: b}
	for range 2000 {
		var n int
		err = c.each(ctx, []string{id}, func(_ string, parts int) error { n = parts; return nil })
		if errors.Is(err, storage.ErrRetry) && ctx.Err() == nil {
			pause(ctx)
			continue
		}
		if err == nil && n != 0 && n != 4 {
			err = &mismatch{"act " + id, "all of its 4 parts, or none", fmt.Sprintf("%d of 4", n)}
		}
		return n == 4, err
	}
	return false, err
}

// works tries an act until it succeeds.
func works(ctx context.Context, b storage.Backend, id string) (err error) {
	for range 2000 {
		err = act(ctx, b, id)
		if !errors.Is(err, storage.ErrRetry) || ctx.Err() != nil {
			break
		}
		pause(ctx)
	}
	if err != nil {
		return &mismatch{"an act after the fault has gone", "it succeeds", errorText(err)}
	}
	whole, err := wholeOrAbsent(ctx, b, id)
	if err == nil && !whole {
		err = &mismatch{"an act after the fault has gone", "it is there", "it is not"}
	}
	return err
}

func commitUnknown(ctx context.Context, e *env) error {
	b, ctl := e.faulty()
	if err := works(ctx, b, "BEFORE"); err != nil {
		return err
	}
	for i := range 12 { // more often than a small pool has connections
		applied := i%2 == 0
		id := fmt.Sprintf("LOST-%d", i)
		what := fmt.Sprintf("the answer to a commit is lost (applied: %t)", applied)
		ctl.LoseCommit(applied)
		err := act(ctx, b, id)
		unknown := errors.Is(err, storage.ErrCommitUnknown)
		whole, lookErr := wholeOrAbsent(ctx, b, id)
		if lookErr != nil {
			return fmt.Errorf("%s: %w", what, lookErr)
		}
		switch {
		case applied && !whole:
			return &mismatch{what, "the whole effect", "none: the harness has not applied it, or the backend has lost it"}
		case !applied && whole && !unknown:
			return &mismatch{what, "no effect, or an error that wraps ErrCommitUnknown", "the whole effect, and " + errorText(err)}
		case whole && err != nil && !unknown:
			return &mismatch{what + ", and the act took effect", "an error that wraps ErrCommitUnknown", errorText(err)}
		case !whole && err == nil:
			return &mismatch{what, "an error", "no error, and no effect"}
		}
		if err := works(ctx, b, fmt.Sprintf("AFTER-%d", i)); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	return nil
}

func commitRetry(ctx context.Context, e *env) error {
	b, ctl := e.faulty()
	for i := range 4 {
		id := fmt.Sprintf("BUSY-%d", i)
		ctl.Busy()
		err := act(ctx, b, id)
		if err := want("an act the engine gave up", err, storage.ErrRetry); err != nil {
			return err
		}
		whole, err := wholeOrAbsent(ctx, b, id)
		if err == nil && whole {
			err = &mismatch{"an act that asks for another run", "no effect", "the whole effect"}
		}
		if err := firstOf(err, works(ctx, b, id)); err != nil {
			return err
		}
	}
	return nil
}

func faultConnection(ctx context.Context, e *env) error {
	b, ctl := e.faulty()
	for i := range 30 { // more often than a small pool has connections
		id := fmt.Sprintf("DROP-%d", i)
		ctl.Drop()
		err := act(ctx, b, id)
		if err := want("an act whose connection breaks before its commit", err, storage.ErrRetry); err != nil {
			return err
		}
		if errors.Is(err, storage.ErrCommitUnknown) {
			return &mismatch{"an act whose connection breaks before its commit", "an error that does not wrap ErrCommitUnknown", errorText(err)}
		}
		whole, err := wholeOrAbsent(ctx, b, id)
		if err == nil && whole {
			err = &mismatch{"an act whose connection breaks before its commit", "no effect", "the whole effect"}
		}
		if err := firstOf(err, works(ctx, b, id)); err != nil {
			return err
		}
	}
	return nil
}

func faultFull(ctx context.Context, e *env) error {
	b, ctl := e.faulty()
	if err := works(ctx, b, "BEFORE"); err != nil {
		return err
	}
	ctl.Full(true)
	var acked []string
	var failed string
	var fault error
	for n := 0; fault == nil; n++ {
		if n > 5000 {
			return errors.New("5000 acts of 64 KiB fit on a full medium: the harness does not make it full")
		}
		id := fmt.Sprintf("BIG-%d", n)
		fault = b.Update(ctx, func(ctx context.Context, tx storage.Tx) error {
			big := record(id + "-BODY")
			big.Body = bytes.Repeat([]byte{byte(n), 1}, storage.MaxStoredBody/2)
			return firstOf(tx.Put(ctx, big, 0), actOf(ctx, tx, id, 0))
		})
		if fault == nil {
			acked = append(acked, id)
		} else {
			failed = id
		}
	}
	look := func(when string) error {
		whole, err := wholeOrAbsent(ctx, b, failed)
		if err == nil && whole && !errors.Is(fault, storage.ErrCommitUnknown) {
			err = &mismatch{when + ", the act that found the medium full with " + errorText(fault), "no effect", "the whole effect"}
		}
		if err == nil {
			var rest storage.Header
			rest, err = headerOf(ctx, b, key(failed+"-BODY"))
			if err == nil && !whole {
				err = &mismatch{when + ", the act that found the medium full", "nothing of it", headerText(rest)}
			} else if errors.Is(err, storage.ErrNotFound) {
				err = nil
			}
		}
		for _, id := range append([]string{"BEFORE"}, acked...) {
			if err != nil {
				return err
			}
			if whole, err = wholeOrAbsent(ctx, b, id); err == nil && !whole {
				err = &mismatch{when + ", an act that was acknowledged before", "there", "lost"}
			}
		}
		return err
	}
	if err := look("while the medium is full"); err != nil {
		return err
	}
	ctl.Full(false)
	return firstOf(works(ctx, b, "AFTER"), look("when the medium has room again"))
}

func headerOf(ctx context.Context, b storage.Backend, k storage.Key) (h storage.Header, err error) {
	err = b.View(ctx, func(ctx context.Context, tx storage.ReadTx) error {
		h, err = tx.Header(ctx, k)
		return err
	})
	return h, err
}

func faultReadOnly(ctx context.Context, e *env) error {
	b, ctl := e.faulty()
	if err := works(ctx, b, "BEFORE"); err != nil {
		return err
	}
	ctl.ReadOnly(true)
	err := want("an act on a medium that can only be read", act(ctx, b, "REFUSED"), storage.ErrReadOnly)
	for id, there := range map[string]bool{"BEFORE": true, "REFUSED": false} {
		whole, lookErr := wholeOrAbsent(ctx, b, id)
		if lookErr == nil && whole != there {
			lookErr = &mismatch{"act " + id, fmt.Sprintf("there: %t", there), fmt.Sprintf("there: %t", whole)}
		}
		err = firstOf(err, lookErr)
	}
	ctl.ReadOnly(false)
	return firstOf(err, works(ctx, b, "AFTER"))
}
