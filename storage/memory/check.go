package memory

import (
	"context"

	"github.com/juzhuzheng/residence/storage"
)

// Check compares every index, every counter and every history with the
// records. It returns an error that wraps ErrCorrupt at the first difference.
func (b *Backend) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return ended(err)
	}
	s := b.now()
	if s == nil {
		return storage.ErrClosed
	}
	var entries [indexCount]int
	counts := map[string]int64{}
	var fault error
	s.records.each(s.commit, func(v *recordEntry) bool {
		fault = s.checkRecord(v, &entries)
		h := &v.val.header
		counts[countKey(h.Kind, h.District, h.Status)]++
		return fault == nil
	})
	if fault != nil {
		return fault
	}
	for i := 1; i < indexCount; i++ {
		s.index[i].root.ascend("", func(string, struct{}) bool { entries[i]--; return true })
		if entries[i] != 0 {
			return &storage.CorruptError{What: "an index has an entry without a record"}
		}
	}
	s.counts.root.ascend("", func(k string, n int64) bool {
		if counts[k] != n {
			fault = &storage.CorruptError{What: "a counter is wrong"}
		}
		delete(counts, k)
		return fault == nil
	})
	if fault == nil && len(counts) > 0 {
		fault = &storage.CorruptError{What: "a counter is missing"}
	}
	return fault
}

func (s *state) checkRecord(v *recordEntry, entries *[indexCount]int) error {
	k := v.key
	if v.val.header.Key() != k {
		return &storage.CorruptError{Key: k, What: "is filed under another key"}
	}
	for i := 1; i < indexCount; i++ {
		key, in := keyOf(storage.Index(i), &v.val.header)
		if !in {
			continue
		}
		if _, ok := s.index[i].get(key); !ok {
			return &storage.CorruptError{Key: k, What: "is missing from an index"}
		}
		entries[i]++
	}
	want := v.val.header.Version
	for ; v != nil; v = v.prev {
		if v.val.header.Version != want {
			return &storage.CorruptError{Key: k, What: "has a gap in its versions"}
		}
		want--
	}
	if want != 0 {
		return &storage.CorruptError{Key: k, What: "has lost its first versions"}
	}
	return nil
}
