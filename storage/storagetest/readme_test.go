package storagetest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage/storagetest"
)

// TestReadme holds what the README says of the suite's output to the suite: the
// failure it shows is one that a planted bug gives, and the counts are those of
// today.
func TestReadme(t *testing.T) {
	text := ""
	for _, m := range mutants {
		if m.name != "the last day is left out" {
			continue
		}
		for _, c := range storagetest.Cases() {
			if c.Tag == "scan-due" {
				text = storagetest.Failure(c, c.Run(t.Context(), t, m.harness()))
			}
		}
	}
	require.NotEmpty(t, text)
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Contains(t, string(b), "```text\n"+text+"\n```", name)
		require.Contains(t, string(b), fmt.Sprintf("conformance: %d run, ", len(storagetest.Cases())), name)
		n := len(mutants) + len(flawed) + len(slipped)
		require.Contains(t, strings.ReplaceAll(string(b), "\n", " "), fmt.Sprintf("%d", n), "%s: the number of planted bugs", name)
		for _, field := range []string{"Open", "Reopen", "Crash", "Second", "Faults", "Migrate", "Skip"} {
			require.Contains(t, string(b), "`"+field+"`", name)
		}
	}
}
