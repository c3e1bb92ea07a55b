package gates

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rows gives each package that the table of a README names its row, from the top.
func rows(t *testing.T, readme string) map[string]int {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, readme))
	require.NoError(t, err)
	_, table, found := strings.Cut(string(b), "\n|---|---|\n")
	require.True(t, found, "%s: there is no table of packages", readme)
	table, _, _ = strings.Cut(table, "\n\n")
	name := regexp.MustCompile("`([a-z/]+)`")
	at := map[string]int{}
	for i, row := range strings.Split(table, "\n") {
		first, _, _ := strings.Cut(strings.TrimPrefix(row, "|"), "|")
		for _, m := range name.FindAllStringSubmatch(first, -1) {
			at[m[1]] = i
		}
	}
	return at
}

// above lists the imports of a package that do not stand in a row below its own.
// What is internal has no row.
func above(at map[string]int, pkg string, imports []string) (faults []string) {
	mine, named := at[pkg]
	if !named {
		return []string{pkg + " has no row"}
	}
	for _, imp := range imports {
		p, ok := inside(imp)
		if !ok || strings.Contains(p, "internal/") {
			continue
		}
		if theirs, named := at[p]; !named || theirs <= mine {
			faults = append(faults, fmt.Sprintf("%s imports %s, which is not in a row below", pkg, p))
		}
	}
	return faults
}

// TestReadmeTable holds what the READMEs say of the order of the packages.
func TestReadmeTable(t *testing.T) {
	for _, readme := range []string{"README.md", "README.zh-CN.md"} {
		at := rows(t, readme)
		for _, u := range units(t) {
			if strings.Contains(u.path, "internal/") {
				continue
			}
			var imports []string
			for imp := range u.imports() {
				imports = append(imports, imp)
			}
			assert.Empty(t, above(at, u.path, imports), readme)
		}
		// The gate can fail.
		assert.NotEmpty(t, above(at, "storage", []string{module + "/storage/gm"}))
		assert.NotEmpty(t, above(at, "permit", []string{module + "/permit"}))
		assert.NotEmpty(t, above(at, "elsewhere", nil))
	}
}
