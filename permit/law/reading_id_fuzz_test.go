package law_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit/law"
)

// There are eighty texts that are an id, and no others.
func FuzzParseReadingID(f *testing.F) {
	ids := map[string]law.ReadingID{}
	for n := 1; n <= law.ReadingCount; n++ {
		s := fmt.Sprintf("A%02d", n)
		ids[s] = law.ReadingID(n)
		f.Add(s)
	}
	f.Add("a01")
	f.Add("A1")
	f.Add("A081")
	f.Fuzz(func(t *testing.T, s string) {
		id, err := law.ParseReadingID(s)
		want, ok := ids[s]
		assert.Equal(t, ok, err == nil, "%q", s)
		assert.Equal(t, want, id)
	})
}
