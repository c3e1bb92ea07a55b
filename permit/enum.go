package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/word"
)

// An Enum is an enumeration of this package. Its zero value means that nothing
// is recorded; its text form is the stable code.
type Enum interface {
	~uint8
	String() string
	Label(language.Tag) string
	vocabulary() *word.List
}

// Values lists the values of an enumeration in their order, without the zero
// value: what a table over all of them has to cover.
func Values[E Enum]() []E {
	var zero E
	list := make([]E, 0, len(zero.vocabulary().Words))
	for i := 1; i < len(zero.vocabulary().Words); i++ {
		list = append(list, E(i))
	}
	return list
}

// Known reports whether v is a value of its enumeration, the zero value
// included.
func Known[E Enum](v E) bool { return v.vocabulary().Known(uint8(v)) }

// ParseWord reads a value from its code, or from a label or alias a form may
// use instead (工商 and 市场监管 are one department, reading A78). Anything else
// is a FieldError wrapping ErrWord that lists the accepted codes.
func ParseWord[E Enum](s string) (E, error) {
	var zero E
	v, err := zero.vocabulary().Find(s)
	return E(v), named(zero, err)
}

// unmarshalWord is the strict reading of stored text: codes only. On error the
// receiver keeps its value.
func unmarshalWord[E Enum](b []byte, to *E) error {
	return named(*to, word.Unmarshal((*to).vocabulary(), b, to))
}

// marshalWord is the code; a value outside the enumeration is an error.
func marshalWord[E Enum](v E) ([]byte, error) {
	b, err := v.vocabulary().Marshal(uint8(v))
	return b, named(v, err)
}

// named makes what package word says of an enumeration a FieldError, as this
// package gives for every value.
func named[E Enum](v E, err error) error { return record.At(v.vocabulary().Field, err) }

// oneOf notes a fault for a value outside its enumeration, and, where the
// record needs an answer, for one that is not stated.
func oneOf[E Enum](c *faults, field string, value E, required bool) {
	switch {
	case !Known(value):
		c.Nested(field, value.vocabulary().Refuse())
	case required && value == 0:
		c.Add(field, "must be stated", ErrMissing)
	}
}
