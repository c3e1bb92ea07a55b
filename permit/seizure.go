package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/word"
)

// SeizureFacts are what decides about seizing or withholding somebody's permit
// (22.1.b, 扣押).
type SeizureFacts struct {
	By ActorKind `json:"by"`
	// OnDuty is a finding, as for an inspection. Of the organ itself it is not
	// asked: a body acts in no other way.
	OnDuty rule.Truth `json:"onDuty"`
	// Basis is the law, regulation or rule that gives the power to seize:
	// 22.1.b gives none, it only spares the police from the ban (A55). Zero if
	// none is on record.
	Basis Basis `json:"basis"`

	_ struct{}
}

// DecideSeizure tells whether the seizure (扣押) is lawful (22.1.b, A55). SeizureOf
// tells what an unlawful one is.
//
// The organ and its staff on duty are on the side of the police: 公安机关 act by
// them, have cards to take in (27.2, 28.3), and answer for a seizure without basis
// under 29.1.c, which names them. An auxiliary, a department and an agency are not.
func DecideSeizure(f *SeizureFacts, on civil.Date, p *Policy) rule.Decision {
	return seizures.Decide(f, on, p)
}

// Seizure is what article 22 makes of a seizure. The zero Seizure is open: a
// fact is missing.
type Seizure uint8

// The results.
const (
	SeizureOpen         Seizure = iota
	SeizureProhibited           // by anybody but public security on duty: 26.1.b
	SeizureWithoutBasis         // public security on duty, spared from the ban, without a basis: 29.1.c
	SeizureSpared               // public security on duty, with a basis from elsewhere
)

var seizureWords = word.List{Field: "seizure", Words: []word.Word{
	SeizureOpen:         {Code: "open", Label: law.Bilingual{ZH: "尚不能认定", EN: "open"}},
	SeizureProhibited:   {Code: "prohibited", Label: law.Bilingual{ZH: "禁止扣押", EN: "prohibited"}},
	SeizureWithoutBasis: {Code: "without-basis", Label: law.Bilingual{ZH: "依法执行职务但没有扣押依据", EN: "on duty, but without a basis for seizing"}},
	SeizureSpared:       {Code: "spared", Label: law.Bilingual{ZH: "不在禁止之列", EN: "spared from the ban"}},
}}

func (s Seizure) vocabulary() *word.List { return &seizureWords }

// String is the stable code.
func (s Seizure) String() string { return seizureWords.Code(uint8(s)) }

// Label is the word for people.
func (s Seizure) Label(tag language.Tag) string { return seizureWords.Label(uint8(s), tag) }

// MarshalText gives the code; a value outside the enumeration is an error.
func (s Seizure) MarshalText() ([]byte, error) { return marshalWord(s) }

// UnmarshalText reads the code; on error s keeps its value.
func (s *Seizure) UnmarshalText(b []byte) error { return unmarshalWord(b, s) }

var (
	unlawfulSeizure   = law.MustCite("26.1.b")
	seizureByOfficial = law.MustCite("29.1.c")
)

// Liability is the clause under which the seizure falls; zero if under none.
func (s Seizure) Liability() law.Cite {
	switch s {
	case SeizureProhibited:
		return unlawfulSeizure
	case SeizureWithoutBasis:
		return seizureByOfficial
	}
	return law.Cite{}
}

// SeizureOf reads the result from a decision of DecideSeizure; SeizureOpen for
// any other. An officer who acts privately is anybody (A55).
func SeizureOf(d rule.Decision) Seizure {
	if d.Table() != seizures.Form().Name() {
		return SeizureOpen
	}
	police := d.Truth("PER-SEI-01").And(d.Truth("PER-SEI-02"))
	switch basis := d.Truth("PER-SEI-03"); {
	case police == rule.Unmet:
		return SeizureProhibited
	case police == rule.Met && basis == rule.Unmet:
		return SeizureWithoutBasis
	case police == rule.Met && basis == rule.Met:
		return SeizureSpared
	}
	return SeizureOpen
}

// seizures decides 22.1.b. It never changes.
var seizures = rule.MustTable(rule.Spec[SeizureFacts, Policy, moment]{
	Name:  "seizure",
	Cite:  law.MustCite("22.1.b"),
	Title: law.Bilingual{ZH: "扣押居住证", EN: "Seizing a residence permit"},
	Conditions: []rule.Condition[SeizureFacts, moment]{
		{
			Code: "PER-SEI-01", Cite: law.MustCite("22.1.b"), Path: "/by", Readings: []law.ReadingID{law.A55},
			Rule: law.Bilingual{ZH: "由公安机关或者人民警察进行", EN: "done by public security or an officer of the people's police"},
			Check: func(f *SeizureFacts, _ moment) rule.Truth {
				if f.By == ActorUnknown {
					return rule.Unknown
				}
				return rule.Of(f.By.PublicSecurity())
			},
		},
		{
			Code: "PER-SEI-02", Cite: law.MustCite("22.1.b"), Path: "/onDuty", Readings: []law.ReadingID{law.A55}, Rule: onDuty,
			Check: func(f *SeizureFacts, _ moment) rule.Truth {
				return rule.Of(f.By == PublicSecurityOrgan).Or(f.OnDuty)
			},
		},
		{
			Code: "PER-SEI-03", Cite: law.MustCite("29.1.c"), Path: "/basis", Readings: []law.ReadingID{law.A55},
			Rule: law.Bilingual{ZH: "有法律、法规、规章规定的扣押依据", EN: "a law, regulation or rule gives the power to seize"},
			Check: func(f *SeizureFacts, _ moment) rule.Truth {
				if f.Basis.IsZero() {
					return rule.Unmet // the basis has to be on record
				}
				return f.Basis.Kind.LawRegulationOrRule().Truth()
			},
		},
	},
	Formula:  rule.All(rule.Is("PER-SEI-01"), rule.Is("PER-SEI-02"), rule.Is("PER-SEI-03")),
	Prepare:  prepare,
	Switches: Switches(),
})
