// Package disk is a simulated disk for SQLite in tests. It loses power, fills up,
// and refuses to be written to.
//
// What a program writes is seen by all its connections at once, and survives a
// power cut only after the file was synchronised. Of what was not, a cut keeps a
// random part: each write as a whole, not at all, or torn at a boundary of
// 512 bytes. Not simulated: directory entries that get lost, a sync that lies,
// and reads that go wrong.
package disk

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/util/vfsutil"
	"github.com/ncruces/go-sqlite3/vfs"
)

// sector is what a disk writes as a whole.
const sector = 512

// A Disk holds files. Its Name is that of a virtual file system.
type Disk struct {
	Name string

	dir string // for the shared memory of its connections

	mu    sync.Mutex
	files map[string]*content
	off   bool // the power is cut
	left  int  // writes and syncs until it is cut by itself; 0: it is not
	syncs int  // the same for syncs alone
	fault Fault
	room  int // bytes that may still be added while the fault is Full
}

// A Fault is what a disk does wrong.
type Fault uint8

// The faults. Busy and SyncFails strike once, at the next write to, or sync of,
// a write-ahead log.
const (
	None      Fault = iota
	Full            // no file can grow
	ReadOnly        // no file can be written to
	Busy            // a write is refused as if somebody else had a lock
	SyncFails       // a sync fails, and nothing it should have kept is kept for certain
)

// content is a file: as programs see it, and as it lies on the disk.
type content struct {
	now, durable []byte
	pending      []op // not synchronised yet

	shared            int
	reserved, waiting bool
}

// An op is a write, or a change of size if data is nil.
type op struct {
	at   int64
	data []byte
}

// apply does an op to bytes.
func (o op) apply(b []byte) []byte {
	if o.data == nil {
		return resize(b, o.at)
	}
	if end := o.at + int64(len(o.data)); end > int64(len(b)) {
		b = resize(b, end)
	}
	copy(b[o.at:], o.data)
	return b
}

func resize(b []byte, size int64) []byte {
	if size <= int64(len(b)) {
		return b[:size]
	}
	n := int64(len(b))
	b = slices.Grow(b, int(size-n))[:size]
	clear(b[n:])
	return b
}

var count atomic.Uint64

// New returns an empty disk. dir is a directory of the operating system for the
// shared memory of connections; it must outlive the disk.
func New(dir string) *Disk {
	d := &Disk{Name: fmt.Sprintf("disk%d", count.Add(1)), dir: dir, files: map[string]*content{}}
	vfs.Register(d.Name, d)
	return d
}

// Remove gives the disk's memory back. Nobody may have a file on it open.
func (d *Disk) Remove() { vfs.Unregister(d.Name) }

// Set makes the disk fail, or work again with None. A disk that becomes Full has
// room for so many bytes more.
func (d *Disk) Set(f Fault, room int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault, d.room = f, room
}

// CutAfter cuts the power in the middle: at the nth write or sync from now.
func (d *Disk) CutAfter(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left = n
}

// CutAtSync cuts the power at the nth sync from now, before it has done anything.
func (d *Disk) CutAtSync(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.syncs = n
}

// tick counts a write or a sync, and reports whether there is power for it.
func (d *Disk) tick(sync bool) bool {
	for _, left := range []*int{&d.left, &d.syncs} {
		if *left > 0 && (sync || left == &d.left) {
			if *left--; *left == 0 {
				d.off = true
			}
		}
	}
	return !d.off
}

// Cut takes the power from the disk: whoever still uses it gets errors from now
// on. It returns what is found when the power is back.
func (d *Disk) Cut(r *rand.Rand) *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.off = true
	after := New(d.dir)
	keep := r.IntN(4) // now and then all of it, for systems write on their own
	// In one order: what a cut leaves depends on r alone.
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		c := d.files[name]
		b := slices.Clone(c.durable)
		for _, o := range c.pending {
			if keep == 0 {
				b = o.apply(b)
			} else {
				b = survive(r, o, b)
			}
		}
		after.files[name] = &content{now: b, durable: slices.Clone(b)}
	}
	return after
}

// survive applies what is left of an op that was not synchronised.
func survive(r *rand.Rand, o op, b []byte) []byte {
	switch r.IntN(3) {
	case 0:
		return b
	case 1:
		return o.apply(b)
	}
	for at := int64(0); at < int64(len(o.data)); {
		next := min((o.at+at)/sector*sector+sector-o.at, int64(len(o.data)))
		if r.IntN(2) == 0 {
			b = op{o.at + at, o.data[at:next]}.apply(b)
		}
		at = next
	}
	return b
}

// Open opens a file. What has no name is nobody else's.
func (d *Disk) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	if name == "" {
		return new(vfsutil.SliceFile), flags, nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.off {
		return nil, flags, sqlite3.CANTOPEN
	}
	c := d.files[name]
	if c == nil {
		if flags&vfs.OPEN_CREATE == 0 {
			return nil, flags, sqlite3.CANTOPEN
		}
		c = new(content)
		d.files[name] = c
	}
	f := &file{disk: d, content: c, log: flags&vfs.OPEN_WAL != 0}
	if flags&vfs.OPEN_MAIN_DB != 0 {
		f.shm = vfs.NewSharedMemory(filepath.Join(d.dir, d.Name+"-shm"), flags)
	}
	return f, flags, nil
}

// Delete removes a file at once, and for good.
func (d *Disk) Delete(name string, _ bool) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.off {
		return sqlite3.IOERR_DELETE
	}
	if d.files[name] == nil {
		return sqlite3.IOERR_DELETE_NOENT
	}
	delete(d.files, name)
	return nil
}

// Access reports whether a file is there.
func (d *Disk) Access(name string, _ vfs.AccessFlag) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files[name] != nil, nil
}

// FullPathname returns the name as it is.
func (d *Disk) FullPathname(name string) (string, error) { return name, nil }
