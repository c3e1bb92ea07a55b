package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// EmployerKind is the kind of employer. The clause lists the first four; an
// individual business as employer and a family are not among them (reading A12).
type EmployerKind uint8

// The kinds of employers; EmployerUnknown means that nothing is recorded.
const (
	EmployerUnknown EmployerKind = iota
	StateOrgan
	SocialOrganisation
	PublicInstitution
	Enterprise // any registered enterprise
	IndividualBusiness
	OtherEmployer // a family, a law firm …
)

var employerKinds = word.List{Field: "employer", Words: []word.Word{
	EmployerUnknown:    unrecorded,
	StateOrgan:         {Code: "state-organ", Label: law.Bilingual{ZH: "国家机关", EN: "state organ"}},
	SocialOrganisation: {Code: "social-organisation", Label: law.Bilingual{ZH: "社会团体", EN: "social organisation"}},
	PublicInstitution:  {Code: "public-institution", Label: law.Bilingual{ZH: "事业单位", EN: "public institution"}},
	Enterprise:         {Code: "enterprise", Label: law.Bilingual{ZH: "企业", EN: "enterprise"}},
	IndividualBusiness: {Code: "individual-business", Label: law.Bilingual{ZH: "个体工商户", EN: "individual business"}},
	OtherEmployer:      {Code: "other", Label: law.Bilingual{ZH: "其他用人者", EN: "other employer"}},
}}

// String is the stable code.
func (e EmployerKind) String() string { return employerKinds.Code(uint8(e)) }

// Label is the word for people.
func (e EmployerKind) Label(tag language.Tag) string { return employerKinds.Label(uint8(e), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (e EmployerKind) MarshalText() ([]byte, error) { return employerKinds.Marshal(uint8(e)) }

// UnmarshalText reads the code; on error e keeps its value.
func (e *EmployerKind) UnmarshalText(b []byte) error { return word.Unmarshal(&employerKinds, b, e) }
