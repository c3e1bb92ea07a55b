package schema_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/registry/schema"
	"github.com/juzhuzheng/residence/permit/registry/schema/internal/build"
)

// without are the types with a JSON form and no schema, and why.
var without = map[string]string{
	"eligibility.Claims":    "an array of words, written where it stands in an application",
	"eligibility.Filing":    "the first part of an application, whose fields stand among its own",
	"endorsement.Origin":    "the first part of a timeline, whose fields stand among its own",
	"permit.FeeVersion":     "a part of a fee schedule, written where it stands in one",
	"permit.IneffectiveAct": "an answer that is written and never read: its reason is a text",
	"permit.Verification":   "an answer that is written and never read: its error is a text",
	"permit.Yuan":           "a text, whose pattern stands wherever it does",
	"registry.Entry":        "a part of the bodies that package registry keeps to itself",
	"rule.Chosen":           "the answers within a policy, whose schema has them one by one",
	"scenario.Aspect":       "what a test tool says of a script: no record",
	"scenario.Case":         "what a test tool says of a script: no record",
	"scenario.Report":       "what a test tool says of a run: no record",
	"scenario.Shown":        "what a test tool says of a step: no record",
}

// module is the root of the module.
const module = "../../.."

// formed lists the exported types of the module that have a JSON form of their
// own: they read themselves, or tag their fields.
func formed(t testing.TB) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	require.NoError(t, filepath.WalkDir(module, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			own := filepath.Join(name, "go.mod")
			if _, err := os.Stat(own); err == nil && name != module || strings.HasPrefix(d.Name(), ".") && name != module || d.Name() == "internal" || d.Name() == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		for _, typ := range formedIn(file) {
			found[path.Base(filepath.ToSlash(filepath.Dir(name)))+"."+typ] = true
		}
		return nil
	}))
	return found
}

func formedIn(file *ast.File) (names []string) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || d.Name.Name != "UnmarshalJSON" {
				continue
			}
			if star, ok := d.Recv.List[0].Type.(*ast.StarExpr); ok {
				if id, ok := star.X.(*ast.Ident); ok && id.IsExported() {
					names = append(names, id.Name)
				}
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				typ, ok := spec.(*ast.TypeSpec)
				if !ok || !typ.Name.IsExported() {
					continue
				}
				if s, ok := typ.Type.(*ast.StructType); ok && tagged(s) {
					names = append(names, typ.Name.Name)
				}
			}
		}
	}
	return names
}

func tagged(s *ast.StructType) bool {
	for _, f := range s.Fields.List {
		if f.Tag == nil {
			continue
		}
		if tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json"); tag != "" && tag != "-" {
			return true
		}
	}
	return false
}

// described are the types that have a schema or are a part of one.
func described(t testing.TB) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, typ := range build.Records {
		all[path.Base(typ.PkgPath())+"."+typ.Name()] = true
	}
	for _, name := range schema.Names() {
		b, ok := schema.Of(name)
		require.True(t, ok, name)
		var root struct {
			Defs map[string]json.RawMessage `json:"$defs"`
		}
		require.NoError(t, json.Unmarshal(b, &root))
		for def := range root.Defs {
			all[def] = true
		}
	}
	return all
}

// TestEveryJSONFormHasASchema or says why not; and no reason outlives its type.
func TestEveryJSONFormHasASchema(t *testing.T) {
	found, has := formed(t), described(t)
	assert.Greater(t, len(found), 100, "too few: the test looks in the wrong place")
	for name := range found {
		assert.True(t, has[name] || without[name] != "", "%s has a JSON form and no schema: add it to build.Records, or say here why not", name)
	}
	for name := range without {
		assert.True(t, found[name], "%s is gone", name)
		assert.False(t, has[name], "%s has a schema", name)
	}
}
