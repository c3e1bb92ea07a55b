package endorsement

import (
	"errors"
	"fmt"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

var (
	// ErrPolicy says that a field of a policy holds none of its readings. It is
	// rule.ErrAnswer: all packages with a policy have one sentinel for it.
	ErrPolicy = rule.ErrAnswer
	// ErrNoDay says that the zero Date was given for a day that is needed.
	ErrNoDay = errors.New("endorsement: a day is missing")
	// ErrRange says that a term would end after the last day of the calendar.
	ErrRange = errors.New("endorsement: day out of range")
	// ErrNotIssued says that something happened to a permit not yet issued.
	ErrNotIssued = errors.New("endorsement: permit not issued by that day (14.2.a)")
	// ErrOrigin says that residence is said to begin after the permit's issue.
	ErrOrigin = errors.New("endorsement: registration or former permit dated after the issue (A34)")
	// ErrOrder says that events are not in the order of their days.
	ErrOrder = errors.New("endorsement: day before an earlier event")
	// ErrTooEarly says that an endorsement came before the window (14.2.b).
	ErrTooEarly = errors.New("endorsement: before the window opens (14.2.b)")
	// ErrLapsed says that an endorsement came too late under reading A35 (c).
	ErrLapsed = errors.New("endorsement: permit lapsed (14.3.b, A35 c)")
	// ErrNoLapsePeriod says that reading A35 (c) was chosen without a period.
	ErrNoLapsePeriod = errors.New("endorsement: policy has no lapse period (A35 c)")
	// ErrNotOverdue says that a suspension was recorded before the deadline
	// had passed.
	ErrNotOverdue = errors.New("endorsement: nothing overdue to suspend (14.3.a)")
)

// A TooEarlyError is an endorsement before the window. It wraps ErrTooEarly.
type TooEarlyError struct {
	Day   civil.Date
	Opens civil.Date // the first day on which it is possible
}

// Error names both days.
func (e *TooEarlyError) Error() string {
	return fmt.Sprintf("%v: on %v, opens on %v", ErrTooEarly, e.Day, e.Opens)
}

// Unwrap is ErrTooEarly.
func (e *TooEarlyError) Unwrap() error { return ErrTooEarly }

// A LapsedError is an endorsement after the permit lapsed. It wraps ErrLapsed.
type LapsedError struct {
	Day  civil.Date
	Last civil.Date // the last day on which it was possible; the latest it can be, where it is open
}

// Error names both days.
func (e *LapsedError) Error() string {
	return fmt.Sprintf("%v: on %v, possible until %v", ErrLapsed, e.Day, e.Last)
}

// Unwrap is ErrLapsed.
func (e *LapsedError) Unwrap() error { return ErrLapsed }

// An OrderError is an event, or a question, on a day before an event that is
// already counted. It wraps ErrOrder.
type OrderError struct {
	Day   civil.Date
	After civil.Date // the later event
}

// Error names both days.
func (e *OrderError) Error() string {
	return fmt.Sprintf("%v: %v comes after %v", ErrOrder, e.Day, e.After)
}

// Unwrap is ErrOrder.
func (e *OrderError) Unwrap() error { return ErrOrder }

// A NotOverdueError is a suspension recorded before the deadline had passed.
// It wraps ErrNotOverdue.
type NotOverdueError struct {
	Day       civil.Date
	LastValid civil.Date // the last valid day of the running term
}

// Error names both days.
func (e *NotOverdueError) Error() string {
	return fmt.Sprintf("%v: on %v, valid to %v", ErrNotOverdue, e.Day, e.LastValid)
}

// Unwrap is ErrNotOverdue.
func (e *NotOverdueError) Unwrap() error { return ErrNotOverdue }
