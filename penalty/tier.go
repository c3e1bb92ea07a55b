package penalty

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// A Tier is one of the two degrees of article 28 (clauses 28.1.0.i and
// 28.1.0.ii). Ten days are lawful in both, so a decision names its tier
// (reading A63). Articles 26 and 27 have no tiers and name none.
type Tier uint8

// The tiers.
const (
	NoTier      Tier = iota
	BaseTier         // 28.1.0.i
	LighterTier      // 28.1.0.ii: 情节较轻, which only a finding supports (A64)
)

var tiers = word.List{Field: "tier", Words: []word.Word{
	NoTier:      {Code: "none", Label: law.Bilingual{ZH: "未写明", EN: "not named"}},
	BaseTier:    {Code: "base", Label: law.Bilingual{ZH: "基本档", EN: "base"}},
	LighterTier: {Code: "lighter", Label: law.Bilingual{ZH: "情节较轻", EN: "lighter circumstances"}},
}}

// String is the stable code.
func (t Tier) String() string { return tiers.Code(uint8(t)) }

// Label is the word for people.
func (t Tier) Label(tag language.Tag) string { return tiers.Label(uint8(t), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (t Tier) MarshalText() ([]byte, error) { return tiers.Marshal(uint8(t)) }

// UnmarshalText reads the code; on error t keeps its value.
func (t *Tier) UnmarshalText(b []byte) error { return word.Unmarshal(&tiers, b, t) }
