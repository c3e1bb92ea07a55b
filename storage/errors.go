package storage

import (
	"errors"
	"fmt"
)

// The sentinels every error of this package and of its adapters wraps. Match
// them with errors.Is.
var (
	// ErrNotFound: there is no such record, version or command.
	ErrNotFound = errors.New("storage: not found")
	// ErrConflict: the record, the log or a unique key is not as expected.
	// Nothing was written. Read again before deciding again.
	ErrConflict = errors.New("storage: conflict, read again before writing")
	// ErrRetry: the engine gave this attempt up (deadlock, serialization,
	// busy). Nothing was written. Run the whole closure again.
	ErrRetry = errors.New("storage: attempt given up, run it again")
	// ErrCommitUnknown: the commit was sent and its answer lost. The effect is
	// either whole or absent. Repeat with the same command ID to learn which.
	ErrCommitUnknown = errors.New("storage: commit unknown, repeat with the same command ID")
	// ErrDuplicate: the command ID has been used already.
	ErrDuplicate = errors.New("storage: command ID already used")
	// ErrClosed: the backend, or the transaction, has ended.
	ErrClosed = errors.New("storage: closed")
	// ErrTooLarge: a published limit is exceeded. Nothing was shortened.
	ErrTooLarge = errors.New("storage: too large")
	// ErrInvalid: an argument breaks a rule that no state of the data can
	// make right. The program is wrong.
	ErrInvalid = errors.New("storage: invalid argument")
	// ErrUnsupported: the backend does not have this optional ability.
	ErrUnsupported = errors.New("storage: not supported by this backend")
	// ErrReadOnly: the store or the transaction only reads.
	ErrReadOnly = errors.New("storage: read only")
	// ErrSchema: the data was written by a newer or another program.
	ErrSchema = errors.New("storage: unknown schema, use the program version that wrote it")
	// ErrCorrupt: stored data fails its integrity check. Do not write on.
	ErrCorrupt = errors.New("storage: integrity check failed, call the operator")
	// ErrErased: the record's data key was destroyed by order. Its header and
	// its entries in the log remain, its content is gone for good.
	ErrErased = errors.New("storage: content erased by order")
)

// A NotFoundError says which record is missing. It wraps ErrNotFound.
type NotFoundError struct {
	Key Key
}

// Error names the record without giving its whole ID.
func (e *NotFoundError) Error() string { return "storage: no record " + e.Key.String() }

// Unwrap returns ErrNotFound.
func (e *NotFoundError) Unwrap() error { return ErrNotFound }

// A ConflictKind says which expectation failed.
type ConflictKind uint8

// The expectations that can fail.
const (
	ConflictVersion  ConflictKind = iota + 1 // the record has another version than expected
	ConflictUnique                           // another record holds the unique key
	ConflictSequence                         // the log shard has another length than expected
	ConflictRequest                          // the command ID belongs to another request
)

// String names the kind in English.
func (k ConflictKind) String() string {
	switch k {
	case ConflictVersion:
		return "version"
	case ConflictUnique:
		return "unique key"
	case ConflictSequence:
		return "log sequence"
	case ConflictRequest:
		return "request"
	}
	return "conflict"
}

// A ConflictError carries the details of an ErrConflict, which it wraps. Key
// is set for a version or unique conflict, Shard for a sequence conflict. Have
// and Want are versions or sequence numbers; Have is 0 if it is not known.
type ConflictError struct {
	Kind       ConflictKind
	Key        Key
	Shard      uint16
	Have, Want uint64
}

// Error says what was expected and what to do.
func (e *ConflictError) Error() string {
	switch e.Kind {
	case ConflictVersion:
		return fmt.Sprintf("storage: record %v has version %d, not %d: read it again before writing", e.Key, e.Have, e.Want)
	case ConflictUnique:
		return fmt.Sprintf("storage: another record holds the unique key wanted by %v: end that one first", e.Key)
	case ConflictSequence:
		return fmt.Sprintf("storage: log shard %d ends at %d, not %d: read its head again", e.Shard, e.Have, e.Want)
	}
	return ErrConflict.Error()
}

// Unwrap returns ErrConflict.
func (e *ConflictError) Unwrap() error { return ErrConflict }

// A DuplicateError says that a command ID has been used. OtherRequest is true
// if it was used for a different request; then the error also is an
// ErrConflict and the caller must choose a new ID. Otherwise the earlier
// result stands and can be read.
type DuplicateError struct {
	OtherRequest bool
}

// Error says what to do; it does not repeat the ID.
func (e *DuplicateError) Error() string {
	if e.OtherRequest {
		return "storage: command ID already used for a different request: use a new ID"
	}
	return "storage: command ID already used: read its result"
}

// Unwrap returns ErrDuplicate, and ErrConflict if the requests differ.
func (e *DuplicateError) Unwrap() []error {
	if e.OtherRequest {
		return []error{ErrDuplicate, ErrConflict}
	}
	return []error{ErrDuplicate}
}

// A LimitError says which published limit is exceeded. It wraps ErrTooLarge.
type LimitError struct {
	Field      string
	Got, Limit int
}

// Error names the field, its size and the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("storage: %s is %d, the limit is %d", e.Field, e.Got, e.Limit)
}

// Unwrap returns ErrTooLarge.
func (e *LimitError) Unwrap() error { return ErrTooLarge }

// An InvalidError names the field and the rule it breaks, never the value. It
// wraps ErrInvalid.
type InvalidError struct {
	Field, Rule string
}

// Error names the field and the rule.
func (e *InvalidError) Error() string { return "storage: " + e.Field + " " + e.Rule }

// Unwrap returns ErrInvalid.
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// An OptionsError says which field of Options is not the one that the data were
// written with. It wraps ErrSchema.
type OptionsError struct {
	Option string
}

// Error names the field.
func (e *OptionsError) Error() string {
	return "storage: the data were written with another Options." + e.Option + ": open them with that one"
}

// Unwrap returns ErrSchema.
func (e *OptionsError) Unwrap() error { return ErrSchema }

// A CorruptError says where an integrity check failed. It wraps ErrCorrupt.
type CorruptError struct {
	Key   Key    // the record, if a body or a header is wrong
	Shard uint16 // the log shard and
	Seq   uint64 // the first wrong entry, if the chain is wrong (Seq > 0)
	What  string
}

// Error says where the damage is.
func (e *CorruptError) Error() string {
	if e.Seq > 0 {
		return fmt.Sprintf("storage: log shard %d entry %d: %s", e.Shard, e.Seq, e.What)
	}
	if e.Key != (Key{}) {
		return fmt.Sprintf("storage: record %v: %s", e.Key, e.What)
	}
	return "storage: " + e.What
}

// Unwrap returns ErrCorrupt.
func (e *CorruptError) Unwrap() error { return ErrCorrupt }

// An ErasedError says whose content was erased. It wraps ErrErased.
type ErasedError struct {
	Key Key
}

// Error names the record without giving its whole ID.
func (e *ErasedError) Error() string {
	return "storage: record " + e.Key.String() + ": content erased by order"
}

// Unwrap returns ErrErased.
func (e *ErasedError) Unwrap() error { return ErrErased }

// A MissingKeyError says whose data key the vault does not have, and never had: it
// is another vault than that of the records, or a copy that was taken before the
// record was put. Nothing was written. Start again with the right vault. It wraps
// ErrSchema.
type MissingKeyError struct {
	Key Key // without an ID if it is the key of command results
}

// Error names the record without giving its whole ID.
func (e *MissingKeyError) Error() string {
	what := "record " + e.Key.String()
	if e.Key.ID == "" {
		what = fmt.Sprintf("results of kind %d", e.Key.Kind)
	}
	return "storage: " + what + ": the vault has no data key: it is not the vault of these records, or an older copy of it"
}

// Unwrap returns ErrSchema.
func (e *MissingKeyError) Unwrap() error { return ErrSchema }

// An UnsupportedError says which optional ability a backend does not have. It
// wraps ErrUnsupported.
type UnsupportedError struct {
	Ability string
}

// Error names the ability.
func (e *UnsupportedError) Error() string {
	return "storage: " + e.Ability + ": not supported by this backend"
}

// Unwrap returns ErrUnsupported.
func (e *UnsupportedError) Unwrap() error { return ErrUnsupported }

// An AttemptsError says that Store gave up retrying. It wraps the error of the
// last attempt.
type AttemptsError struct {
	Attempts int
	Last     error
}

// Error counts the attempts.
func (e *AttemptsError) Error() string {
	return fmt.Sprintf("storage: gave up after %d attempts: %v", e.Attempts, e.Last)
}

// Unwrap returns the error of the last attempt.
func (e *AttemptsError) Unwrap() error { return e.Last }
