package law

import "strconv"

// A Clause is one of the 78 pieces into which the draft is cut: a sentence, a
// limb of a sentence, the lead-in of a list or one of its items. ZH is the
// draft's text, character for character; EN is a working rendering that
// governs nothing.
type Clause struct {
	Cite      Cite
	Type      ClauseType
	Addressee string // whom the clause speaks to, in English
	Decidable Decidability
	Bilingual
}

// A ClauseType says what kind of norm a clause is. The zero value is none.
type ClauseType uint8

// The kinds of norm in the draft.
const (
	Definition ClauseType = iota + 1
	Right
	Duty
	Power
	Prohibition
	Procedure
	Sanction
	Delegation
	Declaration
)

var clauseTypes = [...]string{
	"", "definition", "right", "duty", "power", "prohibition",
	"procedure", "sanction", "delegation", "declaratory",
}

// String returns the word used in the embedded table, such as "duty".
func (t ClauseType) String() string { return word(clauseTypes[:], uint8(t), "ClauseType") }

// A Decidability says how far a program can apply a clause. The zero value
// means "not stated".
type Decidability uint8

const (
	// NotDecidable clauses are declaratory or organisational: there is nothing to compute.
	NotDecidable Decidability = iota + 1
	// PartlyDecidable clauses need something only a person can find (the truth
	// of a proof, an open 等, lighter circumstances), which comes in as a record.
	PartlyDecidable
	// FullyDecidable clauses follow from recorded facts alone.
	FullyDecidable
)

var decidabilities = [...]string{"", "no", "partly", "yes"}

// String returns the word used in the embedded table: "no", "partly", "yes".
func (d Decidability) String() string { return word(decidabilities[:], uint8(d), "Decidability") }

// word is the text of an enumerated value, or its number if it has none.
func word(words []string, i uint8, kind string) string {
	if int(i) < len(words) {
		return words[i]
	}
	return kind + "(" + strconv.Itoa(int(i)) + ")"
}

// number is the inverse of word. It does not find the zero value.
func number(words []string, s string) (uint8, bool) {
	for i, w := range words {
		if s == w && i > 0 {
			return uint8(i), true
		}
	}
	return 0, false
}
