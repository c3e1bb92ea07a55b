package main

import (
	"encoding/json"
	"slices"

	"github.com/juzhuzheng/residence/permit/law"
)

// An expectation is what the author of a file says must come out of a visit. It
// is compared when the visit has been played; what differs counts as a fault of
// the line.
type expectation struct {
	outcome outcome
	// because are the clauses of the reasons or open questions, all of them.
	because []law.Cite
	// shows are results by their key, in the form in which JSON gives them.
	shows []shown
}

type shown struct{ key, value string }

var expectFields = []field[expectation]{
	word("outcome", func(e *expectation) *outcome { return &e.outcome }, outcomeWords()...).must(),
	{name: "because", form: "[" + formText + ", …]", read: func(e *expectation, raw []byte) []fault {
		var texts []string
		if json.Unmarshal(raw, &texts) != nil || texts == nil {
			return broken(ruleClauses)
		}
		for _, s := range texts {
			c, err := law.ParseCite(s)
			if _, there := law.Lookup(c); err != nil || !there {
				return broken(ruleClauses)
			}
			e.because = append(e.because, c)
		}
		return nil
	}},
	{name: "shows", form: "{" + formText + ": " + formText + ", …}", read: func(e *expectation, raw []byte) []fault {
		ms, ok := members(raw)
		if !ok {
			return broken(ruleObject)
		}
		for _, m := range ms {
			s, ok := readString(m.raw)
			if _, known := itemLabels[m.name]; !known {
				return []fault{{field: "?", rule: ruleUnknown(itemKeys)}}
			}
			if !ok {
				return []fault{{field: m.name, rule: ruleText}}
			}
			e.shows = append(e.shows, shown{m.name, s})
		}
		return nil
	}},
}

var (
	ruleClauses = law.Bilingual{ZH: "须为条款编号的列表，如 [\"8.1\", \"14.2.b\"]", EN: "must be a list of clauses, such as [\"8.1\", \"14.2.b\"]"}
	ruleText    = law.Bilingual{ZH: "须为文字", EN: "must be text"}
)

// differences compares what came out with what was expected. The message tells
// what came out, which is never a person's data, and not what the file says.
func (e *expectation) differences(got *entry) []fault {
	var faults []fault
	differ := func(field, came string) {
		faults = append(faults, fault{at: got.at, field: "expect." + field, rule: law.Bilingual{
			ZH: "与结果不符，结果为 " + came,
			EN: "differs from what came out: " + came,
		}})
	}
	if e.outcome != got.outcome {
		differ("outcome", got.outcome.String())
	}
	want, have := cites(e.because), cites(got.blamed())
	if !slices.Equal(want, have) {
		text, _ := json.Marshal(have)
		differ("because", string(text))
	}
	for _, s := range e.shows {
		if value := got.value(s.key).code(); value != s.value {
			if value == "" {
				value = "-"
			}
			differ("shows."+s.key, value)
		}
	}
	return faults
}

// cites are clauses as sorted text, each once.
func cites(list []law.Cite) []string {
	texts := make([]string, 0, len(list))
	for _, c := range list {
		texts = append(texts, c.String())
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}
