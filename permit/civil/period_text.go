package civil

import "strconv"

// String returns the period in the form of ISO 8601: P7D, P6M, P1Y. It is the
// empty text for the zero Period.
func (p Period) String() string {
	b, _ := p.AppendText(nil)
	return string(b)
}

// Chinese returns the period as the regulation writes it, with digits: 7日,
// 6个月, 1年. It is the empty text for the zero Period.
func (p Period) Chinese() string {
	n := strconv.Itoa(int(p.n))
	switch p.unit {
	case inDays:
		return n + "日"
	case inMonths:
		return n + "个月"
	case inYears:
		return n + "年"
	default:
		return ""
	}
}

// English returns the period in English: "7 days", "1 year". It is the empty
// text for the zero Period.
func (p Period) English() string {
	var s string
	switch p.unit {
	case inDays:
		s = " day"
	case inMonths:
		s = " month"
	case inYears:
		s = " year"
	default:
		return ""
	}
	if p.n != 1 {
		s += "s"
	}
	return strconv.Itoa(int(p.n)) + s
}

// ParsePeriod reads what [Period.String] writes: P, a number without leading
// zeros, and one of D, M, Y. It returns an error that wraps [ErrInvalid] for any
// other form, the empty text included, and for periods longer than the
// calendar.
func ParsePeriod(s string) (Period, error) {
	bad := &InvalidError{What: "period", Rule: "want P, a number and one of D, M, Y, no longer than the calendar"}
	const most = len("P3652059D")
	if len(s) < len("P0D") || len(s) > most || s[0] != 'P' {
		return Period{}, bad
	}
	number := s[1 : len(s)-1]
	if number[0] == '0' && len(number) > 1 {
		return Period{}, bad
	}
	n := 0
	for i := range len(number) {
		d := number[i] - '0'
		if d > 9 {
			return Period{}, bad
		}
		n = n*10 + int(d)
	}
	var p Period
	switch s[len(s)-1] {
	case 'D':
		p = Days(n)
	case 'M':
		p = Months(n)
	case 'Y':
		p = Years(n)
	}
	if p.IsZero() {
		return Period{}, bad
	}
	return p, nil
}

// AppendText appends the form that [ParsePeriod] reads, nothing for the zero
// Period. The error is always nil.
func (p Period) AppendText(b []byte) ([]byte, error) {
	if p.IsZero() {
		return b, nil
	}
	b = append(b, 'P')
	b = strconv.AppendInt(b, int64(p.n), 10)
	return append(b, " DMY"[p.unit]), nil
}

// MarshalText returns the form that [ParsePeriod] reads, the empty text for the
// zero Period. The error is always nil.
func (p Period) MarshalText() ([]byte, error) { return p.AppendText([]byte{}) }

// UnmarshalText reads what [ParsePeriod] reads; the empty text is the zero
// Period. On an error, which wraps [ErrInvalid], p keeps its value.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	v, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = v
	return nil
}
