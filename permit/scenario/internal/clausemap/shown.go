package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/scenario"
)

// polarities are the answers that a clause can have.
var polarities = []string{"yes", "no", "undetermined"}

// showing are the scripts that show an answer of a clause.
func (l *library) showing(c law.Cite, polarity string) (files []string) {
	for i := range l.cases {
		if slices.Contains(l.cases[i].About, scenario.Aspect{Clause: c, Polarity: polarity}) {
			files = append(files, l.cases[i].File)
		}
	}
	return files
}

// A pair is two scripts that differ in one reading alone, and in what comes of it.
type pair struct{ one, other string }

// pairs are the pairs that tell an answer of a reading from its default.
func (l *library) pairs(r *law.Reading, answer string) (list []pair) {
	chosen := r.ID.String() + "="
	for i := range l.cases {
		a := &l.cases[i]
		if !slices.Contains(a.Readings, chosen+r.Default) {
			continue
		}
		for j := range l.cases {
			b := &l.cases[j]
			if slices.Contains(b.Readings, chosen+answer) && a.Body == b.Body && a.Expected != b.Expected &&
				others(a.Readings, chosen) == others(b.Readings, chosen) {
				list = append(list, pair{a.File, b.File})
			}
		}
	}
	return list
}

// others are the readings that a script chooses besides one.
func others(readings []string, one string) string {
	rest := slices.DeleteFunc(slices.Clone(readings), func(r string) bool { return strings.HasPrefix(r, one) })
	slices.Sort(rest)
	return strings.Join(rest, " ")
}

// separable are the readings on which an outcome hangs.
func separable() (list []law.Reading) {
	for _, r := range law.Readings() {
		if r.ChangesOutcome {
			list = append(list, r)
		}
	}
	return list
}

// thresholds are the boundaries of the corpus with the scripts on their sides.
func (l *library) thresholds() (names []string, sides map[string]map[string]string) {
	sides = map[string]map[string]string{}
	for i := range l.cases {
		c := &l.cases[i]
		if c.Threshold == "" {
			continue
		}
		if sides[c.Threshold] == nil {
			sides[c.Threshold] = map[string]string{}
			names = append(names, c.Threshold)
		}
		sides[c.Threshold][c.Side] = c.File
	}
	slices.Sort(names)
	return names, sides
}

var threeDays = []string{"before", "on", "after"}

// crossing are the scripts about several articles.
func (l *library) crossing() (files []string) {
	for i := range l.cases {
		articles := map[int]bool{}
		for _, c := range l.cases[i].Crosses {
			articles[c.Article()] = true
		}
		if len(articles) > 1 {
			files = append(files, l.cases[i].File)
		}
	}
	return files
}

// The least that the corpus holds.
const (
	leastScripts  = 200
	leastCrossing = 40
)

// treatmentHoles are conditions and acts without a clause, and clauses without
// the condition or act that they are said to have.
func (l *library) treatmentHoles() (holes []string) {
	for _, h := range law.CheckTreatments(l.codes, l.acts) {
		holes = append(holes, h.String())
	}
	return holes
}

// holes lists everything the map lacks, in its own order.
func (l *library) holes() []string {
	holes := l.treatmentHoles()
	say := func(format string, args ...any) { holes = append(holes, fmt.Sprintf(format, args...)) }
	// lacks says what is neither shown nor excused, or both.
	lacks := func(of, answer string, shown bool, what string) {
		_, excused := l.excuse(of, answer)
		switch {
		case !shown && !excused:
			say("%s %s: %s", of, answer, what)
		case shown && excused:
			say("%s %s: shown, although unshown.tsv says that it cannot be", of, answer)
		}
	}
	known := map[string]bool{}
	for c := range law.Clauses() {
		if c.Decidable == law.NotDecidable {
			continue
		}
		for _, p := range polarities {
			known[c.Cite.String()+" "+p] = true
			lacks(c.Cite.String(), p, len(l.showing(c.Cite, p)) > 0, "no script shows it")
		}
	}
	for _, r := range separable() {
		for _, a := range r.Answers {
			if a.Key != r.Default {
				known[r.ID.String()+" "+a.Key] = true
				lacks(r.ID.String(), a.Key, len(l.pairs(&r, a.Key)) > 0, "no two scripts tell it from the default")
			}
		}
	}
	for _, u := range l.unshown {
		if !known[u.of+" "+u.answer] {
			say("%s %s: stands in unshown.tsv and is nothing that a script would show", u.of, u.answer)
		}
	}
	names, sides := l.thresholds()
	for _, n := range names {
		for _, side := range threeDays {
			if sides[n][side] == "" {
				say("threshold %s: no script stands %s it", n, side)
			}
		}
	}
	if n := len(l.cases); n < leastScripts {
		say("the corpus has %d scripts, fewer than %d", n, leastScripts)
	}
	if n := len(l.crossing()); n < leastCrossing {
		say("%d scripts cross several articles, fewer than %d", n, leastCrossing)
	}
	return holes
}
