package transfer

import (
	"fmt"
	"slices"
)

// What waits for an earlier line is bounded: only clocks that disagree make any wait.
const (
	maxHeld      = 10_000
	maxHeldBytes = 64 << 20
)

// held is the entries that wait, by shard, in order.
type held struct {
	of       map[uint16][]line
	n, bytes int
}

func (h *held) add(l *line) error {
	if h.n >= maxHeld || h.bytes+l.size > maxHeldBytes {
		return fmt.Errorf("%w: more than %d entries or %d bytes wait for an earlier entry", ErrChain, maxHeld, maxHeldBytes)
	}
	if h.of == nil {
		h.of = map[uint16][]line{}
	}
	h.of[l.shard()] = append(h.of[l.shard()], *l)
	h.n++
	h.bytes += l.size
	return nil
}

// first is the first entry of a shard that waits, alone, or nothing.
func (h *held) first(shard uint16) []line { return h.of[shard][:min(1, len(h.of[shard]))] }

// done takes it away.
func (h *held) done(shard uint16) {
	h.n--
	h.bytes -= h.of[shard][0].size
	if h.of[shard] = h.of[shard][1:]; len(h.of[shard]) == 0 {
		delete(h.of, shard)
	}
}

// shards are those in which something waits.
func (h *held) shards() []uint16 {
	shards := make([]uint16, 0, len(h.of))
	for shard := range h.of {
		shards = append(shards, shard)
	}
	slices.Sort(shards)
	return shards
}

// noneHeld is an error if something still waits.
func (m *importer) noneHeld() error {
	if m.held.n == 0 {
		return nil
	}
	return fmt.Errorf("%w: %d entries wait for a version that never came", ErrChain, m.held.n)
}
