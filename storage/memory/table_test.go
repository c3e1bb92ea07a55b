package memory

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTable pushes versions with few distinct hashes, so that keys collide, and
// rolls some transactions back. Every commit's view must stay as it was.
func TestTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	type view struct {
		table  *table[int, int]
		commit uint64
		want   map[int]int
	}
	now := view{table: newTable[int, int](2), want: map[int]int{}}
	views := []view{now}
	for commit := uint64(1); commit < 200; commit++ {
		next := view{now.table, commit, map[int]int{}}
		for k, v := range now.want {
			next.want[k] = v
		}
		var undo []func()
		for range 8 {
			k, v := rng.IntN(500), rng.Int()
			var u func()
			next.table, u = next.table.push(&entry[int, int]{hash: uint64(k % 7), commit: commit, key: k, val: v})
			undo = append(undo, u)
			next.want[k] = v
		}
		if rng.IntN(3) == 0 {
			for i := len(undo) - 1; i >= 0; i-- {
				undo[i]()
			}
			require.Equal(t, len(now.want), now.table.used)
			continue
		}
		now = next
		views = append(views, now)
	}
	for _, v := range views {
		for k := range 500 {
			e := v.table.get(v.commit, uint64(k%7), k)
			want, ok := v.want[k]
			require.Equal(t, ok, e != nil)
			if ok {
				require.Equal(t, want, e.val)
			}
		}
		n := 0
		v.table.each(v.commit, func(e *entry[int, int]) bool { n++; return true })
		require.Equal(t, len(v.want), n)
	}
	n := 0
	now.table.each(now.commit, func(*entry[int, int]) bool { n++; return n < 3 })
	require.Equal(t, 3, n)
}
