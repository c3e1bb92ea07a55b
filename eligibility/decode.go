package eligibility

import "github.com/juzhuzheng/residence/permit/record"

// maxEntries bounds every list of an application: more than anybody's
// registrations or months of insurance in a lifetime.
const maxEntries = 1000

// decode reads the JSON form of a record strictly, with that bound; on error
// the record keeps its value.
func decode[T any](name string, data []byte, to *T) error {
	return record.DecodeLimited(name, data, maxEntries, to)
}

// UnmarshalJSON reads the JSON form strictly; on error a keeps its value.
func (a *Application) UnmarshalJSON(b []byte) error { return decode("application", b, a) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *Filing) UnmarshalJSON(b []byte) error { return decode("filing", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error g keeps its value.
func (g *Agent) UnmarshalJSON(b []byte) error { return decode("agent", b, g) }

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *Registration) UnmarshalJSON(b []byte) error { return decode("registration", b, r) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *SocialInsurance) UnmarshalJSON(b []byte) error { return decode("insurance", b, s) }

// UnmarshalJSON reads the JSON form strictly; on error m keeps its value.
func (m *InsuranceMonth) UnmarshalJSON(b []byte) error { return decode("insuranceMonth", b, m) }

// UnmarshalJSON reads the JSON form strictly; on error e keeps its value.
func (e *Employment) UnmarshalJSON(b []byte) error { return decode("employment", b, e) }

// UnmarshalJSON reads the JSON form strictly; on error d keeps its value.
func (d *Dwelling) UnmarshalJSON(b []byte) error { return decode("dwelling", b, d) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *Study) UnmarshalJSON(b []byte) error { return decode("study", b, s) }

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *Review) UnmarshalJSON(b []byte) error { return decode("review", b, r) }

// UnmarshalJSON reads the JSON form strictly; on error m keeps its value.
func (m *Papers) UnmarshalJSON(b []byte) error { return decode("materials", b, m) }

// UnmarshalJSON reads the JSON form strictly; on error p keeps its value.
func (p *Proof) UnmarshalJSON(b []byte) error { return decode("proof", b, p) }
