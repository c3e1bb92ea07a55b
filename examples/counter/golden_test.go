package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the difference against the clauses")

// output runs the program and gives what it wrote.
func output(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(args, bytes.NewReader(nil), &out, &err)
	return out.String(), err.String(), code
}

// TestGolden holds the whole log of the example. What must come out of each
// visit is stated in the example itself, from the clauses; these files hold the
// wording and the layout.
func TestGolden(t *testing.T) {
	for name, args := range map[string][]string{
		"day.zh.txt":   nil,
		"day.en.txt":   {"-lang", "en"},
		"day.zh.jsonl": {"-json"},
		"day.en.jsonl": {"-json", "-lang", "en"},
	} {
		t.Run(name, func(t *testing.T) {
			stdout, stderr, code := output(t, args...)
			assert.Equal(t, exitClean, code)
			assert.Empty(t, stderr)
			file := filepath.Join("testdata", name)
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(stdout), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(want), stdout)
		})
	}
}
