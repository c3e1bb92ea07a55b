package registry_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log/slog"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
)

// records are all exported structs of the package.
var records = []any{
	registry.AddressChange{}, registry.NotFoundError{}, registry.AuthorityError{}, registry.Cancelling{}, registry.InformationCheck{}, registry.PermitFinding{}, registry.Policy{},
	registry.Config{}, registry.Confiscating{}, registry.Ruling{}, registry.LoggedAct{}, registry.Disclosing{}, registry.Disclosure{},
	registry.Endorsing{}, registry.ConflictError{}, registry.StateError{}, registry.Inspecting{}, registry.Inspection{}, registry.Issuance{},
	registry.FoundCard{}, registry.Masked{}, registry.NumberFor{}, registry.Order{}, registry.Presence{}, registry.Summary{}, registry.DistrictCount{},
	registry.Result{}, registry.Receipt{}, registry.Breach{}, registry.Entry{}, registry.NumberError{}, registry.Declaration{},
	registry.RegistrationFinding{}, registry.Reissuing{}, registry.Exchanging{}, registry.ProofReview{}, registry.Sanctioning{}, registry.Penalty{},
	registry.SanctionSearch{}, registry.PastSanction{}, registry.Snapshot{}, registry.PastAct{}, registry.ApplicationState{}, registry.FormerPermit{},
	registry.Erasing{}, registry.Erasure{}, registry.ErasedRecord{},
}

// personal reports whether a value of the type can hold a person's data: a text
// that has to be revealed, or the free words of a purpose.
func personal(t reflect.Type) bool {
	if _, ok := t.MethodByName("Reveal"); ok || t == reflect.TypeFor[permit.Purpose]() {
		return true
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return personal(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && personal(f.Type) {
				return true
			}
		}
	}
	return false
}

// purposeful reports whether a value of the type holds the free words of a
// purpose, which, unlike the texts of a person, lie open in memory.
func purposeful(t reflect.Type) bool {
	if t == reflect.TypeFor[permit.Purpose]() {
		return true
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return purposeful(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if purposeful(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}

// A verb that suits no pointer makes package fmt print what it points to without
// asking the fields how they print: the record itself has to say.
func TestPurposesAreMaskedUnderEveryVerb(t *testing.T) {
	const words = "测试乙的姐姐来问"
	for _, r := range records {
		if typ := reflect.TypeOf(r); purposeful(typ) {
			assert.True(t, typ.Implements(reflect.TypeFor[fmt.Formatter]()), "%s holds a purpose and has no Format", typ.Name())
		}
	}
	for _, r := range []any{
		&registry.Disclosing{Record: "P-1", Purpose: words}, registry.Disclosing{Record: "P-1", Purpose: words},
		&registry.SanctionSearch{Purpose: words}, registry.SanctionSearch{Purpose: words},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t"} {
			for _, in := range []any{r, []any{r}, map[string]any{"a": r}, struct{ In any }{r}} {
				text := fmt.Sprintf(verb, in)
				assert.NotContains(t, text, words, verb)
				assert.NotContains(t, text, fmt.Sprintf("%x", words), verb)
			}
		}
	}
	assert.Contains(t, fmt.Sprint(registry.Disclosing{Record: "P-1", Purpose: words}), "Record:P-1 Purpose:***")
}

// TestPersonalRecordsMaskInLogs: whatever can hold a person's data says itself how
// it goes into a log, for a JSON handler would marshal it.
func TestPersonalRecordsMaskInLogs(t *testing.T) {
	listed := map[string]bool{}
	masked := 0
	for _, r := range records {
		typ := reflect.TypeOf(r)
		listed[typ.Name()] = true
		if !personal(typ) {
			continue
		}
		masked++
		assert.True(t, typ.Implements(reflect.TypeFor[slog.LogValuer]()), "%s can hold a person's data and has no LogValue", typ.Name())
	}
	assert.Greater(t, masked, 8, "too few: the test looks at the wrong fields")

	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				ts := s.(*ast.TypeSpec)
				if _, ok := ts.Type.(*ast.StructType); ok && ts.Name.IsExported() && ts.Name.Name != "Registry" {
					assert.True(t, listed[ts.Name.Name], "%s is not in the list of this test", ts.Name.Name)
				}
			}
		}
	}
}
