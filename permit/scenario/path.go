package scenario

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/record"
)

// A slot is one place of a fact record: the type of what stands there, the type
// it is a field of, and its name there.
type slot struct {
	typ   reflect.Type
	owner reflect.Type
	name  string
}

// A fact is a fact record that a script can change by paths.
type fact interface {
	// set puts a value at a path, as employments.0.basis. The record keeps its
	// value on an error.
	set(path, value string, s setting) error
	// carry takes the record through its stored form; see desk.
	carry(carrier) error
	// validate finds what no record of this kind may say.
	validate() error
	// input points to the record.
	input() any
}

// A factOf is a fact record of one type.
type factOf[T any] struct{ of T }

// set goes through the record's JSON form and its own strict reader, so that
// nothing goes in that could not be stored.
func (f *factOf[T]) set(path, value string, s setting) error {
	words, at, err := locate(reflect.TypeFor[T](), path)
	if err != nil {
		return err
	}
	raw, err := at.read(value, s)
	if err != nil {
		return wrong("%s：%v", "%s: %v", path, err)
	}
	b, err := json.Marshal(f.of)
	if err != nil {
		return err
	}
	var tree any
	if err := json.Unmarshal(b, &tree); err != nil {
		return err
	}
	if tree, err = put(tree, words, raw); err != nil {
		return wrong("%s：%v", "%s: %v", path, err)
	}
	s.said[strings.Join(words, ".")] = raw
	for _, follows := range implied(tree, words, at, raw) {
		if s.denies(follows) {
			return wrong("%s 与同一行的另一个值矛盾", "%s contradicts another value of the line", path)
		}
		if tree, err = put(tree, follows.path, follows.raw); err != nil {
			return err
		}
	}
	if b, err = json.Marshal(tree); err != nil {
		return err
	}
	return decode(b, &f.of)
}

// A valueAt is a value at a path; nil takes away what stands there.
type valueAt struct {
	path []string
	raw  any
}

// denies reports whether the line has said something else than a value that
// follows from another.
func (s setting) denies(v valueAt) bool {
	at := strings.Join(v.path, ".")
	for path, raw := range s.said {
		if (path == at || strings.HasPrefix(path, at+".")) && raw != nil && raw != false && !reflect.DeepEqual(raw, v.raw) {
			return true
		}
	}
	return false
}

// implied is what a value at a path says of its neighbours, which would
// contradict it otherwise: a paper that was not shown, or of which nobody knows
// whether it was, is not there, a term that
// ends on a day has an end, who sends an agent does not come in person, a
// household that is not registered is at no place.
func implied(tree any, path []string, at slot, raw any) []valueAt {
	beside := func(i int, names ...string) []string { return append(slices.Clone(path[:i]), names...) }
	last := len(path) - 1
	var list []valueAt
	if i := slices.Index(path, "agent"); i >= 0 {
		switch {
		case raw == nil && i == last:
			return []valueAt{{beside(i, "inPerson"), yes}}
		case get(tree, beside(i, "inPerson")) == yes:
			list = append(list, valueAt{beside(i, "inPerson"), nil})
		}
	}
	if follows := impliedBeside(tree, at, raw, func(names ...string) []string { return beside(last, names...) }); follows != nil {
		list = append(list, *follows)
	}
	return list
}

// impliedBeside is what a value says of another one of the same record.
func impliedBeside(tree any, at slot, raw any, beside func(names ...string) []string) *valueAt {
	missing := raw == no || raw == nil || raw == permit.FlagUnknown.String() // or nobody knows
	switch {
	case at.owner == reflect.TypeFor[permit.Term]() && at.name == "until" && raw != nil:
		return &valueAt{beside("longTerm"), nil}
	case at.owner == reflect.TypeFor[permit.Term]() && at.name == "longTerm" && raw == true:
		return &valueAt{beside("until"), nil}
	case at.owner == reflect.TypeFor[permit.Household]() && at.name == "status" && raw != permit.HouseholdRegistered.String():
		return &valueAt{beside("place"), nil}
	case at.owner == reflect.TypeFor[permit.Household]() && at.name == "place" && raw == nil &&
		get(tree, beside("status")) == permit.HouseholdRegistered.String():
		return &valueAt{beside("status"), nil}
	case at.name == "secondWithinYear" && raw == yes:
		return &valueAt{beside("firstOffence"), no}
	case at.name == "firstOffence" && raw == yes:
		return &valueAt{beside("secondWithinYear"), no}
	case at.name == "inPerson" && raw == yes:
		return &valueAt{beside("agent"), nil}
	case at.name == "identityShown" && missing:
		return &valueAt{beside("identity"), nil}
	case at.name == "photoSubmitted" && missing:
		return &valueAt{beside("photo", "ref"), nil}
	}
	return nil
}

func (f *factOf[T]) carry(c carrier) error { return carry(c, &f.of) }

func (f *factOf[T]) input() any { return &f.of }

func (f *factOf[T]) validate() error {
	if v, is := any(&f.of).(interface{ Validate() error }); is {
		return v.Validate()
	}
	return nil
}

// unnamed are the parts of a record that a script need not name: it writes act=
// for proposal.case.act=, and decided.0.days= for decided.0.sanction.days=.
var unnamed = []string{"applicant", "case", "offender", "sanction", "presence", "proposal"}

// decode reads a record strictly; on an error to keeps its value.
func decode[T any](b []byte, to *T) error {
	if u, ok := any(to).(json.Unmarshaler); ok {
		return u.UnmarshalJSON(b)
	}
	return record.Decode("facts", b, to)
}

// locate finds a path in a record, through the parts that need no name.
func locate(t reflect.Type, path string) (words []string, at slot, err error) {
	return resolve(slot{typ: t}, pathParts(path), strings.Split(path, "."))
}

// resolve walks the types along a path. said are its words as they stand in the
// script.
func resolve(at slot, path, said []string) (words []string, end slot, err error) {
	if len(path) == 0 {
		return nil, at, nil
	}
	for at.typ.Kind() == reflect.Pointer {
		at.typ = at.typ.Elem()
	}
	word := path[0]
	if len(said) == len(path) {
		word = said[0]
	}
	switch {
	case at.typ.Kind() == reflect.Slice:
		if n, err := strconv.Atoi(path[0]); err != nil || n < 0 {
			return nil, at, wrong("%q 处应是列表的序号，第一项写作 0", "%q must be a place in a list: 0 for the first", word)
		}
		return below(path[0], slot{typ: at.typ.Elem(), owner: at.owner, name: at.name}, path, said)
	case at.typ.Kind() != reflect.Struct || isText(at.typ):
		return nil, at, wrong("%q 不能再分", "%q has no parts", word)
	}
	known := fields(at.typ)
	err = unknownWord(word, chineseToo(word, names(known)))
	if f, ok := known[path[0]]; ok {
		words, end, err = below(path[0], slot{typ: f.Type, owner: f.owner, name: path[0]}, path, said)
		if err == nil {
			return words, end, nil
		}
	}
	for _, part := range unnamed {
		if f, ok := known[part]; ok {
			found, end, fault := resolve(slot{typ: f.Type, owner: f.owner, name: part}, path, said)
			switch {
			case fault == nil:
				return append([]string{part}, found...), end, nil
			case len(found) > len(words): // the fault stands further down the path
				words, err = found, fault
			}
		}
	}
	return words, at, err
}

// below goes on below one word of a path.
func below(word string, at slot, path, said []string) ([]string, slot, error) {
	words, end, err := resolve(at, path[1:], said[min(1, len(said)):])
	return append([]string{word}, words...), end, err
}

// chineseToo are words, or the Chinese ones for them if such a one was written.
func chineseToo(word string, list []string) []string {
	if word == "" || word[0] < utf8.RuneSelf {
		return list
	}
	return slices.DeleteFunc(bothLanguages(list), func(w string) bool { return w[0] < utf8.RuneSelf })
}

// A field is a field of a record and the type that declares it.
type field struct {
	reflect.StructField
	owner reflect.Type
}

// fields are the fields of a record by their JSON names, those of embedded
// records among them.
func fields(t reflect.Type) map[string]field {
	all := map[string]field{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			for n, inner := range fields(f.Type) {
				all[n] = inner
			}
		case name != "" && name != "-":
			all[name] = field{f, t}
		}
	}
	return all
}

func names(known map[string]field) (list []string) {
	for n := range known {
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}

// put sets raw at a path of a JSON tree; nil takes away what stands there.
func put(tree any, parts []string, raw any) (any, error) {
	if len(parts) == 0 {
		return raw, nil
	}
	if i, err := strconv.Atoi(parts[0]); err == nil {
		list, _ := tree.([]any)
		if i < 0 || i > len(list) {
			return nil, wrong("列表有 %[1]d 项，下一项是 %[1]d", "the list has %[1]d items, so the next is %[1]d", len(list))
		}
		if i == len(list) {
			list = append(list, map[string]any{})
		}
		if list[i], err = put(list[i], parts[1:], raw); err != nil {
			return nil, err
		}
		return list, nil
	}
	object, _ := tree.(map[string]any)
	if object == nil {
		object = map[string]any{}
	}
	inner, err := put(object[parts[0]], parts[1:], raw)
	if err != nil {
		return nil, err
	}
	if inner == nil {
		delete(object, parts[0])
	} else {
		object[parts[0]] = inner
	}
	return object, nil
}

// get is what stands at a path of a JSON tree; nil if nothing does.
func get(tree any, parts []string) any {
	for _, part := range parts {
		object, _ := tree.(map[string]any)
		if list, is := tree.([]any); is {
			if i, err := strconv.Atoi(part); err == nil && i < len(list) {
				tree = list[i]
				continue
			}
		}
		tree = object[part]
	}
	return tree
}

// The words that mean the same in every place.
var (
	absent = []string{"unknown", "未知", "未记载"}
	empty  = []string{"none", "没有", "无"}
)

// read turns a word of a script into what the record's JSON form has there.
func (s slot) read(value string, st setting) (any, error) {
	if raw, ok, err := s.short(value, st); ok || err != nil {
		return raw, err
	}
	if strings.HasPrefix(value, "{") || strings.HasPrefix(value, "[") {
		var raw any
		if json.Unmarshal([]byte(value), &raw) != nil {
			return nil, wrong("应是 JSON", "must be JSON")
		}
		return raw, nil
	}
	t := s.typ
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if words := wordsOf(t); words != nil {
		if code, ok := codeOf(t, words, value); ok {
			return code, nil
		}
		return nil, unknownWord(value, chineseWords(value, words))
	}
	if slices.Contains(absent, value) {
		return nil, nil
	}
	switch {
	case t.Kind() == reflect.Slice && slices.Contains(empty, value):
		return []any{}, nil
	case isText(t):
		return value, nil
	case t.Kind() == reflect.Bool:
		return truthOf(value)
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64:
		n, err := strconv.Atoi(value)
		if err != nil {
			return nil, wrong("%q 不是整数", "%q is no whole number", value)
		}
		return n, nil
	case t.Kind() == reflect.String:
		return value, nil
	case t.Kind() == reflect.Slice:
		var list []any
		for _, item := range strings.Split(value, ",") {
			raw, err := slot{typ: t.Elem(), owner: s.owner, name: s.name}.read(item, st)
			if err != nil {
				return nil, err
			}
			list = append(list, raw)
		}
		return list, nil
	}
	return nil, wrong("须分项写明：%s", "must be set by its parts: %s", joined(names(fields(t))))
}

func truthOf(value string) (bool, error) {
	switch value {
	case "yes", "是":
		return true, nil
	case "no", "否":
		return false, nil
	}
	return false, wrong("应是 是 或者 否", "must be yes or no")
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

func isText(t reflect.Type) bool { return reflect.PointerTo(t).Implements(textUnmarshaler) }

// wordsOf are the words of an enumeration, each with its code: the code itself
// and the Chinese and the English label. Nil if t is no enumeration.
func wordsOf(t reflect.Type) map[string]string {
	if t.Kind() != reflect.Uint8 || !t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return nil
	}
	if _, is := t.MethodByName("Label"); !is {
		return nil
	}
	words := map[string]string{}
	v := reflect.New(t).Elem()
	for i := range uint64(256) {
		v.SetUint(i)
		code, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			break
		}
		for _, lang := range languages {
			label := labelOf(v, lang)
			// A label of several words is written with hyphens: a space ends a word.
			for _, l := range []string{label, strings.ToLower(strings.ReplaceAll(label, " ", "-"))} {
				if _, taken := words[l]; !taken && l != "" {
					words[l] = string(code)
				}
			}
		}
		words[string(code)] = string(code)
	}
	for _, same := range [][2]string{{"是", "yes"}, {"否", "no"}, {"yes", "met"}, {"no", "unmet"}, {"是", "met"}, {"否", "unmet"}, {"通过", "accepted"}, {"不通过", "rejected"}} {
		if _, is := words[same[1]]; is && words[same[1]] == same[1] {
			if _, taken := words[same[0]]; !taken {
				words[same[0]] = same[1]
			}
		}
	}
	if _, is := words["unknown"]; is {
		words["未知"], words["未记载"] = "unknown", "unknown"
	}
	return words
}

// codeOf is the code of a word of an enumeration, or of another name that the
// library reads for districts and offices.
func codeOf(t reflect.Type, words map[string]string, value string) (string, bool) {
	if code, ok := words[value]; ok {
		return code, true
	}
	var err error
	switch t {
	case reflect.TypeFor[permit.District]():
		var d permit.District
		d, err = permit.ParseWord[permit.District](value)
		value = d.String()
	case reflect.TypeFor[permit.OfficeKind]():
		var k permit.OfficeKind
		k, err = permit.ParseWord[permit.OfficeKind](value)
		value = k.String()
	default:
		return "", false
	}
	return value, err == nil
}

var languages = []string{langZH, langEN}

// labelOf calls the method Label of an enumeration's value.
func labelOf(v reflect.Value, lang string) string {
	label := v.MethodByName("Label")
	tag := reflect.New(label.Type().In(0))
	if tag.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(lang)) != nil {
		return ""
	}
	return label.Call([]reflect.Value{tag.Elem()})[0].String()
}

// chineseWords are the Chinese words of an enumeration if a Chinese one was
// written, else its codes.
func chineseWords(value string, words map[string]string) (list []string) {
	if value == "" || value[0] < utf8.RuneSelf {
		return codes(words)
	}
	for w := range words {
		if w != "" && w[0] >= utf8.RuneSelf {
			list = append(list, w)
		}
	}
	return sorted(list)
}

// codes are the codes among the words, in order.
func codes(words map[string]string) (list []string) {
	for w, code := range words {
		if w == code {
			list = append(list, w)
		}
	}
	slices.Sort(list)
	return list
}
