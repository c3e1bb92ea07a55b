package permit

import "strconv"

// A Division is an administrative division code of six digits (GB/T 2260):
// province, prefecture, county. It is comparable and immutable; the zero
// Division is "not recorded". It is not checked against a list: codes are
// retired and made every year, and a record keeps the one it was made with.
type Division struct{ code uint32 }

// beijing is the municipality as a whole, when the district is not recorded.
var beijing = Division{110000}

// ParseDivision reads six digits, full-width ones included: 110105, or 130000
// for a province as a whole. Empty text is the zero Division; anything else is
// a FieldError wrapping ErrText.
func ParseDivision(s string) (Division, error) {
	if s == "" {
		return Division{}, nil
	}
	if len(s) <= 3*6 { // a full-width digit is three bytes
		s = narrow(s)
		// Atoi would take a sign, which sorts before 1; the first digit of a code
		// is never 0.
		if n, err := strconv.Atoi(s); err == nil && len(s) == 6 && s[0] >= '1' {
			return Division{uint32(n)}, nil
		}
	}
	return Division{}, &FieldError{Field: "division", Rule: "must be a division code of six digits", Err: ErrText}
}

// IsZero reports whether no division is recorded.
func (d Division) IsZero() bool { return d.code == 0 }

// Equal reports whether both are the same code; it is == for tools that ask for
// a method.
func (d Division) Equal(o Division) bool { return d == o }

// Province is the division of the first two digits: 110000 for 110105.
func (d Division) Province() Division { return Division{d.code / 10000 * 10000} }

// InBeijing is Yes for a code of Beijing, current or retired, No for any other
// code, and FlagUnknown for none.
func (d Division) InBeijing() Flag {
	if d.IsZero() {
		return FlagUnknown
	}
	return FlagOf(d.Province() == beijing)
}

// String is the six digits, or "" for none.
func (d Division) String() string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(int(d.code))
}

// MarshalText gives the six digits, or empty text for none.
func (d Division) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; on error d keeps its value.
func (d *Division) UnmarshalText(b []byte) error { return unmarshalWith(ParseDivision, b, d) }
