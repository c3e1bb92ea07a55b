package permit

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/record"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An Act is one legal act done on a permit: what, from which day on, recorded
// when and by whom, on which clause it rests, and the decision that allowed it.
// An Act is a value and is never changed once it is recorded; what turns out
// otherwise is one more act. It prints its kind and its day only.
type Act struct {
	// What was done. Its type says the kind of the act.
	What Payload
	// On is the day the act takes effect, never after the day of Recorded. For
	// an issue it is the day of issue printed on the card. An endorsement takes
	// effect on no other day than that of Recorded, so that no date put back
	// saves a term or the years (A26), and neither does a suspension (A32 b), nor
	// a new card under the readings that let it begin a term (A42 b, A43 b).
	On civil.Date
	// Recorded is when the act entered the records, be it later than On.
	Recorded Instant
	// By is the official who did the act, with the office.
	By Actor
	// Cite is the clause the act rests on.
	Cite law.Cite
	// Decision is the approval that allowed the act; zero where the text leaves
	// nothing to decide (see ActKind.Table).
	Decision rule.Decision

	_ struct{}
}

// Kind is the kind of the act, ActUnknown for one without a payload.
func (a *Act) Kind() ActKind {
	if a.What == nil {
		return ActUnknown
	}
	return a.What.Kind()
}

// RecordedOn is the legal day of Recorded.
func (a *Act) RecordedOn() civil.Date { return a.Recorded.Day() }

// Validate lists every fault an act to be done has by itself: what is missing,
// an actor who may not do it (5.1), a clause it cannot rest on, a decision that is
// no approval of the right table or approved another ground, effect before it
// happened, and the faults of its payload, with a finding that does not prove
// what it is for (A49). Whether the permit admits it is for Permit.Append to say,
// and what a stored act has to satisfy for Restore.
func (a Act) Validate() error { return a.validate(false) }

func (a *Act) validate(stored bool) error {
	c := faultsIn("act")
	c.stored = stored
	kind := a.Kind()
	c.Require(kind != ActUnknown, "payload", "must be stated", ErrMissing)
	c.Require(!a.On.IsZero(), "on", "must be stated", ErrMissing)
	c.Require(a.Recorded != 0, "recorded", "must be stated", ErrMissing)
	c.Require(!a.On.StrictlyAfter(a.RecordedOn()), "on", "must not be after the day it is recorded", ErrContradiction)
	c.Require(kind != ActEndorsed || a.On == a.RecordedOn(), "on", "must be the day an endorsement is recorded (A26)", ErrContradiction)
	c.Require(kind != ActSuspensionRecorded || a.On == a.RecordedOn(), "on", "must be the day a suspension is recorded (A32)", ErrContradiction)
	c.Nested("by", a.By.Validate())
	if kind == ActUnknown {
		return c.Err()
	}
	r := &actRules[kind]
	c.Require(a.By.Kind == ActorUnknown || r.by(a.By.Kind), "by.kind", "must be somebody who may do this act (5.1)", ErrNotAuthorised)
	c.Require(r.restsOn(a.Cite) && agrees(a.What, a.Cite), "cite", "must be a clause this act can rest on", ErrCite)
	a.checkDecision(&c, r)
	payload := faultsIn("act.payload")
	payload.stored = stored
	a.What.check(&payload, a.On)
	c.List = append(c.List, payload.List...)
	return c.Err()
}

func (a *Act) checkDecision(c *faults, r *actRule) {
	switch d := a.Decision; {
	case r.table == "":
		c.Require(d.IsZero(), "decision", "must be empty where nothing is decided", ErrDecision)
	case d.IsZero():
		c.Add("decision", "must be stated", ErrMissing)
	default:
		c.Require(d.Table() == r.table, "decision", "must be one of the table "+r.table, ErrDecision)
		c.Require(d.Approved(), "decision", "must be an approval", ErrDecision)
		c.Require(d.On().OnOrBefore(a.On), "decision", "must not be for a later day than the act", ErrDecision)
		if !c.stored && d.Table() == r.table && d.Approved() {
			c.Require(approves(&d, a.What), "decision", "must have found met what the act rests on", ErrDecision)
		}
	}
}

// approves reports whether an approval of the right table is one of what the act
// rests on: of the ground, the item, or the other ground for an exchange.
func approves(d *rule.Decision, what Payload) bool {
	switch w := what.(type) {
	case Cancellation:
		return !cancellationGrounds.Known(uint8(w.Ground)) || w.Ground == GroundUnknown || slices.Contains(GroundsMet(*d), w.Ground)
	case Confiscation:
		return w.Item.ground() == "" || d.Truth(itemCodes[w.Item]) == rule.Met
	case Exchange:
		return w.Other.IsZero() || d.Truth(otherExchangeCode) == rule.Met
	}
	return true
}

// restsOn reports whether an act of the kind can rest on the clause, which must
// be one of the draft's.
func (r *actRule) restsOn(c law.Cite) bool {
	for _, place := range r.cites {
		if place == c || place.Covers(c) {
			_, ok := law.Lookup(c.Clause())
			return ok
		}
	}
	return false
}

// agrees reports whether the clause is that of the ground or of the item, for
// the acts that have one.
func agrees(what Payload, c law.Cite) bool {
	switch w := what.(type) {
	case Cancellation:
		return w.Ground.Cite().IsZero() || c == w.Ground.Cite()
	case Confiscation:
		return w.Item.Cite().IsZero() || c == w.Item.Cite()
	}
	return true
}

// String is the kind and the day.
func (a Act) String() string {
	return "act(" + a.Kind().String() + ", " + a.On.String() + ")"
}

// Format prints String for every verb and flag.
func (a Act) Format(w fmt.State, _ rune) { writeMask(w, a.String()) }

// LogValue keeps the payload out of structured logs.
func (a Act) LogValue() slog.Value { return slog.StringValue(a.String()) }

// actForm is the stored shape of an act. Its fields may grow in number but
// never change their meaning.
type actForm struct {
	Kind     ActKind         `json:"kind"`
	On       civil.Date      `json:"on"`
	Recorded Instant         `json:"recorded"`
	By       Actor           `json:"by"`
	Cite     law.Cite        `json:"cite"`
	Decision decisionForm    `json:"decision,omitzero"`
	Payload  json.RawMessage `json:"payload"`
}

// MarshalJSON writes the stored form, personal data in full.
func (a Act) MarshalJSON() ([]byte, error) {
	payload, err := json.Marshal(a.What)
	if err != nil {
		return nil, err
	}
	return json.Marshal(actForm{a.Kind(), a.On, a.Recorded, a.By, a.Cite, decisionForm{a.Decision}, payload})
}

// UnmarshalJSON reads the stored form strictly; on error a keeps its value. It
// reads what is written, and Validate judges it.
func (a *Act) UnmarshalJSON(b []byte) error {
	var f actForm
	if err := record.Decode("act", b, &f); err != nil {
		return err
	}
	if f.Kind == ActUnknown && f.Payload == nil {
		return nil // null leaves a alone, as record.Decode does
	}
	read, ok := payloadReaders[f.Kind]
	if !ok {
		return &FieldError{Field: "act.kind", Rule: "must be a kind of act", Err: ErrWord}
	}
	what, err := read(f.Payload)
	if err != nil {
		var fault *FieldError
		if errors.As(err, &fault) {
			return record.At("act.payload", fault)
		}
		return &FieldError{Field: "act.payload", Rule: "must be stated", Err: ErrMissing}
	}
	*a = Act{What: what, On: f.On, Recorded: f.Recorded, By: f.By, Cite: f.Cite, Decision: f.Decision.Decision}
	return nil
}

// A decisionForm lets encoding/json leave out a decision that was not needed.
type decisionForm struct{ rule.Decision }
