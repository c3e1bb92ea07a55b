package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// CardStatus is what one card of a permit is on a day. A permit goes on under
// its new card; the old one is void from the day of replacement, even if it is
// found again (12.1, 12.2, A44).
type CardStatus uint8

// The states of a card. The zero CardStatus is a card nobody knows of, or not
// yet made on that day.
const (
	CardUnknown CardStatus = iota
	CardCurrent
	CardReportedLost // still the current card: only a new one replaces it (A46)
	CardReplaced
	CardConfiscated // taken in (27.2, 28.3)
)

var cardStatuses = word.List{Field: "card", Words: []word.Word{
	CardUnknown:      {Code: "unknown", Label: law.Bilingual{ZH: "查无此证", EN: "unknown"}},
	CardCurrent:      {Code: "current", Label: law.Bilingual{ZH: "现用证件", EN: "current"}},
	CardReportedLost: {Code: "reported-lost", Label: law.Bilingual{ZH: "已报失", EN: "reported lost"}},
	CardReplaced:     {Code: "replaced", Label: law.Bilingual{ZH: "已被补领、换领的新证取代", EN: "replaced"}},
	CardConfiscated:  {Code: "confiscated", Label: law.Bilingual{ZH: "已收缴", EN: "confiscated"}},
}}

func (s CardStatus) vocabulary() *word.List { return &cardStatuses }

// String is the stable code.
func (s CardStatus) String() string { return cardStatuses.Code(uint8(s)) }

// Label is the word for people.
func (s CardStatus) Label(tag language.Tag) string { return cardStatuses.Label(uint8(s), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (s CardStatus) MarshalText() ([]byte, error) { return marshalWord(s) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *CardStatus) UnmarshalText(b []byte) error { return unmarshalWord(b, s) }
