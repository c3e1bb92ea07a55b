package civil

import (
	"errors"
	"strconv"
)

var (
	// ErrInvalid is wrapped by every error about input that is not what it
	// should be: a text that is no date, a day that does not exist, a
	// calendar file that contradicts itself.
	ErrInvalid = errors.New("civil: invalid")

	// ErrNoCalendarData is wrapped by a [NoDataError]: the calendar holds
	// nothing about the year asked for, so nothing is known about the day.
	ErrNoCalendarData = errors.New("civil: no calendar data")
)

// An InvalidError says what was wrong with an input. It never holds the input
// itself, which may be a birthday.
type InvalidError struct {
	What string // the kind of value: "date", "month", "period", …
	Rule string // the rule that the input broke
}

// Error names the kind of value and the rule, never the input.
func (e *InvalidError) Error() string { return "civil: invalid " + e.What + ": " + e.Rule }

// Unwrap makes errors.Is(err, [ErrInvalid]) true.
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// A NoDataError names the year about which a calendar holds nothing.
type NoDataError struct {
	Year int
}

// Error names the year.
func (e *NoDataError) Error() string {
	return "civil: no calendar data for " + strconv.Itoa(e.Year)
}

// Unwrap makes errors.Is(err, [ErrNoCalendarData]) true.
func (e *NoDataError) Unwrap() error { return ErrNoCalendarData }

// A CalendarError says where a calendar file broke which rule. Calendar files
// are public notices, so the year and the day are named.
type CalendarError struct {
	Year int    // the notice being read, 0 if it was not known yet
	Day  Date   // the day concerned, zero if the fault is not in a day
	Rule string // the rule that the file broke
	Err  error  // the cause, nil if there is none
}

// Error names the year, the day, the rule and the cause, where there are any.
func (e *CalendarError) Error() string {
	s := "civil: invalid calendar"
	if e.Year != 0 {
		s += " of " + strconv.Itoa(e.Year)
	}
	if !e.Day.IsZero() {
		s += ", " + e.Day.String()
	}
	s += ": " + e.Rule
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap makes the cause and [ErrInvalid] match.
func (e *CalendarError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrInvalid}
	}
	return []error{ErrInvalid, e.Err}
}
