package storagetest_test

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
	"github.com/juzhuzheng/residence/storage/memory"
	"github.com/juzhuzheng/residence/storage/storagetest"
)

func open(testing.TB) storage.Backend { return memory.New() }

// TestSkipsNeedReasons: a skip says what and why, or it is a failure.
func TestSkipsNeedReasons(t *testing.T) {
	for _, c := range []struct {
		skip map[string]string
		want []string
	}{
		{nil, nil},
		{map[string]string{"get-exact": "the engine folds text", "Crash": "tried by killing processes"}, nil},
		{map[string]string{"Faults.Full": "no quota here"}, nil},
		{map[string]string{"get-exakt": "a slip"}, []string{`skip names "get-exakt", which is neither a case nor part of a harness`}},
		{map[string]string{"get-exact": " "}, []string{`skip of "get-exact" has no reason`}},
	} {
		assert.Equal(t, c.want, storagetest.Problems(t, storagetest.Harness{Open: open, Skip: c.skip}))
	}
}

// TestWhatIsDeclaredIsProved: a capability without the field that proves it is a
// failure, unless a reason is given.
func TestWhatIsDeclaredIsProved(t *testing.T) {
	h := flaws{}.harness()
	assert.Empty(t, storagetest.Problems(t, h))
	bare := storagetest.Harness{Open: h.Open}
	assert.Len(t, storagetest.Problems(t, bare), 4)
	bare.Skip = map[string]string{"Reopen": "x", "Crash": "x", "Second": "x"}
	assert.Equal(t, []string{`the capabilities say Migrates, but Harness.Migrate is nil: give it, or the reason in Skip["Migrate"]`}, storagetest.Problems(t, bare))
}

// TestLastLine: what is skipped is counted, under its name and with its reason.
func TestLastLine(t *testing.T) {
	n := len(storagetest.Cases())
	assert.Equal(t, fmt.Sprintf("conformance: %d run, %d passed, 0 skipped", n, n), storagetest.Summary(t, flaws{}.harness()))
	h := flaws{}.harness()
	h.Crash = nil
	assert.Equal(t, fmt.Sprintf("conformance: %d run, %d passed, 2 skipped (Crash: volatile (2))", n, n-2), storagetest.Summary(t, h))
	h = flaws{}.harness()
	h.Skip = map[string]string{"Crash": "killed elsewhere", "get-exact": "the engine folds text"}
	assert.Equal(t, fmt.Sprintf("conformance: %d run, %d passed, 3 skipped (Crash: killed elsewhere (2); get-exact: the engine folds text)", n, n-3), storagetest.Summary(t, h))
	h.Skip, h.Faults = nil, nil
	assert.Equal(t, fmt.Sprintf("conformance: %d run, %d passed, 5 skipped (Faults: not in the harness (5))", n, n-5), storagetest.Summary(t, h))
}

// TestCaseSaysWhatItNeeds: a case is not run on a harness that lacks what it needs.
func TestCaseSaysWhatItNeeds(t *testing.T) {
	for _, c := range storagetest.Cases() {
		if len(c.Needs()) == 0 || slices.Contains([]string{"CommandLister", "HeaderReader", "Checks"}, c.Needs()[0]) {
			continue // memory lists and checks, and has a short way to a header
		}
		require.ErrorContains(t, c.Run(t.Context(), t, storagetest.Harness{Open: open}), "the case needs "+c.Needs()[0], c.Tag)
	}
}

// TestFailureQuotesTheContract: what a failure prints names the sentence, what was
// expected, what came, and where to look.
func TestFailureQuotesTheContract(t *testing.T) {
	for _, c := range storagetest.Cases() {
		text := storagetest.Failure(c, fmt.Errorf("round 3: %w", storagetest.ErrExpected("the third", 7, 8)))
		assert.Contains(t, text, "["+c.Tag+"]")
		assert.Contains(t, text, "sentence: ")
		assert.Contains(t, text, "tried:    round 3: the third\n")
		assert.Contains(t, text, "expected: 7\n")
		assert.Contains(t, text, "actual:   8\n")
		assert.Contains(t, text, "matters:  "+c.Why)
		assert.Regexp(t, `look at:  the comment of [A-Z][A-Za-z.]+ in storage/backend.go; the case in storage/storagetest/[a-z]+\.go;`, text)
		assert.Contains(t, storagetest.Failure(c, errors.New("oh")), "actual:   oh\n")
	}
}

// TestFaulty: each fault has the effect and the error that its name says.
func TestFaulty(t *testing.T) {
	ctx := t.Context()
	for _, c := range []struct {
		fault storagetest.Fault
		want  error
		runs  int
		done  bool
	}{
		{storagetest.Sound, nil, 1, true},
		{storagetest.Refused, storage.ErrRetry, 0, false},
		{storagetest.Busy, storage.ErrRetry, 1, false},
		{storagetest.LostBefore, storage.ErrCommitUnknown, 1, false},
		{storagetest.LostAfter, storage.ErrCommitUnknown, 1, true},
		{storagetest.LostLate, storage.ErrCommitUnknown, 1, false},
		{storagetest.Broken, storagetest.ErrInjected, 1, false},
		{storagetest.Conflicting, storage.ErrConflict, 1, false},
	} {
		f := storagetest.Faulty(memory.New(), 1, storagetest.Rates{})
		f.Next(c.fault)
		runs := 0
		put := func(ctx context.Context, tx storage.Tx) error {
			runs++
			return tx.Put(ctx, storage.Record{Header: storage.Header{Kind: 1, ID: "A", Version: 1}}, 0)
		}
		err := f.Update(ctx, put)
		if c.want == nil {
			require.NoError(t, err)
		} else {
			require.ErrorIs(t, err, c.want)
			require.ErrorIs(t, err, storagetest.ErrInjected)
		}
		require.Equal(t, c.runs, runs, "fault %d", c.fault)
		_, err = f.ReadHeader(ctx, storage.Key{Kind: 1, ID: "A"})
		require.Equal(t, c.done, err == nil, "fault %d", c.fault)
		require.Equal(t, 1, f.Count(c.fault))
		if c.fault != storagetest.LostLate {
			continue
		}
		// It lands just before the next.
		require.ErrorIs(t, f.Update(ctx, put), storage.ErrConflict)
		_, err = f.ReadHeader(ctx, storage.Key{Kind: 1, ID: "A"})
		require.NoError(t, err)
	}
}

// TestFaultyByChance: the rates hold, the same seed draws the same, and reads fail
// by every way.
func TestFaultyByChance(t *testing.T) {
	ctx := t.Context()
	rates := storagetest.Rates{Refused: 0.1, Busy: 0.1, LostBefore: 0.1, LostAfter: 0.1, LostLate: 0.1, Broken: 0.1, ViewBusy: 0.5}
	draw := func(seed uint64) (f *storagetest.FaultyBackend, failed []bool) {
		f = storagetest.Faulty(memory.New(), seed, rates)
		for range 1000 {
			err := f.Update(ctx, func(context.Context, storage.Tx) error { return nil })
			failed = append(failed, err != nil)
		}
		return f, failed
	}
	f, first := draw(7)
	_, again := draw(7)
	require.Equal(t, first, again)
	_, other := draw(8)
	require.NotEqual(t, first, other)
	require.InDelta(t, 400, f.Count(storagetest.Sound), 80)
	for fault := storagetest.Refused; fault <= storagetest.Broken; fault++ {
		require.InDelta(t, 100, f.Count(fault), 50, "fault %d", fault)
	}
	busy := 0
	for range 200 {
		err := f.View(ctx, func(context.Context, storage.ReadTx) error { return nil })
		_, herr := f.ReadHeader(ctx, storage.Key{Kind: 1, ID: "A"})
		if errors.Is(err, storage.ErrRetry) {
			busy++
		}
		require.Error(t, herr)
	}
	require.InDelta(t, 100, busy, 40)
	// Without a short way of its own it goes the long one.
	bare := storagetest.Faulty(struct{ storage.Backend }{memory.New()}, 1, storagetest.Rates{})
	_, err := bare.ReadHeader(ctx, storage.Key{Kind: 1, ID: "A"})
	require.ErrorIs(t, err, storage.ErrNotFound)
}

// TestFaultyIsLate: the wait before a call ends with its context.
func TestFaultyIsLate(t *testing.T) {
	f := storagetest.Faulty(memory.New(), 1, storagetest.Rates{Latency: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, f.Update(ctx, func(context.Context, storage.Tx) error { return nil }), context.DeadlineExceeded)
	require.ErrorIs(t, f.View(ctx, func(context.Context, storage.ReadTx) error { return nil }), context.DeadlineExceeded)
	_, err := f.ReadHeader(ctx, storage.Key{Kind: 1, ID: "A"})
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// TestFaultyControl: what a FaultyBackend makes up passes for an engine that
// answers its failures as the contract wants.
func TestFaultyControl(t *testing.T) {
	h := storagetest.Harness{Open: open, Faults: func(testing.TB) (storage.Backend, storagetest.FaultControl) {
		f := storagetest.Faulty(memory.New(), 1, storagetest.Rates{})
		return f, f.Control()
	}}
	tried := 0
	for _, c := range storagetest.Cases() {
		switch c.Tag {
		case "commit-unknown", "commit-retry", "fault-connection":
			tried++
			require.NoError(t, c.Run(t.Context(), t, h), c.Tag)
		}
	}
	require.Equal(t, 3, tried)
	require.Contains(t, storagetest.Summary(t, h), "Faults.Full: the harness cannot make it; Faults.ReadOnly: the harness cannot make it")
}
