package storagetest_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage/storagetest"
)

// quotedTag is the tag of a case where a README speaks of one.
var quotedTag = regexp.MustCompile("`([a-z]+(?:-[a-z]+)+)`")

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
		for _, tag := range quotedTag.FindAllStringSubmatch(string(b), -1) {
			require.True(t, slices.ContainsFunc(storagetest.Cases(), func(c storagetest.Case) bool { return c.Tag == tag[1] }), "%s: no case %s", name, tag[1])
		}
		for _, field := range []string{"Open", "Reopen", "Crash", "Second", "Faults", "Migrate", "Skip"} {
			require.Contains(t, string(b), "`"+field+"`", name)
		}
	}
}
