package legacy

import (
	"fmt"
	"strings"
)

// A dayForm is a form of days: what stands before, between and behind the
// numbers, and whether month and day have two digits always.
type dayForm struct {
	text   [4]string
	padded [2]bool
}

// parseDayForm reads a form as "YYYY-MM-DD".
func parseDayForm(s string) (f dayForm, ok bool) {
	cut := func(at int, word string) bool {
		f.text[at], s, ok = strings.Cut(s, word)
		return ok && !strings.ContainsAny(f.text[at], "YMD0123456789"+daySeparator)
	}
	if !cut(0, "YYYY") {
		return f, false
	}
	for i, w := range []string{"M", "D"} {
		if !cut(i+1, w) {
			return f, false
		}
		s, f.padded[i] = strings.CutPrefix(s, w)
		// Without two digits, what follows has to end the number.
		if !f.padded[i] && f.text[i+1] == "" {
			return f, false
		}
	}
	f.text[3] = s
	return f, !strings.ContainsAny(s, "YMD0123456789"+daySeparator)
}

// read gives a day in the form YYYY-MM-DD. Whether there is such a day is not
// asked here.
func (f *dayForm) read(s string) (string, bool) {
	ok := true
	literal := func(want string) {
		var had bool
		s, had = strings.CutPrefix(s, want)
		ok = ok && had
	}
	digits := func(least, most int) string {
		n := 0
		for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		ok = ok && n >= least
		d := s[:n]
		s = s[n:]
		return d
	}
	literal(f.text[0])
	y := digits(4, 4)
	var md [2]string
	for i := range md {
		literal(f.text[i+1])
		if f.padded[i] {
			md[i] = digits(2, 2)
		} else {
			md[i] = digits(1, 2)
		}
	}
	literal(f.text[3])
	return fmt.Sprintf("%s-%02s-%02s", y, md[0], md[1]), ok && s == ""
}

// readAll does so for several days.
func (f *dayForm) readAll(s string) (string, bool) {
	parts := strings.Split(s, daySeparator)
	for i := range parts {
		d, ok := f.read(strings.TrimSpace(parts[i]))
		if !ok {
			return "", false
		}
		parts[i] = d
	}
	return strings.Join(parts, daySeparator), true
}
