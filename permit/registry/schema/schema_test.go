package schema_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/registry/schema"
	"github.com/juzhuzheng/residence/permit/registry/schema/internal/build"
)

// Example lists the records that have a schema.
func Example() {
	for _, name := range schema.Names()[:3] {
		b, ok := schema.Of(name)
		fmt.Println(name, ok, len(b) > 100)
	}
	// Output:
	// act true true
	// actor true true
	// address true true
}

// TestTheFilesAreThoseOfTheTypes: a stale file, one too many or one too few.
func TestTheFilesAreThoseOfTheTypes(t *testing.T) {
	want, err := build.Files()
	require.NoError(t, err)
	assert.Len(t, schema.Names(), len(want))
	for name, b := range want {
		had, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Equal(t, string(b), string(had), "%s is stale: run go generate", name)
	}
}

func of(t testing.TB, name string) validator {
	t.Helper()
	b, ok := schema.Of(name)
	require.True(t, ok, name)
	var root map[string]any
	require.NoError(t, json.Unmarshal(b, &root))
	return validator{root}
}

// TestEveryRecordIsValid by its schema and for its decoder.
func TestEveryRecordIsValid(t *testing.T) {
	all := records(t)
	assert.ElementsMatch(t, schema.Names(), slices.Collect(maps.Keys(all)))
	for name, examples := range all {
		v := of(t, name)
		for _, b := range examples {
			require.NoError(t, strict[name](b), "%s: %s", name, b)
			var x any
			require.NoError(t, json.Unmarshal(b, &x))
			assert.Empty(t, v.fault(v.root, name, x), "%s", b)
		}
	}
}

var isDay = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// mutants are values with one thing wrong in one place.
func mutants(x any, yield func(changed any, what string)) {
	switch x := x.(type) {
	case map[string]any:
		c := maps.Clone(x)
		c["zzz"] = 1.0
		yield(c, "field")
		for name, value := range x {
			if name == "content" {
				continue // a body as it is
			}
			mutants(value, func(changed any, what string) {
				c := maps.Clone(x)
				c[name] = changed
				yield(c, what)
			})
		}
	case []any:
		for i := range x {
			mutants(x[i], func(changed any, what string) {
				c := slices.Clone(x)
				c[i] = changed
				yield(c, what)
			})
		}
	case string:
		if isDay.MatchString(x) {
			yield("2026/01/05", "day")
			yield("2026-1-5", "day")
		} else {
			yield("zz-no-word", "word")
		}
		yield(true, "type")
	case bool, float64:
		yield("x", "type")
	}
}

// TestMutants: an unknown field, a day in another form and a value of another
// type are refused by the schema and by the decoder; and where a schema refuses a
// word, so does the decoder.
func TestMutants(t *testing.T) {
	refusedWords := map[string]int{}
	for name, examples := range records(t) {
		v := of(t, name)
		for _, b := range examples[:min(len(examples), 12)] {
			var x any
			require.NoError(t, json.Unmarshal(b, &x))
			mutants(x, func(changed any, what string) {
				text, err := json.Marshal(changed)
				require.NoError(t, err)
				bySchema := v.fault(v.root, name, changed) != ""
				byDecoder := strict[name](text) != nil
				if what == "word" {
					if bySchema {
						refusedWords[name]++
						assert.True(t, byDecoder, "%s: the decoder accepts %s", name, text)
					}
					return
				}
				assert.True(t, bySchema, "%s: the schema accepts a wrong %s: %s", name, what, text)
				assert.True(t, byDecoder, "%s: the decoder accepts a wrong %s: %s", name, what, text)
			})
		}
	}
	for _, name := range []string{"act", "actor", "application", "decision", "document", "finding", "person", "receipt", "logged-act"} {
		assert.Positive(t, refusedWords[name], name)
	}
}

// enum is the words of a definition.
func enum(t *testing.T, record, def string) (words []string) {
	t.Helper()
	d, ok := of(t, record).root["$defs"].(map[string]any)[def].(map[string]any)
	require.True(t, ok, def)
	for _, w := range d["enum"].([]any) {
		words = append(words, w.(string))
	}
	return words
}

func texts[T fmt.Stringer](first string, list []T) []string {
	words := []string{first}
	for _, v := range list {
		words = append(words, v.String())
	}
	return words
}

// TestTheWordsAgree with the lists the packages publish.
func TestTheWordsAgree(t *testing.T) {
	assert.Equal(t, texts("none", registry.Tasks()), enum(t, "logged-act", "registry.Task"))
	assert.Equal(t, texts(permit.ActorUnknown.String(), permit.Values[permit.ActorKind]()), enum(t, "actor", "permit.ActorKind"))
	assert.Equal(t, texts(permit.FlagUnknown.String(), permit.Values[permit.Flag]()), enum(t, "person", "permit.Flag"))
	assert.Equal(t, texts(permit.NationalityUnknown.String(), permit.Values[permit.Nationality]()), enum(t, "person", "permit.Nationality"))
	assert.Equal(t, texts(permit.DocumentUnknown.String(), permit.Values[permit.DocumentKind]()), enum(t, "document", "permit.DocumentKind"))
}
