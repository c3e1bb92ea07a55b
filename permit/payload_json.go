package permit

import "github.com/juzhuzheng/residence/permit/record"

// Every payload is read strictly, as the other records are: no unknown field,
// no field twice, and on an error the receiver keeps its value.

// UnmarshalJSON reads the JSON form strictly.
func (p *Issue) UnmarshalJSON(b []byte) error { return record.Decode("issue", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Endorsement) UnmarshalJSON(b []byte) error { return record.Decode("endorsement", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Reissue) UnmarshalJSON(b []byte) error { return record.Decode("reissue", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Exchange) UnmarshalJSON(b []byte) error { return record.Decode("exchange", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *AddressChange) UnmarshalJSON(b []byte) error { return record.Decode("addressChange", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *InformationCheck) UnmarshalJSON(b []byte) error {
	return record.Decode("informationCheck", b, p)
}

// UnmarshalJSON reads the JSON form strictly.
func (p *FindingRecord) UnmarshalJSON(b []byte) error { return record.Decode("findingRecord", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *SuspensionRecord) UnmarshalJSON(b []byte) error {
	return record.Decode("suspensionRecord", b, p)
}

// UnmarshalJSON reads the JSON form strictly.
func (p *LossReport) UnmarshalJSON(b []byte) error { return record.Decode("lossReport", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Recovery) UnmarshalJSON(b []byte) error { return record.Decode("recovery", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Cancellation) UnmarshalJSON(b []byte) error { return record.Decode("cancellation", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Confiscation) UnmarshalJSON(b []byte) error { return record.Decode("confiscation", b, p) }
