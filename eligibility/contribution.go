package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Contribution is how a month of social insurance was paid (reading A11).
type Contribution uint8

// The ways a month was paid; ContributionUnknown means that nothing is recorded.
const (
	ContributionUnknown Contribution = iota
	PaidOnTime
	PaidLate // late, but as the month's own payment
	BackPaid // filled in afterwards
	Unpaid
)

var contributions = word.List{Field: "status", Words: []word.Word{
	ContributionUnknown: unrecorded,
	PaidOnTime:          {Code: "paid-on-time", Label: law.Bilingual{ZH: "按时缴纳", EN: "paid on time"}},
	PaidLate:            {Code: "paid-late", Label: law.Bilingual{ZH: "逾期缴纳", EN: "paid late"}},
	BackPaid:            {Code: "back-paid", Label: law.Bilingual{ZH: "补缴", EN: "back-paid"}},
	Unpaid:              {Code: "unpaid", Label: law.Bilingual{ZH: "未缴纳", EN: "not paid"}},
}}

// String is the stable code.
func (c Contribution) String() string { return contributions.Code(uint8(c)) }

// Label is the word for people.
func (c Contribution) Label(tag language.Tag) string { return contributions.Label(uint8(c), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (c Contribution) MarshalText() ([]byte, error) { return contributions.Marshal(uint8(c)) }

// UnmarshalText reads the code; on error c keeps its value.
func (c *Contribution) UnmarshalText(b []byte) error { return word.Unmarshal(&contributions, b, c) }
