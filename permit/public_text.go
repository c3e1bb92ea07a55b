package permit

import (
	"strconv"
	"strings"
)

// maxPublicText is the longest public text in bytes.
const maxPublicText = 200

// publicText checks a text that everybody may read: the id of an office, a
// staff number, the reference of a file, the title of a law. It returns the
// rule that is broken, with its sentinel, or "". An identity number is refused,
// so that no caller can use one where nothing is masked.
func publicText(s string) (rule string, err error) {
	switch {
	case len(s) > maxPublicText:
		return "must not be longer than " + strconv.Itoa(maxPublicText) + " bytes", ErrText
	case !plainText(s) || strings.TrimSpace(s) != s:
		return "must be one line of text without surrounding space", ErrText
	case CarriesIDNumber(s):
		return "must not carry an identity number", ErrPersonal
	}
	return "", nil
}

// public notes a fault for a public text that is refused, or that is missing
// where the record needs it.
func (c *faults) public(field, s string, required bool) {
	if s == "" {
		c.Require(!required, field, "must be stated", ErrMissing)
		return
	}
	if rule, err := publicText(s); rule != "" {
		c.Add(field, rule, err)
	}
}
