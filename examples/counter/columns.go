package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// displayWidth is how many columns a text takes on a terminal: a Chinese
// character takes two, a mark that sits on another character none.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// pad fills a text with spaces up to so many columns.
func pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-displayWidth(s)))
}

// widest is the width of the widest text.
func widest(texts ...string) int {
	n := 0
	for _, s := range texts {
		n = max(n, displayWidth(s))
	}
	return n
}
