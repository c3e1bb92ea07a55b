package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// FindingOutcome is what an authority has found on a ground.
type FindingOutcome uint8

// The outcomes. Open is the zero value: a finding that was asked for and not
// made supports nothing.
const (
	Open FindingOutcome = iota
	Established
	NotEstablished
)

var findingOutcomes = word.List{Field: "outcome", Words: []word.Word{
	Open:           {Code: "open", Label: law.Bilingual{ZH: "尚未认定", EN: "open"}},
	Established:    {Code: "established", Label: law.Bilingual{ZH: "认定属实", EN: "established"}},
	NotEstablished: {Code: "not-established", Label: law.Bilingual{ZH: "认定不属实", EN: "not established"}},
}}

func (o FindingOutcome) vocabulary() *word.List { return &findingOutcomes }

// String is the stable code.
func (o FindingOutcome) String() string { return findingOutcomes.Code(uint8(o)) }

// Label is the word for people.
func (o FindingOutcome) Label(tag language.Tag) string { return findingOutcomes.Label(uint8(o), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (o FindingOutcome) MarshalText() ([]byte, error) { return marshalWord(o) }

// UnmarshalText reads the code; on error o keeps its value.
func (o *FindingOutcome) UnmarshalText(b []byte) error { return unmarshalWord(b, o) }
