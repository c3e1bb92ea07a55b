package permit

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// plainText reports whether s is one line of valid text: no line breaks, no
// control or invisible characters (two texts that look alike would differ), no
// sign of an encoding lost on the way.
func plainText(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return false
		}
	}
	return true
}

// narrow makes full-width letters, digits and signs ordinary ones. Nearly all
// text that comes back from storage is ordinary already.
func narrow(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return width.Narrow.String(s)
		}
	}
	return s
}

// formText normalises what a form gives: full-width letters, digits and signs
// become ordinary ones and the space around the text goes. Nothing else is
// changed: a rare variant of a character in a name is part of the name. It
// returns a rule if the text cannot be accepted; empty text means "none".
func formText(s string, maxRunes int) (text, rule string) {
	// A rune is at most four bytes: bound the work before doing it, with some
	// room for space that will be trimmed.
	if len(s) > 4*maxRunes+64 {
		return "", "must not be longer than " + strconv.Itoa(maxRunes) + " characters"
	}
	s = strings.TrimSpace(s) // U+3000 included
	if !plainText(s) {
		return "", "must be one line of valid text"
	}
	s = width.Fold.String(s)
	if utf8.RuneCountInString(s) > maxRunes {
		return "", "must not be longer than " + strconv.Itoa(maxRunes) + " characters"
	}
	return s, ""
}
