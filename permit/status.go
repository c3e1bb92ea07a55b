package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Status is what a permit is on a day. The zero Status is StatusUnknown: it says
// nothing of any permit. Replaced is no status of a permit: it is a state of one
// of its cards (12.1).
type Status uint8

// The statuses.
const (
	StatusUnknown Status = iota // nobody asked for a permit's status
	NotIssued                   // before the day of issue (11.1)
	Active                      // up to the deadline of the running term (14.2)
	Suspended                   // use function suspended (14.3.a): not cancelled, not void
	Cancelled                   // from the day of cancellation on, for good (23.1)
	// StatusOpen is no fifth state of a permit but an answer left open: the permit is issued
	// and not cancelled, and whether it is suspended hangs on a day for which
	// the calendar has no data (A04). It comes with the error that says so.
	StatusOpen
)

var statuses = word.List{Field: "status", Words: []word.Word{
	StatusUnknown: {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	NotIssued:     {Code: "not-issued", Label: law.Bilingual{ZH: "未签发", EN: "not issued"}},
	Active:        {Code: "active", Label: law.Bilingual{ZH: "有效", EN: "active"}},
	Suspended:     {Code: "suspended", Label: law.Bilingual{ZH: "使用功能中止", EN: "suspended"}},
	Cancelled:     {Code: "cancelled", Label: law.Bilingual{ZH: "已注销", EN: "cancelled"}},
	StatusOpen:    {Code: "open", Label: law.Bilingual{ZH: "已签发未注销，使用功能是否中止待定", EN: "issued and not cancelled, suspended or not is open"}},
}}

func (s Status) vocabulary() *word.List { return &statuses }

// String is the stable code.
func (s Status) String() string { return statuses.Code(uint8(s)) }

// Label is the word for people.
func (s Status) Label(tag language.Tag) string { return statuses.Label(uint8(s), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (s Status) MarshalText() ([]byte, error) { return marshalWord(s) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *Status) UnmarshalText(b []byte) error { return unmarshalWord(b, s) }
