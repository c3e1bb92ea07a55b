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
	// time passes. The same facts are approved on that day; it is the zero Date if
	// they are not, or if time alone does not bring it about.
	Earliest civil.Date
}

// maxWaits bounds the days that Earliest tries, so that a condition which always
// asks for a later day comes to an end. Each condition may change on a day of its
// own.
const maxWaits = maxWidth

// Earliest is the first day on which the same facts, under the same policy, are
// approved if nothing but time passes: each day on which some remedy would hold is
// judged in turn, and the remedies of that day are looked at where others have
// failed by then. It is the zero Date if time alone brings no approval, if the
// decision is one, or if it was made without facts, a day or a reading. A decision
// that is read back gives the day that was written.
func (d Decision) Earliest() civil.Date {
	if d.form != nil && d.form.recorded != nil {
		return d.form.recorded.earliest
	}
	days := d.waits()
	for range maxWaits {
		if len(days) == 0 {
			return civil.Date{}
		}
		day := slices.MinFunc(days, civil.Date.Compare)
		then := d.form.later(d.facts, d.policy, day)
		if then.Approved() {
			return day
		}
		// What is left to try lies after the day.
		days = append(slices.DeleteFunc(days, day.Equal), then.waits()...)
	}
	return civil.Date{}
}

// waits are the days on which the remedies of the decision would hold.
func (d Decision) waits() (days []civil.Date) {
	if d.form == nil || d.gap != noGap || d.Outcome() == Approved {
		return nil
	}
	for _, w := range d.ways() {
		if day := d.comes(w); !day.IsZero() && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return days
}

// Remedies are all the smallest ways to an approval, fewest needs first, then
// in table order. An approved decision needs none; a decision read back from
// its marshalled form, or made without a day or a reading, knows none.
func (d Decision) Remedies() []Remedy {
	if d.form == nil || d.form.recorded != nil || d.gap != noGap || d.Outcome() == Approved {
		return nil
	}
	var remedies []Remedy
	for _, w := range d.ways() {
		remedies = append(remedies, Remedy{d.results(w.change), d.earliest(w)})
	}
	return remedies
}

// ways are the smallest ways to an approval, fewest changes first.
func (d Decision) ways() []way {
	nodes := d.form.nodes
	found := ways(nodes, d.truths, contested(nodes), len(nodes)-1, Met)
	return smallest(found, func(w, v way) bool { return w.change&^v.change == 0 })
}

// earliest is the day when all that has to change has changed by waiting, if the
// facts are approved then. What holds now may hold no longer: a lease that ends
// before the half-year is full. So the day is judged.
func (d Decision) earliest(w way) civil.Date {
	day := d.comes(w)
	if day.IsZero() || !d.form.later(d.facts, d.policy, day).Approved() {
		return civil.Date{}
	}
	return day
}

// comes is the day when each thing that has to change has changed by waiting, as
// its condition tells; the zero Date if one never will.
func (d Decision) comes(w way) (day civil.Date) {
	if d.facts == nil {
		return civil.Date{}
	}
	for i := range d.form.lines {
		if w.change>>i&1 == 0 {
			continue
		}
		e := d.form.earliest(d.facts, d.policy, d.on, i)
		if !e.StrictlyAfter(d.on) {
			return civil.Date{}
		}
		if day.IsZero() || e.StrictlyAfter(day) {
			day = e
		}
	}
	return day
}

// A way is a set of conditions whose truth must change. It says how they must
// turn out; and of conditions that are contested, how they must stay.
type way struct{ change, met, unmet uint64 }

// contested are the conditions that the formula asks for both ways, to be met
// here and not to be met there: what helps one part may harm another.
func contested(nodes []node) uint64 {
	var plain, turned uint64
	var down func(i int, want Truth)
	down = func(i int, want Truth) {
		n := &nodes[i]
		if n.op == opNot {
			want = want.Not()
		}
		if want == Met {
			plain |= n.conds
		} else {
			turned |= n.conds
		}
		for _, k := range n.kids {
			if !k.leaf {
				down(k.i, want)
			}
		}
	}
	down(len(nodes)-1, Met)
	return plain & turned
}

// ways are the smallest ways for node i to become want, Met or Unmet.
func ways(nodes []node, c truths, contested uint64, i int, want Truth) []way {
	n := &nodes[i]
	if n.op == opNot {
		want = want.Not()
	}
	// To meet "all", or to fail "any", every part must comply; to meet "any",
	// or to fail "all", one part is enough.
	every := n.op == opNot || (n.op == opAll) == (want == Met)
	var sets []way
	if every {
		sets = []way{{}}
	}
	for _, k := range n.kids {
		var part []way
		if k.leaf {
			var w way
			bit := uint64(1) << k.i
			if c.at(k.i) != want {
				w.change = bit
			}
			if want == Met {
				w.met = bit & (w.change | contested)
			} else {
				w.unmet = bit & (w.change | contested)
			}
			part = []way{w}
		} else {
			part = ways(nodes, c, contested, k.i, want)
		}
		if !every {
			sets = append(sets, part...)
			continue
		}
		var both []way
		for _, s := range sets {
			for _, p := range part {
				w := way{s.change | p.change, s.met | p.met, s.unmet | p.unmet}
				if w.met&w.unmet == 0 {
					both = append(both, w)
				}
			}
		}
		sets = smallest(both, way.within)
	}
	return smallest(sets, way.within)
}

// within reports whether w asks for nothing that v does not. What it changes
// follows from that.
func (w way) within(v way) bool {
	return w.met&^v.met == 0 && w.unmet&^v.unmet == 0
}

// smallest keeps the ways that contain no other, fewest changes first, then by
// the earliest condition changed.
func smallest(sets []way, within func(w, v way) bool) []way {
	slices.SortStableFunc(sets, func(w, v way) int {
		a, b := w.change, v.change
		if n := bits.OnesCount64(a) - bits.OnesCount64(b); n != 0 {
			return n
		}
		return bits.TrailingZeros64(a&^b) - bits.TrailingZeros64(b&^a)
	})
	kept := sets[:0:0]
	for _, s := range sets {
		if !slices.ContainsFunc(kept, func(k way) bool { return within(k, s) }) {
			kept = append(kept, s)
		}
	}
	return kept
}
