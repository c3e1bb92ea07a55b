package scenario

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An expectation is one line that begins with expect, read.
type expectation struct {
	outcome string
	err     string
	lists   []listed
	values  []valued
	// recorded is yes, no or empty for not asked.
	recorded string
}

// A listed is a word with the clauses and codes that follow it.
type listed struct {
	word  string
	items []string
}

// A valued is a value that a step must show.
type valued struct{ name, want string }

// listWords are the words that clauses and codes follow.
var listWords = []string{"met", "unmet", "open", "because", "only-because", "question"}

// outcomeWords are the outcomes, and none where nothing was decided.
var outcomeWords = []string{"approved", "refused", "undetermined"}

// valueTypes are the values that steps show, with the enumeration that their
// words come from; nil for days, amounts, clauses and numbers.
var valueTypes = map[string]reflect.Type{
	"status": reflect.TypeFor[permit.Status](), "verified": reflect.TypeFor[permit.VerificationStatus](), "card": reflect.TypeFor[permit.CardStatus](),
	"ground": reflect.TypeFor[permit.CancellationGround](), "district": reflect.TypeFor[permit.District](), "timing": reflect.TypeFor[endorsement.Timing](),
	"next": reflect.TypeFor[eligibility.Next](), "act": reflect.TypeFor[penalty.Act](), "also": reflect.TypeFor[penalty.Act](),
	"crime": reflect.TypeFor[penalty.ReferralKind](), "liability": reflect.TypeFor[penalty.ReferralKind](),
	"warning": reflect.TypeFor[penalty.Need](), "seizure": reflect.TypeFor[permit.Seizure](), "in-force": reflect.TypeFor[permit.Flag](),
	"executed": reflect.TypeFor[permit.Flag](), "punishable": reflect.TypeFor[permit.Flag](), "confiscates-permit": reflect.TypeFor[permit.Flag](),
	"confiscates-item": reflect.TypeFor[permit.Flag](), "cancels": reflect.TypeFor[permit.Flag](), "guardian": reflect.TypeFor[permit.Flag](),
	"hand-in": reflect.TypeFor[permit.Flag](), "grace": reflect.TypeFor[permit.Flag](), "overdue": reflect.TypeFor[permit.Flag](),
	"usable": reflect.TypeFor[permit.Flag](), "restarted": reflect.TypeFor[permit.Flag](), "correction": reflect.TypeFor[permit.Flag](),
	"issue-late": reflect.TypeFor[permit.Flag](),

	"valid-until": nil, "opens": nil, "opens-first": nil, "deadline": nil, "issue-due": nil, "due": nil, "issued": nil, "endorsed": nil,
	"suspended-since": nil, "resident-since": nil, "prior-days": nil, "years": nil, "cancelled-on": nil, "without-effect": nil, "earliest": nil, "limitation": nil,
	"fee": nil, "fee-clause": nil, "gains": nil, "fine-min": nil, "fine-max": nil, "fines": nil, "rests-on": nil, "breach": nil, "clause": nil,
	"crime-clause": nil, "liability-clause": nil, "days-lost": nil, "days-late": nil, "days-min": nil, "days-max": nil, "acts": nil, "warnings": nil,
	"days": nil, "days-executed": nil, "days-not-executed": nil, "days-open": nil,
}

func valueNames() []string { return slices.Sorted(maps.Keys(valueTypes)) }

// expectWords are the words that can follow expect.
func expectWords() []string {
	list := slices.Concat(outcomeWords, listWords, []string{"error", "recorded", "not-recorded"})
	for _, n := range valueNames() {
		list = append(list, n+"=")
	}
	return list
}

// parseExpectation reads the words after expect.
func parseExpectation(args []string) (x expectation, err error) {
	if len(args) == 0 {
		return x, errors.New("expect what? As in: expect refused because 8.1")
	}
	for i := 0; i < len(args); i++ {
		if name, value, is := strings.Cut(args[i], "="); is {
			v, err := parseValue(name, value)
			if err != nil {
				return x, err
			}
			x.values = append(x.values, v)
			continue
		}
		word := english(args[i])
		switch {
		case contains(outcomeWords, word):
			if x.outcome != "" {
				return x, errors.New("there is one outcome only")
			}
			x.outcome = word
		case word == "recorded":
			x.recorded = yes
		case word == "not-recorded":
			x.recorded = no
		case word == "error":
			if i++; i >= len(args) {
				return x, fmt.Errorf("which error? There are %s", strings.Join(errorNames(), ", "))
			}
			if x.err = args[i]; !contains(errorNames(), x.err) {
				return x, unknownWord(args[i], errorNames())
			}
		case contains(listWords, word):
			l := listed{word: word}
			for i+1 < len(args) && isItem(args[i+1]) {
				if err := checkItem(args[i+1]); err != nil {
					return x, err
				}
				i++
				l.items = append(l.items, args[i])
			}
			if len(l.items) == 0 {
				return x, fmt.Errorf("%s needs a clause or a code, as in: %s 8.1", args[i], args[i])
			}
			x.lists = append(x.lists, l)
		default:
			return x, unknownWord(args[i], bothLanguages(expectWords()))
		}
	}
	return x, nil
}

// isItem reports whether a word looks like a clause or a code, as 8.1 or
// ELG-REG-01.
func isItem(s string) bool {
	return s != "" && (s[0] >= '0' && s[0] <= '9' || strings.Count(s, "-") == 2 && strings.ToUpper(s) == s && !strings.Contains(s, "="))
}

func checkItem(s string) error {
	if s[0] >= '0' && s[0] <= '9' {
		_, err := clauseOf(s)
		return err
	}
	return nil
}

// parseValue translates the name and the word of a value.
func parseValue(name, value string) (valued, error) {
	n := english(name)
	t, ok := valueTypes[n]
	if !ok {
		return valued{}, unknownWord(name, bothLanguages(valueNames()))
	}
	if t == nil {
		if contains(empty, value) {
			value = "none"
		}
		return valued{n, value}, nil
	}
	code, ok := codeOf(t, wordsOf(t), value)
	if !ok {
		return valued{}, unknownWord(value, codes(wordsOf(t)))
	}
	return valued{n, code}, nil
}

// A complaint is an expectation that did not come true: what was expected and
// what is, side by side, and the clauses that the two are about.
type complaint struct {
	expected, actual string
	clauses          []law.Cite
}

func (c *complaint) Error() string { return c.text("") }

// maxClauses is how many clauses a complaint prints, so that it stays short.
const maxClauses = 3

// text is the complaint, with a line on where it comes from.
func (c *complaint) text(where string) string {
	lines := []string{"expected  " + c.expected, "actual    " + c.actual}
	if where != "" {
		lines = append(lines, "in        "+where)
	}
	seen := map[law.Cite]bool{}
	for _, clause := range c.clauses {
		if clause = clause.Clause(); !seen[clause] && len(seen) < maxClauses {
			seen[clause] = true
			lines = append(lines, clauseText(clause)...)
		}
	}
	return strings.Join(lines, "\n")
}

// meets compares a step with an expectation. It gives nil, or the first
// difference.
func (s *Shown) meets(x *expectation) error {
	switch {
	case x.err != "" && s.Error != x.err:
		return &complaint{expected: "error " + x.err, actual: s.brief()}
	case x.err == "" && s.Error != "":
		return &complaint{expected: "no error", actual: s.brief()}
	case x.outcome != "" && s.Outcome != x.outcome:
		return &complaint{expected: x.outcome, actual: s.brief(), clauses: s.blamed()}
	case x.recorded != "" && s.Values["recorded"] != x.recorded:
		return &complaint{expected: map[string]string{yes: "recorded", no: "not-recorded"}[x.recorded], actual: s.brief(), clauses: s.blamed()}
	}
	for _, l := range x.lists {
		if err := s.has(l); err != nil {
			return err
		}
	}
	for _, v := range x.values {
		if got := s.Values[v.name]; !equal(got, v.want) {
			if got == "" {
				got = "nothing of that name; there is " + s.shownValues()
			} else {
				got = v.name + "=" + got
			}
			c := &complaint{expected: v.name + "=" + v.want, actual: got}
			for _, id := range []string{v.want, s.Values[v.name]} {
				if clause, err := clauseOf(id); err == nil && strings.Contains(id, ".") {
					c.clauses = append(c.clauses, clause)
				}
			}
			return c
		}
	}
	return nil
}

// equal compares values; amounts and numbers by what they come to.
func equal(got, want string) bool {
	if got == want || got == "" {
		return got == want
	}
	a, okA := new(big.Rat).SetString(got)
	b, okB := new(big.Rat).SetString(want)
	return okA && okB && a.Cmp(b) == 0
}

func (s *Shown) shownValues() string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(s.Values)) {
		if name != "recorded" {
			list = append(list, name+"="+s.Values[name])
		}
	}
	if len(list) == 0 {
		return "nothing"
	}
	return strings.Join(list, " ")
}

// brief is a step in one line: its outcome and its reasons.
func (s *Shown) brief() string {
	switch {
	case s.Error != "":
		return fmt.Sprintf("error %s (%v)", s.Error, s.err)
	case s.Outcome == "":
		return s.shownValues()
	}
	text := s.Outcome
	var reasons []string
	for _, r := range s.reasons() {
		if item := r.Cite.String() + " " + r.Code; !contains(reasons, item) {
			reasons = append(reasons, item)
		}
	}
	if len(reasons) > 0 {
		text += " because " + strings.Join(reasons, ", ")
	}
	if s.Values["recorded"] == no {
		text += ", not recorded"
	}
	return text
}

// reasons are the reasons of all decisions of the step.
func (s *Shown) reasons() (list []rule.Result) {
	for _, d := range s.Decisions {
		list = append(list, d.Reasons()...)
	}
	return list
}

func (s *Shown) blamed() (list []law.Cite) {
	for _, r := range s.reasons() {
		list = append(list, r.Cite)
	}
	return list
}

// has checks the clauses and codes after one word.
func (s *Shown) has(l listed) error {
	var results []rule.Result
	switch l.word {
	case "because":
		results = s.reasons()
	case "only-because":
		results = s.first().Reasons()
	case "question":
		for _, d := range s.Decisions {
			results = append(results, d.Questions()...)
		}
	default:
		return s.bearsOn(l)
	}
	var wanted []law.Cite
	for _, item := range l.items {
		if c, err := clauseOf(item); err == nil {
			wanted = append(wanted, c)
		}
	}
	fail := func() error {
		c := &complaint{expected: l.word + " " + strings.Join(l.items, " "), actual: s.brief(), clauses: wanted}
		for _, r := range results {
			c.clauses = append(c.clauses, r.Cite)
		}
		return c
	}
	for _, item := range l.items {
		if !slices.ContainsFunc(results, func(r rule.Result) bool { return nameOf(item, r) }) {
			return fail()
		}
	}
	if l.word != "only-because" {
		return nil
	}
	for _, r := range results {
		if !slices.ContainsFunc(l.items, func(item string) bool { return nameOf(item, r) }) {
			return fail()
		}
	}
	return nil
}

func (s *Shown) first() rule.Decision {
	if len(s.Decisions) == 0 {
		return rule.Decision{}
	}
	return s.Decisions[0]
}

// nameOf reports whether a clause or a code names a result.
func nameOf(item string, r rule.Result) bool {
	if item == r.Code {
		return true
	}
	c, err := law.ParseCite(item)
	return err == nil && (c.Covers(r.Cite) || c == r.Cite)
}

// bearsOn checks met, unmet and open: of a code, what its condition came to; of
// a clause, how the step bears on it.
func (s *Shown) bearsOn(l listed) error {
	truth := map[string]rule.Truth{"met": rule.Met, "unmet": rule.Unmet, "open": rule.Unknown}[l.word]
	how := map[string]string{"met": yes, "unmet": no, "open": undetermined}[l.word]
	for _, item := range l.items {
		var seen []string
		ok := false
		for _, d := range s.Decisions {
			for _, r := range d.Results() {
				if item != r.Code && item != r.Cite.String() || item == r.Cite.Clause().String() {
					continue
				}
				seen = append(seen, truthWord(r.Truth))
				ok = ok || r.Truth == truth
			}
		}
		c, err := clauseOf(item)
		if err == nil && c == c.Clause() {
			seen = s.Evidence[item]
			ok = contains(seen, how)
		}
		if ok {
			continue
		}
		got := strings.Join(seen, ", ")
		if got == "" {
			got = "the step says nothing of it; " + s.brief()
		}
		x := &complaint{expected: l.word + " " + item, actual: item + " " + got}
		if err == nil {
			x.clauses = []law.Cite{c}
		}
		return x
	}
	return nil
}

func truthWord(t rule.Truth) string {
	return map[rule.Truth]string{rule.Met: "met", rule.Unmet: "unmet", rule.Unknown: "open"}[t]
}
