package permit

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// A word is one value of an enumeration: the code that is stored and never
// changes, the labels for people, and what else a form may call it.
type word struct {
	code  string
	label law.Bilingual
	also  []string
}

// A vocabulary is the one mechanism behind all enumerations of this package:
// words[i] belongs to the value i, and words[0] says that nothing is recorded.
type vocabulary struct {
	field string
	words []word
}

// An Enum is an enumeration of this package. Its zero value means that nothing
// is recorded; its text form is the stable code.
type Enum interface {
	~uint8
	String() string
	Label(language.Tag) string
	vocabulary() *vocabulary
}

// Values lists the values of an enumeration in their order, without the zero
// value: what a table over all of them has to cover.
func Values[E Enum]() []E {
	var zero E
	list := make([]E, 0, len(zero.vocabulary().words))
	for i := 1; i < len(zero.vocabulary().words); i++ {
		list = append(list, E(i))
	}
	return list
}

// ParseWord reads a value from its code, or from a label or alias a form may
// use instead (工商 and 市场监管 are one department, reading A78). Anything else
// is a FieldError wrapping ErrWord that lists the accepted codes.
func ParseWord[E Enum](s string) (E, error) {
	var zero E
	v := zero.vocabulary()
	for i, w := range v.words {
		if s != "" && (s == w.code || s == w.label.ZH || s == w.label.EN || slices.Contains(w.also, s)) {
			return E(i), nil
		}
	}
	return zero, v.refuse()
}

// unmarshalWord is the strict reading of stored text: codes only. On error the
// receiver keeps its value.
func unmarshalWord[E Enum](b []byte, to *E) error {
	var zero E
	v := zero.vocabulary()
	for i, w := range v.words {
		if w.code == string(b) {
			*to = E(i)
			return nil
		}
	}
	return v.refuse()
}

func (v *vocabulary) refuse() error {
	codes := make([]string, len(v.words))
	for i, w := range v.words {
		codes[i] = w.code
	}
	return &FieldError{Field: v.field, Rule: "must be one of " + strings.Join(codes, ", "), Err: ErrWord}
}

// known reports whether i is a value of the enumeration, the zero included.
func (v *vocabulary) known(i uint8) bool { return int(i) < len(v.words) }

func (v *vocabulary) code(i uint8) string {
	if !v.known(i) {
		return "invalid(" + strconv.Itoa(int(i)) + ")"
	}
	return v.words[i].code
}

func (v *vocabulary) label(i uint8, tag language.Tag) string {
	if !v.known(i) {
		return v.code(i)
	}
	return v.words[i].label.In(tag)
}

func (v *vocabulary) marshal(i uint8) ([]byte, error) {
	if !v.known(i) {
		return nil, v.refuse()
	}
	return []byte(v.words[i].code), nil
}

// oneOf notes a fault for a value outside its enumeration, and, where the
// record needs an answer, for one that is not stated.
func oneOf[E Enum](c *faults, field string, value E, required bool) {
	v := value.vocabulary()
	switch {
	case !v.known(uint8(value)):
		c.nested(field, v.refuse())
	case required && value == 0:
		c.add(field, "must be stated", ErrMissing)
	}
}
