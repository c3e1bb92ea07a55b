package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// HouseholdStatus is what is recorded about a person's household registration
// (户籍). It is recorded, never inferred from an identity number (reading A07).
type HouseholdStatus uint8

// What a record can say. Not knowing and being recorded as having none are
// different: the first leaves the scope open, the second does not.
const (
	HouseholdUnknown    HouseholdStatus = iota
	HouseholdRegistered                 // registered at the division that is recorded with it
	HouseholdNone                       // for instance an overseas Chinese on a passport
	HouseholdHongKong                   // 2.2: under the national provisions
	HouseholdMacao                      // 2.2
	HouseholdTaiwan                     // 2.2
)

var householdStatuses = word.List{Field: "status", Words: []word.Word{
	HouseholdUnknown:    {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	HouseholdRegistered: {Code: "registered", Label: law.Bilingual{ZH: "有户籍", EN: "registered in the mainland"}},
	HouseholdNone:       {Code: "none", Label: law.Bilingual{ZH: "无户籍", EN: "recorded as having none"}},
	HouseholdHongKong:   {Code: "hong-kong", Label: law.Bilingual{ZH: "香港居民", EN: "resident of Hong Kong"}},
	HouseholdMacao:      {Code: "macao", Label: law.Bilingual{ZH: "澳门居民", EN: "resident of Macao"}},
	HouseholdTaiwan:     {Code: "taiwan", Label: law.Bilingual{ZH: "台湾居民", EN: "resident of Taiwan"}},
}}

func (s HouseholdStatus) vocabulary() *word.List { return &householdStatuses }

// String is the stable code.
func (s HouseholdStatus) String() string { return householdStatuses.Code(uint8(s)) }

// Label is the word for people.
func (s HouseholdStatus) Label(tag language.Tag) string {
	return householdStatuses.Label(uint8(s), tag)
}

// MarshalText gives the code; a value outside the enumeration is an error.
func (s HouseholdStatus) MarshalText() ([]byte, error) { return marshalWord(s) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *HouseholdStatus) UnmarshalText(b []byte) error { return unmarshalWord(b, s) }
