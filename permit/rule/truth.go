package rule

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Truth is the answer of one condition. The zero Truth is Unknown: a fact that
// nobody stated is neither yes nor no.
type Truth uint8

// The three answers.
const (
	Unknown Truth = iota // a fact is missing, or only a person may find it
	Met
	Unmet
)

// Of turns a fact that is known either way into a Truth.
func Of(yes bool) Truth {
	if yes {
		return Met
	}
	return Unmet
}

// OfBounds is the answer that hangs on a day known only by its bounds, given what
// it would be for the soonest and for the latest: that, if it is the same, or else
// Unknown.
func OfBounds(soonest, latest bool) Truth {
	if soonest != latest {
		return Unknown
	}
	return Of(soonest)
}

// And is Met if both are, Unmet if either is, else Unknown.
func (t Truth) And(u Truth) Truth {
	switch {
	case t == Unmet || u == Unmet:
		return Unmet
	case t == Met && u == Met:
		return Met
	}
	return Unknown
}

// Or is Met if either is, Unmet if both are, else Unknown.
func (t Truth) Or(u Truth) Truth {
	switch {
	case t == Met || u == Met:
		return Met
	case t == Unmet && u == Unmet:
		return Unmet
	}
	return Unknown
}

// Not swaps Met and Unmet; not knowing stays not knowing.
func (t Truth) Not() Truth {
	switch t {
	case Met:
		return Unmet
	case Unmet:
		return Met
	}
	return Unknown
}

var truthList = word.List{Field: "truth", Words: []word.Word{
	Unknown: {Code: "unknown", Label: law.Bilingual{ZH: "待查明", EN: "undetermined"}},
	Met:     {Code: "met", Label: law.Bilingual{ZH: "符合", EN: "met"}},
	Unmet:   {Code: "unmet", Label: law.Bilingual{ZH: "不符合", EN: "not met"}},
}}

// String is the stable English word used in JSON: unknown, met or unmet.
func (t Truth) String() string { return truthList.Code(uint8(t)) }

// Label is the word for people, in Chinese unless the tag asks for English.
func (t Truth) Label(tag language.Tag) string { return truthList.Label(uint8(t), tag) }

// MarshalText writes the stable word.
func (t Truth) MarshalText() ([]byte, error) { return truthList.Marshal(uint8(t)) }

// UnmarshalText reads the stable word; anything else is an error and leaves t
// as it was.
func (t *Truth) UnmarshalText(b []byte) error { return word.Unmarshal(&truthList, b, t) }

// Outcome is what a decision comes to. The zero Outcome is Undetermined.
type Outcome uint8

// The three outcomes.
const (
	Undetermined Outcome = iota // a fact is missing, or an authority must find it
	Approved
	Refused
)

var outcomeList = word.List{Field: "outcome", Words: []word.Word{
	Undetermined: {Code: "undetermined", Label: law.Bilingual{ZH: "尚不能认定", EN: "undetermined"}},
	Approved:     {Code: "approved", Label: law.Bilingual{ZH: "符合", EN: "approved"}},
	Refused:      {Code: "refused", Label: law.Bilingual{ZH: "不符合", EN: "refused"}},
}}

// String is the stable English word used in JSON: undetermined, approved or
// refused.
func (o Outcome) String() string { return outcomeList.Code(uint8(o)) }

// Label is the word for people, in Chinese unless the tag asks for English.
func (o Outcome) Label(tag language.Tag) string { return outcomeList.Label(uint8(o), tag) }

// MarshalText writes the stable word.
func (o Outcome) MarshalText() ([]byte, error) { return outcomeList.Marshal(uint8(o)) }

// UnmarshalText reads the stable word; anything else is an error and leaves o
// as it was.
func (o *Outcome) UnmarshalText(b []byte) error { return word.Unmarshal(&outcomeList, b, o) }

// outcomeOf maps the truth of the whole formula to the outcome.
func outcomeOf(t Truth) Outcome { return Outcome(t) }
