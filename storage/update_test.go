package storage_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

// issue is a command whose effect can be counted: each run that takes effect
// adds a version.
func issue(b *bench, ctx context.Context, runs *int) (storage.Result, error) {
	return b.Update(ctx, cmd("issue"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		*runs++
		h, err := w.Header(ctx, 1, "A-1")
		if errors.Is(err, storage.ErrNotFound) {
			h, err = storage.Header{}, nil
		}
		if err != nil {
			return nil, err
		}
		if h, err = w.Put(ctx, permit("A-1"), h.Version); err != nil {
			return nil, err
		}
		return fmt.Appendf(nil, "version %d", h.Version), nil
	})
}

func TestUpdateTakesEffectOnce(t *testing.T) {
	for _, c := range []struct {
		name   string
		script []storagetest.Fault
		runs   int
		replay bool
	}{
		{"sound", nil, 1, false},
		{"busy twice", []storagetest.Fault{storagetest.Busy, storagetest.Busy}, 3, false},
		{"commit lost, nothing done", []storagetest.Fault{storagetest.LostBefore}, 2, false},
		{"commit lost, all done", []storagetest.Fault{storagetest.LostAfter}, 1, true},
		{"commit lost, lands before the second try", []storagetest.Fault{storagetest.LostLate}, 1, true},
		{"commit lost again and again", []storagetest.Fault{storagetest.LostBefore, storagetest.LostBefore, storagetest.LostAfter}, 3, true},
		{"busy, then lost", []storagetest.Fault{storagetest.Busy, storagetest.LostAfter}, 2, true},
		{"lost, busy, then lands", []storagetest.Fault{storagetest.LostLate, storagetest.Busy}, 1, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.faults.Next(c.script...)
			runs := 0
			res, err := issue(b, t.Context(), &runs)
			require.NoError(t, err)
			assert.Equal(t, "version 1", string(res.Bytes))
			assert.Equal(t, c.replay, res.Replayed)
			assert.Equal(t, storage.InstantOf(b.now), res.RecordedAt)

			h, err := b.Header(t.Context(), 1, "A-1")
			require.NoError(t, err)
			assert.Equal(t, storage.Version(1), h.Version, "the command took effect more than once")

			// The same request later: the first answer, and nothing runs.
			before := runs
			b.now = b.now.Add(time.Hour)
			again, err := issue(b, t.Context(), &runs)
			require.NoError(t, err)
			assert.True(t, again.Replayed)
			assert.Equal(t, "version 1", string(again.Bytes))
			assert.Equal(t, res.RecordedAt, again.RecordedAt)
			assert.Equal(t, before, runs)
			if c.name != "lost, busy, then lands" && c.name != "commit lost, lands before the second try" {
				assert.Equal(t, c.runs, runs)
			}
		})
	}
}

// TestUpdateInDoubt: after a lost commit no later failure may pass for proof
// that nothing happened.
func TestUpdateInDoubt(t *testing.T) {
	for _, later := range []storagetest.Fault{storagetest.Broken, storagetest.Conflicting} {
		b := newBench(t)
		b.faults.Next(storagetest.LostBefore, later)
		runs := 0
		_, err := issue(b, t.Context(), &runs)
		require.ErrorIs(t, err, storage.ErrCommitUnknown)
		_, err = issue(b, t.Context(), &runs) // asking again resolves it
		require.NoError(t, err)
	}
	b := newBench(t)
	b.faults.Next(storagetest.Broken)
	runs := 0
	_, err := issue(b, t.Context(), &runs)
	require.ErrorIs(t, err, storagetest.ErrInjected)
	assert.NotErrorIs(t, err, storage.ErrCommitUnknown, "nothing was lost from sight here")
}

// A deadVault forgets its keys when its backend has committed once.
type deadVault struct {
	*storage.MemoryVault
	dead bool
}

func (v *deadVault) Load(ctx context.Context, k storage.Key) ([]byte, error) {
	if v.dead {
		return nil, errors.New("vault: connection refused")
	}
	return v.MemoryVault.Load(ctx, k)
}

// TestUpdateIsDoneAndUnreadable: a command that has taken effect is never told as a
// plain failure, also if its result cannot be opened at present: whether its commit
// was lost from sight, or it is asked for again.
func TestUpdateIsDoneAndUnreadable(t *testing.T) {
	for _, lost := range []bool{true, false} {
		v := &deadVault{MemoryVault: new(storage.MemoryVault)}
		b := newBench(t, func(o *storage.Options) {
			var err error
			o.Sealer, err = storage.NewEnvelope(storage.AES256GCM(), v, o.Sealer)
			require.NoError(t, err)
		})
		if lost {
			b.faults.Next(storagetest.LostAfter)
		}
		die := func(context.Context, *storage.Writer) ([]byte, error) { return []byte("receipt"), nil }
		b.backend.Backend = afterwards{b.backend.Backend, func() { v.dead = v.dead || lost }}
		_, err := b.Update(t.Context(), cmd("pay"), die)
		if !lost {
			require.NoError(t, err)
			v.dead = true
			_, err = b.Update(t.Context(), cmd("pay"), die)
		}
		require.ErrorIs(t, err, storage.ErrCommitUnknown)
		require.ErrorContains(t, err, "vault: connection refused")
		v.dead = false
		b.backend.Backend = b.backend.Backend.(afterwards).Backend
		again, err := b.Update(t.Context(), cmd("pay"), die)
		require.NoError(t, err)
		assert.True(t, again.Replayed)
		_, err = b.Update(t.Context(), storage.Command{ID: "pay", Request: []byte("other")}, die)
		require.NotErrorIs(t, err, storage.ErrCommitUnknown, "that of another request is known not to be done")
	}
}

// afterwards does something after each Update.
type afterwards struct {
	storage.Backend
	then func()
}

func (a afterwards) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	defer a.then()
	return a.Backend.Update(ctx, fn)
}

// TestUpdateFailsAsAWhole: a closure that passes over an error of a method that
// writes does not get half of what it meant on record.
func TestUpdateFailsAsAWhole(t *testing.T) {
	for name, c := range map[string]struct {
		write func(ctx context.Context, w *storage.Writer) error
		want  error
	}{
		"a put too large": {func(ctx context.Context, w *storage.Writer) error {
			r := permit("A-2")
			r.Body = make([]byte, storage.MaxBody+1)
			_, err := w.Put(ctx, r, 0)
			return err
		}, storage.ErrTooLarge},
		"a put of a bad ID": {func(ctx context.Context, w *storage.Writer) error {
			_, err := w.Put(ctx, permit("lower"), 0)
			return err
		}, storage.ErrInvalid},
		"a put of nothing": {func(ctx context.Context, w *storage.Writer) error {
			_, err := w.Put(ctx, permit("A-2"), 5)
			return err
		}, storage.ErrConflict},
		"a stored put": {func(ctx context.Context, w *storage.Writer) error { return w.PutStored(ctx, permit("A-2"), 0) }, storage.ErrInvalid},
		"a shard":      {func(_ context.Context, w *storage.Writer) error { return w.Log(60000, storage.LogDomain, nil) }, storage.ErrInvalid},
		"a type":       {func(_ context.Context, w *storage.Writer) error { return w.Log(0, storage.LogPut, nil) }, storage.ErrInvalid},
		"a disclosure of nothing": {func(ctx context.Context, w *storage.Writer) error {
			return w.Disclose(ctx, storage.Disclosure{Kind: 1, ID: "A-9", Actor: "P", Purpose: "p", Fields: []string{"name"}})
		}, storage.ErrNotFound},
	} {
		b := newBench(t)
		_, err := b.Update(t.Context(), cmd("half"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, permit("A-1"), 0)
			require.NoError(t, err)
			require.ErrorIs(t, c.write(ctx, w), c.want, name)
			return nil, nil
		})
		require.ErrorIs(t, err, c.want, name)
		_, err = b.Header(t.Context(), 1, "A-1")
		require.ErrorIs(t, err, storage.ErrNotFound, name)
	}
}

// TestUpdateRefusesAnotherRequest: one ID, two requests.
func TestUpdateRefusesAnotherRequest(t *testing.T) {
	b := newBench(t)
	runs := 0
	_, err := issue(b, t.Context(), &runs)
	require.NoError(t, err)
	_, err = b.Update(t.Context(), storage.Command{ID: "issue", Request: []byte("other")}, func(context.Context, *storage.Writer) ([]byte, error) {
		t.Error("the closure ran")
		return nil, nil
	})
	require.ErrorIs(t, err, storage.ErrDuplicate)
	require.ErrorIs(t, err, storage.ErrConflict)
	var dup *storage.DuplicateError
	require.ErrorAs(t, err, &dup)
	assert.True(t, dup.OtherRequest)
}

// TestUpdateFailureFreesTheID: an error leaves no trace, so the ID can be used.
func TestUpdateFailureFreesTheID(t *testing.T) {
	b := newBench(t)
	refused := errors.New("refused")
	_, err := b.Update(t.Context(), cmd("issue"), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
		_, err := w.Put(ctx, permit("A-1"), 0)
		require.NoError(t, err)
		return nil, refused
	})
	require.Same(t, refused, err)
	_, err = b.Header(t.Context(), 1, "A-1")
	require.ErrorIs(t, err, storage.ErrNotFound)
	runs := 0
	_, err = issue(b, t.Context(), &runs)
	require.NoError(t, err)
}

func TestRetryWaits(t *testing.T) {
	b := newBench(t)
	b.faults.Next(slices.Repeat([]storagetest.Fault{storagetest.Busy}, 20)...)
	runs := 0
	_, err := issue(b, t.Context(), &runs)
	require.ErrorIs(t, err, storage.ErrRetry)
	var attempts *storage.AttemptsError
	require.ErrorAs(t, err, &attempts)
	assert.Equal(t, 10, attempts.Attempts)
	assert.Equal(t, 10, runs)
	ms := time.Millisecond
	assert.Equal(t, []time.Duration{5 * ms, 10 * ms, 20 * ms, 40 * ms, 80 * ms, 160 * ms, 250 * ms, 250 * ms, 250 * ms}, b.waits)
}

func TestRetryJitterIsFull(t *testing.T) {
	r, seen := 0.0, 0
	b := newBench(t, func(o *storage.Options) {
		o.Rand = func() float64 { return r }
		o.Observe = func(a storage.Attempt) {
			seen++
			assert.ErrorIs(t, a.Err, storage.ErrRetry)
		}
	})
	for _, r = range []float64{0, 0.5} {
		b.faults.Next(storagetest.Busy)
		runs := 0
		_, err := b.Update(t.Context(), cmd(fmt.Sprint("r", r)), func(context.Context, *storage.Writer) ([]byte, error) { runs++; return nil, nil })
		require.NoError(t, err)
		assert.Equal(t, 2, runs)
	}
	assert.Equal(t, []time.Duration{0, 2500 * time.Microsecond}, b.waits)
	assert.Equal(t, 2, seen)
}

func TestRetryStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := newBench(t, func(o *storage.Options) { o.Sleep = nil; o.Observe = func(storage.Attempt) { cancel() } })
	b.faults.Next(storagetest.Busy, storagetest.Busy)
	runs := 0
	_, err := issue(b, ctx, &runs)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, err, storage.ErrRetry)
	assert.Equal(t, 1, runs)
}

func TestReadOnly(t *testing.T) {
	b := newBench(t, func(o *storage.Options) { o.ReadOnly = true })
	_, err := b.Update(t.Context(), cmd("c"), nil)
	require.ErrorIs(t, err, storage.ErrReadOnly)
}

func TestUpdateLimits(t *testing.T) {
	b := newBench(t)
	run := func(id string, fn func(ctx context.Context, w *storage.Writer) error) error {
		_, err := b.Update(t.Context(), cmd(id), func(ctx context.Context, w *storage.Writer) ([]byte, error) { return nil, fn(ctx, w) })
		return err
	}
	_, err := b.Update(t.Context(), cmd("bytes"), func(context.Context, *storage.Writer) ([]byte, error) {
		return make([]byte, storage.MaxBody), nil
	})
	require.NoError(t, err)
	_, err = b.Update(t.Context(), cmd("more bytes"[:4]+"s"), func(context.Context, *storage.Writer) ([]byte, error) {
		return make([]byte, storage.MaxBody+1), nil
	})
	require.ErrorIs(t, err, storage.ErrTooLarge)
	for _, n := range []int{storage.MaxBody, storage.MaxBody + 1} {
		err := run(fmt.Sprint("body", n), func(ctx context.Context, w *storage.Writer) error {
			r := permit("BIG")
			r.Body = make([]byte, n)
			_, err := w.Put(ctx, r, 0)
			return err
		})
		if n == storage.MaxBody {
			require.NoError(t, err)
		} else {
			require.ErrorIs(t, err, storage.ErrTooLarge)
		}
	}
	require.ErrorIs(t, run("puts", func(ctx context.Context, w *storage.Writer) error {
		for i := range storage.MaxTxPuts + 1 {
			if _, err := w.Put(ctx, permit(fmt.Sprint("P-", i)), 0); err != nil {
				require.Equal(t, storage.MaxTxPuts, i)
				return err
			}
		}
		return nil
	}), storage.ErrTooLarge)
	require.ErrorIs(t, run("logs", func(ctx context.Context, w *storage.Writer) error {
		for i := range storage.MaxTxLog + 1 {
			if err := w.Log(0, storage.LogDomain, nil); err != nil {
				require.Equal(t, storage.MaxTxLog, i)
				return err
			}
		}
		return nil
	}), storage.ErrTooLarge)
	require.ErrorIs(t, run("data", func(ctx context.Context, w *storage.Writer) error {
		return w.Log(0, storage.LogDomain, make([]byte, storage.MaxLogData+1))
	}), storage.ErrTooLarge)
	require.ErrorIs(t, run("type", func(ctx context.Context, w *storage.Writer) error { return w.Log(0, storage.LogPut, nil) }), storage.ErrInvalid)
	require.ErrorIs(t, run("shard", func(ctx context.Context, w *storage.Writer) error {
		return w.Log(b.Shards(), storage.LogDomain, nil)
	}), storage.ErrInvalid)
	require.ErrorIs(t, run("id", func(ctx context.Context, w *storage.Writer) error {
		_, err := w.Put(ctx, permit("lower"), 0)
		return err
	}), storage.ErrInvalid)
	_, err = b.Update(t.Context(), storage.Command{}, nil)
	require.ErrorIs(t, err, storage.ErrInvalid)
}

// TestRecordedAt: versions are in order of time even if the clock goes back.
func TestRecordedAt(t *testing.T) {
	b := newBench(t)
	h := b.create(t, permit("A-1"))
	assert.Equal(t, storage.InstantOf(b.now), h.RecordedAt)
	assert.Equal(t, "2026-07-14T16:30:00.123456Z", h.RecordedAt.Time().Format(time.RFC3339Nano))
	first := h.RecordedAt
	b.now = b.now.Add(-time.Hour)
	_, err := b.Update(t.Context(), cmd("second"), func(ctx context.Context, w *storage.Writer) (_ []byte, err error) {
		h, err = w.Put(ctx, permit("A-1"), 1)
		return nil, err
	})
	require.NoError(t, err)
	assert.Equal(t, first, h.RecordedAt)
	_, err = b.Update(t.Context(), cmd("third"), func(ctx context.Context, w *storage.Writer) (_ []byte, err error) {
		r := permit("A-1")
		r.RecordedAt = first + 5
		h, err = w.Put(ctx, r, 2)
		return nil, err
	})
	require.NoError(t, err)
	assert.Equal(t, first+5, h.RecordedAt)
}

// TestOvertaken: on an engine whose statements see fresh snapshots a put can
// find that the version just read is gone. Nobody decided on old data, so the
// closure runs again; a version from outside is a conflict for the caller.
func TestOvertaken(t *testing.T) {
	b := newBench(t)
	b.create(t, permit("A-1"))
	put := func(id string, expect func(context.Context, *storage.Writer) storage.Version) error {
		_, err := b.Update(t.Context(), cmd(id), func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, permit("A-1"), expect(ctx, w))
			return nil, err
		})
		return err
	}
	require.NoError(t, put("second", func(context.Context, *storage.Writer) storage.Version { return 1 }))

	runs := 0
	b.backend.Backend = &stale{Backend: b.backend.Backend}
	require.NoError(t, put("read-and-put", func(ctx context.Context, w *storage.Writer) storage.Version {
		runs++
		h, err := w.Header(ctx, 1, "A-1")
		require.NoError(t, err)
		return h.Version
	}))
	assert.Equal(t, 2, runs)

	err := put("from-outside", func(context.Context, *storage.Writer) storage.Version { return 2 })
	require.ErrorIs(t, err, storage.ErrConflict)
	assert.NotErrorIs(t, err, storage.ErrRetry)
}

// TestTwinCommitsMeanwhile: of one command sent twice, the second begins before
// the first has committed and reads after it. Whatever its closure makes of what
// it finds, the answer is that of the first.
func TestTwinCommitsMeanwhile(t *testing.T) {
	b := newBench(t)
	runs := 0
	first, err := issue(b, t.Context(), &runs)
	require.NoError(t, err)
	b.backend.Backend = &early{b.backend.Backend}

	refused := errors.New("there is a permit already")
	for name, fn := range map[string]func(context.Context, *storage.Writer) ([]byte, error){
		"a conflict": func(ctx context.Context, w *storage.Writer) ([]byte, error) {
			_, err := w.Put(ctx, permit("A-1"), 0)
			return nil, err
		},
		"a refusal of the rules": func(context.Context, *storage.Writer) ([]byte, error) { return nil, refused },
		"nothing":                func(context.Context, *storage.Writer) ([]byte, error) { return []byte("version 1"), nil },
	} {
		again, err := b.Update(t.Context(), cmd("issue"), fn)
		require.NoError(t, err, name)
		assert.True(t, again.Replayed, name)
		assert.Equal(t, first.Bytes, again.Bytes, name)
		assert.Equal(t, first.RecordedAt, again.RecordedAt, name)

		_, err = b.Update(t.Context(), storage.Command{ID: "issue", Request: []byte("other")}, fn)
		var dup *storage.DuplicateError
		require.ErrorAs(t, err, &dup, name)
		assert.True(t, dup.OtherRequest, name)
	}
	_, err = b.Update(t.Context(), cmd("another"), func(context.Context, *storage.Writer) ([]byte, error) { return nil, refused })
	require.Same(t, refused, err, "an error of the closure comes back as it is if there is no twin")
}

// An early backend answers the question for a command inside an Update as of
// before the command was saved.
type early struct{ storage.Backend }

func (e *early) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return e.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, earlyTx{tx}) })
}

type earlyTx struct{ storage.Tx }

func (earlyTx) Command(context.Context, storage.CommandID) (storage.CommandResult, error) {
	return storage.CommandResult{}, storage.ErrNotFound
}

// A stale backend answers the first header read inside an Update as of one
// version ago, as if another commit came right after it.
type stale struct {
	storage.Backend
	read bool
}

func (s *stale) Update(ctx context.Context, fn func(context.Context, storage.Tx) error) error {
	return s.Backend.Update(ctx, func(ctx context.Context, tx storage.Tx) error { return fn(ctx, &staleTx{tx, s}) })
}

type staleTx struct {
	storage.Tx
	s *stale
}

func (t *staleTx) Header(ctx context.Context, k storage.Key) (storage.Header, error) {
	h, err := t.Tx.Header(ctx, k)
	if !t.s.read {
		t.s.read = true
		h.Version--
	}
	return h, err
}
