package gates

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// floors is the house: a package imports only from floors below its own.
var floors = map[string]int{
	"permit/civil":        1,
	"permit/law":          2,
	"permit/word":         3,
	"permit/record":       4,
	"permit/rule":         5,
	"endorsement":         6,
	"permit":              7,
	"eligibility":         8,
	"penalty":             8,
	"storage":             9,
	"storage/dirvault":    10,
	"storage/memory":      10,
	"storage/sqlstore":    10,
	"storage/transfer":    10,
	"storage/storagetest": 10,
	"permit/registry":     11,
	// A former register comes in through the desk, act by act, and never below it.
	"permit/registry/legacy": 12,
	"permit/scenario":        12,
	// The schemas are of everything below them.
	"permit/registry/schema": 14,

	// What only tests and go generate need.
	"storage/internal/vaulttest":               11,
	"storage/internal/optimist":                11,
	"storage/internal/acttest":                 10,
	"storage/internal/oldschema":               11,
	"storage/internal/planted":                 12,
	"storage/storagetest/internal/contract":    9,
	"storage/storagetest/internal/sentences":   10,
	"permit/registry/schema/internal/build":    13,
	"permit/registry/schema/internal/generate": 14,
	"permit/scenario/internal/clausemap":       13,
	"permit/rule/ruletest":                     14, // the top: nothing above may import it
}

// rulePackages are pure: see offences.
var rulePackages = []string{"permit/civil", "permit/law", "permit/word", "permit/record", "permit/rule", "endorsement", "permit", "eligibility", "penalty"}

func climb(from string, imports []string) (faults []string) {
	mine, known := floors[from]
	if !known {
		return []string{from + " has no floor"}
	}
	for _, imp := range imports {
		p, ok := inside(imp)
		if !ok {
			continue
		}
		if theirs, known := floors[p]; !known || theirs >= mine {
			faults = append(faults, fmt.Sprintf("%s (floor %d) imports %s (floor %d)", from, mine, p, theirs))
		}
	}
	return faults
}

func TestArrowsPointDown(t *testing.T) {
	for _, u := range units(t) {
		var imports []string
		for imp := range u.imports() {
			imports = append(imports, imp)
		}
		assert.Empty(t, climb(u.path, imports))
	}
	// The gate can fail.
	assert.NotEmpty(t, climb("permit/civil", []string{module + "/permit"}))
	assert.NotEmpty(t, climb("penalty", []string{module + "/eligibility"}))
	assert.NotEmpty(t, climb("misc", nil))
}

// offences lists what a rule package must not do: import what does I/O or
// tells the time or chance, start a goroutine, read the clock, add calendar
// units the way time does, have an init, or assign to a package variable.
func offences(fset *token.FileSet, files []*ast.File) (faults []string) {
	vars := map[string]bool{}
	for _, f := range files {
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, s := range g.Specs {
					for _, n := range s.(*ast.ValueSpec).Names {
						vars[n.Name] = true
					}
				}
			}
		}
	}
	forbidden := []string{"os", "net", "syscall", "math/rand", "math/rand/v2", "crypto/rand", "log", "os/exec", "io/ioutil", "unsafe"}
	for _, f := range files {
		say := func(n ast.Node, what string) {
			faults = append(faults, fset.Position(n.Pos()).String()+": "+what)
		}
		for _, i := range f.Imports {
			p := strings.Trim(i.Path.Value, `"`)
			first, _, _ := strings.Cut(p, "/")
			// log/slog is for LogValuer, by which personal types mask themselves.
			if (slices.Contains(forbidden, p) || slices.Contains(forbidden, first)) && p != "log/slog" {
				say(i, "imports "+p)
			}
			if !isStd(p) && !strings.HasPrefix(p, module) && p != "github.com/shopspring/decimal" && !strings.HasPrefix(p, "golang.org/x/text/") {
				say(i, "imports "+p)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				say(n, "starts a goroutine")
			case *ast.FuncDecl:
				if n.Name.Name == "init" && n.Recv == nil {
					say(n, "has an init")
				}
				for _, id := range assigned(n, vars) {
					say(id, "assigns to package variable "+id.Name)
				}
			case *ast.SelectorExpr:
				x, _ := n.X.(*ast.Ident)
				if x != nil && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "LoadLocation", "Local"}, n.Sel.Name) {
					say(n, "uses time."+n.Sel.Name)
				}
				if n.Sel.Name == "AddDate" {
					say(n, "uses AddDate")
				}
			}
			return true
		})
	}
	return faults
}

// assigned lists where a function assigns to a name of vars that it does not
// declare itself.
func assigned(f *ast.FuncDecl, vars map[string]bool) (ids []*ast.Ident) {
	own := map[string]bool{"_": true}
	declare := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if id, ok := e.(*ast.Ident); ok {
				own[id.Name] = true
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, id := range n.Names {
				own[id.Name] = true
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				own[id.Name] = true
			}
		case *ast.RangeStmt:
			declare(n.Key, n.Value)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				declare(n.Lhs...)
			}
		}
		return true
	})
	ast.Inspect(f, func(n ast.Node) bool {
		var to []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			to = n.Lhs
		case *ast.IncDecStmt:
			to = []ast.Expr{n.X}
		}
		for _, e := range to {
			if id, ok := e.(*ast.Ident); ok && vars[id.Name] && !own[id.Name] {
				ids = append(ids, id)
			}
		}
		return true
	})
	return ids
}

func TestRulePackagesArePure(t *testing.T) {
	seen := 0
	for _, u := range units(t) {
		if slices.Contains(rulePackages, u.path) {
			seen++
			assert.Empty(t, offences(u.fset, u.files))
		}
	}
	assert.Equal(t, len(rulePackages), seen, "rule packages found")
}

// TestPurityGateCanFail plants each offence once.
func TestPurityGateCanFail(t *testing.T) {
	for _, src := range []string{
		`package p; import "os"; var _ = os.Args`,
		`package p; import "net/http"; var _ = http.MethodGet`,
		`package p; import "example.org/x"; var _ = x.Y`,
		`package p; func f() { go f() }`,
		`package p; func init() {}`,
		`package p; import "time"; var t = time.Now()`,
		`package p; import "time"; func f(t time.Time) time.Time { return t.AddDate(0, 6, 0) }`,
		`package p; var n int; func f() { n = 1 }`,
		`package p; var n int; func f() { n++ }`,
	} {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "p.go", src, 0)
		require.NoError(t, err)
		assert.NotEmpty(t, offences(fset, []*ast.File{f}), src)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", `package p; var n = 1; func f() { n := 2; n = 3; _ = n }`, 0)
	require.NoError(t, err)
	assert.Empty(t, offences(fset, []*ast.File{f}))
}
