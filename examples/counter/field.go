package main

import (
	"bytes"
	"encoding"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A field is one name of the file format: what it is called, what stands there,
// and how its value goes into a T. Reading, the messages about a bad line and
// the printed format all work from lists of fields.
type field[T any] struct {
	name     string
	required bool
	form     string     // what stands there, for people
	inner    []fieldDoc // of an object, or of the objects of a list
	read     func(into *T, raw []byte) []fault
}

// A fieldDoc is what there is to say of a field.
type fieldDoc struct {
	name     string
	required bool
	form     string
	inner    []fieldDoc
}

// docs are fields without what reads them.
func docs[T any](fields []field[T]) []fieldDoc {
	var list []fieldDoc
	for _, f := range fields {
		list = append(list, fieldDoc{f.name, f.required, f.form, f.inner})
	}
	return list
}

// must makes a field one that has to be there.
func (f field[T]) must() field[T] {
	f.required = true
	return f
}

// A member is one name of a JSON object with its value as it stands.
type member struct {
	name string
	raw  json.RawMessage
}

var (
	ruleObject  = law.Bilingual{ZH: "须为一个 JSON 对象 {…}", EN: "must be one JSON object {…}"}
	ruleTwice   = law.Bilingual{ZH: "只能写一次", EN: "must stand once only"}
	ruleMissing = law.Bilingual{ZH: "必须填写", EN: "must be stated"}
	ruleDay     = law.Bilingual{ZH: "须为 2026-07-13 这样的日期", EN: "must be a date such as 2026-07-13"}
	ruleMonth   = law.Bilingual{ZH: "须为 2026-07 这样的月份", EN: "must be a month such as 2026-07"}
	ruleYesNo   = law.Bilingual{ZH: "须为 true 或者 false", EN: "must be true or false"}
)

// members splits a JSON object. Its own decoder keeps what encoding/json would
// silently merge: names that stand twice or differ in case only.
func members(raw []byte) ([]member, bool) {
	if !json.Valid(raw) {
		return nil, false
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, false
	}
	var ms []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, false
		}
		m := member{name: name.(string)}
		if err := d.Decode(&m.raw); err != nil {
			return nil, false
		}
		ms = append(ms, m)
	}
	return ms, true
}

// readMembers puts the members into a T, and lists every fault at once. A name
// outside the list is not repeated in the message, as it may be anything; the
// message lists what there is, with the names that were taken out before.
func readMembers[T any](into *T, ms []member, fields []field[T], before ...string) []fault {
	var faults []fault
	seen := make([]bool, len(fields))
	for _, m := range ms {
		i := slices.IndexFunc(fields, func(f field[T]) bool { return f.name == m.name })
		switch {
		case i < 0:
			faults = append(faults, fault{field: "?", rule: ruleUnknown(append(before, names(fields)...))})
		case seen[i]:
			faults = append(faults, fault{field: m.name, rule: ruleTwice})
		default:
			seen[i] = true
			faults = append(faults, under(m.name, fields[i].read(into, m.raw))...)
		}
	}
	for i, f := range fields {
		if f.required && !seen[i] {
			faults = append(faults, fault{field: f.name, rule: ruleMissing})
		}
	}
	return faults
}

// names are the names of fields, in their order.
func names[T any](fields []field[T]) []string {
	var list []string
	for _, f := range fields {
		list = append(list, f.name)
	}
	return list
}

func ruleUnknown(names []string) law.Bilingual {
	list := strings.Join(names, ", ")
	return law.Bilingual{ZH: "没有这个字段；可用：" + list, EN: "no such field; there are: " + list}
}

func ruleOneOf(words []string) law.Bilingual {
	list := strings.Join(words, ", ")
	return law.Bilingual{ZH: "须为下列之一：" + list, EN: "must be one of: " + list}
}

// object is a field that holds an object of its own.
func object[T, V any](name string, at func(*T) *V, inner []field[V]) field[T] {
	return field[T]{name: name, form: "{…}", inner: docs(inner), read: func(into *T, raw []byte) []fault {
		return readObject(at(into), raw, inner)
	}}
}

// optional is a field that holds an object where its absence means that nothing
// is said.
func optional[T, V any](name string, at func(*T) **V, inner []field[V]) field[T] {
	return field[T]{name: name, form: "{…}", inner: docs(inner), read: func(into *T, raw []byte) []fault {
		v := new(V)
		faults := readObject(v, raw, inner)
		*at(into) = v
		return faults
	}}
}

// within makes the fields of a V fields of the T that holds it, side by side
// with its others.
func within[T, V any](at func(*T) *V, inner []field[V]) []field[T] {
	var outer []field[T]
	for _, f := range inner {
		outer = append(outer, field[T]{f.name, f.required, f.form, f.inner, func(into *T, raw []byte) []fault { return f.read(at(into), raw) }})
	}
	return outer
}

func readObject[V any](into *V, raw []byte, inner []field[V]) []fault {
	ms, ok := members(raw)
	if !ok {
		return broken(ruleObject)
	}
	return readMembers(into, ms, inner)
}

// list is a field that holds up to most objects.
func list[T, V any](name string, most int, at func(*T) *[]V, inner []field[V]) field[T] {
	rule := law.Bilingual{
		ZH: "须为列表 […]，不超过 " + strconv.Itoa(most) + " 项",
		EN: "must be a list […] of up to " + strconv.Itoa(most) + " items",
	}
	return field[T]{name: name, form: "[{…}, …]", inner: docs(inner), read: func(into *T, raw []byte) []fault {
		var items []json.RawMessage
		if json.Unmarshal(raw, &items) != nil || items == nil || len(items) > most {
			return broken(rule)
		}
		values := make([]V, len(items))
		var faults []fault
		for i := range items {
			faults = append(faults, under("["+strconv.Itoa(i)+"]", readObject(&values[i], items[i], inner))...)
		}
		*at(into) = values
		return faults
	}}
}

// readString reads a JSON string that is not empty.
func readString(raw []byte) (string, bool) {
	var s *string
	if json.Unmarshal(raw, &s) != nil || s == nil || *s == "" {
		return "", false
	}
	return *s, true
}

// text is a field whose value reads itself from text.
func text[T, V any, P interface {
	*V
	encoding.TextUnmarshaler
}](name string, rule law.Bilingual, at func(*T) *V) field[T] {
	return field[T]{name: name, form: formText, read: func(into *T, raw []byte) []fault {
		s, ok := readString(raw)
		if !ok {
			return broken(rule)
		}
		var v V
		if P(&v).UnmarshalText([]byte(s)) != nil {
			return broken(rule)
		}
		*at(into) = v
		return nil
	}}
}

// word is a field with a word of an enumeration. Only the words listed are
// accepted, so that the documentation can list them too.
func word[T, V any, P interface {
	*V
	encoding.TextUnmarshaler
}](name string, at func(*T) *V, words ...string) field[T] {
	rule := ruleOneOf(words)
	inner := text[T, V, P](name, rule, at)
	return field[T]{name: name, form: strings.Join(words, " | "), read: func(into *T, raw []byte) []fault {
		if s, ok := readString(raw); !ok || !slices.Contains(words, s) {
			return broken(rule)
		}
		return inner.read(into, raw)
	}}
}

// set is a field with a list of at least one word, each once; mark is called for
// each.
func set[T any](name string, words []string, mark func(into *T, word string)) field[T] {
	rule := ruleOneOf(words)
	rule = law.Bilingual{
		ZH: "须为列表 […]，至少一项，各项不重复，每项" + rule.ZH,
		EN: "must be a list […] of at least one item, each once, and each " + rule.EN,
	}
	return field[T]{name: name, form: "[" + strings.Join(words, " | ") + ", …]", read: func(into *T, raw []byte) []fault {
		var given []string
		if json.Unmarshal(raw, &given) != nil || len(given) == 0 {
			return broken(rule)
		}
		for i, w := range given {
			if !slices.Contains(words, w) || slices.Contains(given[:i], w) {
				return broken(rule)
			}
		}
		for _, w := range given {
			mark(into, w)
		}
		return nil
	}}
}

// The forms that several fields have.
const (
	formText  = "\"…\""
	formYesNo = "true | false"
)

// day is a field with a date.
func day[T any](name string, at func(*T) *civil.Date) field[T] {
	f := text(name, ruleDay, at)
	f.form = "YYYY-MM-DD"
	return f
}

// month is a field with a calendar month.
func month[T any](name string, at func(*T) *civil.Month) field[T] {
	f := text(name, ruleMonth, at)
	f.form = "YYYY-MM"
	return f
}

// flagged is a field that is on if it is true, where false says no more than its
// absence.
func flagged[T any](name string, at func(*T) *bool) field[T] {
	return field[T]{name: name, form: formYesNo, read: func(into *T, raw []byte) []fault {
		var b *bool
		if json.Unmarshal(raw, &b) != nil || b == nil {
			return broken(ruleYesNo)
		}
		*at(into) = *b
		return nil
	}}
}

// yesNo is a field with true or false, for what is recorded either way.
func yesNo[T any](name string, at func(*T) *permit.Flag) field[T] {
	return field[T]{name: name, form: formYesNo, read: func(into *T, raw []byte) []fault {
		var b *bool
		if json.Unmarshal(raw, &b) != nil || b == nil {
			return broken(ruleYesNo)
		}
		*at(into) = permit.FlagOf(*b)
		return nil
	}}
}

// whole is a field with a whole number from least to most.
func whole[T any](name string, least, most int, at func(*T) *int) field[T] {
	rule := law.Bilingual{
		ZH: "须为 " + strconv.Itoa(least) + " 到 " + strconv.Itoa(most) + " 的整数",
		EN: "must be a whole number from " + strconv.Itoa(least) + " to " + strconv.Itoa(most),
	}
	return field[T]{name: name, form: strconv.Itoa(least) + "–" + strconv.Itoa(most), read: func(into *T, raw []byte) []fault {
		var n *int
		if json.Unmarshal(raw, &n) != nil || n == nil || *n < least || *n > most {
			return broken(rule)
		}
		*at(into) = *n
		return nil
	}}
}
