package permit

// idWeights are the weights of GB 11643 for the 17 digits before the check
// character: 2 to the power of the remaining places, modulo 11.
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// idCheckCharacters are the check characters by the weighted sum modulo 11.
const idCheckCharacters = "10X98765432"

// IDCheckCharacter computes the last character of an identity number from the
// 17 digits before it (GB 11643, ISO 7064 MOD 11-2). Text that is not 17
// digits is a FieldError wrapping ErrIDShape.
func IDCheckCharacter(body string) (byte, error) {
	if len(body) != len(idWeights) || !digitsOnly(body) {
		return 0, idFault("must be checked over 17 digits", ErrIDShape)
	}
	return idCheckCharacter(body), nil
}

// idCheckCharacter is IDCheckCharacter for a body known to be 17 digits.
func idCheckCharacter(body string) byte {
	sum := 0
	for i, weight := range idWeights {
		sum += weight * int(body[i]-'0')
	}
	return idCheckCharacters[sum%11]
}

// digitsOnly reports whether s is nothing but ASCII digits.
func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func idFault(rule string, err error) error {
	return &FieldError{Field: "idNumber", Rule: rule, Err: err}
}
