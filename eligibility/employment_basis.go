package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// EmploymentBasis is what somebody's employment rests on (8.2.a).
type EmploymentBasis uint8

// The bases, with the atoms of the clause; BasisUnknown means that none is
// recorded.
const (
	BasisUnknown    EmploymentBasis = iota
	Recruited                       // 8.2.a#1
	LabourContract                  // 8.2.a#2
	BusinessLicence                 // 8.2.a#3
	OtherBasis                      // 8.2.a#4: the 等, for a finding
)

var employmentBases = word.List{Field: "basis", Words: []word.Word{
	BasisUnknown:    unrecorded,
	Recruited:       {Code: "recruited", Label: law.Bilingual{ZH: "录用（聘用）", EN: "recruited or engaged"}},
	LabourContract:  {Code: "labour-contract", Label: law.Bilingual{ZH: "劳动合同", EN: "labour contract"}},
	BusinessLicence: {Code: "business-licence", Label: law.Bilingual{ZH: "工商营业执照", EN: "business licence"}},
	OtherBasis:      {Code: "other", Label: law.Bilingual{ZH: "其他", EN: "other"}},
}}

// String is the stable code.
func (e EmploymentBasis) String() string { return employmentBases.Code(uint8(e)) }

// Label is the word for people.
func (e EmploymentBasis) Label(tag language.Tag) string { return employmentBases.Label(uint8(e), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (e EmploymentBasis) MarshalText() ([]byte, error) { return employmentBases.Marshal(uint8(e)) }

// UnmarshalText reads the code; on error e keeps its value.
func (e *EmploymentBasis) UnmarshalText(b []byte) error {
	return word.Unmarshal(&employmentBases, b, e)
}
