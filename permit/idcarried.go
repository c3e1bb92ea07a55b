package permit

import "strings"

// CarriesIDNumber reports whether a text that is meant for everybody contains
// an identity number of 18 characters with a right check character. It keeps
// one from being used as a staff number, a file reference or a purpose.
func CarriesIDNumber(s string) bool {
	s = strings.ToUpper(narrow(s))
	for i := 0; i+idLength <= len(s); i++ {
		part := s[i : i+idLength]
		if digitsOnly(part[:17]) && part[0] != '9' {
			if _, err := ParseIDNumber(part); err == nil {
				return true
			}
		}
	}
	return false
}
