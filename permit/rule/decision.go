package rule

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A Decision is the answer of a table for certain facts, a day and a policy,
// together with its proof. It is a small value; copies are independent. The
// zero Decision is undetermined and has no results.
//
// Use Equal to compare decisions by content: == also compares where their
// facts are kept.
type Decision struct {
	form   *Form
	truths truths
	on     civil.Date
	facts  any // *F, or nil
	policy any // *P, or nil
	gap    gap // why no condition was evaluated
}

// A Result is the answer of one condition, met or not. Cite is the clause that
// applies to the facts: a condition that several clauses share cites the one
// under which the question arose.
type Result struct {
	Code  string
	Cite  law.Cite
	Path  string
	Truth Truth

	decision Decision
	i        int
}

// IsZero reports whether d is the zero Decision, made by no table.
func (d Decision) IsZero() bool { return d.form == nil }

// Table is the name of the table that made the decision.
func (d Decision) Table() string {
	if d.form == nil {
		return ""
	}
	return d.form.name
}

// On is the day of judgement.
func (d Decision) On() civil.Date { return d.on }

// Outcome is approved, refused or undetermined.
func (d Decision) Outcome() Outcome {
	switch {
	case d.form == nil:
		return Undetermined
	case d.form.recorded != nil:
		return d.form.recorded.outcome
	}
	return outcomeOf(eval(d.form.nodes, d.truths).at(len(d.form.nodes) - 1))
}

// Approved reports whether the outcome is Approved.
func (d Decision) Approved() bool { return d.Outcome() == Approved }

// Truth is the answer of the condition with this code; Unknown if the table
// has no such condition.
func (d Decision) Truth(code string) Truth {
	if d.form != nil {
		for i := range d.form.lines {
			if d.form.lines[i].Code == code {
				return d.truths.at(i)
			}
		}
	}
	return Unknown
}

// Results are the answers of all conditions, in table order. Where none was
// evaluated, for want of a day or of a reading, the one result says so.
func (d Decision) Results() []Result {
	if d.gap != noGap {
		return []Result{d.gapResult()}
	}
	return d.results(^uint64(0))
}

// results are those whose bit is in the mask, in table order.
func (d Decision) results(mask uint64) []Result {
	if d.form == nil {
		return nil
	}
	var rs []Result
	for i := range d.form.lines {
		if mask>>i&1 == 1 {
			l := &d.form.lines[i]
			rs = append(rs, Result{l.Code, d.form.clause(&d, i), l.Path, d.truths.at(i), d, i})
		}
	}
	return rs
}

// Equal reports whether two decisions of the same table say the same of every
// condition on the same day.
func (d Decision) Equal(e Decision) bool {
	if d.form == nil || e.form == nil {
		return d.form == e.form
	}
	same := func(r, s Result) bool { return r.Code == s.Code && r.Truth == s.Truth }
	return d.on == e.on && d.form.name == e.form.name && d.Outcome() == e.Outcome() &&
		slices.EqualFunc(d.Results(), e.Results(), same)
}

// Rule is what the clause demands.
func (r Result) Rule(tag language.Tag) string {
	if r.decision.form == nil {
		return ""
	}
	if r.i == atGap {
		return gapLines[r.decision.gap].Rule.In(tag)
	}
	return r.decision.form.lines[r.i].Rule.In(tag)
}

// Fact is what was found: the dates and numbers that decided. It is empty
// where there is nothing to tell.
func (r Result) Fact(tag language.Tag) string {
	f := r.decision.form
	switch {
	case f == nil:
		return ""
	case r.i == atGap:
		return r.decision.gapFact().In(tag)
	case f.recorded != nil:
		return f.recorded.facts[r.i].In(tag)
	}
	return f.fact(&r.decision, r.i, tag)
}

// Text is the rule followed by what was found.
func (r Result) Text(tag language.Tag) string {
	rule, fact := r.Rule(tag), r.Fact(tag)
	if fact == "" {
		return rule
	}
	if isEnglish(tag) {
		return rule + " (" + fact + ")"
	}
	return rule + "（" + fact + "）"
}

// String is the result on one line, in Chinese.
func (r Result) String() string { return r.line(language.Chinese) }

func (r Result) line(tag language.Tag) string {
	sep := "："
	if isEnglish(tag) {
		sep = ": "
	}
	return r.Code + " " + r.Cite.String() + " " + r.Truth.Label(tag) + sep + r.Text(tag)
}

// Text is the decision for a reader: the outcome, then a line for each reason.
func (d Decision) Text(tag language.Tag) string {
	if d.form == nil {
		return Undetermined.Label(tag)
	}
	var b strings.Builder
	sep := "："
	if isEnglish(tag) {
		sep = ": "
	}
	b.WriteString(d.form.title.In(tag) + sep + d.Outcome().Label(tag))
	for _, r := range d.Reasons() {
		b.WriteString("\n  " + r.line(tag))
	}
	return b.String()
}

// String is the decision for a reader, in Chinese.
func (d Decision) String() string { return d.Text(language.Chinese) }
