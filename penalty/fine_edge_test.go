package penalty

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fen is exact as long as the amount in fen fits an int64 and has no third
// decimal, and lies outside every range beyond: here are the amounts at the
// limits of each way in which it is computed.
func TestFenAtItsLimits(t *testing.T) {
	for text, want := range map[string]struct {
		fen   int64
		exact bool
	}{
		"9999999999999999.99":    {999999999999999999, true}, // eighteen digits
		"12345678901234567.89":   {math.MaxInt64, true},      // nineteen
		"-12345678901234567.89":  {math.MinInt64, true},
		"1234567890123456.789":   {123456789012345678, false}, // sixteen before the point
		"-1234567890123456.789":  {-123456789012345679, false},
		"12345678901234567.891":  {math.MaxInt64, false},
		"-12345678901234567.891": {math.MinInt64, false},
		"92233720368547758.0":    {9223372036854775800, true}, // the last that ten times fits
		"-92233720368547758.0":   {-9223372036854775800, true},
		"92233720368547758.1":    {math.MaxInt64, true},
		"-92233720368547758.1":   {math.MinInt64, true},
		"0.009999999999999999":   {0, false}, // eighteen decimals
		"-0.009999999999999999":  {-1, false},
		"0.0099999999999999999":  {0, false},
		"-0.0000000000000000001": {-1, false},
	} {
		n, exact := fineOfYuan(text).fen()
		assert.Equal(t, want.fen, n, text)
		assert.Equal(t, want.exact, exact, text)
	}
	n, exact := Yuan(decimal.New(1, 16)).fen()
	assert.Equal(t, int64(1_000_000_000_000_000_000), n)
	assert.True(t, exact)
	n, _ = Yuan(decimal.New(1, 17)).fen()
	assert.Equal(t, int64(math.MaxInt64), n)
}

// Nought is nought, in whatever form a computation left it.
func TestNoughtIsWritten(t *testing.T) {
	for _, e := range []int32{-24, -2, 0, 16, 24} {
		b, err := Yuan(decimal.New(0, e)).MarshalText()
		require.NoError(t, err, "exponent %d", e)
		f, err := ParseFine(string(b))
		require.NoError(t, err, "exponent %d", e)
		assert.True(t, f.Equal(fineOfYuan("0")), "exponent %d", e)
	}
}
