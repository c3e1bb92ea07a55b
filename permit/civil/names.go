package civil

import "strconv"

// nameOf returns the name of an enumerated value, or its number in brackets.
func nameOf(names []string, v uint8) string {
	if int(v) < len(names) {
		return names[v]
	}
	return "(" + strconv.Itoa(int(v)) + ")"
}

func marshalName(what string, names []string, v uint8) ([]byte, error) {
	if int(v) < len(names) {
		return []byte(names[v]), nil
	}
	return nil, &InvalidError{What: what, Rule: "the value has no name"}
}

func unmarshalName(what string, names []string, text []byte, v *uint8) error {
	for i, name := range names {
		if string(text) == name {
			*v = uint8(i)
			return nil
		}
	}
	return &InvalidError{What: what, Rule: "the name is not known"}
}
