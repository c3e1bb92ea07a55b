package main

import (
	"slices"

	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An entry is one line of the log with what belongs to it: what came of a visit.
// It holds labels, clauses, codes, days and amounts, and no person's data.
type entry struct {
	at      place
	visit   *visit
	outcome outcome
	clauses []law.Cite
	causes  []cause
	items   []item
	// orders counts the orders of the visit that went through, first those done
	// now, then those an earlier run had done.
	orders [2]int
}

// A cause is a reason for a refusal, or a question that keeps a visit open.
type cause struct {
	code     string // of the condition; empty where there is none
	cite     law.Cite
	question bool
	stated   bool // by a department, for the applicant to be told (11.2)
	text     law.Bilingual
}

// rests adds clauses that the outcome rests on.
func (e *entry) rests(cs ...law.Cite) {
	for _, c := range cs {
		if c = c.Clause(); !c.IsZero() && !slices.Contains(e.clauses, c) {
			e.clauses = append(e.clauses, c)
		}
	}
	slices.SortFunc(e.clauses, law.Cite.Compare)
}

// show adds an item; nothing is not shown.
func (e *entry) show(key string, v value) {
	if v != (value{}) {
		e.items = append(e.items, item{key, v})
	}
}

// ordered counts an order that went through.
func (e *entry) ordered(replayed bool) {
	if replayed {
		e.orders[1]++
	} else {
		e.orders[0]++
	}
}

// repeated tells that the visit was played before, as a whole.
func (e *entry) repeated() bool { return e.orders[0] == 0 && e.orders[1] > 0 }

// decided takes over a decision: its clause, and its reasons or questions.
func (e *entry) decided(d rule.Decision, cite law.Cite) {
	e.rests(cite)
	for _, r := range d.Reasons() {
		e.causes = append(e.causes, cause{
			code: r.Code, cite: r.Cite.Clause(), question: r.Truth == rule.Unknown,
			text: law.Bilingual{ZH: r.Text(language.Chinese), EN: r.Text(language.English)},
		})
		e.rests(r.Cite)
	}
}

// rejected tells which departments rejected a proof and why, which the applicant has
// to be told (11.2). The condition that reads the review is among the reasons and has
// the clause.
func (e *entry) rejected(list []eligibility.Rejection) {
	for _, r := range list {
		e.causes = append(e.causes, cause{stated: true, text: law.Bilingual{
			ZH: r.By.Kind.Label(language.Chinese) + "：" + r.Reason, EN: r.By.Kind.Label(language.English) + ": " + r.Reason,
		}})
	}
}

// blamed are the clauses of the causes.
func (e *entry) blamed() []law.Cite {
	var list []law.Cite
	for _, c := range e.causes {
		if !c.cite.IsZero() {
			list = append(list, c.cite)
		}
	}
	return list
}

// value is the value of an item, the zero value if there is none.
func (e *entry) value(key string) value {
	for _, i := range e.items {
		if i.key == key {
			return i.value
		}
	}
	return value{}
}
