package adapter

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestReadmeShowsThisAdapter holds the Go blocks of the suite's READMEs to the
// files they name: who copies them gets what is tested here.
func TestReadmeShowsThisAdapter(t *testing.T) {
	block := regexp.MustCompile("(?s)\n```go ([^\n]*)\n(.*?)```\n")
	root := filepath.Join("..", "..")
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile(filepath.Join(root, "storage", "storagetest", name))
		require.NoError(t, err)
		shown := map[string]bool{}
		for _, m := range block.FindAllStringSubmatch(string(text), -1) {
			source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m[1])))
			require.NoError(t, err, "%s: a Go block names no file", name)
			require.Equal(t, string(source), m[2], "%s differs from %s", name, m[1])
			shown[m[1]] = true
		}
		require.Equal(t, map[string]bool{"examples/adapter/adapter.go": true, "examples/adapter/adapter_test.go": true}, shown, name)
	}
}

// TestReadmeCountsItsLines: what the READMEs say of the length is so, part by part.
func TestReadmeCountsItsLines(t *testing.T) {
	source, err := os.ReadFile("adapter.go")
	require.NoError(t, err)
	parts := map[string]int{}
	part := "types"
	for line := range strings.Lines(string(source)) {
		switch text := strings.TrimSpace(line); {
		case text == "" || strings.HasPrefix(text, "//"):
			continue
		case strings.HasPrefix(line, "type"), strings.HasPrefix(line, "func New"):
			part = "types"
		case strings.HasPrefix(line, "func (b *Backend)"):
			part = "transactions"
		case strings.HasPrefix(line, "func (t *tx) ready"), strings.HasPrefix(line, "func (t *tx) write"):
			part = "refusals"
		case strings.HasPrefix(line, "func (t *tx) Put"), strings.HasPrefix(line, "func (t *tx) Append"), strings.HasPrefix(line, "func (t *tx) SaveCommand"):
			part = "writes"
		case strings.HasPrefix(line, "func"):
			part = "questions"
		}
		parts[part]++
	}
	code := 0
	for _, n := range parts {
		code += n
	}
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "storage", "storagetest", name))
		require.NoError(t, err)
		require.Regexp(t, fmt.Sprintf("%d[^|]*%d", strings.Count(string(source), "\n"), code), string(text), name)
		for _, part := range []string{"types", "transactions", "refusals", "questions", "writes"} {
			require.Contains(t, string(text), fmt.Sprintf("\n| %d | ", parts[part]), "%s: %s", name, part)
		}
	}
}
