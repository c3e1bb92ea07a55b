package permit

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"sort"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

var (
	// ErrNoFeeSchedule says that a fee is due and nobody said how much: there
	// is no schedule, or none was in force on that day. It is never zero yuan.
	ErrNoFeeSchedule = errors.New("permit: no fee schedule for that day (24.2)")
	// ErrFee says that a schedule is refused when it is loaded.
	ErrFee = errors.New("permit: fee schedule refused")
)

// A FeeVersion is a fee standard in force from a day on, until the next
// version's day (24.2). Amounts are yuan. The text lets nothing be charged but
// these two (24.1, A37): there is no field for anything else.
type FeeVersion struct {
	From     civil.Date
	Reissue  decimal.Decimal
	Exchange decimal.Decimal
	// Citation is the decision of the price and finance authorities.
	Citation Basis

	_ struct{}
}

// A FeeSchedule is a fee standard over time. It is immutable. The library has
// none of its own: no amount is in the text.
type FeeSchedule struct{ versions []FeeVersion }

// NewFeeSchedule checks the versions and makes a schedule of them. It refuses,
// with an error that wraps ErrFee: no version, days missing or not ascending, an
// amount that is negative, has more than nine digits before the point or more
// than two after it, a citation that is incomplete (24.2 asks for one).
func NewFeeSchedule(versions []FeeVersion) (*FeeSchedule, error) {
	c := faultsIn("feeSchedule")
	c.Require(len(versions) > 0, "versions", "must not be empty", ErrFee)
	var last civil.Date
	for i := range versions {
		v := &versions[i]
		at := "versions." + strconv.Itoa(i)
		c.Require(!v.From.IsZero() && (i == 0 || v.From.StrictlyAfter(last)), at+".from", "must be stated and ascending", ErrFee)
		last = v.From
		c.amount(at+".amounts.reissue", v.Reissue)
		c.amount(at+".amounts.exchange", v.Exchange)
		c.Nested(at+".citation", v.Citation.Validate())
	}
	if err := c.Err(); err != nil {
		return nil, &feeError{err}
	}
	return &FeeSchedule{slices.Clone(versions)}, nil
}

// amount notes an amount of yuan that is none.
func (c *faults) amount(field string, d decimal.Decimal) {
	const (
		tooLong = "must be less than 1,000,000,000" // what is kept can be read back
		tooFine = "must have at most two decimals"
	)
	c.Require(!d.IsNegative(), field, "must not be negative", ErrFee)
	switch e := d.Exponent(); {
	// The exponent is bounded before the value is looked at: comparing and rounding
	// write all digits out.
	case e > maxYuan:
		c.Add(field, tooLong, ErrFee)
	case e < -maxYuan:
		c.Add(field, tooFine, ErrFee)
	case d.GreaterThanOrEqual(decimal.New(1, maxYuan)):
		c.Add(field, tooLong, ErrFee)
	case !d.Equal(d.Round(2)):
		c.Add(field, tooFine, ErrFee)
	}
}

// A feeError is any fault of a schedule.
type feeError struct{ err error }

func (e *feeError) Error() string   { return e.err.Error() }
func (e *feeError) Unwrap() []error { return []error{ErrFee, e.err} }

// At is the version in force on a day; false if none is.
func (s *FeeSchedule) At(day civil.Date) (FeeVersion, bool) {
	if s == nil || day.IsZero() {
		return FeeVersion{}, false
	}
	after := sort.Search(len(s.versions), func(i int) bool { return s.versions[i].From.StrictlyAfter(day) })
	if after == 0 {
		return FeeVersion{}, false
	}
	return s.versions[after-1], true
}

// Versions are all versions, ascending; the caller's own copy.
func (s *FeeSchedule) Versions() []FeeVersion {
	if s == nil {
		return nil
	}
	return slices.Clone(s.versions)
}

// The stored shape of a schedule.
type feeScheduleForm struct {
	Versions []FeeVersion `json:"versions"`
}

type feeVersionForm struct {
	From     civil.Date `json:"from"`
	Amounts  feeAmounts `json:"amounts"`
	Citation Basis      `json:"citation"`
}

// feeAmounts are the amounts by the code of their operation.
type feeAmounts map[FeeOperation]Yuan

// MarshalJSON writes the stored form, of a schedule as of a pointer to one.
func (s FeeSchedule) MarshalJSON() ([]byte, error) {
	return json.Marshal(feeScheduleForm{append([]FeeVersion{}, s.Versions()...)})
}

// UnmarshalJSON reads the stored form strictly:
//
//	{"versions": [{"from": "2026-01-01",
//	               "amounts": {"reissue": "0.00", "exchange": "0.00"},
//	               "citation": {"kind": "rule", "title": "…"}}]}
//
// It refuses what NewFeeSchedule refuses and any operation but these two: a
// schedule that lists an endorsement or a first application asks for a fee
// nobody may charge (24.1.b, 29.1.a, A37). On error, which wraps ErrFee, s keeps
// its value.
func (s *FeeSchedule) UnmarshalJSON(b []byte) error {
	var form feeScheduleForm
	if err := record.Decode("feeSchedule", b, &form); err != nil {
		return &feeError{err}
	}
	read, err := NewFeeSchedule(form.Versions)
	if err != nil {
		return err
	}
	*s = *read
	return nil
}

// MarshalJSON writes the version as it stands in a schedule; its amounts are texts
// of yuan, never JSON numbers.
func (v FeeVersion) MarshalJSON() ([]byte, error) {
	return json.Marshal(feeVersionForm{v.From, feeAmounts{FeeReissue: {v.Reissue}, FeeExchange: {v.Exchange}}, v.Citation})
}

// UnmarshalJSON reads one version strictly, both amounts stated; on error v keeps
// its value.
func (v *FeeVersion) UnmarshalJSON(b []byte) error {
	var form feeVersionForm
	if err := record.Decode("version", b, &form); err != nil {
		return err
	}
	*v = FeeVersion{
		From: form.From, Reissue: form.Amounts[FeeReissue].Decimal, Exchange: form.Amounts[FeeExchange].Decimal, Citation: form.Citation,
	}
	return nil
}

// UnmarshalJSON reads the amounts: both, each once, and no other.
func (a *feeAmounts) UnmarshalJSON(b []byte) error {
	var form struct {
		Reissue  *Yuan `json:"reissue"`
		Exchange *Yuan `json:"exchange"`
	}
	if err := record.Decode("amounts", b, &form); err != nil {
		return err
	}
	if form.Reissue == nil || form.Exchange == nil {
		return &FieldError{Field: "amounts", Rule: "must state reissue and exchange", Err: ErrMissing}
	}
	*a = feeAmounts{FeeReissue: *form.Reissue, FeeExchange: *form.Exchange}
	return nil
}

// ReadFeeSchedule reads a schedule in the form of FeeSchedule.UnmarshalJSON.
func ReadFeeSchedule(r io.Reader) (*FeeSchedule, error) {
	if r == nil {
		return nil, &feeError{&FieldError{Field: "feeSchedule", Rule: "must be stated", Err: ErrMissing}}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var s *FeeSchedule
	if err := json.Unmarshal(b, &s); err != nil {
		var fault *feeError
		if errors.As(err, &fault) {
			return nil, err
		}
		return nil, &feeError{&FieldError{Field: "feeSchedule", Rule: "must be a JSON object", Err: ErrMalformed}}
	}
	if s == nil {
		return nil, &feeError{&FieldError{Field: "feeSchedule", Rule: "must be stated", Err: ErrMissing}}
	}
	return s, nil
}
