package eligibility

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// Procedure is the holder procedure for which somebody comes to the desk. Which of
// them an agent may do is reading A23.
type Procedure uint8

// The procedures, with their clauses; ProcedureUnknown means that none is
// recorded.
const (
	ProcedureUnknown Procedure = iota
	Applying                   // 8.1
	Endorsing                  // 14.2.b
	Reissuing                  // 12.1, lost card
	Exchanging                 // 12.1, damaged card
	ChangingAddress            // 13.1
)

var procedures = word.List{Field: "procedure", Words: []word.Word{
	ProcedureUnknown: unrecorded,
	Applying:         {Code: "applying", Label: law.Bilingual{ZH: "申领", EN: "first application"}},
	Endorsing:        {Code: "endorsing", Label: law.Bilingual{ZH: "签注", EN: "endorsement"}},
	Reissuing:        {Code: "reissuing", Label: law.Bilingual{ZH: "补领", EN: "reissue"}},
	Exchanging:       {Code: "exchanging", Label: law.Bilingual{ZH: "换领", EN: "exchange"}},
	ChangingAddress:  {Code: "changing-address", Label: law.Bilingual{ZH: "变更", EN: "change of address"}},
}}

// String is the stable code.
func (p Procedure) String() string { return procedures.Code(uint8(p)) }

// Label is the word for people.
func (p Procedure) Label(tag language.Tag) string { return procedures.Label(uint8(p), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (p Procedure) MarshalText() ([]byte, error) { return procedures.Marshal(uint8(p)) }

// UnmarshalText reads the code; on error p keeps its value.
func (p *Procedure) UnmarshalText(b []byte) error { return word.Unmarshal(&procedures, b, p) }
