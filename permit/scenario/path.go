package scenario

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

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
		return fmt.Errorf("%s: %w", path, err)
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
		return fmt.Errorf("%s: %w", path, err)
	}
	if b, err = json.Marshal(tree); err != nil {
		return err
	}
	return decode(b, &f.of)
}

func (f *factOf[T]) carry(c carrier) error { return carry(c, &f.of) }

func (f *factOf[T]) input() any { return &f.of }

// parts are where the parts of a record stand that a script need not name: it
// writes act= for proposal.case.act=.
var parts = []string{
	"", "applicant.", "case.", "case.offender.", "sanction.", "presence.", "proposal.", "proposal.case.", "proposal.case.offender.", "proposal.sanction.",
}

// decode reads a record strictly; on an error to keeps its value.
func decode[T any](b []byte, to *T) error {
	if u, ok := any(to).(json.Unmarshaler); ok {
		return u.UnmarshalJSON(b)
	}
	return record.Decode("facts", b, to)
}

// locate finds a path from the top of a record or from one of its parts.
func locate(t reflect.Type, path string) (words []string, at slot, err error) {
	for _, part := range parts {
		found, where, fault := resolve(t, part+path)
		if fault == nil {
			return found, where, nil
		}
		if err == nil {
			err = fault
		}
	}
	return nil, slot{}, err
}

// resolve walks the types along a path and translates its words.
func resolve(t reflect.Type, path string) (parts []string, at slot, err error) {
	at = slot{typ: t}
	for _, word := range strings.Split(path, ".") {
		if at.typ.Kind() == reflect.Pointer {
			at.typ = at.typ.Elem()
		}
		switch at.typ.Kind() {
		case reflect.Slice:
			if _, err := strconv.Atoi(word); err != nil {
				return nil, at, fmt.Errorf("%q must be a place in a list: 0 for the first", word)
			}
			at = slot{typ: at.typ.Elem(), owner: at.owner, name: at.name}
		case reflect.Struct:
			known := fields(at.typ)
			f, ok := known[english(word)]
			if !ok {
				return nil, at, unknownWord(word, names(known))
			}
			word = english(word)
			at = slot{typ: f.Type, owner: f.owner, name: word}
		default:
			return nil, at, fmt.Errorf("%q has no parts", word)
		}
		parts = append(parts, word)
	}
	return parts, at, nil
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
			return nil, fmt.Errorf("the list has %d items, so the next is %d", len(list), len(list))
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
			return nil, fmt.Errorf("must be JSON")
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
		return nil, unknownWord(value, codes(words))
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
		return yesNo(value)
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64:
		n, err := strconv.Atoi(value)
		if err != nil {
			return nil, fmt.Errorf("must be a whole number")
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
	return nil, fmt.Errorf("must be set by its parts: %s", strings.Join(names(fields(t)), ", "))
}

func yesNo(value string) (bool, error) {
	switch value {
	case "yes", "是":
		return true, nil
	case "no", "否":
		return false, nil
	}
	return false, fmt.Errorf("must be yes or no")
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

// languages are those of all texts.
var languages = []string{"zh", "en"}

// labelOf calls the method Label of an enumeration's value.
func labelOf(v reflect.Value, lang string) string {
	label := v.MethodByName("Label")
	tag := reflect.New(label.Type().In(0))
	if tag.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(lang)) != nil {
		return ""
	}
	return label.Call([]reflect.Value{tag.Elem()})[0].String()
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
