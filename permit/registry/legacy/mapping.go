package legacy

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/record"
)

// ErrMapping says that a mapping file cannot be used.
var ErrMapping = errors.New("legacy: mapping")

// The encodings a file may have.
const (
	UTF8    = "utf-8"   // with a byte order mark or without
	GB18030 = "gb18030" // GBK and GB 2312 are parts of it
)

// A Mapping says how a former register writes things.
type Mapping struct {
	// Rows says what the rows are. Required.
	Rows Kind `json:"rows"`
	// Encoding is UTF8 or GB18030. Required: it is not guessed.
	Encoding string `json:"encoding"`
	// Comma is what stands between the columns; empty is a comma.
	Comma string `json:"comma,omitempty"`
	// Days is the form of days, made of YYYY, MM (or M) and DD (or D):
	// "YYYY-MM-DD", "YYYY/M/D", "YYYYMMDD", "YYYY年M月D日". Required.
	Days string `json:"days"`
	// Columns names for a field the column that says it. A column that no field
	// names is left out.
	Columns map[string]string `json:"columns"`
	// Same gives a field the same text for every row. It is read as if a column
	// said it.
	Same map[string]string `json:"same,omitempty"`
	// Words gives for a field what the register's words mean: for an enumeration
	// its code or label, else the text to read. The empty text means that nothing
	// is recorded.
	Words map[string]map[string]string `json:"words,omitempty"`
	// By is who did the former acts: public security, with the office.
	By permit.Actor `json:"by"`
	// Finding is the finding that the former register shows what it shows, with
	// its reference. Its ground is filled in; its day is the day on which permits
	// are taken over.
	Finding permit.Finding `json:"finding"`
}

// ParseMapping reads a mapping file strictly: names exactly as written, none
// unknown, and none twice, in the lists of columns and words either. Errors wrap
// ErrMapping and name the field.
func ParseMapping(b []byte) (*Mapping, error) {
	m := new(Mapping)
	if err := m.UnmarshalJSON(b); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMapping, err)
	}
	if err := m.Validate(); err != nil {
		return nil, err
	}
	return m, nil
}

// UnmarshalJSON reads the JSON form strictly; on error m keeps its value.
func (m *Mapping) UnmarshalJSON(b []byte) error { return record.Decode("mapping", b, m) }

// Validate lists every fault. The error wraps ErrMapping.
func (m *Mapping) Validate() error {
	f := record.Faults{Record: "mapping"}
	f.Require(m.Rows == Registrations || m.Rows == Permits, "rows", "must be registrations or permits", record.ErrWord)
	f.Require(m.Encoding == UTF8 || m.Encoding == GB18030, "encoding", "must be utf-8 or gb18030", record.ErrWord)
	f.Require(m.Comma == "" || validComma(m.Comma), "comma", "must be one character that is no quotation mark, space or line end", record.ErrText)
	_, ok := parseDayForm(m.Days)
	f.Require(ok, "days", "must have YYYY, then MM or M, then DD or D, and what stands between them", record.ErrText)
	f.Require(len(m.Columns) > 0, "columns", "must be stated", record.ErrMissing)
	for _, place := range []struct {
		name  string
		names []string
	}{{"columns", keys(m.Columns)}, {"same", keys(m.Same)}, {"words", keys(m.Words)}} {
		for _, name := range place.names {
			f.Require(isField(m.Rows, name), place.name, "must have fields out of "+strings.Join(fieldNames(m.Rows), ", "), record.ErrWord)
		}
	}
	var taken []string
	for _, name := range keys(m.Columns) {
		c := m.Columns[name]
		f.Require(c != "" && utf8.ValidString(c) && !slices.Contains(taken, c), "columns", "must name a column for each field, and none twice", record.ErrContradiction)
		_, both := m.Same[name]
		f.Require(!both, "same", "must not give a field that a column gives", record.ErrContradiction)
		taken = append(taken, c)
	}
	_, key := m.Same["key"]
	f.Require(!key, "same", "must not give every row one key", record.ErrContradiction)
	f.Nested("by", m.By.Validate())
	finding := m.finding()
	f.Nested("finding", finding.Validate())
	f.Require(finding.Outcome == permit.Established, "finding.outcome", "must be established", record.ErrContradiction)
	if err := f.Err(); err != nil {
		return fmt.Errorf("%w: %w", ErrMapping, err)
	}
	return nil
}

func validComma(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && r != utf8.RuneError && !strings.ContainsRune("\"\r\n \ufeff", r)
}

// keys are the keys of a map in order.
func keys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
