package rule

import (
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/permit/law"
)

// Applied is a reading of the text that was applied, with its answer: the
// register's key, or several joined by a plus sign where the policy takes one
// answer in addition to another, as in "b+c".
type Applied struct {
	ID     law.ReadingID `json:"id"`
	Answer string        `json:"answer"`
}

// Default reports whether the answer is the register's default.
func (a Applied) Default() bool {
	r, ok := law.LookupReading(a.ID)
	return ok && r.Default == a.Answer
}

// Flip is a reading under which the same facts have another outcome.
type Flip struct {
	Applied
	Outcome Outcome
}

// Readings are the readings of the text that the decision rests on, in order of
// their number, each once with the answer its policy chose: those named by the
// conditions that decided, the Grounds of an approval and the Reasons of any
// other outcome. A reading of a condition that did not matter is not among them;
// Sensitivity tells which other reading would change the outcome.
func (d Decision) Readings() []Applied {
	switch {
	case d.form == nil || d.gap != noGap:
		return nil
	case d.form.recorded != nil:
		return append([]Applied(nil), d.form.recorded.readings...)
	}
	var as []Applied
	for _, id := range d.form.readings(d.trace()) {
		as = append(as, d.applied(id))
	}
	return as
}

// applied is the answer of one reading under the decision's policy.
func (d Decision) applied(id law.ReadingID) Applied {
	var own []string
	if d.policy != nil {
		for _, l := range d.form.links {
			if l.id == id {
				own = append(own, l.answer(d.policy))
			}
		}
	}
	return Applied{id, join(id, own)}
}

// join makes one answer of those that the fields of a policy give to a reading:
// the register's default, unless some field departs from it.
func join(id law.ReadingID, answers []string) string {
	r, _ := law.LookupReading(id)
	answers = slices.DeleteFunc(answers, func(a string) bool { return a == r.Default })
	if len(answers) == 0 {
		return r.Default
	}
	slices.Sort(answers)
	return strings.Join(slices.Compact(answers), "+")
}

// Applied is a reading with the answer that a policy gives to it, for a result
// that no table made. A nil policy gives the default, as does one that has no
// field for the reading. Unless two fields depart from the default it allocates
// nothing.
func (s *Switches[P]) Applied(p *P, id law.ReadingID) Applied {
	if p == nil {
		p = &s.defaults
	}
	own, departs := "", ""
	for i := range s.list {
		sw := &s.list[i]
		if sw.ID != id {
			continue
		}
		own = sw.Answers[0]
		switch a := sw.Answer(p); {
		case a == own:
		case departs == "":
			departs = a
		default:
			departs = join(id, []string{departs, a})
		}
	}
	switch {
	case departs != "":
		return Applied{id, departs}
	case own != "":
		return Applied{id, own}
	}
	return Applied{id, join(id, nil)}
}

// Sensitivity lists every single change of a reading that would give the same
// facts another outcome. None means that the outcome does not hang on how the
// text is read. A decision without facts, a day or a reading has none to try, and
// an answer that needs a number nobody stated is not tried.
func (d Decision) Sensitivity() []Flip {
	if d.facts == nil || d.gap != noGap {
		return nil
	}
	was := d.Outcome()
	var flips []Flip
	for i, l := range d.form.links {
		now := l.answer(d.policy)
		for _, a := range l.answers {
			if a == now {
				continue
			}
			e, ok := d.form.retry(d.facts, d.policy, d.on, i, a)
			if o := e.Outcome(); ok && o != was {
				flips = append(flips, Flip{e.applied(l.id), o})
			}
		}
	}
	return flips
}
