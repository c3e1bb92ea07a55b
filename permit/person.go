package permit

import (
	"fmt"
	"log/slog"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

// A Person is what the records say about one person, without any conclusion.
// It is comparable; every zero field means that nothing is recorded. It prints
// as its masked number only.
type Person struct {
	Name     Name     `json:"name,omitzero"`
	IDNumber IDNumber `json:"idNumber,omitzero"`
	// Born is the birth date as recorded. The ages of articles 10 and 26 to 28
	// are counted from it and never from the number.
	Born        civil.Date  `json:"born,omitzero"`
	Nationality Nationality `json:"nationality,omitzero"`
	Household   Household   `json:"household,omitzero"`
	// ServingMilitary leaves the scope to a finding if it is Yes (reading A07 iv).
	ServingMilitary Flag `json:"servingMilitary,omitzero"`
}

// OtherRegime reports whether article 2.2 leaves the person to the national
// provisions for residents of Hong Kong, Macao and Taiwan. A number with the
// prefix 81, 82 or 83 is enough to say yes. Any other number says nothing, so
// that the record of the household decides: someone from Taiwan who has settled
// and holds a mainland number and household is under these Measures.
func (p Person) OtherRegime() Flag {
	if p.IDNumber.Kind().OtherRegime() {
		return Yes
	}
	return p.Household.OtherRegime()
}

// Validate lists every fault at once: words outside their enumerations, a
// household that contradicts itself, a birth date other than the one in the
// number. Nothing is required: what is missing is for the rules to ask.
func (p Person) Validate() error {
	c := faultsIn("person")
	oneOf(&c, "nationality", p.Nationality, false)
	c.Nested("household", p.Household.Validate())
	oneOf(&c, "servingMilitary", p.ServingMilitary, false)
	if stated := p.IDNumber.Born(); !stated.IsZero() && !p.Born.IsZero() {
		c.Require(stated == p.Born, "born", "must be the birth date in the identity number", ErrContradiction)
	}
	return c.Err()
}

// String shows the masked number only; not the birth date.
func (p Person) String() string { return "person(" + p.IDNumber.String() + ")" }

// Format prints String for every verb and flag.
func (p Person) Format(w fmt.State, _ rune) { writeMask(w, p.String()) }

// LogValue keeps the record out of structured logs, JSON handlers included.
func (p Person) LogValue() slog.Value { return slog.StringValue(p.String()) }

// UnmarshalJSON reads the JSON form strictly; on error p keeps its value.
func (p *Person) UnmarshalJSON(b []byte) error { return record.Decode("person", b, p) }
