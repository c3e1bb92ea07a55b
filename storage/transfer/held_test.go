package transfer

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWhatWaitsIsBounded, in lines and in bytes; what has found its place counts no
// more.
func TestWhatWaitsIsBounded(t *testing.T) {
	at := func(shard uint16, size int) *line { return &line{Put: &entryLine{Shard: shard}, size: size} }
	for size, most := range map[int]int{1: maxHeld, MaxLine: maxHeldBytes / MaxLine} {
		var h held
		for range most {
			require.NoError(t, h.add(at(3, size)))
		}
		require.ErrorIs(t, h.add(at(4, size)), ErrChain)
		h.done(3)
		require.NoError(t, h.add(at(4, size)))
		assert.Equal(t, []uint16{3, 4}, h.shards())
		h.done(4)
		assert.Equal(t, []uint16{3}, h.shards())
		assert.Empty(t, h.first(4))
		assert.Len(t, h.first(3), 1)
		assert.Equal(t, most-1, h.n)
	}
}
