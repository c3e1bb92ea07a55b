package main

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/law"
)

// A place is a line of a file.
type place struct {
	file string
	line int
}

// String is the place as editors and compilers write it.
func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// A fault is what is wrong with a line: where, which field, which rule. It never
// holds the value: article 25 makes the information confidential, and a
// mistyped line may hold a name or a number in any field.
type fault struct {
	at    place
	field string // path of the field; empty for the line as a whole
	rule  law.Bilingual
}

// text is the fault on one line.
func (f fault) text(tag language.Tag) string {
	if f.field == "" {
		return fmt.Sprintf("%s: %s", f.at, f.rule.In(tag))
	}
	return fmt.Sprintf("%s: %s: %s", f.at, f.field, f.rule.In(tag))
}

// under puts faults of a part under the field that holds it.
func under(field string, fs []fault) []fault {
	for i := range fs {
		switch {
		case fs[i].field == "":
			fs[i].field = field
		case fs[i].field[0] == '[':
			fs[i].field = field + fs[i].field
		default:
			fs[i].field = field + "." + fs[i].field
		}
	}
	return fs
}

// broken is a single fault of the value itself.
func broken(rule law.Bilingual) []fault { return []fault{{rule: rule}} }
