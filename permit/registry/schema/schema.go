// Package schema holds JSON Schemas (draft 2020-12) of the records that leave the
// library, for readers in other languages and for tools that check files.
//
// There is one for every record that has a JSON form: permits and their acts,
// applications, facts, cases and conduct, what the methods of a registry are
// given and what they answer, and the files the library reads and writes. What is
// only a part of a record stands among the definitions of its schema.
//
// The files are made from the Go types by go generate, and a test fails where
// they differ. A schema describes records as they are written: fields that are
// always written are required, enumerations list their words, and no other field
// is allowed. What a reader accepts is narrower in some ways, since a pattern does
// not know the calendar and a schema does not know which fields go together (a
// refusal without reasons, a fee schedule without a citation, a permit whose acts
// do not follow each other), and wider in another, since null stands for what is not recorded.
//
// Two kinds of things have no schema:
//
//   - Policies, but for that of package penalty, which is read from JSON. The
//     others (of packages eligibility, endorsement, permit and registry) are set in
//     Go and have no JSON form; a reading has its name and answer as text in every
//     decision that applied it.
//   - The bodies under which a registry stores registrations, applications,
//     permits, confiscations and sanctions. They are made by package registry for
//     itself, of parts that have a schema each. A line of an export holds them as
//     they are.
package schema

//go:generate go run ./internal/generate

import (
	"embed"
	"strings"
)

//go:embed *.json
var files embed.FS

const suffix = ".schema.json"

// Names lists the records, in alphabetical order.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // an embedded directory can be read
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), suffix)
	}
	return names
}

// Of is the schema of a record; false if there is none of that name.
func Of(name string) ([]byte, bool) {
	b, err := files.ReadFile(name + suffix)
	return b, err == nil
}
