package law

import (
	"maps"
	"slices"
	"strings"
)

// A Hole is one disagreement between the treatments of the clauses and what
// the library really contains.
type Hole struct {
	Cite  Cite   // the clause; for an unlisted act, zero
	Ref   string // the condition code or act; "" if the fault is its absence
	Fault Fault
}

// String is for a failing test: the clause, the reference, what is wrong.
func (h Hole) String() string {
	return strings.Join(slices.DeleteFunc([]string{h.Cite.String(), h.Ref, h.Fault.String()},
		func(s string) bool { return s == "" }), " ")
}

// A Fault says in which way a [Hole] is one. The zero value is none.
type Fault uint8

// The faults [CheckTreatments] finds.
const (
	NoCode        Fault = iota + 1 // a decided clause names no condition code
	NoAct                          // a recorded clause names no act
	IdleRef                        // a declaratory clause names something
	UnknownRef                     // a reference is neither a known code nor a known act
	ForeignCode                    // a clause names a code that cites another clause
	NotInDraft                     // a code cites a place the draft does not have
	CodeNotListed                  // a code's clause does not name it
	ActNotListed                   // no clause names the act
	AmbiguousRef                   // one word is both a code and an act
)

var faults = [...]string{
	"",
	"decided without a condition code",
	"recorded without an act",
	"declaratory but with a reference",
	"is neither a known code nor a known act",
	"is a code of another clause",
	"cites a place the draft does not have",
	"is a code its clause does not list",
	"is an act no clause lists",
	"is both a code and an act",
}

// String says the fault in words.
func (f Fault) String() string { return word(faults[:], uint8(f), "Fault") }

// CheckTreatments compares treatments.tsv with the library: codes maps each
// condition code to the clauses or atoms it cites, acts names the legal acts. It
// looks both ways and returns every hole, in the order of the clauses, then of
// the codes, then of the acts. No hole means that each clause is treated as
// stated and each condition and act rests on a clause that says so.
//
// A clause may name codes and acts side by side; its kind only says which one
// it cannot lack. A code that cites several clauses must be listed by each. One
// that cites a whole paragraph or article is at home in
// each clause of it and must be listed by one of them.
func CheckTreatments(codes map[string][]Cite, acts []string) []Hole {
	return theDraft().checkTreatments(codes, acts)
}

func (d *draft) checkTreatments(codes map[string][]Cite, acts []string) []Hole {
	var holes []Hole
	listed := map[string][]Cite{} // by which clauses
	for _, t := range d.treatments {
		hasCode, hasAct := false, false
		for _, ref := range t.Refs {
			listed[ref] = append(listed[ref], t.Cite)
			cites, isCode := codes[ref]
			home := func(c Cite) bool { return c.Clause().Covers(t.Cite) }
			isAct := slices.Contains(acts, ref)
			hasCode = hasCode || isCode
			hasAct = hasAct || isAct
			switch {
			case !isCode && !isAct:
				holes = append(holes, Hole{t.Cite, ref, UnknownRef})
			case isCode && isAct:
				holes = append(holes, Hole{t.Cite, ref, AmbiguousRef})
			case isCode && !slices.ContainsFunc(cites, home):
				holes = append(holes, Hole{t.Cite, ref, ForeignCode})
			case t.Kind == Declaratory:
				holes = append(holes, Hole{t.Cite, ref, IdleRef})
			}
		}
		if t.Kind == Decided && !hasCode {
			holes = append(holes, Hole{t.Cite, "", NoCode})
		}
		if t.Kind == Recorded && !hasAct {
			holes = append(holes, Hole{t.Cite, "", NoAct})
		}
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		cites := codes[code]
		if len(cites) == 0 {
			cites = []Cite{{}}
		}
		for _, cite := range cites {
			switch {
			case len(d.within(cite)) == 0:
				holes = append(holes, Hole{cite, code, NotInDraft})
			case !slices.ContainsFunc(listed[code], cite.Clause().Covers):
				holes = append(holes, Hole{cite, code, CodeNotListed})
			}
		}
	}
	for _, act := range slices.Sorted(slices.Values(acts)) {
		if len(listed[act]) == 0 {
			holes = append(holes, Hole{Cite{}, act, ActNotListed})
		}
	}
	return holes
}
