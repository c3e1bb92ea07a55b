package permit_test

import (
	"math/bits"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A puzzle is a table without its facts. It finds out by trying, and from
// nothing else, what a decision may say of its own reasons, questions and
// remedies.
type puzzle struct {
	// decide makes the decisions under test, right those that are tried; they
	// are the same unless a test wants to see the check fail.
	decide, right func(x []rule.Truth) rule.Decision
	codes         []string
	seen          []uint8 // outcomes by assignment, 0 where not tried yet; nil in a large table
	place         map[string]int
}

// newPuzzle takes a form as it is.
func newPuzzle(f *rule.Form) *puzzle {
	p := &puzzle{place: map[string]int{}}
	for l := range f.Lines() {
		p.place[l.Code] = len(p.codes)
		p.codes = append(p.codes, l.Code)
	}
	if size := 1; len(p.codes) <= 12 {
		for range p.codes {
			size *= 3
		}
		p.seen = make([]uint8, size)
	}
	p.right = func(x []rule.Truth) rule.Decision {
		return f.Suppose(civil.MustParse("2026-07-16"), func(code string) rule.Truth { return x[p.place[code]] })
	}
	p.decide = p.right
	return p
}

func (p *puzzle) outcome(x []rule.Truth) rule.Outcome {
	if p.seen == nil {
		return p.right(x).Outcome()
	}
	at := 0
	for _, t := range x {
		at = at*3 + int(t)
	}
	if p.seen[at] == 0 {
		p.seen[at] = 1 + uint8(p.right(x).Outcome())
	}
	return rule.Outcome(p.seen[at] - 1)
}

// set is the set of the conditions that some results speak of.
func (p *puzzle) set(rs []rule.Result) (s uint64) {
	for _, r := range rs {
		s |= 1 << p.place[r.Code]
	}
	return s
}

// each calls f for every subset of a set, smaller numbers first.
func each(set uint64, f func(uint64)) {
	for s := uint64(0); ; s = (s - set) & set {
		f(s)
		if s == set {
			return
		}
	}
}

// minimal is the sets of a list that contain no other.
func minimal(sets []uint64) (least []uint64) {
	for _, s := range sets {
		if !slices.ContainsFunc(sets, func(o uint64) bool { return o != s && o&^s == 0 }) {
			least = append(least, s)
		}
	}
	slices.Sort(least)
	return slices.Compact(least)
}

// change is x with the conditions of a set changed.
func change(x []rule.Truth, set uint64, to func(i int) rule.Truth) []rule.Truth {
	y := slices.Clone(x)
	for ; set != 0; set &= set - 1 {
		i := bits.TrailingZeros64(set)
		y[i] = to(i)
	}
	return y
}

// toBlame finds every smallest set of known conditions that refuses by itself,
// whatever the others of the domain are, and returns all that stand in one.
func (p *puzzle) toBlame(x []rule.Truth, domain uint64) (blame uint64) {
	var known uint64
	for i, t := range x {
		if domain>>i&1 == 1 && t != rule.Unknown {
			known |= 1 << i
		}
	}
	var enough []uint64
	each(known, func(s uint64) {
		if p.outcome(change(x, domain&^s, func(int) rule.Truth { return rule.Unknown })) == rule.Refused {
			enough = append(enough, s)
		}
	})
	for _, s := range minimal(enough) {
		blame |= s
	}
	return blame
}

// toAsk finds the unknown conditions that still matter: with some answer to all
// other questions, the outcome hangs on them alone.
func (p *puzzle) toAsk(x []rule.Truth) (ask uint64) {
	var open uint64
	for i, t := range x {
		if t == rule.Unknown {
			open |= 1 << i
		}
	}
	answer := func(met uint64) rule.Outcome {
		return p.outcome(change(x, open, func(i int) rule.Truth { return rule.Of(met>>i&1 == 1) }))
	}
	each(open, func(met uint64) {
		for rest := open &^ met &^ ask; rest != 0; rest &= rest - 1 {
			if u := rest & -rest; answer(met) != answer(met|u) {
				ask |= u
			}
		}
	})
	return ask
}

// cures finds every smallest set of conditions of the domain that bring about
// an approval by turning out otherwise.
func (p *puzzle) cures(x []rule.Truth, domain uint64) []uint64 {
	var enough []uint64
	each(domain, func(s uint64) {
		if p.outcome(change(x, s, func(int) rule.Truth { return rule.Met })) == rule.Approved {
			enough = append(enough, s)
		}
	})
	return minimal(enough)
}

// fault says what is wrong with what a decision says of itself, or nothing.
// Conditions outside the domain are met and stay so.
func (p *puzzle) fault(x []rule.Truth, domain uint64) string {
	d := p.decide(x)
	reasons := p.set(d.Reasons())
	said := func(d rule.Decision) string { return d.Outcome().String() + p.spell(p.set(d.Reasons())) }
	switch d.Outcome() {
	case rule.Approved:
		if reasons != 0 || d.Questions() != nil || d.Remedies() != nil || len(d.Grounds()) == 0 || p.outcome(x) != rule.Approved {
			return "an approval with something to blame, or without grounds"
		}
		return ""
	case rule.Refused:
		for s := reasons; s != 0; s &= s - 1 {
			i := bits.TrailingZeros64(s)
			switch {
			case x[i] == rule.Unknown:
				return p.codes[i] + " is blamed and not known"
			case said(p.decide(change(x, 1<<i, func(int) rule.Truth { return rule.Met }))) == said(d):
				return p.codes[i] + " is blamed, and changing it changes nothing"
			}
		}
		if p.outcome(change(x, domain&^reasons, func(int) rule.Truth { return rule.Unknown })) != rule.Refused {
			return "what is blamed does not refuse by itself"
		}
		if want := p.toBlame(x, domain); want != reasons {
			return "blamed " + p.spell(reasons) + ", to blame " + p.spell(want)
		}
		if d.Questions() != nil {
			return "a refusal asks questions"
		}
	default:
		asked, want := p.set(d.Questions()), p.toAsk(x)
		if asked != reasons {
			return "what is asked is not what keeps it open"
		}
		if asked != want {
			return "asked " + p.spell(asked) + ", to ask " + p.spell(want)
		}
	}
	var offered []uint64
	for _, r := range d.Remedies() {
		offered = append(offered, p.set(r.Needs))
	}
	if !slices.IsSortedFunc(offered, func(a, b uint64) int { return bits.OnesCount64(a) - bits.OnesCount64(b) }) {
		return "the remedies do not come with the fewest needs first"
	}
	slices.Sort(offered)
	if want := p.cures(x, domain); !slices.Equal(want, offered) {
		return "offered " + p.spell(offered...) + ", cures " + p.spell(want...)
	}
	return ""
}

func (p *puzzle) spell(sets ...uint64) string {
	var all []string
	for _, s := range sets {
		var one []string
		for ; s != 0; s &= s - 1 {
			one = append(one, p.codes[bits.TrailingZeros64(s)])
		}
		all = append(all, "{"+strings.Join(one, " ")+"}")
	}
	return strings.Join(all, " ")
}

// assignment is the n-th of the 3^k assignments of a small table.
func (p *puzzle) assignment(n int) []rule.Truth {
	x := make([]rule.Truth, len(p.codes))
	for i := range x {
		x[i] = rule.Truth(n % 3)
		n /= 3
	}
	return x
}

// What a decision blames, asks and offers is what trying all possibilities
// finds: nothing less, nothing more.
func TestMinimalReasons(t *testing.T) {
	for _, f := range permit.Tables() {
		p := newPuzzle(f)
		for n := range p.seen {
			x := p.assignment(n)
			require.Empty(t, p.fault(x, 1<<len(x)-1), "%s %v", f.Name(), x)
		}
		t.Logf("%s: all %d assignments", f.Name(), len(p.seen))
	}
}

// The check sees it where a table takes no notice of one of its conditions.
func TestMinimalReasonsSeeADroppedCondition(t *testing.T) {
	for _, f := range permit.Tables() {
		for i := range f.Len() {
			p := newPuzzle(f)
			p.decide = func(x []rule.Truth) rule.Decision {
				return p.right(change(x, 1<<i, func(int) rule.Truth { return rule.Met }))
			}
			seen := false
			for j := range f.Len() {
				for _, rest := range []rule.Truth{rule.Met, rule.Unmet} {
					x := slices.Repeat([]rule.Truth{rest}, f.Len())
					x[j], x[i] = rule.Met, rule.Unmet
					seen = seen || p.fault(x, 1<<i|1<<j) != ""
				}
			}
			require.True(t, seen, "%s %s", f.Name(), p.codes[i])
		}
	}
}
