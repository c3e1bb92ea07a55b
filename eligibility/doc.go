// Package eligibility decides whether somebody may be given a Beijing residence
// permit: articles 2, 5.2 and 7 to 11 of the Measures.
//
// # The idea
//
// An Application is facts without conclusions: what was registered, paid,
// leased, shown, reviewed and found. Five questions are asked of it, each a rule
// table of its own, so that one never hides another:
//
//	Decide       are the conditions for applying met (8.1)?
//	Materials    are the papers complete (9)? Everything missing is listed at once.
//	Agency       may the person who came act (10)?
//	Venue        is this the right office (8.1, 12.1, 13.1, 14.2.b)? Never part of the conditions.
//	CheckNotice  is a notice of refusal valid (11.2)?
//
// Assess asks the first four and says what the desk has to do next. Refuse makes
// a Refusal, which cannot exist without reasons, without the department that
// states them, and without the public security organ that tells the applicant.
//
// # Nothing is guessed
//
// A fact that is not recorded leaves open what depends on it. A list that is
// absent is not recorded; a list that is present and empty says that there is
// none. What only a person may find is an input: the 等 of 8.2.a and 8.2.b, a
// proof in another name, limited mobility, another identity document, military
// service, a false registration. Knowing less never turns a refusal into an
// approval or an approval into a refusal; a fuzz test holds the tables to that.
// Three things speak by their absence, and say so: a registration without a last
// day has not ended, one without a finding of falsity counts (7.2), and military
// service that nobody recorded raises no doubt.
//
// A proof is judged on dates and on its review. Dates that fail settle it; if
// they hold, the review decides. Not reviewed, reviewed by a department of
// another remit, reviewed by one that only the 等 of 5.2 could cover, or rejected
// without reasons: open. Reviews and findings speak of the facts and not of the
// day they were made, so they count for a day of filing that lies before them.
//
// Of several jobs, dwellings or enrolments the one that stands best is judged,
// the first of equals; the conditions of a group then all speak of that one, and
// are all met if they are all met for any.
//
// # Readings
//
// Where the text admits more than one reading, Policy has a field, and its zero
// value is the default. Switches connects the fields with the register of
// package law. Some readings let one thing stand in for another (A10, A20 c):
// the condition is then met although its own fact is not, and its text says so.
//
// # Cost
//
// Decide allocates nothing until a text is asked for. On works out the cut-off
// dates of a day once, for judging a population. The benchmarks print what the
// tables cost beside a hand-written bit mask of the same conditions.
//
// # Law and code
//
//	article  what                               function          codes
//	2.1      who the Measures apply to          Decide            ELG-SCP-01 to 03, 05
//	2.2      Hong Kong, Macao, Taiwan           Decide            ELG-SCP-04
//	5.2      review of proofs                   Decide, Review    ELG-EMP-03, ELG-EMP-09, ELG-DWL-07, ELG-STU-07
//	7.1      registration is the basis          Decide            ELG-REG-01
//	7.2      false registration                 Decide            ELG-REG-01, 02
//	8.1      half-year, one of three, venue     Decide, Venue     ELG-REG-02, ELG-EMP-01, ELG-DWL-01, 03, ELG-STU-01, 04, ELG-VEN-01, 02
//	8.1      in person                          Agency            ELG-AGT-01
//	8.2.a    stable employment                  Decide            ELG-EMP-02, 04 to 08
//	8.2.b    stable dwelling                    Decide            ELG-DWL-02, 04 to 06
//	8.2.c    continuous study                   Decide            ELG-STU-02, 03, 05, 06
//	9.1      papers                             Materials         ELG-MAT-01 to 08
//	9.2      issuers of proofs                  Materials         ELG-MAT-09
//	10.1.a   agent, limited mobility            Agency            ELG-AGT-03 to 05
//	10.1.b   guardian of a child                Agency            ELG-AGT-02, 06 to 09, 12
//	10.1.c   agent's papers                     Agency            ELG-AGT-10, 11
//	11.2     refusal with reasons               Refuse            ELG-RFS-01 to 04
//	12.1     office for a new card              Venue             ELG-VEN-03, 04
//	13.1     office after a move                Venue             ELG-VEN-05, 06
//	14.2.b   office for an endorsement          Venue             ELG-VEN-07, 08
//
// 11.1, making and issuing the permit, is an act of package permit; the step
// that leads to it is NextApprove.
package eligibility
