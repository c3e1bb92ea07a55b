package law

import (
	"cmp"
	"encoding"
	"errors"
	"strconv"
	"strings"
)

// A Cite names a place in the draft: an article ("8"), a paragraph ("8.2"), a
// clause ("8.2.a"), a tier of a lead-in ("28.1.0.i") or one atom of a clause's
// logic ("8.2.a#1"). It is five bytes, comparable and immutable, so it serves
// as a map key and travels in a register.
//
// The zero Cite means "no citation"; no parsed Cite equals it. A Cite says
// nothing about existence: [Lookup] tells whether the draft has such a clause.
//
// Grammar:
//
//	cite = article [ "." paragraph [ "." item [ "." tier ] ] [ "#" atom ] ]
//	article, paragraph = 1 … 99, no leading zero
//	item = "0" (the lead-in of a list) | "a" … "z"
//	tier = "i" | "ii" | "iii" | "iv" | "v", only after item "0"
//	atom = 0 … 99, no leading zero
type Cite struct {
	article   uint8
	paragraph uint8 // 0: the whole article
	item      uint8 // 0: the whole paragraph; leadIn; firstItem + n
	tier      uint8 // 0: none
	atom      uint8 // 0: none; else the atom's number + 1, because #0 exists
}

const (
	leadIn    = 1
	firstItem = 2
	maxNumber = 99
)

var tiers = [...]string{"i", "ii", "iii", "iv", "v"}

var (
	_ encoding.TextMarshaler   = Cite{}
	_ encoding.TextUnmarshaler = (*Cite)(nil)
	_ map[Cite]struct{}        // stays comparable
)

// ErrCite is wrapped by every error of [ParseCite].
var ErrCite = errors.New("law: not a citation")

// A CiteError tells which part of a citation broke which rule of the grammar.
// It never repeats the input.
type CiteError struct {
	Part string // "article", "paragraph", "item", "tier", "atom"
	Rule string
}

// Error names the part and the rule, never the input.
func (e *CiteError) Error() string { return ErrCite.Error() + ": " + e.Part + " " + e.Rule }

// Unwrap returns [ErrCite].
func (e *CiteError) Unwrap() error { return ErrCite }

// ParseCite reads a citation in any of its three forms: the id that
// [Cite.String] writes, or what [Cite.Chinese] or [Cite.English] prints of a
// place that the draft has. Each is exact: no other spaces, capitals or leading
// zeros. An article of one paragraph names none, so 第十三条 is read as 13.1. The
// error is a *[CiteError] that wraps [ErrCite].
func ParseCite(s string) (Cite, error) {
	c, err := parseID(s)
	if err == nil {
		return c, nil
	}
	if c, ok := parsePrinted(s); ok {
		return c, nil
	}
	return Cite{}, err
}

// parseID reads the id alone, the form of machines.
func parseID(s string) (Cite, error) {
	place, atom, hasAtom := strings.Cut(s, "#")
	parts := strings.Split(place, ".")
	var c Cite
	var ok bool
	if c.article, ok = parseNumber(parts[0], 1); !ok {
		return Cite{}, &CiteError{"article", "must be 1 to 99"}
	}
	if len(parts) > 1 {
		if c.paragraph, ok = parseNumber(parts[1], 1); !ok {
			return Cite{}, &CiteError{"paragraph", "must be 1 to 99"}
		}
	}
	if len(parts) > 2 {
		if c.item, ok = parseItem(parts[2]); !ok {
			return Cite{}, &CiteError{"item", "must be 0 or one letter a to z"}
		}
	}
	if len(parts) > 3 {
		if c.tier, ok = parseTier(parts[3]); !ok || c.item != leadIn || len(parts) > 4 {
			return Cite{}, &CiteError{"tier", "must be i to v, after item 0, and last"}
		}
	}
	if hasAtom {
		n, ok := parseNumber(atom, 0)
		if !ok || c.paragraph == 0 {
			return Cite{}, &CiteError{"atom", "must be 0 to 99, below a paragraph or clause"}
		}
		c.atom = n + 1
	}
	return c, nil
}

// MustCite is [ParseCite] for constants of a program and for tests. It panics
// if s is not a citation.
func MustCite(s string) Cite {
	c, err := ParseCite(s)
	if err != nil {
		panic(err)
	}
	return c
}

func parseNumber(s string, least int) (uint8, bool) {
	if len(s) > 2 || len(s) == 2 && s[0] == '0' {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return uint8(n), s != "" && n >= least && n <= maxNumber
}

func parseItem(s string) (uint8, bool) {
	switch {
	case s == "0":
		return leadIn, true
	case len(s) == 1 && s[0] >= 'a' && s[0] <= 'z':
		return firstItem + s[0] - 'a', true
	}
	return 0, false
}

func parseTier(s string) (uint8, bool) {
	for i, t := range tiers {
		if s == t {
			return uint8(i + 1), true
		}
	}
	return 0, false
}

// IsZero reports whether c is "no citation".
func (c Cite) IsZero() bool { return c == Cite{} }

// Article returns the article's number, 0 for the zero Cite.
func (c Cite) Article() int { return int(c.article) }

// Paragraph returns the paragraph's number, 0 if c cites a whole article.
func (c Cite) Paragraph() int { return int(c.paragraph) }

// Clause returns c without its atom: 8.2.a for 8.2.a#1.
func (c Cite) Clause() Cite {
	c.atom = 0
	return c
}

// Atom returns the number of the logic atom, and false if c cites none.
func (c Cite) Atom() (int, bool) { return int(c.atom) - 1, c.atom != 0 }

// Covers reports whether o is c or lies within c: 8 covers 8.2, 8.2 covers
// 8.2.a, 8.2.a covers 8.2.a#1, 28.1.0 covers 28.1.0.i. The zero Cite covers
// nothing and nothing covers it.
func (c Cite) Covers(o Cite) bool {
	return c.article != 0 && c.article == o.article &&
		(c.paragraph == 0 || c.paragraph == o.paragraph) &&
		(c.item == 0 || c.item == o.item) &&
		(c.tier == 0 || c.tier == o.tier) &&
		(c.atom == 0 || c.atom == o.atom)
}

// Compare orders citations as the draft prints them, a whole before its parts
// and the zero Cite first. It returns -1, 0 or +1.
func (c Cite) Compare(o Cite) int {
	return cmp.Or(
		cmp.Compare(c.article, o.article),
		cmp.Compare(c.paragraph, o.paragraph),
		cmp.Compare(c.item, o.item),
		cmp.Compare(c.tier, o.tier),
		cmp.Compare(c.atom, o.atom),
	)
}

// String returns the id, such as 8.2.a, 28.1.0.i or 8.2.a#1; "" for zero.
func (c Cite) String() string {
	var buf [16]byte
	return string(c.append(buf[:0]))
}

func (c Cite) append(b []byte) []byte {
	if c.IsZero() {
		return b
	}
	b = strconv.AppendUint(b, uint64(c.article), 10)
	if c.paragraph != 0 {
		b = append(b, '.')
		b = strconv.AppendUint(b, uint64(c.paragraph), 10)
	}
	switch {
	case c.item == leadIn:
		b = append(b, ".0"...)
	case c.item >= firstItem:
		b = append(b, '.', c.letter())
	}
	if c.tier != 0 {
		b = append(b, '.')
		b = append(b, tiers[c.tier-1]...)
	}
	if n, ok := c.Atom(); ok {
		b = append(b, '#')
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return b
}

// letter is the item's letter; meaningful from firstItem on.
func (c Cite) letter() byte { return 'a' + c.item - firstItem }

// ordinal is the item's place in its paragraph, from 1.
func (c Cite) ordinal() int { return int(c.item) - firstItem + 1 }

// MarshalText writes the id; the zero Cite is empty text.
func (c Cite) MarshalText() ([]byte, error) { return c.append(nil), nil }

// UnmarshalText reads an id and no other form; empty text is the zero Cite. On
// error the receiver stays as it was.
func (c *Cite) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = Cite{}
		return nil
	}
	parsed, err := parseID(string(b))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}
