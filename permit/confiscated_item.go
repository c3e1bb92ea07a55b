package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// A ConfiscatedItem says what is wrong with a card that is taken in.
type ConfiscatedItem uint8

// The items of 27.2 and 28.3.
const (
	ItemUnknown          ConfiscatedItem = iota
	FraudulentlyObtained                 // 27.2: 骗领
	Forged                               // 28.3: 伪造
	Altered                              // 28.3: 变造
)

var confiscatedItems = word.List{Field: "item", Words: []word.Word{
	ItemUnknown:          {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	FraudulentlyObtained: {Code: "fraudulently-obtained", Label: law.Bilingual{ZH: "骗领的居住证", EN: "a fraudulently obtained permit"}},
	Forged:               {Code: "forged", Label: law.Bilingual{ZH: "伪造的居住证", EN: "a forged permit"}},
	Altered:              {Code: "altered", Label: law.Bilingual{ZH: "变造的居住证", EN: "an altered permit"}},
}}

func (i ConfiscatedItem) vocabulary() *word.List { return &confiscatedItems }

// String is the stable code.
func (i ConfiscatedItem) String() string { return confiscatedItems.Code(uint8(i)) }

// Label is the word for people.
func (i ConfiscatedItem) Label(tag language.Tag) string { return confiscatedItems.Label(uint8(i), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (i ConfiscatedItem) MarshalText() ([]byte, error) { return marshalWord(i) }

// UnmarshalText reads the code; on error i keeps its value.
func (i *ConfiscatedItem) UnmarshalText(b []byte) error { return unmarshalWord(b, i) }

// The grounds of findings that a confiscation rests on.
const (
	FoundFraudulent Ground = "item-fraudulently-obtained"
	FoundForged     Ground = "item-forged"
	FoundAltered    Ground = "item-altered"
)

func (i ConfiscatedItem) ground() Ground {
	switch i {
	case FraudulentlyObtained:
		return FoundFraudulent
	case Forged:
		return FoundForged
	case Altered:
		return FoundAltered
	}
	return ""
}

var (
	fraudulentClause  = law.MustCite("27.2")
	counterfeitClause = law.MustCite("28.3")
)

// Cite is the clause under which the item is taken in; zero for none.
func (i ConfiscatedItem) Cite() law.Cite {
	switch i {
	case FraudulentlyObtained:
		return fraudulentClause
	case Forged, Altered:
		return counterfeitClause
	}
	return law.Cite{}
}
