package scenario

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// TestEveryReadingCanBeChosen: a script reaches every answer of every reading
// that changes an outcome, by its letter and by its name, in every package that
// asks for it.
func TestEveryReadingCanBeChosen(t *testing.T) {
	answers := map[law.ReadingID]map[string]bool{}
	note := func(id law.ReadingID, keys []string) {
		if answers[id] == nil {
			answers[id] = map[string]bool{}
		}
		for _, k := range keys {
			answers[id][k] = true
		}
	}
	for _, s := range eligibility.Switches() {
		note(s.ID, s.Answers)
	}
	for _, s := range permit.Switches() {
		note(s.ID, s.Answers)
	}
	for _, s := range penalty.Switches() {
		note(s.ID, s.Answers)
	}
	for _, id := range switched() {
		r, _ := law.LookupReading(id)
		if len(answers[id]) < 2 {
			t.Errorf("%v changes an outcome and cannot be chosen", id)
		}
		for _, a := range r.Answers {
			if !answers[id][a.Key] {
				continue
			}
			for _, word := range []string{a.Key, a.Name} {
				w := newWorld(Options{})
				args := []string{id.String(), word}
				if id == law.A11 && a.Key == "c" {
					args = append(args, "2")
				}
				if id == law.A35 && a.Key == "c" {
					args = append(args, "P6M")
				}
				if err := givenReading(w, args, nil); err != nil {
					t.Errorf("%v %s: %v", id, word, err)
					continue
				}
				chosen(t, id, a.Key, eligibility.Switches(), &w.policy.Eligibility)
				chosen(t, id, a.Key, permit.Switches(), &w.policy.Permit)
				chosen(t, id, a.Key, endorsement.Switches(), &w.policy.Permit.Endorsement)
				chosen(t, id, a.Key, penalty.Switches(), &w.policy.Penalty)
				if err := w.policy.Eligibility.Validate(); err != nil {
					t.Errorf("%v %s: %v", id, word, err)
				}
			}
		}
	}
}

// chosen checks one package: a field of the reading has the answer. A02 (c) is
// (b) where there is no (c); A11 has a field for each of its answers.
func chosen[P any](t *testing.T, id law.ReadingID, key string, switches []rule.Switch[P], p *P) {
	t.Helper()
	var got []string
	for _, s := range switches {
		if s.ID == id {
			got = append(got, s.Answer(p))
		}
	}
	if id == law.A02 && key == "c" && slices.Contains(got, "b") {
		return
	}
	if len(got) > 0 && !slices.Contains(got, key) {
		t.Errorf("%v %s: a field has %v", id, key, got)
	}
}

// TestImports: what other projects' tests link besides their own is the standard
// library and go-internal.
func TestImports(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			first, _, _ := strings.Cut(path, "/")
			own := strings.HasPrefix(path, "github.com/juzhuzheng/residence/") || strings.HasPrefix(path, "github.com/rogpeppe/go-internal/")
			if strings.Contains(first, ".") && !own {
				t.Errorf("%s imports %s", file, path)
			}
		}
	}
}
