package permit

import (
	"log/slog"

	"github.com/juzhuzheng/residence/permit/record"
)

// A PhotoRef says where the photograph of a person is kept; it is not the
// picture. Comparable, immutable, zero is "no photograph"; it prints as ***.
type PhotoRef struct{ veiled }

// maxPhotoRef is the longest reference in characters.
const maxPhotoRef = 200

// ParsePhotoRef reads a reference of up to 200 characters. Unlike text from a
// form it is not normalised: it is a key, and must come back as it was given.
// Empty text is the zero PhotoRef; text with white space around it, several
// lines or invisible characters is a FieldError wrapping ErrText.
func ParsePhotoRef(s string) (PhotoRef, error) {
	text, rule := formText(s, maxPhotoRef)
	if rule == "" && text != s {
		rule = "must be written without surrounding space and full-width characters"
	}
	if rule != "" {
		return PhotoRef{}, &FieldError{Field: "photo", Rule: rule, Err: ErrText}
	}
	return PhotoRef{veil(text)}, nil
}

// Equal reports whether both are the same; it is == for tools that ask for a
// method.
func (r PhotoRef) Equal(o PhotoRef) bool { return r == o }

// UnmarshalText reads stored text with ParsePhotoRef; on error r keeps its
// value.
func (r *PhotoRef) UnmarshalText(b []byte) error { return unmarshalWith(ParsePhotoRef, b, r) }

// A Photo is the photograph handed in (9.1). Whether it is recent is what the
// desk saw: the text sets no number of months, and the library computes none
// (reading A19).
type Photo struct {
	Ref    PhotoRef `json:"ref,omitzero"`
	Recent Flag     `json:"recent,omitzero"`
}

// LogValue keeps the reference out of structured logs, JSON handlers included.
func (p Photo) LogValue() slog.Value { return slog.StringValue("photo(" + p.Ref.String() + ")") }

// UnmarshalJSON reads the JSON form strictly; on error p keeps its value.
func (p *Photo) UnmarshalJSON(b []byte) error { return record.Decode("photo", b, p) }
