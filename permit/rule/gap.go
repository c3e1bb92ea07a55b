package rule

import (
	"github.com/juzhuzheng/residence/permit/law"
)

// The codes of the two results that no table lists: they say why a decision was
// not made at all. Like all codes they are never reused.
const (
	CodeDay    = "RUL-DAY-01" // the day of judgement is not stated
	CodePolicy = "RUL-POL-01" // the policy holds none of the readings of some place
)

// A gap is why the conditions of a table were not evaluated.
type gap uint8

const (
	noGap     gap = iota
	noDay         // nothing is judged on no day
	noReading     // nothing is judged under no reading
)

var gapLines = [...]Line{
	noDay: {Code: CodeDay, Rule: law.Bilingual{ZH: "写明判断之日", EN: "The day of judgement is stated"}},
	noReading: {Code: CodePolicy, Rule: law.Bilingual{
		ZH: "每一处都选定了一种读法", EN: "One of the readings is chosen at every place",
	}},
}

// gapResult is the one reason of a decision that was not made. It cites the
// clause that the table decides and reads no fact.
func (d Decision) gapResult() Result {
	return Result{Code: gapLines[d.gap].Code, Cite: d.form.cite, Truth: Unknown, decision: d, i: atGap}
}

// atGap is the place of that reason, which is none of the table's.
const atGap = -1

// gapFact says what is missing.
func (d Decision) gapFact() law.Bilingual {
	if d.gap == noDay {
		return law.Bilingual{ZH: "未写明", EN: "not stated"}
	}
	id, field := d.form.astray(d.policy)
	what := id.String() + " " + field
	return law.Bilingual{ZH: what + "的取值不是任何一种读法", EN: what + " holds none of them"}
}
