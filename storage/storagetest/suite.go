package storagetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// A Harness tells Run how to reach the adapter.
type Harness struct {
	// Open returns a fresh, empty backend that shares nothing with any other.
	// Run closes it; to close twice is part of the contract.
	Open func(testing.TB) storage.Backend
	// Skip names cases not to run, each with the reason. A tag that does not
	// exist and an empty reason are failures. Skips are counted and listed.
	Skip map[string]string

	_ struct{}
}

// A Case is one sentence of the contract.
type Case struct {
	Tag   string // as in the comments of package storage
	Why   string // what goes wrong in the registry if it is not kept
	Check func(ctx context.Context, open func() storage.Backend) error
}

// CaseTimeout bounds one case. A case that waits for something that must not
// take long sets a shorter time itself.
const CaseTimeout = time.Minute

// Cases returns all cases in the order of the contract.
func Cases() []Case {
	return slices.Concat(viewCases(), updateCases(), lifecycleCases(), getCases(), scanCases(), logCases(), commandCases(), putCases())
}

// Run runs every case as a subtest of its own, named by its tag.
func Run(t *testing.T, h Harness) {
	cases := Cases()
	unknown := maps.Clone(h.Skip)
	var skipped []string
	passed := 0
	for _, c := range cases {
		reason, skip := h.Skip[c.Tag]
		delete(unknown, c.Tag)
		if skip {
			if strings.TrimSpace(reason) == "" {
				t.Errorf("skip of %q has no reason", c.Tag)
			}
			skipped = append(skipped, fmt.Sprintf("%s: %s", c.Tag, reason))
			continue
		}
		if t.Run(c.Tag, func(t *testing.T) { runCase(t, h, c) }) {
			passed++
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(unknown)) {
		t.Errorf("skip names %q, which is no case", tag)
	}
	t.Logf("conformance: %d cases, %d passed, %d skipped %v", len(cases), passed, len(skipped), skipped)
}

func runCase(t *testing.T, h Harness, c Case) {
	ctx, cancel := context.WithTimeout(t.Context(), CaseTimeout)
	defer cancel()
	open := func() storage.Backend {
		b := h.Open(t)
		t.Cleanup(func() {
			if err := b.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		})
		return b
	}
	if err := c.Check(ctx, open); err != nil {
		t.Errorf("contract [%s] is not kept: %v\nwhy it matters: %s", c.Tag, err, c.Why)
	}
}
