package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// The stand-in keeps notes in a folder of the target, one file for each kind.
// Where two workers write at once a note may be lost, which costs time only.

// noteTimeout adds a byte to the file: gremlins cannot tell a test that fails
// from one that does not end, and on a slow machine the second may be an error.
func noteTimeout(notes string) error {
	f, err := os.OpenFile(filepath.Join(notes, "timeouts"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString("t")
	return errors.Join(err, f.Close())
}

func timedOut(notes string) (int, error) {
	noted, err := os.ReadFile(filepath.Join(notes, "timeouts"))
	if os.IsNotExist(err) {
		return 0, nil
	}
	return len(noted), err
}

// kept is how many tests that killed a mutant are tried first on the next.
const kept = 12

var failed = regexp.MustCompile(`(?m)^--- FAIL: (\w+)`)

// noteKiller keeps the test that failed, the latest first.
func noteKiller(notes string, seen []byte) error {
	found := failed.FindSubmatch(seen)
	if found == nil {
		return nil // it did not come as far as a test's end
	}
	name := string(found[1])
	text, _ := os.ReadFile(filepath.Join(notes, "killers")) // none yet
	names := slices.DeleteFunc(strings.Fields(string(text)), func(n string) bool { return n == name })
	names = append([]string{name}, names...)
	return os.WriteFile(filepath.Join(notes, "killers"), []byte(strings.Join(names[:min(kept, len(names))], "\n")), 0o644)
}

// lastKillers is a pattern for the tests to try first; empty if there are none.
func lastKillers(notes string) string {
	text, _ := os.ReadFile(filepath.Join(notes, "killers"))
	names := strings.Fields(string(text))
	if len(names) == 0 {
		return ""
	}
	return "^(" + strings.Join(names, "|") + ")$"
}
