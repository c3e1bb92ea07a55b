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
	"github.com/juzhuzheng/residence/permit/law"
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
	// acceptance-facts true true
	// act true true
	// actor true true
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

// wordless are the records without a word or a form to get wrong, and why.
var wordless = map[string]string{
	"disclosing": "purpose and fields are texts, which the registry judges",
	"issuance":   "a number and a day",
	"masked":     "masks are texts",
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
	for name := range strict {
		assert.Equal(t, wordless[name] == "", refusedWords[name] > 0, "%s: words refused: %d", name, refusedWords[name])
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

// TestEveryClauseFitsItsPattern: the places of the draft, and what is none.
func TestEveryClauseFitsItsPattern(t *testing.T) {
	v := of(t, "referral")
	referral := func(clause string) string {
		return v.fault(v.root, "referral", map[string]any{"clause": clause})
	}
	n := 0
	for c := range law.Clauses() {
		n++
		assert.Empty(t, referral(c.Cite.String()))
		if c.Cite.Paragraph() != 0 {
			assert.Empty(t, referral(c.Cite.String()+"#0"), c.Cite)
		}
	}
	assert.Greater(t, n, 50)
	for _, none := range []string{"0", "08", "100", "8.0", "8.2.A", "8.2.ab", "8.2.a.i", "28.1.0.vi", "8#1", "8.2.a#", "8.2.a#01", "第八条"} {
		require.Error(t, new(law.Cite).UnmarshalText([]byte(none)), none)
		assert.NotEmpty(t, referral(none), none)
	}
}

// TestAmountsAndMonths: what their schemas and their decoders take, and what not.
func TestAmountsAndMonths(t *testing.T) {
	for record, c := range map[string]struct {
		form        string
		taken, none []string
	}{
		"fee-schedule": {
			`{"versions":[{"from":"2026-01-01","amounts":{"reissue":%q,"exchange":"0"},"citation":{"kind":"rule","title":"测"}}]}`,
			[]string{"0", "0.5", "20.00", "999999999.99"},
			[]string{"", "-1", "01", ".5", "1.", "0.001", "1000000000", "1e3", "20元"},
		},
		"sanction": {
			`{"fine":%q}`,
			[]string{"", "0", "200", "-1", "200.505"}, // whether a fine is lawful is for the rules
			[]string{".5", "1.", "1e3", "1.2.3", "-", "+1"},
		},
		"application": {
			`{"insurance":{"months":[{"month":%q}]}}`,
			[]string{"", "2026-01", "2026-12"},
			[]string{"2026-00", "2026-13", "2026-1", "2026-01-01", "202601"},
		},
	} {
		v := of(t, record)
		judge := func(value string) (fault string, err error) {
			text := fmt.Sprintf(c.form, value)
			var x any
			require.NoError(t, json.Unmarshal([]byte(text), &x))
			return v.fault(v.root, record, x), strict[record]([]byte(text))
		}
		for _, value := range c.taken {
			fault, err := judge(value)
			assert.Empty(t, fault, "%s: %s", record, value)
			assert.NoError(t, err, "%s: %s", record, value)
		}
		for _, value := range c.none {
			fault, err := judge(value)
			assert.NotEmpty(t, fault, "%s: the schema accepts %s", record, value)
			assert.Error(t, err, "%s: the decoder accepts %s", record, value)
		}
	}
	fees := of(t, "fee-schedule")
	for _, amounts := range []string{`{"reissue":"1"}`, `{"reissue":"1","exchange":"1","endorsement":"1"}`, `{"reissue":1,"exchange":"1"}`} {
		text := `{"versions":[{"from":"2026-01-01","amounts":` + amounts + `,"citation":{"kind":"rule","title":"测"}}]}`
		var x any
		require.NoError(t, json.Unmarshal([]byte(text), &x))
		assert.NotEmpty(t, fees.fault(fees.root, "fee-schedule", x), amounts)
		assert.Error(t, strict["fee-schedule"]([]byte(text)), amounts)
	}
}
