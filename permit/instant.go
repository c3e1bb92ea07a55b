package permit

import (
	"time"

	"github.com/juzhuzheng/residence/permit/civil"
)

// An Instant is the moment at which something was recorded, in microseconds
// since 1970-01-01T00:00:00Z. It is comparable and ordered; the zero Instant
// means "not recorded". It says nothing about the day on which an act takes
// effect: that is a Date of its own.
type Instant int64

// instantLayout is RFC 3339 in UTC with exactly six decimals, so that equal
// instants have equal texts and texts sort as the instants do.
const instantLayout = "2006-01-02T15:04:05.000000Z"

// The first and the last instant that have a text: the calendar of civil.Date.
var (
	firstInstant = InstantOf(time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC))
	lastInstant  = InstantOf(time.Date(9999, 12, 31, 15, 59, 59, 999999000, time.UTC))
)

// InstantOf cuts t to whole microseconds.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMicro()) }

// IsZero reports whether nothing is recorded.
func (i Instant) IsZero() bool { return i == 0 }

// Time is the moment in UTC.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).UTC() }

// Day is the legal day of the moment, eight hours ahead of UTC. The zero
// Instant has none.
func (i Instant) Day() civil.Date {
	if i == 0 {
		return civil.Date{}
	}
	return civil.DateOf(i.Time())
}

// String is the moment in RFC 3339, in UTC, with six decimals; empty for the
// zero Instant.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	return i.Time().Format(instantLayout)
}

// MarshalText gives what String gives. An instant outside the years 1 to 9999
// is a FieldError wrapping ErrText.
func (i Instant) MarshalText() ([]byte, error) {
	if i != 0 && (i < firstInstant || i > lastInstant) {
		return nil, errInstant()
	}
	return []byte(i.String()), nil
}

// UnmarshalText reads exactly what MarshalText writes; on error, a FieldError
// wrapping ErrText, i keeps its value.
func (i *Instant) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*i = 0
		return nil
	}
	t, err := time.Parse(instantLayout, string(b))
	v := InstantOf(t)
	if err != nil || v.String() != string(b) || v < firstInstant || v > lastInstant {
		return errInstant()
	}
	*i = v
	return nil
}

func errInstant() error {
	return &FieldError{Field: "instant", Rule: "must be a moment in UTC with six decimals, as in 2026-01-15T08:30:00.000000Z", Err: ErrText}
}
