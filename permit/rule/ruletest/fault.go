package ruletest

import (
	"math/bits"
	"slices"

	"github.com/juzhuzheng/residence/permit/rule"
)

// Fault says in a sentence what is wrong with what Decide says of an
// assignment, or nothing if all is as trying finds it:
//
//   - an approval has grounds and nothing else, and is one;
//   - a refusal blames exactly the conditions that stand in a smallest set that
//     refuses by itself, and asks nothing;
//   - what is undetermined asks for exactly the conditions on which the outcome
//     may hang;
//   - the remedies of both are exactly the smallest sets that bring about an
//     approval, those with the fewest conditions first.
//
// Only the conditions of the domain are tried otherwise than they are. Fault
// panics if another is not met, if the domain reaches beyond the table, or if
// the assignment is not as long as the table.
func (p *Puzzle) Fault(x []rule.Truth, domain Set) string {
	p.fits(x)
	if domain&^p.All() != 0 {
		panic("ruletest: the domain reaches beyond table " + p.form.Name())
	}
	for i := range (p.All() &^ domain).members() {
		if x[i] != rule.Met {
			panic("ruletest: " + p.codes[i] + " is not met and not of the domain")
		}
	}
	d := p.Decide(x)
	for _, r := range d.Results() {
		if _, ok := p.place[r.Code]; !ok {
			return "it speaks of " + r.Code + ", which the table lacks"
		}
	}
	fault := ""
	switch d.Outcome() {
	case rule.Approved:
		if d.Reasons() != nil || d.Questions() != nil || d.Remedies() != nil || len(d.Grounds()) == 0 || p.Outcome(x) != rule.Approved {
			return "an approval with something to blame, or without grounds"
		}
		return ""
	case rule.Refused:
		fault = p.refusal(x, domain, d)
	default:
		fault = p.questions(x, d)
	}
	if fault != "" {
		return fault
	}
	return p.remedies(x, domain, d)
}

// A saying is what a refusal says: which conditions it blames, and which of
// those for being met. Only what the formula asks for both ways may be blamed
// either way.
type saying struct {
	outcome    rule.Outcome
	blamed, on Set
}

func (p *Puzzle) said(d rule.Decision) saying {
	s := saying{outcome: d.Outcome(), blamed: p.set(d.Reasons())}
	for _, r := range d.Reasons() {
		if r.Truth == rule.Met {
			s.on |= p.Set(r.Code) & p.either
		}
	}
	return s
}

// set is the conditions that some results speak of.
func (p *Puzzle) set(rs []rule.Result) (s Set) {
	for _, r := range rs {
		s |= p.Set(r.Code)
	}
	return s
}

func (p *Puzzle) refusal(x []rule.Truth, domain Set, d rule.Decision) string {
	said := p.said(d)
	for i := range said.blamed.members() {
		switch {
		case x[i] == rule.Unknown:
			return p.codes[i] + " is blamed and not known"
		case x[i] == rule.Met && !p.either.has(i):
			return p.codes[i] + " is blamed and met"
		case p.said(p.Decide(Change(x, 1<<i, func(i int) rule.Truth { return x[i].Not() }))) == said:
			return p.codes[i] + " is blamed, and changing it changes nothing"
		}
	}
	if p.Outcome(Change(x, domain&^said.blamed, unknown)) != rule.Refused {
		return "what is blamed does not refuse by itself"
	}
	blamed, want := said.blamed, p.toBlame(x, domain)
	if p.Repeats {
		p.OverBlamed |= blamed &^ want
		blamed &= want
	}
	if blamed != want {
		return "blamed " + p.Spell(blamed) + ", to blame " + p.Spell(want)
	}
	if d.Questions() != nil {
		return "a refusal asks questions"
	}
	return ""
}

func (p *Puzzle) questions(x []rule.Truth, d rule.Decision) string {
	asked, want := p.set(d.Questions()), p.ToAsk(x)
	if asked != p.set(d.Reasons()) {
		return "what is asked is not what keeps it open"
	}
	if p.Repeats {
		p.OverAsked |= asked &^ want
		asked &= want
	}
	if asked != want {
		return "asked " + p.Spell(asked) + ", to ask " + p.Spell(want)
	}
	return ""
}

func (p *Puzzle) remedies(x []rule.Truth, domain Set, d rule.Decision) string {
	var offered []Set
	for _, r := range d.Remedies() {
		offered = append(offered, p.set(r.Needs))
	}
	if !slices.IsSortedFunc(offered, func(a, b Set) int { return bits.OnesCount64(uint64(a)) - bits.OnesCount64(uint64(b)) }) {
		return "the remedies do not come with the fewest needs first"
	}
	slices.Sort(offered)
	if want := p.cures(x, domain); !slices.Equal(want, offered) {
		return "offered " + p.Spell(offered...) + ", cures " + p.Spell(want...)
	}
	return ""
}
