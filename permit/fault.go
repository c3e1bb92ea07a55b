package permit

import (
	"errors"
	"strings"
)

// The reasons a value or a record is refused. Match them with errors.Is; the
// field and the rule are in the FieldError that wraps them.
var (
	ErrInvalid       = errors.New("permit: invalid value")        // every FieldError and every RecordError
	ErrMissing       = errors.New("permit: value missing")        // a required value was not stated
	ErrWord          = errors.New("permit: not an accepted word") // a word outside its enumeration
	ErrText          = errors.New("permit: text refused")         // length, characters or encoding of a text
	ErrContradiction = errors.New("permit: contradiction")        // two stated facts cannot both hold
	ErrPersonal      = errors.New("permit: personal data in a public field")
	ErrMalformed     = errors.New("permit: malformed JSON") // not the JSON form of the record
	ErrPurpose       = errors.New("permit: purpose refused")
	ErrIDShape       = errors.New("permit: not the shape of an identity number")
	ErrIDDate        = errors.New("permit: impossible birth date in an identity number")
	ErrIDCheck       = errors.New("permit: wrong check character in an identity number")
)

// A FieldError says which field broke which rule. It never carries the value:
// article 25 makes the information confidential, and errors travel into logs.
type FieldError struct {
	Field string // path of the field in lowerCamel names, from its record: "person.idNumber"
	Rule  string // what the field must satisfy
	Err   error  // one of the sentinels above
}

// Error is the field and the rule, without the value.
func (e *FieldError) Error() string { return "permit: " + e.Field + " " + e.Rule }

// Unwrap gives ErrInvalid and the sentinel of the rule.
func (e *FieldError) Unwrap() []error { return []error{ErrInvalid, e.Err} }

// under moves the error from the value's own name to the place the value has
// in a record: "household.place" read as the field "household" of "person"
// becomes "person.household.place".
func (e *FieldError) under(record, field string) *FieldError {
	path := record + "." + field
	if _, inner, nested := strings.Cut(e.Field, "."); nested {
		path += "." + inner
	}
	return &FieldError{Field: path, Rule: e.Rule, Err: e.Err}
}

// A RecordError lists every fault of a record at once, so that a form can be
// sent back one time only.
type RecordError struct {
	Record string
	Faults []*FieldError // at least one, in the order of the record's fields
}

// Error lists the faults, separated by semicolons.
func (e *RecordError) Error() string {
	var b strings.Builder
	b.WriteString("permit: ")
	for i, f := range e.Faults {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(f.Field + " " + f.Rule)
	}
	return b.String()
}

// Unwrap gives the faults, each a *FieldError.
func (e *RecordError) Unwrap() []error {
	errs := make([]error, len(e.Faults))
	for i, f := range e.Faults {
		errs[i] = f
	}
	return errs
}

// faults collects what is wrong with one record.
type faults struct {
	record string
	list   []*FieldError
}

func (c *faults) add(field, rule string, err error) {
	c.list = append(c.list, &FieldError{Field: c.record + "." + field, Rule: rule, Err: err})
}

// require notes a fault unless ok.
func (c *faults) require(ok bool, field, rule string, err error) {
	if !ok {
		c.add(field, rule, err)
	}
}

// nested takes over the faults of a value that is a field of this record.
func (c *faults) nested(field string, err error) {
	if err == nil {
		return
	}
	var record *RecordError
	if errors.As(err, &record) {
		for _, f := range record.Faults {
			c.list = append(c.list, f.under(c.record, field))
		}
		return
	}
	var one *FieldError
	if errors.As(err, &one) {
		c.list = append(c.list, one.under(c.record, field))
	}
}

// err is nil if nothing was found.
func (c *faults) err() error {
	if len(c.list) == 0 {
		return nil
	}
	return &RecordError{Record: c.record, Faults: c.list}
}
