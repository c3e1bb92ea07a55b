package permit

// A Name is the name of a person, or of a body where a record does not say
// which. It is comparable and immutable; the zero Name is "not recorded". It
// prints as *** (see Reveal for the full text).
type Name struct{ veiled }

// maxName is the longest name in characters.
const maxName = 100

// ParseName reads a name as a form gives it: full-width Latin letters become
// ordinary ones, the space around it goes, nothing else changes. Empty text is
// the zero Name. A name longer than 100 characters, of several lines or with
// invisible characters is a FieldError wrapping ErrText.
func ParseName(s string) (Name, error) {
	v, err := parseVeiled("name", s, maxName)
	return Name{v}, err
}

// Equal reports whether both are the same; it is == for tools that ask for a
// method.
func (n Name) Equal(o Name) bool { return n == o }

// UnmarshalText reads stored text with ParseName; on error n keeps its value.
func (n *Name) UnmarshalText(b []byte) error { return unmarshalWith(ParseName, b, n) }
