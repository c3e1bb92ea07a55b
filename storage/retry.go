package storage

import (
	"context"
	"fmt"
	"time"
)

// The waits between attempts: a random part of 5 ms · 2^n, at most 250 ms.
// The randomness is full, because clients that collided once and wait equally
// long collide again.
const (
	firstWait = 5 * time.Millisecond
	maxWait   = 250 * time.Millisecond
)

// wait sleeps after failed attempt n. It returns an error if there is no
// further attempt, which wraps last.
func (s *Store) wait(ctx context.Context, n int, last error) error {
	if n >= s.o.Attempts {
		s.observe(Attempt{n, last, 0})
		return &AttemptsError{n, last}
	}
	d := maxWait
	if shift := n - 1; shift < 6 {
		d = min(firstWait<<shift, maxWait)
	}
	d = time.Duration(s.o.Rand() * float64(d))
	s.observe(Attempt{n, last, d})
	if err := s.o.Sleep(ctx, d); err != nil {
		return fmt.Errorf("%w (gave up waiting: %w)", last, err)
	}
	return nil
}

func (s *Store) observe(a Attempt) {
	if s.o.Observe != nil {
		s.o.Observe(a)
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
