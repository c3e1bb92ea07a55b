package civil_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
)

// A month is a month exactly if its first day is a date: the parser of dates is
// the oracle. What is refused is refused with one of two sentences, so no input
// can be in it.
func FuzzParseMonth(f *testing.F) {
	for _, s := range []string{"2026-01", "0001-01", "9999-12", "2026-13", "2026-00", "2026-1", "２０２６-01", "2026-01-01", ""} {
		f.Add(s)
	}
	sentences := []string{
		"civil: invalid month: want exactly YYYY-MM in ASCII digits",
		"civil: invalid month: there is no such month in the years 1 to 9999",
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := civil.ParseMonth(s)
		day, dayErr := civil.Parse(s + "-01")
		require.Equal(t, dayErr == nil, err == nil, "%q", s)
		if err != nil {
			assert.Contains(t, sentences, err.Error())
			return
		}
		assert.Equal(t, s, m.String())
		assert.Equal(t, day, m.FirstDay())
	})
}
