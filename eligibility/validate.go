package eligibility

import (
	"errors"
	"strconv"
	"strings"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/word"
)

// faults collects everything that is wrong with one record. It exists to
// report all at once; errors name fields and rules, never values.
type faults struct{ list []*permit.FieldError }

func (c *faults) require(ok bool, field, rule string, err error) {
	if !ok {
		c.list = append(c.list, &permit.FieldError{Field: field, Rule: rule, Err: err})
	}
}

// nested takes over the faults of a value, moved to the place it has here.
func (c *faults) nested(field string, err error) {
	var record *permit.RecordError
	var one *permit.FieldError
	switch {
	case errors.As(err, &record):
		for _, f := range record.Faults {
			c.nested(field, f)
		}
	case errors.As(err, &one):
		path := field
		if _, inner, nested := strings.Cut(one.Field, "."); nested {
			path += "." + inner
		}
		c.list = append(c.list, &permit.FieldError{Field: path, Rule: one.Rule, Err: one.Err})
	}
}

// word requires a value to be one of its enumeration.
func (c *faults) word(field string, marshal func() ([]byte, error)) {
	_, err := marshal()
	var noWord *word.Error
	if errors.As(err, &noWord) {
		c.require(false, field, noWord.Rule, permit.ErrWord)
		return
	}
	c.nested(field, err)
}

func (c *faults) finding(field string, f *permit.Finding, ground permit.Ground) {
	if f.IsZero() {
		return
	}
	c.nested(field, f.Validate())
	c.require(f.Ground == "" || f.Ground == ground, field+".ground", "must be "+string(ground), permit.ErrContradiction)
}

func (c *faults) review(field string, r *Review) {
	c.word(field+".outcome", r.Outcome.MarshalText)
	if r.Outcome == NotReviewed {
		c.require(r.Reason == "", field+".reason", "must be empty while nothing was reviewed", permit.ErrContradiction)
	} else {
		c.nested(field+".by", r.By.Validate())
		c.require(!r.On.IsZero(), field+".on", "must be stated for a review that was given", permit.ErrMissing)
	}
	switch {
	case r.Outcome == Rejected && r.Reason == "":
		c.require(false, field+".reason", "must be stated for a rejection (11.2)", permit.ErrMissing)
	case r.Reason != "" && permit.Purpose(r.Reason).Validate() != nil:
		// A reason is public text like a purpose: one short line, no number of
		// a person.
		c.require(false, field+".reason", "must be one line of at most 300 bytes without an identity number", permit.ErrPersonal)
	}
	c.finding(field+".competence", &r.Competence, GroundReviewerCompetence)
}

// Validate lists everything at once that no record of an application may say:
// words outside their enumerations, ends before starts, reviews without a
// department or a day, rejections without reasons (11.2), findings on another
// ground than the one asked for, an agent beside an applicant in person.
// Nothing is required to be known: what is missing is for the rules to ask. The
// error is a *permit.RecordError.
func (a *Application) Validate() error {
	var c faults
	c.filing(&a.Filing)
	c.word("residesInBeijing", a.ResidesInBeijing.MarshalText)
	c.finding("serviceFinding", &a.ServiceFinding, GroundServingMilitary)
	c.require(len(a.Registrations) <= maxEntries, "registrations", tooMany, permit.ErrContradiction)
	for i := range a.Registrations {
		r, at := &a.Registrations[i], entry("registrations", i)
		c.require(!r.First.IsZero(), at+".first", "must be stated", permit.ErrMissing)
		c.require(!r.Last.StrictlyBefore(r.First), at+".last", "must not be before first", permit.ErrContradiction)
		c.word(at+".district", r.District.MarshalText)
		c.finding(at+".falsity", &r.Falsity, GroundFalseRegistration)
	}
	if a.Claims != 0 {
		_, err := a.Claims.MarshalJSON()
		c.nested("claims", err)
	}
	c.require(len(a.Insurance.Months) <= maxEntries, "insurance.months", tooMany, permit.ErrContradiction)
	for i := range a.Insurance.Months {
		m, at := &a.Insurance.Months[i], entry("insurance.months", i)
		c.require(m.Month != civil.Month{}, at+".month", "must be stated", permit.ErrMissing)
		c.word(at+".status", m.Status.MarshalText)
	}
	c.review("insurance.review", &a.Insurance.Review)
	c.grounds(a)
	c.papers(&a.Materials)
	if c.list == nil {
		return nil
	}
	return &permit.RecordError{Record: "application", Faults: c.list}
}

const tooMany = "must not have more than a thousand entries"

func entry(list string, i int) string { return list + "." + strconv.Itoa(i) }

// Validate lists everything at once that is wrong with a filing, as
// Application.Validate does.
func (f *Filing) Validate() error {
	var c faults
	c.filing(f)
	if c.list == nil {
		return nil
	}
	return &permit.RecordError{Record: "filing", Faults: c.list}
}

func (c *faults) filing(f *Filing) {
	c.word("procedure", f.Procedure.MarshalText)
	c.nested("applicant", f.Applicant.Validate())
	c.nested("residence", f.Residence.Validate())
	if !f.Office.IsZero() {
		c.nested("office", f.Office.Validate())
	}
	c.word("inPerson", f.InPerson.MarshalText)
	c.require(f.Agent == nil || f.InPerson != permit.Yes, "inPerson", "must not be yes beside an agent", permit.ErrContradiction)
	c.finding("limitedMobility", &f.LimitedMobility, GroundLimitedMobility)
	if g := f.Agent; g != nil {
		c.word("agent.relation", g.Relation.MarshalText)
		c.require(g.Relation != permit.Self, "agent.relation", "must not be the applicant", permit.ErrContradiction)
		c.require(g.Relation != permit.Guardian || g.Guardian != permit.No, "agent.guardian", "must not be no for a guardian", permit.ErrContradiction)
		c.word("agent.guardian", g.Guardian.MarshalText)
		c.word("agent.permit", g.Permit.MarshalText)
		c.nested("agent.household", g.Household.Validate())
		c.word("agent.lawfullyResident", g.LawfullyResident.MarshalText)
		c.document("agent.identity", &g.Identity, g.IdentityShown, "agent.identityShown")
		c.word("agent.relationProved", g.RelationProved.MarshalText)
	}
}

// document checks a document and the flag that none was shown.
func (c *faults) document(field string, d *permit.Document, shown permit.Flag, flag string) {
	if *d != (permit.Document{}) {
		c.nested(field, d.Validate())
		c.require(shown != permit.No, flag, "must not be no beside a document", permit.ErrContradiction)
	}
	c.word(flag, shown.MarshalText)
}

// grounds checks the facts of the three conditions.
func (c *faults) grounds(a *Application) {
	c.require(len(a.Employments) <= maxEntries, "employments", tooMany, permit.ErrContradiction)
	for i := range a.Employments {
		e, at := &a.Employments[i], entry("employments", i)
		c.word(at+".basis", e.Basis.MarshalText)
		c.word(at+".employer", e.Employer.MarshalText)
		c.word(at+".sector", e.Sector.MarshalText)
		c.word(at+".holder", e.Holder.MarshalText)
		c.nested(at+".term", e.Term.Validate())
		c.review(at+".review", &e.Review)
		c.finding(at+".other", &e.Other, GroundOtherEmployment)
	}
	c.require(len(a.Dwellings) <= maxEntries, "dwellings", tooMany, permit.ErrContradiction)
	for i := range a.Dwellings {
		d, at := &a.Dwellings[i], entry("dwellings", i)
		c.word(at+".kind", d.Kind.MarshalText)
		c.word(at+".lawfulTitle", d.LawfulTitle.MarshalText)
		c.word(at+".holder", d.Holder.MarshalText)
		c.word(at+".livesThere", d.LivesThere.MarshalText)
		c.nested(at+".term", d.Term.Validate())
		c.review(at+".review", &d.Review)
		c.finding(at+".other", &d.Other, GroundOtherDwelling)
		c.finding(at+".otherHolder", &d.OtherHolder, GroundOtherHolder)
	}
	c.require(len(a.Studies) <= maxEntries, "studies", tooMany, permit.ErrContradiction)
	for i := range a.Studies {
		s, at := &a.Studies[i], entry("studies", i)
		c.word(at+".school", s.School.MarshalText)
		c.word(at+".fullTime", s.FullTime.MarshalText)
		c.word(at+".xueji", s.Xueji.MarshalText)
		c.word(at+".attendance", s.Attendance.MarshalText)
		c.nested(at+".term", s.Term.Validate())
		c.review(at+".review", &s.Review)
	}
}

func (c *faults) papers(m *Papers) {
	c.document("materials.identity", &m.Identity, m.IdentityShown, "materials.identityShown")
	c.finding("materials.otherIdentity", &m.OtherIdentity, GroundIdentityDocument)
	c.word("materials.photo.recent", m.Photo.Recent.MarshalText)
	c.word("materials.photoSubmitted", m.PhotoSubmitted.MarshalText)
	c.require(m.Photo.Ref.IsZero() || m.PhotoSubmitted != permit.No, "materials.photoSubmitted", "must not be no beside a photograph", permit.ErrContradiction)
	c.word("materials.addressProof.submitted", m.AddressProof.Submitted.MarshalText)
	c.word("materials.employmentProof.submitted", m.EmploymentProof.Submitted.MarshalText)
	c.word("materials.studyProof.submitted", m.StudyProof.Submitted.MarshalText)
}
