package civil

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
)

// ReadCalendar reads a calendar in the JSON form in which the notices of the
// State Council are passed around: one object for a year, or an array of them.
//
//	{"year": 2026, "days": [
//	  {"name": "春节", "date": "2026-02-15", "isOffDay": true},
//	  {"name": "春节", "date": "2026-02-16", "isOffDay": true, "statutory": true},
//	  {"name": "春节", "date": "2026-02-28", "isOffDay": false}
//	]}
//
// "statutory" is an addition to that form and may be left out. True makes the
// day off a [StatutoryHoliday]; false makes it a [BridgeDay], or a [Weekend] on
// a Saturday or Sunday. Without it the day is [HolidayUnspecified], and a rule
// that must tell the two apart gets an error. Days that the notice does not
// list follow the day of the week.
//
// A year whose "days" are empty has no data: that is how the year before its
// notice looks. Days of the year before or after may be listed; see [Table] for
// what they do.
//
// The keys "$schema", "$id" and "papers" are skipped; "name" may be missing.
// Errors wrap [ErrInvalid] (and the reader's error, if it was that): JSON that is
// not well-formed, any other key, a key or year given twice, a missing key, a
// date that [Parse] refuses or that is more than a year away, a day listed twice
// in different ways, a workday that is statutory, anything after the end.
func ReadCalendar(r io.Reader) (*Table, error) {
	if r == nil {
		return nil, &CalendarError{Rule: "there is nothing to read"}
	}
	in := noticeReader{dec: json.NewDecoder(r)}
	in.dec.UseNumber()
	if err := in.file(); err != nil {
		return nil, err
	}
	return newTable(in.notices), nil
}

// A noticeReader reads token by token, because decoding into a struct would let
// repeated and misspelt keys pass.
type noticeReader struct {
	dec     *json.Decoder
	notices []notice
	year    int  // of the notice being read, for errors
	day     Date // being read, for errors
}

func (r *noticeReader) fault(rule string, cause error) error {
	return &CalendarError{Year: r.year, Day: r.day, Rule: rule, Err: cause}
}

// token returns the next token of the input.
func (r *noticeReader) token() (json.Token, error) {
	t, err := r.dec.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, r.fault("the JSON cannot be read", err)
	}
	return t, nil
}

func (r *noticeReader) file() error {
	t, err := r.token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('{'):
		err = r.notice()
	case json.Delim('['):
		err = r.elements(r.notice)
	default:
		err = r.fault("want an object or an array of objects", nil)
	}
	if err != nil {
		return err
	}
	r.year = 0
	if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
		return r.fault("something follows the end", err)
	}
	return nil
}

// elements reads the objects of an array whose bracket has been read.
func (r *noticeReader) elements(read func() error) error {
	for r.dec.More() {
		t, err := r.token()
		if err != nil {
			return err
		}
		if t != json.Delim('{') {
			return r.fault("want an array of objects", nil)
		}
		if err := read(); err != nil {
			return err
		}
	}
	_, err := r.token() // the closing bracket
	return err
}

// fields reads the members of an object whose brace has been read.
func (r *noticeReader) fields(read func(key string) error) error {
	var seen []string
	for r.dec.More() {
		t, err := r.token()
		if err != nil {
			return err
		}
		key, _ := t.(string) // the decoder accepts nothing else here
		if slices.Contains(seen, key) {
			return r.fault("a key is given twice", nil)
		}
		seen = append(seen, key)
		if err := read(key); err != nil {
			return err
		}
	}
	_, err := r.token() // the closing brace
	return err
}

func (r *noticeReader) notice() error {
	r.year, r.day = 0, Date{}
	var days []listedDay
	listed := false
	err := r.fields(func(key string) (err error) {
		switch key {
		case "year":
			r.year, err = r.yearNumber()
		case "days":
			listed = true
			days, err = r.days()
		case "$schema", "$id", "papers":
			err = r.skip()
		default:
			err = r.fault("there is a key that is not known", nil)
		}
		return err
	})
	if err != nil {
		return err
	}
	if r.year == 0 || !listed {
		return r.fault(`want the keys "year" and "days"`, nil)
	}
	same := func(n notice) bool { return n.year == r.year }
	if slices.ContainsFunc(r.notices, same) {
		return r.fault("the year is given twice", nil)
	}
	n, err := r.check(days)
	if err != nil {
		return err
	}
	r.notices = append(r.notices, n)
	return nil
}

// check puts the days of a notice in order. It comes last because "year" may
// follow "days" in the file.
func (r *noticeReader) check(days []listedDay) (notice, error) {
	n := notice{year: r.year}
	slices.SortStableFunc(days, func(a, b listedDay) int { return a.day.Compare(b.day) })
	for i, d := range days {
		r.day = d.day
		if y := d.day.Year(); y < n.year-1 || y > n.year+1 {
			return notice{}, r.fault("the day is more than a year away", nil)
		}
		if i > 0 && days[i-1].day == d.day {
			if days[i-1] != d {
				return notice{}, r.fault("the day is listed twice, in different ways", nil)
			}
			continue
		}
		n.days = append(n.days, noticeDay(d))
	}
	return n, nil
}

// A listedDay is a day as the file lists it.
type listedDay noticeDay

func (r *noticeReader) days() ([]listedDay, error) {
	t, err := r.token()
	if err != nil {
		return nil, err
	}
	if t != json.Delim('[') {
		return nil, r.fault(`"days" is no array`, nil)
	}
	var days []listedDay
	err = r.elements(func() error {
		d, err := r.listedDay()
		days = append(days, d)
		return err
	})
	r.day = Date{}
	return days, err
}

func (r *noticeReader) listedDay() (listedDay, error) {
	r.day = Date{}
	var off, statutory, offGiven, statutoryGiven bool
	err := r.fields(func(key string) (err error) {
		switch key {
		case "name":
			_, err = r.text()
		case "date":
			r.day, err = r.date()
		case "isOffDay":
			offGiven = true
			off, err = r.boolean()
		case "statutory":
			statutoryGiven = true
			statutory, err = r.boolean()
		default:
			err = r.fault("a day has a key that is not known", nil)
		}
		return err
	})
	if err != nil {
		return listedDay{}, err
	}
	if r.day.IsZero() || !offGiven {
		return listedDay{}, r.fault(`a day wants the keys "date" and "isOffDay"`, nil)
	}
	d := listedDay{day: r.day}
	switch {
	case !off && statutory:
		return listedDay{}, r.fault("a statutory holiday is no day off", nil)
	case !off:
		d.mark = markWork
	case !statutoryGiven:
		d.mark = markOff
	case statutory:
		d.mark = markStatutory
	default:
		d.mark = markArranged
	}
	return d, nil
}

func (r *noticeReader) yearNumber() (int, error) {
	t, err := r.token()
	if err != nil {
		return 0, err
	}
	number, ok := t.(json.Number)
	if !ok {
		return 0, r.fault(`"year" is no number`, nil)
	}
	y, err := strconv.Atoi(number.String())
	if err != nil || y < minYear || y > maxYear {
		return 0, r.fault(`"year" is no whole number from 1 to 9999`, nil)
	}
	return y, nil
}

func (r *noticeReader) date() (Date, error) {
	s, err := r.text()
	if err != nil {
		return Date{}, err
	}
	d, err := Parse(s)
	if err != nil {
		return Date{}, r.fault("a date cannot be read", err)
	}
	return d, nil
}

func (r *noticeReader) text() (string, error) {
	t, err := r.token()
	if err != nil {
		return "", err
	}
	s, ok := t.(string)
	if !ok {
		return "", r.fault("want a text", nil)
	}
	return s, nil
}

func (r *noticeReader) boolean() (bool, error) {
	t, err := r.token()
	if err != nil {
		return false, err
	}
	b, ok := t.(bool)
	if !ok {
		return false, r.fault("want true or false", nil)
	}
	return b, nil
}

func (r *noticeReader) skip() error {
	var ignored json.RawMessage
	if err := r.dec.Decode(&ignored); err != nil {
		return r.fault("the JSON cannot be read", err)
	}
	return nil
}
