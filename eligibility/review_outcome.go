package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// ReviewOutcome is what the reviewing department said of a proof (5.2).
type ReviewOutcome uint8

// What a department can say, or not have said.
const (
	NotReviewed ReviewOutcome = iota // the zero value: nothing was said yet
	Accepted
	Rejected // with reasons, or it does not count (11.2)
)

var reviewOutcomes = word.List{Field: "outcome", Words: []word.Word{
	NotReviewed: {Code: "not-reviewed", Label: law.Bilingual{ZH: "未审核", EN: "not reviewed"}},
	Accepted:    {Code: "accepted", Label: law.Bilingual{ZH: "审核通过", EN: "accepted"}},
	Rejected:    {Code: "rejected", Label: law.Bilingual{ZH: "审核不通过", EN: "rejected"}},
}}

// String is the stable code.
func (r ReviewOutcome) String() string { return reviewOutcomes.Code(uint8(r)) }

// Label is the word for people.
func (r ReviewOutcome) Label(tag language.Tag) string { return reviewOutcomes.Label(uint8(r), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (r ReviewOutcome) MarshalText() ([]byte, error) { return reviewOutcomes.Marshal(uint8(r)) }

// UnmarshalText reads the code; on error r keeps its value.
func (r *ReviewOutcome) UnmarshalText(b []byte) error { return word.Unmarshal(&reviewOutcomes, b, r) }
