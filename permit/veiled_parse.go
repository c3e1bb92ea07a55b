package permit

// parseVeiled normalises a personal text and veils it.
func parseVeiled(field, s string, maxRunes int) (veiled, error) {
	text, rule := formText(s, maxRunes)
	if rule != "" {
		return veiled{}, &FieldError{Field: field, Rule: rule, Err: ErrText}
	}
	return veil(text), nil
}

// unmarshalWith lets every UnmarshalText go through the one parser of its type
// and leave the receiver alone on error.
func unmarshalWith[T any](parse func(string) (T, error), b []byte, to *T) error {
	v, err := parse(string(b))
	if err != nil {
		return err
	}
	*to = v
	return nil
}
