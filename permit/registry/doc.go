// Package registry is the authority's desk: one method for each legal act of the
// Beijing residence permit Measures (draft), done under authority and recorded
// in one transaction.
//
// # The idea
//
// The rule packages say what the law says of given facts. The registry makes
// acts of it: it asks who may act, takes from the records what only the records
// can say, lets the rules decide, and writes what was done, all of it or
// nothing. It holds no rule of its own, and no state that is not drawn from the
// acts: a permit nobody touched is suspended the day after its deadline, because
// status is computed whenever it is asked for.
//
// # Orders and answers
//
// Every act takes an [Order]: who acts, with the office; the day; a request ID.
// There are two kinds of answer. What the law says, refusal included, is a
// result, with a decision that carries its reasons; Receipt.Recorded tells
// whether something was recorded. An error is for the rest:
//
//	*AuthorityError            this role may not do this task (ErrNotAuthorised)
//	*permit.RecordError, *permit.FieldError
//	                           the order or the input is no such record; names fields, never values
//	*NotFoundError             a record named in the input is not there (ErrNotFound)
//	ErrErased                  its content was erased by order
//	*StateError                the record is not in a state for it (ErrState)
//	*permit.AppendError        the permit does not admit the act, as a card that is not its own
//	*ConflictError             the record changed meanwhile (ErrConflict)
//	*NumberError               the numbering gave an unusable number (ErrNumber)
//	errors of package storage  request ID used for another request (storage.ErrDuplicate), unknown
//	                           commit (storage.ErrCommitUnknown), failure of the store
//
// These are the errors of every act, as far as it names a record, asks for a
// number or changes a permit; what a method adds stands with it. Those of every
// query are the *AuthorityError, the *permit.FieldError for a number or a day that
// can be none, the *NotFoundError, ErrErased, and a failure of the store.
//
// The same request sent again is done once and has the first answer. Another
// request under a used ID is refused. A commit whose answer got lost is looked
// up, so that there is one effect.
//
// # Records
//
// A permit is a header and its acts; each act is a record that is written once.
// Every card has a header of its own, its face: days and a state, enough to
// verify it by one read that opens nothing. Registrations and applications keep
// what was done on them; sanctions and referrals stand apart, and no index leads
// to them from a permit. Questions can be asked as of a day and as known at a
// moment (StateOf).
//
// # People's data
//
// Data of persons are in bodies only, which the store seals; headers have keyed
// hashes. Results, receipts, lists and errors hold none. What somebody is shown
// is masked by default (ViewHolder, ViewApplication) and in full through
// RevealHolder, RevealApplication and ReadSanctions; all of them need a purpose
// and are entered in the disclosure log with who, where, what for and which
// fields (25.1). A purpose in one's own words is sealed there, for it may name
// somebody. Sanctions are for those who handle a case (ReadSanctions). What is to be
// kept no longer, Erase takes the content of, found by the identity number.
//
// # What has no default
//
// The numbering (30.1), the fee schedule (24.2), the commencement (31.1) and the
// holiday calendar are the integrator's. Without a commencement nothing says
// that the Measures are in force.
//
// # Law and code
//
//	article         method                                    clause of the act
//	5.1, 5.2        Authority, for every task and role
//	5.1             TakeOver                                  11.1, 14.2.b, 14.3.b, 21.1.a
//	7.1, 7.2        DeclareRegistration, EndRegistration      7.2
//	7.2             RejectRegistration                        7.2
//	8.1, 9, 10      Apply                                     5.1, 8.1
//	5.2             ReviewProof                               5.2
//	11.1, 11.2      Decide                                    11.1, 11.2
//	11.1, 24.1.b    Issue                                     11.1
//	12.1            ReportLost, RecordFound, Reissue          12.1
//	12.1, 12.2      Exchange                                  12.1
//	13.1            ChangeAddress                             13.1
//	14.2, 14.3      Endorse, RecordSuspension                 14.2.b, 14.3.b, 14.3.a
//	18.1            Verify
//	21.1.a          CheckInformation                          21.1.a
//	22.1.a          Inspect                                   22.1.a
//	23.1            RecordFinding, Cancel                     23.1.0, 23.1.a to e
//	25.1            ViewHolder, ViewApplication, RevealHolder,
//	                RevealApplication, ReadSanctions
//	26, 27.1, 28.1  Sanction                                  the clause of the act charged
//	27.2, 28.3      Confiscate                                27.2, 28.3
//	28.2, 29        Refer                                     28.2, 29.1, 29.2
//	25.1            Erase, which no clause orders: a finding does
package registry
