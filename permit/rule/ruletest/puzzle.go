package ruletest

import (
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// smallTable is how many conditions a table may have for all its assignments
// to be counted out and remembered: 3^12 outcomes are half a megabyte.
const smallTable = 12

// supposed is the day on which a table is tried. Without facts none differs.
var supposed = civil.MustParse("2026-07-16")

// A Puzzle is a table without its facts. It finds out by trying, and from
// nothing else, what a decision may say of its own reasons, questions and
// remedies. It comes from New.
type Puzzle struct {
	// Decide makes the decisions that are judged. It is Suppose unless a test
	// puts another in its place, to judge another way of deciding or to see
	// the check fail.
	Decide func(x []rule.Truth) rule.Decision

	// Repeats is for a formula in which a condition stands twice. Kleene's
	// logic takes each place by itself, so more may be blamed or asked for than
	// matters. With Repeats set that is no fault, but too little still is.
	Repeats bool
	// OverBlamed and OverAsked collect, while Repeats is set, the conditions
	// that were blamed or asked for and did not matter.
	OverBlamed, OverAsked Set

	form   *rule.Form
	codes  []string
	place  map[string]int
	either Set
	seen   []uint8 // outcomes by number of assignment plus one, 0 where not tried yet; nil in a large table
}

// New takes a form as it is. The codes name the conditions that can help by
// being unmet as well: those that the formula turns round with Not, or asks for
// both ways. All others are taken to help by being met only. New panics if the
// form lacks one of the codes.
func New(form *rule.Form, either ...string) *Puzzle {
	p := &Puzzle{form: form, place: map[string]int{}}
	for l := range form.Lines() {
		p.place[l.Code] = len(p.codes)
		p.codes = append(p.codes, l.Code)
	}
	p.either = p.Set(either...)
	if size := 1; len(p.codes) <= smallTable {
		for range p.codes {
			size *= 3
		}
		p.seen = make([]uint8, size)
	}
	p.Decide = p.Suppose
	return p
}

// Suppose is what the table itself decides on an assignment.
func (p *Puzzle) Suppose(x []rule.Truth) rule.Decision {
	p.fits(x)
	return p.form.Suppose(supposed, func(code string) rule.Truth { return x[p.place[code]] })
}

// Outcome is the outcome of Suppose; that of a small table is remembered.
func (p *Puzzle) Outcome(x []rule.Truth) rule.Outcome {
	if p.seen == nil {
		return p.Suppose(x).Outcome()
	}
	p.fits(x)
	at := 0
	for _, t := range slices.Backward(x) {
		at = at*3 + int(t)
	}
	if p.seen[at] == 0 {
		p.seen[at] = 1 + uint8(p.Suppose(x).Outcome())
	}
	return rule.Outcome(p.seen[at] - 1)
}

func (p *Puzzle) fits(x []rule.Truth) {
	if len(x) != len(p.codes) {
		panic("ruletest: the assignment is not as long as table " + p.form.Name())
	}
}

// Assignments is how many assignments a table of k conditions has, 3^k, or 0
// if it has more than twelve conditions: those are too many to try.
func (p *Puzzle) Assignments() int { return len(p.seen) }

// Assignment is the n-th assignment, from 0; the 0-th has all unknown.
func (p *Puzzle) Assignment(n int) []rule.Truth {
	x := make([]rule.Truth, len(p.codes))
	for i := range x {
		x[i] = rule.Truth(n % 3)
		n /= 3
	}
	return x
}

// Codes is the codes of the conditions in the order of the table.
func (p *Puzzle) Codes() []string { return slices.Clone(p.codes) }

// Set is the conditions with these codes. It panics if the table lacks one.
func (p *Puzzle) Set(codes ...string) (s Set) {
	for _, c := range codes {
		i, ok := p.place[c]
		if !ok {
			panic("ruletest: table " + p.form.Name() + " has no condition " + c)
		}
		s |= 1 << i
	}
	return s
}

// All is all conditions of the table.
func (p *Puzzle) All() Set { return p.Set(p.codes...) }

// Spell names the conditions of some sets: {ABC-DEF-01 ABC-DEF-02} {}.
func (p *Puzzle) Spell(sets ...Set) string {
	var all []string
	for _, s := range sets {
		var one []string
		for i := range s.members() {
			one = append(one, p.codes[i])
		}
		all = append(all, "{"+strings.Join(one, " ")+"}")
	}
	return strings.Join(all, " ")
}
