package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// An IDKind is what the prefix of an identity number tells about its holder.
type IDKind uint8

// The kinds of identity numbers.
const (
	IDKindUnknown IDKind = iota // no number
	IDCitizen                   // a citizen identity number
	IDHongKong                  // 81: residence permit of a resident from Hong Kong (2.2)
	IDMacao                     // 82: from Macao
	IDTaiwan                    // 83: from Taiwan
	IDForeigner                 // 9: foreigner's permanent residence; its digits are not verified
)

var idKinds = word.List{Field: "idKind", Words: []word.Word{
	IDKindUnknown: {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	IDCitizen:     {Code: "citizen", Label: law.Bilingual{ZH: "公民身份号码", EN: "citizen identity number"}},
	IDHongKong:    {Code: "hong-kong", Label: law.Bilingual{ZH: "香港居民居住证号码", EN: "number of a Hong Kong resident's residence permit"}},
	IDMacao:       {Code: "macao", Label: law.Bilingual{ZH: "澳门居民居住证号码", EN: "number of a Macao resident's residence permit"}},
	IDTaiwan:      {Code: "taiwan", Label: law.Bilingual{ZH: "台湾居民居住证号码", EN: "number of a Taiwan resident's residence permit"}},
	IDForeigner:   {Code: "foreigner", Label: law.Bilingual{ZH: "外国人永久居留身份证号码", EN: "number of a foreigner's permanent residence card"}},
}}

// OtherRegime reports whether the number alone shows that its holder falls
// under the national provisions of article 2.2 and not under these Measures.
// It is enough to show it; its absence shows nothing.
func (k IDKind) OtherRegime() bool { return k == IDHongKong || k == IDMacao || k == IDTaiwan }

func (k IDKind) vocabulary() *word.List { return &idKinds }

// String is the stable code.
func (k IDKind) String() string { return idKinds.Code(uint8(k)) }

// Label is the word for people.
func (k IDKind) Label(tag language.Tag) string { return idKinds.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k IDKind) MarshalText() ([]byte, error) { return marshalWord(k) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *IDKind) UnmarshalText(b []byte) error { return unmarshalWord(b, k) }
