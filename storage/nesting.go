package storage

import "context"

// insideKey marks the contexts of one backend's transactions. The owner is
// part of the key: transactions on two different backends may nest, as when
// one is copied into the other.
type insideKey struct{ owner any }

// EnterTx is for adapters. It returns the context to hand to the closure of
// View or Update, or ErrInvalid if ctx already belongs to a transaction of the
// same owner (a comparable value that identifies the backend). Without it a
// nested Update waits for itself.
func EnterTx(ctx context.Context, owner any) (context.Context, error) {
	key := insideKey{owner}
	if ctx.Value(key) != nil {
		return nil, &InvalidError{"transaction", "must not be nested in another of the same backend"}
	}
	return context.WithValue(ctx, key, true), nil
}
