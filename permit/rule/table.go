package rule

import (
	"fmt"
	"slices"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A Spec is what a table is built from. F is the facts, P the policy, K what
// the predicates need to know of the day and the policy.
type Spec[F, P, K any] struct {
	// Name identifies the table in marshalled decisions; stable like a code.
	Name string
	// Cite is the clause that the table as a whole decides.
	Cite law.Cite
	// Title says what question it answers.
	Title law.Bilingual
	// Conditions in the order in which results are listed.
	Conditions []Condition[F, K]
	// Formula over the conditions; it must use each of them.
	Formula Formula
	// Timeless says that no condition reads the day of judgement, so that it
	// need not be stated.
	Timeless bool
	// Prepare works out K once for a day and a policy.
	Prepare func(on civil.Date, p *P) K
	// Switches of the policy's readings.
	Switches []Switch[P]
}

// A Table is an ordered list of conditions and a formula over them. It never
// changes and is safe for concurrent use.
type Table[F, P, K any] struct {
	form     Form
	timeless bool
	checks   []func(*F, K) Truth
	switches []Switch[P]
	prepare  func(civil.Date, *P) K
	defaults P
}

// NewTable checks the spec and builds the table. All errors wrap ErrTable: a
// code malformed or twice, a missing text or citation, further clauses without a choice, a format without
// details or details without a format, a path that is no JSON Pointer, a
// formula that names unknown conditions or leaves one out, more than 64
// conditions.
func NewTable[F, P, K any](s Spec[F, P, K]) (*Table[F, P, K], error) {
	if s.Name == "" || s.Prepare == nil || s.Cite.IsZero() || s.Title.ZH == "" || s.Title.EN == "" {
		return nil, fmt.Errorf("%w: %q lacks a name, title, citation or Prepare", ErrTable, s.Name)
	}
	if len(s.Conditions) == 0 || len(s.Conditions) > maxWidth {
		return nil, fmt.Errorf("%w: %q has %d conditions, not 1 to %d", ErrTable, s.Name, len(s.Conditions), maxWidth)
	}
	t := &Table[F, P, K]{timeless: s.Timeless, switches: cloneSwitches(s.Switches), prepare: s.Prepare}
	f := &t.form
	f.name, f.cite, f.title = s.Name, s.Cite, s.Title
	index := make(map[string]int, len(s.Conditions))
	for i, c := range s.Conditions {
		if err := checkCondition(c); err != nil {
			return nil, fmt.Errorf("%w: %q: %w", ErrTable, s.Name, err)
		}
		if _, twice := index[c.Code]; twice {
			return nil, fmt.Errorf("%w: %q: code %s twice", ErrTable, s.Name, c.Code)
		}
		index[c.Code] = i
		f.lines = append(f.lines, Line{c.Code, c.Cite, slices.Clone(c.Also), c.Path, slices.Clone(c.Readings), c.Rule, c.Fact})
		t.checks = append(t.checks, c.Check)
	}
	var err error
	if f.nodes, err = compile(s.Formula, index); err != nil {
		return nil, fmt.Errorf("%q: %w", s.Name, err)
	}
	if f.texts, err = newCatalog(f.lines); err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrTable, s.Name, err)
	}
	t.connect(s)
	return t, nil
}

// MustTable is NewTable for tables that are part of a program: it panics on an
// error, which the first test run would show.
func MustTable[F, P, K any](s Spec[F, P, K]) *Table[F, P, K] {
	t, err := NewTable(s)
	if err != nil {
		panic(err)
	}
	return t
}

// connect gives the form the typed parts with their types taken off.
func (t *Table[F, P, K]) connect(s Spec[F, P, K]) {
	f := &t.form
	conditions := slices.Clone(s.Conditions)
	switches := t.switches
	f.detail = func(facts, policy any, on civil.Date, i int) []any {
		if conditions[i].Detail == nil {
			return nil
		}
		return conditions[i].Detail(facts.(*F), t.prepare(on, policy.(*P)))
	}
	f.under = func(facts, policy any, on civil.Date, i int) law.Cite {
		return conditions[i].Under(facts.(*F), t.prepare(on, policy.(*P)))
	}
	f.earliest = func(facts, policy any, on civil.Date, i int) civil.Date {
		if conditions[i].Earliest == nil {
			return civil.Date{}
		}
		return conditions[i].Earliest(facts.(*F), t.prepare(on, policy.(*P)))
	}
	f.later = func(facts, policy any, on civil.Date) Decision {
		return t.Decide(facts.(*F), on, policy.(*P))
	}
	f.retry = func(facts, policy any, on civil.Date, l int, answer string) (Decision, bool) {
		p := *policy.(*P)
		if err := switches[l].Set(&p, answer); err != nil {
			return Decision{}, false
		}
		return t.Decide(facts.(*F), on, &p), true
	}
	f.astray = func(policy any) (law.ReadingID, string) {
		if s := astray(switches, policy.(*P)); s != nil {
			return s.ID, s.Field
		}
		return 0, ""
	}
	for _, sw := range switches {
		f.links = append(f.links, link{sw.ID, sw.Answers, func(p any) string { return sw.Answer(p.(*P)) }})
	}
}

// Form is the table without its facts.
func (t *Table[F, P, K]) Form() *Form { return &t.form }

// Decide evaluates every condition on the facts, for the day of judgement and
// the readings chosen. A nil policy chooses the default readings. Without facts
// nothing is known and the decision is undetermined.
//
// Without a day, or under a policy that holds none of the readings of some place,
// no condition is evaluated: the decision is undetermined and its one reason says
// which of the two is missing (CodeDay, CodePolicy).
//
// The decision refers to f and p to render its texts; leave them unchanged
// while it is in use, or marshal it.
func (t *Table[F, P, K]) Decide(f *F, on civil.Date, p *P) Decision {
	return t.On(on, p).Decide(f)
}

// On works out what depends on the day and the policy once, for deciding on
// many facts. A nil policy chooses the default readings.
func (t *Table[F, P, K]) On(on civil.Date, p *P) Day[F, P, K] {
	if t == nil || t.prepare == nil {
		return Day[F, P, K]{}
	}
	d := Day[F, P, K]{table: t, on: on, policy: p}
	switch {
	case p == nil:
		d.policy = &t.defaults
	case astray(t.switches, p) != nil:
		d.gap = noReading
		return d
	}
	if on.IsZero() && !t.timeless {
		d.gap = noDay
		return d
	}
	d.k = t.prepare(on, d.policy)
	return d
}

// A Day is a table made ready for one day and one policy. The zero Day decides
// nothing.
type Day[F, P, K any] struct {
	table  *Table[F, P, K]
	on     civil.Date
	policy *P
	k      K
	gap    gap
}

// Decide is Table.Decide for the day and policy given to On.
func (d Day[F, P, K]) Decide(f *F) Decision {
	t := d.table
	if t == nil {
		return Decision{}
	}
	if f == nil || d.gap != noGap {
		e := Decision{form: &t.form, on: d.on, gap: d.gap, policy: d.policy}
		if f != nil {
			e.facts = f
		}
		return e
	}
	var met, unmet uint64
	for i, check := range t.checks {
		v := uint64(check(f, d.k))
		met |= v & 1 << (i & 63)
		unmet |= v >> 1 & 1 << (i & 63)
	}
	return Decision{form: &t.form, truths: truths{met &^ unmet, unmet}, on: d.on, facts: f, policy: d.policy}
}

// checkCondition finds faults that one condition has by itself.
func checkCondition[F, K any](c Condition[F, K]) error {
	switch {
	case !wellFormed(c.Code):
		return fmt.Errorf("code %q is not of the form ABC-DEF-01", c.Code)
	case c.Cite.IsZero():
		return fmt.Errorf("%s cites no clause", c.Code)
	case (len(c.Also) == 0) != (c.Under == nil):
		return fmt.Errorf("%s has further clauses and nothing to choose by, or the reverse", c.Code)
	case slices.Contains(c.Also, law.Cite{}) || slices.Contains(c.Also, c.Cite):
		return fmt.Errorf("%s has a further clause that is none, or its own", c.Code)
	case !pointer(c.Path):
		return fmt.Errorf("%s: path %q is not a JSON Pointer", c.Code, c.Path)
	case c.Rule.ZH == "" || c.Rule.EN == "":
		return fmt.Errorf("%s lacks the text of its rule in one language", c.Code)
	case (c.Fact.ZH == "") != (c.Fact.EN == ""):
		return fmt.Errorf("%s lacks the text of its facts in one language", c.Code)
	case (c.Fact.ZH == "") != (c.Detail == nil):
		return fmt.Errorf("%s has a fact text without details, or details without a text", c.Code)
	case c.Check == nil:
		return fmt.Errorf("%s has no predicate", c.Code)
	}
	return nil
}

// wellFormed reports whether code is like ABC-DEF-01.
func wellFormed(code string) bool {
	const pattern = "AAA-AAA-00"
	if len(code) != len(pattern) {
		return false
	}
	for i := range len(pattern) {
		c := code[i]
		switch pattern[i] {
		case 'A':
			if c < 'A' || c > 'Z' {
				return false
			}
		case '0':
			if c < '0' || c > '9' {
				return false
			}
		default:
			if c != pattern[i] {
				return false
			}
		}
	}
	return true
}

// pointer reports whether s is a JSON Pointer (RFC 6901): empty, or segments
// that each begin with a slash, with ~ only as ~0 or ~1.
func pointer(s string) bool {
	if s == "" {
		return true
	}
	if s[0] != '/' {
		return false
	}
	for i := range len(s) {
		if s[i] == '~' && (i+1 == len(s) || s[i+1] != '0' && s[i+1] != '1') {
			return false
		}
	}
	return true
}
