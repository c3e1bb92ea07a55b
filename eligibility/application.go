package eligibility

import (
	"fmt"
	"log/slog"

	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A Filing is who comes to which desk, when, for whom and for what: what the
// rules on agents (10.1) and on venue (8.1, 12.1, 13.1, 14.2.b) read, for the
// first application and for every later procedure of a holder alike.
//
// Every zero field means that nothing is recorded, and leaves open what
// depends on it.
type Filing struct {
	Procedure Procedure     `json:"procedure,omitzero"`
	Applicant permit.Person `json:"applicant,omitzero"`
	// Residence is where the applicant lives now.
	Residence permit.Address `json:"residence,omitzero"`
	// FiledOn is the day of application, that is of acceptance.
	FiledOn civil.Date `json:"filedOn,omitzero"`
	// PermitIssued is the day on which the permit was issued for which a holder
	// comes; ApplyAgain alone reads it (A47).
	PermitIssued civil.Date    `json:"permitIssued,omitzero"`
	Office       permit.Office `json:"office,omitzero"`
	// InPerson tells that the applicant acts alone. An agent that is recorded
	// shows that he or she does not.
	InPerson permit.Flag `json:"inPerson,omitzero"`
	Agent    *Agent      `json:"agent,omitzero"`
	// LimitedMobilityClaimed says whether the applicant relies on limited mobility
	// at all (10.1.a). No settles that part of the article without a finding;
	// unless there is one that established it, which leaves the matter open.
	LimitedMobilityClaimed permit.Flag `json:"limitedMobilityClaimed,omitzero"`
	// LimitedMobility is the finding on 行动不便 (GroundLimitedMobility).
	LimitedMobility permit.Finding `json:"limitedMobility,omitzero"`
}

// An Application is what is recorded of one application for a residence permit:
// the facts of articles 2 and 7 to 10, without any conclusion. It prints as its
// applicant's masked number only.
//
// A list that is absent (nil, no field in JSON) says that nothing is recorded;
// a list that is present and empty says that there is none. A ground that the
// applicant does not rely on (Claims) needs no list and does not count with one.
type Application struct {
	Filing
	// ResidesInBeijing is whether the applicant lives in Beijing (2.1).
	ResidesInBeijing permit.Flag `json:"residesInBeijing,omitzero"`
	// ResidesSince is the day from which residence in Beijing is proved
	// otherwise than by registration (reading A08).
	ResidesSince civil.Date `json:"residesSince,omitzero"`
	// ServiceFinding is the finding on whether somebody in military service
	// falls under these Measures (GroundServingMilitary).
	ServiceFinding permit.Finding  `json:"serviceFinding,omitzero"`
	Registrations  []Registration  `json:"registrations,omitzero"`
	Claims         Claims          `json:"claims,omitzero"`
	Insurance      SocialInsurance `json:"insurance,omitzero"`
	Employments    []Employment    `json:"employments,omitzero"`
	Dwellings      []Dwelling      `json:"dwellings,omitzero"`
	Studies        []Study         `json:"studies,omitzero"`
	Materials      Papers          `json:"materials,omitzero"`
}

// The grounds of the findings that the rules of this package read.
const (
	GroundServingMilitary    permit.Ground = "serving-military"    // 2.1: falls under the Measures all the same
	GroundFalseRegistration  permit.Ground = "false-registration"  // 7.2: the registration is false
	GroundOtherEmployment    permit.Ground = "other-employment"    // 8.2.a: the 等 covers the case
	GroundOtherDwelling      permit.Ground = "other-dwelling"      // 8.2.b: the 等 covers the case
	GroundOtherHolder        permit.Ground = "other-holder"        // 8.2.b: a proof in this name serves the applicant
	GroundReviewerCompetence permit.Ground = "reviewer-competence" // 5.2: the 等 covers the department
	GroundIdentityDocument   permit.Ground = "identity-document"   // 9.1: another lawful and valid document
	GroundLimitedMobility    permit.Ground = "limited-mobility"    // 10.1.a
)

// found is what was found, whenever it was: findings and reviews follow the
// filing, and speak of the facts and not of the day they were made on. A
// finding without a day was not made.
func found(f *permit.Finding) permit.Flag {
	if f.Outcome == permit.Open || f.Day.IsZero() {
		return permit.FlagUnknown
	}
	return permit.FlagOf(f.Outcome == permit.Established)
}

// An Agent is the person who acts for the applicant (10.1).
type Agent struct {
	Relation permit.Relation `json:"relation,omitzero"`
	// Guardian is whether the agent is the applicant's guardian. A parent is
	// the guardian of a minor by law (Civil Code 27) unless this says no.
	Guardian permit.Flag `json:"guardian,omitzero"`
	// Permit is the state of the agent's own residence permit on the day.
	Permit    HeldPermit       `json:"permit,omitzero"`
	Household permit.Household `json:"household,omitzero"`
	// LawfullyResident is whether the agent lawfully lives in Beijing; it is
	// read under AnyResidentGuardian only.
	LawfullyResident permit.Flag     `json:"lawfullyResident,omitzero"`
	Identity         permit.Document `json:"identity,omitzero"`
	// IdentityShown is No if the agent showed no proof of identity.
	IdentityShown permit.Flag `json:"identityShown,omitzero"`
	// RelationProved is whether the relationship was proved on paper (A24).
	RelationProved permit.Flag `json:"relationProved,omitzero"`
}

// String shows that there is an agent and how he or she is related.
func (a Agent) String() string { return "agent(" + a.Relation.String() + ")" }

// String shows the masked number of the applicant only.
func (f Filing) String() string { return "filing(" + f.Applicant.IDNumber.String() + ")" }

// String shows the masked number of the applicant only.
func (a Application) String() string { return "application(" + a.Applicant.IDNumber.String() + ")" }

// Format prints String for every verb and flag.
func (a Agent) Format(w fmt.State, _ rune) { mask(w, a.String()) }

// Format prints String for every verb and flag.
func (f Filing) Format(w fmt.State, _ rune) { mask(w, f.String()) }

// Format prints String for every verb and flag.
func (a Application) Format(w fmt.State, _ rune) { mask(w, a.String()) }

// mask writes what a masked value shows. A verb cannot report a failed write.
func mask(w fmt.State, s string) { _, _ = w.Write([]byte(s)) }

// LogValue keeps the record out of structured logs, JSON handlers included.
func (a Agent) LogValue() slog.Value { return slog.StringValue(a.String()) }

// LogValue keeps the record out of structured logs, JSON handlers included.
func (f Filing) LogValue() slog.Value { return slog.StringValue(f.String()) }

// LogValue keeps the record out of structured logs, JSON handlers included.
func (a Application) LogValue() slog.Value { return slog.StringValue(a.String()) }
