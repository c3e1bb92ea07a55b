package adapter

import (
	"os"
	"path/filepath"
	"regexp"
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
