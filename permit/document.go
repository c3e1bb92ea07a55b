package permit

import (
	"fmt"
	"log/slog"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

// A Document is a document as it was shown: what kind, whose, from whom, for
// how long. It is comparable; every zero field means that nothing is recorded.
// It prints its kind and not its number or holder.
type Document struct {
	Kind         DocumentKind   `json:"kind,omitzero"`
	Number       DocumentNumber `json:"number,omitzero"`
	Holder       Name           `json:"holder,omitzero"`
	HolderNumber IDNumber       `json:"holderNumber,omitzero"`
	// Issuer is masked like a person, because the issuer of a proof can be one.
	Issuer Name `json:"issuer,omitzero"`
	Term   Term `json:"term,omitzero"`
}

// Validate lists every fault: a kind that is missing or outside its words, a
// term that contradicts itself. What else a document must show depends on what
// it is shown for, and is for the rules to ask.
func (d Document) Validate() error {
	c := faultsIn("document")
	oneOf(&c, "kind", d.Kind, true)
	c.Nested("term", d.Term.Validate())
	return c.Err()
}

// String shows the kind only.
func (d Document) String() string { return "document(" + d.Kind.String() + ")" }

// Format prints String for every verb and flag.
func (d Document) Format(w fmt.State, _ rune) { writeMask(w, d.String()) }

// LogValue keeps the document out of structured logs, JSON handlers included.
func (d Document) LogValue() slog.Value { return slog.StringValue(d.String()) }

// UnmarshalJSON reads the JSON form strictly; on error d keeps its value.
func (d *Document) UnmarshalJSON(b []byte) error { return record.Decode("document", b, d) }

// A Term is the time a document is valid, as printed on it. It is comparable.
// The zero Term is "not recorded", which is not the same as 长期: that is
// LongTerm (reading A19).
type Term struct {
	From  civil.Date `json:"from,omitzero"`
	Until civil.Date `json:"until,omitzero"` // the last valid day
	// LongTerm says that 长期 is printed where the last day would be.
	LongTerm bool `json:"longTerm,omitzero"`
}

// ValidOn reports whether the document is valid on a day: not before From, not
// after Until, both days included. It is FlagUnknown without a day and where
// the end is not recorded. A start that is not recorded is not tested: what was
// shown at the desk had been issued.
func (t Term) ValidOn(day civil.Date) Flag {
	switch {
	case day.IsZero():
		return FlagUnknown
	case day.StrictlyBefore(t.From):
		return No
	case t.LongTerm:
		return Yes
	case t.Until.IsZero():
		return FlagUnknown
	}
	return FlagOf(day.OnOrBefore(t.Until))
}

// Validate lists every fault: an end before the start, an end beside 长期.
func (t Term) Validate() error {
	c := faultsIn("term")
	c.Require(!t.Until.StrictlyBefore(t.From), "until", "must not be before from", ErrContradiction)
	c.Require(!t.LongTerm || t.Until.IsZero(), "until", "must be empty for a long-term document", ErrContradiction)
	return c.Err()
}

// UnmarshalJSON reads the JSON form strictly; on error t keeps its value.
func (t *Term) UnmarshalJSON(b []byte) error { return record.Decode("term", b, t) }
