package sqlite

import "context"

// OpenWith opens as Open does, but with another setting of synchronous, and does
// not look at it.
func OpenWith(ctx context.Context, path string, o Options, synchronous string) (*Backend, error) {
	o.synchronous = synchronous
	return Open(ctx, path, o)
}

// What the tests look at from outside.
var Sound = sound
