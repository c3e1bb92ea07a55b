package storagetest_test

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage/storagetest"
	"github.com/juzhuzheng/residence/storage/storagetest/internal/contract"
)

// TestEachTagHasItsCase compares the tags in the comments of the contract with
// the cases of the suite: a sentence without a case is a wish, a case without a
// sentence is a surprise.
func TestEachTagHasItsCase(t *testing.T) {
	promised, err := contract.Read("../backend.go")
	require.NoError(t, err)
	var tags, checked []string
	for _, s := range promised {
		require.Equal(t, 1, s.Times, "tag %s stands at %d sentences", s.Tag, s.Times)
		require.NotContains(t, []string{"It", "They", "The same", "Nor"}, strings.Split(s.Text, " ")[0], "%s: the sentence does not stand alone: %s", s.Tag, s.Text)
		tags = append(tags, s.Tag)
	}
	for _, c := range storagetest.Cases() {
		checked = append(checked, c.Tag)
		require.NotEmpty(t, c.Why, c.Tag)
	}
	slices.Sort(tags)
	slices.Sort(checked)
	if diff := cmp.Diff(tags, checked); diff != "" {
		t.Errorf("tags of the contract (-) and cases (+):\n%s", diff)
	}
}

// TestSentencesAreTheContract holds what a failure quotes to what the contract
// says now.
func TestSentencesAreTheContract(t *testing.T) {
	promised, err := contract.Read("../backend.go")
	require.NoError(t, err)
	paths, err := filepath.Glob("*.go")
	require.NoError(t, err)
	paths = slices.DeleteFunc(paths, func(p string) bool { return strings.HasSuffix(p, "_test.go") })
	files, err := contract.Files(paths)
	require.NoError(t, err)
	for _, s := range promised {
		require.NotEmpty(t, files[s.Tag], "no file has the case of %s", s.Tag)
	}
	have, err := os.ReadFile("sentences.go")
	require.NoError(t, err)
	require.Equal(t, contract.Table(promised, files), string(have), "run go generate in storage/storagetest")
}

// TestImports: who tests an adapter with this package gets no dependency from it
// but the standard library and this module.
func TestImports(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, imp := range file.Imports {
			name := strings.Trim(imp.Path.Value, `"`)
			first, _, _ := strings.Cut(name, "/")
			require.True(t, !strings.Contains(first, ".") || strings.HasPrefix(name, "github.com/juzhuzheng/residence/"), "%s imports %s", path, name)
		}
	}
}
