package permit

import "github.com/juzhuzheng/residence/permit/record"

// The facts that decisions rest on are read as strictly as records are: a name
// written differently must not become a fact that nobody stated.

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *AcceptanceFacts) UnmarshalJSON(b []byte) error {
	return record.Decode("acceptanceFacts", b, f)
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *AddressChangeFacts) UnmarshalJSON(b []byte) error {
	return record.Decode("addressChangeFacts", b, f)
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *CancellationFacts) UnmarshalJSON(b []byte) error {
	return record.Decode("cancellationFacts", b, f)
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *ConfiscationFacts) UnmarshalJSON(b []byte) error {
	return record.Decode("confiscationFacts", b, f)
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *ExchangeFacts) UnmarshalJSON(b []byte) error { return record.Decode("exchangeFacts", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *InformationCheckFacts) UnmarshalJSON(b []byte) error {
	return record.Decode("informationCheckFacts", b, f)
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *InspectionFacts) UnmarshalJSON(b []byte) error {
	return record.Decode("inspectionFacts", b, f)
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *IssueFacts) UnmarshalJSON(b []byte) error { return record.Decode("issueFacts", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *ReissueFacts) UnmarshalJSON(b []byte) error { return record.Decode("reissueFacts", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *SeizureFacts) UnmarshalJSON(b []byte) error { return record.Decode("seizureFacts", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *VerificationFacts) UnmarshalJSON(b []byte) error {
	return record.Decode("verificationFacts", b, f)
}

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *Filer) UnmarshalJSON(b []byte) error { return record.Decode("filer", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *State) UnmarshalJSON(b []byte) error { return record.Decode("state", b, s) }

// UnmarshalJSON reads the JSON form strictly; on error f keeps its value.
func (f *CardFace) UnmarshalJSON(b []byte) error { return record.Decode("cardFace", b, f) }

// UnmarshalJSON reads the JSON form strictly; on error r keeps its value.
func (r *DetentionRecord) UnmarshalJSON(b []byte) error { return record.Decode("detentions", b, r) }

// UnmarshalJSON reads the JSON form strictly; on error s keeps its value.
func (s *Standing) UnmarshalJSON(b []byte) error { return record.Decode("standing", b, s) }
