package rule

import "errors"

var (
	// ErrAnswer reports a key that is none of a reading's answers, or a field
	// of a policy with a value that is none.
	ErrAnswer = errors.New("rule: not an answer of this reading")

	// ErrTable reports a table that breaks a rule of its own making: a code
	// twice, a condition outside the formula, a missing text. It is a fault in
	// the program, found when the table is built.
	ErrTable = errors.New("rule: bad table")

	// ErrDecision reports a marshalled decision that contradicts itself or
	// lacks a part.
	ErrDecision = errors.New("rule: bad decision")
)
