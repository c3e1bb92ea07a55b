package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// coverCases adds to a coverage profile what the cover tool leaves out of every
// block: the expressions behind case. They are evaluated where the switch is, so
// they are covered if it is; without this gremlins would pass over the most
// telling conditions of a switch.
func coverCases(profile, dir string) error {
	text, err := os.ReadFile(profile)
	if err != nil {
		return err
	}
	covered := map[string][]block{}
	for _, l := range strings.Split(string(text), "\n") {
		name, rest, ok := strings.Cut(l, ".go:")
		if !ok {
			continue
		}
		var b block
		var statements, count int
		if _, err := fmt.Sscanf(rest, "%d.%d,%d.%d %d %d", &b.line, &b.column, &b.endLine, &b.endColumn, &statements, &count); err != nil {
			return fmt.Errorf("%s: %w", l, err)
		}
		if count > 0 {
			covered[name+".go"] = append(covered[name+".go"], b)
		}
	}
	var more strings.Builder
	for name, blocks := range covered {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, filepath.Join(dir, path.Base(name)), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SwitchStmt)
			if !ok || !within(set.Position(s.Switch), blocks) {
				return true
			}
			for _, c := range s.Body.List {
				for _, e := range c.(*ast.CaseClause).List {
					from, to := set.Position(e.Pos()), set.Position(e.End())
					fmt.Fprintf(&more, "%s:%d.%d,%d.%d 1 1\n", name, from.Line, from.Column, to.Line, to.Column)
				}
			}
			return true
		})
	}
	return os.WriteFile(profile, append(text, more.String()...), 0o644)
}

type block struct{ line, column, endLine, endColumn int }

func within(p token.Position, blocks []block) bool {
	for _, b := range blocks {
		if (p.Line > b.line || p.Line == b.line && p.Column >= b.column) &&
			(p.Line < b.endLine || p.Line == b.endLine && p.Column <= b.endColumn) {
			return true
		}
	}
	return false
}
