// Package schema holds JSON Schemas (draft 2020-12) of the records that leave the
// library, for readers in other languages and for tools that check files.
//
// The files are made from the Go types by go generate, and a test fails where
// they differ. A schema describes records as they are written: fields that are
// always written are required, enumerations list their words, and no other field
// is allowed. What a reader accepts is narrower in one way, since a pattern does
// not know the calendar, and wider in another, since null stands for what is not
// recorded.
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
