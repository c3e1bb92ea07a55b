// Package permit holds what the Measures speak about: people, their documents
// and addresses, offices, actors and findings; and the permit itself: the acts
// that make it up, its state on any day, the procedures, verification and fees.
//
// # Records, not conclusions
//
// A value here says what a record says. Every zero value means "not recorded",
// every enumeration begins with a word for it, and a yes or no that nobody
// recorded is a third answer (Flag). What follows from a record is for the
// rules; what only an authority may decide (是否属实、情节较轻、等) is a Finding
// that the authority made, with its day, its file and its basis. Validate lists
// all faults of a record at once and asks only that it does not contradict
// itself, because whether something is needed depends on what is asked for.
//
// # The permit is its acts
//
// A Permit is the list of the legal acts done on it: issued, endorsed, card
// reissued or exchanged, address changed, checked, cancelled, confiscated. Acts
// are appended and never changed. What the permit is on a day is folded from
// them whenever somebody asks, so a permit nobody touched is suspended the day
// after its deadline without any timer. Every act has two times: the day it
// takes effect and the moment it was recorded. On asks for the first, AsKnown
// for the second; a fact that comes late is one more act, Ineffective lists the
// acts that lose their effect by it and Changes the days that become others.
//
// Where a year has no holiday data the calendar leaves open whether an overdue
// permit is suspended. That is an error with a StatusOpen, and stands in the way
// of nothing that is the same for both: cancellation, confiscation, a finding, a
// report of loss, a new card, a move.
//
// Append judges an act on its own day: what the act lacks by itself (Validate),
// whether the status admits it (Status.Admits), whether it would have effect.
// The decision that allowed it comes with it, from one of the rule tables below.
// Replaced is a state of a card, not of the permit: the permit lives on under
// the new card with the same ID, term and years.
//
// A CardFace is what a header has to hold so that VerifyCard answers article 18
// without the record, for every day from its first on.
//
// # Deciding
//
// Each Decide function takes the facts, the day and a policy, where nil chooses
// the default readings, and never fails. Approved: the act is to be done.
// Refused: the reasons say what is not met. Undetermined: a fact is not recorded,
// and the questions name it. Nothing is recorded by deciding. The decision refers
// to the facts and the policy to render its texts: leave them unchanged while it
// is in use, or marshal it. A State or a CardFace among the facts was made under
// readings of its own, which the Sensitivity of a decision does not vary; for a
// verification Permit.VerifyOtherwise does.
//
// # People's data
//
// Article 25 makes the information confidential. A name, an identity number,
// the detail of an address, the number of a document and the reference of a
// photograph therefore never print: not with %v, %+v, %#v, %s, %q, %d or %x, not in
// an error, not in a log/slog attribute, not in the message of a failed test.
// The methods mask what asks them, and what never asks (a printer that walks
// unexported fields by reflection) finds the memory scrambled under a key that
// lives as long as the process. The full value comes out in two ways: by
// marshalling, which is for storage, and by Reveal with a stated Purpose, which
// the registry logs.
//
// What this cannot close: a program that marshals a record to JSON has its
// content, so a logger that is handed a slice or struct of records and writes
// JSON by itself has it too (a single record or value masks itself there);
// html/template does the same inside script elements. The recorded birth date
// and the division of an address are ordinary values; they are left out of what
// Person prints, but a dump by reflection shows them.
//
// # JSON
//
// Field names are lowerCamel and stable; a zero field is left out. Reading is
// strict: no unknown, repeated or differently written name, no word outside an
// enumeration. An error names the field and the rule and lists what would be
// accepted, never what was given, and leaves the receiver as it was.
//
// # Articles
//
//	article         function                                           code
//	2.1             Person, Nationality, Household.InBeijing, Person.ServingMilitary
//	2.2             Person.OtherRegime, Household.OtherRegime, IDKind.OtherRegime
//	3.1, 14.3.a     Verification.Usable, State.Alive
//	5.1, 8.1        OfficeKind.PublicSecurity, OfficeKind.Intake, ActorKind.PublicSecurity
//	5.2, 5.3        OfficeKind.Department, ActorKind.Department
//	5.4, 22, 26–29  ActorKind
//	9.1             Document, Term.ValidOn, Photo
//	10.1            Relation, Relation.CloseRelative
//	11.1            DecideIssue, IssueDueFrom                          PER-ISS-01 to 04
//	12.1            DecideReissue                                      PER-REI-01 to 05
//	12.1, 12.2      DecideExchange                                     PER-EXC-01 to 07
//	13.1            Address.InBeijing, Address.District, District
//	13.1            DecideAddressChange, Policy.ChangeDue, LateReport  PER-ADR-01 to 05
//	14              Permit.On, Permit.Timeline      (package endorsement)
//	15, 17          StandingOf
//	18.1            Permit.Verify, Permit.VerifyOtherwise, VerifyCard  PER-VER-01 to 05
//	19.1            DecideAcceptance, RefusedPermit                    PER-ACC-01 to 03
//	21.1.a          DecideInformationCheck                             PER-CHK-01 to 02
//	22.1.a          DecideInspection                                   PER-INS-01 to 03
//	22.1.b          DecideSeizure, SeizureOf                           PER-SEI-01 to 03
//	23.1            DecideCancellation, GroundsMet                     PER-CAN-01 to 07
//	23.1.0          Finding, Finding.On
//	23.1.e          Basis, BasisKind.LawRegulationOrRule
//	24              FeeFor, FeeSchedule, Fee.Overcharged
//	25.1            Purpose, the masked types: Name, IDNumber, AddressDetail, DocumentNumber, PhotoRef
//	27.2, 28.3      DecideConfiscation                                 PER-CON-01 to 04
//	30.1            ID, CardNumber: opaque, no format is fixed
//	31.1            Policy.InForce
package permit
