package sqlite

import (
	"time"

	"github.com/juzhuzheng/residence/storage"
)

// Options configure Open. The zero Options are right.
type Options struct {
	// Readers is how many snapshots may be read at once, and beside them as many
	// single headers, each on a connection; 0 means 8. Connections are opened when
	// they are needed. Who finds none free waits until its context ends.
	Readers int
	// BusyTimeout is how long a writer waits for one of another process; 0 means
	// 10 s. After it the error wraps storage.ErrRetry.
	BusyTimeout time.Duration
	// ReadOnly opens the data for reading: Update returns storage.ErrReadOnly and
	// no migration runs.
	ReadOnly bool
	// VFS names a virtual file system registered with the driver, for instance
	// one that encrypts; empty is that of the operating system.
	VFS string

	synchronous string // tests set another one, to see that it matters

	_ struct{}
}

const (
	defaultReaders = 8
	defaultBusy    = 10 * time.Second
)

func (o *Options) complete() error {
	switch {
	case o.Readers < 0:
		return &storage.InvalidError{Field: "readers", Rule: "must not be negative"}
	case o.BusyTimeout < 0:
		return &storage.InvalidError{Field: "busy timeout", Rule: "must not be negative"}
	}
	if o.Readers == 0 {
		o.Readers = defaultReaders
	}
	if o.BusyTimeout == 0 {
		o.BusyTimeout = defaultBusy
	}
	return nil
}
