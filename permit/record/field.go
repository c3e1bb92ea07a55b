package record

import (
	"reflect"
	"strings"
)

// A field is a field of a record that is being read.
type field struct {
	name  string // in JSON
	place reflect.Value
	read  bool
}

// fieldsOf lists the fields of a record in its order. Those of an embedded
// record are its own; what encoding/json does not write is not read.
func fieldsOf(v reflect.Value, fields []field) []field {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "" && f.Anonymous && f.Type.Kind() == reflect.Struct:
			fields = fieldsOf(v.Field(i), fields)
		case !f.IsExported() || name == "-":
		case name == "":
			fields = append(fields, field{name: f.Name, place: v.Field(i)})
		default:
			fields = append(fields, field{name: name, place: v.Field(i)})
		}
	}
	return fields
}

func find(fields []field, name []byte) *field {
	for i := range fields {
		if fields[i].name == string(name) {
			return &fields[i]
		}
	}
	return nil
}

func names(fields []field) string {
	list := make([]string, len(fields))
	for i := range fields {
		list[i] = fields[i].name
	}
	return strings.Join(list, ", ")
}
