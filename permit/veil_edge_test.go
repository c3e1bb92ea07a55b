package permit

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// All texts of one block take the same room, so that a dump does not tell a
// short name from a longer one.
func TestVeilTellsNoLength(t *testing.T) {
	room := func(n int) int { return len(veil(strings.Repeat("a", n)).s) }
	for n := 1; n <= 32; n++ {
		assert.Equal(t, room(1), room(n), "%d bytes", n)
	}
	assert.Equal(t, room(33), room(64))
	assert.Equal(t, 32, room(33)-room(32))
	assert.Equal(t, 32, room(65)-room(64))
}
