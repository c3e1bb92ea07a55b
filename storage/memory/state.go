package memory

import (
	"hash/maphash"

	"github.com/juzhuzheng/residence/storage"
)

// A state is everything stored at one moment. The tables may hold entries of
// later commits; get passes them by. All else in a published state never
// changes.
type state struct {
	commit   uint64 // number of the transaction that made the state
	records  *table[storage.Key, stored]
	commands *table[storage.CommandID, storage.CommandResult]
	index    [indexCount]tree[struct{}]
	counts   tree[int64]
	shards   tree[[]storage.LogEntry]
}

// stored is a record as it lies in memory; nobody outside has a reference to
// its body.
type stored struct {
	header storage.Header
	body   []byte
}

type recordEntry = entry[storage.Key, stored]

// record returns a copy the caller may change.
func (s *stored) record() storage.Record {
	return storage.Record{Header: s.header, Body: append([]byte(nil), s.body...)}
}

func newState() *state {
	return &state{
		records:  newTable[storage.Key, stored](64),
		commands: newTable[storage.CommandID, storage.CommandResult](64),
	}
}

// seed makes hashes unpredictable, so that nobody can choose IDs that collide.
// It is drawn once and never changes.
var seed = maphash.MakeSeed()

func hashKey(k storage.Key) uint64 {
	// An odd constant spreads the kind over all bits.
	return maphash.String(seed, k.ID) ^ uint64(k.Kind)*0x9e3779b97f4a7c15
}

func hashCommand(id storage.CommandID) uint64 { return maphash.String(seed, string(id)) }

// current returns the current version of a record, or nil.
func (s *state) current(k storage.Key) *recordEntry {
	return s.records.get(s.commit, hashKey(k), k)
}

func (s *state) command(id storage.CommandID) *entry[storage.CommandID, storage.CommandResult] {
	return s.commands.get(s.commit, hashCommand(id), id)
}

// put makes r the current version of its record, and moves its index entries
// where they differ from those of the version before. It returns how to take
// the version out of the table again; the rest is undone by dropping s.
func (s *state) put(e *edit, r stored) (undo func()) {
	k := r.header.Key()
	h := hashKey(k)
	before := s.records.get(s.commit, h, k)
	for i := 1; i < indexCount; i++ {
		to, in := keyOf(storage.Index(i), &r.header)
		if before != nil {
			from, was := keyOf(storage.Index(i), &before.val.header)
			if was && in && from == to {
				continue
			}
			if was {
				s.index[i].remove(e, from)
			}
		}
		if in {
			s.index[i].set(e, to, struct{}{})
		}
	}
	if before != nil {
		s.count(e, &before.val.header, -1)
	}
	s.count(e, &r.header, +1)
	s.records, undo = s.records.push(&recordEntry{hash: h, commit: s.commit, key: k, val: r})
	return undo
}

func (s *state) saveCommand(r storage.CommandResult) (undo func()) {
	s.commands, undo = s.commands.push(&entry[storage.CommandID, storage.CommandResult]{
		hash: hashCommand(r.ID), commit: s.commit, key: r.ID, val: r,
	})
	return undo
}

func (s *state) count(e *edit, h *storage.Header, by int64) {
	k := countKey(h.Kind, h.District, h.Status)
	n, _ := s.counts.get(k)
	if n += by; n == 0 {
		s.counts.remove(e, k)
		return
	}
	s.counts.set(e, k, n)
}

// holderOfUnique returns the ID of the record that has a unique key.
func (s *state) holderOfUnique(k storage.Kind, u storage.Blind) (id string, ok bool) {
	at := spanOf(&storage.Query{Index: storage.ByUnique, Kind: k, Unique: u}, storage.Position{})
	s.index[storage.ByUnique].root.ascend(at.low, func(key string, _ struct{}) bool {
		if key < at.high {
			id, ok = key[at.id:], true
		}
		return false
	})
	return id, ok
}
