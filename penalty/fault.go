package penalty

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/word"
)

// faults collects what is wrong with one record, as errors of package permit.
type faults struct {
	record string
	list   []*permit.FieldError
}

func (f *faults) require(ok bool, field, rule string, err error) {
	if !ok {
		f.list = append(f.list, &permit.FieldError{Field: f.record + "." + field, Rule: rule, Err: err})
	}
}

func (f *faults) known(ok bool, field string) {
	f.require(ok, field, "must be a value of its enumeration", permit.ErrWord)
}

func (f *faults) flag(v permit.Flag, field string) { f.known(v <= permit.No, field) }

func (f *faults) actor(k permit.ActorKind, field string) { f.known(k <= permit.Individual, field) }

func (f *faults) office(k permit.OfficeKind, field string) { f.known(k <= permit.OtherOffice, field) }

// finding takes over the faults of a finding, and asks that it is on the ground
// that the field is for; none at all is no fault.
func (f *faults) finding(v *permit.Finding, field string, grounds ...permit.Ground) {
	if v.IsZero() {
		return
	}
	f.nested(v.Validate(), field)
	f.require(slices.Contains(grounds, v.Ground), field+".ground", "must be the ground the field is for", permit.ErrContradiction)
}

// nested takes over the faults of a value that is a field of the record.
func (f *faults) nested(err error, field string) {
	if err == nil {
		return
	}
	var record *permit.RecordError
	if errors.As(err, &record) {
		for _, e := range record.Faults {
			f.list = append(f.list, &permit.FieldError{Field: f.record + "." + field + ": " + e.Field, Rule: e.Rule, Err: e.Err})
		}
	}
}

func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	return &permit.RecordError{Record: f.record, Faults: f.list}
}

// strictly reads the JSON form of a record: no unknown field, nothing after the
// object. T is the record without its methods. What the decoder says may quote
// the input, so it is not passed on.
func strictly[T any](record string, b []byte, to *T) error {
	var fresh T
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	err := dec.Decode(&fresh)
	var field *permit.FieldError
	var text *word.Error
	switch {
	case errors.As(err, &field):
		return field
	case errors.As(err, &text):
		return text
	case err != nil:
		return &permit.FieldError{Field: record, Rule: "must be the JSON form of the record", Err: permit.ErrMalformed}
	}
	if _, err := dec.Token(); err != io.EOF {
		return &permit.FieldError{Field: record, Rule: "must be one JSON object and nothing else", Err: permit.ErrMalformed}
	}
	*to = fresh
	return nil
}
