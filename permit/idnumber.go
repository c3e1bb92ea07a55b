package permit

import (
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/permit/civil"
)

// An IDNumber is a citizen identity number (GB 11643) or a number of the same
// shape given to a resident from Hong Kong, Macao or Taiwan or to a foreigner
// with permanent residence. It is comparable, immutable and eight bytes; the
// zero IDNumber is "not recorded" and equals no number.
//
// It prints as its first three and its last character, so never with the birth
// date. The full number comes out by Reveal, for a stated purpose, and by
// marshalling, for storage.
//
// The number is for life while the household registration moves (Resident
// Identity Card Law, article 3): nothing here says where a person is
// registered (reading A07).
type IDNumber struct{ v uint64 }

// The lengths of a number, now and in the first generation.
const (
	idLength       = 18
	idLegacyLength = 15
)

// centenarian is the first of the sequence numbers 996 to 999, which in a
// number of 15 digits mark somebody born in a century before.
const centenarian = "996"

// ParseIDNumber reads an identity number as forms and old files give it:
// full-width characters, a lower-case x and space around it are accepted. Empty
// text is the zero IDNumber.
//
// A number of 15 digits is upgraded by the century 19 and the check character,
// and stays marked as legacy; one with a sequence from 996 on is refused, as it
// does not state its century. An address code that is retired, or that nobody
// knows, is accepted: it stays in the number for ever. A number that begins
// with 9 is accepted with any digits, because the rule of its making is not
// verified (see IDForeigner).
//
// A refusal is a FieldError wrapping ErrIDShape, ErrIDDate or ErrIDCheck; it
// never contains the input.
func ParseIDNumber(s string) (IDNumber, error) {
	// Eighteen full-width characters are 54 bytes; bound the work before doing it.
	if len(s) > 100 {
		return IDNumber{}, idFault("must be 18 characters, or 15 digits of the first generation", ErrIDShape)
	}
	s = strings.ToUpper(strings.TrimSpace(narrow(s)))
	switch {
	case s == "":
		return IDNumber{}, nil
	case len(s) == idLegacyLength && digitsOnly(s):
		if s[12:] >= centenarian {
			return IDNumber{}, idFault("has a sequence from 996 on, which leaves the century open: the 18-character number is needed", ErrIDDate)
		}
		body := s[:6] + "19" + s[6:]
		return newIDNumber(body, idCheckCharacter(body), true)
	case len(s) == idLength && digitsOnly(s[:17]) && (s[17] == 'X' || digitsOnly(s[17:])):
		return newIDNumber(s[:17], s[17], false)
	}
	return IDNumber{}, idFault("must be 18 characters, or 15 digits of the first generation", ErrIDShape)
}

// newIDNumber checks what the digits state and packs them.
func newIDNumber(digits string, check byte, legacy bool) (IDNumber, error) {
	if digits[0] == '0' {
		return IDNumber{}, idFault("must begin with an address code, which never begins with 0", ErrIDShape)
	}
	n, _ := strconv.ParseUint(digits, 10, 64) // 17 digits always parse
	body := idBody(n)
	if body.kind() != IDForeigner {
		if body.born().IsZero() {
			return IDNumber{}, idFault("must contain a birth date that exists", ErrIDDate)
		}
		if check != idCheckCharacter(digits) {
			return IDNumber{}, idFault("must end in the check character of its digits", ErrIDCheck)
		}
	}
	return packID(body, strings.IndexByte(idCheckCharacters, check), legacy), nil
}

// packID makes one number of the 17 digits, the check character by its place in
// idCheckCharacters, and the legacy mark. It is below 22·10¹⁷, which fits, and
// 0 only for the zero body without a mark.
func packID(body idBody, check int, legacy bool) IDNumber {
	n := (uint64(body)*11 + uint64(check)) * 2
	if legacy {
		n++
	}
	return IDNumber{veilNumber(n)}
}

// open is the inverse of packID. The zero IDNumber opens to the zero body.
func (n IDNumber) open() (body idBody, check int, legacy bool) {
	v := unveilNumber(n.v)
	return idBody(v / 22), int(v / 2 % 11), v%2 == 1
}

// IsZero reports whether no number is recorded.
func (n IDNumber) IsZero() bool { return n == IDNumber{} }

// Equal reports whether both are the same number in the same length; it is ==
// for tools that ask for a method. Compare Current numbers to compare people.
func (n IDNumber) Equal(o IDNumber) bool { return n == o }

// Legacy reports whether the number was given with 15 digits. Cards of that
// generation stopped being valid on 1 January 2013, so such a number is old
// data and never a document that can be shown.
func (n IDNumber) Legacy() bool {
	_, _, legacy := n.open()
	return legacy
}

// Current is the number of 18 characters without the legacy mark. A person
// filed under 15 digits and under 18 is the same person: compare, index and
// look up Current numbers.
func (n IDNumber) Current() IDNumber {
	body, check, _ := n.open()
	return packID(body, check, false)
}

// Kind tells from the prefix whose number it is. It says nothing about the
// household registration.
func (n IDNumber) Kind() IDKind {
	body, _, _ := n.open()
	return body.kind()
}

// Born is the birth date the number states, or the zero Date for no number and
// for an IDForeigner, whose digits are not verified. It is personal data: the
// caller has to treat it so.
func (n IDNumber) Born() civil.Date {
	body, _, _ := n.open()
	if body.kind() == IDForeigner {
		return civil.Date{}
	}
	return body.born()
}

// AddressCode is the division the number was given in. It proves neither where
// the household is registered today nor where the person was born. The zero
// Division for no number and for an IDForeigner.
func (n IDNumber) AddressCode() Division {
	body, _, _ := n.open()
	if body.kind() == IDForeigner {
		return Division{}
	}
	return Division{body.address()}
}

// Reveal gives the number of 18 characters, upgraded if it was legacy, to
// someone who states what for. It fails if the purpose does (see
// Purpose.Validate); no number gives the empty string.
func (n IDNumber) Reveal(p Purpose) (string, error) {
	if err := p.Validate(); err != nil {
		return "", err
	}
	return n.Current().clear(), nil
}

// clear is the number in the length it came in, or "" for none.
func (n IDNumber) clear() string {
	if n.IsZero() {
		return ""
	}
	body, check, legacy := n.open()
	digits := body.digits()
	if legacy {
		return digits[:6] + digits[8:]
	}
	return digits + idCheckCharacters[check:check+1]
}

// MarshalText gives the full number for storage, in the length it came in, so
// that the legacy mark survives. No number gives empty text.
func (n IDNumber) MarshalText() ([]byte, error) { return []byte(n.clear()), nil }

// UnmarshalText reads a number with ParseIDNumber; on error n keeps its value.
func (n *IDNumber) UnmarshalText(b []byte) error { return unmarshalWith(ParseIDNumber, b, n) }

// String is the masked number, 110**************X, or - for none.
func (n IDNumber) String() string {
	if n.IsZero() {
		return noText
	}
	s := n.Current().clear()
	return s[:3] + strings.Repeat("*", idLength-4) + s[idLength-1:]
}

// Format prints the masked number for every verb and flag, %#v and %x included.
func (n IDNumber) Format(w fmt.State, _ rune) { writeMask(w, n.String()) }

// LogValue keeps the number out of structured logs.
func (n IDNumber) LogValue() slog.Value { return slog.StringValue(n.String()) }
