package eligibility_test

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/juzhuzheng/residence/eligibility"
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
	// repeats is set for a formula in which a condition stands twice. Kleene's
	// logic takes each place by itself, so more may be asked than matters;
	// excess collects what.
	repeats bool
	excess  uint64
	codes   []string
	either  uint64  // conditions that can help by being unmet as well
	seen    []uint8 // outcomes by assignment, 0 where not tried yet; nil in a large table
	place   map[string]int
}

// newPuzzle takes a form as it is.
func newPuzzle(f *rule.Form, either ...string) *puzzle {
	p := &puzzle{place: map[string]int{}}
	for l := range f.Lines() {
		p.place[l.Code] = len(p.codes)
		p.codes = append(p.codes, l.Code)
	}
	for _, c := range either {
		p.either |= 1 << p.place[c]
	}
	if size := 1; len(p.codes) <= 12 {
		for range p.codes {
			size *= 3
		}
		p.seen = make([]uint8, size)
	}
	p.right = func(x []rule.Truth) rule.Decision {
		return f.Suppose(day(july16), func(code string) rule.Truth { return x[p.place[code]] })
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
		works := false
		each(s&p.either, func(down uint64) {
			y := change(x, s, func(i int) rule.Truth { return rule.Of(down>>i&1 == 0) })
			works = works || p.outcome(y) == rule.Approved
		})
		if works {
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
	// A condition that the formula asks for both ways may be blamed either way,
	// so the blame is told with its truth.
	said := func(d rule.Decision) (s string) {
		for _, r := range d.Reasons() {
			s += r.Code + r.Truth.String()
		}
		return s + d.Outcome().String()
	}
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
			case said(p.decide(change(x, 1<<i, func(i int) rule.Truth { return x[i].Not() }))) == said(d):
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
		if p.repeats {
			p.excess |= asked &^ want
			asked &= want
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

// defects is an assignment of a large table in which all is met but a few
// conditions of each group, and the set of those.
func (p *puzzle) defects(r *rand.Rand, groups ...[]string) (x []rule.Truth, domain uint64) {
	x = slices.Repeat([]rule.Truth{rule.Met}, len(p.codes))
	for _, g := range groups {
		for range r.IntN(4) {
			i := p.place[g[r.IntN(len(g))]]
			x[i] = rule.Truth(2 * r.IntN(2)) // unknown or unmet
			domain |= 1 << i
		}
	}
	return x, domain
}

// What a decision blames, asks and offers is what trying all possibilities
// finds: nothing less, nothing more.
func TestMinimalReasons(t *testing.T) {
	for _, f := range eligibility.Tables() {
		p := newPuzzle(f)
		every := uint64(1)<<len(p.codes) - 1
		tried := 0
		try := func(x []rule.Truth, domain uint64) {
			require.Empty(t, p.fault(x, domain), "%s %v", f.Name(), x)
			tried++
		}
		r := rand.New(rand.NewPCG(8, 1))
		switch f.Name() {
		case "eligibility":
			for range minimalSamples {
				try(p.defects(r, scope, slices.Concat(work, bases), bases, home, school))
			}
		case "agency":
			// The applicant acts in person or does not: both ways start from the
			// same condition. It is asked for even where either answer would do.
			// No facts lead there: while it is open nobody has named an agent.
			p = newPuzzle(f, eligibility.CodeInPerson)
			p.repeats = true
			for range agencySamples {
				x := p.assignment(r.IntN(len(p.seen)))
				for i := range x {
					if r.IntN(3) > 0 {
						x[i] = rule.Met
					}
				}
				try(x, every)
			}
			require.Equal(t, uint64(1)<<p.place[eligibility.CodeInPerson], p.excess)
		default:
			for n := range len(p.seen) {
				if len(p.codes) < 8 || n%minimalStep == 0 {
					try(p.assignment(n), every)
				}
			}
		}
		t.Logf("%s: %d assignments", f.Name(), tried)
	}
}

// The check sees it where a table takes no notice of one of its conditions.
func TestMinimalReasonsSeeADroppedCondition(t *testing.T) {
	unmet := func(int) rule.Truth { return rule.Unmet }
	for _, f := range eligibility.Tables() {
		for i := range f.Len() {
			p := newPuzzle(f)
			p.decide = func(x []rule.Truth) rule.Decision {
				return p.right(change(x, 1<<i, func(int) rule.Truth { return rule.Met }))
			}
			// The condition has failed, and so has what could do in its stead.
			domain := uint64(1) << i
			switch f.Name() {
			case "eligibility":
				for _, c := range slices.Concat(bases, home[:1], school[:1]) {
					domain |= 1 << p.place[c]
				}
			case "agency":
				domain |= 1<<p.place[eligibility.CodeInPerson] | 1<<p.place[eligibility.CodeLimitedMobility] | 1<<p.place[eligibility.CodeGuardian]
			}
			seen := false
			each(domain&^(1<<i), func(s uint64) {
				x := change(slices.Repeat([]rule.Truth{rule.Met}, f.Len()), s|1<<i, unmet)
				seen = seen || p.fault(x, domain) != ""
			})
			require.True(t, seen, "%s %s", f.Name(), p.codes[i])
		}
	}
}

// The day that a remedy names is the first on which what it needs will hold if
// nothing is done but wait; where waiting will not do, because the registration
// or the lease is over by then, it names none. Found by trying every day.
func TestMinimalWaiting(t *testing.T) {
	on, days := day(july16), 500
	named, never := 0, 0
	for _, p := range []eligibility.Policy{
		{}, {Full: eligibility.OnLastDay}, {Lasting: eligibility.MustStillLast}, {Lasting: eligibility.MustHaveLasted},
		{Continuity: eligibility.PeriodsAddUp}, {StartsWith: eligibility.WithLaterOfBoth},
	} {
		for _, registered := range []string{"2026-01-14", "2026-01-16", "2026-04-30", "2026-07-16"} {
			for _, last := range []string{"", "2026-07-16", "2026-08-01", "2026-10-30", "2026-10-31", "2027-03-01"} {
				if last != "" && p.Continuity == eligibility.PeriodsAddUp {
					continue // days that add up are a half-year of the calendar or not by where they end
				}
				for _, begins := range []string{"2020-01-01", "2026-03-01", "2026-07-17", "2026-10-31"} {
					for _, ends := range []string{"2026-07-20", "2026-10-30", "2026-10-31", "2027-02-28", "2027-06-01", "长期"} {
						if ends != "长期" && ends < begins {
							continue
						}
						a := tenant(registered)
						a.ResidesSince = day("2026-05-05")
						if last != "" {
							a.Registrations[0].Last = day(last)
						}
						a.Dwellings[0].Term = term(begins, ends)
						d := eligibility.Decide(a, on, &p)
						for _, m := range d.Remedies() {
							if slices.ContainsFunc(m.Needs, func(r rule.Result) bool {
								return r.Code != eligibility.CodeHalfYear && r.Code != eligibility.CodeDwellingInForce
							}) {
								continue
							}
							want := civil.Date{}
							for i := 1; i <= days && want.IsZero(); i++ {
								then := eligibility.Decide(a, on.AddDays(i), &p)
								if !slices.ContainsFunc(m.Needs, func(r rule.Result) bool { return then.Truth(r.Code) != rule.Met }) {
									want = on.AddDays(i)
								}
							}
							require.Equal(t, want.String(), m.Earliest.String(), "%v: registered %s to %s, lease %s to %s, %+v", codes(m.Needs), registered, last, begins, ends, p)
							if want.IsZero() {
								never++
							} else {
								named++
							}
						}
					}
				}
			}
		}
	}
	require.NotZero(t, never)
	t.Logf("%d remedies by waiting, %d where waiting does not help", named, never)
}
