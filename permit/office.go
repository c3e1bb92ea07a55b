package permit

import "github.com/juzhuzheng/residence/permit/record"

// An OfficeID identifies one office. Its form is the integrator's: any line of
// text of up to 200 bytes that is no identity number. Empty is "not recorded".
type OfficeID string

// An Office is a body that acts under the Measures, at one place. It is
// comparable; the zero Office is "not recorded".
type Office struct {
	ID   OfficeID   `json:"id,omitzero"`
	Kind OfficeKind `json:"kind,omitzero"`
	// District is where the office is competent. DistrictUnknown for one that
	// is competent in the whole municipality, or where it is not recorded.
	District District `json:"district,omitzero"`
	// Name is the name of the office for notices; not a person's.
	Name string `json:"name,omitzero"`
}

// IsZero reports whether nothing is recorded.
func (o Office) IsZero() bool { return o == Office{} }

// Validate lists every fault: a missing id or kind, words outside their
// enumerations, public texts that are refused.
func (o Office) Validate() error {
	c := faultsIn("office")
	c.public("id", string(o.ID), true)
	oneOf(&c, "kind", o.Kind, true)
	oneOf(&c, "district", o.District, false)
	c.public("name", o.Name, false)
	return c.Err()
}

// UnmarshalJSON reads the JSON form strictly; on error o keeps its value.
func (o *Office) UnmarshalJSON(b []byte) error { return record.Decode("office", b, o) }
