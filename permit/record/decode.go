package record

import (
	"encoding"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
)

// Decode reads the JSON form of a record or of a list of them strictly (see the
// package comment). On an error, a *FieldError whose path begins with name, to
// keeps its value; null leaves it alone, as is the custom of the standard
// library. T's own UnmarshalJSON is not called, so that it can call Decode.
func Decode[T any](name string, data []byte, to *T) error {
	return DecodeLimited(name, data, math.MaxInt, to)
}

// DecodeLimited is Decode for records whose lists may have no more than that
// many entries each. A value that reads itself has its own limits.
func DecodeLimited[T any](name string, data []byte, entries int, to *T) error {
	if !json.Valid(data) {
		return malformed("must be one JSON value and nothing else").below(name)
	}
	data = trim(data)
	if null(data) {
		return nil
	}
	var fresh T
	if fault := (reader{entries}).parts(data, reflect.ValueOf(&fresh).Elem()); fault != nil {
		return fault.below(name)
	}
	*to = fresh
	return nil
}

// A reader reads values from valid JSON without space around it. Its faults
// have the path inside the value, and each level puts its own part in front, so
// that a path costs nothing where there is no fault.
type reader struct {
	entries int // that a list may have
}

// value reads a value that is part of a record.
func (r reader) value(data []byte, v reflect.Value) *FieldError {
	switch own := v.Addr().Interface().(type) {
	case json.Unmarshaler:
		return moved(own.UnmarshalJSON(data))
	case encoding.TextUnmarshaler:
		return texted(data, own)
	}
	if null(data) {
		return nil // what is not recorded
	}
	return r.parts(data, v)
}

// texted reads a value that reads itself from a text.
func texted(data []byte, to encoding.TextUnmarshaler) *FieldError {
	if null(data) {
		return nil
	}
	s, ok := text(data)
	if !ok {
		return malformed("has the wrong form")
	}
	return moved(to.UnmarshalText(s))
}

// parts reads a value part by part, if it has parts.
func (r reader) parts(data []byte, v reflect.Value) *FieldError {
	switch {
	case v.Kind() == reflect.Struct:
		return r.object(data, v)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8:
		return r.list(data, v)
	case v.Kind() == reflect.Map && v.Type().Key() == reflect.TypeFor[string]():
		return r.table(data, v)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return r.value(data, v.Elem())
	}
	return moved(json.Unmarshal(data, v.Addr().Interface()))
}

func (r reader) object(data []byte, v reflect.Value) *FieldError {
	if data[0] != '{' {
		return malformed("must be a JSON object")
	}
	fields := fieldsOf(v, nil)
	for in := content(data); in.more(); {
		key, _ := text(in.next())
		f := find(fields, key)
		switch {
		case f == nil:
			return malformed("has a field of another name than " + names(fields))
		case f.read:
			return malformed("is given twice").below(f.name)
		}
		f.read = true
		if fault := r.value(in.next(), f.place); fault != nil {
			return fault.below(f.name)
		}
	}
	return nil
}

func (r reader) list(data []byte, v reflect.Value) *FieldError {
	if data[0] != '[' {
		return malformed("must be a JSON array")
	}
	list := reflect.MakeSlice(v.Type(), 0, 1)
	for in := content(data); in.more(); {
		n := list.Len()
		if n == r.entries {
			return malformed("must not have more than " + strconv.Itoa(n) + " entries")
		}
		list = reflect.Append(list, reflect.Zero(v.Type().Elem()))
		if fault := r.value(in.next(), list.Index(n)); fault != nil {
			return fault.below(strconv.Itoa(n))
		}
	}
	v.Set(list)
	return nil
}

// table reads a map. Its keys are what the input says, so no fault repeats them:
// the path of a fault ends at the map.
func (r reader) table(data []byte, v reflect.Value) *FieldError {
	if data[0] != '{' {
		return malformed("must be a JSON object")
	}
	table := reflect.MakeMap(v.Type())
	for in := content(data); in.more(); {
		name, _ := text(in.next())
		key := reflect.ValueOf(string(name))
		switch {
		case table.MapIndex(key).IsValid():
			return malformed("must not have a name twice")
		case table.Len() == r.entries:
			return malformed("must not have more than " + strconv.Itoa(r.entries) + " entries")
		}
		entry := reflect.New(v.Type().Elem()).Elem()
		if fault := r.value(in.next(), entry); fault != nil {
			return fault
		}
		table.SetMapIndex(key, entry)
	}
	v.Set(table)
	return nil
}

// moved is the error of a value's own reader, nil if there is none.
func moved(err error) *FieldError {
	if err == nil {
		return nil
	}
	return inside(err)
}
