package law_test

import (
	"regexp"
	"testing"

	"github.com/juzhuzheng/residence/permit/law"
)

// grammar is the grammar of the Cite comment, written a second time and in
// another way, as the oracle of the parser.
var grammar = regexp.MustCompile(`\A[1-9][0-9]?(\.[1-9][0-9]?(\.([a-z]|0(\.(i|ii|iii|iv|v))?))?(#(0|[1-9][0-9]?))?)?\z`)

func FuzzParseCite(f *testing.F) {
	for cl := range law.Clauses() {
		f.Add(cl.Cite.String())
		f.Add(cl.Cite.String() + "#1")
		f.Add(cl.Cite.Chinese())
		f.Add(cl.Cite.English() + " element 1")
	}
	for _, s := range []string{"", "8", "8.2", "8#1", "08.1", "8.2.a.i", "28.1.0.vi", "8.2.a#100", "８.1", "8.1\n", "8..1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := law.ParseCite(s)
		printed := err == nil && (c.Chinese() == s || c.English() == s)
		if want := grammar.MatchString(s) || printed; want != (err == nil) {
			t.Fatalf("%q: grammar says %v, parser says %v", s, want, err)
		}
		if err != nil {
			if !c.IsZero() {
				t.Fatalf("%q: a refused citation is not zero", s)
			}
			return
		}
		if !printed && c.String() != s {
			t.Fatalf("%q prints as %q", s, c)
		}
		var back law.Cite
		text, err := c.MarshalText()
		if err != nil || back.UnmarshalText(text) != nil || back != c {
			t.Fatalf("%q does not survive marshalling", s)
		}
		if !c.Covers(c) || !c.Clause().Covers(c) || c.Clause().Compare(c) > 0 {
			t.Fatalf("%q is not within its own clause", s)
		}
		if c.Chinese() == "" || c.English() == "" {
			t.Fatalf("%q has no printed form", s)
		}
	})
}
