package permit

import "github.com/juzhuzheng/residence/permit/record"

// Household is the household registration (户籍) of a person as recorded. It is
// comparable; the zero Household is "not recorded" and leaves the scope of the
// Measures open (2.1, reading A07).
type Household struct {
	Status HouseholdStatus `json:"status,omitzero"`
	// Place is where the household is registered, for HouseholdRegistered only;
	// the code of a province alone is enough.
	Place Division `json:"place,omitzero"`
}

// RegisteredAt is a household registered at a place.
func RegisteredAt(place Division) Household {
	return Household{Status: HouseholdRegistered, Place: place}
}

// InBeijing reports whether the household is registered in Beijing, in whatever
// district: a move between districts makes nobody 来京人员. FlagUnknown where the
// record does not say.
func (h Household) InBeijing() Flag {
	switch h.Status {
	case HouseholdRegistered:
		return h.Place.InBeijing()
	case HouseholdNone, HouseholdHongKong, HouseholdMacao, HouseholdTaiwan:
		return No
	}
	return FlagUnknown
}

// OtherRegime reports whether the person is recorded as a resident of Hong
// Kong, Macao or Taiwan, whom article 2.2 leaves to the national provisions.
func (h Household) OtherRegime() Flag {
	switch h.Status {
	case HouseholdHongKong, HouseholdMacao, HouseholdTaiwan:
		return Yes
	case HouseholdRegistered, HouseholdNone:
		return No
	}
	return FlagUnknown
}

// Validate lists every fault: a status outside its words, a registration
// without a place, a place without a registration.
func (h Household) Validate() error {
	c := faultsIn("household")
	oneOf(&c, "status", h.Status, false)
	if h.Status == HouseholdRegistered {
		c.Require(!h.Place.IsZero(), "place", "must be stated for a registered household", ErrMissing)
	} else {
		c.Require(h.Place.IsZero(), "place", "must be empty unless the household is registered", ErrContradiction)
	}
	return c.Err()
}

// UnmarshalJSON reads the JSON form strictly; on error h keeps its value.
func (h *Household) UnmarshalJSON(b []byte) error { return record.Decode("household", b, h) }
