package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Sector is the sector of the economy somebody works in (8.2.a#3).
type Sector uint8

// The sectors; SectorUnknown means that nothing is recorded.
const (
	SectorUnknown Sector = iota
	PrimarySector
	SecondarySector
	TertiarySector
)

var sectors = word.List{Field: "sector", Words: []word.Word{
	SectorUnknown:   unrecorded,
	PrimarySector:   {Code: "primary", Label: law.Bilingual{ZH: "第一产业", EN: "primary sector"}},
	SecondarySector: {Code: "secondary", Label: law.Bilingual{ZH: "第二产业", EN: "secondary sector"}},
	TertiarySector:  {Code: "tertiary", Label: law.Bilingual{ZH: "第三产业", EN: "tertiary sector"}},
}}

// String is the stable code.
func (s Sector) String() string { return sectors.Code(uint8(s)) }

// Label is the word for people.
func (s Sector) Label(tag language.Tag) string { return sectors.Label(uint8(s), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (s Sector) MarshalText() ([]byte, error) { return sectors.Marshal(uint8(s)) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *Sector) UnmarshalText(b []byte) error { return word.Unmarshal(&sectors, b, s) }
