package main

import (
	"path/filepath"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/penalty"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/registry"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/permit/scenario"
)

// A library is all that the map is made of.
type library struct {
	codes   map[string][]law.Cite // each condition, and the clauses it rests on
	acts    []string              // what the registry records or answers under a clause
	cases   []scenario.Case       // the corpus
	unshown []unshown
}

// readLibrary puts together what the packages hold and reads the corpus.
func readLibrary(corpus string) (*library, error) {
	l := &library{codes: map[string][]law.Cite{}}
	for _, forms := range [][]*rule.Form{endorsement.Tables(), permit.Tables(), eligibility.Tables(), penalty.Tables()} {
		for _, f := range forms {
			for line := range f.Lines() {
				l.codes[line.Code] = append([]law.Cite{line.Cite}, line.Also...)
			}
		}
	}
	// The other tasks read what is on record, or erase it, and rest on no clause of
	// their own.
	other := map[registry.Task]bool{registry.ReadPermits: true, registry.ReadSanctions: true, registry.Count: true, registry.Erase: true}
	for _, t := range registry.Tasks() {
		if !other[t] {
			l.acts = append(l.acts, t.String())
		}
	}
	var err error
	if l.unshown, err = readUnshown(); err != nil {
		return nil, err
	}
	if l.cases, err = scenario.Read(corpus); err != nil {
		return nil, err
	}
	for i := range l.cases {
		name, err := filepath.Rel(corpus, l.cases[i].File)
		if err != nil {
			return nil, err
		}
		l.cases[i].File = filepath.ToSlash(name)
	}
	return l, nil
}
