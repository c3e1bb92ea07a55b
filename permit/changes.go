package permit

import (
	"slices"

	"github.com/juzhuzheng/residence/permit/civil"
)

// A Change is a run of days on which a permit is something else than before.
type Change struct {
	Days civil.Range `json:"days"`
	// Fields are the names of the fields of State that differ, in its order.
	Fields []string `json:"fields"`
	// Before and After are the states on the first of the days.
	Before State `json:"before"`
	After  State `json:"after"`
}

// lasting are the fields of a state that say something for more than its own
// day, by name. What merely counts days (months of residence, grace) or acts
// is left out, and so is what follows from the rest (the window).
var lasting = [...]struct {
	name string
	same func(a, b *State) bool
}{
	{"status", func(a, b *State) bool { return a.Status == b.Status }},
	{"suspendedSince", func(a, b *State) bool { return a.SuspendedSince == b.SuspendedSince }},
	{"issued", func(a, b *State) bool { return a.Issued == b.Issued }},
	{"endorsedOn", func(a, b *State) bool { return a.EndorsedOn == b.EndorsedOn }},
	{"base", func(a, b *State) bool { return a.Base == b.Base }},
	{"lastValid", func(a, b *State) bool { return a.LastValid == b.LastValid }},
	{"residence", func(a, b *State) bool { return a.Residence == b.Residence }},
	{"cancelledOn", func(a, b *State) bool { return a.CancelledOn == b.CancelledOn }},
	{"ground", func(a, b *State) bool { return a.Ground == b.Ground }},
	{"card", func(a, b *State) bool { return a.Card == b.Card }},
	{"cardStatus", func(a, b *State) bool { return a.CardStatus == b.CardStatus }},
	{"cardSince", func(a, b *State) bool { return a.CardSince == b.CardSince }},
	{"address", func(a, b *State) bool { return a.Address == b.Address }},
	{"addressSince", func(a, b *State) bool { return a.AddressSince == b.AddressSince }},
}

func differing(a, b *State) (fields []string) {
	for i := range lasting {
		if !lasting[i].same(a, b) {
			fields = append(fields, lasting[i].name)
		}
	}
	return fields
}

// Changes lists on which of the days a permit is something else after than
// before, and in what: what a fact recorded late has changed, if before is the
// permit AsKnown earlier. Neighbouring days that differ in the same fields and
// the same way are one Change. An open range ends with the latest day on which
// anything can still change. Errors: the range's, and those of On for any day
// looked at.
func Changes(before, after Permit, over civil.Range, policy *Policy) ([]Change, error) {
	if err := over.Validate(); err != nil {
		return nil, err
	}
	turns, err := turningDays(over, policy, &before, &after)
	if err != nil {
		return nil, err
	}
	var list []Change
	for i, first := range turns {
		was, err := before.On(first, policy)
		if err != nil {
			return nil, err
		}
		is, err := after.On(first, policy)
		if err != nil {
			return nil, err
		}
		fields := differing(&was, &is)
		if fields == nil {
			continue
		}
		days := civil.Range{First: first, Last: over.Last}
		if i+1 < len(turns) {
			days.Last = turns[i+1].DayBefore()
		}
		if n := len(list) - 1; n >= 0 && list[n].Days.Last.DayAfter() == first &&
			differing(&list[n].Before, &was) == nil && differing(&list[n].After, &is) == nil {
			list[n].Days.Last = days.Last
			continue
		}
		list = append(list, Change{days, fields, was, is})
	}
	return list, nil
}

// turningDays are the days of the range on which one of the permits can become
// something else: the first, those on which an act takes effect or an earlier
// event is given effect, and those on which a term or its deadline has passed.
// Between two of them nothing lasting changes.
func turningDays(over civil.Range, policy *Policy, permits ...*Permit) ([]civil.Date, error) {
	turns := []civil.Date{over.First}
	add := func(d civil.Date) {
		if over.Contains(d) {
			turns = append(turns, d)
		}
	}
	for _, p := range permits {
		for i := range p.acts {
			a := &p.acts[i]
			add(a.On)
			if w, ok := a.What.(Cancellation); ok {
				add(w.Event)
			}
			s, err := p.On(a.On, policy)
			if err != nil {
				return nil, err
			}
			add(s.LastValid.DayAfter())
			add(s.Window.Last.DayAfter())
			add(s.Deadline.DayAfter())
		}
	}
	slices.SortFunc(turns, civil.Date.Compare)
	return slices.Compact(turns), nil
}
