// Command mutation asks of the rule packages' tests whether they would notice:
// gremlins changes one operator of a package at a time, the package's own tests
// run, and a change that no test fails on is a survivor.
//
//	go run ./.ci/mutation                    # all six packages
//	go run ./.ci/mutation penalty            # one
//	go run ./.ci/mutation permit/append.go   # one file of one
//	go run ./.ci/mutation -changed main      # those touched since main
//
// It prints a line for each package as it is done, and exits with 1 when, in any
// package, fewer than 95 of 100 covered mutants are killed, when a survivor is not
// listed in survivors.txt with the reason why it changes nothing, or when an entry
// listed there is no longer a survivor. It changes nothing in the checkout: it
// works on a copy.
//
// Which mutants: all kinds gremlins has, but one. INVERT_NEGATIVES makes of each
// minus a plus, which ARITHMETIC_BASE does too: the same mutants once more.
//
// Which tests: those of the package itself, with -short. The exhaustive checks are
// left out (see leftOut), so that what kills a mutant is a test that a person
// runs on each change.
package main

import (
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Gremlins is installed at this version through the Go module proxy.
const gremlins = "github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0"

// floor is the least share of covered mutants that the tests kill, in percent.
const floor = 95.0

// packages in the order of their size. All but one are built without optimisation:
// their tests are quick and the compiler is not.
var packages = []string{"permit/rule", "endorsement", "permit/civil", "penalty", "eligibility", "permit"}

const optimised = "permit/civil"

func main() {
	switch filepath.Base(os.Args[0]) {
	case "go":
		os.Exit(standIn(os.Args[1:]))
	case "compiler":
		os.Exit(tool(os.Args[1], os.Args[2:]))
	}
	workers := flag.Int("workers", runtime.NumCPU(), "mutants tried at a time")
	changed := flag.String("changed", "", "only packages with changes since this commit")
	verbose := flag.Bool("v", false, "show each mutant as it is tried")
	flag.Parse()
	good, err := run(flag.Args(), *changed, *workers, *verbose)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutation:", err)
	}
	if err != nil || !good {
		os.Exit(1)
	}
}

func run(chosen []string, changed string, workers int, verbose bool) (good bool, err error) {
	root, err := output("git", "rev-parse", "--show-toplevel")
	if err != nil {
		return false, err
	}
	targets, err := choose(root, chosen, changed)
	if err != nil {
		return false, err
	}
	listed, err := readSurvivors(filepath.Join(root, ".ci", "mutation", "survivors.txt"))
	if err != nil {
		return false, err
	}
	tmp, err := os.MkdirTemp("", "mutation-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(tmp)
	bench, err := prepare(root, tmp)
	if err != nil {
		return false, err
	}
	bench.workers, bench.verbose = workers, verbose

	if len(targets) == 0 {
		fmt.Println("no package with changes")
		return true, nil
	}
	good = true
	fmt.Printf("%-12s %8s %8s %10s %10s %12s %10s %8s %8s\n",
		"package", "covered", "killed", "by timeout", "survivors", "not covered", "not viable", "score %", "minutes")
	for _, t := range targets {
		begun := time.Now()
		result, err := bench.mutate(t)
		if err != nil {
			return false, fmt.Errorf("%s: %w", t, err)
		}
		unexplained, stale := compare(result.survivors, t.own(listed))
		score := result.score()
		fmt.Printf("%-12s %8d %8d %10d %10d %12d %10d %8.2f %8.1f\n", t, result.covered(), result.killed, result.timedOut,
			len(result.survivors), result.notCovered, result.notViable, score, time.Since(begun).Minutes())
		for _, s := range unexplained {
			fmt.Printf("\nsurvives and is not listed (line %d):\n%s\n", s.line, s)
		}
		for _, s := range stale {
			fmt.Printf("\nlisted but no longer a survivor:\n%s\n", s)
		}
		if score < floor {
			fmt.Printf("\n%s: %.2f %% of the covered mutants are killed, the floor is %.0f %%\n", t, score, floor)
		}
		good = good && score >= floor && len(unexplained)+len(stale) == 0
	}
	return good, nil
}

// target is what is mutated: a package, or some of its files.
type target struct {
	pkg   string
	files []string // their names; nil for all
}

func (t target) String() string {
	if t.files == nil {
		return t.pkg
	}
	return fmt.Sprintf("%s (%d of its files)", t.pkg, len(t.files))
}

// own are the survivors listed for a target.
func (t target) own(listed []survivor) (own []survivor) {
	for _, s := range listed {
		if path.Dir(s.file) == t.pkg && (t.files == nil || slices.Contains(t.files, path.Base(s.file))) {
			own = append(own, s)
		}
	}
	return own
}

// choose returns what to try, in the order of packages.
func choose(root string, named []string, since string) (targets []target, err error) {
	wanted := map[string]*target{}
	for _, n := range named {
		pkg, file := filepath.ToSlash(filepath.Clean(n)), ""
		if strings.HasSuffix(pkg, ".go") {
			if _, err := os.Stat(filepath.Join(root, pkg)); err != nil || strings.HasSuffix(pkg, "_test.go") {
				return nil, fmt.Errorf("%s is no file to mutate", n)
			}
			pkg, file = path.Dir(pkg), path.Base(pkg)
		}
		if !slices.Contains(packages, pkg) {
			return nil, fmt.Errorf("%s is not in one of %s", n, strings.Join(packages, ", "))
		}
		switch t := wanted[pkg]; {
		case t == nil && file == "":
			wanted[pkg] = &target{pkg: pkg}
		case t == nil:
			wanted[pkg] = &target{pkg, []string{file}}
		case file == "":
			t.files = nil
		case t.files != nil:
			t.files = append(t.files, file)
		}
	}
	for _, p := range packages {
		t := wanted[p]
		switch {
		case t == nil && len(named) > 0:
			continue
		case t == nil:
			t = &target{pkg: p}
		}
		if since != "" {
			touched, err := output("git", "-C", root, "diff", "--name-only", since, "--", ":(glob)"+p+"/*.go")
			if err != nil {
				return nil, err
			}
			if touched == "" {
				continue
			}
		}
		targets = append(targets, *t)
	}
	return targets, nil
}
