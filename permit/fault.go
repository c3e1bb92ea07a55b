package permit

import (
	"errors"

	"github.com/juzhuzheng/residence/permit/record"
)

// The reasons a value or a record is refused. Match them with errors.Is; the
// field and the rule are in the FieldError that wraps them.
var (
	ErrInvalid       = record.ErrInvalid       // every FieldError and every RecordError
	ErrMissing       = record.ErrMissing       // a required value was not stated
	ErrWord          = record.ErrWord          // a word outside its enumeration
	ErrText          = record.ErrText          // length, characters or encoding of a text
	ErrContradiction = record.ErrContradiction // two stated facts cannot both hold
	ErrMalformed     = record.ErrMalformed     // not the JSON form of the record
	ErrPersonal      = errors.New("permit: personal data in a public field")
	ErrPurpose       = errors.New("permit: purpose refused")
	ErrIDShape       = errors.New("permit: not the shape of an identity number")
	ErrIDDate        = errors.New("permit: impossible birth date in an identity number")
	ErrIDCheck       = errors.New("permit: wrong check character in an identity number")
)

// A FieldError says which field broke which rule, never with which value.
type FieldError = record.FieldError

// A RecordError lists every fault of a record at once.
type RecordError = record.RecordError

// faults are those of one record, noted in the words of this package.
type faults struct {
	record.Faults
	// stored says that the record was written earlier: what only decides
	// whether an act may be done is no fault of it any more.
	stored bool
}

func faultsIn(name string) faults { return faults{Faults: record.Faults{Record: name}} }
