package transfer

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/storage"
)

// A Form says how bodies travel. The zero Form is none: the choice must be made.
type Form uint8

// The forms.
const (
	Sealed   Form = iota + 1 // as they are stored: readable with the keys only
	Revealed                 // opened: readable by whoever has the file
)

var formNames = [...]string{"", "sealed", "revealed"}

// String is the word the file has.
func (f Form) String() string {
	if int(f) < len(formNames) {
		return formNames[f]
	}
	return ""
}

// MarshalText gives the word.
func (f Form) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads the word, or returns an error that wraps ErrFile.
func (f *Form) UnmarshalText(b []byte) error {
	for i, name := range formNames {
		if i > 0 && name == string(b) {
			*f = Form(i)
			return nil
		}
	}
	return &LineError{Rule: "the form must be sealed or revealed"}
}

// A Selection is the part of a store to export. Records go with all their
// versions. The zero Selection is everything.
type Selection struct {
	// District: only records of this district; 0 for all.
	District storage.District `json:"district,omitempty"`
	// From and Through: only records whose latest version was recorded on a day
	// from From through Through, both included, days in UTC+8. A zero day leaves
	// its side open.
	From    civil.Date `json:"from,omitzero"`
	Through civil.Date `json:"through,omitzero"`
}

// IsZero reports whether s is everything.
func (s Selection) IsZero() bool { return s == Selection{} }

func (s Selection) has(h *storage.Header) bool {
	if s.District != 0 && h.District != s.District {
		return false
	}
	day := civil.DateOf(h.RecordedAt.Time())
	return (s.From.IsZero() || day.OnOrAfter(s.From)) && (s.Through.IsZero() || day.OnOrBefore(s.Through))
}

func (s Selection) validate() error {
	if !s.From.IsZero() && !s.Through.IsZero() && s.Through.StrictlyBefore(s.From) {
		return &storage.InvalidError{Field: "selection", Rule: "must not end before it begins"}
	}
	return nil
}
