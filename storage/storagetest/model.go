package storagetest

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"github.com/juzhuzheng/residence/storage"
)

// A model is what a backend must hold, kept in the plainest way: maps that are
// copied as a whole for each transaction.
type model struct {
	versions map[storage.Key][]storage.Record // oldest first
	shards   map[uint16][]storage.LogEntry
	commands map[storage.CommandID]storage.CommandResult
}

func newModel() *model {
	return &model{map[storage.Key][]storage.Record{}, map[uint16][]storage.LogEntry{}, map[storage.CommandID]storage.CommandResult{}}
}

// clone copies what a transaction may change. The slices only grow, and are
// clipped so that none grows into another's.
func (m *model) clone() *model {
	out := &model{maps.Clone(m.versions), maps.Clone(m.shards), maps.Clone(m.commands)}
	for k, v := range out.versions {
		out.versions[k] = slices.Clip(v)
	}
	for k, v := range out.shards {
		out.shards[k] = slices.Clip(v)
	}
	return out
}

func (m *model) version(k storage.Key) storage.Version { return storage.Version(len(m.versions[k])) }

// current returns the current records.
func (m *model) current() []storage.Record {
	var out []storage.Record
	for _, v := range m.versions {
		out = append(out, v[len(v)-1])
	}
	return out
}

// put does what Put must, or returns the sentinel it must return.
func (m *model) put(r storage.Record, expect storage.Version) error {
	switch {
	case r.Version != expect+1:
		return storage.ErrInvalid
	case m.version(r.Key()) != expect:
		return storage.ErrConflict
	}
	if !r.Unique.IsZero() {
		for k, v := range m.versions {
			if now := v[len(v)-1]; k != r.Key() && k.Kind == r.Kind && now.Unique == r.Unique {
				return storage.ErrConflict
			}
		}
	}
	r.Body = bytes.Clone(r.Body)
	m.versions[r.Key()] = append(m.versions[r.Key()], r)
	return nil
}

func (m *model) append(shard uint16, expect uint64, e []storage.LogEntry) error {
	for i := range e {
		if e[i].Seq != expect+1+uint64(i) {
			return storage.ErrInvalid
		}
	}
	if uint64(len(m.shards[shard])) != expect {
		return storage.ErrConflict
	}
	m.shards[shard] = append(m.shards[shard], e...)
	return nil
}

func (m *model) save(c storage.CommandResult) error {
	if _, ok := m.commands[c.ID]; ok {
		return storage.ErrDuplicate
	}
	m.commands[c.ID] = c
	return nil
}

// asOf is GetAsOf.
func (m *model) asOf(k storage.Key, at storage.AsOf) (r storage.Record, ok bool) {
	for _, v := range slices.Backward(m.versions[k]) {
		if at.Version != 0 && v.Version == at.Version || at.Version == 0 && v.RecordedAt <= at.At {
			return v, true
		}
	}
	return r, false
}

// page is Scan.
func (m *model) page(q storage.Query, after storage.Position, limit int) (records []storage.Record, more bool) {
	for _, r := range expect(m.current(), q) {
		if after != (storage.Position{}) && !follows(q, q.PositionOf(&r.Header), after) {
			continue
		}
		if len(records) == limit {
			return records, true
		}
		records = append(records, r)
	}
	return records, false
}

// follows reports whether a position comes after another in the order of q.
func follows(q storage.Query, a, b storage.Position) bool {
	c := cmp.Compare(a.ID, b.ID)
	if q.Index.Ranged() {
		c = cmp.Or(cmp.Compare(a.DueOn.DayNumber(), b.DueOn.DayNumber()), c)
	}
	if q.Descending {
		c = -c
	}
	return c > 0
}

// counts is Counts.
func (m *model) counts(k storage.Kind) []storage.Count {
	tally := map[storage.Count]int64{}
	for _, r := range m.current() {
		if r.Kind == k {
			tally[storage.Count{District: r.District, Status: r.Status}]++
		}
	}
	var out []storage.Count
	for c, n := range tally {
		c.N = n
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b storage.Count) int {
		return cmp.Or(cmp.Compare(a.District, b.District), cmp.Compare(a.Status, b.Status))
	})
	return out
}
