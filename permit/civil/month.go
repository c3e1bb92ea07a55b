package civil

import (
	"cmp"
	"database/sql/driver"
	"time"
)

// lastMonth is the number of 9999-12.
const lastMonth = maxYear * 12

const monthLen = len("2006-01")

// A Month is a calendar month of a year, from 0001-01 to 9999-12, as social
// insurance is paid by. It is comparable and immutable; == is equality. The
// zero Month means "no month" and equals no real one.
type Month struct {
	n int32 // 1 = 0001-01; 0 = no month
}

// NewMonth returns the given month. It returns an error that wraps [ErrInvalid]
// if the year is not 1 to 9999 or the month not 1 to 12.
func NewMonth(year, month int) (Month, error) {
	if year < minYear || year > maxYear || month < 1 || month > 12 {
		return Month{}, &InvalidError{What: "month", Rule: "there is no such month in the years 1 to 9999"}
	}
	return Month{int32((year-1)*12 + month)}, nil
}

// MonthOf returns the month in which the day lies, the zero Month for the zero
// Date.
func MonthOf(d Date) Month {
	if d.IsZero() {
		return Month{}
	}
	y, m, _ := split(d.n)
	return Month{int32((y-1)*12 + m)}
}

// ParseMonth reads a month in the form 2026-01: four and two ASCII digits,
// nothing before and nothing after. It returns an error that wraps [ErrInvalid]
// for any other form and for months that do not exist.
func ParseMonth(s string) (Month, error) { return parseMonth(s) }

func parseMonth[T string | []byte](s T) (Month, error) {
	if len(s) != monthLen || s[4] != '-' {
		return Month{}, errMonthForm()
	}
	y1, ok1 := digits(s[0:2])
	y2, ok2 := digits(s[2:4])
	m, ok3 := digits(s[5:7])
	if !(ok1 && ok2 && ok3) {
		return Month{}, errMonthForm()
	}
	return NewMonth(y1*100+y2, m)
}

func errMonthForm() error {
	return &InvalidError{What: "month", Rule: "want exactly YYYY-MM in ASCII digits"}
}

// IsZero reports whether m is no month.
func (m Month) IsZero() bool { return m.n == 0 }

// Year returns the year, 1 to 9999, or 0 for the zero Month.
func (m Month) Year() int { return int(m.n+11) / 12 }

// OfYear returns the number of the month in its year, 1 to 12, or 0 for the
// zero Month.
func (m Month) OfYear() int {
	if m.n == 0 {
		return 0
	}
	return int(m.n-1)%12 + 1
}

// FirstDay returns the first day of the month, zero for the zero Month.
func (m Month) FirstDay() Date {
	if m.n == 0 {
		return Date{}
	}
	return Date{join(m.Year(), m.OfYear(), 1)}
}

// LastDay returns the last day of the month, zero for the zero Month.
func (m Month) LastDay() Date {
	if m.n == 0 {
		return Date{}
	}
	y, of := m.Year(), m.OfYear()
	return Date{join(y, of, daysIn(y, of))}
}

// Equal reports m == o. Comparison packages look for the method.
func (m Month) Equal(o Month) bool { return m == o }

// Compare orders months by time, the zero Month before all of them, and returns
// -1, 0 or +1.
func (m Month) Compare(o Month) int { return cmp.Compare(m.n, o.n) }

// Add returns the month n months later, or earlier if n is negative. It is zero
// if m is zero or the result would leave the years 1 to 9999.
func (m Month) Add(n int) Month {
	if m.n == 0 {
		return Month{}
	}
	sum := int(m.n) + n // beyond int it wraps to the far side, not into range
	if sum < 1 || sum > lastMonth {
		return Month{}
	}
	return Month{int32(sum)}
}

// Sub returns how many months m lies after o, negative if it is earlier. It is
// 0 if either is the zero Month; ask IsZero first where that matters.
func (m Month) Sub(o Month) int {
	if m.n == 0 || o.n == 0 {
		return 0
	}
	return int(m.n) - int(o.n)
}

// AppendText appends the form that [ParseMonth] reads, nothing for the zero
// Month. The error is always nil.
func (m Month) AppendText(b []byte) ([]byte, error) {
	if m.n == 0 {
		return b, nil
	}
	b = appendPadded(b, m.Year()/100)
	b = appendPadded(b, m.Year())
	b = append(b, '-')
	return appendPadded(b, m.OfYear()), nil
}

// String returns the month as [ParseMonth] reads it, the empty text for the
// zero Month.
func (m Month) String() string {
	var buf [monthLen]byte
	b, _ := m.AppendText(buf[:0])
	return string(b)
}

// Chinese returns the month as notices write it, 2026年1月, the empty text for
// the zero Month.
func (m Month) Chinese() string {
	if m.n == 0 {
		return ""
	}
	var buf [len("2006年01月")]byte
	return string(appendChineseMonth(buf[:0], m.Year(), m.OfYear()))
}

// MarshalText returns the form that [ParseMonth] reads, the empty text for the
// zero Month. The error is always nil.
func (m Month) MarshalText() ([]byte, error) {
	return m.AppendText(make([]byte, 0, monthLen))
}

// UnmarshalText reads what [ParseMonth] reads; the empty text is the zero
// Month. On an error, which wraps [ErrInvalid], m keeps its value.
func (m *Month) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Month{}
		return nil
	}
	v, err := parseMonth(text)
	if err != nil {
		return err
	}
	*m = v
	return nil
}

// Value implements driver.Valuer: the text of the month, NULL for the zero
// Month.
func (m Month) Value() (driver.Value, error) {
	if m.n == 0 {
		return nil, nil
	}
	return m.String(), nil
}

// Scan implements sql.Scanner. NULL and the empty text are the zero Month;
// texts are read as [ParseMonth] does; a time.Time is refused, since it says
// more than a month. On an error, which wraps [ErrInvalid], m keeps its value.
func (m *Month) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*m = Month{}
		return nil
	case string:
		return m.UnmarshalText([]byte(v))
	case []byte:
		return m.UnmarshalText(v)
	case time.Time:
		return &InvalidError{What: "month", Rule: "a column holds an instant, not a month"}
	default:
		return &InvalidError{What: "month", Rule: "a column holds no text"}
	}
}
