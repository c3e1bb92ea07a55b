package main

import (
	"context"

	"github.com/juzhuzheng/residence/permit/law"
)

// An act is one word of the vocabulary: what a visit can be about.
type act struct {
	name   string // in the files
	label  law.Bilingual
	clause string
	fields []fieldDoc // besides those of every visit
	// read reads the act's own fields; shared are the names of the others.
	read func(ms []member, shared []string) (doing, []fault)
}

// A doing plays one visit: it gives the order to the registry and writes what
// came of it into the entry. An error is misuse or failure, never a refusal by
// law.
type doing func(context.Context, *counter, *visit, *entry) error

// define makes an act of its fields and of what is done with them.
func define[T any](name string, label law.Bilingual, clause string, fields []field[T], do func(*counter, context.Context, *visit, *T, *entry) error) act {
	a := act{name: name, label: label, clause: clause, fields: docs(fields)}
	a.read = func(ms []member, shared []string) (doing, []fault) {
		var facts T
		if faults := readMembers(&facts, ms, fields, shared...); len(faults) > 0 {
			return nil, faults
		}
		return func(ctx context.Context, c *counter, v *visit, e *entry) error { return do(c, ctx, v, &facts, e) }, nil
	}
	return a
}
