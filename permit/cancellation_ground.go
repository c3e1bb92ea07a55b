package permit

import (
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/word"
)

// A CancellationGround is one of the five of article 23.
type CancellationGround uint8

// The grounds (一) to (五).
const (
	GroundUnknown          CancellationGround = iota
	FalseProofs                               // 23.1.a: obtained by false proofs when applying
	ConditionsNotMet                          // 23.1.b: conditions for applying not met (A48)
	BecameBeijingHousehold                    // 23.1.c: transferred to Beijing's permanent household registration
	HolderDied                                // 23.1.d
	RequiredByOtherRule                       // 23.1.e: a law, regulation or rule requires it
)

var cancellationGrounds = word.List{Field: "ground", Words: []word.Word{
	GroundUnknown:          {Code: "unknown", Label: law.Bilingual{ZH: "未记载", EN: "not recorded"}},
	FalseProofs:            {Code: "false-proofs", Label: law.Bilingual{ZH: "申领时提供虚假证明材料取得居住证", EN: "obtained by false proofs when applying"}},
	ConditionsNotMet:       {Code: "conditions-not-met", Label: law.Bilingual{ZH: "不符合居住证申领条件", EN: "conditions for applying not met"}},
	BecameBeijingHousehold: {Code: "beijing-household", Label: law.Bilingual{ZH: "已转办为本市常住户口", EN: "transferred to Beijing household registration"}},
	HolderDied:             {Code: "holder-died", Label: law.Bilingual{ZH: "持有人死亡", EN: "the holder has died"}},
	RequiredByOtherRule:    {Code: "other-rule", Label: law.Bilingual{ZH: "法律、法规、规章规定的其他情形", EN: "other circumstances named by law, regulation or rule"}},
}}

func (g CancellationGround) vocabulary() *word.List { return &cancellationGrounds }

// String is the stable code.
func (g CancellationGround) String() string { return cancellationGrounds.Code(uint8(g)) }

// Label is the word for people.
func (g CancellationGround) Label(tag language.Tag) string {
	return cancellationGrounds.Label(uint8(g), tag)
}

// MarshalText gives the code; a value outside the enumeration is an error.
func (g CancellationGround) MarshalText() ([]byte, error) {
	return marshalWord(g)
}

// UnmarshalText reads the code; on error g keeps its value.
func (g *CancellationGround) UnmarshalText(b []byte) error { return unmarshalWord(b, g) }

// The grounds of findings that can support a cancellation. Ground (二) has two,
// because it matters whether the conditions were never met or were lost later
// (A48).
const (
	FoundFalseProofs      Ground = "cancel-false-proofs"
	FoundNeverMet         Ground = "cancel-conditions-never-met"
	FoundConditionsLost   Ground = "cancel-conditions-lost"
	FoundBeijingHousehold Ground = "cancel-beijing-household"
	FoundDeath            Ground = "cancel-death"
	FoundOtherRule        Ground = "cancel-other-rule"
)

// foundBy reports whether a finding on that ground supports g.
func (g CancellationGround) foundBy(f Ground) bool {
	switch g {
	case FalseProofs:
		return f == FoundFalseProofs
	case ConditionsNotMet:
		return f == FoundNeverMet || f == FoundConditionsLost
	case BecameBeijingHousehold:
		return f == FoundBeijingHousehold
	case HolderDied:
		return f == FoundDeath
	case RequiredByOtherRule:
		return f == FoundOtherRule
	}
	return false
}

// hasEvent reports whether the ground is something that happened on a day.
func (g CancellationGround) hasEvent() bool { return g == BecameBeijingHousehold || g == HolderDied }

var cancellationCites = [...]law.Cite{
	FalseProofs:            law.MustCite("23.1.a"),
	ConditionsNotMet:       law.MustCite("23.1.b"),
	BecameBeijingHousehold: law.MustCite("23.1.c"),
	HolderDied:             law.MustCite("23.1.d"),
	RequiredByOtherRule:    law.MustCite("23.1.e"),
}

// Cite is the clause of the ground; zero for none.
func (g CancellationGround) Cite() law.Cite {
	if int(g) >= len(cancellationCites) {
		return law.Cite{}
	}
	return cancellationCites[g]
}

// TakesCard reports whether the holder must hand the card in. Cancellation makes
// the card void; the text orders 收缴 for fraudulently obtained ones only (27.2,
// A53).
func (g CancellationGround) TakesCard() bool { return g == FalseProofs }
