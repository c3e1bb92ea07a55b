package endorsement

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// An Effect is what an endorsement on a certain day would do, or did: what the
// counter tells the holder beforehand and what the receipt says afterwards.
type Effect struct {
	Day    civil.Date `json:"day"`
	Timing Timing     `json:"timing"`
	// LastValid, Window and Deadline are those of the term being endorsed.
	// Deadline is zero where it is open because the calendar lacks data that
	// Timing does not depend on.
	LastValid civil.Date  `json:"lastValid"`
	Window    civil.Range `json:"window"`
	Deadline  civil.Date  `json:"deadline,omitzero"`
	// Opens is the first day on which an endorsement is accepted: the window's
	// first, or an earlier one where A31 accepts it.
	Opens civil.Date `json:"opens"`
	// After is the term that follows; the old term, unchanged, if the
	// endorsement is not accepted.
	After Term `json:"after"`
	// DaysLost is by how many days After ends before the term that would have
	// kept the anniversary: what coming early costs under A30 (a). It is never
	// negative, and 0 for a late endorsement, which has no anniversary to keep.
	DaysLost int `json:"daysLost,omitzero"`
	// OverdueDays are the days between the deadline and Day, neither counted.
	// What happened on them is not repaired (14.3.b). It is 0 also where
	// Deadline is open; their number is open then.
	OverdueDays int `json:"overdueDays,omitzero"`
	// Restarted tells that the years of continuous residence are counted
	// afresh from Day (14.3.c).
	Restarted bool `json:"restarted,omitzero"`
	// Readings are those applied here and in none of Decide's conditions: A34,
	// from which the residence of After is counted, and A33 where the endorsement
	// is late and has an effect.
	Readings []rule.Applied `json:"readings,omitempty"`
}

// Preview is the effect of an endorsement on that day. An endorsement that is
// too early, or too late under A35 (c), is an Effect and not an error here.
// Errors: those of Classify, ErrRange.
func (t Term) Preview(day civil.Date, p *Policy) (Effect, error) {
	p, err := reading(p)
	if err != nil {
		return Effect{}, err
	}
	l, err := t.limits(day, p)
	if err != nil {
		return Effect{}, err
	}
	if err := l.lapse(day, p); err != nil {
		return Effect{}, err
	}
	k := l.known()
	if k.timing == 0 || k.opens.IsZero() {
		return Effect{}, t.lack(&l, p)
	}
	e := Effect{
		Day: day, Timing: k.timing, LastValid: k.lastValid, Window: k.window, Deadline: k.deadline, Opens: k.opens, After: t,
		Readings: []rule.Applied{readings.Applied(p, law.A34)},
	}
	if day.StrictlyAfter(k.deadline) {
		e.OverdueDays = k.deadline.DaysUntil(day) - 1
	}
	if !e.Timing.Accepted() {
		return e, nil
	}
	if err = e.After.renew(day, &l, p); err != nil {
		return Effect{}, err
	}
	if e.Timing == Late {
		e.Readings = []rule.Applied{readings.Applied(p, law.A33), readings.Applied(p, law.A34)}
		e.Restarted = p.Late == Reset
		return e, nil
	}
	if kept, err := p.lastDay(p.next(k.lastValid)); err == nil {
		e.DaysLost = max(0, e.After.LastDay.DaysUntil(kept))
	}
	return e, nil
}
