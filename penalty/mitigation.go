package penalty

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// A Mitigation says that a sanction is milder than usual, and why (reading A67).
type Mitigation struct {
	Kind  MitigationKind `json:"kind,omitzero"`
	Basis Basis          `json:"basis,omitzero"`
}

// A MitigationKind is how far a mitigation goes.
type MitigationKind uint8

// The kinds.
const (
	NoMitigation MitigationKind = iota
	Lighter                     // 从轻: inside the range
	Reduced                     // 减轻: below the printed minimum, with a cited basis
	Waived                      // 不予处罚: nothing, with a cited basis
)

var mitigations = word.List{Field: "mitigation", Words: []word.Word{
	NoMitigation: {Code: "none", Label: law.Bilingual{ZH: "无", EN: "none"}},
	Lighter:      {Code: "lighter", Label: law.Bilingual{ZH: "从轻", EN: "lighter"}},
	Reduced:      {Code: "reduced", Label: law.Bilingual{ZH: "减轻", EN: "reduced"}},
	Waived:       {Code: "waived", Label: law.Bilingual{ZH: "不予处罚", EN: "waived"}},
}}

// String is the stable code.
func (k MitigationKind) String() string { return mitigations.Code(uint8(k)) }

// Label is the word for people.
func (k MitigationKind) Label(tag language.Tag) string { return mitigations.Label(uint8(k), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (k MitigationKind) MarshalText() ([]byte, error) { return mitigations.Marshal(uint8(k)) }

// UnmarshalText reads the code; on error k keeps its value.
func (k *MitigationKind) UnmarshalText(b []byte) error { return word.Unmarshal(&mitigations, b, k) }

// A Basis is the provision cited for a mitigation. Only provisions of the two
// punishment laws can support one; whether their conditions are met is for the
// authority, except for those that depend on age.
type Basis uint8

// The provisions. APL is 行政处罚法 (2021), PSL12 治安管理处罚法 as amended in
// 2012, PSL25 the same as revised in 2025.
const (
	NoBasis    Basis = iota
	APL30            // ages: under 14 none, 14–17 lighter or reduced
	APL31            // mental disorder or disability
	APL32            // mandatory grounds for lighter or reduced
	APL33            // minor and corrected; first time and slight; no fault
	PSL12Art12       // 14–17
	PSL12Art14       // blind or deaf-mute
	PSL12Art19       // reduced or none
	PSL25Art12       // 14–17
	PSL25Art20       // six grounds, from lighter to none
	PSL25Art21       // admission of guilt
)

var bases = word.List{Field: "basis", Words: []word.Word{
	NoBasis:    {Code: "none", Label: law.Bilingual{ZH: "未引用", EN: "none cited"}},
	APL30:      {Code: "apl-30", Label: law.Bilingual{ZH: "《行政处罚法》第三十条", EN: "Administrative Punishments Law art. 30"}},
	APL31:      {Code: "apl-31", Label: law.Bilingual{ZH: "《行政处罚法》第三十一条", EN: "Administrative Punishments Law art. 31"}},
	APL32:      {Code: "apl-32", Label: law.Bilingual{ZH: "《行政处罚法》第三十二条", EN: "Administrative Punishments Law art. 32"}},
	APL33:      {Code: "apl-33", Label: law.Bilingual{ZH: "《行政处罚法》第三十三条", EN: "Administrative Punishments Law art. 33"}},
	PSL12Art12: {Code: "psl-2012-12", Label: law.Bilingual{ZH: "《治安管理处罚法》（2012年）第十二条", EN: "Public Security Administration Punishments Law (2012) art. 12"}},
	PSL12Art14: {Code: "psl-2012-14", Label: law.Bilingual{ZH: "《治安管理处罚法》（2012年）第十四条", EN: "Public Security Administration Punishments Law (2012) art. 14"}},
	PSL12Art19: {Code: "psl-2012-19", Label: law.Bilingual{ZH: "《治安管理处罚法》（2012年）第十九条", EN: "Public Security Administration Punishments Law (2012) art. 19"}},
	PSL25Art12: {Code: "psl-2025-12", Label: law.Bilingual{ZH: "《治安管理处罚法》（2025年）第十二条", EN: "Public Security Administration Punishments Law (2025) art. 12"}},
	PSL25Art20: {Code: "psl-2025-20", Label: law.Bilingual{ZH: "《治安管理处罚法》（2025年）第二十条", EN: "Public Security Administration Punishments Law (2025) art. 20"}},
	PSL25Art21: {Code: "psl-2025-21", Label: law.Bilingual{ZH: "《治安管理处罚法》（2025年）第二十一条", EN: "Public Security Administration Punishments Law (2025) art. 21"}},
}}

// String is the stable code.
func (b Basis) String() string { return bases.Code(uint8(b)) }

// Label is the citation for people.
func (b Basis) Label(tag language.Tag) string { return bases.Label(uint8(b), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (b Basis) MarshalText() ([]byte, error) { return bases.Marshal(uint8(b)) }

// UnmarshalText reads the code; on error b keeps its value.
func (b *Basis) UnmarshalText(text []byte) error { return word.Unmarshal(&bases, text, b) }

// allows[b][k] reports whether the provision provides that kind.
var allows = [...][4]bool{
	APL30:      {Lighter: true, Reduced: true, Waived: true},
	APL31:      {Lighter: true, Reduced: true, Waived: true},
	APL32:      {Lighter: true, Reduced: true},
	APL33:      {Waived: true},
	PSL12Art12: {Lighter: true, Reduced: true, Waived: true},
	PSL12Art14: {Lighter: true, Reduced: true, Waived: true},
	PSL12Art19: {Reduced: true, Waived: true},
	PSL25Art12: {Lighter: true, Reduced: true, Waived: true},
	PSL25Art20: {Lighter: true, Reduced: true, Waived: true},
	PSL25Art21: {Lighter: true},
}

// Allows reports whether the provision provides that kind of mitigation. The
// age provisions provide a waiver for those under 14 only, which Check sees to.
func (b Basis) Allows(k MitigationKind) bool {
	return int(b) < len(allows) && int(k) < len(allows[b]) && allows[b][k]
}

// age reports whether the provision depends on the offender's age alone.
func (b Basis) age() bool { return b == APL30 || b == PSL12Art12 || b == PSL25Art12 }

// publicSecurity reports whether the provision is one of the public-security
// Law, on which article 28 rests and articles 26 and 27 do not.
func (b Basis) publicSecurity() bool { return b >= PSL12Art12 && b <= PSL25Art21 }

// revised reports whether the provision is one of the revision of 2025.
func (b Basis) revised() bool { return b >= PSL25Art12 && b <= PSL25Art21 }

// lapsed reports whether the provision went when the revision of 2025 came into
// force, so that beside the revision's figures it supports nothing. Beside those
// of the draft it stays, as the rules of 2012 on execution do: the schedule is
// chosen by name, and no day changes what goes with it (readings A65, A66).
func (b Basis) lapsed() bool { return b >= PSL12Art12 && b <= PSL12Art19 }
