package main

import (
	"bufio"
	"io"
	"strings"
)

// printFormat writes every line kind, act and field of the file format, as the
// reader knows them. A star marks what must be there.
func printFormat(w io.Writer) error {
	b := bufio.NewWriter(w)
	p := func(parts ...string) { _, _ = b.WriteString(strings.Join(parts, "") + "\n") } // b keeps its first error
	p("day: which day the lines below are played on, and in which district")
	printFields(p, docs(openingFields), 1)
	p("\nperson: what is recorded about a person")
	printFields(p, docs(personFields), 1)
	p("\nact: a visit; every visit has")
	printFields(p, docs(visitFields), 1)
	for _, a := range acts {
		p("\nact ", a.name, ": ", a.label.ZH, " (", a.clause, ")")
		printFields(p, a.fields, 1)
	}
	return b.Flush()
}

func printFields(p func(...string), fields []fieldDoc, depth int) {
	for _, f := range fields {
		star := " "
		if f.required {
			star = "*"
		}
		p(strings.Repeat("  ", depth), pad(f.name+star, 24-2*depth), f.form)
		printFields(p, f.inner, depth+1)
	}
}
