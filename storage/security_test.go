package storage_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shape is what a document has in any language: its headings, rows, points and
// commands.
func shape(t *testing.T, file string) (s struct {
	Headings, Rows, Points, Steps int
	Code                          string
}) {
	t.Helper()
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	code := false
	for line := range strings.Lines(string(b)) {
		switch {
		case strings.HasPrefix(line, "```"):
			code = !code
		case code:
			s.Code += line
		case strings.HasPrefix(line, "## "):
			s.Headings++
		case strings.HasPrefix(line, "|"):
			s.Rows++
		case strings.HasPrefix(line, "- "):
			s.Points++
		case len(line) > 1 && line[0] >= '1' && line[0] <= '9' && line[1] == '.':
			s.Steps++
		}
	}
	return s
}

// TestSecurityTwins: the threat model says the same in both languages, as far as a
// program can tell.
func TestSecurityTwins(t *testing.T) {
	en, zh := shape(t, "SECURITY.md"), shape(t, "SECURITY.zh-CN.md")
	assert.Equal(t, en, zh)
	assert.Greater(t, en.Rows, 20)
	assert.Equal(t, 6, en.Steps)
	assert.NotEqual(t, en, shape(t, "gm/README.md"), "the test can tell documents apart")
}
