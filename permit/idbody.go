package permit

import (
	"strconv"

	"github.com/juzhuzheng/residence/permit/civil"
)

// An idBody is the 17 digits before the check character, as one number: six for
// the address, eight for the birth date, three for the sequence. Read by
// arithmetic, it costs no memory on the way to a decision. The zero idBody
// belongs to the zero IDNumber; any other begins with a digit from 1 to 9.
type idBody uint64

// oldestBirthYear is the earliest year of birth a number can state. Numbers
// were first given in the 1980s; years of the 1880s do occur in them.
const oldestBirthYear = 1800

// address is the six digits of the address code.
func (b idBody) address() uint32 { return uint32(b / 100_000_000_000) }

// born is the birth date, or the zero Date if there is no such day or it is
// before 1800.
func (b idBody) born() civil.Date {
	date := int(b / 1000 % 100_000_000)
	if date/10_000 < oldestBirthYear {
		return civil.Date{}
	}
	born, err := civil.New(date/10_000, date/100%100, date%100)
	if err != nil {
		return civil.Date{}
	}
	return born
}

// kind tells from the first digits whose number it is.
func (b idBody) kind() IDKind {
	switch prefix := b.address() / 10_000; {
	case prefix == 0:
		return IDKindUnknown
	case prefix >= 90:
		return IDForeigner
	case prefix == 81:
		return IDHongKong
	case prefix == 82:
		return IDMacao
	case prefix == 83:
		return IDTaiwan
	}
	return IDCitizen
}

// digits is the body in clear.
func (b idBody) digits() string { return strconv.FormatUint(uint64(b), 10) }
