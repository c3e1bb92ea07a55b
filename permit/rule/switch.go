package rule

import (
	"fmt"
	"slices"

	"github.com/juzhuzheng/residence/permit/law"
)

// A Switch connects one entry of the register of readings with the field of a
// policy P that chooses its answer, so that all readings of a package can be
// listed, shown with a decision, and tried.
type Switch[P any] struct {
	// ID is the register's entry.
	ID law.ReadingID
	// Field is the name of the policy's field.
	Field string
	// Answers are the register's answer keys that the field can express; the
	// first is the default.
	Answers []string

	get func(*P) int       // the place in Answers; -1 for a value that is none
	set func(*P, int) bool // false where the answer needs a number that is not there
}

// Choose makes a Switch for a field of an enumerated type: answers[i] is the
// register's key of the field's value i, and value 0 is the default.
func Choose[P any, E ~uint8](id law.ReadingID, field string, at func(*P) *E, answers ...string) Switch[P] {
	return Switch[P]{
		ID: id, Field: field, Answers: answers,
		get: func(p *P) int { return int(*at(p)) },
		set: func(p *P, i int) bool { *at(p) = E(i); return true },
	}
}

// Toggle makes a Switch for a yes-or-no field whose zero value, false, is the
// default answer off.
func Toggle[P any](id law.ReadingID, field string, at func(*P) *bool, off, on string) Switch[P] {
	return Switch[P]{
		ID: id, Field: field, Answers: []string{off, on},
		get: func(p *P) int {
			if *at(p) {
				return 1
			}
			return 0
		},
		set: func(p *P, i int) bool { *at(p) = i == 1; return true },
	}
}

// Measure makes a Switch for a number that the text does not name: nought is the
// default answer none, and a number from 1 to most is the answer some. To Set
// some keeps the number that is there; where there is none it is an error, for
// the library has no figure to put in its place.
func Measure[P any, E ~uint8](id law.ReadingID, field string, at func(*P) *E, most E, none, some string) Switch[P] {
	return Switch[P]{
		ID: id, Field: field, Answers: []string{none, some},
		get: func(p *P) int {
			switch n := *at(p); {
			case n == 0:
				return 0
			case n <= most:
				return 1
			}
			return -1
		},
		set: func(p *P, i int) bool {
			if i == 0 {
				*at(p) = 0
			}
			return i == 0 || *at(p) > 0
		},
	}
}

// Answer is the key of the answer that p chooses, or an empty string if the
// field holds a value outside the enumeration.
func (s Switch[P]) Answer(p *P) string {
	if i := s.get(p); i >= 0 && i < len(s.Answers) {
		return s.Answers[i]
	}
	return ""
}

// Set makes p choose the answer with this key. The error wraps ErrAnswer: the key
// is none of Answers, or the answer needs a number that p does not hold.
func (s Switch[P]) Set(p *P, answer string) error {
	i := slices.Index(s.Answers, answer)
	switch {
	case i < 0:
		return fmt.Errorf("%w: %v (%s) has %v", ErrAnswer, s.ID, s.Field, s.Answers)
	case !s.set(p, i):
		return fmt.Errorf("%w: %v (%s): answer %s needs a number", ErrAnswer, s.ID, s.Field, answer)
	}
	return nil
}

// Validate reports an error if p's field holds a value that is none of the
// answers.
func (s Switch[P]) Validate(p *P) error {
	if !s.holds(p) {
		return fmt.Errorf("%v (%s): %w; there are %v", s.ID, s.Field, ErrAnswer, s.Answers)
	}
	return nil
}

func (s *Switch[P]) holds(p *P) bool {
	i := s.get(p)
	return i >= 0 && i < len(s.Answers)
}

// astray is the first of the switches whose field holds none of its answers; nil
// if each holds one. It allocates nothing.
func astray[P any](switches []Switch[P], p *P) *Switch[P] {
	for i := range switches {
		if !switches[i].holds(p) {
			return &switches[i]
		}
	}
	return nil
}
