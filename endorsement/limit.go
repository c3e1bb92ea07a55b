package endorsement

import (
	"github.com/juzhuzheng/residence/permit/civil"
)

// A limit is the time limit of a term, seen from one day.
type limit struct {
	lastValid civil.Date
	window    civil.Range
	opens     civil.Date // the first day on which an endorsement is accepted
	deadline  civil.Date
	timing    Timing
}

// limits are the limit as the days without calendar data can have it: the
// soonest as if people worked on each of them, the latest as if each were off.
// Every date of a limit only moves on with more days off, so what is the same in
// both holds for every calendar that agrees with the known days, and each of the
// two is such a calendar's answer. With all data, and without a calendar, the two
// are the same.
type limits struct {
	soonest, latest limit
	lapses          civil.Date // the last day before a lapse, at the latest; only A35 (c) asks for it
}

// aheadOfWindow is at least the number of days between the opening of a window
// and its end (A29): so far beyond the day asked a term must be looked at.
const aheadOfWindow = 31

// limits works out where day stands.
func (t *Term) limits(day civil.Date, p *Policy) (l limits, err error) {
	switch {
	case day.IsZero():
		return l, ErrNoDay
	case t.LastDay.IsZero() || day.StrictlyBefore(t.Issued):
		return l, ErrNotIssued
	case day.StrictlyBefore(t.ActedOn):
		return l, &OrderError{Day: day, After: t.ActedOn}
	}
	first, latest := t.LastDay, t.LastDay
	if p.Extension == civil.EveryPeriod {
		if first, latest, err = p.bounds(t.LastDay, day.AddDays(aheadOfWindow)); err != nil {
			return l, err
		}
	}
	l.soonest.term(t, first, p)
	l.latest = l.soonest
	if latest != first {
		l.latest.term(t, latest, p)
	}
	if l.soonest.deadline, l.latest.deadline, err = p.deadlines(l.soonest.window.Last, l.latest.window.Last, day); err != nil {
		return l, err
	}
	l.soonest.see(day)
	l.latest.see(day)
	return l, nil
}

// term sets what follows from the last valid day.
func (l *limit) term(t *Term, lastValid civil.Date, p *Policy) {
	l.lastValid, l.window = lastValid, p.window(lastValid)
	// Without a window to wait for, what is endorsed is still the running
	// term: one that has not begun was endorsed ahead already (14.2.a).
	l.opens = l.window.First
	if p.Early != Refuse && t.Base.StrictlyBefore(l.opens) {
		l.opens = t.Base
	}
}

// see sets the timing of a day, as if no permit ever lapsed.
func (l *limit) see(day civil.Date) {
	switch {
	case day.StrictlyBefore(l.opens):
		l.timing = TooEarly
	case day.StrictlyBefore(l.window.First):
		l.timing = Early
	case day.OnOrBefore(l.deadline):
		l.timing = OnTime
	default:
		l.timing = Late
	}
}

// overdue reports whether the deadline has passed; the second result is false
// where that is open.
func (l *limits) overdue() (late, known bool) {
	late = l.soonest.timing == Late
	return late, late == (l.latest.timing == Late)
}

// lapse tells a lapsed permit from one that is merely late (A35 c). The last day
// for making an endorsement up is a last day to act like the deadline, and a
// holiday moves it alike (A03).
func (l *limits) lapse(day civil.Date, p *Policy) error {
	switch {
	case p.Lateness != LapseAfterTime || l.soonest.timing != Late: // so the latest is not late either
		return nil
	case p.LapseAfter.IsZero():
		return ErrNoLapsePeriod
	}
	first, last, err := p.deadlines(p.lapses(l.soonest.deadline), p.lapses(l.latest.deadline), day)
	if err != nil {
		return err
	}
	l.lapses = last
	if day.StrictlyAfter(first) {
		l.soonest.timing = Lapsed
	}
	if day.StrictlyAfter(last) {
		l.latest.timing = Lapsed
	}
	return nil
}

// lapses is the last day before a lapse, before any holiday moves it.
func (p *Policy) lapses(deadline civil.Date) civil.Date {
	return p.LapseAfter.LastDay(deadline, civil.StartExcluded)
}

// known is what both limits have in common; the rest, which is open, is zero.
func (l *limits) known() limit {
	if l.soonest == l.latest {
		return l.soonest
	}
	k, o := l.soonest, &l.latest
	if k.lastValid != o.lastValid {
		k.lastValid, k.window = civil.Date{}, civil.Range{}
	}
	if k.opens != o.opens {
		k.opens = civil.Date{}
	}
	if k.deadline != o.deadline {
		k.deadline = civil.Date{}
	}
	if k.timing != o.timing {
		k.timing = 0
	}
	return k
}

// lack is the calendar's error for a limit that is open: a day has no data.
func (t *Term) lack(l *limits, p *Policy) error {
	if _, err := p.lastValid(t.LastDay); err != nil {
		return err
	}
	deadline, err := p.deadline(l.soonest.window)
	if err == nil && p.Lateness == LapseAfterTime && p.Extension != civil.NoPeriod {
		_, err = p.offHoliday(p.lapses(deadline))
	}
	return err
}
