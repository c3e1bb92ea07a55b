package sqlite_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

var snippet = regexp.MustCompile("(?s)```go (\\S+)\n(.*?)```")

// Every Go snippet of the READMEs is part of a file that is compiled and run.
func TestReadme(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		found := snippet.FindAllStringSubmatch(string(text), -1)
		require.Len(t, found, 3, name)
		for _, s := range found {
			source, err := os.ReadFile(s[1])
			require.NoError(t, err)
			require.Contains(t, string(source), s[2], name)
		}
		require.NotContains(t, string(text), "```go\n", "%s: a snippet of no file", name)
	}
}
