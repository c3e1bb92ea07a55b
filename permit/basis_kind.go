package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// BasisKind is the rank of a text that is cited as a legal basis.
type BasisKind uint8

// The ranks.
const (
	BasisUnknown BasisKind = iota
	BasisLaw
	BasisRegulation        // administrative (行政法规) or local (地方性法规)
	BasisRule              // of a ministry or of a local government
	BasisNormativeDocument // an internal notice, a reply, a guideline
)

var basisKinds = word.List{Field: "kind", Words: []word.Word{
	BasisUnknown:           {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	BasisLaw:               {Code: "law", Label: law.Bilingual{ZH: "法律", EN: "law"}},
	BasisRegulation:        {Code: "regulation", Label: law.Bilingual{ZH: "法规", EN: "regulation"}},
	BasisRule:              {Code: "rule", Label: law.Bilingual{ZH: "规章", EN: "rule"}},
	BasisNormativeDocument: {Code: "normative-document", Label: law.Bilingual{ZH: "规范性文件", EN: "normative document"}},
}}

func (k BasisKind) vocabulary() *word.List { return &basisKinds }

// String is the stable code.
func (k BasisKind) String() string { return basisKinds.Code(uint8(k)) }

// Label is the word for people.
func (k BasisKind) Label(tag language.Tag) string { return basisKinds.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k BasisKind) MarshalText() ([]byte, error) { return marshalWord(k) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *BasisKind) UnmarshalText(b []byte) error { return unmarshalWord(b, k) }

// LawRegulationOrRule reports whether the text is one of the three that article
// 23.1.e admits. A normative document is not; a rank that is not recorded stays
// unknown.
func (k BasisKind) LawRegulationOrRule() Flag {
	if k == BasisUnknown || !basisKinds.Known(uint8(k)) {
		return FlagUnknown
	}
	return FlagOf(k != BasisNormativeDocument)
}
