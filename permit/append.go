package permit

import (
	"errors"

	"github.com/juzhuzheng/residence/endorsement"
)

// Append is the permit with one more act. The act is judged on its own day, as
// the record stands: it may be recorded late and take effect before acts
// already on record, some of which may lose theirs by it (see Ineffective and
// Changes). p is unchanged.
//
// Errors: what Act.Validate lists; an *AppendError that wraps ErrTransition,
// ErrCancelled, ErrAlreadyIssued, ErrRecordOrder, ErrCard, ErrNeedsEndorsement,
// or, for an endorsement, a *endorsement.TooEarlyError or *LapsedError, and for
// a suspension endorsement.ErrNotOverdue; ErrPolicy; those of the calendar.
func (p *Permit) Append(a Act, policy *Policy) (Permit, error) {
	policy, err := reading(policy)
	if err != nil {
		return Permit{}, err
	}
	if err := a.Validate(); err != nil {
		return Permit{}, err
	}
	if err := policy.datedAsRecorded(&a); err != nil {
		return Permit{}, err
	}
	var f folding
	if err := f.run(p, a.On, policy); err != nil {
		return Permit{}, err
	}
	s, err := f.state()
	switch {
	case s.Status == StatusOpen:
		// What the act needs of the status is known; what it needs of the
		// deadline is asked below.
	case err != nil:
		return Permit{}, err
	}
	refuse := func(reason error) error {
		return &AppendError{Kind: a.Kind(), On: a.On, Status: s.Status, Err: reason}
	}
	if err := p.admit(&a); err != nil {
		return Permit{}, refuse(err)
	}
	if !s.Status.Admits(a.Kind()) {
		return Permit{}, refuse(ErrCancelled)
	}
	if f.replacesTakenIn(&a) {
		return Permit{}, refuse(ErrCard)
	}
	term := f.term
	reason, err := f.count(&a)
	switch {
	case err != nil:
		return Permit{}, err
	case reason == nil && a.Kind() == ActEndorsed:
		// An endorsement on record may leave open whether it was late; one that
		// is being made may not where the years hang on it: what it does to them
		// is told (14.3.c, A33).
		if _, err := term.Classify(a.On, &policy.Endorsement); err != nil && f.term.Residence.Open {
			return Permit{}, err
		}
	case errors.Is(reason, endorsement.ErrTooEarly), errors.Is(reason, endorsement.ErrLapsed):
		_, reason = term.Endorse(a.On, &policy.Endorsement) // with the days
	}
	if reason == nil && a.Kind() == ActConfiscated && a.What.(Confiscation).Item == Forged {
		reason = ErrCard // a forged card is none of the permit's
	}
	if reason != nil {
		return Permit{}, refuse(reason)
	}
	next := Permit{id: p.id, acts: append(p.acts[:len(p.acts):len(p.acts)], a)}
	next.sort()
	return next, nil
}

// datedAsRecorded refuses a new card that takes effect on another day than it is
// recorded where a reading lets it begin a term (A42 b, A43 b): what holds for an
// endorsement holds for what stands in for one (A26).
func (p *Policy) datedAsRecorded(a *Act) error {
	_, replaced, _ := a.cards()
	c := faultsIn("act")
	c.Require(replaced == "" || a.On == a.RecordedOn() ||
		p.NewCard != NewTerm && p.OverdueCard != ReissueEndorses,
		"on", "must be the day the card is recorded where it begins a term (A26)", ErrContradiction)
	return c.Err()
}

// replacesTakenIn reports whether the act replaces a card that is on record as taken
// in: the holder has none that could be lost or worn (12.1). Only an exchange on
// another ground that was found does not ask for one (A45). An act on record
// keeps its new card all the same when a confiscation before it is recorded later.
func (f *folding) replacesTakenIn(a *Act) bool {
	_, replaced, _ := a.cards()
	if replaced != f.card || f.cardState != CardConfiscated {
		return false
	}
	w, exchanged := a.What.(Exchange)
	return !exchanged || w.Other.IsZero()
}

// An IneffectiveAct is an act on record to which the text gives no effect,
// because a fact recorded later came before it: an endorsement that is now too
// early, an act after the day of cancellation.
type IneffectiveAct struct {
	Index  int     `json:"index"` // of the act, in the order of recording
	Kind   ActKind `json:"kind"`
	Reason error   `json:"reason"` // one of the reasons of Append; its text in JSON
}

// Ineffective lists the acts without effect, in the order of their days. Errors:
// those of On.
func (p *Permit) Ineffective(policy *Policy) ([]IneffectiveAct, error) {
	policy, err := reading(policy)
	if err != nil {
		return nil, err
	}
	var f folding
	f.policy = policy
	f.lookAhead(p)
	var list []IneffectiveAct
	for i := range p.span() {
		a := p.at(i)
		if a == nil {
			continue
		}
		reason, err := f.count(a)
		if err != nil {
			return nil, err
		}
		if reason != nil {
			list = append(list, IneffectiveAct{p.index(i), a.Kind(), reason})
		}
	}
	return list, nil
}

// index is the place of recording of the act at that place of effect.
func (p *Permit) index(i int) int {
	if p.order == nil {
		return i
	}
	return int(p.order[i])
}
