package permit

// Every payload is read strictly, as the other records are: no unknown field,
// no field twice, and on an error the receiver keeps its value.

// UnmarshalJSON reads the JSON form strictly.
func (p *Issue) UnmarshalJSON(b []byte) error { return decodeObject("issue", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Endorsement) UnmarshalJSON(b []byte) error { return decodeObject("endorsement", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Reissue) UnmarshalJSON(b []byte) error { return decodeObject("reissue", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Exchange) UnmarshalJSON(b []byte) error { return decodeObject("exchange", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *AddressChange) UnmarshalJSON(b []byte) error { return decodeObject("addressChange", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *InformationCheck) UnmarshalJSON(b []byte) error {
	return decodeObject("informationCheck", b, p)
}

// UnmarshalJSON reads the JSON form strictly.
func (p *FindingRecord) UnmarshalJSON(b []byte) error { return decodeObject("findingRecord", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *SuspensionRecord) UnmarshalJSON(b []byte) error {
	return decodeObject("suspensionRecord", b, p)
}

// UnmarshalJSON reads the JSON form strictly.
func (p *LossReport) UnmarshalJSON(b []byte) error { return decodeObject("lossReport", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Recovery) UnmarshalJSON(b []byte) error { return decodeObject("recovery", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Cancellation) UnmarshalJSON(b []byte) error { return decodeObject("cancellation", b, p) }

// UnmarshalJSON reads the JSON form strictly.
func (p *Confiscation) UnmarshalJSON(b []byte) error { return decodeObject("confiscation", b, p) }
