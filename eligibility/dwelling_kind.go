package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// DwellingKind is by what the applicant uses a dwelling (8.2.b).
type DwellingKind uint8

// The kinds of use, with the atoms of the clause; DwellingUnknown means that
// none is recorded.
const (
	DwellingUnknown   DwellingKind = iota
	Owned                          // 8.2.b#1
	Rented                         // 8.2.b#2
	EmployerDormitory              // 8.2.b#3
	SchoolDormitory                // 8.2.b#4
	OtherDwelling                  // 8.2.b#5: the 等, for a finding
)

var dwellingKinds = word.List{Field: "kind", Words: []word.Word{
	DwellingUnknown:   unrecorded,
	Owned:             {Code: "owned", Label: law.Bilingual{ZH: "自有产权房屋", EN: "self-owned housing"}},
	Rented:            {Code: "rented", Label: law.Bilingual{ZH: "租赁房屋", EN: "rented housing"}},
	EmployerDormitory: {Code: "employer-dormitory", Label: law.Bilingual{ZH: "用人单位提供的宿舍", EN: "employer's dormitory"}},
	SchoolDormitory:   {Code: "school-dormitory", Label: law.Bilingual{ZH: "就读学校提供的宿舍", EN: "dormitory of the school attended"}},
	OtherDwelling:     {Code: "other", Label: law.Bilingual{ZH: "其他", EN: "other"}},
}}

// String is the stable code.
func (d DwellingKind) String() string { return dwellingKinds.Code(uint8(d)) }

// Label is the word for people.
func (d DwellingKind) Label(tag language.Tag) string { return dwellingKinds.Label(uint8(d), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (d DwellingKind) MarshalText() ([]byte, error) { return dwellingKinds.Marshal(uint8(d)) }

// UnmarshalText reads the code; on error d keeps its value.
func (d *DwellingKind) UnmarshalText(b []byte) error { return word.Unmarshal(&dwellingKinds, b, d) }
