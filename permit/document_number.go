package permit

// A DocumentNumber is the number printed on a document. Comparable, immutable,
// zero is "not recorded"; it prints as ***.
type DocumentNumber struct{ veiled }

// maxDocumentNumber is the longest document number in characters.
const maxDocumentNumber = 64

// ParseDocumentNumber reads the number as a form gives it, as ParseName does,
// up to 64 characters. Letter case is kept: whether it matters is for the
// issuer of the document to say.
func ParseDocumentNumber(s string) (DocumentNumber, error) {
	v, err := parseVeiled("number", s, maxDocumentNumber)
	return DocumentNumber{v}, err
}

// Equal reports whether both are the same; it is == for tools that ask for a
// method.
func (n DocumentNumber) Equal(o DocumentNumber) bool { return n == o }

// UnmarshalText reads stored text with ParseDocumentNumber; on error n keeps
// its value.
func (n *DocumentNumber) UnmarshalText(b []byte) error {
	return unmarshalWith(ParseDocumentNumber, b, n)
}
