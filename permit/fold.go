package permit

import (
	"errors"

	"github.com/juzhuzheng/residence/endorsement"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A folding is a permit in the making: the acts up to a day, counted one by
// one in the order of their effect. It lives on the stack of the question.
type folding struct {
	policy *Policy
	day    civil.Date

	term endorsement.Term

	card      CardNumber
	cardState CardStatus
	cardSince civil.Date
	// probe is a card somebody asked about, and probeState what became of it.
	probe      CardNumber
	probeState CardStatus
	// stillborn is the day on which that card was made for a permit that, as is
	// known by now, was cancelled already.
	stillborn civil.Date

	address      Address
	addressSince civil.Date
	movedOn      civil.Date // the day of the latest move reported

	// open is the first error of a calendar that an act met whose effect on the
	// term depends on it. What is no matter of the term is counted all the same.
	open error

	ended     bool // the cancellation has been counted
	endedFrom civil.Date
	// early: the cancellation works back to a day before its own (A50 b, c).
	early  bool
	ground CancellationGround

	last          civil.Date
	withoutEffect int
}

// run counts the acts on or before the day.
func (f *folding) run(p *Permit, day civil.Date, policy *Policy) error {
	f.policy, f.day = policy, day
	f.lookAhead(p)
	for i := range p.span() {
		a := p.at(i)
		if a == nil {
			continue
		}
		if a.On.StrictlyAfter(day) {
			break
		}
		reason, err := f.count(a)
		if reason != nil || err != nil {
			if err := f.without(a, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// without notes an act that has no effect, or whose effect is open. Of a new card
// the effect is never left open, because the acts after it hang on it.
func (f *folding) without(a *Act, err error) error {
	switch made, _, _ := a.cards(); {
	case made == "" && errors.Is(err, civil.ErrNoCalendarData):
		if f.open == nil {
			f.open = err
		}
		return nil
	case err != nil:
		return err
	case f.over(a) && made != "" && made == f.probe:
		f.stillborn = a.On
	}
	f.withoutEffect++
	return nil
}

// lookAhead finds a cancellation that works back to an earlier day (A50 b, c).
// By default none does, and a day never depends on later acts.
func (f *folding) lookAhead(p *Permit) {
	if f.policy.Cancellation == FromCancellation {
		return
	}
	a := p.cancellation()
	if a == nil {
		return
	}
	w := a.What.(Cancellation)
	from := a.On
	switch {
	case f.policy.Cancellation == FraudFromIssue && w.Ground == FalseProofs:
		from = p.issuedOn()
	case f.policy.Cancellation == EventFromItsDay && w.Ground.hasEvent():
		from = w.Event
		if from.StrictlyBefore(p.issuedOn()) {
			from = p.issuedOn()
		}
	}
	f.endedFrom, f.ground = from, w.Ground
	f.early = from.StrictlyBefore(a.On)
}

// over reports whether the act comes when the permit is over: after its
// cancellation or, where that works back (A50 b, c), on its day or later. The
// issue and the cancellation themselves are not among what it undoes.
func (f *folding) over(a *Act) bool {
	if !f.early || f.ended {
		return f.ended
	}
	kind := a.Kind()
	return a.On.OnOrAfter(f.endedFrom) && kind != ActIssued && kind != ActCancelled
}

// count counts one act. The reason says why the act has no effect, nil if it
// has; the error that nothing can be said.
func (f *folding) count(a *Act) (reason, err error) {
	if f.over(a) && !Cancelled.Admits(a.Kind()) {
		return ErrCancelled, nil
	}
	switch w := a.What.(type) {
	case Issue:
		err = f.issue(a.On, &w)
	case Endorsement:
		reason, err = f.endorse(a.On)
	case Reissue:
		reason, err = f.replace(a, w.Card, w.Replaces)
	case Exchange:
		reason, err = f.replace(a, w.Card, w.Replaces)
	case AddressChange:
		// One reported after a later move is history already.
		if !w.Moved.StrictlyBefore(f.movedOn) {
			f.address, f.addressSince, f.movedOn = w.Address, w.Moved, w.Moved
		}
	case SuspensionRecord:
		reason, err = f.recordSuspension(a.On)
	case LossReport:
		reason = f.turn(w.Card, CardCurrent, CardReportedLost)
	case Recovery:
		reason = f.recover(w.Card)
	case Confiscation:
		reason = f.confiscate(w.Card)
	case Cancellation:
		f.ended = true
		if f.endedFrom.IsZero() {
			f.endedFrom, f.ground = a.On, w.Ground
		}
	}
	if reason == nil && err == nil {
		f.last = a.On
	}
	return reason, err
}

func (f *folding) issue(on civil.Date, w *Issue) (err error) {
	f.term, err = endorsement.Begin(endorsement.Origin{
		Issued: on, RegisteredSince: w.RegisteredSince, FormerPermitSince: w.FormerPermitSince,
	}, &f.policy.Endorsement)
	f.hold(on, w.Card)
	f.address, f.addressSince = w.Address, on
	return err
}

// hold makes a card the permit's current one.
func (f *folding) hold(on civil.Date, card CardNumber) {
	f.card, f.cardState, f.cardSince = card, CardCurrent, on
	if f.probe == card {
		f.probeState = CardCurrent
	}
}

// endorse counts an endorsement, which has no effect before the window (A31) or
// after a lapse (A35 c).
func (f *folding) endorse(on civil.Date) (reason, err error) {
	if f.open != nil {
		return nil, f.open // the old term must not answer for the open one
	}
	switch timing, _ := f.term.Classify(on, &f.policy.Endorsement); timing {
	case endorsement.TooEarly:
		return endorsement.ErrTooEarly, nil
	case endorsement.Lapsed:
		return endorsement.ErrLapsed, nil
	}
	// Where Classify has an error Endorse has it too, unless it is only open
	// whether the endorsement was late.
	f.term, err = f.term.Endorse(on, &f.policy.Endorsement)
	return nil, err
}

// overdue reports whether the deadline of the running term has passed on that
// day without an endorsement.
func (f *folding) overdue(on civil.Date) (bool, error) {
	if f.open != nil {
		return false, f.open
	}
	timing, err := f.term.Classify(on, &f.policy.Endorsement)
	return timing == endorsement.Late || timing == endorsement.Lapsed, err
}

// replace counts a new card (12.1). What it does besides being new is for the
// readings A42 and A43 to say; by default nothing.
func (f *folding) replace(a *Act, card, replaces CardNumber) (reason, err error) {
	if replaces != f.card {
		return ErrCard, nil
	}
	if f.policy.NewCard != SameTerm || f.policy.OverdueCard != TwoSteps {
		if reason, err = f.replaceTerm(a); reason != nil || err != nil {
			return reason, err
		}
	}
	if f.probe == replaces {
		f.probeState = CardReplaced
	}
	f.hold(a.On, card)
	return nil, nil
}

// replaceTerm does to the term what a new card does under A42 (b) and A43 (b)
// and (c). An overdue permit is for A43 alone: else A42 (b) would make the late
// endorsement superfluous. Like an endorsement, a card whose date was put back
// saves neither term nor years (A26); Append does not take it under such a reading.
func (f *folding) replaceTerm(a *Act) (reason, err error) {
	on := a.On
	late, err := f.overdue(on)
	switch {
	case err != nil:
		return nil, err
	case late && f.policy.OverdueCard == EndorseFirst:
		return ErrNeedsEndorsement, nil
	case on != a.RecordedOn():
		return nil, nil
	case late && f.policy.OverdueCard == ReissueEndorses:
		return f.endorse(on)
	case !late && f.policy.NewCard == NewTerm:
		last, err := f.policy.Endorsement.LastDayFrom(on)
		if err != nil {
			return nil, err
		}
		f.term.Base, f.term.LastDay, f.term.ActedOn = on, last, on
	}
	return nil, nil
}

func (f *folding) recordSuspension(on civil.Date) (reason, err error) {
	late, err := f.overdue(on)
	switch {
	case err != nil:
		return nil, err
	case !late:
		return endorsement.ErrNotOverdue, nil
	}
	f.term, err = f.term.RecordSuspension(on, &f.policy.Endorsement)
	return nil, err
}

// turn moves the current card from one state to another.
func (f *folding) turn(card CardNumber, from, to CardStatus) error {
	if card != f.card || f.cardState != from {
		return ErrCard
	}
	f.cardState = to
	if f.probe == card {
		f.probeState = to
	}
	return nil
}

// recover counts a lost card that was found. One that was replaced meanwhile
// stays void (A44): finding it is recorded and changes nothing.
func (f *folding) recover(card CardNumber) error {
	if card != f.card {
		return nil
	}
	return f.turn(card, CardReportedLost, CardCurrent)
}

// confiscate counts a card taken in. One that was replaced stays Replaced.
func (f *folding) confiscate(card CardNumber) error {
	if card != f.card {
		return nil
	}
	return f.turn(card, f.inHand(), CardConfiscated)
}

// inHand is the state of the current card if it can still be taken in.
func (f *folding) inHand() CardStatus {
	if f.cardState == CardReportedLost {
		return CardReportedLost
	}
	return CardCurrent
}

// state is the result of the folding for its day.
func (f *folding) state() (State, error) {
	s := State{Day: f.day, LastAct: f.last, WithoutEffect: f.withoutEffect}
	if f.term.IsZero() {
		s.Status = NotIssued
		return s, nil
	}
	s.Issued = f.term.Issued
	if f.open == nil {
		s.EndorsedOn, s.Base, s.Residence = f.term.EndorsedOn, f.term.Base, f.term.Residence
	}
	s.Card, s.CardStatus, s.CardSince = f.card, f.cardState, f.cardSince
	s.Address, s.AddressSince = f.address, f.addressSince
	if f.endedFrom.OnOrBefore(f.day) {
		s.Status, s.CancelledOn, s.Ground, s.LastValid = Cancelled, f.endedFrom, f.ground, f.lastValidIfKnown()
		return s, nil
	}
	t, err := f.term.On(f.day, &f.policy.Endorsement)
	if f.open != nil {
		err = f.open
	}
	switch {
	case errors.Is(err, civil.ErrNoCalendarData):
		s.Status, s.LastValid = StatusOpen, f.lastValidIfKnown()
		return s, err
	case err != nil:
		return State{}, err
	}
	s.Status = Active
	if t.Status == endorsement.Suspended {
		s.Status = Suspended
	}
	s.HolidayGrace, s.Overdue, s.SuspendedSince = t.HolidayGrace, t.Overdue, t.SuspendedSince
	s.LastValid, s.Window, s.Deadline = t.LastValid, t.Window, t.Deadline
	s.YearsStated, s.MonthsFull = t.YearsStated, t.MonthsFull
	return s, nil
}

// lastValidIfKnown is the last valid day of the term where nothing depends on
// it; zero if it is open.
func (f *folding) lastValidIfKnown() civil.Date {
	if f.open != nil {
		return civil.Date{}
	}
	last, _ := f.term.LastValid(&f.policy.Endorsement)
	return last
}
