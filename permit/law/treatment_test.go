package law_test

import (
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/law"
)

func hasHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

func TestNoClauseIsUntreated(t *testing.T) {
	counts := map[law.TreatmentKind]int{}
	for cl := range law.Clauses() {
		tr, ok := law.TreatmentOf(cl.Cite)
		require.True(t, ok, cl.Cite)
		assert.Equal(t, cl.Cite, tr.Cite)
		assert.Contains(t, []law.TreatmentKind{law.Decided, law.Recorded, law.Parameter, law.Declaratory}, tr.Kind, cl.Cite)
		assert.True(t, hasHan(tr.Why.ZH), cl.Cite)
		assert.NotEmpty(t, tr.Why.EN, cl.Cite)
		assert.False(t, hasHan(tr.Why.EN), cl.Cite)
		counts[tr.Kind]++
	}
	total := 0
	for _, n := range counts {
		total += n
	}
	assert.Equal(t, law.ClauseCount, total)
	assert.Len(t, counts, 4, "each kind occurs")
}

// What a program can decide must not be waved through as a declaration, and
// what has nothing to compute must not be claimed as decided.
func TestTreatmentAgreesWithDecidability(t *testing.T) {
	for cl := range law.Clauses() {
		tr, _ := law.TreatmentOf(cl.Cite)
		switch cl.Decidable {
		case law.NotDecidable:
			assert.NotEqual(t, law.Decided, tr.Kind, cl.Cite)
		default:
			assert.NotEqual(t, law.Declaratory, tr.Kind, cl.Cite)
		}
	}
}

func TestTreatmentOf(t *testing.T) {
	whole, ok := law.TreatmentOf(law.MustCite("8.2.a"))
	require.True(t, ok)
	assert.Equal(t, law.Decided, whole.Kind)
	atom, ok := law.TreatmentOf(law.MustCite("8.2.a#1"))
	require.True(t, ok)
	assert.Equal(t, whole, atom)
	for _, s := range []string{"8", "8.2", "32.1"} {
		_, ok := law.TreatmentOf(law.MustCite(s))
		assert.False(t, ok, s)
	}
	assert.Equal(t, "recorded", law.Recorded.String())
	assert.Equal(t, "TreatmentKind(77)", law.TreatmentKind(77).String())
}
