package registry

import (
	"errors"

	"github.com/juzhuzheng/residence/storage"
)

// The errors of the registry. A refusal by law is none: it is a result. Errors
// of the store pass through and match the sentinels of package storage.
var (
	// ErrConflict says that somebody else recorded something meanwhile, or
	// that the permit is not in the version the actor decided on. Nothing was
	// recorded. It is storage.ErrConflict.
	ErrConflict = storage.ErrConflict
	// ErrNotFound says that there is no such record: a *NotFoundError. It is
	// storage.ErrNotFound.
	ErrNotFound = storage.ErrNotFound
	// ErrErased says that the content of a record was erased by order. It is
	// storage.ErrErased.
	ErrErased = storage.ErrErased
	// ErrConfig says that a registry cannot be made of what New was given.
	ErrConfig = errors.New("registry: configuration")
	// ErrState says that a record is not in the state a task needs: an
	// application decided twice, a permit issued on one that was refused.
	ErrState = errors.New("registry: not possible in this state of the record")
	// ErrNumber says that the numbering gave a number that is malformed or
	// already in use.
	ErrNumber = errors.New("registry: the numbering gave an unusable number")
)

// A ConflictError says what was overtaken and what to do. It wraps ErrConflict.
type ConflictError struct {
	Task Task
	Err  error // the store's error, or nil if the version seen is an old one
}

// Error names the task and says what to do.
func (e *ConflictError) Error() string {
	return "registry: " + e.Task.String() + ": the record has changed meanwhile and nothing was recorded: " +
		"read it again, decide again, and send the order with a new request ID"
}

// Unwrap gives ErrConflict and the cause.
func (e *ConflictError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrConflict}
	}
	return []error{ErrConflict, e.Err}
}

// conflict gives a conflict of the store its advice. A command ID used for
// another request says itself what to do.
func conflict(t Task, err error) error {
	var known *ConflictError
	switch {
	case !errors.Is(err, ErrConflict), errors.Is(err, storage.ErrDuplicate), errors.Is(err, storage.ErrCommitUnknown),
		errors.Is(err, ErrNumber), errors.As(err, &known):
		return err
	}
	return &ConflictError{Task: t, Err: err}
}

// A StateError says why a record does not admit a task. It wraps ErrState.
type StateError struct {
	Task Task
	Rule string // what must be so: "the application must …"
}

// Error names the task and the rule.
func (e *StateError) Error() string { return "registry: " + e.Task.String() + ": " + e.Rule }

// Unwrap is ErrState.
func (e *StateError) Unwrap() error { return ErrState }

// A NotFoundError says what there is no record of. It wraps ErrNotFound.
type NotFoundError struct {
	Task Task
	Kind storage.Kind
	Err  error // the store's error
}

// kinds are the kinds of record in words.
var kinds = [...]string{
	KindRegistration: "registration",
	KindApplication:  "application",
	KindPermit:       "permit",
	KindAct:          "act on a permit",
	KindCard:         "card",
	KindSanction:     "sanction",
	KindReferral:     "referral",
	KindConfiscation: "confiscation",
}

// Error names the task and the kind of record, without the number.
func (e *NotFoundError) Error() string {
	what := "record"
	if int(e.Kind) < len(kinds) && kinds[e.Kind] != "" {
		what = kinds[e.Kind]
	}
	return "registry: " + e.Task.String() + ": there is no such " + what
}

// Unwrap is the store's error.
func (e *NotFoundError) Unwrap() error { return e.Err }

// inWords gives a missing record of the store its kind as a word.
func inWords(t Task, err error) error {
	var gone *storage.NotFoundError
	var known *NotFoundError
	if errors.As(err, &gone) && !errors.As(err, &known) {
		return &NotFoundError{Task: t, Kind: gone.Key.Kind, Err: err}
	}
	return err
}

// missing reports whether there is no such record.
func missing(err error) bool { return errors.Is(err, ErrNotFound) }
