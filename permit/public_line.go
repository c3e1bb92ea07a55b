package permit

import (
	"strconv"
	"strings"
)

// PublicLine checks a short text of a caller's own that everybody may read, such
// as the reason of a rejection: it must not be blank, nor longer than most bytes,
// and be one line without an identity number. It returns the rule that is broken
// and a sentinel, ErrMissing, ErrText or ErrPersonal; or "" and nil.
func PublicLine(s string, most int) (rule string, err error) {
	switch {
	case strings.TrimSpace(s) == "":
		return "must be stated", ErrMissing
	case len(s) > most:
		return "must not be longer than " + strconv.Itoa(most) + " bytes", ErrText
	case !plainText(s):
		return "must be one line of text", ErrText
	case CarriesIDNumber(s):
		return "must not carry an identity number", ErrPersonal
	}
	return "", nil
}
