package storagetest

import (
	"context"
	"testing"
	"time"
)

// SoakError is Soak without the test that it fails.
func SoakError(ctx context.Context, tb testing.TB, h Harness, d time.Duration, seed uint64) (int, error) {
	return soak(ctx, newEnv(tb, h), d, seed)
}

// Failure is what Run prints of a case that fails.
func Failure(c Case, err error) string { return failure(c, err) }

// ErrExpected is a failure that knows what it expected.
func ErrExpected(what string, want, got any) error { return &mismatch{what, want, got} }

// Problems is what Run has against a harness.
func Problems(tb testing.TB, h Harness) []string { return newEnv(tb, h).problems(Cases()) }

// Summary is the last line of Run if every case that is not skipped passes.
func Summary(tb testing.TB, h Harness) string {
	e, skipped := newEnv(tb, h), newTally()
	for _, c := range Cases() {
		if name, reason := e.skips(c); name != "" {
			skipped.add(name, reason)
		}
	}
	return summary(len(Cases()), len(Cases())-skipped.n, skipped)
}
