package ruletest

import (
	"iter"
	"math/bits"
	"slices"

	"github.com/juzhuzheng/residence/permit/rule"
)

// A Set is some of the conditions of a table: bit i stands for the i-th line.
// A table has at most 64.
type Set uint64

// Subsets yields every subset of a set once, smaller numbers first: the empty
// one comes first, the set itself last.
func (s Set) Subsets() iter.Seq[Set] {
	return func(yield func(Set) bool) {
		for sub := Set(0); yield(sub) && sub != s; {
			sub = (sub - s) & s
		}
	}
}

// members yields the places of the conditions in a set, in order.
func (s Set) members() iter.Seq[int] {
	return func(yield func(int) bool) {
		for ; s != 0 && yield(bits.TrailingZeros64(uint64(s))); s &= s - 1 {
		}
	}
}

func (s Set) has(i int) bool { return s>>i&1 == 1 }

// minimal is the sets of a list that contain no other, in order of number.
func minimal(sets []Set) (least []Set) {
	for _, s := range sets {
		if !slices.ContainsFunc(sets, func(o Set) bool { return o != s && o&^s == 0 }) {
			least = append(least, s)
		}
	}
	slices.Sort(least)
	return slices.Compact(least)
}

// Change is a copy of an assignment in which each condition of a set has the
// truth that the function gives for its place. The set must lie within it.
func Change(x []rule.Truth, set Set, to func(i int) rule.Truth) []rule.Truth {
	y := slices.Clone(x)
	for i := range set.members() {
		y[i] = to(i)
	}
	return y
}

// unknown is for Change.
func unknown(int) rule.Truth { return rule.Unknown }
