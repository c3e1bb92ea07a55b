package main

import (
	"slices"
	"strings"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// A visit is one line of a day: who comes when, and what for.
type visit struct {
	at       place
	day      civil.Date
	time     clock
	who      label
	act      *act
	desk     desk
	district permit.District // of the desk
	expect   *expectation
	do       doing
}

// A desk is where the visit takes place.
type desk string

// The desks. The zero desk is the police station.
const (
	policeDesk desk = "police"
	agencyDesk desk = "agency" // entrusted community service agency (5.1)
)

// UnmarshalText takes one of the words, which the field has checked.
func (d *desk) UnmarshalText(b []byte) error {
	*d = desk(b)
	return nil
}

// visitFields are the fields of every visit. The act is read before them, as it
// says which others there are.
var visitFields = []field[visit]{
	{name: "act", required: true, form: formText, read: func(v *visit, raw []byte) []fault {
		s, _ := readString(raw)
		i := slices.IndexFunc(acts, func(a act) bool { return a.name == s })
		if i < 0 {
			return broken(ruleOneOf(actWords()))
		}
		v.act = &acts[i]
		return nil
	}},
	text("time", ruleClock, func(v *visit) *clock { return &v.time }).must(),
	text("who", ruleLabel, func(v *visit) *label { return &v.who }).must(),
	word("desk", func(v *visit) *desk { return &v.desk }, string(policeDesk), string(agencyDesk)),
	word("office", func(v *visit) *districtWord { return (*districtWord)(&v.district) }, districtWords...),
	{name: "expect", form: "{…}", inner: docs(expectFields), read: func(v *visit, raw []byte) []fault {
		v.expect = &expectation{}
		return readObject(v.expect, raw, expectFields)
	}},
}

func actWords() []string {
	var words []string
	for _, a := range acts {
		words = append(words, a.name)
	}
	return words
}

// An opening says which day the lines after it are played on, and where.
type opening struct {
	day      civil.Date
	district permit.District
}

var openingFields = []field[opening]{
	day("day", func(o *opening) *date { return &o.day }).must(),
	word("district", func(o *opening) *districtWord { return (*districtWord)(&o.district) }, districtWords...).must(),
}

var (
	ruleKind = law.Bilingual{
		ZH: "须有且只有 day、person、act 三者之一",
		EN: "must have exactly one of day, person and act",
	}
	ruleOpened  = law.Bilingual{ZH: "之前须有一行写明 day", EN: "must come after a line with a day"}
	ruleDayBack = law.Bilingual{ZH: "不得早于前面的 day", EN: "must not be before an earlier day"}
	ruleBack    = law.Bilingual{ZH: "不得早于当日前一笔", EN: "must not be before the visit above it"}
	ruleNobody  = law.Bilingual{ZH: "须为有 person 行的代号", EN: "must be a label that has a line with person"}
	ruleKnown   = law.Bilingual{ZH: "该代号已有 person 行", EN: "this label has a line with person already"}
	ruleTaken   = law.Bilingual{ZH: "该号码已属于另一代号", EN: "this number belongs to another label already"}
)

// kindOf tells which kind of line the members make.
func kindOf(ms []member) (string, bool) {
	var kinds []string
	for _, m := range ms {
		if m.name == "day" || m.name == "person" || m.name == "act" {
			kinds = append(kinds, m.name)
		}
	}
	kinds = slices.Compact(kinds)
	return strings.Join(kinds, ""), len(kinds) == 1
}

// readVisit reads a line with an act. Fields of every visit and fields of the
// act stand side by side in it.
func readVisit(ms []member) (visit, []fault) {
	var v visit
	common := names(visitFields)
	var shared, own []member
	for _, m := range ms {
		if slices.Contains(common, m.name) {
			shared = append(shared, m)
		} else {
			own = append(own, m)
		}
	}
	faults := readMembers(&v, shared, visitFields)
	if v.act == nil {
		return v, faults
	}
	do, more := v.act.read(own, common)
	v.do = do
	return v, append(faults, more...)
}
