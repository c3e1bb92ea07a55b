package law_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

func TestTheRegisterHasEightyEntriesInOrder(t *testing.T) {
	all := law.Readings()
	require.Len(t, all, 80)
	for i, r := range all {
		assert.Equal(t, fmt.Sprintf("A%02d", i+1), r.ID.String())
	}
}

// texts are all texts of an entry, by name.
func texts(r law.Reading) map[string]law.Bilingual {
	m := map[string]law.Bilingual{"title": r.Title, "question": r.Question, "why": r.Why}
	for _, a := range r.Answers {
		m["answer "+a.Key] = a.Text
	}
	return m
}

// quoted matches terms of the draft that the English text quotes.
var quoted = regexp.MustCompile(`“[^“”]*”`)

func TestEveryEntryIsCompleteInBothLanguages(t *testing.T) {
	titles := map[string]law.ReadingID{}
	for _, r := range law.Readings() {
		for what, b := range texts(r) {
			where := r.ID.String() + " " + what
			assert.True(t, hasHan(b.ZH), where)
			assert.NotEmpty(t, b.EN, where)
			assert.Regexp(t, `[a-z]{2}`, b.EN, where)
			assert.False(t, hasHan(quoted.ReplaceAllString(b.EN, "")), "%s: Chinese outside quotation marks: %s", where, b.EN)
			assert.Equal(t, strings.TrimSpace(b.ZH), b.ZH, where)
			assert.Equal(t, strings.TrimSpace(b.EN), b.EN, where)
			assert.Equal(t, strings.Count(b.ZH, "“"), strings.Count(b.ZH, "”"), where)
			if what == "title" {
				assert.NotContains(t, titles, b.ZH, where)
				titles[b.ZH] = r.ID
				continue
			}
			assert.Regexp(t, `[。？]$`, b.ZH, where)
			assert.Regexp(t, `[.?]”?$`, b.EN, where)
		}
		assert.True(t, strings.HasSuffix(r.Question.ZH, "？"), r.ID)
		assert.True(t, strings.HasSuffix(r.Question.EN, "?"), r.ID)
	}
}

func TestAnswersAreKeyedInOrderAndNamed(t *testing.T) {
	name := regexp.MustCompile(`^[A-Z][A-Za-z0-9]+$`)
	for _, r := range law.Readings() {
		require.GreaterOrEqual(t, len(r.Answers), 2, r.ID)
		seen := map[string]bool{}
		for i, a := range r.Answers {
			assert.Equal(t, string(rune('a'+i)), a.Key, r.ID)
			assert.Regexp(t, name, a.Name, r.ID)
			assert.False(t, seen[a.Name], "%s: %s twice", r.ID, a.Name)
			seen[a.Name] = true
		}
		_, ok := r.Answer(r.Default)
		assert.True(t, ok, "%s: the default is one of the answers", r.ID)
		assert.Equal(t, "a", r.Default, "%s: the register lists the default first", r.ID)
	}
}

func TestEveryEntryCitesClausesOfTheDraft(t *testing.T) {
	for _, r := range law.Readings() {
		require.NotEmpty(t, r.Clauses, r.ID)
		assert.True(t, slices.IsSortedFunc(r.Clauses, law.Cite.Compare), r.ID)
		assert.Len(t, slices.Compact(slices.Clone(r.Clauses)), len(r.Clauses), r.ID)
		for _, c := range r.Clauses {
			_, ok := law.Lookup(c)
			assert.True(t, ok, "%s cites %s", r.ID, c)
		}
	}
}

// The weights as the ledger of readings states them.
func TestWeights(t *testing.T) {
	high := "A01 A02 A03 A05 A07 A08 A09 A10 A11 A13 A14 A20 A21 A27 A29 A30 A32 A33 A35 A38 A39 A42 A48 A55 A56 A59 A61 A65 A66 A68 A69 A79"
	low := "A18 A19 A24 A37 A44 A45 A46 A53 A76 A78"
	for _, r := range law.Readings() {
		want := law.Medium
		switch {
		case slices.Contains(strings.Fields(high), r.ID.String()):
			want = law.High
		case slices.Contains(strings.Fields(low), r.ID.String()):
			want = law.Low
		}
		assert.Equal(t, want, r.Weight, r.ID)
	}
	assert.Equal(t, "H", law.High.String())
	assert.Equal(t, "Weight(9)", law.Weight(9).String())
}

// testdata/clause_readings.tsv lists, for each clause of the inventory, the
// readings the inventory marks it with.
func TestTheInventoryAndTheRegisterAgree(t *testing.T) {
	data, err := os.ReadFile("testdata/clause_readings.tsv")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	require.Equal(t, "clause\treadings", lines[0])
	require.Len(t, lines, 1+law.ClauseCount)
	i := 0
	for cl := range law.Clauses() {
		i++
		id, marks, ok := strings.Cut(lines[i], "\t")
		require.True(t, ok)
		require.Equal(t, cl.Cite.String(), id)
		of := law.ReadingsOf(cl.Cite)
		for mark := range strings.SplitSeq(marks, ",") {
			if mark == "" {
				continue
			}
			r, err := law.ParseReadingID(mark)
			require.NoError(t, err, id)
			assert.Contains(t, of, r, "clause %s is marked with %s", id, mark)
			entry, _ := law.LookupReading(r)
			assert.Contains(t, entry.Clauses, cl.Cite, "%s must cite %s", mark, id)
		}
	}
}

func TestReadingsOf(t *testing.T) {
	assert.Equal(t, []law.ReadingID{law.A25, law.A26, law.A79}, law.ReadingsOf(law.MustCite("11.1")))
	assert.Equal(t, law.ReadingsOf(law.MustCite("8.2.a")), law.ReadingsOf(law.MustCite("8.2.a#1")))
	whole := law.ReadingsOf(law.MustCite("8"))
	for _, part := range []string{"8.1", "8.2.a", "8.2.b", "8.2.c"} {
		assert.Subset(t, whole, law.ReadingsOf(law.MustCite(part)))
	}
	assert.Empty(t, law.ReadingsOf(law.MustCite("16.1")))
	assert.Empty(t, law.ReadingsOf(law.Cite{}))
}

func TestLookupReading(t *testing.T) {
	r, ok := law.LookupReading(law.A33)
	require.True(t, ok)
	assert.Equal(t, law.A33, r.ID)
	assert.True(t, r.ChangesOutcome)
	a, ok := r.Answer("b")
	require.True(t, ok)
	assert.Equal(t, "KeepPriorExcludeGap", a.Name)
	_, ok = r.Answer("z")
	assert.False(t, ok)
	assert.Contains(t, r.Why.In(language.English), "Provisional Regulations")
	for _, id := range []law.ReadingID{0, 81, 255} {
		_, ok := law.LookupReading(id)
		assert.False(t, ok)
	}
}

// Settled by outside law or by the text: nothing to choose, and the reason says so.
func TestSettledReadingsOfferNoChoice(t *testing.T) {
	for _, id := range []law.ReadingID{law.A06, law.A18, law.A28, law.A37, law.A39, law.A76, law.A79} {
		r, _ := law.LookupReading(id)
		assert.False(t, r.ChangesOutcome, id)
	}
	// The fifteen that matter most can all be chosen.
	for _, id := range []law.ReadingID{
		law.A01, law.A02, law.A03, law.A05, law.A10, law.A13, law.A14, law.A27, law.A29, law.A30,
		law.A33, law.A38, law.A48, law.A56, law.A59, law.A61, law.A65, law.A66, law.A69,
	} {
		r, _ := law.LookupReading(id)
		assert.True(t, r.ChangesOutcome, id)
	}
}

func TestTheCallerOwnsWhatItGets(t *testing.T) {
	r, _ := law.LookupReading(law.A01)
	r.Answers[0].Key, r.Clauses[0] = "z", law.Cite{}
	all := law.Readings()
	all[0].Answers[0].Key, all[1].Title = "z", law.Bilingual{}
	again, _ := law.LookupReading(law.A01)
	assert.Equal(t, "a", again.Answers[0].Key)
	assert.Equal(t, law.MustCite("8.1"), again.Clauses[0])
	assert.NotEmpty(t, law.Readings()[1].Title.ZH)
}
