package main

import (
	"fmt"
	"io"

	"github.com/juzhuzheng/residence/permit"
)

// A script is what the files of one run say: who there is, and who comes when.
// Lines that could not be read are in faults, and only there.
type script struct {
	people  map[label]*person
	numbers map[permit.IDNumber]bool // of all people
	visits  []visit
	faults  []fault
}

// newScript is a script without a line.
func newScript() *script {
	return &script{people: map[label]*person{}, numbers: map[permit.IDNumber]bool{}}
}

// load reads one more file. The error is that of the reader; what is wrong with
// a line is a fault, and the other lines are read all the same.
func (s *script) load(name string, r io.Reader) error {
	f := file{script: s, name: name}
	for l, err := range lines(r) {
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		at := place{name, l.number}
		for _, x := range f.read(at, l) {
			x.at = at
			s.faults = append(s.faults, x)
		}
	}
	return nil
}

// A file is a file on its way into a script: where it has come to.
type file struct {
	*script
	name string
	open opening
	last clock
}

func (f *file) read(at place, l line) []fault {
	if l.fault.ZH != "" {
		return broken(l.fault)
	}
	ms, ok := members(l.text)
	if !ok {
		return broken(ruleObject)
	}
	kind, ok := kindOf(ms)
	if !ok {
		return broken(ruleKind)
	}
	switch kind {
	case "day":
		return f.opening(ms)
	case "person":
		return f.person(at, ms)
	}
	return f.visit(at, ms)
}

func (f *file) opening(ms []member) []fault {
	var o opening
	if faults := readMembers(&o, ms, openingFields); len(faults) > 0 {
		return faults
	}
	if o.day.StrictlyBefore(f.open.day) {
		return []fault{{field: "day", rule: ruleDayBack}}
	}
	if o.day != f.open.day {
		f.last = 0
	}
	f.open = o
	return nil
}

func (f *file) person(at place, ms []member) []fault {
	p := person{at: at}
	faults := readMembers(&p, ms, personFields)
	if len(faults) > 0 {
		return faults
	}
	if faults = p.check(); len(faults) > 0 {
		return faults
	}
	if f.people[p.label] != nil {
		return []fault{{field: "person", rule: ruleKnown}}
	}
	number := p.record.IDNumber.Current()
	if f.numbers[number] {
		return []fault{{field: "idNumber", rule: ruleTaken}}
	}
	f.people[p.label], f.numbers[number] = &p, true
	return nil
}

func (f *file) visit(at place, ms []member) []fault {
	v, faults := readVisit(ms)
	switch {
	case f.open.day.IsZero():
		faults = append(faults, fault{rule: ruleOpened})
	case v.time < f.last && len(faults) == 0:
		faults = append(faults, fault{field: "time", rule: ruleBack})
	}
	if len(faults) > 0 {
		return faults
	}
	f.last = v.time
	v.at, v.day = at, f.open.day
	if v.district == permit.DistrictUnknown {
		v.district = f.open.district
	}
	f.visits = append(f.visits, v)
	return nil
}

// settle checks what can be said only when all files are read: that everybody
// who comes is known, and that the days of all files go forward.
func (s *script) settle() {
	var known []visit
	for _, v := range s.visits {
		switch {
		case s.people[v.who] == nil:
			s.faults = append(s.faults, fault{at: v.at, field: "who", rule: ruleNobody})
		case len(known) > 0 && v.day.StrictlyBefore(known[len(known)-1].day):
			s.faults = append(s.faults, fault{at: v.at, field: "day", rule: ruleDayBack})
		default:
			known = append(known, v)
		}
	}
	s.visits = known
}
