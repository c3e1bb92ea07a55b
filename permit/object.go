package permit

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
)

// decodeObject reads the JSON form of a record strictly: field names exactly as
// written, none unknown, none twice, nothing after the object. encoding/json
// alone would accept "NAME" for "name" and let the last duplicate win, and its
// errors can quote the input. On any error the record keeps its value; null
// leaves it alone, as is the custom of the standard library.
func decodeObject[T any](record string, data []byte, to *T) error {
	if string(bytes.TrimSpace(data)) == "null" {
		return nil
	}
	malformed := func(field, rule string) error {
		return &FieldError{Field: field, Rule: rule, Err: ErrMalformed}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return malformed(record, "must be a JSON object")
	}
	var fresh T
	places, names := fieldsOf(&fresh)
	seen := make(map[string]bool, len(places))
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return malformed(record, "must be a JSON object")
		}
		name, _ := key.(string)
		place, ok := places[name]
		if !ok {
			return malformed(record, "has a field of another name than "+strings.Join(names, ", "))
		}
		if seen[name] {
			return malformed(record+"."+name, "is given twice")
		}
		seen[name] = true
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return malformed(record+"."+name, "must be a JSON value")
		}
		if err := json.Unmarshal(raw, place); err != nil {
			var fault *FieldError
			if errors.As(err, &fault) {
				return fault.under(record, name)
			}
			return malformed(record+"."+name, "has the wrong form")
		}
	}
	if _, err := dec.Token(); err != nil {
		return malformed(record, "must be a JSON object")
	}
	if _, err := dec.Token(); err != io.EOF {
		return malformed(record, "must be one JSON object and nothing else")
	}
	*to = fresh
	return nil
}

// fieldsOf maps the JSON names of a record to its fields, and lists the names
// in the order of the record.
func fieldsOf(record any) (places map[string]any, names []string) {
	v := reflect.ValueOf(record).Elem()
	places = make(map[string]any, v.NumField())
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		places[name] = v.Field(i).Addr().Interface()
		names = append(names, name)
	}
	return places, names
}
