package transfer

import (
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/storage"
)

// What can be wrong with a file or with its target.
var (
	// ErrFile: the file is not a transfer file, or is damaged.
	ErrFile = errors.New("transfer: not a sound transfer file")
	// ErrIncomplete: the file ends before its end line. What came before it has
	// arrived; continue with the whole file.
	ErrIncomplete = errors.New("transfer: the file is cut off, continue with the whole file")
	// ErrForged: a part of the file was not written with the index key of this
	// store. Somebody has changed or made it who does not have the key; nothing of
	// that part has arrived.
	ErrForged = errors.New("transfer: the file was not written with the index key of this store")
	// ErrTarget: the target cannot take this file: it has records of its own,
	// other keys or another number of shards.
	ErrTarget = errors.New("transfer: the target cannot take this file")
	// ErrChain: the entries do not make a chain, or do not lead where the file
	// says.
	ErrChain = errors.New("transfer: the log in the file is not whole")
)

// A LineError says which line of a file is wrong and which rule it breaks, never
// what it contains. It wraps ErrFile, or the error that is the cause.
type LineError struct {
	Line  int // counted from 1; 0 if the fault is not in a line
	Rule  string
	Cause error
}

// Error names the line and the rule.
func (e *LineError) Error() string {
	if e.Line == 0 {
		return "transfer: " + e.Rule
	}
	return fmt.Sprintf("transfer: line %d: %s", e.Line, e.Rule)
}

// Unwrap returns the cause, or ErrFile.
func (e *LineError) Unwrap() error {
	if e.Cause != nil {
		return e.Cause
	}
	return ErrFile
}

// A TargetError says why a target cannot take a file. It wraps ErrTarget.
type TargetError struct{ Rule string }

// Error says why.
func (e *TargetError) Error() string { return "transfer: the target " + e.Rule }

// Unwrap returns ErrTarget.
func (e *TargetError) Unwrap() error { return ErrTarget }

// A Conflict is a version that the target has otherwise. It was not overwritten.
type Conflict struct {
	Line    int
	Key     storage.Key // prints without its whole ID
	Version storage.Version
}
