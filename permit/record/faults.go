package record

import (
	"encoding"
	"errors"
	"strings"
)

// Faults collects what is wrong with one record. The zero Faults with the name
// of the record is ready for use.
type Faults struct {
	// Record is the name the record has by itself. Paths begin with it; without
	// one they begin with the field.
	Record string
	// List is what was found, in the order in which it was found.
	List []*FieldError
}

// Add notes a fault of a field. err is a sentinel.
func (c *Faults) Add(field, rule string, err error) {
	c.List = append(c.List, &FieldError{Field: join(c.Record, field), Rule: rule, Err: err})
}

// Require notes a fault unless ok.
func (c *Faults) Require(ok bool, field, rule string, err error) {
	if !ok {
		c.Add(field, rule, err)
	}
}

// Word notes a fault for a value outside its enumeration: one that has no text
// form. The fault lists the words.
func (c *Faults) Word(field string, v encoding.TextMarshaler) {
	_, err := v.MarshalText()
	c.Nested(field, err)
}

// Nested takes over the faults of a value that is a field of this record, each
// moved to the place it has here. An error of another kind than those of this
// package and of package word is a fault too, without its text.
func (c *Faults) Nested(field string, err error) {
	if err == nil {
		return
	}
	var record *RecordError
	if !errors.As(err, &record) {
		c.List = append(c.List, inside(err).below(join(c.Record, field)))
		return
	}
	at := join(c.Record, field)
	for _, f := range record.Faults {
		inner := strings.TrimPrefix(f.Field, record.Record+".")
		c.List = append(c.List, &FieldError{Field: join(at, inner), Rule: f.Rule, Err: f.Err})
	}
}

// Err is a *RecordError of what was found, nil if nothing was.
func (c *Faults) Err() error {
	if len(c.List) == 0 {
		return nil
	}
	return &RecordError{Record: c.Record, Faults: c.List}
}
