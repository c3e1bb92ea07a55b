package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// playExample plays the example and gives the entries of all visits, those of
// history included.
func playExample(t *testing.T) (*counter, *script, []*entry) {
	t.Helper()
	s := newScript()
	_, err := s.loadAll(options{}, nil)
	require.NoError(t, err)
	require.Empty(t, s.faults)
	fees, err := readFees("")
	require.NoError(t, err)
	c, err := newCounter(s.people, fees)
	require.NoError(t, err)
	return c, s, playEvery(c, s)
}

func playEvery(c *counter, s *script) []*entry {
	var all []*entry
	for i := range s.visits {
		all = append(all, c.play(context.Background(), &s.visits[i]))
	}
	return all
}

// TestExpectations: every visit of the day states what must come out, and comes
// out so. The expectations are written from the clauses, not from the program.
func TestExpectations(t *testing.T) {
	_, _, all := playExample(t)
	checked := 0
	for _, e := range all {
		if e.visit.expect == nil {
			assert.NotEqual(t, exampleDay, e.at.file, "%s has no expectation", e.at)
			assert.NotEqual(t, failed, e.outcome, "%s: %v", e.at, e.causes)
			continue
		}
		checked++
		for _, f := range e.visit.expect.differences(e) {
			t.Error(f.text(language.English))
		}
	}
	assert.GreaterOrEqual(t, checked, 25)
}

// TestExpectationsAreCompared: an expectation that differs in any one of its
// parts is reported.
func TestExpectationsAreCompared(t *testing.T) {
	_, _, all := playExample(t)
	for _, e := range all {
		if e.visit.expect == nil {
			continue
		}
		x := *e.visit.expect
		x.outcome = (x.outcome + 1) % outcome(len(outcomes))
		assert.Len(t, x.differences(e), 1, e.at)

		x = *e.visit.expect
		x.because = append([]law.Cite{clause("30.1")}, x.because...)
		assert.Len(t, x.differences(e), 1, e.at)

		for i := range e.visit.expect.shows {
			x = *e.visit.expect
			x.shows = append([]shown{}, x.shows...)
			x.shows[i].value += "."
			assert.Len(t, x.differences(e), 1, e.at)
		}
	}
}

var commentClause = regexp.MustCompile(`\b[0-9]{1,2}\.[0-9](\.[a-e0](\.ii?)?)?\b`)

// TestCommentsNameTheClause: above each visit of the day a comment says which
// clause it shows, and the log shows it too.
func TestCommentsNameTheClause(t *testing.T) {
	_, _, all := playExample(t)
	b, err := example.ReadFile(exampleDay)
	require.NoError(t, err)
	text := strings.Split(string(b), "\n")
	visits := 0
	for _, e := range all {
		if e.at.file != exampleDay {
			continue
		}
		visits++
		first := e.at.line - 2 // the line above, counted from 0
		for first > 0 && strings.HasPrefix(text[first-1], "#") {
			first--
		}
		comment := text[first]
		require.True(t, strings.HasPrefix(comment, "# "), "%s has no comment", e.at)
		head, _, found := strings.Cut(comment, ":")
		require.True(t, found, "%s: the comment begins with the clauses", e.at)
		named := commentClause.FindAllString(head, -1)
		require.NotEmpty(t, named, e.at)
		for _, c := range named {
			assert.Contains(t, fmt.Sprint(cites(e.clauses)), c, "%s: the log does not show the clause of the comment", e.at)
		}
	}
	assert.GreaterOrEqual(t, visits, 25)
}

// TestExampleShowsEverything: each act and each outcome occurs.
func TestExampleShowsEverything(t *testing.T) {
	_, _, all := playExample(t)
	did, came, keys := map[string]bool{}, map[outcome]bool{}, map[string]bool{}
	for _, e := range all {
		if e.at.file != exampleDay {
			continue
		}
		did[e.visit.act.name], came[e.outcome] = true, true
		for _, i := range e.items {
			keys[i.key] = true
		}
	}
	for _, a := range acts {
		assert.True(t, did[a.name], "no visit for %s", a.name)
	}
	assert.Len(t, came, len(outcomes))
	for _, k := range itemKeys {
		switch k {
		case "repeated", "venue": // see TestRepeating and testdata/script/unknown.txtar
		default:
			assert.True(t, keys[k], "nothing shows %s", k)
		}
	}
}

// TestRepeating: playing the same lines once more records nothing twice and
// gives the same answers, numbers included.
func TestRepeating(t *testing.T) {
	c, s, first := playExample(t)
	c.files = map[label]*folder{} // whoever runs the file again starts anew
	second := playEvery(c, s)
	repeated := 0
	for i := range first {
		was, is := first[i], second[i]
		assert.Equal(t, was.outcome, is.outcome, was.at)
		assert.Equal(t, was.blamed(), is.blamed(), was.at)
		for _, key := range []string{"registration", "application", "permit", "card", "validUntil", "sanction", "fee"} {
			assert.Equal(t, was.value(key), is.value(key), "%s %s", was.at, key)
		}
		if is.value("repeated").code() == "true" {
			repeated++
		}
	}
	assert.Greater(t, repeated, 20)
}
