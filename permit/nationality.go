package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Nationality is the nationality as recorded. These Measures ask only whether
// it is Chinese (2.1).
type Nationality uint8

// The nationalities a record can state.
const (
	NationalityUnknown Nationality = iota
	NationalityChinese
	NationalityOther
)

var nationalities = word.List{Field: "nationality", Words: []word.Word{
	NationalityUnknown: {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	NationalityChinese: {Code: "chinese", Label: law.Bilingual{ZH: "中国", EN: "Chinese"}, Also: []string{"中国国籍", "CN"}},
	NationalityOther:   {Code: "other", Label: law.Bilingual{ZH: "外国或者无国籍", EN: "foreign or stateless"}},
}}

func (n Nationality) vocabulary() *word.List { return &nationalities }

// String is the stable code.
func (n Nationality) String() string { return nationalities.Code(uint8(n)) }

// Label is the word for people.
func (n Nationality) Label(tag language.Tag) string { return nationalities.Label(uint8(n), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (n Nationality) MarshalText() ([]byte, error) { return marshalWord(n) }

// UnmarshalText reads the code; on error n keeps its value.
func (n *Nationality) UnmarshalText(b []byte) error { return unmarshalWord(b, n) }
