package legacy

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// ErrFile says that the file has no head that fits the mapping.
var ErrFile = errors.New("legacy: not a file the mapping describes")

// maxLine is the longest line in bytes, decoded, with its end. Of a longer one
// no more than that is ever held.
const maxLine = 64 << 10

// A table reads the lines of a file.
type table struct {
	m       *Mapping
	lines   *bufio.Reader
	line    int
	columns []string       // the head
	at      map[string]int // field to place
	form    dayForm
}

// newTable reads the head.
func newTable(r io.Reader, m *Mapping) (*table, error) {
	if m.Encoding == GB18030 {
		r = simplifiedchinese.GB18030.NewDecoder().Reader(r)
	}
	t := &table{m: m, lines: bufio.NewReaderSize(r, maxLine), at: map[string]int{}}
	t.form, _ = parseDayForm(m.Days)
	text, whole, err := t.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head, good := t.cut(strings.TrimPrefix(text, "\ufeff"))
	if err != nil || !whole || !good {
		return nil, fmt.Errorf("%w: line 1 must be the head", ErrFile)
	}
	t.columns = head
	for _, name := range keys(m.Columns) {
		found := 0
		for i, c := range head {
			if c == m.Columns[name] {
				t.at[name] = i
				found++
			}
		}
		if found != 1 {
			return nil, fmt.Errorf("%w: the head must have the column of field %s once", ErrFile, name)
		}
	}
	return t, nil
}

// next is the next line that is not empty. Of one that is too long whole is
// false and the text only its beginning. The error is io.EOF at the end of the
// file, and else the reader's, which may have broken off in the middle of a line.
func (t *table) next() (text string, whole bool, err error) {
	for {
		b, err := t.lines.ReadSlice('\n')
		text, whole = string(b), true
		for errors.Is(err, bufio.ErrBufferFull) {
			whole = false
			_, err = t.lines.ReadSlice('\n')
		}
		if err != nil && (!errors.Is(err, io.EOF) || text == "") {
			return "", false, err
		}
		t.line++
		text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
		if !whole || strings.TrimSpace(text) != "" {
			return text, whole, nil
		}
	}
}

// cut cuts a line into its cells.
func (t *table) cut(text string) ([]string, bool) {
	if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) {
		return nil, false
	}
	c := csv.NewReader(strings.NewReader(text))
	c.FieldsPerRecord = -1
	if t.m.Comma != "" {
		c.Comma, _ = utf8.DecodeRuneInString(t.m.Comma)
	}
	cells, err := c.Read()
	return cells, err == nil
}

// entry reads a row. faults is what is wrong with it.
func (t *table) entry(text string, whole bool) (e entry, faults []Fault) {
	if !whole {
		return e, []Fault{{Line: t.line, Rule: fmt.Sprintf("must not be longer than %d bytes", maxLine)}}
	}
	cells, ok := t.cut(text)
	switch {
	case !ok:
		return e, []Fault{{Line: t.line, Rule: "must be one line of cells in the encoding of the mapping, with every quotation mark closed"}}
	case len(cells) != len(t.columns):
		return e, []Fault{{Line: t.line, Rule: "must have as many cells as the head"}}
	}
	for _, f := range fieldsOf(t.m.Rows) {
		s, given := t.m.Same[f.name]
		if i, has := t.at[f.name]; has {
			s, given = strings.TrimSpace(cells[i]), true
		}
		if w, has := t.m.Words[f.name][s]; has && given {
			s = w
		}
		if s == "" {
			continue // not recorded
		}
		if rule := t.read(&e, &f, s); rule != "" {
			faults = append(faults, t.fault(f.name, rule))
		}
	}
	e.permit.By, e.permit.Finding = t.m.By, t.m.finding()
	return e, faults
}

// read reads one cell and returns the rule it breaks.
func (t *table) read(e *entry, f *field, s string) string {
	if f.day {
		d, ok := t.form.readAll(s)
		if !ok {
			return "must be a day in the form " + t.m.Days
		}
		if f.read(e, d) != nil {
			return "must be a day of the calendar"
		}
		return ""
	}
	if err := f.read(e, s); err != nil {
		return ruleOf(err)
	}
	return ""
}

func (t *table) fault(name, rule string) Fault {
	return Fault{Line: t.line, Column: t.m.Columns[name], Field: name, Rule: rule}
}
