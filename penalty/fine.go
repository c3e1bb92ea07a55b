package penalty

import (
	"math"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/juzhuzheng/residence/permit"
)

// A Fine (罚款) is an amount in yuan, or none. The zero Fine is "none", which is
// not the same as a fine of 0 yuan: that one is imposed, and unlawful. The
// amount is kept as given; whether it is lawful is for Check to say.
type Fine struct {
	yuan    decimal.Decimal
	imposed bool
}

// Yuan is a fine of that amount.
func Yuan(amount decimal.Decimal) Fine { return Fine{amount, true} }

// Imposed reports whether there is a fine at all.
func (f Fine) Imposed() bool { return f.imposed }

// Amount is the fine in yuan; 0 if there is none.
func (f Fine) Amount() decimal.Decimal { return f.yuan }

// Equal reports whether both are none, or both are the same amount.
func (f Fine) Equal(g Fine) bool { return f.imposed == g.imposed && f.yuan.Equal(g.yuan) }

// IsZero reports whether there is no fine.
func (f Fine) IsZero() bool { return !f.imposed }

// String is the amount in yuan; empty if there is none.
func (f Fine) String() string {
	if !f.imposed {
		return ""
	}
	return f.yuan.String()
}

// MarshalText writes the amount in yuan, such as 200.5; no fine is empty text.
// An amount that ParseFine would not read is an error.
func (f Fine) MarshalText() ([]byte, error) {
	if e := f.yuan.Exponent(); e > maxAmount || e < -maxAmount || f.yuan.NumDigits() > maxAmount {
		return nil, errAmount()
	}
	s := f.String()
	if len(s) > maxAmount {
		return nil, errAmount()
	}
	return []byte(s), nil
}

// UnmarshalText reads what MarshalText writes; on error f keeps its value.
func (f *Fine) UnmarshalText(b []byte) error {
	parsed, err := ParseFine(string(b))
	if err != nil {
		return err
	}
	*f = parsed
	return nil
}

// maxAmount is the longest amount in characters. The limit keeps a hostile
// text such as 1e999999999 from costing memory.
const maxAmount = 24

// ParseFine reads an amount in yuan: an optional minus, digits, and optionally
// a point and digits, up to 24 characters. Empty text is no fine. Amounts that
// no clause allows (nought, negative ones, more than two decimals) are read as
// they are, so that Check can say what is wrong with them. Errors are
// *permit.FieldError.
func ParseFine(s string) (Fine, error) {
	if s == "" {
		return Fine{}, nil
	}
	digits := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && digits > 0 && i < len(s)-1: // a second point is refused below
		case c == '-' && i == 0:
		default:
			return Fine{}, errAmount()
		}
	}
	if len(s) > maxAmount || digits == 0 {
		return Fine{}, errAmount()
	}
	amount, err := decimal.NewFromString(s)
	if err != nil {
		return Fine{}, errAmount()
	}
	return Yuan(amount), nil
}

func errAmount() error {
	return &permit.FieldError{Field: "fine", Rule: "must be an amount in yuan of up to " + strconv.Itoa(maxAmount) + " characters, or empty", Err: permit.ErrText}
}

// fen is the amount in whole fen, rounded down, and whether nothing was lost:
// an exact amount has at most two decimals. Amounts beyond an int64 come out as
// its greatest or least value, which lies outside every range. It does not
// allocate for amounts that people write.
func (f Fine) fen() (n int64, exact bool) {
	d := f.yuan
	e := d.Exponent()
	switch {
	case d.IsZero():
		return 0, true
	case d.NumDigits() > 18 && e >= -2 || e > 16:
		return beyond(d), true
	case d.NumDigits() > 18 || e < -18:
		return fenOfLong(d)
	}
	n, exact = d.CoefficientInt64(), true
	for ; e < -2; e++ {
		exact = exact && n%10 == 0
		n = floorDiv10(n)
	}
	for ; e > -2; e-- {
		if n > math.MaxInt64/10 || n < math.MinInt64/10 {
			return beyond(d), true
		}
		n *= 10
	}
	return n, exact
}

// fenOfLong is fen for an amount with many decimals, as a computation may leave
// it.
func fenOfLong(d decimal.Decimal) (n int64, exact bool) {
	if digits := int64(d.NumDigits()) + int64(d.Exponent()); digits > 16 {
		return beyond(d), false
	} else if digits < -2 {
		// Less than a fen: not worth computing, and the exponent may be vast.
		return int64(min(d.Sign(), 0)), false
	}
	down := d.RoundFloor(2)
	return down.Shift(2).IntPart(), down.Equal(d)
}

// payable reports whether there is no fine, or an amount that can be paid.
func (f Fine) payable() bool {
	n, exact := f.fen()
	return !f.imposed || exact && n > 0
}

const payableRule = "must be more than 0 yuan with at most two decimals"

func beyond(d decimal.Decimal) int64 {
	if d.Sign() < 0 {
		return math.MinInt64
	}
	return math.MaxInt64
}

func floorDiv10(n int64) int64 {
	q := n / 10
	if n%10 < 0 {
		q--
	}
	return q
}
