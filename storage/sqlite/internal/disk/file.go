package disk

import (
	"errors"
	"io"
	"slices"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"
)

// A file is a file opened by one connection.
type file struct {
	*content
	disk *Disk
	shm  vfs.SharedMemory
	lock vfs.LockLevel
	log  bool
}

var _ vfs.FileSharedMemory = (*file)(nil)

// SharedMemory is where connections find the index of the write-ahead log.
func (f *file) SharedMemory() vfs.SharedMemory { return f.shm }

// Close gives up the locks.
func (f *file) Close() error {
	err := f.Unlock(vfs.LOCK_NONE)
	if f.shm != nil {
		err = errors.Join(err, f.shm.Close())
	}
	return err
}

// ReadAt reads what was written last.
func (f *file) ReadAt(b []byte, off int64) (int, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	switch {
	case f.disk.off:
		return 0, sqlite3.IOERR_READ
	case off >= int64(len(f.now)):
		return 0, io.EOF
	}
	n := copy(b, f.now[off:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// WriteAt writes, but not for good.
func (f *file) WriteAt(b []byte, off int64) (int, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if err := f.disk.refuses(f, off+int64(len(b))); err != nil {
		return 0, err
	}
	f.do(op{off, slices.Clone(b)})
	return len(b), nil
}

// refuses says whether a file may be written up to a size.
func (d *Disk) refuses(f *file, size int64) error {
	switch {
	case !d.tick(false):
		return sqlite3.IOERR_WRITE
	case d.fault == ReadOnly:
		return sqlite3.READONLY
	case d.fault == Full && size > int64(len(f.now)):
		if d.room -= int(size) - len(f.now); d.room < 0 {
			d.room = 0
			return sqlite3.FULL
		}
	case d.fault == Busy && f.log:
		d.fault = None
		return sqlite3.BUSY
	}
	return nil
}

func (f *file) do(o op) {
	f.now = o.apply(f.now)
	f.pending = append(f.pending, o)
}

// Truncate changes the size, but not for good.
func (f *file) Truncate(size int64) error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if err := f.disk.refuses(f, size); err != nil {
		return err
	}
	f.do(op{at: size})
	return nil
}

// Sync keeps what was written so far.
func (f *file) Sync(vfs.SyncFlag) error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	switch {
	case !f.disk.tick(true):
		return sqlite3.IOERR_FSYNC
	case f.disk.fault == SyncFails && f.log:
		f.disk.fault = None
		return sqlite3.IOERR_FSYNC
	}
	for _, o := range f.pending {
		f.durable = o.apply(f.durable)
	}
	f.pending = nil
	return nil
}

// Size is the size as programs see it.
func (f *file) Size() (int64, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	return int64(len(f.now)), nil
}

// Lock locks as SQLite's own files do.
func (f *file) Lock(lock vfs.LockLevel) error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if f.lock >= lock {
		return nil
	}
	switch lock {
	case vfs.LOCK_SHARED:
		if f.waiting {
			return sqlite3.BUSY
		}
		f.shared++
	case vfs.LOCK_RESERVED:
		if f.reserved {
			return sqlite3.BUSY
		}
		f.reserved = true
	case vfs.LOCK_EXCLUSIVE:
		if f.lock < vfs.LOCK_PENDING {
			if f.waiting {
				return sqlite3.BUSY
			}
			f.waiting, f.lock = true, vfs.LOCK_PENDING
		}
		if f.shared > 1 {
			return sqlite3.BUSY
		}
	}
	f.lock = lock
	return nil
}

// Unlock gives up what is above a level.
func (f *file) Unlock(lock vfs.LockLevel) error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if f.lock <= lock {
		return nil
	}
	if f.lock >= vfs.LOCK_PENDING {
		f.waiting = false
	}
	if f.lock >= vfs.LOCK_RESERVED {
		f.reserved = false
	}
	if lock == vfs.LOCK_NONE {
		f.shared--
	}
	f.lock = lock
	return nil
}

// CheckReservedLock reports whether somebody is about to write.
func (f *file) CheckReservedLock() (bool, error) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	return f.reserved, nil
}

// SectorSize is what is written as a whole.
func (*file) SectorSize() int { return sector }

// DeviceCharacteristics are those SQLite takes for granted of every disk: a write
// that is torn damages nothing beside it.
func (*file) DeviceCharacteristics() vfs.DeviceCharacteristic {
	return vfs.IOCAP_POWERSAFE_OVERWRITE
}
