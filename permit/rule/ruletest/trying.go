package ruletest

import "github.com/juzhuzheng/residence/permit/rule"

// toBlame finds every smallest set of known conditions that refuses by itself,
// whatever the others of the domain are, and returns all that stand in one.
func (p *Puzzle) toBlame(x []rule.Truth, domain Set) (blame Set) {
	var enough []Set
	for s := range (domain &^ open(x)).Subsets() {
		if p.Outcome(Change(x, domain&^s, unknown)) == rule.Refused {
			enough = append(enough, s)
		}
	}
	for _, s := range minimal(enough) {
		blame |= s
	}
	return blame
}

// ToAsk finds the unknown conditions that still matter: with some answer to all
// other questions, the outcome hangs on them alone.
func (p *Puzzle) ToAsk(x []rule.Truth) (ask Set) {
	open := open(x)
	answer := func(met Set) rule.Outcome {
		return p.Outcome(Change(x, open, func(i int) rule.Truth { return rule.Of(met.has(i)) }))
	}
	for met := range open.Subsets() {
		for i := range (open &^ met &^ ask).members() {
			if answer(met) != answer(met|1<<i) {
				ask |= 1 << i
			}
		}
	}
	return ask
}

// open is the conditions that an assignment leaves unknown.
func open(x []rule.Truth) (s Set) {
	for i, t := range x {
		if t == rule.Unknown {
			s |= 1 << i
		}
	}
	return s
}

// cures finds every smallest set of conditions of the domain that bring about
// an approval by turning out otherwise.
func (p *Puzzle) cures(x []rule.Truth, domain Set) []Set {
	var enough []Set
	for s := range domain.Subsets() {
		for unmet := range (s & p.either).Subsets() {
			if p.Outcome(Change(x, s, func(i int) rule.Truth { return rule.Of(!unmet.has(i)) })) == rule.Approved {
				enough = append(enough, s)
				break
			}
		}
	}
	return minimal(enough)
}
