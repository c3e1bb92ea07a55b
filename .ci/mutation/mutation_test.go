package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Both ways in which the list and the run can disagree are seen, entry by entry.
func TestCompareSeesBothDirections(t *testing.T) {
	a := survivor{file: "permit/a.go", decl: "f", kind: "K", text: "x ⟦<⟧ y", why: "because"}
	b := survivor{file: "permit/a.go", decl: "f", kind: "K", text: "x ⟦>⟧ y", why: "because"}
	for _, c := range []struct {
		name                string
		survived, listed    []survivor
		unexplained, staled int
	}{
		{"the same", []survivor{a, b}, []survivor{b, a}, 0, 0},
		{"one not listed", []survivor{a, b}, []survivor{a}, 1, 0},
		{"one listed and dead", []survivor{a}, []survivor{a, b}, 0, 1},
		{"twice, listed once", []survivor{a, a}, []survivor{a}, 1, 0},
		{"listed twice, once alive", []survivor{a}, []survivor{a, a}, 0, 1},
	} {
		unexplained, stale := compare(c.survived, c.listed)
		if len(unexplained) != c.unexplained || len(stale) != c.staled {
			t.Errorf("%s: %d unexplained, %d stale", c.name, len(unexplained), len(stale))
		}
	}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestReadSurvivors(t *testing.T) {
	good := write(t, "list", "# for the reader\n\npermit/a.go T.f K\n\tx ⟦<⟧ y\n\tIt is never so.\n\tNever.\n\npermit/b.go g K\n\ta ⟦&&⟧ b\n\tBoth.")
	list, err := readSurvivors(good)
	if err != nil || len(list) != 2 || list[0].why != "It is never so.\n\tNever." || list[1].key() != "permit/b.go g K\n\ta ⟦&&⟧ b" {
		t.Fatalf("%+v, %v", list, err)
	}
	for name, bad := range map[string]string{
		"no reason":    "permit/a.go f K\n\tx ⟦<⟧ y\n",
		"a short head": "permit/a.go K\n\tx ⟦<⟧ y\n\tIt is never so.\n",
	} {
		if _, err := readSurvivors(write(t, "list", bad)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// A mutant is named by its declaration and its line, with the operator marked.
func TestLocate(t *testing.T) {
	const src = "package p\n\nvar (\n\tlow = 1\n\thigh = 2 << 3\n)\n\nfunc (t *T[X]) F(a int) bool {\n\treturn a <= 3 // even\n}\n"
	tree := filepath.Dir(write(t, "a.go", src))
	for _, c := range []struct {
		line, column int
		decl, text   string
	}{
		{5, 11, "high", "high = 2 ⟦<<⟧ 3"},
		{9, 11, "T.F", "return a ⟦<=⟧ 3 // even"},
	} {
		s, err := locate(tree, "a.go", c.line, c.column)
		if err != nil || s.decl != c.decl || s.text != c.text {
			t.Errorf("%+v, %v", s, err)
		}
	}
	if _, err := locate(tree, "a.go", 9, 9); err == nil {
		t.Error("no operator there")
	}
}

// The expressions behind case count as covered where their switch is.
func TestCoverCases(t *testing.T) {
	const src = "package p\n\nfunc f(a int) int {\n\tswitch {\n\tcase a > 1:\n\t\treturn 1\n\t}\n\treturn 0\n}\n\nfunc g(a int) int {\n\tswitch {\n\tcase a < 1:\n\t\treturn 1\n\t}\n\treturn 0\n}\n"
	dir := filepath.Dir(write(t, "a.go", src))
	profile := filepath.Join(dir, "profile")
	text := "mode: set\nm/p/a.go:3.19,4.9 1 1\nm/p/a.go:5.13,6.11 1 0\nm/p/a.go:11.19,12.9 1 0\n"
	if err := os.WriteFile(profile, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := coverCases(profile, dir); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(profile)
	if err != nil || string(got) != text+"m/p/a.go:5.7,5.12 1 1\n" {
		t.Errorf("%s, %v", got, err)
	}
}

// The floor is judged on covered mutants alone, and what did not compile is none.
func TestScore(t *testing.T) {
	r := result{killed: 19, notCovered: 50, notViable: 50, survivors: make([]survivor, 1)}
	if r.score() != 95 || (result{}).score() != 0 {
		t.Errorf("%v, %v", r.score(), result{}.score())
	}
}

func TestChoose(t *testing.T) {
	root, err := output("git", "rev-parse", "--show-toplevel")
	if err != nil {
		t.Skip("not in a git checkout: ", err)
	}
	spell := func(named ...string) string {
		targets, err := choose(root, named, "")
		if err != nil {
			return "error"
		}
		var all []string
		for _, t := range targets {
			all = append(all, t.String())
		}
		return strings.Join(all, ", ")
	}
	for named, want := range map[string]string{
		"":                                         strings.Join(packages, ", "),
		"penalty":                                  "penalty",
		"permit ./permit/rule/":                    "permit/rule, permit",
		"permit/append.go permit/act.go":           "permit (2 of its files)",
		"permit/append.go permit":                  "permit",
		"permit permit/append.go":                  "permit",
		"storage":                                  "error",
		"permit/no_such_file.go":                   "error",
		"permit/acts_model_test.go":                "error",
		"storage/backend.go":                       "error",
		"eligibility/refusal.go endorsement":       "endorsement, eligibility (1 of its files)",
		"permit/registry":                          "error",
		"permit/civil/date.go permit/civil/age.go": "permit/civil (2 of its files)",
	} {
		if got := spell(strings.Fields(named)...); got != want {
			t.Errorf("%q: %s, want %s", named, got, want)
		}
	}
	own := target{"permit", []string{"a.go"}}.own([]survivor{{file: "permit/a.go"}, {file: "permit/b.go"}, {file: "penalty/a.go"}})
	if len(own) != 1 || own[0].file != "permit/a.go" {
		t.Errorf("%+v", own)
	}
}

// The latest killer is tried first, a few of them are kept, and a test that is
// no test of the top level is none.
func TestNotes(t *testing.T) {
	notes := t.TempDir()
	if got := lastKillers(notes); got != "" {
		t.Errorf("%q", got)
	}
	for _, seen := range []string{
		"--- FAIL: TestA (0.00s)\n    --- FAIL: TestA/part (0.00s)\nFAIL\n", "ok\n--- FAIL: TestB (0.01s)\npanic: x\n", "--- FAIL: TestA (0.00s)\n", "panic: before any test\n",
	} {
		if err := noteKiller(notes, []byte(seen)); err != nil {
			t.Fatal(err)
		}
	}
	if got := lastKillers(notes); got != "^(TestA|TestB)$" {
		t.Errorf("%q", got)
	}
	for c := 'C'; c < 'C'+2*kept; c++ {
		if err := noteKiller(notes, []byte("--- FAIL: Test"+string(c)+" (0.00s)\n")); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Count(lastKillers(notes), "|") + 1; got != kept {
		t.Errorf("%d kept", got)
	}
	for want := range 3 {
		if got, err := timedOut(notes); got != want || err != nil {
			t.Errorf("%d, %v", got, err)
		}
		if err := noteTimeout(notes); err != nil {
			t.Fatal(err)
		}
	}
}
