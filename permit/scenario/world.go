package scenario

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"slices"
)

// A world is what a script has set up so far: the day, the readings, what the
// text leaves to others, and the people.
type world struct {
	day     civil.Date
	policy  registry.Policy
	fees    *permit.FeeSchedule
	people  map[string]*party
	order   []*party
	told    map[string][]saying // of the questions, by their names
	numbers int
}

// A saying is what a script said of a question's facts, and on which day. All
// else of them follows the day on which the question is asked.
type saying struct {
	words string // path=value
	day   civil.Date
	said  map[string]any // by the same line
}

// applicant is the person a script is about if it names nobody.
const applicant = "applicant"

func newWorld(o Options) *world {
	w := &world{policy: o.Policy, fees: o.Fees, people: map[string]*party{}, told: map[string][]saying{}}
	// Policy may bring a calendar and a commencement of its own.
	if o.Calendar != nil {
		w.calendar(o.Calendar)
	}
	if !o.Commencement.IsZero() {
		w.commences(o.Commencement)
	}
	w.add(applicant)
	return w
}

func (w *world) add(label string) *party {
	p := newParty(label, len(w.order))
	w.people[label] = p
	w.order = append(w.order, p)
	return p
}

func (w *world) calendar(c civil.Calendar) {
	w.policy.Eligibility.Calendar, w.policy.Permit.Endorsement.Calendar, w.policy.Penalty.Calendar = c, c, c
}

func (w *world) commences(day civil.Date) {
	w.policy.Permit.Commencement, w.policy.Penalty.Commencement = day, day
}

// schedule is the fee schedule, taken through its stored form where the desk does
// so with all inputs.
func (w *world) schedule(c carrier) (*permit.FeeSchedule, error) {
	if w.fees == nil {
		return nil, nil
	}
	form, err := w.fees.MarshalJSON()
	if err != nil {
		return nil, err
	}
	back, err := c.carry(form)
	if err != nil || back == nil {
		return w.fees, err
	}
	var read permit.FeeSchedule
	return &read, read.UnmarshalJSON(back)
}

// person is somebody the script has named.
func (w *world) person(label string) (*party, error) {
	label = english(label)
	if p := w.people[label]; p != nil {
		return p, nil
	}
	var known []string
	for _, p := range w.order {
		known = append(known, p.label)
	}
	return nil, unknownWord(label, known)
}

func (w *world) setting() setting { return setting{w.day, w.person, map[string]any{}} }

// choose chooses the answer of a reading, in every package that has it.
func (w *world) choose(id law.ReadingID, answer string) error {
	answers := map[string]bool{}
	found := false
	var err error
	try := func(is law.ReadingID, known []string, set func(answer string) error) {
		if is != id {
			return
		}
		wanted := answer
		if id == law.A02 && answer == "c" && !slices.Contains(known, answer) {
			wanted = "b" // always the same day
		}
		for _, a := range known {
			answers[a] = true
			if a == wanted {
				found = true
				err = set(wanted)
			}
		}
	}
	for _, s := range eligibility.Switches() {
		try(s.ID, s.Answers, func(answer string) error { return s.Set(&w.policy.Eligibility, answer) })
	}
	for _, s := range permit.Switches() {
		try(s.ID, s.Answers, func(answer string) error { return s.Set(&w.policy.Permit, answer) })
	}
	for _, s := range endorsement.Switches() {
		try(s.ID, s.Answers, func(answer string) error { return s.Set(&w.policy.Permit.Endorsement, answer) })
	}
	for _, s := range penalty.Switches() {
		try(s.ID, s.Answers, func(answer string) error { return s.Set(&w.policy.Penalty, answer) })
	}
	switch {
	case err != nil:
		return err
	case found:
		return nil
	case len(answers) == 0:
		return wrong("读法 %v 不影响任何结果，不能选择", "no outcome depends on reading %v, so no answer can be chosen", id)
	}
	var list []string
	for a := range answers {
		list = append(list, a)
	}
	return wrong("读法 %v 没有 %q 这一种；有 %s", "reading %v has no answer %q; there are %s", id, answer, joined(sorted(list)))
}
