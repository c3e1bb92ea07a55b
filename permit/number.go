package permit

import "strconv"

// The draft fixes no format for permit numbers (30.1), so numbers are opaque.
// They are public codes, the keys of records and of headers that everybody may
// see, and therefore never a person's identity number.

// maxNumber is the longest number in bytes.
const maxNumber = 64

// An ID identifies a permit for its whole life, through every new card: 1 to
// 64 digits, capital letters and hyphens that are no identity number. It is
// comparable; the empty ID means "no permit".
type ID string

// A CardNumber identifies one card of a permit. Form and zero are those of ID.
// Reissue and exchange give a new one, the ID stays (12.1, reading A42).
type CardNumber string

// Validate refuses an empty or malformed ID with a FieldError.
func (i ID) Validate() error { return checkNumber("id", string(i)) }

// Validate refuses an empty or malformed number with a FieldError.
func (n CardNumber) Validate() error { return checkNumber("card", string(n)) }

func checkNumber(field, s string) error {
	rule, err := "", error(nil)
	switch {
	case s == "":
		rule, err = "must be stated", ErrMissing
	case len(s) > maxNumber || !codeOnly(s):
		rule, err = "must be 1 to "+strconv.Itoa(maxNumber)+" digits, capital letters and hyphens", ErrText
	case CarriesIDNumber(s):
		rule, err = "must not carry an identity number", ErrPersonal
	default:
		return nil
	}
	return &FieldError{Field: field, Rule: rule, Err: err}
}

func codeOnly(s string) bool {
	for i := range len(s) {
		if b := s[i]; b != '-' && (b < '0' || b > '9') && (b < 'A' || b > 'Z') {
			return false
		}
	}
	return true
}
