package main

import (
	"errors"
	"regexp"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
)

// The words of the file format that several acts share. They are the codes of
// the library; the lists here are the part of each enumeration that a day at
// the counter needs.
var (
	departmentWords = []string{"human-resources", "commerce", "housing", "education", "civil-affairs", "health", "other-department"}
	finderWords     = append([]string{"police-station", "district-public-security"}, departmentWords...)
	relationWords   = []string{
		"self", "spouse", "parent", "child", "sibling", "grandparent", "grandchild", "guardian",
		"other-relative", "in-law", "employer", "school", "landlord", "friend", "other",
	}
)

// A reference is the file of an authority. Its form is narrow, so that it cannot
// hold a name or a number of a person.
type reference string

var referenceForm = regexp.MustCompile(`^[A-Z][A-Z0-9-]{1,15}$`)

var ruleReference = law.Bilingual{
	ZH: "须为二到十六位大写字母、数字、连字符，以字母开头，如 RD-01",
	EN: "must be 2 to 16 capital letters, digits and hyphens, beginning with a letter, such as RD-01",
}

var errReference = errors.New("not a reference")

// UnmarshalText reads a reference; on error r keeps its value.
func (r *reference) UnmarshalText(b []byte) error {
	if !referenceForm.Match(b) {
		return errReference
	}
	*r = reference(b)
	return nil
}

// findingFields is a finding by an authority. The ground is that of the place
// where it stands; a finding without a day is of the day of the visit.
var findingFields = []field[permit.Finding]{
	word("by", func(f *permit.Finding) *permit.OfficeKind { return &f.Authority.Kind }, finderWords...).must(),
	word("outcome", func(f *permit.Finding) *permit.FindingOutcome { return &f.Outcome }, "established", "not-established").must(),
	text("reference", ruleReference, func(f *permit.Finding) *reference { return (*reference)(&f.Reference) }).must(),
	day("day", func(f *permit.Finding) *date { return &f.Day }),
}

// complete fills in what the place of a finding says.
func complete(f *permit.Finding, ground permit.Ground, on civil.Date) {
	if f.Outcome == permit.Open {
		return
	}
	f.Ground = ground
	f.Authority.ID = permit.OfficeID("EX-" + f.Authority.Kind.String())
	if f.Day.IsZero() {
		f.Day = on
	}
}

// rejectionWords are the reasons of a rejected proof (11.2). They are words and
// no free text, because reasons are printed.
var rejectionWords = []string{"not-genuine", "not-in-force", "not-lawful", "not-matching", "incomplete"}

// A rejection is why a department rejected a proof.
type rejection string

// UnmarshalText takes one of the words, which the field has checked.
func (r *rejection) UnmarshalText(b []byte) error {
	*r = rejection(b)
	return nil
}

// reviewFields is the review of a proof by a department (5.2).
var reviewFields = []field[eligibility.Review]{
	word("by", func(r *eligibility.Review) *permit.OfficeKind { return &r.By.Kind }, departmentWords...).must(),
	word("outcome", func(r *eligibility.Review) *eligibility.ReviewOutcome { return &r.Outcome }, "accepted", "rejected").must(),
	word("reason", func(r *eligibility.Review) *rejection { return (*rejection)(&r.Reason) }, rejectionWords...),
}

// insured is a run of months of social insurance that were paid alike at one
// place (8.2.a).
type insured struct {
	from, to civil.Month
	place    permit.Division
	status   eligibility.Contribution
}

var insuredFields = []field[insured]{
	month("from", func(i *insured) *civil.Month { return &i.from }).must(),
	month("to", func(i *insured) *civil.Month { return &i.to }).must(),
	text("division", rulePlace, func(i *insured) *permit.Division { return &i.place }).must(),
	word("status", func(i *insured) *eligibility.Contribution { return &i.status }, "paid-on-time", "paid-late", "back-paid", "unpaid").must(),
}

// maxInsured bounds a run, so that a mistyped year does not become a list of
// a hundred thousand months.
const maxInsured = 600

var ruleInsured = law.Bilingual{ZH: "终止月不得早于起始月，不超过 600 个月", EN: "must not end before it begins, nor have more than 600 months"}

// insuredRuns is the list of runs, each of which can be written out.
func insuredRuns(at func(*application) *[]insured) field[application] {
	runs := list("insurance", 24, at, insuredFields)
	return field[application]{name: runs.name, form: runs.form, inner: runs.inner, read: func(a *application, raw []byte) []fault {
		if faults := runs.read(a, raw); len(faults) > 0 {
			return faults
		}
		for _, i := range *at(a) {
			if n := i.to.Sub(i.from); n < 0 || n >= maxInsured {
				return broken(ruleInsured)
			}
		}
		return nil
	}}
}

// months writes the run out.
func (i insured) months() []eligibility.InsuranceMonth {
	var list []eligibility.InsuranceMonth
	for k := range i.to.Sub(i.from) + 1 {
		list = append(list, eligibility.InsuranceMonth{Month: i.from.Add(k), Place: i.place, Status: i.status})
	}
	return list
}

// employmentFields is one job or business (8.2.a).
var employmentFields = append([]field[eligibility.Employment]{
	word("basis", func(e *eligibility.Employment) *eligibility.EmploymentBasis { return &e.Basis },
		"recruited", "labour-contract", "business-licence", "other"),
	word("employer", func(e *eligibility.Employment) *eligibility.EmployerKind { return &e.Employer },
		"state-organ", "social-organisation", "public-institution", "enterprise", "individual-business", "other"),
	word("sector", func(e *eligibility.Employment) *eligibility.Sector { return &e.Sector }, "primary", "secondary", "tertiary"),
	word("holder", func(e *eligibility.Employment) *permit.Relation { return &e.Holder }, relationWords...),
	object("review", func(e *eligibility.Employment) *eligibility.Review { return &e.Review }, reviewFields),
	object("covered", func(e *eligibility.Employment) *permit.Finding { return &e.Other }, findingFields),
}, within(func(e *eligibility.Employment) *permit.Term { return &e.Term }, termFields)...)

// dwellingFields is the place somebody lives in (8.2.b).
var dwellingFields = append([]field[eligibility.Dwelling]{
	word("kind", func(d *eligibility.Dwelling) *eligibility.DwellingKind { return &d.Kind },
		"owned", "rented", "employer-dormitory", "school-dormitory", "other"),
	text("division", rulePlace, func(d *eligibility.Dwelling) *permit.Division { return &d.Division }),
	yesNo("lawfulTitle", func(d *eligibility.Dwelling) *permit.Flag { return &d.LawfulTitle }),
	word("holder", func(d *eligibility.Dwelling) *permit.Relation { return &d.Holder }, relationWords...),
	object("review", func(d *eligibility.Dwelling) *eligibility.Review { return &d.Review }, reviewFields),
	object("covered", func(d *eligibility.Dwelling) *permit.Finding { return &d.Other }, findingFields),
}, within(func(d *eligibility.Dwelling) *permit.Term { return &d.Term }, termFields)...)

// studyFields is one enrolment (8.2.c).
var studyFields = append([]field[eligibility.Study]{
	word("school", func(s *eligibility.Study) *eligibility.SchoolKind { return &s.School },
		"primary", "secondary", "secondary-vocational", "regular-higher", "kindergarten", "adult-education", "research-institute", "other"),
	yesNo("fullTime", func(s *eligibility.Study) *permit.Flag { return &s.FullTime }),
	text("division", rulePlace, func(s *eligibility.Study) *permit.Division { return &s.Division }),
	yesNo("xueji", func(s *eligibility.Study) *permit.Flag { return &s.Xueji }),
	word("attendance", func(s *eligibility.Study) *eligibility.Attendance { return &s.Attendance }, "attending", "on-leave", "not-attending"),
	object("review", func(s *eligibility.Study) *eligibility.Review { return &s.Review }, reviewFields),
}, within(func(s *eligibility.Study) *permit.Term { return &s.Term }, termFields)...)
