package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// SchoolKind is the kind of school. The clause lists the first four and has no 等
// (reading A16).
type SchoolKind uint8

// The kinds of schools; SchoolUnknown means that nothing is recorded.
const (
	SchoolUnknown SchoolKind = iota
	PrimarySchool
	SecondarySchool
	SecondaryVocational
	RegularHigher // higher vocational colleges included
	Kindergarten
	AdultEducation // open universities, evening schools …
	ResearchInstitute
	OtherSchool
)

var schoolKinds = word.List{Field: "school", Words: []word.Word{
	SchoolUnknown:       unrecorded,
	PrimarySchool:       {Code: "primary", Label: law.Bilingual{ZH: "小学", EN: "primary school"}},
	SecondarySchool:     {Code: "secondary", Label: law.Bilingual{ZH: "中学", EN: "secondary school"}},
	SecondaryVocational: {Code: "secondary-vocational", Label: law.Bilingual{ZH: "中等职业学校", EN: "secondary vocational school"}},
	RegularHigher:       {Code: "regular-higher", Label: law.Bilingual{ZH: "普通高等学校", EN: "regular higher-education institution"}},
	Kindergarten:        {Code: "kindergarten", Label: law.Bilingual{ZH: "幼儿园", EN: "kindergarten"}},
	AdultEducation:      {Code: "adult-education", Label: law.Bilingual{ZH: "成人教育", EN: "adult education"}},
	ResearchInstitute:   {Code: "research-institute", Label: law.Bilingual{ZH: "培养研究生的科研机构", EN: "research institute that trains graduates"}},
	OtherSchool:         {Code: "other", Label: law.Bilingual{ZH: "其他", EN: "other"}},
}}

// String is the stable code.
func (s SchoolKind) String() string { return schoolKinds.Code(uint8(s)) }

// Label is the word for people.
func (s SchoolKind) Label(tag language.Tag) string { return schoolKinds.Label(uint8(s), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (s SchoolKind) MarshalText() ([]byte, error) { return schoolKinds.Marshal(uint8(s)) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *SchoolKind) UnmarshalText(b []byte) error { return word.Unmarshal(&schoolKinds, b, s) }
