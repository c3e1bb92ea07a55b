package record_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

// A twin is a whole that is left to encoding/json altogether.
type twin struct {
	Shared
	Stay   twinStay        `json:"stay"`
	Thing  thing           `json:"thing"`
	Stays  []twinStay      `json:"stays"`
	Things []thing         `json:"things"`
	Texts  []string        `json:"texts"`
	Maybe  *twinStay       `json:"maybe"`
	Number *int            `json:"number"`
	Raw    json.RawMessage `json:"raw"`
	Bytes  []byte          `json:"bytes"`
	Bare   bool
}

type twinStay struct {
	From  civil.Date `json:"from"`
	Until civil.Date `json:"until"`
	Where string     `json:"where"`
}

// fieldsAt are the names that a record may have, by its path without numbers.
var fieldsAt = map[string]string{
	"":        " name stay thing stays things texts maybe number raw bytes Bare ",
	".stay":   " from until where ",
	".stays":  " from until where ",
	".maybe":  " from until where ",
	".thing":  " colour number ",
	".things": " colour number ",
}

// exact walks a JSON value token by token and reports whether every name is one
// of its record, written exactly so, and stands there once.
func exact(dec *json.Decoder, path string) bool {
	t, err := dec.Token()
	if err != nil {
		return false
	}
	ok := true
	switch t {
	case json.Delim('{'):
		fields, record := fieldsAt[path]
		seen := map[string]bool{}
		for dec.More() {
			key, err := dec.Token()
			if err != nil {
				return false
			}
			name, _ := key.(string)
			if record && (seen[name] || !strings.Contains(fields, " "+name+" ") || strings.Contains(name, " ")) {
				ok = false
			}
			seen[name] = true
			if !exact(dec, path+"."+name) {
				ok = false
			}
		}
		_, err = dec.Token()
	case json.Delim('['):
		for dec.More() {
			if !exact(dec, path) {
				ok = false
			}
		}
		_, err = dec.Token()
	}
	return ok && err == nil
}

// FuzzDecode: what is accepted is exactly what encoding/json accepts and a walk
// over the tokens finds exact, with the same value; and the error of what is
// refused is made of this package's own words.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`null`, `{}`, `[]`, ` {"name" : "a\"b" , "stay":{"from":"2026-01-01","where":"x"}} `, `{"name":"a","name":"b"}`, `{"NAME":"b"}`,
		`{"things":[{"colour":"red","number":-1.0e0},{"number":3},null],"texts":["]","}",",",":","\\"],"maybe":{"until":""}}`,
		`{"raw":{"a":[{},{"a":1,"a":2}],"":"\u0000"},"bytes":"AQID","Bare":true,"number":null}`, `{"bytes":[1,2],"number":5}`,
		`{"n\u0061me":"x"}`, `{"":1}`, `{"stays":[[]]}`, `{"things":[[{}]]}`, `{"name":"\ud800"}`, "{\"name\":\"\xff\"}", `{"raw": null }`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		kept := whole{Shared: Shared{Name: "kept"}}
		got := kept
		err := record.Decode("whole", b, &got)

		var want twin
		dec := json.NewDecoder(bytes.NewReader(b))
		dec.DisallowUnknownFields()
		accepted := dec.Decode(&want) == nil
		_, end := dec.Token()
		accepted = accepted && end == io.EOF && exact(json.NewDecoder(bytes.NewReader(b)), "")
		require.Equal(t, accepted, err == nil, "%v", err)
		switch {
		case err != nil:
			require.Equal(t, kept, got)
			requireOwnWords(t, err)
		case string(bytes.TrimSpace(b)) == "null":
			require.Equal(t, kept, got)
		default:
			a, err := json.Marshal(got)
			require.NoError(t, err)
			b, err := json.Marshal(want)
			require.NoError(t, err)
			require.Equal(t, string(b), string(a))
		}
	})
}

// requireOwnWords requires a path of known names and numbers, and a known rule.
func requireOwnWords(t *testing.T, err error) {
	t.Helper()
	var fault *record.FieldError
	require.ErrorAs(t, err, &fault)
	for i, part := range strings.Split(fault.Field, ".") {
		_, number := strconv.Atoi(part)
		known := part == "whole" && i == 0
		for _, fields := range fieldsAt {
			known = known || strings.Contains(fields, " "+part+" ")
		}
		require.True(t, known || number == nil, "a path of other words")
	}
	require.Contains(t, []string{
		"must be one JSON value and nothing else", "must be a JSON object", "must be a JSON array", "is given twice", "has the wrong form",
		"must be one of unknown, red", "has a field of another name than from, until, where", "has a field of another name than colour, number",
		"has a field of another name than name, stay, thing, stays, things, texts, maybe, number, raw, bytes, Bare",
	}, fault.Rule)
}
