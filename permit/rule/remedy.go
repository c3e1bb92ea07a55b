package rule

import (
	"math/bits"
	"slices"

	"github.com/juzhuzheng/residence/permit/civil"
)

// A Remedy is one smallest set of results that would have to turn out
// otherwise for the decision to become an approval: take any one away and the
// rest is not enough.
type Remedy struct {
	// Needs are the results to change, in table order.
	Needs []Result
	// Earliest is the first day on which all of them will hold if nothing but
	// time passes; the zero Date if time alone does not bring it about.
	Earliest civil.Date
}

// Remedies are all the smallest ways to an approval, fewest needs first, then
// in table order. An approved decision needs none; a decision read back from
// its marshalled form knows none.
func (d Decision) Remedies() []Remedy {
	if d.form == nil || d.form.recorded != nil || d.Outcome() == Approved {
		return nil
	}
	nodes := d.form.nodes
	var remedies []Remedy
	for _, set := range ways(nodes, d.truths, len(nodes)-1, Met) {
		remedies = append(remedies, Remedy{d.results(set), d.earliest(set)})
	}
	return remedies
}

// earliest is the day when all conditions of the set hold by waiting.
func (d Decision) earliest(set uint64) (day civil.Date) {
	if d.facts == nil {
		return civil.Date{}
	}
	for i := range d.form.lines {
		if set>>i&1 == 0 {
			continue
		}
		e := d.form.earliest(d.facts, d.policy, d.on, i)
		if e.IsZero() {
			return civil.Date{}
		}
		if day.IsZero() || e.StrictlyAfter(day) {
			day = e
		}
	}
	return day
}

// ways are the smallest sets of conditions whose truth must change for node i
// to become want, Met or Unmet.
func ways(nodes []node, c truths, i int, want Truth) []uint64 {
	n := &nodes[i]
	if n.op == opNot {
		want = want.Not()
	}
	// To meet "all", or to fail "any", every part must comply; to meet "any",
	// or to fail "all", one part is enough.
	every := n.op == opNot || (n.op == opAll) == (want == Met)
	var sets []uint64
	if every {
		sets = []uint64{0}
	}
	for _, k := range n.kids {
		var part []uint64
		switch {
		case !k.leaf:
			part = ways(nodes, c, k.i, want)
		case c.at(k.i) == want:
			part = []uint64{0}
		default:
			part = []uint64{1 << k.i}
		}
		if !every {
			sets = append(sets, part...)
			continue
		}
		var both []uint64
		for _, s := range sets {
			for _, p := range part {
				both = append(both, s|p)
			}
		}
		sets = smallest(both)
	}
	return smallest(sets)
}

// smallest keeps the sets that contain no other, fewest members first, then by
// their earliest member.
func smallest(sets []uint64) []uint64 {
	slices.SortFunc(sets, func(a, b uint64) int {
		if n := bits.OnesCount64(a) - bits.OnesCount64(b); n != 0 {
			return n
		}
		return bits.TrailingZeros64(a&^b) - bits.TrailingZeros64(b&^a)
	})
	kept := sets[:0:0]
	for _, s := range sets {
		if !slices.ContainsFunc(kept, func(k uint64) bool { return k&^s == 0 }) {
			kept = append(kept, s)
		}
	}
	return kept
}
