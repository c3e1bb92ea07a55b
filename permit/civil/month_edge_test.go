package civil

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The first and the last month are reached and not passed.
func TestMonthsAtTheEndsOfTheCalendar(t *testing.T) {
	month := func(s string) Month {
		m, err := ParseMonth(s)
		require.NoError(t, err)
		return m
	}
	first, last := month("0001-01"), month("9999-12")
	assert.Equal(t, first, month("0001-02").Add(-1))
	assert.Equal(t, first, first.Add(0))
	assert.Equal(t, last, month("9999-11").Add(1))
	assert.Equal(t, last, first.Add(12*9999-1))
	assert.Equal(t, first, last.Add(1-12*9999))
	for _, none := range []Month{
		first.Add(-1), last.Add(1), first.Add(12 * 9999), last.Add(-12 * 9999),
		first.Add(math.MinInt), last.Add(math.MaxInt), first.Add(math.MaxInt), last.Add(math.MinInt),
	} {
		assert.True(t, none.IsZero(), none)
	}
}

// No month lies before or after no month.
func TestMonthsSinceNoMonth(t *testing.T) {
	m, err := NewMonth(2026, 7)
	require.NoError(t, err)
	assert.Zero(t, m.Sub(Month{}))
	assert.Zero(t, Month{}.Sub(m))
	assert.Zero(t, Month{}.Sub(Month{}))
	assert.Equal(t, 1, m.Add(1).Sub(m))
	assert.Equal(t, -1, m.Sub(m.Add(1)))
	assert.True(t, Month{}.Add(1).IsZero())
}
