package eligibility

import (
	"encoding/json"

	"github.com/juzhuzheng/residence/permit"
)

// Claims are the conditions of article 8.1 that an applicant relies on. The
// zero Claims means that it is not recorded on which: then all that is listed
// counts. A proof is needed only for a condition relied on (9.1), and nothing is
// approved on another one.
type Claims uint8

// The three conditions; join them with |.
const (
	ClaimEmployment Claims = 1 << iota
	ClaimDwelling
	ClaimStudy
)

var claimWords = [...]string{"employment", "dwelling", "study"}

// Has reports whether all of o are among c.
func (c Claims) Has(o Claims) bool { return c&o == o }

// Of is whether the condition is relied on; FlagUnknown if it is not recorded
// on which.
func (c Claims) Of(o Claims) permit.Flag {
	if c == 0 {
		return permit.FlagUnknown
	}
	return permit.FlagOf(c.Has(o))
}

// MarshalJSON writes the conditions as an array of words, in the order of the
// article: ["employment","dwelling"].
func (c Claims) MarshalJSON() ([]byte, error) {
	if c >= 1<<len(claimWords) {
		return nil, claimFault(permit.ErrWord)
	}
	words := []string{}
	for i, w := range claimWords {
		if c>>i&1 == 1 {
			words = append(words, w)
		}
	}
	return json.Marshal(words)
}

// UnmarshalJSON reads such an array, in any order, each word once; on error c
// keeps its value. An empty array is refused: relying on nothing is not an
// application, and not recording it is leaving the field out.
func (c *Claims) UnmarshalJSON(b []byte) error {
	var words []string
	if err := json.Unmarshal(b, &words); err != nil {
		return claimFault(permit.ErrMalformed)
	}
	var read Claims
	for _, w := range words {
		bit := Claims(0)
		for i, known := range claimWords {
			if w == known {
				bit = 1 << i
			}
		}
		if bit == 0 || read&bit != 0 {
			return claimFault(permit.ErrWord)
		}
		read |= bit
	}
	if read == 0 {
		return claimFault(permit.ErrMissing)
	}
	*c = read
	return nil
}

func claimFault(err error) error {
	return &permit.FieldError{Field: "claims", Rule: "must be a list of employment, dwelling, study, each once", Err: err}
}
