package record

import (
	"errors"
	"strings"

	"github.com/juzhuzheng/residence/permit/word"
)

// At moves an error from the name a value has by itself to its place in a
// record: "term.from" at "document.term" is "document.term.from". The word of
// an enumeration that is none becomes a FieldError, and so does any other error,
// whose text might quote the value and is therefore dropped. Nil stays nil. Of
// several faults it keeps the first; Faults.Nested keeps them all.
func At(path string, err error) error {
	if err == nil {
		return nil
	}
	return inside(err).below(path)
}

// inside is an error of a value with the path inside that value: empty for the
// value itself.
func inside(err error) *FieldError {
	var fault *FieldError
	var noWord *word.Error
	switch {
	case errors.As(err, &fault):
		_, inner, _ := strings.Cut(fault.Field, ".")
		return &FieldError{Field: inner, Rule: fault.Rule, Err: fault.Err}
	case errors.As(err, &noWord):
		return &FieldError{Rule: noWord.Rule, Err: ErrWord}
	}
	return malformed("has the wrong form")
}

// below is the same fault seen from one level further out.
func (e *FieldError) below(path string) *FieldError {
	return &FieldError{Field: join(path, e.Field), Rule: e.Rule, Err: e.Err}
}

func malformed(rule string) *FieldError { return &FieldError{Rule: rule, Err: ErrMalformed} }

// join puts two parts of a path together; either may be empty.
func join(outer, inner string) string {
	switch {
	case outer == "":
		// Cloned so that the path a caller puts together for a fault that is
		// none need not outlive the call.
		return strings.Clone(inner)
	case inner == "":
		return strings.Clone(outer)
	}
	return outer + "." + inner
}
