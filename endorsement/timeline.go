package endorsement

import (
	"github.com/juzhuzheng/residence/permit/civil"
)

// A Timeline is the whole record of one permit as far as article 14 goes. Its
// slices are the caller's and are only read. What is after the day asked about
// is skipped, wherever it stands: the answer for a day never depends on later
// events.
type Timeline struct {
	Origin
	// Endorsed are the days on which endorsements were recorded (A26),
	// ascending.
	Endorsed []civil.Date `json:"endorsed,omitempty"`
	// SuspensionRecorded are the days on which an authority recorded a
	// suspension, ascending. Only reading A32 (b) looks at them.
	SuspensionRecorded []civil.Date `json:"suspensionRecorded,omitempty"`
}

// Term is the running term on a day: all events on or before it, counted. It is
// the zero Term before the issue. On one day a recorded suspension comes before
// an endorsement, which ends it. Errors: ErrNoDay for the day or an event;
// ErrNotIssued for an event before the issue; ErrOrder; those of Begin, Endorse
// and RecordSuspension for the events counted.
func (l Timeline) Term(day civil.Date, p *Policy) (Term, error) {
	p, err := reading(p)
	if err != nil {
		return Term{}, err
	}
	return l.term(day, p)
}

func (l Timeline) term(day civil.Date, p *Policy) (t Term, err error) {
	if day.IsZero() {
		return t, ErrNoDay
	}
	if l.Issued.OnOrBefore(day) {
		if t, err = begin(&l.Origin, p); err != nil {
			return Term{}, err
		}
	}
	recorded := l.SuspensionRecorded
	if p.Suspension != FromRecordedDay {
		recorded = nil
	}
	for _, e := range l.Endorsed {
		if e.StrictlyAfter(day) {
			continue
		}
		if recorded, err = t.recordUpTo(e, day, recorded, p); err != nil {
			return Term{}, err
		}
		if err = t.endorse(e, p); err != nil {
			return Term{}, err
		}
	}
	if _, err = t.recordUpTo(day, day, recorded, p); err != nil {
		return Term{}, err
	}
	return t, nil
}

// recordUpTo counts the leading recordings on or before until, skips those
// after day and gives back the rest.
func (t *Term) recordUpTo(until, day civil.Date, recorded []civil.Date, p *Policy) ([]civil.Date, error) {
	for i, r := range recorded {
		switch {
		case r.StrictlyAfter(day):
			continue
		case r.StrictlyAfter(until):
			return recorded[i:], nil
		}
		if err := t.recordSuspension(r, p); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// On is the state on a day, from the events on or before it alone. It allocates
// nothing. Errors: those of Term, and those of the calendar if Status or
// Overdue of the day depends on it.
func (l Timeline) On(day civil.Date, p *Policy) (State, error) {
	p, err := reading(p)
	if err != nil {
		return State{}, err
	}
	t, err := l.term(day, p)
	if err != nil {
		return State{}, err
	}
	return t.on(day, p)
}

// Preview is the effect of one more endorsement on a day, after all events on
// or before it. Errors: those of Term and of Term.Preview.
func (l Timeline) Preview(day civil.Date, p *Policy) (Effect, error) {
	t, err := l.Term(day, p)
	if err != nil {
		return Effect{}, err
	}
	return t.Preview(day, p)
}
