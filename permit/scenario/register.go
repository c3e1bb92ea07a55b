package scenario

import (
	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/registry"
)

// A register is the registrations of somebody that a desk has on record, in the
// order in which they came there. Acts change it and leave alone what the script
// gave as facts.
type register struct {
	entries []*entry
	given   []*entry // those that the script gave, by their place in its list
}

// An entry is one registration, with its number where the desk gives any.
type entry struct {
	eligibility.Registration
	number string
}

// A change is what has to be recorded of a registration that the script gave.
type change struct {
	at   *entry
	what registry.Task
	on   civil.Date
}

// take records what the script gave and what has happened of it by a day: begun,
// ended, found false.
func (r *register) take(a *eligibility.Application, day civil.Date) (changes []change) {
	for i := range a.Registrations {
		g := &a.Registrations[i]
		if !g.First.OnOrBefore(day) {
			continue
		}
		for len(r.given) <= i {
			r.given = append(r.given, nil)
		}
		e := r.given[i]
		if e == nil {
			e = r.add(g.First, g.District)
			r.given[i] = e
			changes = append(changes, change{e, registry.DeclareRegistration, g.First})
		}
		if e.Last.IsZero() && g.Last.OnOrBefore(day) {
			e.Last = g.Last
			changes = append(changes, change{e, registry.EndRegistration, g.Last})
		}
		if e.Falsity.IsZero() && g.Falsity.Outcome == permit.Established && g.Falsity.Day.OnOrBefore(day) {
			e.Falsity = g.Falsity
			changes = append(changes, change{e, registry.RejectRegistration, day})
		}
	}
	return changes
}

func (r *register) add(first civil.Date, where permit.District) *entry {
	e := &entry{Registration: eligibility.Registration{First: first, District: where}}
	r.entries = append(r.entries, e)
	return e
}

// open is the latest registration in force on a day, and standing the latest that
// was not found false; nil if there is none.
func (r *register) open(day civil.Date) *entry {
	return r.latest(func(e *entry) bool { return e.Last.IsZero() && e.First.OnOrBefore(day) })
}

func (r *register) standing(day civil.Date) *entry {
	return r.latest(func(e *entry) bool { return e.Falsity.IsZero() && e.First.OnOrBefore(day) })
}

func (r *register) latest(is func(*entry) bool) *entry {
	for i := len(r.entries) - 1; i >= 0; i-- {
		if is(r.entries[i]) {
			return r.entries[i]
		}
	}
	return nil
}

// list is the register as facts of an application.
func (r *register) list() []eligibility.Registration {
	list := []eligibility.Registration{}
	for _, e := range r.entries {
		list = append(list, e.Registration)
	}
	return list
}
