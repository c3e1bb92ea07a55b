package eligibility

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/word"
)

// maxEntries bounds every list of an application: more than anybody's
// registrations or months of insurance in a lifetime.
const maxEntries = 1000

// decode reads the JSON form of a record strictly: field names exactly as
// written, none unknown, none twice, nothing after the value. encoding/json
// alone would accept "FILEDON" for "filedOn" and let the last duplicate win, and
// its errors can quote the input. On any error the record keeps its value; null
// leaves it alone, as is the custom of the standard library.
func decode[T any](record string, data []byte, to *T) error {
	if string(bytes.TrimSpace(data)) == "null" {
		return nil
	}
	var fresh T
	if err := decodeStruct(record, data, reflect.ValueOf(&fresh).Elem()); err != nil {
		return err
	}
	*to = fresh
	return nil
}

func malformed(field, rule string) error {
	return &permit.FieldError{Field: field, Rule: rule, Err: permit.ErrMalformed}
}

// decodeValue reads one value of a record: a list, an optional record, or a value
// that reads itself.
func decodeValue(path string, data []byte, v reflect.Value) error {
	switch v.Addr().Interface().(type) {
	case json.Unmarshaler, encoding.TextUnmarshaler:
		return decodeLeaf(path, data, v)
	}
	switch v.Kind() {
	case reflect.Slice:
		return decodeList(path, data, v)
	case reflect.Pointer:
		if string(data) == "null" {
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return decodeValue(path, data, v.Elem())
	}
	return decodeLeaf(path, data, v)
}

// decodeLeaf leaves a value to its own reader, and moves an error from the
// value's own name to the place it has in the record.
func decodeLeaf(path string, data []byte, v reflect.Value) error {
	err := json.Unmarshal(data, v.Addr().Interface())
	if err == nil {
		return nil
	}
	var fault *permit.FieldError
	var noWord *word.Error
	switch {
	case errors.As(err, &noWord):
		return &permit.FieldError{Field: path, Rule: noWord.Rule, Err: permit.ErrWord}
	case !errors.As(err, &fault):
		return malformed(path, "has the wrong form")
	}
	if _, inner, nested := strings.Cut(fault.Field, "."); nested {
		path += "." + inner
	}
	return &permit.FieldError{Field: path, Rule: fault.Rule, Err: fault.Err}
}

func decodeStruct(path string, data []byte, v reflect.Value) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return malformed(path, "must be a JSON object")
	}
	fields := fieldsOf(v, nil)
	seen := make(map[string]bool, len(fields))
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return malformed(path, "must be a JSON object")
		}
		name, _ := key.(string)
		field, ok := fields[name]
		if !ok {
			return malformed(path, "has a field that the record does not have")
		}
		if seen[name] {
			return malformed(path+"."+name, "is given twice")
		}
		seen[name] = true
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return malformed(path+"."+name, "must be a JSON value")
		}
		if err := decodeValue(path+"."+name, raw, field); err != nil {
			return err
		}
	}
	return finish(path, dec)
}

func decodeList(path string, data []byte, v reflect.Value) error {
	if string(data) == "null" {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if open, err := dec.Token(); err != nil || open != json.Delim('[') {
		return malformed(path, "must be a JSON array")
	}
	list := reflect.MakeSlice(v.Type(), 0, 1)
	for i := 0; dec.More(); i++ {
		if i == maxEntries {
			return malformed(path, "must not have more than "+strconv.Itoa(maxEntries)+" entries")
		}
		at := path + "." + strconv.Itoa(i)
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return malformed(at, "must be a JSON value")
		}
		entry := reflect.New(v.Type().Elem()).Elem()
		if err := decodeValue(at, raw, entry); err != nil {
			return err
		}
		list = reflect.Append(list, entry)
	}
	if err := finish(path, dec); err != nil {
		return err
	}
	v.Set(list)
	return nil
}

// finish reads the closing bracket and requires that nothing follows.
func finish(path string, dec *json.Decoder) error {
	if _, err := dec.Token(); err != nil {
		return malformed(path, "must be complete JSON")
	}
	if _, err := dec.Token(); err != io.EOF {
		return malformed(path, "must be one JSON value and nothing else")
	}
	return nil
}

// fieldsOf maps the JSON names of a record to its fields; those of an embedded
// record are its own.
func fieldsOf(v reflect.Value, fields map[string]reflect.Value) map[string]reflect.Value {
	if fields == nil {
		fields = make(map[string]reflect.Value, v.NumField())
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			fieldsOf(v.Field(i), fields)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields[name] = v.Field(i)
	}
	return fields
}

// UnmarshalJSON reads the JSON form strictly; on error a keeps its value.
func (a *Application) UnmarshalJSON(b []byte) error { return decode("application", b, a) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *Filing) UnmarshalJSON(b []byte) error { return decode("filing", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error g keeps its value.
func (g *Agent) UnmarshalJSON(b []byte) error { return decode("agent", b, g) }

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *Registration) UnmarshalJSON(b []byte) error { return decode("registration", b, r) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *SocialInsurance) UnmarshalJSON(b []byte) error { return decode("insurance", b, s) }

// UnmarshalJSON reads the JSON form strictly; on error m keeps its value.
func (m *InsuranceMonth) UnmarshalJSON(b []byte) error { return decode("insuranceMonth", b, m) }

// UnmarshalJSON reads the JSON form strictly; on error e keeps its value.
func (e *Employment) UnmarshalJSON(b []byte) error { return decode("employment", b, e) }

// UnmarshalJSON reads the JSON form strictly; on error d keeps its value.
func (d *Dwelling) UnmarshalJSON(b []byte) error { return decode("dwelling", b, d) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *Study) UnmarshalJSON(b []byte) error { return decode("study", b, s) }

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *Review) UnmarshalJSON(b []byte) error { return decode("review", b, r) }

// UnmarshalJSON reads the JSON form strictly; on error m keeps its value.
func (m *Papers) UnmarshalJSON(b []byte) error { return decode("materials", b, m) }

// UnmarshalJSON reads the JSON form strictly; on error p keeps its value.
func (p *Proof) UnmarshalJSON(b []byte) error { return decode("proof", b, p) }
