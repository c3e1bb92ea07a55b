package scenario

import (
	"encoding"

	"github.com/juzhuzheng/residence/permit/law"
)

// in calls a method that gives a text for a language tag. It takes the tag's
// type from the method, so that this package, which other projects' tests link,
// imports nothing but the standard library and go-internal.
func in[T any](lang string, text func(T) string) string {
	var tag T
	u, ok := any(&tag).(encoding.TextUnmarshaler)
	if !ok || u.UnmarshalText([]byte(lang)) != nil {
		return ""
	}
	return text(tag)
}

// clauseText is a clause with its text in both languages, a line each.
func clauseText(c law.Cite) []string {
	clause, ok := law.Lookup(c)
	if !ok {
		return nil
	}
	id := clause.Cite.String()
	return []string{id + " " + clause.ZH, id + " " + clause.EN}
}
