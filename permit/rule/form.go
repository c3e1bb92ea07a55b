package rule

import (
	"iter"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A Form is a table without its facts: its conditions, formula, texts and
// readings. It is what documentation, coverage and exhaustive checks work on.
// A Form never changes after its table was built.
type Form struct {
	name  string
	cite  law.Cite
	title law.Bilingual
	lines []Line
	nodes []node
	texts catalog.Catalog
	links []link

	// What a decision needs of its typed table, with the types taken off.
	detail   func(facts, policy any, on civil.Date, i int) []any
	under    func(facts, policy any, on civil.Date, i int) law.Cite
	earliest func(facts, policy any, on civil.Date, i int) civil.Date
	later    func(facts, policy any, on civil.Date) Decision
	retry    func(facts, policy any, on civil.Date, link int, answer string) (Decision, bool)
	astray   func(policy any) (law.ReadingID, string)

	// recorded is set for the form of a decision that was read back: it has
	// no formula and renders no texts, it only remembers them.
	recorded *recorded
}

// A Line is what the form knows of one condition.
type Line struct {
	Code     string
	Cite     law.Cite
	Also     []law.Cite // further clauses a result may cite
	Path     string
	Readings []law.ReadingID
	Rule     law.Bilingual
	Fact     law.Bilingual
}

// A link is a Switch with the policy's type taken off.
type link struct {
	id      law.ReadingID
	answers []string
	answer  func(policy any) string
}

// Name is the table's name, stable like a code.
func (f *Form) Name() string { return f.name }

// Cite is the clause the table as a whole decides.
func (f *Form) Cite() law.Cite { return f.cite }

// Title says what question the table answers.
func (f *Form) Title(tag language.Tag) string { return f.title.In(tag) }

// Len is the number of conditions.
func (f *Form) Len() int { return len(f.lines) }

// Lines yields the conditions in table order.
func (f *Form) Lines() iter.Seq[Line] {
	return func(yield func(Line) bool) {
		for _, l := range f.lines {
			if !yield(l) {
				return
			}
		}
	}
}

// Readings are the ambiguous places the table depends on, in order of their
// number.
func (f *Form) Readings() []law.ReadingID { return f.readings(^uint64(0)) }

// readings are those of the conditions in the mask.
func (f *Form) readings(mask uint64) []law.ReadingID {
	var seen [256]bool
	for i := range f.lines {
		if mask>>i&1 == 0 {
			continue
		}
		for _, id := range f.lines[i].Readings {
			seen[id] = true
		}
	}
	var ids []law.ReadingID
	for id, ok := range seen {
		if ok {
			ids = append(ids, law.ReadingID(id))
		}
	}
	return ids
}

// Suppose is the decision that follows if each condition has the truth that
// the function gives for its code. It has no facts, so its results carry the
// rule's text only. It serves exhaustive checks and documentation. A form that
// belongs to no table decides nothing.
func (f *Form) Suppose(on civil.Date, truth func(code string) Truth) Decision {
	if f == nil || len(f.nodes) == 0 {
		return Decision{}
	}
	var c truths
	for i := range f.lines {
		if t := truth(f.lines[i].Code); t <= Unmet {
			c.set(i, t)
		}
	}
	return Decision{form: f, truths: c, on: on}
}

// Outline draws the rule as an indented list, one line a condition or group.
func (f *Form) Outline(tag language.Tag) string {
	var b strings.Builder
	b.WriteString(f.cite.String() + " " + f.title.In(tag) + "\n")
	if len(f.nodes) > 0 {
		f.outline(&b, tag, len(f.nodes)-1, 1)
	}
	return b.String()
}

var opLabels = [...]law.Bilingual{
	opAll: {ZH: "全部符合", EN: "all of"},
	opAny: {ZH: "符合之一", EN: "any of"},
	opNot: {ZH: "不得", EN: "not"},
}

func (f *Form) outline(b *strings.Builder, tag language.Tag, i, depth int) {
	n := &f.nodes[i]
	b.WriteString(strings.Repeat("  ", depth) + opLabels[n.op].In(tag))
	if n.name != "" {
		b.WriteString(" [" + n.name + " " + n.cite.String() + "]")
	}
	b.WriteString("\n")
	for _, k := range n.kids {
		if !k.leaf {
			f.outline(b, tag, k.i, depth+1)
			continue
		}
		l := &f.lines[k.i]
		b.WriteString(strings.Repeat("  ", depth+1) + l.Code + " " + l.Cite.String())
		for _, c := range l.Also {
			b.WriteString(", " + c.String())
		}
		b.WriteString(" " + l.Rule.In(tag) + "\n")
	}
}

// newCatalog puts the fact formats of a table into one catalogue, keyed by
// code.
func newCatalog(lines []Line) (catalog.Catalog, error) {
	b := catalog.NewBuilder(catalog.Fallback(language.Chinese))
	for _, l := range lines {
		if l.Fact == (law.Bilingual{}) {
			continue
		}
		if err := b.SetString(language.Chinese, l.Code, l.Fact.ZH); err != nil {
			return nil, err
		}
		if err := b.SetString(language.English, l.Code, l.Fact.EN); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// clause is the one that applies to condition i of a decision. Without facts
// it is the clause the condition comes from.
func (f *Form) clause(d *Decision, i int) law.Cite {
	l := &f.lines[i]
	if len(l.Also) > 0 && d.facts != nil {
		if c := f.under(d.facts, d.policy, d.on, i); slices.Contains(l.Also, c) {
			return c
		}
	}
	return l.Cite
}

// fact renders the fact text of condition i for a live decision.
func (f *Form) fact(d *Decision, i int, tag language.Tag) string {
	if d.facts == nil {
		return ""
	}
	// Without a text there are no details either: NewTable has seen to it.
	args := f.detail(d.facts, d.policy, d.on, i)
	if args == nil {
		return ""
	}
	known := language.Chinese
	if isEnglish(tag) {
		known = language.English
	}
	return message.NewPrinter(known, message.Catalog(f.texts)).Sprintf(f.lines[i].Code, args...)
}

// languageName tells which of its two texts a Bilingual gives for a tag.
var languageName = law.Bilingual{ZH: "zh", EN: "en"}

// isEnglish reports whether texts for this tag are in English; all others are
// in Chinese.
func isEnglish(tag language.Tag) bool { return languageName.In(tag) == "en" }
