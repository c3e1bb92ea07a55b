package permit

// An AddressDetail is the part of an address below the district: street,
// number, building, room. Comparable, immutable, zero is "not recorded"; it
// prints as ***.
type AddressDetail struct{ veiled }

// maxAddressDetail is the longest address detail in characters.
const maxAddressDetail = 200

// ParseAddressDetail reads the detail as a form gives it, as ParseName does,
// up to 200 characters.
func ParseAddressDetail(s string) (AddressDetail, error) {
	v, err := parseVeiled("detail", s, maxAddressDetail)
	return AddressDetail{v}, err
}

// Equal reports whether both are the same; it is == for tools that ask for a
// method.
func (d AddressDetail) Equal(o AddressDetail) bool { return d == o }

// UnmarshalText reads stored text with ParseAddressDetail; on error d keeps
// its value.
func (d *AddressDetail) UnmarshalText(b []byte) error {
	return unmarshalWith(ParseAddressDetail, b, d)
}
