package permit

import (
	"fmt"
	"log/slog"
	"slices"
)

// A Purpose is the stated reason for seeing somebody's data in full (article
// 25.1). It is one of the constants or a short text of the caller's own; the
// registry writes it to the disclosure log. The zero Purpose is "not stated"
// and reveals nothing.
//
// Words of a caller's own may name a person, so they print as ***; string(p) has
// them.
type Purpose string

// The purposes this library itself knows of.
const (
	PurposeMakeCard         Purpose = "make-card"         // 11.1, 12.1: the maker prints the card
	PurposeNotice           Purpose = "notice"            // 11.2: the applicant is told a refusal and its reasons
	PurposeReview           Purpose = "review"            // 5.2: a department reviews a proof
	PurposeInformationCheck Purpose = "information-check" // 21.1.a: public security checks what is registered
	PurposeInspection       Purpose = "inspection"        // 22.1.a: the police inspect a permit
	PurposeSanction         Purpose = "sanction"          // 26–28: the decision names the person
	PurposeOwnData          Purpose = "own-data"          // the person asks what is recorded about him or her
	PurposeLegalProceedings Purpose = "legal-proceedings" // 28.2, 29: transfer to another organ
)

// Purposes lists the constants. Any other purpose is a caller's own text.
func Purposes() []Purpose {
	return []Purpose{
		PurposeMakeCard, PurposeNotice, PurposeReview, PurposeInformationCheck,
		PurposeInspection, PurposeSanction, PurposeOwnData, PurposeLegalProceedings,
	}
}

// String is the constant, *** for a caller's own words, or - for none.
func (p Purpose) String() string {
	switch {
	case p == "":
		return noText
	case slices.Contains(Purposes(), p):
		return string(p)
	}
	return maskedText
}

// Format prints String for every verb and flag.
func (p Purpose) Format(w fmt.State, _ rune) { writeMask(w, p.String()) }

// LogValue keeps a caller's own words out of structured logs.
func (p Purpose) LogValue() slog.Value { return slog.StringValue(p.String()) }

// maxPurpose is the longest purpose in bytes: a reason, not a report.
const maxPurpose = 300

// Validate refuses, with a FieldError wrapping ErrPurpose, a purpose that is
// blank, longer than 300 bytes, of several lines, or that itself carries an
// identity number.
func (p Purpose) Validate() error {
	rule, err := PublicLine(string(p), maxPurpose)
	if err == nil {
		return nil
	}
	return &FieldError{Field: "purpose", Rule: rule, Err: ErrPurpose}
}
