package rule

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A Condition is one row of a table: one question about the facts F that the
// text asks, with everything needed to explain the answer.
//
// K is what a predicate needs to know of the day and the policy: the day of
// judgement and the cut-off dates that follow from it, worked out once. It is
// passed by value so that deciding does not allocate; keep it to a few words.
type Condition[F, K any] struct {
	// Code identifies the condition for ever: three capitals, three capitals,
	// two digits, as in ELG-REG-01. It may be retired but never reused.
	Code string
	// Cite is the clause the condition comes from.
	Cite law.Cite
	// Also lists the further clauses that make the same demand with figures of
	// their own, and Under tells which clause applies to the facts. A result
	// cites what Under gives if Also has it, and Cite otherwise. Both are absent
	// or both are present. Like Check, Under is a pure function.
	Also  []law.Cite
	Under func(*F, K) law.Cite
	// Path is the JSON Pointer (RFC 6901) of the fact it reads, within F.
	Path string
	// Readings are the ambiguous places whose reading can change the answer.
	Readings []law.ReadingID
	// Rule says what the clause demands.
	Rule law.Bilingual
	// Fact is a format for what was found, filled with Detail: the dates and
	// numbers that decided. Both are absent or both are present. It never
	// carries a value that identifies a person.
	Fact law.Bilingual
	// Check answers the question. It must be a pure function.
	Check func(*F, K) Truth
	// Detail gives the values for Fact, in order.
	Detail func(*F, K) []any
	// Earliest is the first day on which the condition will hold if nothing
	// but time passes; the zero Date if time alone does not help. Nil where
	// time never matters.
	Earliest func(*F, K) civil.Date
}
