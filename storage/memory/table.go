package memory

import "sync/atomic"

// A table is a hash table of version lists. One writer changes it while any
// number of readers look things up without a lock: each reader knows the
// number of the last commit it may see and passes by what is newer.
//
// Keys are never removed, except by the rollback of the transaction that added
// them. A full table is replaced by one twice as large; readers of older
// states go on with theirs, which has all they may see.
type table[K comparable, V any] struct {
	slots []atomic.Pointer[entry[K, V]] // length a power of two, at most half used
	used  int                           // of the writer
}

// An entry is one version of a key and leads to the one before. It never
// changes. The table points to the newest.
type entry[K comparable, V any] struct {
	hash   uint64
	commit uint64 // number of the transaction that wrote it
	prev   *entry[K, V]
	key    K
	val    V
}

func newTable[K comparable, V any](slots int) *table[K, V] {
	return &table[K, V]{slots: make([]atomic.Pointer[entry[K, V]], slots)}
}

// find returns the newest entry of k, whose hash is h, or nil, and the slot
// that holds it or would hold it.
func (t *table[K, V]) find(h uint64, k K) (*entry[K, V], uint64) {
	mask := uint64(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		e := t.slots[i].Load()
		if e == nil || e.hash == h && e.key == k {
			return e, i
		}
	}
}

// get returns the newest entry of k that was written by commit or before.
func (t *table[K, V]) get(commit, h uint64, k K) *entry[K, V] {
	e, _ := t.find(h, k)
	return e.at(commit)
}

func (e *entry[K, V]) at(commit uint64) *entry[K, V] {
	for e != nil && e.commit > commit {
		e = e.prev
	}
	return e
}

// push makes e the newest entry of its key. It returns the table e is in,
// which is another one if this one was full, and how to take e out again.
// Pushes are undone in reverse order. Only the writer calls it.
func (t *table[K, V]) push(e *entry[K, V]) (*table[K, V], func()) {
	before, i := t.find(e.hash, e.key)
	if before == nil {
		if 2*(t.used+1) > len(t.slots) {
			t = t.grown()
			_, i = t.find(e.hash, e.key)
		}
		t.used++
	}
	e.prev = before
	t.slots[i].Store(e)
	return t, func() {
		t.slots[i].Store(before)
		if before == nil {
			t.used--
		}
	}
}

func (t *table[K, V]) grown() *table[K, V] {
	g := newTable[K, V](2 * len(t.slots))
	g.used = t.used
	for i := range t.slots {
		if e := t.slots[i].Load(); e != nil {
			_, to := g.find(e.hash, e.key)
			g.slots[to].Store(e)
		}
	}
	return g
}

// each calls yield for the entry of every key that commit may see, in no
// useful order, until it returns false.
func (t *table[K, V]) each(commit uint64, yield func(*entry[K, V]) bool) {
	for i := range t.slots {
		if e := t.slots[i].Load().at(commit); e != nil && !yield(e) {
			return
		}
	}
}
