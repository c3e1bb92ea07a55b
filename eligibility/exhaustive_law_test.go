package eligibility_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/permit/rule"
)

// A statute is what the text says, as a list of complete ways to satisfy it and
// without any formula: who has all that one way asks for satisfies it, and
// nobody else does.
type statute struct {
	codes []string
	ways  []way
}

// A way is what somebody needs who goes it, and what must not be the case.
type way struct {
	clause      string
	needs, bars uint64
}

// A sentence is one way in words: the clause, the codes it needs, and after
// "not" those that must not be.
type sentence struct {
	clause string
	needs  []string
	not    string
}

func statuteOf(codes []string, sentences ...sentence) statute {
	s := statute{codes: codes}
	for _, said := range sentences {
		w := way{clause: said.clause, needs: s.set(said.needs...)}
		if said.not != "" {
			w.bars = s.set(said.not)
		}
		s.ways = append(s.ways, w)
	}
	return s
}

func (s statute) set(codes ...string) (set uint64) {
	for _, c := range codes {
		i := slices.Index(s.codes, c)
		if i < 0 {
			panic("no condition " + c)
		}
		set |= 1 << i
	}
	return set
}

// satisfied is whether complete facts satisfy the text: met is what is the
// case, everything else is not.
func (s statute) satisfied(met uint64) bool {
	for _, w := range s.ways {
		if met&w.needs == w.needs && met&w.bars == 0 {
			return true
		}
	}
	return false
}

// verdict asks what the text says of every completion of what is not known: if
// all satisfy it, yes; if none does, no; else it is open. There is always one,
// so that it cannot be yes and no.
func (s statute) verdict(met, open uint64) rule.Outcome {
	var some, none bool
	for add := uint64(0); ; add = (add - open) & open {
		if s.satisfied(met | add) {
			some = true
		} else {
			none = true
		}
		if some && none {
			return rule.Undetermined
		}
		if add == open {
			break
		}
	}
	if some {
		return rule.Approved
	}
	return rule.Refused
}

// Who comes from elsewhere and lives in Beijing (2.1), is under no other regime
// (2.2), and has been registered for a full half-year (7.1, 8.1) …
var everybody = []string{
	"ELG-SCP-01", "ELG-SCP-02", "ELG-SCP-03", "ELG-SCP-04", "ELG-SCP-05",
	"ELG-REG-01", "ELG-REG-02",
}

// … has a stable job: relied on, insured for six months, insurance accepted, in
// force, accepted, and one of what the list names, …
var employed = []string{"ELG-EMP-01", "ELG-EMP-02", "ELG-EMP-03", "ELG-EMP-08", "ELG-EMP-09"}

// … or a stable dwelling, …
var housed = []string{
	"ELG-DWL-01", "ELG-DWL-02", "ELG-DWL-03", "ELG-DWL-04", "ELG-DWL-05", "ELG-DWL-06", "ELG-DWL-07",
}

// … or studies.
var studying = []string{
	"ELG-STU-01", "ELG-STU-02", "ELG-STU-03", "ELG-STU-04", "ELG-STU-05", "ELG-STU-06", "ELG-STU-07",
}

// codesOf are the codes of a series, as in ELG-EMP-01 to ELG-EMP-09.
func codesOf(series string, n int) (codes []string) {
	for i := range n {
		codes = append(codes, fmt.Sprintf("ELG-%s-%02d", series, i+1))
	}
	return codes
}

// article8 is 8.1 under the readings that keep its three conditions apart.
func article8() statute {
	as := func(ground ...string) []string { return slices.Concat(everybody, ground) }
	return statuteOf(
		slices.Concat(codesOf("SCP", 5), codesOf("REG", 2), codesOf("EMP", 9), codesOf("DWL", 7), codesOf("STU", 7)),
		sentence{"8.2.a#1", append(as(employed...), "ELG-EMP-04"), ""},
		sentence{"8.2.a#2", append(as(employed...), "ELG-EMP-05"), ""},
		sentence{"8.2.a#3", append(as(employed...), "ELG-EMP-06"), ""},
		sentence{"8.2.a#4", append(as(employed...), "ELG-EMP-07"), ""},
		sentence{"8.2.b", as(housed...), ""},
		sentence{"8.2.c", as(studying...), ""},
	)
}

// article10 is who may come: the applicant who is old enough; somebody with
// limited mobility through a guardian or close relative (10.1.a); a child under
// sixteen through a guardian with the permit (10.1.b); an agent with papers
// (10.1.c). At sixteen the permit of a child has to serve still (A47).
func article10() statute {
	papers := []string{"ELG-AGT-10", "ELG-AGT-11", "ELG-AGT-12"}
	return statuteOf(codesOf("AGT", 12),
		sentence{"in person", []string{"ELG-AGT-01", "ELG-AGT-02", "ELG-AGT-12"}, ""},
		sentence{"10.1.a", append(papers, "ELG-AGT-03", "ELG-AGT-04", "ELG-AGT-05"), "ELG-AGT-01"},
		sentence{"10.1.b", append(papers, "ELG-AGT-06", "ELG-AGT-07", "ELG-AGT-08", "ELG-AGT-09"), "ELG-AGT-01"},
	)
}

// statutes are the texts that the tables of the package are held to, by the
// tables' names. Articles 9 and 11.2 and the venue ask for all they list.
func statutes() map[string]statute {
	list := func(clause, series string, n int) statute {
		return statuteOf(codesOf(series, n), sentence{clause, codesOf(series, n), ""})
	}
	// The four clauses that name an office name the same two things.
	office := func(clause string, i int) statute {
		codes := codesOf("VEN", 8)[2*i : 2*i+2]
		return statuteOf(codes, sentence{clause, codes, ""})
	}
	return map[string]statute{
		"eligibility": article8(),
		"agency":      article10(),
		"materials":   list("9", "MAT", 9),
		"refusal":     list("11.2", "RFS", 5),

		"venue":                office("8.1", 0),
		"venue-new-card":       office("12.1", 1),
		"venue-address-change": office("13.1", 2),
		"venue-endorsement":    office("14.2.b", 3),
	}
}

// A slip is the statute with one thing read wrongly.
type slip struct {
	what string
	statute
}

// slips are the statute with each limb left out of each way, each limb of a way
// enough by itself, each way forgotten, and all ways demanded at once.
func (s statute) slips() (list []slip) {
	add := func(what string, ways []way) {
		list = append(list, slip{what, statute{s.codes, ways}})
	}
	var all way
	for i, w := range s.ways {
		all.needs |= w.needs
		all.bars |= w.bars
		var any []way
		for j, c := range s.codes {
			bit := uint64(1) << j
			if (w.needs|w.bars)&bit == 0 {
				continue
			}
			add(w.clause+" without "+c, slices.Replace(slices.Clone(s.ways), i, i+1, way{w.clause, w.needs &^ bit, w.bars &^ bit}))
			if w.needs&bit != 0 {
				any = append(any, way{w.clause, bit, 0})
			}
		}
		if len(any) > 1 {
			add("any limb of "+w.clause, append(slices.Clone(s.ways), any...))
		}
		if len(s.ways) > 1 {
			add(w.clause+" forgotten", slices.Delete(slices.Clone(s.ways), i, i+1))
		}
	}
	if len(s.ways) > 1 {
		add("all ways at once", []way{all})
	}
	return list
}

// sets are the sets of met and of open conditions in an assignment.
func sets(x []rule.Truth) (met, open uint64) {
	for i, t := range x {
		switch t {
		case rule.Met:
			met |= 1 << i
		case rule.Unknown:
			open |= 1 << i
		}
	}
	return met, open
}

// supposed decides a form about truths in the order of a statute's codes.
func supposed(f *rule.Form, s statute) func(x []rule.Truth) rule.Decision {
	place := map[string]int{}
	for i, c := range s.codes {
		place[c] = i
	}
	on := day(july16)
	return func(x []rule.Truth) rule.Decision {
		return f.Suppose(on, func(code string) rule.Truth { return x[place[code]] })
	}
}

// The statutes speak of the codes that there are, each in some way.
func (s statute) codesUsed() string {
	var used uint64
	for _, w := range s.ways {
		used |= w.needs | w.bars
	}
	var codes []string
	for i, c := range s.codes {
		if used>>i&1 == 1 {
			codes = append(codes, c)
		}
	}
	return strings.Join(codes, " ")
}
