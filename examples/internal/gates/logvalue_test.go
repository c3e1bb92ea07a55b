package gates

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A handler that writes JSON marshals what it is given, and marshalling gives a
// person's data in clear, for storage needs them. So whatever exported type can
// hold any says itself how it goes into a log. The gate looks at every exported
// type of the module as the compiler sees it; there is no list to forget one in.
func TestPersonalTypesMaskInLogs(t *testing.T) {
	us := units(t)
	found, missing := personalTypes(us)
	require.Greater(t, found, 35, "too few: the gate looks at the wrong types")
	assert.Empty(t, missing, "can hold a person's data and has no LogValue; see permit.MaskedForLog")
}

// The gate sees a LogValue that is taken away.
func TestLogGateCanFail(t *testing.T) {
	us := units(t)
	for i := range us {
		for _, f := range us[i].files {
			f.Decls = slices.DeleteFunc(f.Decls, func(d ast.Decl) bool {
				m, ok := d.(*ast.FuncDecl)
				return ok && us[i].path == "permit" && m.Name.Name == "LogValue" && fmt.Sprint(m.Recv.List[0].Type) == "State"
			})
		}
	}
	_, missing := personalTypes(us)
	assert.Equal(t, []string{"permit.State"}, missing)
}

// personalTypes counts the exported types that can hold a person's data, and
// lists those without a LogValue.
func personalTypes(us []unit) (found int, missing []string) {
	c := checked{us: us, done: map[string]*types.Package{}}
	for _, u := range us {
		if strings.Contains(u.path, "internal") {
			continue
		}
		p, _ := c.Import(module + "/" + u.path)
		scope := p.Scope()
		for _, name := range scope.Names() {
			o, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || !o.Exported() || o.IsAlias() || types.IsInterface(o.Type()) || !personal(o.Type(), map[types.Type]bool{}) {
				continue
			}
			found++
			if !hasMethod(o.Type(), "LogValue") {
				missing = append(missing, u.path+"."+name)
			}
		}
	}
	return found, missing
}

// personal reports whether a value of the type can hold a text that has to be
// revealed, or the free words of a purpose, where a printer of JSON finds it.
func personal(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if n, ok := t.(*types.Named); ok {
		if n.TypeParams().Len() > 0 {
			return false
		}
		name := n.Obj().Name() // a Purpose has free words, a Payload can be an Issue
		if hasMethod(n, "Reveal") || inPermit(n.Obj()) && (name == "Purpose" || name == "Payload") {
			return true
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return personal(u.Elem(), seen)
	case *types.Slice:
		return personal(u.Elem(), seen)
	case *types.Array:
		return personal(u.Elem(), seen)
	case *types.Map:
		return personal(u.Key(), seen) || personal(u.Elem(), seen)
	case *types.Struct:
		writesItself := hasMethod(t, "MarshalJSON")
		for f := range u.Fields() {
			if (f.Exported() || writesItself) && personal(f.Type(), seen) {
				return true
			}
		}
	}
	return false
}

func inPermit(o types.Object) bool { return o.Pkg() != nil && o.Pkg().Path() == module+"/permit" }

func hasMethod(t types.Type, name string) bool {
	o, _, indirect := types.LookupFieldOrMethod(t, false, nil, name)
	_, ok := o.(*types.Func)
	return ok && !indirect
}

// checked is the module as the compiler sees it. Of other modules nothing is
// known, and what comes of it is not looked at.
type checked struct {
	us   []unit
	done map[string]*types.Package
}

func (c *checked) Import(path string) (*types.Package, error) {
	if p := c.done[path]; p != nil {
		return p, nil
	}
	for _, u := range c.us {
		if module+"/"+u.path == path {
			conf := types.Config{Importer: c, Error: func(error) {}, IgnoreFuncBodies: true}
			p, _ := conf.Check(path, u.fset, u.files, nil)
			c.done[path] = p
			return p, nil
		}
	}
	return nil, fmt.Errorf("%s is not of this module", path)
}
