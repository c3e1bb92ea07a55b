package eligibility_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A truthTable walks through assignments of truths to the conditions of one
// table and holds its decisions to a statute.
type truthTable struct {
	form   *rule.Form
	text   statute
	decide func([]rule.Truth) rule.Decision
	// reader answers for the statute; a test that wants to see the check fail
	// puts a wrong one in its place.
	reader statute

	tried    int
	outcomes [3]int
	weaker   int    // open in Kleene's logic although every completion agrees
	wrong    string // the first difference
}

func tables(t *testing.T) map[string]*truthTable {
	t.Helper()
	list := map[string]*truthTable{}
	for _, f := range eligibility.Tables() {
		s, ok := statutes()[f.Name()]
		require.True(t, ok, "no statute for %s", f.Name())
		var codes []string
		for l := range f.Lines() {
			codes = append(codes, l.Code)
		}
		require.Equal(t, s.codes, codes, f.Name())
		require.Equal(t, strings.Join(codes, " "), s.codesUsed(), f.Name())
		list[f.Name()] = &truthTable{form: f, text: s, reader: s, decide: supposed(f, s)}
	}
	require.Len(t, list, len(statutes()))
	return list
}

// try compares one assignment.
func (tt *truthTable) try(x []rule.Truth) {
	if tt.wrong != "" {
		return
	}
	met, open := sets(x)
	want, got := tt.reader.verdict(met, open), tt.decide(x).Outcome()
	tt.tried++
	tt.outcomes[got]++
	switch {
	case got == want:
	case got == rule.Undetermined && tt.weakAt(x):
		tt.weaker++
	default:
		tt.wrong = got.String() + ", want " + want.String() + " of "
		for i, v := range x {
			tt.wrong += tt.text.codes[i] + " " + v.String() + "; "
		}
	}
}

// weakAt is the one place where Kleene's logic, which takes each mention of a
// condition by itself, may leave open what every completion settles: who comes,
// the applicant or an agent, is not known, and either may.
func (tt *truthTable) weakAt(x []rule.Truth) bool {
	if tt.form.Name() != "agency" || x[0] != rule.Unknown {
		return false
	}
	met, _ := sets(x)
	either := tt.text.ways[0].needs &^ 1
	agent := slices.ContainsFunc(tt.text.ways[1:], func(w way) bool { return met&w.needs == w.needs })
	return met&either == either && agent
}

// all tries the 3^n assignments of the conditions in a set, the others staying
// as they are in x.
func (tt *truthTable) all(x []rule.Truth, codes ...string) {
	if len(codes) == 0 {
		tt.try(x)
		return
	}
	if tt.wrong != "" {
		return
	}
	i := slices.Index(tt.text.codes, codes[0])
	keep := x[i]
	for _, v := range threeTruths {
		x[i] = v
		tt.all(x, codes[1:]...)
	}
	x[i] = keep
}

// A limb is a part of article 8.1 that stands or falls as a whole: sets of
// conditions, any of which makes it fail, or leaves it open, by itself.
type limb struct {
	codes  []string
	breaks [][]string
}

// limbOf makes every condition a way to break the limb; bases, which stand in
// for each other, break it together.
func limbOf(codes []string, bases ...string) limb {
	l := limb{codes: slices.Concat(codes, bases)}
	for _, c := range codes {
		l.breaks = append(l.breaks, []string{c})
	}
	if bases != nil {
		l.breaks = append(l.breaks, bases)
	}
	return l
}

func limbs() []limb {
	return []limb{
		limbOf(everybody),
		limbOf(employed, "ELG-EMP-04", "ELG-EMP-05", "ELG-EMP-06", "ELG-EMP-07"),
		limbOf(housed),
		limbOf(studying),
	}
}

// put makes a limb met, open or unmet: the last two through one of its breaks.
func (tt *truthTable) put(x []rule.Truth, l limb, v rule.Truth, through int) {
	for _, c := range l.codes {
		x[slices.Index(tt.text.codes, c)] = rule.Met
	}
	if v == rule.Met {
		return
	}
	for _, c := range l.breaks[through%len(l.breaks)] {
		x[slices.Index(tt.text.codes, c)] = v
	}
}

var threeTruths = [...]rule.Truth{rule.Met, rule.Unmet, rule.Unknown}

// collapse is article 8.1. It has 3^30 assignments, but it consists of four
// limbs that share no condition. Each limb is tried in full, in every company of
// the three others met, open and unmet. Then the limbs are tried together, each
// one met, and open and unmet through every single one of its conditions.
//
// That is all there is to know. The table's formula names each condition once
// (see TestExhaustiveReadOnce) and knows only all, any and not, so that it is
// settled by what it does with any two conditions while the others let them
// decide; and any two of them stand in one limb or in two.
func (tt *truthTable) collapse() {
	x := make([]rule.Truth, len(tt.text.codes))
	turn := 0
	// The first company is the one in which the limb alone decides.
	for company := range 27 {
		for i, l := range limbs() {
			if len(l.codes) > 7 && company%companyStep != 0 {
				continue
			}
			others := slices.Delete(limbs(), i, i+1)
			tt.put(x, others[0], [...]rule.Truth{rule.Met, rule.Unmet, rule.Unknown}[company%3], turn)
			tt.put(x, others[1], [...]rule.Truth{rule.Unmet, rule.Met, rule.Unknown}[company/3%3], turn+1)
			tt.put(x, others[2], [...]rule.Truth{rule.Unmet, rule.Met, rule.Unknown}[company/9], turn+2)
			turn++
			tt.all(x, l.codes...)
		}
	}
	tt.together(x, limbs())
}

func (tt *truthTable) together(x []rule.Truth, rest []limb) {
	if tt.wrong != "" {
		return
	}
	if len(rest) == 0 {
		tt.try(x)
		return
	}
	l := rest[0]
	tt.put(x, l, rule.Met, 0)
	tt.together(x, rest[1:])
	for through := range l.breaks {
		for _, v := range [...]rule.Truth{rule.Unknown, rule.Unmet} {
			tt.put(x, l, v, through)
			tt.together(x, rest[1:])
		}
	}
}

// near tries each way by itself and all that is one condition away from it:
// most slips show there.
func (tt *truthTable) near() {
	x := make([]rule.Truth, len(tt.text.codes))
	for _, w := range tt.text.ways {
		for i := range x {
			x[i] = rule.Of(w.needs>>i&1 == 1)
		}
		for _, c := range tt.text.codes {
			tt.all(x, c)
		}
	}
}

// run tries all there is to try.
func (tt *truthTable) run() {
	tt.near()
	tt.tried, tt.outcomes, tt.weaker = 0, [3]int{}, 0 // they come again in their place
	if tt.form.Name() == "eligibility" {
		tt.collapse()
		return
	}
	tt.all(make([]rule.Truth, len(tt.text.codes)), tt.text.codes...)
}

// Every assignment of met, unmet and unknown has the outcome that the text
// gives it, read as a list of ways and for every completion of the unknown.
func TestExhaustiveTruthTables(t *testing.T) {
	for name, tt := range tables(t) {
		tt.run()
		require.Empty(t, tt.wrong, name)
		require.Equal(t, name == "agency", tt.weaker > 0)
		for _, o := range []rule.Outcome{yes, no, open} {
			require.NotZero(t, tt.outcomes[o], "%s: never %v", name, o)
		}
		t.Logf("%s: %d assignments of %d conditions: %d approved, %d refused, %d undetermined; no gap, no clash; %d open although settled",
			name, tt.tried, len(tt.text.codes), tt.outcomes[yes], tt.outcomes[no], tt.outcomes[open], tt.weaker)
	}
}

// At random over all thirty conditions at once, with every limb well used.
func TestExhaustiveAtRandom(t *testing.T) {
	tt := tables(t)["eligibility"]
	r := rand.New(rand.NewPCG(8, 30))
	x := make([]rule.Truth, len(tt.text.codes))
	for range randomAssignments {
		odds := 1 + r.IntN(12)
		unknown := 0
		for i := range x {
			x[i] = rule.Met
			if r.IntN(odds) == 0 {
				x[i] = threeTruths[r.IntN(3)]
			}
			if x[i] == rule.Unknown {
				if unknown++; unknown > 9 {
					x[i] = rule.Unmet
				}
			}
		}
		tt.try(x)
	}
	require.Empty(t, tt.wrong)
	t.Logf("%d assignments at random: %v undetermined, approved, refused", tt.tried, tt.outcomes)
}

// The formula of article 8.1 names each condition once and turns none round.
// Agency alone names one twice: who comes.
func TestExhaustiveReadOnce(t *testing.T) {
	for name, tt := range tables(t) {
		outline := tt.form.Outline(language.English)
		for _, c := range tt.text.codes {
			want := 1
			if c == eligibility.CodeInPerson {
				want = 2
			}
			require.Equal(t, want, strings.Count(outline, c+" "), c)
		}
		turned := 0
		for line := range strings.Lines(outline) {
			if strings.TrimSpace(line) == "not" {
				turned++
			}
		}
		require.Equal(t, name == "agency", turned == 1)
		require.LessOrEqual(t, turned, 1)
	}
}

// A decision is one thing and says so throughout: an approval has grounds and
// nothing to blame, a refusal has reasons and no questions, an open one asks.
func TestExhaustiveNoGapNoClash(t *testing.T) {
	for name, tt := range tables(t) {
		decide, n := tt.decide, 0
		tt.decide = func(x []rule.Truth) rule.Decision {
			d := decide(x)
			if n++; n%coherenceStep != 0 {
				return d
			}
			grounds, reasons, questions := len(d.Grounds()), len(d.Reasons()), len(d.Questions())
			sound := false
			switch d.Outcome() {
			case yes:
				sound = d.Approved() && grounds > 0 && reasons == 0 && questions == 0
			case no:
				sound = !d.Approved() && grounds == 0 && reasons > 0 && questions == 0
			case open:
				sound = !d.Approved() && grounds == 0 && reasons > 0 && questions == reasons
			}
			require.True(t, sound, "%s %v", name, x)
			return d
		}
		tt.run()
		require.Empty(t, tt.wrong, name)
	}
}

// Every condition can matter: there is an assignment in which it alone turns an
// approval into a refusal.
func TestExhaustiveEveryConditionMatters(t *testing.T) {
	for name, tt := range tables(t) {
		for i, c := range tt.text.codes {
			found := false
			for _, w := range tt.text.ways {
				if (w.needs|w.bars)>>i&1 == 0 {
					continue
				}
				// Go this way and no other.
				x := slices.Repeat([]rule.Truth{rule.Unmet}, len(tt.text.codes))
				for j := range x {
					if w.needs>>j&1 == 1 {
						x[j] = rule.Met
					}
				}
				before := tt.decide(x).Outcome()
				x[i] = x[i].Not()
				after := tt.decide(x).Outcome()
				found = found || before == yes && after == no
			}
			require.True(t, found, "%s: %s never matters", name, c)
		}
	}
}

// The check sees every slip of a reader of the text: a limb left out, one limb
// taken for enough, a way forgotten, all ways demanded.
func TestExhaustiveSeesEverySlip(t *testing.T) {
	for name, tt := range tables(t) {
		slips := tt.text.slips()
		for _, s := range slips {
			tt.reader, tt.wrong = s.statute, ""
			tt.run()
			require.NotEmpty(t, tt.wrong, "%s: %s", name, s.what)
		}
		t.Logf("%s: %d slips seen", name, len(slips))
	}
}
