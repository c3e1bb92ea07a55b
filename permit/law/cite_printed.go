package law

import (
	"strings"
	"sync"
)

// The words that come before the number of an atom where a citation is printed.
const (
	chineseElement = "要件"
	englishElement = " element "
)

// printedCites are all places of the draft by what Chinese and English print of
// them. An article of one paragraph prints as its paragraph, which is listed.
var printedCites = sync.OnceValue(func() map[string]Cite {
	places := map[string]Cite{}
	for cl := range Clauses() {
		c := cl.Cite
		for _, place := range []Cite{
			{article: c.article},
			{article: c.article, paragraph: c.paragraph},
			{article: c.article, paragraph: c.paragraph, item: c.item},
			c,
		} {
			places[place.Chinese()] = place
			places[place.English()] = place
		}
	}
	return places
})

// parsePrinted reads what Chinese or English prints.
func parsePrinted(s string) (Cite, bool) {
	place, atom, hasAtom := strings.Cut(s, chineseElement)
	if !hasAtom {
		place, atom, hasAtom = strings.Cut(s, englishElement)
	}
	c, ok := printedCites()[place]
	if !ok || !hasAtom {
		return c, ok
	}
	n, ok := parseNumber(atom, 0)
	if !ok || c.paragraph == 0 {
		return Cite{}, false
	}
	c.atom = n + 1
	// 第八条第二款第一分句 element 1 is neither form.
	return c, s == c.Chinese() || s == c.English()
}
