package civil

import (
	"cmp"
	"time"
)

// A Date is a legal day, from 0001-01-01 to 9999-12-31 in the Gregorian
// calendar. It is comparable, immutable and four bytes small; == is equality.
// The zero Date means "no date". It is no day of the calendar: no constructor
// returns it for a real day, and it is not 1970-01-01, which is somebody's
// birthday.
type Date struct {
	n int32 // day number, 1 = 0001-01-01; 0 = no date
}

// New returns the given day. It returns an error that wraps [ErrInvalid] if the
// year is not 1 to 9999 or the month has no such day; nothing is carried over
// into the next month.
func New(year, month, day int) (Date, error) {
	if year < minYear || year > maxYear || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}, errNoSuchDay()
	}
	return Date{join(year, month, day)}, nil
}

// DateOf returns the day on which the instant falls at a fixed eight hours
// ahead of UTC. The host's zone and the zone database play no part. The zero
// time and instants outside the years 1 to 9999 give the zero Date.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	const (
		perDay    = 24 * 60 * 60
		ahead     = 8 * 60 * 60
		unixEpoch = 719163 // day number of 1970-01-01
	)
	s := t.Unix() + ahead
	days := s / perDay
	if s%perDay < 0 {
		days--
	}
	return dateAt(days + unixEpoch)
}

// FromDayNumber is the inverse of [Date.DayNumber]: 1 is 0001-01-01 and 0 is
// the zero Date. A number beyond 9999-12-31 or below 0 gives an error that
// wraps [ErrInvalid].
func FromDayNumber(n int32) (Date, error) {
	if n < 0 || n > maxNumber {
		return Date{}, &InvalidError{What: "date", Rule: "a day number lies between 0 and 3652059"}
	}
	return Date{n}, nil
}

// dateAt returns the day with the number n, or the zero Date outside the
// calendar.
func dateAt(n int64) Date {
	if n < minNumber || n > maxNumber {
		return Date{}
	}
	return Date{int32(n)}
}

// DayNumber counts the days from 0001-01-01, which is 1. The zero Date is 0.
func (d Date) DayNumber() int32 { return d.n }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// YearMonthDay returns the three parts of d, all 0 for the zero Date.
func (d Date) YearMonthDay() (year, month, day int) {
	if d.n == 0 {
		return 0, 0, 0
	}
	return split(d.n)
}

// Year returns the year, 1 to 9999, or 0 for the zero Date.
func (d Date) Year() int {
	y, _, _ := d.YearMonthDay()
	return y
}

// Month returns the month of the year, 1 to 12, or 0 for the zero Date. The
// month with its year is [MonthOf].
func (d Date) Month() int {
	_, m, _ := d.YearMonthDay()
	return m
}

// Day returns the day of the month, 1 to 31, or 0 for the zero Date.
func (d Date) Day() int {
	_, _, day := d.YearMonthDay()
	return day
}

// Weekday returns the day of the week. It says nothing for the zero Date, for
// which it returns time.Sunday like any other number without meaning.
func (d Date) Weekday() time.Weekday {
	return time.Weekday(uint32(d.n) % 7) // 0001-01-01 was a Monday
}

// onWeekend reports whether d is a Saturday or a Sunday.
func (d Date) onWeekend() bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// Equal reports d == o. Comparison packages look for the method.
func (d Date) Equal(o Date) bool { return d == o }

// Compare orders days by time, the zero Date before all of them, and returns
// -1, 0 or +1. It is meant for sorting; rules compare by the methods below,
// which never hold for an absent day.
func (d Date) Compare(o Date) int { return cmp.Compare(d.n, o.n) }

// StrictlyBefore reports whether d is an earlier day than o. It is false if
// either is the zero Date.
func (d Date) StrictlyBefore(o Date) bool { return d.n != 0 && d.n < o.n }

// StrictlyAfter reports whether d is a later day than o. It is false if either
// is the zero Date.
func (d Date) StrictlyAfter(o Date) bool { return o.n != 0 && d.n > o.n }

// OnOrBefore reports whether d is the day o or an earlier one. It is false if
// either is the zero Date.
func (d Date) OnOrBefore(o Date) bool { return d.n != 0 && d.n <= o.n }

// OnOrAfter reports whether d is the day o or a later one. It is false if
// either is the zero Date.
func (d Date) OnOrAfter(o Date) bool { return o.n != 0 && d.n >= o.n }

// DayAfter returns the next day. It is zero for the zero Date and for
// 9999-12-31.
func (d Date) DayAfter() Date { return d.AddDays(1) }

// DayBefore returns the previous day. It is zero for the zero Date and for
// 0001-01-01.
func (d Date) DayBefore() Date { return d.AddDays(-1) }

// AddDays returns the day n days later, or earlier if n is negative. It is zero
// if d is zero or the result would leave the calendar.
func (d Date) AddDays(n int) Date {
	// A sum beyond int64 wraps to the far side of the calendar, not into it.
	if d.n == 0 {
		return Date{}
	}
	return dateAt(int64(d.n) + int64(n))
}

// AddMonths returns the corresponding day n months later, or earlier if n is
// negative: the day of the same number, or the last day of that month if it is
// shorter. 31 August plus six months is 28 or 29 February. It is zero if d is
// zero or the result would leave the calendar.
func (d Date) AddMonths(n int) Date {
	if d.n == 0 {
		return Date{}
	}
	y, m, day := split(d.n)
	// A sum beyond int wraps to the far side of the calendar, not into it.
	index := y*12 + m - 1 + n
	if index < minYear*12 || index >= (maxYear+1)*12 {
		return Date{}
	}
	return Date{joinClamped(index/12, index%12+1, day)}
}

// AddYears returns the corresponding day n years later, or earlier if n is
// negative; 29 February becomes 28 February in a common year and is not
// restored by a further step. It is zero if d is zero or the result would leave
// the calendar.
func (d Date) AddYears(n int) Date {
	if n > maxYear || n < -maxYear { // twelve times more could wrap into it
		return Date{}
	}
	return d.AddMonths(12 * n)
}

// DaysUntil returns how many days o lies after d: 0 for the same day, negative
// if o is earlier. It is 0 if either is the zero Date; ask IsZero first where
// that matters.
func (d Date) DaysUntil(o Date) int {
	if d.n == 0 || o.n == 0 {
		return 0
	}
	return int(o.n) - int(d.n)
}
