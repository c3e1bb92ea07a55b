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

// UseRowConnection takes one connection for headers until release is called.
func UseRowConnection(b *Backend) (release func()) {
	b.rows.room <- struct{}{}
	return func() { <-b.rows.room }
}

// IdleRowConnections counts the open connections for headers that nobody uses.
func IdleRowConnections(b *Backend) int { return len(b.rows.idle) }
