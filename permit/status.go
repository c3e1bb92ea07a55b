package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// Status is what a permit is on a day. The zero Status is NotIssued. Replaced
// is no status of a permit: it is a state of one of its cards (12.1).
type Status uint8

// The statuses.
const (
	NotIssued Status = iota // before the day of issue (11.1)
	Active                  // up to the deadline of the running term (14.2)
	Suspended               // use function suspended (14.3.a): not cancelled, not void
	Cancelled               // from the day of cancellation on, for good (23.1)
)

var statuses = vocabulary{"status", []word{
	NotIssued: {code: "not-issued", label: law.Bilingual{ZH: "未签发", EN: "not issued"}},
	Active:    {code: "active", label: law.Bilingual{ZH: "有效", EN: "active"}},
	Suspended: {code: "suspended", label: law.Bilingual{ZH: "使用功能中止", EN: "suspended"}},
	Cancelled: {code: "cancelled", label: law.Bilingual{ZH: "已注销", EN: "cancelled"}},
}}

func (s Status) vocabulary() *vocabulary { return &statuses }

// String is the stable code.
func (s Status) String() string { return statuses.code(uint8(s)) }

// Label is the word for people.
func (s Status) Label(tag language.Tag) string { return statuses.label(uint8(s), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (s Status) MarshalText() ([]byte, error) { return statuses.marshal(uint8(s)) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *Status) UnmarshalText(b []byte) error { return unmarshalWord(b, s) }
