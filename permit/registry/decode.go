package registry

import "github.com/juzhuzheng/residence/permit/record"

// What the desk is asked to do is read strictly: a misspelt name must not leave
// out the version an actor decided on, or point at another proof.

// UnmarshalJSON reads the JSON form strictly; on error o keeps its value.
func (o *Order) UnmarshalJSON(b []byte) error { return record.Decode("order", b, o) }

// UnmarshalJSON reads the JSON form strictly; on error p keeps its value.
func (p *Presence) UnmarshalJSON(b []byte) error { return record.Decode("presence", b, p) }

// UnmarshalJSON reads the JSON form strictly; on error d keeps its value.
func (d *Declaration) UnmarshalJSON(b []byte) error { return record.Decode("declaration", b, d) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *RegistrationFinding) UnmarshalJSON(b []byte) error {
	return record.Decode("registrationFinding", b, f)
}

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *ProofReview) UnmarshalJSON(b []byte) error { return record.Decode("review", b, r) }

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *Ruling) UnmarshalJSON(b []byte) error { return record.Decode("ruling", b, r) }

// UnmarshalJSON reads the JSON form strictly; on error i keeps its value.
func (i *Issuance) UnmarshalJSON(b []byte) error { return record.Decode("issuance", b, i) }

// UnmarshalJSON reads the JSON form strictly; on error e keeps its value.
func (e *Endorsing) UnmarshalJSON(b []byte) error { return record.Decode("endorsing", b, e) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *FoundCard) UnmarshalJSON(b []byte) error { return record.Decode("foundCard", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *Reissuing) UnmarshalJSON(b []byte) error { return record.Decode("reissuing", b, r) }

// UnmarshalJSON reads the JSON form strictly; on error e keeps its value.
func (e *Exchanging) UnmarshalJSON(b []byte) error { return record.Decode("exchanging", b, e) }

// UnmarshalJSON reads the JSON form strictly; on error a keeps its value.
func (a *AddressChange) UnmarshalJSON(b []byte) error { return record.Decode("addressChange", b, a) }

// UnmarshalJSON reads the JSON form strictly; on error c keeps its value.
func (c *InformationCheck) UnmarshalJSON(b []byte) error {
	return record.Decode("informationCheck", b, c)
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *PermitFinding) UnmarshalJSON(b []byte) error { return record.Decode("permitFinding", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error c keeps its value.
func (c *Cancelling) UnmarshalJSON(b []byte) error { return record.Decode("cancelling", b, c) }

// UnmarshalJSON reads the JSON form strictly; on error c keeps its value.
func (c *Confiscating) UnmarshalJSON(b []byte) error { return record.Decode("confiscating", b, c) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *Sanctioning) UnmarshalJSON(b []byte) error { return record.Decode("sanctioning", b, s) }

// UnmarshalJSON reads the JSON form strictly; on error i keeps its value.
func (i *Inspecting) UnmarshalJSON(b []byte) error { return record.Decode("inspecting", b, i) }

// UnmarshalJSON reads the JSON form strictly; on error d keeps its value.
func (d *Disclosing) UnmarshalJSON(b []byte) error { return record.Decode("disclosing", b, d) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *SanctionSearch) UnmarshalJSON(b []byte) error { return record.Decode("sanctionSearch", b, s) }

// UnmarshalJSON reads the JSON form strictly; on error p keeps its value.
func (p *FormerPermit) UnmarshalJSON(b []byte) error { return record.Decode("formerPermit", b, p) }

// UnmarshalJSON reads the JSON form strictly; on error e keeps its value.
func (e *Erasing) UnmarshalJSON(b []byte) error { return record.Decode("erasing", b, e) }
