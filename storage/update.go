package storage

import (
	"context"
	"errors"
	"fmt"
)

// A Command identifies one request of a caller.
type Command struct {
	// ID is chosen by the caller and stays the same when it asks again.
	ID CommandID
	// Request is everything that was asked, in one form. Only a keyed digest
	// of it is stored, to tell a repeated request from another one under the
	// same ID.
	Request []byte
	// Kind, if not zero, is the kind of record the request is about: the result
	// is sealed as records of that kind are (Options.Sealers).
	Kind Kind
}

// A Result is the answer to a command.
type Result struct {
	Bytes      []byte
	RecordedAt Instant // when the command took effect
	Replayed   bool    // an earlier run of the command gave this answer
}

// errReplay ends an attempt that found the command done. The transaction has
// written nothing.
var errReplay = errors.New("storage: command done before")

// Update runs fn in one transaction and commits all it wrote, its log entries
// and its result together.
//
// A command takes effect at most once. If its ID is known, fn does not run and
// the first result comes back with Replayed set; if the ID was used for
// another request the error is a DuplicateError that wraps ErrDuplicate and
// ErrConflict. A result is at most MaxBody bytes and is sealed like a body. It
// must not hold a person's data: erasure does not reach it.
//
// fn may run more than once, each time on a clean transaction; it must keep
// nothing from an earlier run and use the context it is given. If fn returns
// an error nothing is written, the ID stays free, and Update returns the error;
// but if the same command, sent by another at the same time, has taken effect
// meanwhile, Update returns its result.
//
// Update repeats attempts that end with ErrRetry, waiting a random time. If
// the fate of a commit is unknown it looks the command up before it repeats.
// An error that wraps ErrCommitUnknown means that it could not find out, or that
// the command is done and its result cannot be read at present: ask again with the
// same command.
func (s *Store) Update(ctx context.Context, c Command, fn func(ctx context.Context, w *Writer) ([]byte, error)) (Result, error) {
	if s.o.ReadOnly {
		return Result{}, ErrReadOnly
	}
	if err := c.ID.Validate(); err != nil {
		return Result{}, err
	}
	u := &update{s: s, id: c.ID, kind: s.resultKind(c.Kind), digest: s.keys.requestDigest(c.Request), now: InstantOf(s.o.Clock()), fn: fn}
	return u.run(ctx)
}

// An update is one command on its way through its attempts.
type update struct {
	s      *Store
	id     CommandID
	kind   Kind
	digest [32]byte
	now    Instant
	fn     func(context.Context, *Writer) ([]byte, error)

	// unknown is set once a commit was lost from sight. From then on the
	// command may turn out to be done at any time.
	unknown bool
}

func (u *update) run(ctx context.Context) (Result, error) {
	for n := 1; ; n++ {
		res, err := u.attempt(ctx)
		if err == nil {
			return res, nil
		}
		if errors.Is(err, ErrCommitUnknown) {
			u.unknown = true
		}
		// Whatever an attempt ended with, unless the next one finds out anyway:
		// look. A lost commit that landed shows itself as a duplicate or as a
		// conflict with its own records. So does the same command, sent twice,
		// whose twin committed while fn was reading: what an Update reads need
		// not be one snapshot, so fn may meet the twin's effect, and be refused
		// for it, although the command was not there when the attempt began.
		if u.unknown || !errors.Is(err, ErrRetry) {
			res, found, lookErr := u.look(ctx)
			switch {
			case found:
				return res, lookErr
			case lookErr != nil && (u.unknown || errors.Is(err, errReplay) || errors.Is(err, ErrDuplicate)):
				return Result{}, u.doubt(lookErr)
			}
		}
		if !errors.Is(err, ErrRetry) && !errors.Is(err, ErrCommitUnknown) && !errors.Is(err, errReplay) {
			return Result{}, u.doubt(err)
		}
		if err := u.s.wait(ctx, n, err); err != nil {
			return Result{}, u.doubt(err)
		}
	}
}

// doubt adds ErrCommitUnknown to an error after a lost commit: none of the
// later failures proves that the first attempt will not still land.
func (u *update) doubt(err error) error {
	if u.unknown && !errors.Is(err, ErrCommitUnknown) {
		return fmt.Errorf("%w: %w", ErrCommitUnknown, err)
	}
	return err
}

func (u *update) attempt(ctx context.Context) (Result, error) {
	var out []byte
	ran := false
	err := u.s.backend.Update(ctx, func(ctx context.Context, tx Tx) error {
		ran = true
		marked, err := u.s.marked(ctx, tx, true)
		if err != nil {
			return err
		}
		_, err = tx.Command(ctx, u.id)
		if err == nil {
			return errReplay
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		if err := u.s.ownVault(ctx, tx, u.kind, u.now); err != nil {
			return err
		}
		w := &Writer{Reader: Reader{store: u.s, tx: tx}, tx: tx, now: u.now}
		if !marked {
			if err := w.enter(0, LogStore, u.s.mark.data()); err != nil {
				return err
			}
		}
		out, err = u.fn(ctx, w)
		w.ended.Store(true)
		if err != nil {
			return err
		}
		if w.failed != nil {
			return w.failed
		}
		if len(out) > MaxBody {
			return &LimitError{"command result", len(out), MaxBody}
		}
		sealed, err := u.s.sealer(u.kind).Seal(ctx, Key{Kind: u.kind}, out, u.bind())
		if err != nil {
			return err
		}
		// The command first, for its ID is where two runs of one command
		// meet; the shards last, for they are where all writers meet.
		err = tx.SaveCommand(ctx, CommandResult{ID: u.id, Digest: u.digest, RecordedAt: u.now, Result: sealed})
		if err != nil {
			return err
		}
		return w.flush(ctx)
	})
	if err == nil && !ran {
		err = errNotRun
	}
	return Result{Bytes: out, RecordedAt: u.now}, err
}

// look reads the stored result of the command, if there is one.
func (u *update) look(ctx context.Context) (res Result, found bool, err error) {
	var c CommandResult
	err = u.s.view(ctx, func(ctx context.Context, tx ReadTx) (err error) {
		c, err = tx.Command(ctx, u.id)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return Result{}, false, nil
	}
	if err != nil {
		return Result{}, false, err
	}
	if c.Digest != u.digest {
		return Result{}, true, &DuplicateError{OtherRequest: true}
	}
	b, err := u.s.sealer(u.kind).Open(ctx, Key{Kind: u.kind}, c.Result, u.bind())
	if err != nil {
		// It took effect. Whoever took this for a plain failure would ask again
		// under another ID, and it would take effect twice.
		return Result{}, true, fmt.Errorf("%w: it is done, but its result does not open: %w", ErrCommitUnknown, err)
	}
	return Result{Bytes: b, RecordedAt: c.RecordedAt, Replayed: true}, true, nil
}

// bind names the place of a command's result for the sealer. No header begins
// with this kind.
func (u *update) bind() []byte { return append([]byte{0, 0, 'c'}, u.id...) }
