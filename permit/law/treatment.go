package law

import (
	"fmt"
	"slices"
	"strings"
)

// A TreatmentKind says what the library does with a clause. The zero value is
// none; no clause has it.
type TreatmentKind uint8

const (
	// Decided clauses are tested by conditions of a rule table or ranges of a
	// sanction; the refs are their codes.
	Decided TreatmentKind = iota + 1
	// Recorded clauses are carried out by a legal act that is written down;
	// the refs are the names of the acts.
	Recorded
	// Parameter clauses leave a value open that the caller supplies.
	Parameter
	// Declaratory clauses leave nothing to compute; the reason says why.
	Declaratory
)

var treatmentKinds = [...]string{"", "decided", "recorded", "parameter", "declaratory"}

// String returns the word used in the embedded table, such as "decided".
func (k TreatmentKind) String() string { return word(treatmentKinds[:], uint8(k), "TreatmentKind") }

// A Treatment tells how the library treats one clause, and why so.
type Treatment struct {
	Cite Cite
	Kind TreatmentKind
	Refs []string // condition codes or act names; the caller's own copy
	Why  Bilingual
}

// TreatmentOf returns the treatment of the clause c cites; an atom finds its
// clause. It returns false where [Lookup] does.
func TreatmentOf(c Cite) (Treatment, bool) {
	d := theDraft()
	i, ok := d.find(c.Clause())
	if !ok {
		return Treatment{}, false
	}
	t := d.treatments[i]
	t.Refs = slices.Clone(t.Refs)
	return t, true
}

const treatmentsHeader = "clause\tkind\trefs\twhyZH\twhyEN"

// parseTreatments reads treatments.tsv: one row for each clause, in order.
func parseTreatments(data string, clauses []Clause) ([]Treatment, error) {
	table, err := rows("treatments", data, treatmentsHeader)
	if err != nil {
		return nil, err
	}
	if len(table) != len(clauses) {
		return nil, fmt.Errorf("%w: treatments: %d rows for %d clauses", ErrTable, len(table), len(clauses))
	}
	out := make([]Treatment, 0, len(table))
	for i, r := range table {
		fail := func(field string) ([]Treatment, error) {
			return nil, fmt.Errorf("%w: treatments row %d: %s", ErrTable, i+1, field)
		}
		if r[0] != clauses[i].Cite.String() {
			return fail("clause is not the one expected here")
		}
		kind, ok := number(treatmentKinds[:], r[1])
		if !ok {
			return fail("kind")
		}
		var refs []string
		if r[2] != "" {
			refs = strings.Split(r[2], ",")
		}
		if slices.Contains(refs, "") {
			return fail("empty reference")
		}
		if r[3] == "" || r[4] == "" {
			return fail("reason is empty")
		}
		out = append(out, Treatment{clauses[i].Cite, TreatmentKind(kind), refs, Bilingual{r[3], r[4]}})
	}
	return out, nil
}
