package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// patience is the time after which a mutant that never ends is killed: by its own
// clock, or, where it is caught in a loop that lets no clock run, from outside.
const (
	patience = 40 * time.Second
	grace    = 10 * time.Second
)

// standIn is the go command that gremlins calls. Gremlins takes exit code 1 of
// go test as a failed test, but the go command returns it for a mutant that does
// not compile too, and for one that go vet objects to; either would count as
// killed although no test ran. So the stand-in builds first, without vet, and
// says 2 (not viable) where that fails. It also asks for short tests, and
// measures coverage of the package alone instead of the tree below it, with the
// expressions of cases (see coverCases).
func standIn(args []string) int {
	realGo := os.Getenv("MUTATION_GO")
	if len(args) < 2 || args[0] != "test" {
		return call(realGo, args...)
	}
	pkg := args[len(args)-1]
	if !slices.Contains(args, "-failfast") {
		args[len(args)-1] = strings.TrimSuffix(pkg, "/...")
		if code := call(realGo, append([]string{"test", "-count=1", "-short"}, args[1:]...)...); code != 0 {
			return code
		}
		if i := slices.Index(args, "-coverprofile"); i >= 0 {
			if err := coverCases(args[i+1], args[len(args)-1]); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 3
			}
		}
		return 0
	}

	dir, err := os.MkdirTemp("", "mutant-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	defer os.RemoveAll(dir)
	tests := filepath.Join(dir, "tests")
	if call(realGo, "test", "-c", "-vet=off", "-toolexec="+os.Getenv("MUTATION_COMPILER"), "-ldflags=-s -w",
		"-gcflags="+os.Getenv("MUTATION_GCFLAGS"), "-o", tests, pkg) != 0 {
		return 2
	}
	limitMemory()
	// A mutant often dies by the test that killed one before it; all tests run
	// only where those few pass.
	notes := os.Getenv("MUTATION_NOTES")
	runs := [][]string{nil}
	if first := lastKillers(notes); first != "" {
		runs = [][]string{{"-test.run", first}, nil}
	}
	for _, chosen := range runs {
		// Gremlins calls from the package's folder, where the tests have to run.
		ctx, done := context.WithTimeout(context.Background(), patience+grace)
		cmd := exec.CommandContext(ctx, tests, append([]string{"-test.short", "-test.failfast", "-test.timeout=" + patience.String()}, chosen...)...)
		begun := time.Now()
		seen, err := cmd.CombinedOutput()
		done()
		if err == nil {
			continue
		}
		if time.Since(begun) >= patience {
			err = noteTimeout(notes)
		} else {
			err = noteKiller(notes, seen)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 3
		}
		return 1
	}
	return 0
}

func call(name string, args ...string) int {
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return max(exit.ExitCode(), 1)
	}
	fmt.Fprintln(os.Stderr, err)
	return 3
}
