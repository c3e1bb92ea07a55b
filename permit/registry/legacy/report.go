package legacy

import (
	"encoding/csv"
	"io"
	"strconv"
)

// A Fault is what is wrong with a row. It never holds what the row says.
type Fault struct {
	Line   int    // of the file, the head being line 1
	Column string // empty if the fault is of no single column
	Field  string // of the mapping; empty likewise
	Rule   string // what was to be
}

// A Report is what became of a file. Rows is always the sum of Imported, Present
// and Bad.
type Report struct {
	DryRun bool
	// Complete says that the file was read to its end.
	Complete bool
	Rows     int // read so far
	Imported int // on record now, or, in a dry run, would be
	Present  int // on record since an earlier import of the row
	Bad      int // with a fault, and not on record
	Faults   []Fault
}

// WriteCSV writes the faults with the head line,column,field,rule.
func (r *Report) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	_ = c.Write([]string{"line", "column", "field", "rule"}) // Flush keeps the error
	for _, f := range r.Faults {
		_ = c.Write([]string{strconv.Itoa(f.Line), f.Column, f.Field, f.Rule})
	}
	c.Flush()
	return c.Error()
}
