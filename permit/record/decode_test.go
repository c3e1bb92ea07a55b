package record_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/word"
)

func TestDecodeReadsWhatIsWritten(t *testing.T) {
	n := 7
	w := whole{
		Shared: Shared{Name: "测试甲 \"\\\n"}, Stay: stay{From: civil.MustParse("2026-01-01"), Where: "x]}"},
		Thing: thing{1, 5}, Stays: []stay{{Where: "a"}, {}}, Things: []thing{{}, {1, -3}}, Texts: []string{"{", ""},
		Maybe: &stay{Where: "b"}, Number: &n, Raw: json.RawMessage(`{"x":[1,2]}`), Bytes: []byte{1, 2, 3}, Bare: true,
	}
	for _, indent := range []string{"", "\t", " \r\n"} {
		b, err := json.MarshalIndent(w, indent, indent)
		require.NoError(t, err)
		w.Raw = nil
		var back whole
		require.NoError(t, record.Decode("whole", append([]byte(" \n"), b...), &back))
		assert.JSONEq(t, `{"x":[1,2]}`, string(back.Raw))
		back.Raw = nil
		assert.Empty(t, back.hidden)
		assert.Equal(t, w, back)
		w.Raw = json.RawMessage(`{"x":[1,2]}`)
	}
}

func TestNullIsWhatIsNotRecorded(t *testing.T) {
	kept := whole{Shared: Shared{Name: "kept"}}
	require.NoError(t, record.Decode("whole", []byte(" null\n"), &kept))
	assert.Equal(t, "kept", kept.Name)
	require.NoError(t, record.Decode("whole", []byte(`{"name":null,"stay":{"from":null},"thing":{"colour":null},"stays":null,"things":[null],
		"texts":[],"maybe":null,"number":null,"Bare":null}`), &kept))
	assert.Equal(t, whole{Things: []thing{{}}, Texts: []string{}}, kept, "what was there is gone")
}

func TestDecodeIsStrict(t *testing.T) {
	const all = "has a field of another name than name, stay, thing, stays, things, texts, maybe, number, raw, bytes, Bare"
	kept := whole{Shared: Shared{Name: "kept"}}
	for in, want := range map[string]struct {
		field, rule string
		err         error
	}{
		`[]`:                                {"whole", "must be a JSON object", record.ErrMalformed},
		`"secret"`:                          {"whole", "must be a JSON object", record.ErrMalformed},
		`7`:                                 {"whole", "must be a JSON object", record.ErrMalformed},
		`{"secret":1}`:                      {"whole", all, record.ErrMalformed},
		`{"NAME":""}`:                       {"whole", all, record.ErrMalformed},
		`{"":1}`:                            {"whole", all, record.ErrMalformed},
		`{"_":1}`:                           {"whole", all, record.ErrMalformed},
		`{"hidden":""}`:                     {"whole", all, record.ErrMalformed},
		`{"Ignored":""}`:                    {"whole", all, record.ErrMalformed},
		`{"-":""}`:                          {"whole", all, record.ErrMalformed},
		`{"bare":true}`:                     {"whole", all, record.ErrMalformed},
		`{"name":"","name":""}`:             {"whole.name", "is given twice", record.ErrMalformed},
		`{"n\u0061me":"","name":""}`:        {"whole.name", "is given twice", record.ErrMalformed},
		`{"name":{"secret":1}}`:             {"whole.name", "has the wrong form", record.ErrMalformed},
		`{"number":"secret"}`:               {"whole.number", "has the wrong form", record.ErrMalformed},
		`{"number":1.5}`:                    {"whole.number", "has the wrong form", record.ErrMalformed},
		`{"thing":[]}`:                      {"whole.thing", "must be a JSON object", record.ErrMalformed},
		`{"thing":{"secret":1}}`:            {"whole.thing", "has a field of another name than colour, number", record.ErrMalformed},
		`{"thing":{"colour":1}}`:            {"whole.thing.colour", "has the wrong form", record.ErrMalformed},
		`{"thing":{"colour":"secret"}}`:     {"whole.thing.colour", "must be one of unknown, red", record.ErrWord},
		`{"thing":{"colour":"\ud800"}}`:     {"whole.thing.colour", "must be one of unknown, red", record.ErrWord},
		`{"stay":{"secret":1}}`:             {"whole.stay", "has a field of another name than from, until, where", record.ErrMalformed},
		`{"stay":{"from":"2026-02-30"}}`:    {"whole.stay.from", "has the wrong form", record.ErrMalformed},
		`{"stays":{}}`:                      {"whole.stays", "must be a JSON array", record.ErrMalformed},
		`{"stays":[{},{"until":"secret"}]}`: {"whole.stays.1.until", "has the wrong form", record.ErrMalformed},
		`{"things":[{},{},{"number":1,"number":2}]}`: {"whole.things.2.number", "is given twice", record.ErrMalformed},
		`{"things":[{},"secret"]}`:                   {"whole.things.1", "must be a JSON object", record.ErrMalformed},
		`{"texts":["",2]}`:                           {"whole.texts.1", "has the wrong form", record.ErrMalformed},
		`{"texts":["1","2","3","4"]}`:                {"whole.texts", "must not have more than 3 entries", record.ErrMalformed},
		`{"maybe":{"from":{}}}`:                      {"whole.maybe.from", "has the wrong form", record.ErrMalformed},
		`{"bytes":"secret!"}`:                        {"whole.bytes", "has the wrong form", record.ErrMalformed},
	} {
		got := kept
		err := record.DecodeLimited("whole", []byte(in), 3, &got)
		var fault *record.FieldError
		require.ErrorAs(t, err, &fault, in)
		assert.Equal(t, want.field, fault.Field, in)
		assert.Equal(t, want.rule, fault.Rule, in)
		require.ErrorIs(t, err, want.err, in)
		require.ErrorIs(t, err, record.ErrInvalid)
		assert.Equal(t, kept, got, in)
		assert.NotContains(t, err.Error(), "secret")
	}
	for _, in := range []string{``, ` `, `{`, `{"name"`, `{"name":`, `{"name":"`, `{"name":"x"`, `{"name":"x",}`, `{} {}`, `{}]`, `{name:1}`, `{1:2}`,
		"\u00a0null", "{\"name\":\"a\nb\"}", `nul`, strings.Repeat(`{"thing":`, 20000) + strings.Repeat(`}`, 20000)} {
		got := kept
		assert.EqualError(t, record.Decode("whole", []byte(in), &got), "record: whole must be one JSON value and nothing else", "%.20q", in)
		assert.Equal(t, kept, got)
	}
}

func TestLimits(t *testing.T) {
	var w whole
	many := `{"texts":[` + strings.Repeat(`"",`, 5000) + `""]}`
	require.NoError(t, record.Decode("whole", []byte(many), &w))
	require.Len(t, w.Texts, 5001)
	require.NoError(t, record.DecodeLimited("whole", []byte(many), 5001, &w))
	require.Error(t, record.DecodeLimited("whole", []byte(many), 5000, &w))
	require.NoError(t, record.DecodeLimited("whole", []byte(`{"texts":[]}`), 0, &w))
	require.Error(t, record.DecodeLimited("whole", []byte(`{"texts":[""]}`), 0, &w))
}

// A list of records can be read by itself, and so can a value without parts.
func TestOtherThanRecords(t *testing.T) {
	var things []thing
	require.NoError(t, record.Decode("things", []byte(`[{"colour":"red"},{}]`), &things))
	assert.Equal(t, []thing{{Colour: 1}, {}}, things)
	assert.EqualError(t, record.Decode("things", []byte(`[{},{"colour":"blue"}]`), &things), "record: things.1.colour must be one of unknown, red")
	var n int
	require.NoError(t, record.Decode("n", []byte(`5`), &n))
	assert.Equal(t, 5, n)
	assert.EqualError(t, record.Decode("n", []byte(`"5"`), &n), "record: n has the wrong form")
}

func TestAt(t *testing.T) {
	own := errors.New("quotes 测试甲")
	for _, c := range []struct {
		err  error
		want string
		is   error
	}{
		{&record.FieldError{Field: "term", Rule: "must be stated", Err: record.ErrMissing}, "record: a.b must be stated", record.ErrMissing},
		{&record.FieldError{Field: "term.from.x", Rule: "must be stated", Err: record.ErrMissing}, "record: a.b.from.x must be stated", record.ErrMissing},
		{colours.Refuse(), "record: a.b must be one of unknown, red", word.ErrWord},
		{own, "record: a.b has the wrong form", record.ErrMalformed},
		{errors.Join(own, colours.Refuse()), "record: a.b must be one of unknown, red", record.ErrWord},
	} {
		err := record.At("a.b", c.err)
		require.EqualError(t, err, c.want)
		require.ErrorIs(t, err, c.is)
		require.ErrorIs(t, err, record.ErrInvalid)
		require.NotErrorIs(t, err, own, "its text might quote the value")
	}
	require.NoError(t, record.At("a.b", nil))
}

// A map from strings is read as strictly as a record, and its keys, which are the
// input's own words, are in no fault.
func TestTables(t *testing.T) {
	type tabled struct {
		Words map[string]map[string]string `json:"words"`
		Stays map[string]stay              `json:"stays"`
		Days  map[int]string               `json:"days"`
	}
	var got tabled
	require.NoError(t, record.Decode("tabled", []byte(`{"words":{"a":{"x":"1","y":""},"b":{},"c":null},"stays":{"a":{"where":"w"}},"days":{"1":"one"}}`), &got))
	assert.Equal(t, tabled{
		Words: map[string]map[string]string{"a": {"x": "1", "y": ""}, "b": {}, "c": nil},
		Stays: map[string]stay{"a": {Where: "w"}},
		Days:  map[int]string{1: "one"},
	}, got)
	for in, want := range map[string]string{
		`{"words":{"secret":{},"secret":{}}}`:                       "record: tabled.words must not have a name twice",
		`{"words":{"secret":{},"sec\u0072et":{}}}`:                  "record: tabled.words must not have a name twice",
		`{"words":{"a":{"secret":"1","secret":"1"}}}`:               "record: tabled.words must not have a name twice",
		`{"words":{"a":{"secret":1}}}`:                              "record: tabled.words has the wrong form",
		`{"words":["secret"]}`:                                      "record: tabled.words must be a JSON object",
		`{"words":{"a":"secret"}}`:                                  "record: tabled.words must be a JSON object",
		`{"stays":{"secret":{"WHERE":"w"}}}`:                        "record: tabled.stays has a field of another name than from, until, where",
		`{"stays":{"secret":{"from":"2026-02-30"}}}`:                "record: tabled.stays.from has the wrong form",
		`{"words":{"a":{"1":"","2":"","3":"","4":"","secret":""}}}`: "record: tabled.words must not have more than 4 entries",
	} {
		kept := got
		assert.EqualError(t, record.DecodeLimited("tabled", []byte(in), 4, &kept), want, in)
		assert.Equal(t, got, kept, in)
	}
}
