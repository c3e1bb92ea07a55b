package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// survivor is a mutant that no test notices. It is named by what it changes and
// not by line and column, so that an edit elsewhere in the file leaves it alone:
// the file, the declaration, the kind of mutation, and the line's own text with
// the changed operator between ⟦ and ⟧.
type survivor struct {
	file, decl, kind, text string

	line int // for the reader, where it is known
	why  string
}

func (s survivor) key() string {
	return s.file + " " + s.decl + " " + s.kind + "\n\t" + s.text
}

func (s survivor) String() string {
	if s.why == "" {
		return s.key()
	}
	return s.key() + "\n\t" + s.why
}

func before(a, b survivor) int {
	return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.key(), b.key()))
}

// readSurvivors reads the list: blocks parted by empty lines, each with a line
// "file declaration kind", the marked line of source, and the reason. Lines that
// begin with # are for the reader.
func readSurvivors(name string) (list []survivor, err error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var block []string
	end := func(at int) error {
		if len(block) == 0 {
			return nil
		}
		head := strings.Fields(block[0])
		if len(head) != 3 || len(block) < 3 {
			return fmt.Errorf("%s: the block that ends at line %d is not a head of three words, a line of source and a reason", filepath.Base(name), at)
		}
		list = append(list, survivor{file: head[0], decl: head[1], kind: head[2], text: block[1], why: strings.Join(block[2:], "\n\t")})
		block = nil
		return nil
	}
	lines := strings.Split(string(text), "\n")
	for i, l := range lines {
		l = strings.TrimSpace(l)
		switch {
		case strings.HasPrefix(l, "#"):
		case l != "":
			block = append(block, l)
		default:
			if err := end(i + 1); err != nil {
				return nil, err
			}
		}
	}
	return list, end(len(lines))
}

// compare pairs what survived with what is listed, one for one.
func compare(survived, listed []survivor) (unexplained, stale []survivor) {
	left := slices.Clone(listed)
	for _, s := range survived {
		i := slices.IndexFunc(left, func(l survivor) bool { return l.key() == s.key() })
		if i < 0 {
			unexplained = append(unexplained, s)
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	return unexplained, left
}

// locate names the mutant at a line and column, both counted from 1.
func locate(tree, file string, line, column int) (s survivor, err error) {
	src, err := os.ReadFile(filepath.Join(tree, file))
	if err != nil {
		return s, err
	}
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, src, parser.SkipObjectResolution)
	if err != nil {
		return s, err
	}
	whole := strings.Split(string(src), "\n")[line-1]
	length, err := operator(whole[column-1:])
	if err != nil {
		return s, fmt.Errorf("%s:%d:%d: %w", file, line, column, err)
	}
	return survivor{
		file: file, line: line, decl: declaration(set, parsed, line),
		text: strings.TrimSpace(whole[:column-1] + "⟦" + whole[column-1:column-1+length] + "⟧" + whole[column-1+length:]),
	}, nil
}

// operator is the length of the operator or keyword a text begins with.
func operator(text string) (int, error) {
	var s scanner.Scanner
	set := token.NewFileSet()
	s.Init(set.AddFile("", -1, len(text)), []byte(text), nil, 0)
	_, t, _ := s.Scan()
	if !t.IsOperator() && !t.IsKeyword() {
		return 0, fmt.Errorf("no operator but %s", t)
	}
	return len(t.String()), nil
}

// declaration names what is declared at the top level around a line: a function,
// Type.method, or the first name of a var or const.
func declaration(set *token.FileSet, f *ast.File, line int) string {
	for _, d := range f.Decls {
		if set.Position(d.Pos()).Line > line || set.Position(d.End()).Line < line {
			continue
		}
		switch d := d.(type) {
		case *ast.FuncDecl:
			return funcName(d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok && set.Position(v.End()).Line >= line {
					return v.Names[0].Name
				}
			}
		}
	}
	return "-"
}

func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	for {
		switch r := t.(type) {
		case *ast.StarExpr:
			t = r.X
		case *ast.IndexExpr:
			t = r.X
		case *ast.IndexListExpr:
			t = r.X
		case *ast.Ident:
			return r.Name + "." + d.Name.Name
		default:
			return d.Name.Name
		}
	}
}
