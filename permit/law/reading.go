package law

import (
	"slices"
	"sync"
)

// A Reading is one place where the draft admits more than one reading, or is
// silent where a program must choose: the question, the answers, the one the
// library takes by default, and why.
type Reading struct {
	ID       ReadingID
	Weight   Weight
	Title    Bilingual
	Question Bilingual
	Answers  []Answer // the caller's own copy
	Default  string   // the key of one of Answers
	Why      Bilingual
	Clauses  []Cite // ascending; the caller's own copy

	// ChangesOutcome tells that the library offers more than one of the answers
	// and that they lead to different results: a decision, a day, a status, a
	// fee, a sanction. Each such reading is a field of some package's Policy.
	// Where it is false the other answers are kept for the reader only: the
	// text or outside law rules them out, or they are about words, or about
	// who supplies a fact.
	ChangesOutcome bool
}

// An Answer is one way to read the draft at that place.
type Answer struct {
	Key  string // "a", "b", … as the register orders them; never reused
	Name string // a short English name, such as AfterLastDay
	Text Bilingual
}

// Answer returns the answer with that key.
func (r Reading) Answer(key string) (Answer, bool) {
	i := slices.IndexFunc(r.Answers, func(a Answer) bool { return a.Key == key })
	if i < 0 {
		return Answer{}, false
	}
	return r.Answers[i], true
}

// A Weight says how much hangs on a reading. The zero value is none.
type Weight uint8

const (
	// Low readings are rare or cosmetic.
	Low Weight = iota + 1
	// Medium readings change a date or a refusal in ordinary use.
	Medium
	// High readings change who gets, keeps or loses something, or a sanction.
	High
)

var weights = [...]string{"", "L", "M", "H"}

// String returns "L", "M" or "H".
func (w Weight) String() string { return word(weights[:], uint8(w), "Weight") }

// theRegister gathers the entries of the readings_*.go files, in the order of
// their ids. It is built once and never changes afterwards.
var theRegister = sync.OnceValue(func() []Reading {
	all := slices.Concat(
		readingsOfTime(),
		readingsOfConditions(),
		readingsOfAgents(),
		readingsOfIssue(),
		readingsOfEndorsement(),
		readingsOfChanges(),
		readingsOfCancellation(),
		readingsOfUse(),
		readingsOfSanctions(),
		readingsOfText(),
	)
	slices.SortStableFunc(all, func(a, b Reading) int { return int(a.ID) - int(b.ID) })
	return all
})

// Readings returns the register, A01 to A80. The result is the caller's own.
func Readings() []Reading {
	all := slices.Clone(theRegister())
	for i := range all {
		all[i] = all[i].clone()
	}
	return all
}

// LookupReading returns one entry of the register; false if id is no reading.
func LookupReading(id ReadingID) (Reading, bool) {
	all := theRegister()
	i, ok := slices.BinarySearchFunc(all, id, func(r Reading, id ReadingID) int { return int(r.ID) - int(id) })
	if !ok {
		return Reading{}, false
	}
	return all[i].clone(), true
}

// ReadingsOf returns the readings that concern the clause, paragraph or article
// c cites, in ascending order.
func ReadingsOf(c Cite) []ReadingID {
	c = c.Clause()
	var ids []ReadingID
	for _, r := range theRegister() {
		if slices.ContainsFunc(r.Clauses, func(o Cite) bool { return c.Covers(o) || o.Covers(c) }) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func (r Reading) clone() Reading {
	r.Answers = slices.Clone(r.Answers)
	r.Clauses = slices.Clone(r.Clauses)
	return r
}

// cites reads the citations of an entry. They are constants of this package,
// and a test reads every entry.
func cites(ids ...string) []Cite {
	out := make([]Cite, len(ids))
	for i, id := range ids {
		out[i] = MustCite(id)
	}
	return out
}
