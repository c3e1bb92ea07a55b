package scenario

import (
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
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
var listWords = []string{"met", "unmet", "open", "because", "only-because", "not-because", "question"}

// outcomeWords are the outcomes, and none where nothing was decided.
var outcomeWords = []string{"approved", "refused", "undetermined"}

// valueTypes are the values that steps show: the enumeration that their words
// come from, or the type that says how they are written.
var valueTypes = map[string]reflect.Type{
	"status": reflect.TypeFor[permit.Status](), "verified": reflect.TypeFor[permit.VerificationStatus](), "card": reflect.TypeFor[permit.CardStatus](),
	"ground": reflect.TypeFor[permit.CancellationGround](), "district": reflect.TypeFor[permit.District](), "timing": reflect.TypeFor[endorsement.Timing](),
	"next": reflect.TypeFor[eligibility.Next](), "act": reflect.TypeFor[penalty.Act](), "also": reflect.TypeFor[penalty.Act](),
	"crime": reflect.TypeFor[penalty.ReferralKind](), "liability": reflect.TypeFor[penalty.ReferralKind](),
	"warning": reflect.TypeFor[penalty.Need](), "seizure": reflect.TypeFor[permit.Seizure](), "in-force": flagType,
	"executed": flagType, "punishable": flagType, "confiscates-permit": flagType, "confiscates-item": flagType, "cancels": flagType, "guardian": flagType,
	"hand-in": flagType, "grace": flagType, "overdue": flagType, "usable": flagType, "restarted": flagType, "correction": flagType, "issue-late": flagType,

	"valid-until": dayType, "opens": dayType, "opens-first": dayType, "deadline": dayType, "issue-due": dayType, "due": dayType, "issued": dayType,
	"endorsed": dayType, "suspended-since": dayType, "resident-since": dayType, "cancelled-on": dayType, "earliest": dayType, "limitation": dayType,
	"prior-days": countType, "years": countType, "without-effect": countType, "days-lost": countType, "days-late": countType, "days-min": countType,
	"days-max": countType, "acts": countType, "warnings": countType, "days": countType, "days-executed": countType, "days-not-executed": countType,
	"days-open": countType,
	"fee":       amountType, "gains": amountType, "fine-min": amountType, "fine-max": amountType, "fines": amountType,
	"fee-clause": clauseType, "rests-on": clauseType, "breach": clauseType, "clause": clauseType, "crime-clause": clauseType, "liability-clause": clauseType,
}

var (
	flagType   = reflect.TypeFor[permit.Flag]()
	dayType    = reflect.TypeFor[civil.Date]()
	countType  = reflect.TypeFor[int]()
	amountType = reflect.TypeFor[big.Rat]()
	clauseType = reflect.TypeFor[law.Cite]()
)

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
		return x, wrong("应什么？如：应 不予 因 8.1", "expect what? As in: expect refused because 8.1")
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
		case slices.Contains(outcomeWords, word):
			if x.outcome != "" {
				return x, wrong("结论只能有一个", "there is one outcome only")
			}
			x.outcome = word
		case word == "recorded":
			x.recorded = yes
		case word == "not-recorded":
			x.recorded = no
		case word == "error":
			if i++; i >= len(args) {
				return x, wrong("哪一种错误？有 %s", "which error? There are %s", joined(errorNames()))
			}
			if x.err = args[i]; !slices.Contains(errorNames(), x.err) {
				return x, unknownWord(args[i], errorNames())
			}
		case slices.Contains(listWords, word):
			l := listed{word: word}
			for i+1 < len(args) && isItem(args[i+1]) {
				if err := checkItem(args[i+1]); err != nil {
					return x, err
				}
				i++
				l.items = append(l.items, args[i])
			}
			if len(l.items) == 0 {
				return x, wrong("%[1]s 须写条款或者代码，如：%[1]s 8.1", "%[1]s needs a clause or a code, as in: %[1]s 8.1", args[i])
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
	if !slices.Contains(conditionCodes(), s) {
		return unknownWord(s, conditionCodes())
	}
	return nil
}

// conditionCodes are the codes of all conditions, in order.
var conditionCodes = sync.OnceValue(func() (list []string) {
	for _, forms := range [][]*rule.Form{eligibility.Tables(), permit.Tables(), endorsement.Tables(), penalty.Tables()} {
		for _, f := range forms {
			for line := range f.Lines() {
				list = append(list, line.Code)
			}
		}
	}
	return sorted(list)
})

// parseValue translates the name and the word of a value, and checks how it is
// written. none is a value that the step must not show.
func parseValue(name, value string) (valued, error) {
	n := english(name)
	t, ok := valueTypes[n]
	if !ok {
		return valued{}, unknownWord(name, bothLanguages(valueNames()))
	}
	words := wordsOf(t)
	if code, ok := codeOf(t, words, value); ok {
		return valued{n, code}, nil
	}
	var err error
	switch {
	case slices.Contains(empty, value):
		value = "none"
	case words != nil:
		return valued{}, unknownWord(value, chineseWords(value, words))
	case t == dayType:
		_, err = dayOf(value)
	case t == countType:
		if _, fault := strconv.Atoi(value); fault != nil {
			err = wrong("%q 不是整数", "%q is no whole number", value)
		}
	case t == amountType:
		if _, ok := new(big.Rat).SetString(value); !ok {
			err = wrong("%q 不是数额", "%q is no amount", value)
		}
	case t == clauseType:
		for _, c := range strings.Split(value, ",") {
			if _, err = clauseOf(c); err != nil {
				break
			}
		}
	}
	if err != nil {
		return valued{}, wrong("%s：%v", "%s: %v", name, err)
	}
	return valued{n, value}, nil
}

// valueIn is a value in a language, written as an expectation would be.
func valueIn(name, value, lang string) string {
	if t := valueTypes[name]; t != nil && wordsOf(t) != nil && lang == langZH {
		value = chineseValue(value, wordsOf(t))
	} else if value == "none" || value == yes || value == no {
		value = inLanguage(value, lang)
	}
	return inLanguage(name, lang) + "=" + value
}

// chineseValue is the Chinese word of an enumeration's code.
func chineseValue(code string, words map[string]string) string {
	var list []string
	for w, c := range words {
		if c == code && w != "" && w[0] >= utf8.RuneSelf {
			list = append(list, w)
		}
	}
	if len(list) == 0 {
		return inLanguage(code, langZH)
	}
	return sorted(list)[0]
}

// A complaint is an expectation that did not come true: what was expected and
// what is, side by side, the step, and the clauses that the two are about.
type complaint struct {
	expected, actual inBoth
	where            error
	clauses          []law.Cite
}

// maxClauses is how many clauses a complaint prints, so that it stays short.
const maxClauses = 3

func (c *complaint) Error() string { return c.in(langEN) }

func (c *complaint) in(lang string) string {
	heads := map[string][]string{langEN: {"not as expected", "expected  ", "actual    ", "in        "}, langZH: {"与预期不符", "预期  ", "实际  ", "位于  "}}[lang]
	if heads == nil {
		return c.in(langEN)
	}
	lines := []string{heads[0], heads[1] + c.expected(lang), heads[2] + c.actual(lang)}
	if c.where != nil {
		lines = append(lines, heads[3]+told(c.where, lang))
	}
	seen := map[law.Cite]bool{}
	for _, clause := range c.clauses {
		if clause = clause.Clause(); !clause.IsZero() && !seen[clause] && len(seen) < maxClauses {
			seen[clause] = true
			lines = append(lines, clauseText(clause)...)
		}
	}
	return strings.Join(lines, "\n")
}

// phrase is words of the language with clauses, codes or texts after them.
func phrase(word string, after ...string) inBoth {
	return func(lang string) string {
		return strings.Join(append([]string{inLanguage(word, lang)}, after...), " ")
	}
}

// complains makes a complaint of a step: of what was expected with clauses, and
// of what came out, with the clauses that it hangs on.
func (s *Shown) complains(expected, actual inBoth, wanted ...law.Cite) error {
	return &complaint{expected: expected, actual: actual, clauses: append(wanted, s.hangsOn()...)}
}

// hangsOn are the clauses of the reasons of a step, or of what its approval
// rests on.
func (s *Shown) hangsOn() (list []law.Cite) {
	for _, r := range s.reasons() {
		list = append(list, r.Cite)
	}
	if len(list) == 0 {
		for _, r := range s.first().Grounds() {
			list = append(list, r.Cite)
		}
	}
	return list
}

// clauses are those that an expectation names, by themselves or by codes that the
// step knows.
func (s *Shown) clauses(lists ...listed) (cites []law.Cite) {
	for _, l := range lists {
		for _, item := range l.items {
			if c, err := clauseOf(item); err == nil {
				cites = append(cites, c)
			}
			for _, d := range s.Decisions {
				for _, r := range d.Results() {
					if r.Code == item {
						cites = append(cites, r.Cite)
					}
				}
			}
		}
	}
	return cites
}

// meets compares a step with an expectation. It gives nil, or the first
// difference.
func (s *Shown) meets(x *expectation) error {
	wanted := s.clauses(x.lists...)
	switch {
	case x.err != "" && s.Error != x.err:
		return s.complains(phrase("error", x.err), s.brief, wanted...)
	case x.err == "" && s.Error != "":
		return s.complains(func(lang string) string { return told(wrong("没有出错", "no error"), lang) }, s.brief, wanted...)
	case x.outcome != "" && s.Outcome != x.outcome:
		return s.complains(phrase(x.outcome), s.brief, wanted...)
	case x.recorded != "" && s.Values["recorded"] != x.recorded:
		return s.complains(phrase(map[string]string{yes: "recorded", no: "not-recorded"}[x.recorded]), s.brief, wanted...)
	}
	for _, l := range x.lists {
		if err := s.has(l); err != nil {
			return err
		}
	}
	for _, v := range x.values {
		if err := s.hasValue(v); err != nil {
			return err
		}
	}
	return nil
}

// hasValue checks one value. Its clauses are those it consists of.
func (s *Shown) hasValue(v valued) error {
	got := s.Values[v.name]
	if equal(got, v.want) {
		return nil
	}
	c := &complaint{
		expected: func(lang string) string { return valueIn(v.name, v.want, lang) },
		actual:   func(lang string) string { return valueIn(v.name, got, lang) },
	}
	if got == "" {
		c.actual = func(lang string) string {
			return told(wrong("没有这一项；有 %v", "nothing of that name; there is %v", inBoth(s.shownValues)), lang)
		}
	}
	if valueTypes[v.name] == clauseType {
		for _, id := range strings.Split(v.want+","+got, ",") {
			if clause, err := clauseOf(id); err == nil {
				c.clauses = append(c.clauses, clause)
			}
		}
	}
	return c
}

// equal compares values; amounts and numbers by what they come to.
func equal(got, want string) bool {
	if got == want || got == "" {
		return got == want || want == "none"
	}
	a, okA := new(big.Rat).SetString(got)
	b, okB := new(big.Rat).SetString(want)
	return okA && okB && a.Cmp(b) == 0
}

func (s *Shown) shownValues(lang string) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(s.Values)) {
		if name != "recorded" {
			list = append(list, valueIn(name, s.Values[name], lang))
		}
	}
	if len(list) == 0 {
		return told(wrong("没有任何值", "nothing"), lang)
	}
	return strings.Join(list, " ")
}

// brief is a step in one line: its outcome and its reasons.
func (s *Shown) brief(lang string) string {
	switch {
	case s.Error != "":
		return fmt.Sprintf("%s %s (%v)", inLanguage("error", lang), s.Error, s.err)
	case s.Outcome == "":
		return s.shownValues(lang)
	}
	text := inLanguage(s.Outcome, lang)
	var reasons []string
	for _, r := range s.reasons() {
		if item := r.Cite.String() + " " + r.Code; !slices.Contains(reasons, item) {
			reasons = append(reasons, item)
		}
	}
	if len(reasons) > 0 {
		text += " " + inLanguage("because", lang) + " " + joined(reasons)
	}
	if s.Values["recorded"] == no {
		text += told(wrong("，未记", ", not recorded"), lang)
	}
	return text
}

// reasons are the reasons of all decisions of the step.
func (s *Shown) reasons() (list []rule.Result) {
	for _, d := range s.Decisions {
		list = append(list, blamed(d)...)
	}
	return list
}

// has checks the clauses and codes after one word.
func (s *Shown) has(l listed) error {
	var results []rule.Result
	switch l.word {
	case "because", "not-because":
		results = s.reasons()
	case "only-because":
		results = blamed(s.first())
	case "question":
		for _, d := range s.Decisions {
			results = append(results, d.Questions()...)
		}
	default:
		return s.bearsOn(l)
	}
	named := func(item string) bool {
		return slices.ContainsFunc(results, func(r rule.Result) bool { return nameOf(item, r) })
	}
	held := true
	for _, item := range l.items {
		held = held && named(item) == (l.word != "not-because")
	}
	if l.word == "only-because" {
		for _, r := range results {
			held = held && slices.ContainsFunc(l.items, func(item string) bool { return nameOf(item, r) })
		}
	}
	if held {
		return nil
	}
	return s.complains(phrase(l.word, l.items...), s.brief, s.clauses(l)...)
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
			ok = slices.Contains(seen, how)
		}
		if ok {
			continue
		}
		return s.complains(phrase(l.word, item), func(lang string) string {
			if len(seen) == 0 {
				return item + " " + told(wrong("该步没有涉及；%v", "the step says nothing of it; %v", inBoth(s.brief)), lang)
			}
			return item + " " + told(said(seen...), lang)
		}, s.clauses(listed{items: []string{item}})...)
	}
	return nil
}

func truthWord(t rule.Truth) string {
	return map[rule.Truth]string{rule.Met: "met", rule.Unmet: "unmet", rule.Unknown: "open"}[t]
}
