package gates

import (
	"bytes"
	"go/ast"
	"go/printer"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestExportedAPIListing holds every exported name with its type. Whoever
// changes it sees, in one file, what importers will see.
func TestExportedAPIListing(t *testing.T) {
	var b strings.Builder
	for _, u := range units(t) {
		if strings.Contains(u.path, "internal") {
			continue
		}
		b.WriteString("# " + u.path + "\n")
		var lines []string
		for _, f := range u.files {
			for _, d := range f.Decls {
				lines = append(lines, exported(u.fset, d)...)
			}
		}
		slices.Sort(lines)
		b.WriteString(strings.Join(lines, "\n") + "\n\n")
	}
	listing(t, "api.txt", b.String())
}

// exported prints the exported parts of a declaration, one line each.
func exported(fset *token.FileSet, d ast.Decl) (lines []string) {
	show := func(n any) string {
		var b bytes.Buffer
		if err := printer.Fprint(&b, fset, n); err != nil {
			return err.Error()
		}
		return strings.Join(strings.Fields(b.String()), " ")
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if !d.Name.IsExported() || d.Recv != nil && !receiverExported(d.Recv.List[0].Type) {
			return nil
		}
		f := *d
		f.Body, f.Doc = nil, nil
		lines = append(lines, show(&f))
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				if !s.Name.IsExported() {
					continue
				}
				params := ""
				if s.TypeParams != nil {
					params = "[…]"
				}
				switch x := s.Type.(type) {
				case *ast.StructType:
					lines = append(lines, "type "+s.Name.Name+params+" struct")
					for _, fd := range x.Fields.List {
						for _, n := range fd.Names {
							if n.IsExported() {
								lines = append(lines, "type "+s.Name.Name+params+" struct, "+n.Name+" "+show(fd.Type))
							}
						}
						if len(fd.Names) == 0 {
							lines = append(lines, "type "+s.Name.Name+params+" struct, embeds "+show(fd.Type))
						}
					}
				case *ast.InterfaceType:
					lines = append(lines, "type "+s.Name.Name+params+" interface")
					for _, m := range x.Methods.List {
						for _, n := range m.Names {
							lines = append(lines, "type "+s.Name.Name+params+" interface, "+n.Name+strings.TrimPrefix(show(m.Type), "func"))
						}
						if len(m.Names) == 0 {
							lines = append(lines, "type "+s.Name.Name+params+" interface, embeds "+show(m.Type))
						}
					}
				default:
					lines = append(lines, "type "+s.Name.Name+params+" "+show(s.Type))
				}
			case *ast.ValueSpec:
				for _, n := range s.Names {
					if n.IsExported() {
						line := d.Tok.String() + " " + n.Name
						if s.Type != nil {
							line += " " + show(s.Type)
						}
						lines = append(lines, line)
					}
				}
			}
		}
	}
	return lines
}

func receiverExported(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiverExported(e.X)
	case *ast.IndexExpr:
		return receiverExported(e.X)
	case *ast.IndexListExpr:
		return receiverExported(e.X)
	case *ast.Ident:
		return e.IsExported()
	}
	return false
}
