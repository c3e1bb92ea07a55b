package civil

import (
	"database/sql/driver"
	"strconv"
	"time"
)

const dateLen = len("2006-01-02")

func errNoSuchDay() error {
	return &InvalidError{What: "date", Rule: "there is no such day in the years 1 to 9999"}
}

func errDateForm() error {
	return &InvalidError{What: "date", Rule: "want exactly YYYY-MM-DD in ASCII digits"}
}

// Parse reads a day in the form of ISO 8601, 2026-01-15: four, two and two
// ASCII digits, nothing before and nothing after. It returns an error that wraps
// [ErrInvalid] for any other form, the empty text included, and for days that
// do not exist.
func Parse(s string) (Date, error) { return parseDate(s) }

// MustParse is [Parse] for constants of a program and for tests: it panics on
// an error. Never give it input.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func parseDate[T string | []byte](s T) (Date, error) {
	if len(s) != dateLen || s[4] != '-' || s[7] != '-' {
		return Date{}, errDateForm()
	}
	y1, ok1 := digits(s[0:2])
	y2, ok2 := digits(s[2:4])
	m, ok3 := digits(s[5:7])
	d, ok4 := digits(s[8:10])
	if !(ok1 && ok2 && ok3 && ok4) {
		return Date{}, errDateForm()
	}
	return New(y1*100+y2, m, d)
}

// digits reads two ASCII digits.
func digits[T string | []byte](s T) (int, bool) {
	a, b := s[0]-'0', s[1]-'0'
	return int(a)*10 + int(b), a <= 9 && b <= 9
}

// appendPadded appends the last two decimal digits of n.
func appendPadded(b []byte, n int) []byte {
	return append(b, byte('0'+n/10%10), byte('0'+n%10))
}

// AppendText appends the form that [Parse] reads, nothing for the zero Date.
// The error is always nil.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.n == 0 {
		return b, nil
	}
	y, m, day := split(d.n)
	b = appendPadded(b, y/100)
	b = appendPadded(b, y)
	b = append(b, '-')
	b = appendPadded(b, m)
	b = append(b, '-')
	return appendPadded(b, day), nil
}

// String returns the day as [Parse] reads it, the empty text for the zero Date.
func (d Date) String() string {
	var buf [dateLen]byte
	b, _ := d.AppendText(buf[:0])
	return string(b)
}

// Chinese returns the day as notices write it, 2026年1月15日, the empty text for
// the zero Date.
func (d Date) Chinese() string {
	if d.n == 0 {
		return ""
	}
	var buf [len("2006年01月02日")]byte
	y, m, day := split(d.n)
	b := appendChineseMonth(buf[:0], y, m)
	b = strconv.AppendInt(b, int64(day), 10)
	return string(append(b, "日"...))
}

func appendChineseMonth(b []byte, year, month int) []byte {
	b = strconv.AppendInt(b, int64(year), 10)
	b = append(b, "年"...)
	b = strconv.AppendInt(b, int64(month), 10)
	return append(b, "月"...)
}

// MarshalText returns the form that [Parse] reads, the empty text for the zero
// Date. The error is always nil.
func (d Date) MarshalText() ([]byte, error) {
	return d.AppendText(make([]byte, 0, dateLen))
}

// UnmarshalText reads what [Parse] reads; the empty text is the zero Date. On
// an error, which wraps [ErrInvalid], d keeps its value.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	v, err := parseDate(text)
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Value implements driver.Valuer: the text of the day, NULL for the zero Date.
func (d Date) Value() (driver.Value, error) {
	if d.n == 0 {
		return nil, nil
	}
	return d.String(), nil
}

// Scan implements sql.Scanner. NULL and the empty text are the zero Date; texts
// are read as [Parse] does. A time.Time, which many drivers return for a DATE
// column, is taken as the day it shows in its own zone, and only if it shows
// midnight: any other time is an instant, and which day it belongs to is a
// question for [DateOf]. On an error, which wraps [ErrInvalid], d keeps its
// value.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	case time.Time:
		if h, m, s := v.Clock(); h != 0 || m != 0 || s != 0 || v.Nanosecond() != 0 {
			return &InvalidError{What: "date", Rule: "a column holds an instant, not a day"}
		}
		day, err := New(v.Year(), int(v.Month()), v.Day())
		if err != nil {
			return err
		}
		*d = day
		return nil
	default:
		return &InvalidError{What: "date", Rule: "a column holds neither a text nor a day"}
	}
}
