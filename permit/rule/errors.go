package rule

import "errors"

var (
	// ErrWord reports a truth or outcome that is none of the known words.
	ErrWord = errors.New("not a known word")

	// ErrTable reports a table that breaks a rule of its own making: a code
	// twice, a condition outside the formula, a missing text. It is a fault in
	// the program, found when the table is built.
	ErrTable = errors.New("rule: bad table")

	// ErrDecision reports a marshalled decision that contradicts itself or
	// lacks a part.
	ErrDecision = errors.New("rule: bad decision")
)
