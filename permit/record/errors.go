package record

import (
	"errors"
	"strings"

	"github.com/juzhuzheng/residence/permit/word"
)

// The reasons a value or a record is refused. Match them with errors.Is; the
// field and the rule are in the FieldError that wraps them. Packages have more
// of their own.
var (
	ErrInvalid       = errors.New("record: invalid value")  // every FieldError and every RecordError
	ErrMissing       = errors.New("record: value missing")  // a required value was not stated
	ErrText          = errors.New("record: text refused")   // length, characters or encoding of a text
	ErrContradiction = errors.New("record: contradiction")  // two stated facts cannot both hold
	ErrMalformed     = errors.New("record: malformed JSON") // not the JSON form of the record
	ErrWord          = word.ErrWord                         // a word outside its enumeration
)

// A FieldError says which field broke which rule. It never carries the value:
// article 25 makes the information confidential, and errors travel into logs.
type FieldError struct {
	Field string // path of the field in lowerCamel names, from its record: "person.idNumber"
	Rule  string // what the field must satisfy
	Err   error  // one of the sentinels
}

// Error is the field and the rule, without the value.
func (e *FieldError) Error() string { return "record: " + e.Field + " " + e.Rule }

// Unwrap gives ErrInvalid and the sentinel of the rule.
func (e *FieldError) Unwrap() []error { return []error{ErrInvalid, e.Err} }

// A RecordError lists every fault of a record at once, so that a form can be
// sent back one time only.
type RecordError struct {
	Record string
	Faults []*FieldError // at least one, in the order of the record's fields
}

// Error lists the faults, separated by semicolons.
func (e *RecordError) Error() string {
	var b strings.Builder
	b.WriteString("record: ")
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
