package permit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// A Yuan is an amount of money in yuan. It prints, and goes into JSON as a text,
// with two decimals: 15.50. The zero Yuan is nought.
type Yuan struct{ decimal.Decimal }

// String is the amount with two decimals.
func (y Yuan) String() string { return y.StringFixed(2) }

// Format prints String for every verb, as wide as asked. Without it package fmt
// would take the one of the amount within.
func (y Yuan) Format(w fmt.State, _ rune) {
	width, _ := w.Width()
	if w.Flag('-') {
		width = -width
	}
	fmt.Fprintf(w, "%*s", width, y.String())
}

// MarshalText writes the amount with two decimals. What UnmarshalText would not
// read back as the same amount is an error that wraps ErrFee: nothing is rounded.
func (y Yuan) MarshalText() ([]byte, error) {
	var c faults
	c.amount("amount", y.Decimal)
	if err := c.Err(); err != nil {
		return nil, err
	}
	return []byte(y.String()), nil
}

// UnmarshalText reads digits, at most nine, and one or two more after a point. On
// error, which wraps ErrFee, y keeps its value.
func (y *Yuan) UnmarshalText(b []byte) error {
	if !yuanText(string(b)) {
		return &FieldError{Field: "amount", Rule: "must be a text of yuan of at most two decimals and not negative, as in 0.00", Err: ErrFee}
	}
	d, err := decimal.NewFromString(string(b))
	if err != nil {
		return err
	}
	y.Decimal = d
	return nil
}

// MarshalJSON writes the text of MarshalText, never a number.
func (y Yuan) MarshalJSON() ([]byte, error) {
	text, err := y.MarshalText()
	if err != nil {
		return nil, err
	}
	return json.Marshal(string(text))
}

// UnmarshalJSON reads the text that UnmarshalText reads; null leaves y alone, and
// on error y keeps its value.
func (y *Yuan) UnmarshalJSON(b []byte) error {
	if string(bytes.TrimSpace(b)) == "null" {
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		s = ""
	}
	return y.UnmarshalText([]byte(s))
}

// maxYuan is the longest amount in digits before the point: no fee is longer.
const maxYuan = 9

func yuanText(s string) bool {
	whole, cents, point := strings.Cut(s, ".")
	digits := func(s string, longest int) bool {
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return false
			}
		}
		return s != "" && len(s) <= longest
	}
	return digits(whole, maxYuan) && (whole == "0" || whole[0] != '0') && (!point || digits(cents, 2))
}
