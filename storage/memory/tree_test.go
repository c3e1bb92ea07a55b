package memory

import (
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// model compares a tree with a sorted map: lookups, both directions, from keys
// that exist and keys that do not.
func model(t *testing.T, tr tree[int], want map[string]int) {
	t.Helper()
	keys := slices.Sorted(maps.Keys(want))
	var up, down []string
	tr.root.ascend("", func(k string, v int) bool {
		require.Equal(t, want[k], v)
		up = append(up, k)
		return true
	})
	require.Equal(t, keys, up)
	tr.root.descend("\xff\xff\xff", func(k string, _ int) bool { down = append(down, k); return true })
	slices.Reverse(down)
	require.Equal(t, keys, down)
	for range 5 {
		at := key(rand.IntN(1 << 12))
		i, found := slices.BinarySearch(keys, at)
		v, ok := tr.get(at)
		require.Equal(t, found, ok)
		require.Equal(t, want[at], v)
		first := ""
		tr.root.ascend(at, func(k string, _ int) bool { first = k; return false })
		if i < len(keys) {
			require.Equal(t, keys[i], first)
		} else {
			require.Empty(t, first)
		}
		last := ""
		tr.root.descend(at, func(k string, _ int) bool { last = k; return false })
		if i > 0 {
			require.Equal(t, keys[i-1], last)
		} else {
			require.Empty(t, last)
		}
	}
}

func key(n int) string { return string(binary.BigEndian.AppendUint16(nil, uint16(n))) }

// TestTree runs random transactions. Each one's tree must equal the model, and
// every older tree must stay what it was: that is the snapshot.
func TestTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	type snapshot struct {
		tr   tree[int]
		want map[string]int
	}
	var old []snapshot
	var now snapshot
	now.want = map[string]int{}
	for round := range 120 {
		e := new(edit)
		grow := round%60 < 35 // then shrink to nothing
		next := snapshot{now.tr, maps.Clone(now.want)}
		for range 150 {
			k := key(rng.IntN(1 << 12))
			if grow == (rng.IntN(10) < 9) {
				v := rng.Int()
				next.tr.set(e, k, v)
				next.want[k] = v
			} else {
				if have := slices.Sorted(maps.Keys(next.want)); len(have) > 0 && rng.IntN(5) > 0 {
					k = have[rng.IntN(len(have))]
				}
				next.tr.remove(e, k)
				delete(next.want, k)
			}
		}
		model(t, next.tr, next.want)
		if rng.IntN(4) == 0 { // a rollback: the next transaction starts from before
			next = now
		}
		old, now = append(old, next), next
	}
	for _, s := range old {
		model(t, s.tr, s.want)
	}
	e := new(edit)
	for k := range now.want {
		now.tr.remove(e, k)
	}
	require.Nil(t, now.tr.root)
	now.tr.remove(e, "none")
}

// TestTreeStaysShallow: after growing to many and shrinking to few the tree is
// as small as one that was never large.
func TestTreeStaysShallow(t *testing.T) {
	var tr tree[int]
	e := new(edit)
	for i := range 1 << 12 {
		tr.set(e, key(i), i)
	}
	for i := range 1 << 12 {
		if i%100 > 0 {
			tr.remove(e, key(i))
		}
	}
	nodes := 0
	var count func(n *treeNode[int])
	count = func(n *treeNode[int]) {
		nodes++
		for _, c := range n.children {
			count(c)
		}
	}
	count(tr.root)
	require.LessOrEqual(t, nodes, 12)
}
