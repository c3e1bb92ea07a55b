package registry

import (
	"context"

	"github.com/juzhuzheng/residence/eligibility"
	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
	"github.com/juzhuzheng/residence/storage"
)

// A Result is the answer to an order that went through: what the law says of it
// and what was recorded. A refusal by law is a Result too; then Receipt.Recorded
// is false, unless the law wants the refusal itself on record (11.2).
//
// A repeated request gets the first result again, read back from the records:
// its decision has all texts, but knows no remedies and no sensitivity any more.
type Result struct {
	// Decision is the decision that allowed or refused the act, with its
	// reasons. It is zero where the text leaves nothing to decide.
	Decision rule.Decision `json:"decision,omitzero"`
	// Venue is whether this was the right office, for the procedures that have
	// one (8.1, 12.1, 13.1, 14.2.b). A wrong office accepts nothing: it names the
	// right one, and finds nobody to fail a condition (A18).
	Venue rule.Decision `json:"venue,omitzero"`
	// Agency is whether the one who came may act for the holder (10.1), for the
	// procedures of a holder.
	Agency rule.Decision `json:"agency,omitzero"`
	// Conditions is, for an application, whether the conditions for applying are
	// met (8.1), and for a holder's procedure that is not accepted what the rules
	// hold of the request itself. They are evaluated also where the wrong office
	// or agent stands in the way (A18).
	Conditions rule.Decision `json:"conditions,omitzero"`
	// Refusal is the refusal of an application as it is on record (11.2): the
	// reasons of the decision and, in its notice, the rejections of the departments
	// with their own reasons, which public security has to tell the applicant.
	Refusal eligibility.Refusal `json:"refusal,omitzero"`
	// Readings are those on which the answer rests besides those of its own
	// decisions (Decision.Readings): for an application the day on which its
	// conditions had to hold (A17), and for the permit issued on it also the readings
	// of the decisions that approved it, as they were applied then.
	Readings []rule.Applied `json:"readings,omitempty"`
	Receipt  Receipt        `json:"receipt"`
	// Replayed tells that an earlier run of the request gave this answer.
	Replayed bool `json:"-"`
	// Trial tells that nothing was recorded, because the order was one on trial;
	// Receipt says what would have been.
	Trial bool `json:"-"`
}

// A Receipt says what was recorded, and what follows from it for the person who
// came. It holds no person's data. Fields that do not apply are zero.
type Receipt struct {
	Task     Task           `json:"task"`
	Recorded bool           `json:"recorded"` // the act is on record
	On       civil.Date     `json:"on"`
	At       permit.Instant `json:"at"` // when it entered the records
	// Cite is the clause that the act rests on or, where nothing was recorded,
	// the one on which the actor acts.
	Cite law.Cite `json:"cite"`
	// InForce says whether the Measures were in force on that day. It is unknown
	// while their commencement is not stated (31.1, A77).
	InForce permit.Flag `json:"inForce,omitzero"`

	// Number is that of the registration, application, sanction, referral or
	// confiscation.
	Number string            `json:"number,omitzero"`
	Permit permit.ID         `json:"permit,omitzero"`
	Card   permit.CardNumber `json:"card,omitzero"`
	// Version of the permit after the act, for Order.Seen.
	Version storage.Version `json:"version,omitzero"`
	// Fee is what has to be paid, in yuan, and FeeCite the clause that charges or
	// waives it; 0 is free (24.1).
	Fee     permit.Yuan `json:"fee"`
	FeeCite law.Cite    `json:"feeCite,omitzero"`

	// The permit on the day of the act, after it: its status, unknown where the
	// answer is about none (an application, a sanction), its last valid day
	// (14.2.a), and when to endorse it next (14.2.b). Deadline is zero if
	// the calendar has no data for it yet; Status is then permit.StatusOpen if
	// it hangs on that deadline.
	Status    permit.Status `json:"status,omitzero"`
	LastValid civil.Date    `json:"lastValid,omitzero"`
	Window    civil.Range   `json:"window,omitzero"`
	Deadline  civil.Date    `json:"deadline,omitzero"`
	// Endorsement is what an endorsement did, or would have done.
	Endorsement endorsement.Effect `json:"endorsement,omitzero"`
	// Next is what the desk has to do next: with an application, and where the
	// wrong office or agent stands in the way of a holder's procedure.
	Next eligibility.Next `json:"next,omitzero"`
	// IssueDue is by when the permit should be issued. It is advice from the
	// superior Regulation; the draft says only "without delay" (11.1, A25).
	IssueDue civil.Date `json:"issueDue,omitzero"`
	// IssueLate says that it was issued after that day; it is valid all the same.
	IssueLate bool `json:"issueLate,omitzero"`
	// Breaches are duties that were not kept and for which the draft has no
	// sanction (A39).
	Breaches []Breach `json:"breaches,omitzero"`
	// HandIn says that the holder must hand the card in (27.2, A53).
	HandIn bool `json:"handIn,omitzero"`
}

// A Breach is a duty that was not kept and carries no sanction (A39). It is told
// and never leads to anything.
type Breach struct {
	Cite law.Cite   `json:"cite"`
	Due  civil.Date `json:"due,omitzero"` // the last day for keeping it
}

// act is perform for the tasks whose answer is a Result.
func (r *Registry) act(ctx context.Context, t Task, o Order, in any, do func(context.Context, *desk) (Result, error)) (Result, error) {
	res, replayed, err := perform(ctx, r, t, o, in, do)
	res.Replayed, res.Trial = replayed, o.Trial && !replayed && err == nil
	return res, err
}

// receipt begins the receipt of this order.
func (d *desk) receipt(c law.Cite) Receipt {
	return Receipt{Task: d.task, On: d.o.On, At: d.now, Cite: c, InForce: d.r.inForce(d.o.On)}
}

// refuse is the result of an order that the law does not allow or that cannot
// be decided: nothing is recorded.
func (d *desk) refuse(decision rule.Decision) Result {
	return Result{Decision: decision, Receipt: d.receipt(d.cite())}
}

// charge tells what has to be paid.
func (rc *Receipt) charge(f permit.Fee) { rc.Fee, rc.FeeCite = f.Amount, f.Cite }

// about says which permit a receipt is about and what that is on the day.
func (rc *Receipt) about(p *held, s *permit.State) {
	rc.Permit, rc.Card, rc.Version = p.permit.ID(), s.Card, p.header.Version
	rc.tell(s)
}

// tell fills in what the permit is on the day of the act.
func (rc *Receipt) tell(s *permit.State) {
	rc.Status, rc.LastValid = s.Status, s.LastValid
	if s.Alive() {
		rc.Window, rc.Deadline = s.Window, s.Deadline
	}
}

// decided records an act if its decision is an approval.
func (d *desk) decided(ctx context.Context, p *held, s *permit.State, decision rule.Decision, what permit.Payload, clause string) (Result, error) {
	if !decision.Approved() {
		res := d.refuse(decision)
		res.Receipt.about(p, s)
		return res, nil
	}
	return d.append(ctx, *p, what, cite(clause), decision)
}

// record writes a record that is no permit, logs the act, and gives its result.
func (d *desk) record(ctx context.Context, h storage.Header, body any, c law.Cite) (Result, error) {
	h, err := put(ctx, d, h, body)
	if err != nil {
		return Result{}, err
	}
	if err := d.log(h, c); err != nil {
		return Result{}, err
	}
	rc := d.receipt(c)
	rc.Recorded, rc.Number = true, h.ID
	return Result{Receipt: rc}, nil
}

// state is the error of a record that does not admit the task.
func (d *desk) state(rule string) error { return &StateError{Task: d.task, Rule: rule} }
