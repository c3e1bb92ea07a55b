package permit

import (
	"errors"

	"github.com/juzhuzheng/residence/permit/civil"
)

// What an act can break. Errors that name a field wrap one of these in a
// FieldError; what the permit does not admit is an AppendError.
var (
	ErrNotAuthorised = errors.New("permit: actor may not do this act (5.1)")
	ErrCite          = errors.New("permit: act cannot rest on this clause")
	ErrDecision      = errors.New("permit: act lacks the approval it needs")
	ErrFinding       = errors.New("permit: act lacks the finding it needs")
	ErrNotReturned   = errors.New("permit: exchange without the old card (12.2)")
	ErrNotInBeijing  = errors.New("permit: address not in Beijing (13.1)")

	// ErrTransition says that the permit's status on the day of the act does
	// not admit the act (clauses 11.1, 23.1).
	ErrTransition = errors.New("permit: act not possible in this status")
	// ErrCancelled is an ErrTransition: nothing leaves Cancelled (23.1).
	ErrCancelled = errors.New("permit: the permit is cancelled (23.1)")
	// ErrAlreadyIssued says that a permit is issued exactly once (11.1).
	ErrAlreadyIssued = errors.New("permit: already issued (11.1)")
	// ErrCard says that a card number is used twice, is not one of the
	// permit's, or is not in the state the act needs.
	ErrCard = errors.New("permit: card does not fit the act")
	// ErrRecordOrder says that an act was recorded before one already on record.
	ErrRecordOrder = errors.New("permit: recorded before the latest act on record")
	// ErrNeedsEndorsement says that reading A43 (c) wants the endorsement first.
	ErrNeedsEndorsement = errors.New("permit: endorsement comes first (12.1, A43 c)")
)

// An AppendError is an act that the permit does not admit. It names the act and
// the permit's status on its day, and wraps the reason.
type AppendError struct {
	Kind   ActKind
	On     civil.Date
	Status Status // of the permit on that day, as known so far
	Err    error
}

// Error names the act, the day, the status and the reason; no number.
func (e *AppendError) Error() string {
	reason := "permit: act not admitted"
	if e.Err != nil {
		reason = e.Err.Error()
	}
	return reason + ": " + e.Kind.String() + " on " + e.On.String() + ", permit " + e.Status.String()
}

// Unwrap is the reason.
func (e *AppendError) Unwrap() error { return e.Err }
