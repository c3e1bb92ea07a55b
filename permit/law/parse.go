package law

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrTable is wrapped by every error found in an embedded table.
var ErrTable = errors.New("law: the embedded table is damaged")

// rows splits a table into cells. The first line names the columns and must be
// the one expected, so that a column inserted by hand cannot shift the rest.
func rows(file, data, header string) ([][]string, error) {
	first, rest, _ := strings.Cut(data, "\n")
	if first != header {
		return nil, fmt.Errorf("%w: %s: the first line must name the columns", ErrTable, file)
	}
	columns := strings.Count(header, "\t") + 1
	var out [][]string
	for line := range strings.Lines(rest) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%w: %s row %d: %d columns, want %d", ErrTable, file, len(out)+1, len(cells), columns)
		}
		out = append(out, cells)
	}
	return out, nil
}

const clausesHeader = "id\tarticle\tparagraph\titem\ttype\taddressee\tdecidable\tzh\ten"

// parseClauses reads clauses.tsv. The columns article, paragraph and item only
// repeat the id for readers with a spreadsheet, so they must agree with it.
func parseClauses(data string) ([]Clause, error) {
	table, err := rows("clauses", data, clausesHeader)
	if err != nil {
		return nil, err
	}
	out := make([]Clause, 0, ClauseCount)
	for i, r := range table {
		fail := func(field string) ([]Clause, error) {
			return nil, fmt.Errorf("%w: clauses row %d: %s", ErrTable, i+1, field)
		}
		id := strings.Join(slices.DeleteFunc(slices.Clone(r[1:4]), func(s string) bool { return s == "" }), ".")
		c, err := parseID(r[0])
		if err != nil || id != r[0] || c.paragraph == 0 {
			return fail("id")
		}
		if i > 0 && out[i-1].Cite.Compare(c) >= 0 {
			return fail("order")
		}
		kind, ok := number(clauseTypes[:], r[4])
		if !ok {
			return fail("type")
		}
		decidable, ok := number(decidabilities[:], r[6])
		if !ok {
			return fail("decidable")
		}
		if r[5] == "" || r[7] == "" || r[8] == "" {
			return fail("addressee or text is empty")
		}
		out = append(out, Clause{c, ClauseType(kind), r[5], Decidability(decidable), Bilingual{r[7], r[8]}})
	}
	return out, nil
}

const headingsHeader = "article\tzh\ten"

// parseHeadings reads headings.tsv: one row for each article, in order.
func parseHeadings(data string) ([]Bilingual, error) {
	table, err := rows("headings", data, headingsHeader)
	if err != nil {
		return nil, err
	}
	out := make([]Bilingual, 0, ArticleCount)
	for i, r := range table {
		c, err := parseID(r[0])
		if err != nil || c != (Cite{article: uint8(i + 1)}) {
			return nil, fmt.Errorf("%w: headings row %d: article", ErrTable, i+1)
		}
		if r[1] == "" || r[2] == "" {
			return nil, fmt.Errorf("%w: headings row %d: text is empty", ErrTable, i+1)
		}
		out = append(out, Bilingual{r[1], r[2]})
	}
	return out, nil
}
