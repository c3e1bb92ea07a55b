package law

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// Title is the name of the draft.
const Title = "北京市居住证管理办法（草案送审稿）"

// DraftSHA256 is the SHA-256 of [Draft], the whole Chinese text, in UTF-8 with
// a line feed after each line. Change one character and [Verify] fails.
const DraftSHA256 = "d140d8a210fac8c678910d4b62afeb7046f7652120299dd36071ec0c83aacfbf"

// How many articles and clauses the draft has.
const (
	ArticleCount = 31
	ClauseCount  = 78
)

var (
	//go:embed clauses.tsv
	clausesTSV string
	//go:embed headings.tsv
	headingsTSV string
	//go:embed treatments.tsv
	treatmentsTSV string
)

// draft is the parsed text. It is built once and never changes afterwards.
type draft struct {
	clauses    []Clause    // as printed, which is the order of Cite.Compare
	treatments []Treatment // one for each clause, same order
	headings   []Bilingual // headings[i] is article i+1
	err        error
}

// theDraft parses the embedded files on first use, so that importing the
// package costs nothing and does not depend on the order of initialisation.
var theDraft = sync.OnceValue(func() *draft {
	return parseDraft(clausesTSV, headingsTSV, treatmentsTSV)
})

// parseDraft keeps the first error instead of panicking. A draft with an error
// is empty: it answers "no such clause" and never a wrong text.
func parseDraft(clauses, headings, treatments string) *draft {
	var d draft
	var errs [3]error
	d.clauses, errs[0] = parseClauses(clauses)
	d.headings, errs[1] = parseHeadings(headings)
	d.treatments, errs[2] = parseTreatments(treatments, d.clauses)
	if err := errors.Join(errs[:]...); err != nil {
		return &draft{err: err}
	}
	return &d
}

// ErrCorrupt says that the embedded text is not the text the library was
// written for.
var ErrCorrupt = errors.New("law: the embedded draft differs from its checksum")

// Verify checks that the embedded files parse and that the Chinese text still
// has the checksum [DraftSHA256]. A program that prints the law may call it
// once when it starts.
func Verify() error { return theDraft().verify() }

func (d *draft) verify() error {
	if d.err != nil {
		return d.err
	}
	sum := sha256.Sum256([]byte(d.text()))
	if hex.EncodeToString(sum[:]) != DraftSHA256 {
		return ErrCorrupt
	}
	return nil
}

// Clauses yields the 78 clauses as the draft prints them.
func Clauses() iter.Seq[Clause] { return slices.Values(theDraft().clauses) }

// Lookup returns the clause that c cites; an atom (8.2.a#1) finds its clause.
// It returns false for a whole article or paragraph and for a place the draft
// does not have. It does not allocate.
func Lookup(c Cite) (Clause, bool) {
	d := theDraft()
	i, ok := d.find(c.Clause())
	if !ok {
		return Clause{}, false
	}
	return d.clauses[i], true
}

func (d *draft) find(c Cite) (int, bool) {
	return slices.BinarySearchFunc(d.clauses, c, func(cl Clause, c Cite) int { return cl.Cite.Compare(c) })
}

// within returns the clauses that c covers: one for a clause, several for a
// paragraph, an article or a lead-in with tiers, none for a place that is not there.
func (d *draft) within(c Cite) []Clause {
	c = c.Clause()
	first, _ := d.find(c)
	last := first
	for last < len(d.clauses) && c.Covers(d.clauses[last].Cite) {
		last++
	}
	return d.clauses[first:last]
}

// Heading returns the heading of an article, 【…】 in the Chinese print, without
// the brackets; false if there is no such article.
func Heading(article int) (Bilingual, bool) {
	h := theDraft().headings
	if article < 1 || article > len(h) {
		return Bilingual{}, false
	}
	return h[article-1], true
}

// Text returns the text of the clause, paragraph or article that c cites, in
// English for English tags and in Chinese for all others; false if the draft
// has no such place. For an atom it is the text of its clause. The paragraphs
// of an article, and the lead-in and items of a list, are on lines of their own.
func Text(c Cite, tag language.Tag) (string, bool) {
	parts := theDraft().within(c)
	if len(parts) == 1 {
		return parts[0].In(tag), true
	}
	var b strings.Builder
	writeClauses(&b, parts, tag)
	return b.String(), len(parts) > 0
}

// Draft returns the whole Chinese text: the title, then each article with its
// heading, an empty line before each.
func Draft() string { return theDraft().text() }

func (d *draft) text() string {
	var b strings.Builder
	b.WriteString(Title + "\n")
	for i, h := range d.headings {
		article := Cite{article: uint8(i + 1)}
		b.WriteString("\n" + article.Chinese() + "【" + h.ZH + "】")
		writeClauses(&b, d.within(article), language.Chinese)
		b.WriteString("\n")
	}
	return b.String()
}

// writeClauses joins clauses as they are printed. Limbs of one Chinese
// sentence follow each other directly, English ones after a space.
func writeClauses(b *strings.Builder, clauses []Clause, tag language.Tag) {
	listed := false
	for i, cl := range clauses {
		c := cl.Cite
		if i > 0 {
			switch {
			case c.paragraph != clauses[i-1].Cite.paragraph, listed && c.item >= firstItem:
				b.WriteByte('\n')
			case isEnglish(tag):
				b.WriteByte(' ')
			}
		}
		listed = c.item == leadIn || listed && c.item >= firstItem
		b.WriteString(cl.In(tag))
	}
}
