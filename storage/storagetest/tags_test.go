package storagetest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/storage/storagetest"
)

// TestEachTagHasItsCase compares the tags in the comments of the contract with
// the cases of the suite: a sentence without a case is a wish, a case without a
// sentence is a surprise.
func TestEachTagHasItsCase(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../backend.go", nil, parser.ParseComments)
	require.NoError(t, err)
	tag := regexp.MustCompile(`\[([a-z]+(?:-[a-z]+)+)\]`)
	promised := map[string]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		if c, ok := n.(*ast.CommentGroup); ok {
			for _, m := range tag.FindAllStringSubmatch(c.Text(), -1) {
				promised[m[1]]++
			}
		}
		return true
	})
	var checked []string
	for _, c := range storagetest.Cases() {
		checked = append(checked, c.Tag)
		require.NotEmpty(t, c.Why, c.Tag)
		require.NotNil(t, c.Check, c.Tag)
	}
	slices.Sort(checked)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(promised)), checked); diff != "" {
		t.Errorf("tags of the contract (-) and cases (+):\n%s", diff)
	}
	for name, n := range promised {
		require.Equal(t, 1, n, "tag %s stands at %d sentences", name, n)
	}
}
