package gates

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the listings in testdata")

const (
	root   = "../../.." // of the repository, seen from this package
	module = "github.com/juzhuzheng/residence"
)

// A unit is one package of the core module: its non-test files, parsed.
type unit struct {
	path  string // below the module, "." for none
	fset  *token.FileSet
	files []*ast.File
}

// units parses every package of the core module.
func units(t *testing.T) []unit {
	t.Helper()
	var us []unit
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() {
			return nil
		}
		name := d.Name()
		if p != "." && (strings.HasPrefix(name, ".") || name == "testdata") {
			return fs.SkipDir
		}
		if _, err := os.Stat(filepath.Join(root, p, "go.mod")); err == nil && p != "." {
			return fs.SkipDir // a module of its own
		}
		u := unit{path: p, fset: token.NewFileSet()}
		files, err := filepath.Glob(filepath.Join(root, p, "*.go"))
		if err != nil {
			return err
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(u.fset, f, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			u.files = append(u.files, file)
		}
		if len(u.files) > 0 {
			us = append(us, u)
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, len(us), 8, "too few packages found: the gates look at the wrong place")
	return us
}

// imports are the import paths of a package, each with where it stands.
func (u unit) imports() map[string]token.Position {
	is := map[string]token.Position{}
	for _, f := range u.files {
		for _, i := range f.Imports {
			is[strings.Trim(i.Path.Value, `"`)] = u.fset.Position(i.Pos())
		}
	}
	return is
}

// inside turns an import path of the core module into a path below it.
func inside(imp string) (string, bool) {
	if imp == module {
		return ".", true
	}
	p, ok := strings.CutPrefix(imp, module+"/")
	return path.Clean(p), ok
}

// isStd reports whether an import path is of the standard library.
func isStd(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return !strings.Contains(first, ".")
}

// listing compares text with a file in testdata, or rewrites the file.
func listing(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), text, "%s is stale: if the change is meant, run go generate ./internal/gates in examples and read the difference", file)
}
