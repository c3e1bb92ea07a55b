package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// bench is a copy of the module to be mutated, with the tools laid out.
type bench struct {
	tree     string // the copy
	tools    string // gremlins
	path     string // a folder with a go, and a compiler, that stand in for the real ones
	objects  string // what the compiler has made of tests
	realGo   string
	workers  int
	verbose  bool
	settings string // gremlins' settings
}

// leftOut says which files the copy goes without: the workspace, since gremlins
// knows one module only, and the tests that count out a whole space.
func leftOut(file string) bool {
	name := path.Base(file)
	return strings.HasPrefix(file, "go.work") ||
		strings.HasPrefix(name, "exhaustive_") || name == "minimal_test.go"
}

func prepare(root, tmp string) (b bench, err error) {
	b = bench{
		tree: filepath.Join(tmp, "tree"), tools: filepath.Join(tmp, "tools"), path: filepath.Join(tmp, "path"),
		objects:  filepath.Join(tmp, "objects"),
		settings: filepath.Join(root, ".ci", "gremlins.yaml"),
	}
	if b.realGo, err = exec.LookPath("go"); err != nil {
		return b, err
	}
	files, err := output("git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard", "--",
		"go.mod", "go.sum", "permit", "endorsement", "eligibility", "penalty")
	if err != nil {
		return b, err
	}
	for _, f := range strings.Split(files, "\n") {
		text, err := os.ReadFile(filepath.Join(root, f))
		if os.IsNotExist(err) || leftOut(f) {
			continue // deleted, but git still lists it
		}
		if err != nil {
			return b, err
		}
		to := filepath.Join(b.tree, f)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return b, err
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			return b, err
		}
	}
	self, err := os.Executable()
	if err != nil {
		return b, err
	}
	for _, dir := range []string{b.path, b.objects} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return b, err
		}
	}
	for _, name := range []string{"go", "compiler"} {
		if err := os.Symlink(self, filepath.Join(b.path, name)); err != nil {
			return b, err
		}
	}
	install := exec.Command(b.realGo, "install", gremlins)
	install.Env = append(os.Environ(), "GOBIN="+b.tools, "GOWORK=off")
	if out, err := install.CombinedOutput(); err != nil {
		return b, fmt.Errorf("install gremlins: %w\n%s", err, out)
	}
	return b, nil
}

// result is what became of a package's mutants. The timed out are among the
// killed.
type result struct {
	killed, timedOut, notCovered, notViable int
	survivors                               []survivor
}

func (r result) covered() int { return r.killed + len(r.survivors) }

func (r result) score() float64 {
	if r.covered() == 0 {
		return 0
	}
	return 100 * float64(r.killed) / float64(r.covered())
}

// report is the part of gremlins' report that is read.
type report struct {
	Files []struct {
		Name      string `json:"file_name"`
		Mutations []struct {
			Type   string `json:"type"`
			Status string `json:"status"`
			Line   int    `json:"line"`
			Column int    `json:"column"`
		} `json:"mutations"`
	} `json:"files"`
}

// excluded are the files gremlins leaves alone: those of subpackages, which have
// their own turn, and of the package all that are not asked for.
func (b bench) excluded(t target) (patterns []string, err error) {
	patterns = []string{"/"}
	if t.files == nil {
		return patterns, nil
	}
	all, err := filepath.Glob(filepath.Join(b.tree, t.pkg, "*.go"))
	for _, f := range all {
		if name := filepath.Base(f); !slices.Contains(t.files, name) {
			patterns = append(patterns, "^"+regexp.QuoteMeta(name)+"$")
		}
	}
	return patterns, err
}

// mutate lets gremlins loose on a package, or on some of its files.
func (b bench) mutate(t target) (r result, err error) {
	pkg, compiler := t.pkg, "-dwarf=false"
	if pkg != optimised {
		compiler += " -N -l"
	}
	notes, err := os.MkdirTemp(b.tools, "notes-")
	if err != nil {
		return r, err
	}
	env := append(os.Environ(), "GOWORK=off", "MUTATION_GO="+b.realGo, "MUTATION_GCFLAGS="+compiler, "MUTATION_NOTES="+notes,
		"MUTATION_COMPILER="+filepath.Join(b.path, "compiler"), "MUTATION_OBJECTS="+b.objects,
		"PATH="+b.path+string(os.PathListSeparator)+os.Getenv("PATH"))

	// What is not mutated must pass under the same conditions, or every mutant dies.
	plain := exec.Command(filepath.Join(b.path, "go"), "test", "-failfast", ".")
	plain.Dir, plain.Env = filepath.Join(b.tree, pkg), env
	if out, err := plain.CombinedOutput(); err != nil {
		return r, fmt.Errorf("the tests fail without any mutant: %w\n%s", err, out)
	}

	excluded, err := b.excluded(t)
	if err != nil {
		return r, err
	}
	to := filepath.Join(b.tree, "report.json")
	// The time limit of a mutant is the stand-in's.
	args := []string{"unleash", "--config", b.settings, "--output", to, "--workers", fmt.Sprint(b.workers), "--timeout-coefficient", "1000"}
	for _, e := range excluded {
		args = append(args, "--exclude-files", e)
	}
	cmd := exec.Command(filepath.Join(b.tools, "gremlins"), append(args, "./"+pkg)...)
	cmd.Dir, cmd.Env = b.tree, env
	if b.verbose {
		cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	}
	if err := cmd.Run(); err != nil {
		return r, fmt.Errorf("gremlins: %w", err)
	}
	text, err := os.ReadFile(to)
	if err != nil {
		return r, err
	}
	var rep report
	if err := json.Unmarshal(text, &rep); err != nil {
		return r, err
	}
	for _, f := range rep.Files {
		for _, m := range f.Mutations {
			switch m.Status {
			case "KILLED":
				r.killed++
			case "NOT COVERED":
				r.notCovered++
			case "NOT VIABLE":
				r.notViable++
			case "LIVED":
				s, err := locate(b.tree, path.Join(pkg, f.Name), m.Line, m.Column)
				if err != nil {
					return r, err
				}
				s.kind = m.Type
				r.survivors = append(r.survivors, s)
			default:
				return r, fmt.Errorf("a mutant of %s:%d is %s", f.Name, m.Line, m.Status)
			}
		}
	}
	slices.SortFunc(r.survivors, before)
	r.timedOut, err = timedOut(notes)
	return r, err
}

func output(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
