package rule_test

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A puzzle is a table without its facts. It finds out by trying, and from
// nothing else, what a decision may say of its own reasons, questions and
// remedies.
type puzzle struct {
	// decide makes the decisions under test, right those that are tried; they
	// are the same unless a test wants to see the check fail.
	decide, right func(x []rule.Truth) rule.Decision
	// repeats is set for a formula in which a condition stands twice: more may
	// be blamed or asked for then than matters, but never less.
	repeats bool
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
		return f.Suppose(day, func(code string) rule.Truth { return x[p.place[code]] })
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
		want := p.toBlame(x, domain)
		if p.repeats {
			reasons &= want
		}
		if want != reasons {
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

// A tree is a formula that can be drawn at random, altered and built.
type tree struct {
	op   byte // '&', '|', '!' or 0 for a condition
	code string
	kids []*tree
}

// drawTree draws a formula in which each of the codes stands once.
func drawTree(r *rand.Rand, codes []string) *tree {
	if len(codes) == 1 {
		leaf := &tree{code: codes[0]}
		if r.IntN(6) == 0 {
			return &tree{op: '!', kids: []*tree{leaf}}
		}
		return leaf
	}
	n := &tree{op: "&|"[r.IntN(2)]}
	for len(codes) > 0 {
		k := 1 + r.IntN(max(1, len(codes)-1))
		n.kids = append(n.kids, drawTree(r, codes[:k]))
		codes = codes[k:]
	}
	if r.IntN(8) == 0 {
		return &tree{op: '!', kids: []*tree{n}}
	}
	return n
}

func (n *tree) formula() rule.Formula {
	if n.op == 0 {
		return rule.Is(n.code)
	}
	var parts []rule.Formula
	for _, k := range n.kids {
		parts = append(parts, k.formula())
	}
	switch n.op {
	case '&':
		return rule.All(parts...)
	case '|':
		return rule.Any(parts...)
	}
	return rule.Not(parts[0])
}

func (n *tree) leaves() (codes []string) {
	if n.op == 0 {
		return []string{n.code}
	}
	for _, k := range n.kids {
		codes = append(codes, k.leaves()...)
	}
	return codes
}

// form builds a table without facts.
func (n *tree) form(t *testing.T) *rule.Form {
	t.Helper()
	spec := rule.Spec[struct{}, struct{}, struct{}]{
		Name: "drawn", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "随机的表", EN: "drawn at random"},
		Formula: n.formula(),
		Prepare: func(civil.Date, *struct{}) (k struct{}) { return k },
	}
	for _, c := range slices.Compact(slices.Sorted(slices.Values(n.leaves()))) {
		spec.Conditions = append(spec.Conditions, rule.Condition[struct{}, struct{}]{
			Code: c, Cite: law.MustCite("8.1"), Path: "/x", Rule: law.Bilingual{ZH: "条件", EN: "condition"},
			Check: func(*struct{}, struct{}) rule.Truth { return rule.Unknown },
		})
	}
	table, err := rule.NewTable(spec)
	require.NoError(t, err)
	return table.Form()
}

// altered are the formulas that one slip away from this one: an "all" taken for
// an "any" or the other way round, a limb left out.
func (n *tree) altered() (list []*tree) {
	for i, k := range n.kids {
		for _, a := range k.altered() {
			kids := slices.Clone(n.kids)
			kids[i] = a
			list = append(list, &tree{op: n.op, kids: kids})
		}
		if len(n.kids) > 1 {
			list = append(list, &tree{op: n.op, kids: slices.Delete(slices.Clone(n.kids), i, i+1)})
		}
	}
	if len(n.kids) > 1 {
		list = append(list, &tree{op: '&' + '|' - n.op, kids: n.kids})
	}
	return list
}

var drawnCodes = []string{"TST-AAA-01", "TST-AAA-02", "TST-AAA-03", "TST-AAA-04", "TST-AAA-05"}

// What a decision blames, asks and offers is what trying all possibilities
// finds, whatever the formula, as long as no condition stands in it twice.
func TestMinimalOfDrawnFormulas(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	tried := 0
	for range 120 {
		tree := drawTree(r, drawnCodes[:2+r.IntN(4)])
		p := newPuzzle(tree.form(t), tree.leaves()...)
		for n := range p.seen {
			require.Empty(t, p.fault(p.assignment(n), 1<<len(p.codes)-1), "%s %v", tree.form(t).Outline(language.English), p.assignment(n))
			tried++
		}
	}
	t.Logf("%d assignments", tried)
}

// In a formula that names conditions more than once, also turned round, what is
// decided is right of every completion of the unknown, what is blamed refuses
// by itself and lacks nothing, and the remedies are exactly those that work:
// none asks for a condition to be met and not to be.
func TestMinimalOfFormulasWithRepeats(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	tried, looser := 0, 0
	for range 200 {
		codes := slices.Clone(drawnCodes[:2+r.IntN(2)])
		for range 1 + r.IntN(3) {
			codes = append(codes, codes[r.IntN(2)])
		}
		r.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
		tree := drawTree(r, codes)
		p := newPuzzle(tree.form(t), codes...)
		p.repeats = true
		for n := range p.seen {
			x := p.assignment(n)
			require.Empty(t, p.fault(x, 1<<len(p.codes)-1), "%s %v", tree.form(t).Outline(language.English), x)
			outcome := p.outcome(x)
			for m := range p.seen {
				y := p.assignment(m)
				completes := !slices.Contains(y, rule.Unknown)
				for i := range x {
					completes = completes && (x[i] == rule.Unknown || x[i] == y[i])
				}
				if completes && outcome != rule.Undetermined {
					require.Equal(t, outcome, p.outcome(y))
				}
			}
			if outcome == rule.Undetermined && p.toAsk(x) == 0 {
				looser++
			}
			tried++
		}
	}
	require.NotZero(t, looser, "no formula is left open although it is settled")
	t.Logf("%d assignments, %d of them open although settled", tried, looser)
}

// The check sees every slip in a formula: decisions of the altered table do not
// pass for those of the right one.
func TestMinimalSeesAlteredFormulas(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	slips := 0
	for range 12 {
		tree := drawTree(r, drawnCodes[:2+r.IntN(3)])
		for _, wrong := range tree.altered() {
			p := newPuzzle(tree.form(t), tree.leaves()...)
			f := wrong.form(t)
			p.decide = func(x []rule.Truth) rule.Decision {
				return f.Suppose(day, func(code string) rule.Truth { return x[p.place[code]] })
			}
			found := false
			for n := range p.seen {
				found = found || p.fault(p.assignment(n), 1<<len(p.codes)-1) != ""
			}
			require.True(t, found, "%s\n%s", tree.form(t).Outline(language.English), f.Outline(language.English))
			slips++
		}
	}
	t.Logf("%d slips seen", slips)
}

// A window is open from one day to another.
type window struct{ from, until civil.Date }

// Two conditions may each come true by waiting and yet never both: the remedy
// names the first day on which both hold, or none.
func TestWaitingForBoth(t *testing.T) {
	opens := func(code string, i int) rule.Condition[[2]window, civil.Date] {
		return rule.Condition[[2]window, civil.Date]{
			Code: code, Cite: law.MustCite("8.1"), Path: "/window", Rule: law.Bilingual{ZH: "开放", EN: "open"},
			Check: func(w *[2]window, on civil.Date) rule.Truth {
				return rule.Of(w[i].from.OnOrBefore(on) && on.OnOrBefore(w[i].until))
			},
			Earliest: func(w *[2]window, on civil.Date) civil.Date {
				if w[i].from.StrictlyAfter(on) {
					return w[i].from
				}
				return civil.Date{}
			},
		}
	}
	table := rule.MustTable(rule.Spec[[2]window, struct{}, civil.Date]{
		Name: "windows", Cite: law.MustCite("8.1"), Title: law.Bilingual{ZH: "两扇窗", EN: "two windows"},
		Conditions: []rule.Condition[[2]window, civil.Date]{opens("TST-WIN-01", 0), opens("TST-WIN-02", 1)},
		Formula:    rule.All(rule.Is("TST-WIN-01"), rule.Is("TST-WIN-02")),
		Prepare:    func(on civil.Date, _ *struct{}) civil.Date { return on },
	})
	for _, c := range []struct {
		first, last, want int // days from now; the second window opens on the tenth and stays open
	}{{3, 20, 10}, {3, 10, 10}, {3, 9, 0}, {12, 30, 12}, {-5, -1, 0}} {
		w := [2]window{{day.AddDays(c.first), day.AddDays(c.last)}, {day.AddDays(10), day.AddDays(99)}}
		rem := table.Decide(&w, day, nil).Remedies()
		require.Len(t, rem, 1)
		want := civil.Date{}
		if c.want > 0 {
			want = day.AddDays(c.want)
		}
		require.Equal(t, want, rem[0].Earliest, "%+v", c)
	}
}
