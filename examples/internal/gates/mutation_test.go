package gates

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mutants are the operators that each kind of mutation changes.
var mutants = map[string][]string{
	"ARITHMETIC_BASE":         {"+", "-", "*", "/", "%"},
	"CONDITIONALS_BOUNDARY":   {"<", "<=", ">", ">="},
	"CONDITIONALS_NEGATION":   {"==", "!=", "<", "<=", ">", ">="},
	"INCREMENT_DECREMENT":     {"++", "--"},
	"INVERT_ASSIGNMENTS":      {"+=", "-=", "*=", "/=", "%="},
	"INVERT_BITWISE":          {"&", "|", "^", "&^", "<<", ">>"},
	"INVERT_BWASSIGN":         {"&=", "|=", "^=", "&^=", "<<=", ">>="},
	"INVERT_LOGICAL":          {"&&", "||"},
	"INVERT_LOOPCTRL":         {"break", "continue"},
	"REMOVE_SELF_ASSIGNMENTS": {"+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "&^=", "<<=", ">>="},
}

// mutated are the packages whose tests the mutation run judges.
var mutated = []string{"permit/civil", "permit/rule", "endorsement", "permit", "eligibility", "penalty"}

// lostSurvivors finds what is wrong with a list of surviving mutants without
// running any: an entry that names no declaration or no line of it that the
// source still has, an operator its kind does not change, a missing reason.
// Whether the mutants still survive only the run itself can tell.
func lostSurvivors(list string, source func(file string) ([]byte, error)) (faults []string) {
	entries := map[string]int{}
	for _, block := range strings.Split(list, "\n\n") {
		var lines []string
		for _, l := range strings.Split(block, "\n") {
			if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
				lines = append(lines, l)
			}
		}
		if len(lines) == 0 {
			continue
		}
		say := func(what string) { faults = append(faults, lines[0]+": "+what) }
		head := strings.Fields(lines[0])
		if len(head) != 3 || len(lines) < 3 {
			say("not a head of three words, a marked line of source and a reason")
			continue
		}
		file, decl, kind := head[0], head[1], head[2]
		before, rest, marked := strings.Cut(lines[1], "⟦")
		op, after, closed := strings.Cut(rest, "⟧")
		switch {
		case !slices.Contains(mutated, filepath.ToSlash(filepath.Dir(file))):
			say("not in a package that is mutated")
		case !marked || !closed || !slices.Contains(mutants[kind], op):
			say("no operator marked that this kind changes")
		case len(strings.Fields(strings.Join(lines[2:], " "))) < 5:
			say("no reason")
		}
		entries[strings.Join(lines[:2], "\n")]++
		src, err := source(file)
		if err != nil {
			say(err.Error())
			continue
		}
		if have := occurrences(src, decl, before+op+after); have < entries[strings.Join(lines[:2], "\n")] {
			say(fmt.Sprintf("%s has no such line (or not so many): %s", decl, before+op+after))
		}
	}
	return faults
}

// occurrences counts the lines with this text in a top-level declaration.
func occurrences(src []byte, name, text string) (n int) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "", src, parser.SkipObjectResolution)
	if err != nil {
		return 0
	}
	lines := strings.Split(string(src), "\n")
	for _, d := range f.Decls {
		var parts []ast.Node
		switch d := d.(type) {
		case *ast.FuncDecl:
			full := d.Name.Name
			if d.Recv != nil {
				full = receiver(d.Recv.List[0].Type) + "." + full
			}
			if full == name {
				parts = append(parts, d)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if v, ok := s.(*ast.ValueSpec); ok && v.Names[0].Name == name {
					parts = append(parts, v)
				}
			}
		}
		for _, p := range parts {
			for _, l := range lines[set.Position(p.Pos()).Line-1 : set.Position(p.End()).Line] {
				if strings.TrimSpace(l) == text {
					n++
				}
			}
		}
	}
	return n
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// TestSurvivorsStillExist is the quick part of the check on the list of mutants
// that nothing can kill; the slow part is go run ./.ci/mutation.
func TestSurvivorsStillExist(t *testing.T) {
	list, err := os.ReadFile(filepath.Join(root, ".ci", "mutation", "survivors.txt"))
	require.NoError(t, err)
	assert.Empty(t, lostSurvivors(string(list), func(file string) ([]byte, error) {
		return os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	}))
}

// The gate can fail, in each of the ways it watches.
func TestSurvivorsThatAreLost(t *testing.T) {
	const source = "package p\n\nvar low = 2 < 3\n\nfunc (t *T[X]) F(a int) bool {\n\tif a < 3 {\n\t\treturn a > 0\n\t}\n\treturn a < 3\n}\n"
	const reason = "\n\tBecause it makes no difference at all."
	check := func(entry string) []string {
		return lostSurvivors("# a list\n\n"+entry+"\n", func(file string) ([]byte, error) {
			if file != "permit/f.go" && file != "permit/law/f.go" {
				return nil, os.ErrNotExist
			}
			return []byte(source), nil
		})
	}
	good := "permit/f.go T.F CONDITIONALS_BOUNDARY\n\tif a ⟦<⟧ 3 {" + reason
	assert.Empty(t, check(good))
	assert.Empty(t, check("permit/f.go low CONDITIONALS_NEGATION\n\tvar low = 2 ⟦<⟧ 3"+reason))
	for name, bad := range map[string]string{
		"the line was edited":        strings.Replace(good, "3 {", "4 {", 1),
		"the declaration is gone":    strings.Replace(good, "T.F", "T.G", 1),
		"the file is gone":           strings.Replace(good, "f.go", "g.go", 1),
		"another package":            strings.Replace(good, "permit/f.go", "permit/law/f.go", 1),
		"no such kind":               strings.Replace(good, "BOUNDARY", "BOUND", 1),
		"not this kind's operator":   strings.Replace(good, "CONDITIONALS_BOUNDARY", "INVERT_LOGICAL", 1),
		"no mark":                    strings.NewReplacer("⟦", "", "⟧", "").Replace(good),
		"no reason":                  strings.TrimSuffix(good, reason),
		"a reason that says nothing": strings.TrimSuffix(good, reason) + "\n\tequivalent",
		"listed once too often":      good + "\n\n" + good,
	} {
		assert.NotEmpty(t, check(bad), name)
	}
}
