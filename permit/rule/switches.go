package rule

import (
	"fmt"
	"slices"
)

// Switches are all the readings of one policy P. Each package that has a policy
// has one value of it, and all that asks whether a policy holds a reading of
// every place asks it: Of, Validate, and the tables built from List.
type Switches[P any] struct {
	pkg      string
	list     []Switch[P]
	defaults P
}

// NewSwitches gathers the switches of a package's policy. The package's name
// stands before its errors.
func NewSwitches[P any](pkg string, list ...Switch[P]) *Switches[P] {
	return &Switches[P]{pkg: pkg, list: cloneSwitches(list)}
}

// List is a copy of the switches, the caller's own.
func (s *Switches[P]) List() []Switch[P] { return cloneSwitches(s.list) }

func cloneSwitches[P any](list []Switch[P]) []Switch[P] {
	list = slices.Clone(list)
	for i := range list {
		list[i].Answers = slices.Clone(list[i].Answers)
	}
	return list
}

// Of is p, or the default readings for nil. A policy with a field that holds none
// of its readings is an error that wraps ErrAnswer: no such value is quietly read
// as something else. Without an error it allocates nothing.
func (s *Switches[P]) Of(p *P) (*P, error) {
	if p == nil {
		return &s.defaults, nil
	}
	if err := s.Validate(p); err != nil {
		return nil, err
	}
	return p, nil
}

// Validate reports the first field of a policy that holds none of its readings.
// A nil policy is the default and valid. The error wraps ErrAnswer and names the
// package, the reading and the field. Without an error it allocates nothing.
func (s *Switches[P]) Validate(p *P) error {
	if p == nil {
		return nil
	}
	if a := astray(s.list, p); a != nil {
		return fmt.Errorf("%s: policy: %w", s.pkg, a.Validate(p))
	}
	return nil
}
