package law_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/juzhuzheng/residence/permit/law"
)

// Reading A79 names the conflicts known so far.
func TestConflictsAreThoseOfA79(t *testing.T) {
	want := map[string]law.ReadingID{
		"8.2.a":     law.A10,
		"11.1":      law.A25,
		"14.2.a":    law.A27,
		"14.3.c":    law.A33,
		"23.1.b":    law.A48,
		"24.2":      law.A52,
		"26.1.0":    law.A73,
		"28.1.0.i":  law.A65,
		"28.1.0.ii": law.A65,
		"28.1.a":    law.A61,
		"28.1.b":    law.A79,
	}
	got := map[string]law.ReadingID{}
	a79, _ := law.LookupReading(law.A79)
	for _, c := range law.Conflicts() {
		got[c.Clause.String()] = c.Reading
		for _, b := range []law.Bilingual{c.Superior, c.Note} {
			assert.True(t, hasHan(b.ZH), c.Clause)
			assert.NotEmpty(t, b.EN, c.Clause)
			assert.False(t, hasHan(b.EN), c.Clause)
		}
		assert.Contains(t, law.ReadingsOf(c.Clause), c.Reading, c.Clause)
		assert.Contains(t, a79.Clauses, c.Clause)
	}
	assert.Equal(t, want, got)
	assert.True(t, slices.IsSortedFunc(law.Conflicts(), func(a, b law.Conflict) int { return a.Clause.Compare(b.Clause) }))
}

func TestDifferences(t *testing.T) {
	all := law.Differences()
	assert.Len(t, all, 14)
	for _, d := range all {
		_, ok := law.Lookup(d.Clause)
		assert.True(t, ok, d.Clause)
		for _, b := range []law.Bilingual{d.Point, d.Draft, d.Decree663, d.Decree270} {
			assert.True(t, hasHan(b.ZH), d.Clause)
			assert.NotEmpty(t, b.EN, d.Clause)
			assert.False(t, hasHan(b.EN), d.Clause)
		}
	}
	assert.True(t, slices.IsSortedFunc(all, func(a, b law.Difference) int { return a.Clause.Compare(b.Clause) }))
}
