package eligibility

import (
	"strconv"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/record"
)

// faults are those of one record. Their paths begin inside the record.
type faults struct{ record.Faults }

// of is the error for the record of that name, nil if nothing was found.
func (c *faults) of(name string) error {
	if c.List == nil {
		return nil
	}
	return &permit.RecordError{Record: name, Faults: c.List}
}

func (c *faults) finding(field string, f *permit.Finding, ground permit.Ground) {
	if f.IsZero() {
		return
	}
	c.Nested(field, f.Validate())
	c.Require(f.Ground == "" || f.Ground == ground, field+".ground", "must be "+string(ground), permit.ErrContradiction)
}

func (c *faults) review(field string, r *Review) {
	c.Word(field+".outcome", r.Outcome)
	if r.Outcome == NotReviewed {
		c.Require(r.Reason == "", field+".reason", "must be empty while nothing was reviewed", permit.ErrContradiction)
	} else {
		c.Nested(field+".by", r.By.Validate())
		c.Require(!r.On.IsZero(), field+".on", "must be stated for a review that was given", permit.ErrMissing)
	}
	if r.Reason != "" {
		rule, err := permit.PublicLine(r.Reason, MaxReason)
		c.Require(err == nil, field+".reason", rule, err)
	} else {
		c.Require(r.Outcome != Rejected, field+".reason", "must be stated for a rejection (11.2)", permit.ErrMissing)
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
	c.Word("residesInBeijing", a.ResidesInBeijing)
	c.finding("serviceFinding", &a.ServiceFinding, GroundServingMilitary)
	c.Require(len(a.Registrations) <= maxEntries, "registrations", tooMany, permit.ErrContradiction)
	for i := range a.Registrations {
		r, at := &a.Registrations[i], entry("registrations", i)
		c.Require(!r.First.IsZero(), at+".first", "must be stated", permit.ErrMissing)
		c.Require(!r.Last.StrictlyBefore(r.First), at+".last", "must not be before first", permit.ErrContradiction)
		c.Word(at+".district", r.District)
		c.finding(at+".falsity", &r.Falsity, GroundFalseRegistration)
	}
	if a.Claims != 0 {
		_, err := a.Claims.MarshalJSON()
		c.Nested("claims", err)
	}
	c.Require(len(a.Insurance.Months) <= maxEntries, "insurance.months", tooMany, permit.ErrContradiction)
	for i := range a.Insurance.Months {
		m, at := &a.Insurance.Months[i], entry("insurance.months", i)
		c.Require(m.Month != civil.Month{}, at+".month", "must be stated", permit.ErrMissing)
		c.Word(at+".status", m.Status)
	}
	c.review("insurance.review", &a.Insurance.Review)
	c.grounds(a)
	c.papers(&a.Materials)
	return c.of("application")
}

// MaxReason is the longest reason of a rejection in bytes: it is told to the
// applicant, and is a reason and not a report.
const MaxReason = 300

const tooMany = "must not have more than a thousand entries"

func entry(list string, i int) string { return list + "." + strconv.Itoa(i) }

// Validate lists everything at once that is wrong with a filing, as
// Application.Validate does.
func (f *Filing) Validate() error {
	var c faults
	c.filing(f)
	return c.of("filing")
}

func (c *faults) filing(f *Filing) {
	c.Word("procedure", f.Procedure)
	c.Nested("applicant", f.Applicant.Validate())
	c.Nested("residence", f.Residence.Validate())
	if !f.Office.IsZero() {
		c.Nested("office", f.Office.Validate())
	}
	c.Word("inPerson", f.InPerson)
	c.Require(f.Agent == nil || f.InPerson != permit.Yes, "inPerson", "must not be yes beside an agent", permit.ErrContradiction)
	c.Word("limitedMobilityClaimed", f.LimitedMobilityClaimed)
	c.finding("limitedMobility", &f.LimitedMobility, GroundLimitedMobility)
	c.Require(f.LimitedMobilityClaimed != permit.No || found(&f.LimitedMobility) != permit.Yes,
		"limitedMobilityClaimed", "must not be no beside a finding that established it", permit.ErrContradiction)
	if g := f.Agent; g != nil {
		c.Word("agent.relation", g.Relation)
		c.Require(g.Relation != permit.Self, "agent.relation", "must not be the applicant", permit.ErrContradiction)
		c.Require(g.Relation != permit.Guardian || g.Guardian != permit.No, "agent.guardian", "must not be no for a guardian", permit.ErrContradiction)
		c.Word("agent.guardian", g.Guardian)
		c.Word("agent.permit", g.Permit)
		c.Nested("agent.household", g.Household.Validate())
		c.Word("agent.lawfullyResident", g.LawfullyResident)
		c.document("agent.identity", &g.Identity, g.IdentityShown, "agent.identityShown")
		c.Word("agent.relationProved", g.RelationProved)
	}
}

// document checks a document and the flag that none was shown.
func (c *faults) document(field string, d *permit.Document, shown permit.Flag, flag string) {
	if *d != (permit.Document{}) {
		c.Nested(field, d.Validate())
		c.Require(shown != permit.No, flag, "must not be no beside a document", permit.ErrContradiction)
	}
	c.Word(flag, shown)
}

// grounds checks the facts of the three conditions.
func (c *faults) grounds(a *Application) {
	c.Require(len(a.Employments) <= maxEntries, "employments", tooMany, permit.ErrContradiction)
	for i := range a.Employments {
		e, at := &a.Employments[i], entry("employments", i)
		c.Word(at+".basis", e.Basis)
		c.Word(at+".employer", e.Employer)
		c.Word(at+".sector", e.Sector)
		c.Word(at+".holder", e.Holder)
		c.Nested(at+".term", e.Term.Validate())
		c.review(at+".review", &e.Review)
		c.finding(at+".other", &e.Other, GroundOtherEmployment)
	}
	c.Require(len(a.Dwellings) <= maxEntries, "dwellings", tooMany, permit.ErrContradiction)
	for i := range a.Dwellings {
		d, at := &a.Dwellings[i], entry("dwellings", i)
		c.Word(at+".kind", d.Kind)
		c.Word(at+".lawfulTitle", d.LawfulTitle)
		c.Word(at+".holder", d.Holder)
		c.Word(at+".livesThere", d.LivesThere)
		c.Nested(at+".term", d.Term.Validate())
		c.review(at+".review", &d.Review)
		c.finding(at+".other", &d.Other, GroundOtherDwelling)
		c.finding(at+".otherHolder", &d.OtherHolder, GroundOtherHolder)
	}
	c.Require(len(a.Studies) <= maxEntries, "studies", tooMany, permit.ErrContradiction)
	for i := range a.Studies {
		s, at := &a.Studies[i], entry("studies", i)
		c.Word(at+".school", s.School)
		c.Word(at+".fullTime", s.FullTime)
		c.Word(at+".xueji", s.Xueji)
		c.Word(at+".attendance", s.Attendance)
		c.Nested(at+".term", s.Term.Validate())
		c.review(at+".review", &s.Review)
	}
}

func (c *faults) papers(m *Papers) {
	c.document("materials.identity", &m.Identity, m.IdentityShown, "materials.identityShown")
	c.finding("materials.otherIdentity", &m.OtherIdentity, GroundIdentityDocument)
	c.Word("materials.photo.recent", m.Photo.Recent)
	c.Word("materials.photoSubmitted", m.PhotoSubmitted)
	c.Require(m.Photo.Ref.IsZero() || m.PhotoSubmitted != permit.No, "materials.photoSubmitted", "must not be no beside a photograph", permit.ErrContradiction)
	c.Word("materials.addressProof.submitted", m.AddressProof.Submitted)
	c.Word("materials.employmentProof.submitted", m.EmploymentProof.Submitted)
	c.Word("materials.studyProof.submitted", m.StudyProof.Submitted)
}
