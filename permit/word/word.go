// Package word is the one mechanism behind every enumeration of the library.
//
// An enumeration is a small unsigned integer whose values each have a stable
// code for storage and a label for people in Chinese and English. The zero
// value is a word too: it usually says that nothing is recorded. Stored text is
// read strictly, by code alone; text from a form may also use a label or an
// alias. What is not a word is an error that lists the words and does not
// repeat the text, because a form's wrong text can be somebody's name.
package word

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// ErrWord reports a text, or a number, that is no word of its enumeration.
var ErrWord = errors.New("not an accepted word")

// An Error says which enumeration was not given one of its words. It wraps
// ErrWord and never repeats what was given.
type Error struct {
	Field string // the enumeration, as the field is called in JSON
	Rule  string // the words that are accepted
}

// Error is the field and the rule.
func (e *Error) Error() string { return e.Field + ": " + e.Rule }

// Unwrap returns ErrWord.
func (e *Error) Unwrap() error { return ErrWord }

// A Word is one value of an enumeration: the code that is stored and never
// changes, the label for people, and what else a form may call it.
type Word struct {
	Code  string
	Label law.Bilingual
	Also  []string
}

// A List is an enumeration: Words[i] belongs to the value i. Field is the name
// its errors give it. A List never changes after it was made.
type List struct {
	Field string
	Words []Word
}

// Known reports whether i is a value of the enumeration, the zero included.
func (l *List) Known(i uint8) bool { return int(i) < len(l.Words) }

// Code is the stable code of i, or "invalid(…)" for a number outside.
func (l *List) Code(i uint8) string {
	if !l.Known(i) {
		return "invalid(" + strconv.Itoa(int(i)) + ")"
	}
	return l.Words[i].Code
}

// Label is the word for people, in Chinese unless the tag asks for English.
func (l *List) Label(i uint8, tag language.Tag) string {
	if !l.Known(i) {
		return l.Code(i)
	}
	return l.Words[i].Label.In(tag)
}

// Marshal gives the code, or an Error for a number outside.
func (l *List) Marshal(i uint8) ([]byte, error) {
	if !l.Known(i) {
		return nil, l.Refuse()
	}
	return []byte(l.Words[i].Code), nil
}

// Unmarshal reads a code, and nothing but a code, into to. On an error to keeps
// its value.
func Unmarshal[E ~uint8](l *List, b []byte, to *E) error {
	for i := range l.Words {
		if l.Words[i].Code == string(b) {
			*to = E(i)
			return nil
		}
	}
	return l.Refuse()
}

// Find reads a value from its code, label or alias, as a form may give it.
func (l *List) Find(s string) (uint8, error) {
	if s != "" {
		for i, w := range l.Words {
			if s == w.Code || s == w.Label.ZH || s == w.Label.EN || slices.Contains(w.Also, s) {
				return uint8(i), nil
			}
		}
	}
	return 0, l.Refuse()
}

// Refuse is the error for what is no word of the list.
func (l *List) Refuse() error {
	var codes []string
	for _, w := range l.Words {
		if w.Code != "" {
			codes = append(codes, w.Code)
		}
	}
	return &Error{l.Field, "must be one of " + strings.Join(codes, ", ")}
}
