package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"
)

// examplesOf runs every example of a guide and gives the reports.
func examplesOf(t *testing.T, guide string) []Report {
	t.Helper()
	text, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```txtar\n(.*?)```").FindAllSubmatch(text, -1)
	if len(blocks) < 10 {
		t.Fatalf("%s has %d examples only", guide, len(blocks))
	}
	var reports []Report
	for i, b := range blocks {
		file := filepath.Join(t.TempDir(), fmt.Sprintf("%s-%d.txtar", guide, i+1))
		if err := os.WriteFile(file, b[1], 0o644); err != nil {
			t.Fatal(err)
		}
		r := RunFile(file, nil)
		if r.Err != nil {
			t.Errorf("example %d: %v", i+1, r.Err)
		}
		reports = append(reports, r)
	}
	return reports
}

// TestGuides runs every example of both guides. The two must say the same: they
// are about the same, and come to the same step by step.
func TestGuides(t *testing.T) {
	english, chinese := examplesOf(t, "README.md"), examplesOf(t, "README.zh-CN.md")
	if len(english) != len(chinese) {
		t.Fatalf("the English guide has %d examples, the Chinese one %d", len(english), len(chinese))
	}
	for i := range english {
		e, c := &english[i], &chinese[i]
		if !slices.Equal(e.About, c.About) || !slices.Equal(e.Crosses, c.Crosses) || !slices.Equal(e.Readings, c.Readings) || len(e.Steps) != len(c.Steps) {
			t.Errorf("example %d: the headers differ, or the number of steps", i+1)
			continue
		}
		for n := range e.Steps {
			a, b := e.Steps[n], c.Steps[n]
			a.Step, b.Step = "", ""
			if !slices.Equal(a.answers(), b.answers()) {
				t.Errorf("example %d, step %d: the guides differ:\n%s\n%s", i+1, n+1, a.answers(), b.answers())
			}
		}
		if !reflect.DeepEqual(expectationsOf(t, e), expectationsOf(t, c)) {
			t.Errorf("example %d: the guides expect different things", i+1)
		}
	}
}

// expectationsOf are the expectations of a script, in the words of the engine.
func expectationsOf(t *testing.T, r *Report) (list []expectation) {
	t.Helper()
	for _, l := range r.lines {
		if l.word == "expect" {
			x, err := parseExpectation(l.args)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, x)
		}
	}
	return list
}
