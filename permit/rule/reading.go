package rule

import "github.com/juzhuzheng/residence/permit/law"

// Applied is a reading of the text that a decision depended on.
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

// Readings are the readings of the text that the decision depended on, in
// order of their number, with the answers its policy chose.
func (d Decision) Readings() []Applied {
	switch {
	case d.form == nil:
		return nil
	case d.form.recorded != nil:
		return append([]Applied(nil), d.form.recorded.readings...)
	}
	var as []Applied
	for _, id := range d.form.Readings() {
		found := false
		for _, l := range d.form.links {
			if l.id == id && d.policy != nil {
				as = append(as, Applied{id, l.answer(d.policy)})
				found = true
			}
		}
		if r, ok := law.LookupReading(id); ok && !found {
			as = append(as, Applied{id, r.Default})
		}
	}
	return as
}

// Sensitivity lists every single change of a reading that would give the same
// facts another outcome. None means that the outcome does not hang on how the
// text is read. A decision without facts has none to try.
func (d Decision) Sensitivity() []Flip {
	if d.facts == nil {
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
			if o := d.form.retry(d.facts, d.policy, d.on, i, a).Outcome(); o != was {
				flips = append(flips, Flip{Applied{l.id, a}, o})
			}
		}
	}
	return flips
}
