package rule

import (
	"fmt"

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

	get func(*P) int
	set func(*P, int)
}

// Choose makes a Switch for a field of an enumerated type: answers[i] is the
// register's key of the field's value i, and value 0 is the default.
func Choose[P any, E ~uint8](id law.ReadingID, field string, at func(*P) *E, answers ...string) Switch[P] {
	return Switch[P]{
		ID: id, Field: field, Answers: answers,
		get: func(p *P) int { return int(*at(p)) },
		set: func(p *P, i int) { *at(p) = E(i) },
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
		set: func(p *P, i int) { *at(p) = i == 1 },
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

// Set makes p choose the answer with this key.
func (s Switch[P]) Set(p *P, answer string) error {
	for i, a := range s.Answers {
		if a == answer {
			s.set(p, i)
			return nil
		}
	}
	return fmt.Errorf("%w: %v (%s) has %v", ErrAnswer, s.ID, s.Field, s.Answers)
}

// Validate reports an error if p's field holds a value that is none of the
// answers.
func (s Switch[P]) Validate(p *P) error {
	if s.Answer(p) == "" {
		return fmt.Errorf("%w: %v (%s) has %v", ErrAnswer, s.ID, s.Field, s.Answers)
	}
	return nil
}
