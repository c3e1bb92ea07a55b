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
	// Idle is how long after the last act the write-ahead log is put into the
	// database and cut to nothing; 0 means 30 s. If somebody reads or writes then,
	// it is tried again after the same time.
	Idle time.Duration
	// LargeLog, if not nil, is told the size in bytes of a write-ahead log that is
	// larger than LogLimit bytes, 0 meaning 64 MiB: somebody reads one snapshot, or
	// writes one transaction, for too long. It is told again while that lasts, by
	// several goroutines perhaps, and must not call the backend.
	LargeLog func(bytes int64)
	LogLimit int64
	// VFS names a virtual file system registered with the driver, for instance
	// one that encrypts; empty is that of the operating system.
	VFS string

	synchronous string // tests set another one, to see that it matters

	_ struct{}
}

const (
	defaultReaders = 8
	defaultBusy    = 10 * time.Second
	defaultIdle    = 30 * time.Second
	defaultLog     = 64 << 20
)

func (o *Options) complete() error {
	switch {
	case o.Readers < 0:
		return &storage.InvalidError{Field: "readers", Rule: "must not be negative"}
	case o.BusyTimeout < 0:
		return &storage.InvalidError{Field: "busy timeout", Rule: "must not be negative"}
	case o.Idle < 0:
		return &storage.InvalidError{Field: "idle", Rule: "must not be negative"}
	case o.LogLimit < 0:
		return &storage.InvalidError{Field: "log limit", Rule: "must not be negative"}
	}
	if o.Readers == 0 {
		o.Readers = defaultReaders
	}
	if o.BusyTimeout == 0 {
		o.BusyTimeout = defaultBusy
	}
	if o.Idle == 0 {
		o.Idle = defaultIdle
	}
	if o.LogLimit == 0 {
		o.LogLimit = defaultLog
	}
	return nil
}
