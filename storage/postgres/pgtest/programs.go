package pgtest

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// ErrNoPrograms says that PostgreSQL, or PgBouncer, is not installed here.
var ErrNoPrograms = errors.New("pgtest: program not found")

// binDirs are where packages put the server's programs without linking them
// into PATH.
var binDirs = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/usr/local/pgsql/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
}

// findBin returns the directory with initdb and postgres.
func findBin() (string, error) {
	if dir := os.Getenv("STORAGE_PG_BIN"); dir != "" {
		if !hasServer(dir) {
			return "", fmt.Errorf("%w: STORAGE_PG_BIN has no initdb and postgres", ErrNoPrograms)
		}
		return dir, nil
	}
	if p, err := exec.LookPath("initdb"); err == nil && hasServer(filepath.Dir(p)) {
		return filepath.Dir(p), nil
	}
	var found []string
	for _, pattern := range binDirs {
		dirs, _ := filepath.Glob(pattern) // the patterns are well formed
		for _, dir := range dirs {
			if hasServer(dir) {
				found = append(found, dir)
			}
		}
	}
	if len(found) == 0 {
		return "", fmt.Errorf("%w: no initdb; install the package postgresql, or set STORAGE_PG_BIN or STORAGE_TEST_DSN", ErrNoPrograms)
	}
	return slices.MaxFunc(found, func(a, b string) int { return cmp.Compare(majorOf(a), majorOf(b)) }), nil
}

func hasServer(dir string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		if s, err := os.Stat(filepath.Join(dir, name)); err != nil || s.IsDir() {
			return false
		}
	}
	return true
}

var digits = regexp.MustCompile(`[0-9]+`)

// majorOf reads the version out of a directory name, 0 if it has none.
func majorOf(dir string) int {
	n, _ := strconv.Atoi(digits.FindString(dir))
	return n
}

// findPooler returns the path of pgbouncer.
func findPooler() (string, error) {
	if p, err := exec.LookPath("pgbouncer"); err == nil {
		return p, nil
	}
	for _, p := range []string{"/usr/sbin/pgbouncer", "/usr/local/sbin/pgbouncer", "/opt/homebrew/bin/pgbouncer"} {
		if s, err := os.Stat(p); err == nil && !s.IsDir() {
			return p, nil
		}
	}
	return "", fmt.Errorf("%w: no pgbouncer; install the package pgbouncer", ErrNoPrograms)
}

// HasPooler reports whether PgBouncer is installed here.
func HasPooler() bool {
	_, err := findPooler()
	return err == nil
}
