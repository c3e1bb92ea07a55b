package storagetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// A Case is one sentence of the contract.
type Case struct {
	Tag string // as in the comments of package storage
	Why string // what goes wrong in the registry if it is not kept

	needs []need
	check func(ctx context.Context, e *env) error
}

// CaseTimeout bounds one case, far above what a slow engine needs on a busy
// machine under the race detector: it only ends what would hang. A case that waits
// for something that must not take long sets a shorter time itself.
const CaseTimeout = 5 * time.Minute

// Cases returns all cases in the order of the contract.
func Cases() []Case {
	return slices.Concat(viewCases(), updateCases(), neverCases(), outcomeCases(), reopenCases(), sharedCases(), faultCases(),
		lifecycleCases(), getCases(), scanCases(), logCases(), commandCases(), putCases(),
		abilityCases(), migrateCases(), storeCases())
}

// plain is a case that needs nothing but a fresh backend.
func plain(tag, why string, check func(ctx context.Context, open func() storage.Backend) error) Case {
	return Case{Tag: tag, Why: why, check: func(ctx context.Context, e *env) error { return check(ctx, e.open) }}
}

// Needs names the fields of Harness and FaultControl, and the abilities, without
// which the case cannot run.
func (c Case) Needs() []string {
	out := make([]string, len(c.needs))
	for i, n := range c.needs {
		out[i] = string(n)
	}
	return out
}

// Run tries the case on a harness and says what is not kept. It closes no backend
// it opened; Run, the function, does. A harness that lacks what the case needs is
// an error.
func (c Case) Run(ctx context.Context, tb testing.TB, h Harness) error {
	e := newEnv(tb, h)
	for _, n := range c.needs {
		if reason := e.lacks(n); reason != "" {
			return fmt.Errorf("the case needs %s: %s", n, reason)
		}
	}
	return c.check(ctx, e)
}

// Run runs every case as a subtest of its own, named by its tag. Its last line
// counts them:
//
//	conformance: 96 run, 93 passed, 3 skipped (Crash: volatile)
func Run(t *testing.T, h Harness) {
	cases := Cases()
	e := newEnv(t, h)
	for _, p := range e.problems(cases) {
		t.Error(p)
	}
	skipped := newTally()
	passed := 0
	for _, c := range cases {
		if name, reason := e.skips(c); name != "" {
			skipped.add(name, reason)
			continue
		}
		if t.Run(c.Tag, func(t *testing.T) { runCase(t, h, c) }) {
			passed++
		}
	}
	t.Log(summary(len(cases), passed, skipped))
}

// summary is the last line of Run.
func summary(cases, passed int, skipped *tally) string {
	return fmt.Sprintf("conformance: %d run, %d passed, %d skipped%s", cases, passed, skipped.n, skipped)
}

func runCase(t *testing.T, h Harness, c Case) {
	ctx, cancel := context.WithTimeout(t.Context(), CaseTimeout)
	defer cancel()
	if err := c.Run(ctx, t, closing(t, h)); err != nil {
		t.Error(failure(c, err))
	}
}

// closing returns a harness whose backends are closed at the end of the test, the
// last first, except those that were opened again or stopped abruptly.
func closing(t *testing.T, h Harness) Harness {
	var open []storage.Backend
	keep := func(b storage.Backend) storage.Backend {
		open = append(open, b)
		return b
	}
	drop := func(b storage.Backend) {
		open = slices.DeleteFunc(open, func(o storage.Backend) bool {
			return reflect.TypeOf(o).Comparable() && reflect.TypeOf(b).Comparable() && o == b
		})
	}
	t.Cleanup(func() {
		for _, b := range slices.Backward(open) {
			if err := b.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		}
	})
	out := h
	out.Open = func(tb testing.TB) storage.Backend { return keep(h.Open(tb)) }
	if h.Reopen != nil {
		out.Reopen = func(tb testing.TB, b storage.Backend) storage.Backend {
			drop(b)
			return keep(h.Reopen(tb, b))
		}
	}
	if h.Crash != nil {
		out.Crash = func(tb testing.TB, b storage.Backend) storage.Backend {
			drop(b)
			return keep(h.Crash(tb, b))
		}
	}
	if h.Second != nil {
		out.Second = func(tb testing.TB, b storage.Backend) storage.Backend { return keep(h.Second(tb, b)) }
	}
	if h.Faults != nil {
		out.Faults = func(tb testing.TB) (storage.Backend, FaultControl) {
			b, c := h.Faults(tb)
			return keep(b), c
		}
	}
	return out
}

// A mismatch is a failure that knows what was expected and what came.
type mismatch struct {
	what      string
	want, got any
}

func (m *mismatch) Error() string {
	return fmt.Sprintf("%s: got %v, want %v", m.what, m.got, m.want)
}

// failure is what is printed of a case that fails: the sentence that is not kept,
// what was tried, what was expected, what came, why it matters, and where to look.
func failure(c Case, err error) string {
	s := sentences[c.Tag]
	var b strings.Builder
	line := func(label, text string) { fmt.Fprintf(&b, "\n  %-9s %s", label+":", text) }
	fmt.Fprintf(&b, "the contract is not kept [%s]", c.Tag)
	line("sentence", s.Text)
	var m *mismatch
	if errors.As(err, &m) {
		around := strings.TrimSuffix(err.Error(), m.Error())
		line("tried", around+m.what)
		line("expected", fmt.Sprint(m.want))
		line("actual", fmt.Sprint(m.got))
	} else {
		line("expected", "what the sentence says")
		line("actual", err.Error())
	}
	line("matters", c.Why)
	line("look at", fmt.Sprintf("the comment of %s in storage/backend.go; the case in storage/storagetest/%s; \"Where to look\" in storage/storagetest/README.md", s.Place, s.File))
	return b.String()
}
