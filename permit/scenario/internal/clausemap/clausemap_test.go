package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/scenario"
)

var inLaw = filepath.Join("..", "..", "..", "law")

func theLibrary(t *testing.T) *library {
	t.Helper()
	l, err := readLibrary(filepath.Join(inLaw, corpusFromLaw))
	require.NoError(t, err)
	return l
}

func (l *library) text() string {
	var b bytes.Buffer
	l.write(&b)
	return b.String()
}

func TestTheMapHasNoHole(t *testing.T) {
	l := theLibrary(t)
	require.Greater(t, len(l.codes), 150, "tables are missing")
	for _, h := range l.holes() {
		t.Error(h)
	}
	var b bytes.Buffer
	l.writeCount(&b)
	t.Logf("the map of the draft:\n%s", b.String())
}

func TestTheMapIsFresh(t *testing.T) {
	written, err := os.ReadFile(filepath.Join(inLaw, mapFromLaw))
	require.NoError(t, err)
	assert.True(t, theLibrary(t).text() == string(written), "COVERAGE.md is stale: run go generate ./permit/law")
}

// TestTheMapBreaks takes away one script, condition, act or excuse at a time.
func TestTheMapBreaks(t *testing.T) {
	l := theLibrary(t)
	whole := l.text()
	for i, c := range l.cases {
		less := *l
		less.cases = slices.Delete(slices.Clone(l.cases), i, i+1)
		assert.True(t, less.text() != whole, "the map is the same without %s", c.File)
	}
	// What only one script shows is a hole without it.
	for c := range law.Clauses() {
		for _, p := range polarities {
			if only := l.showing(c.Cite, p); len(only) == 1 {
				less := *l
				less.cases = slices.Clone(l.cases)
				less.cases = slices.DeleteFunc(less.cases, func(s scenario.Case) bool { return s.File == only[0] })
				assert.NotEmpty(t, less.holes(), "%v %s without %s", c.Cite, p, only[0])
			}
		}
	}
	for code, cites := range l.codes {
		delete(l.codes, code)
		assert.NotEmpty(t, l.treatmentHoles(), "without %s", code)
		l.codes[code] = cites
	}
	l.codes["NEW-CON-01"] = []law.Cite{law.MustCite("8.1")}
	assert.NotEmpty(t, l.treatmentHoles(), "a condition that no clause names")
	delete(l.codes, "NEW-CON-01")
	for i := range l.acts {
		less := *l
		less.acts = slices.Delete(slices.Clone(l.acts), i, i+1)
		assert.NotEmpty(t, less.treatmentHoles(), "without %s", l.acts[i])
	}
	for i, u := range l.unshown {
		less := *l
		less.unshown = slices.Delete(slices.Clone(l.unshown), i, i+1)
		assert.NotEmpty(t, less.holes(), "without the excuse for %s %s", u.of, u.answer)
	}
	more := *l
	more.unshown = append(slices.Clone(l.unshown), unshown{"8.1", "yes", law.Bilingual{}})
	assert.NotEmpty(t, more.holes(), "an excuse for what is shown")
}
