package main

import (
	"bufio"
	"encoding/json"
	"io"

	"golang.org/x/text/language"
)

// A jsonLog writes JSON Lines for programs: one object a visit, one for each
// fault of a line, and one at the end. Codes, clauses, days and numbers are the
// same in every language; only text is in the language asked for.
type jsonLog struct {
	w   *bufio.Writer
	enc *json.Encoder
	tag language.Tag
	err error
}

func newJSONLog(w io.Writer, tag language.Tag) *jsonLog {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return &jsonLog{w: b, enc: enc, tag: tag}
}

type jsonVisit struct {
	Type      string            `json:"type"`
	File      string            `json:"file"`
	Line      int               `json:"line"`
	Day       string            `json:"day"`
	Time      string            `json:"time"`
	Who       label             `json:"who"`
	Act       string            `json:"act"`
	Outcome   outcome           `json:"outcome"`
	Clauses   []string          `json:"clauses"`
	Reasons   []jsonCause       `json:"reasons,omitempty"`
	Questions []jsonCause       `json:"questions,omitempty"`
	Shows     map[string]string `json:"shows,omitempty"`
}

type jsonCause struct {
	Code   string `json:"code,omitempty"`
	Clause string `json:"clause,omitempty"`
	Text   string `json:"text"`
}

func (l *jsonLog) write(v any) {
	if err := l.enc.Encode(v); err != nil && l.err == nil {
		l.err = err
	}
}

func (l *jsonLog) visit(e *entry) {
	v := jsonVisit{
		Type: "visit", File: e.at.file, Line: e.at.line, Day: e.visit.day.String(), Time: e.visit.time.String(),
		Who: e.visit.who, Act: e.visit.act.name, Outcome: e.outcome, Clauses: []string{},
	}
	for _, c := range e.clauses {
		v.Clauses = append(v.Clauses, c.String())
	}
	for _, c := range e.causes {
		x := jsonCause{c.code, c.cite.String(), c.text.In(l.tag)}
		if c.question {
			v.Questions = append(v.Questions, x)
		} else {
			v.Reasons = append(v.Reasons, x)
		}
	}
	for _, i := range e.items {
		if v.Shows == nil {
			v.Shows = map[string]string{}
		}
		v.Shows[i.key] = i.value.code()
	}
	l.write(v)
}

type jsonFault struct {
	Type  string `json:"type"`
	File  string `json:"file"`
	Line  int    `json:"line"`
	Field string `json:"field,omitempty"`
	Rule  string `json:"rule"`
}

type jsonPermit struct {
	Permit    string `json:"permit"`
	Who       label  `json:"who,omitempty"`
	LastValid string `json:"validUntil"`
	Deadline  string `json:"deadline,omitempty"`
}

type jsonEnd struct {
	Type      string         `json:"type"`
	Day       string         `json:"day,omitempty"`
	Visits    int            `json:"visits"`
	Repeated  int            `json:"repeated,omitempty"`
	Outcomes  map[string]int `json:"outcomes"`
	Due       []jsonPermit   `json:"due"`
	Suspended []jsonPermit   `json:"suspended"`
	Open      []string       `json:"openApplications"`
	Faults    int            `json:"faults"`
}

func (l *jsonLog) end(s *summary, faults []fault) {
	for _, f := range faults {
		l.write(jsonFault{"fault", f.at.file, f.at.line, f.field, f.rule.In(l.tag)})
	}
	v := jsonEnd{
		Type: "end", Day: s.day.String(), Visits: s.visits, Repeated: s.repeated, Outcomes: map[string]int{},
		Due: jsonPermits(s.due), Suspended: jsonPermits(s.suspended), Open: []string{}, Faults: len(faults),
	}
	for o, n := range s.outcomes {
		v.Outcomes[outcome(o).String()] = n
	}
	for _, a := range s.open {
		v.Open = append(v.Open, a.Number)
	}
	l.write(v)
}

func jsonPermits(list []listed) []jsonPermit {
	out := []jsonPermit{}
	for _, p := range list {
		out = append(out, jsonPermit{string(p.permit), p.who, p.last.String(), p.deadline.String()})
	}
	return out
}

func (l *jsonLog) flush() error {
	if l.err != nil {
		return l.err
	}
	return l.w.Flush()
}
