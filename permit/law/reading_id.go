package law

import (
	"encoding"
	"errors"
)

// A ReadingID names one place where the draft admits more than one reading:
// A01 … A80. It is one byte and comparable. The zero ReadingID means "no
// reading" and marshals to empty text.
type ReadingID uint8

// ReadingCount is the number of entries in the register of readings.
const ReadingCount = 80

// The readings by number. What each one asks is in the register: see
// [LookupReading].
const (
	A01 ReadingID = iota + 1
	A02
	A03
	A04
	A05
	A06
	A07
	A08
	A09
	A10
	A11
	A12
	A13
	A14
	A15
	A16
	A17
	A18
	A19
	A20
	A21
	A22
	A23
	A24
	A25
	A26
	A27
	A28
	A29
	A30
	A31
	A32
	A33
	A34
	A35
	A36
	A37
	A38
	A39
	A40
	A41
	A42
	A43
	A44
	A45
	A46
	A47
	A48
	A49
	A50
	A51
	A52
	A53
	A54
	A55
	A56
	A57
	A58
	A59
	A60
	A61
	A62
	A63
	A64
	A65
	A66
	A67
	A68
	A69
	A70
	A71
	A72
	A73
	A74
	A75
	A76
	A77
	A78
	A79
	A80
)

var (
	_ encoding.TextMarshaler   = ReadingID(0)
	_ encoding.TextUnmarshaler = (*ReadingID)(nil)
)

// ErrReadingID says that a text is not A01 … A80.
var ErrReadingID = errors.New("law: reading id must be A01 to A80")

// ParseReadingID reads A01 … A80, exactly as [ReadingID.String] writes it.
func ParseReadingID(s string) (ReadingID, error) {
	if len(s) != 3 || s[0] != 'A' || s[1] < '0' || s[1] > '9' || s[2] < '0' || s[2] > '9' {
		return 0, ErrReadingID
	}
	id := ReadingID(s[1]-'0')*10 + ReadingID(s[2]-'0')
	if !id.Valid() {
		return 0, ErrReadingID
	}
	return id, nil
}

// Valid reports whether id is one of A01 … A80.
func (id ReadingID) Valid() bool { return id >= A01 && id <= A80 }

// IsZero reports whether id is "no reading".
func (id ReadingID) IsZero() bool { return id == 0 }

// String returns A01 … A80; "" for anything else, the zero value included.
func (id ReadingID) String() string {
	if !id.Valid() {
		return ""
	}
	return string([]byte{'A', '0' + byte(id/10), '0' + byte(id%10)})
}

// MarshalText writes the id; zero is empty text. A value that is no reading is
// [ErrReadingID], so that it cannot turn into "no reading" on its way.
func (id ReadingID) MarshalText() ([]byte, error) {
	if !id.IsZero() && !id.Valid() {
		return nil, ErrReadingID
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads an id; empty text is zero. On error the receiver stays
// as it was.
func (id *ReadingID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = 0
		return nil
	}
	parsed, err := ParseReadingID(string(b))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}
