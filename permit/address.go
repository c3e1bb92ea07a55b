package permit

import (
	"fmt"
	"log/slog"

	"github.com/juzhuzheng/residence/permit/record"
)

// An Address is where somebody lives, in Beijing or elsewhere. It is
// comparable; the zero Address is "not recorded". It prints its division and
// not its detail.
type Address struct {
	// Division is the district or county. 110000 is Beijing with the district
	// not recorded.
	Division Division      `json:"division,omitzero"`
	Detail   AddressDetail `json:"detail,omitzero"`
}

// IsZero reports whether nothing is recorded.
func (a Address) IsZero() bool { return a == Address{} }

// InBeijing is FlagUnknown where no division is recorded.
func (a Address) InBeijing() Flag { return a.Division.InBeijing() }

// District is the district of Beijing, or DistrictUnknown for an address
// elsewhere, for one without a district and for a retired code.
func (a Address) District() District {
	d, err := ParseDistrict(a.Division.String())
	if err != nil {
		return DistrictUnknown
	}
	return d
}

// Validate lists every fault: a detail without a division cannot be placed.
func (a Address) Validate() error {
	c := faultsIn("address")
	c.Require(!a.Division.IsZero() || a.Detail.IsZero(), "division", "must be stated with the detail", ErrMissing)
	return c.Err()
}

// String shows the division and whether there is a detail.
func (a Address) String() string {
	division := a.Division.String()
	if division == "" {
		division = noText
	}
	return "address(" + division + ", " + a.Detail.String() + ")"
}

// Format prints String for every verb and flag.
func (a Address) Format(w fmt.State, _ rune) { writeMask(w, a.String()) }

// LogValue keeps the detail out of structured logs, JSON handlers included.
func (a Address) LogValue() slog.Value { return slog.StringValue(a.String()) }

// UnmarshalJSON reads the JSON form strictly; on error a keeps its value.
func (a *Address) UnmarshalJSON(b []byte) error { return record.Decode("address", b, a) }
