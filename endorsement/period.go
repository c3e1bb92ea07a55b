package endorsement

import (
	"fmt"

	"github.com/juzhuzheng/residence/permit/civil"
)

const (
	termDays   = 365 // A27 (c)
	windowDays = 30  // 期满前三十日内
)

// LastDayFrom is the last day of the one-year term counted from base, a day of
// issue or of endorsement (14.2.a, A27), before any holiday moves it. A missing
// corresponding day is the end of its month (Civil Code 202, A28): the term of
// 29 February 2024 ends on 28 February 2025, and that of 28 February 2023 on 28
// February 2024. Errors: ErrNoDay, ErrRange, ErrPolicy.
func (p *Policy) LastDayFrom(base civil.Date) (civil.Date, error) {
	p, err := reading(p)
	if err != nil {
		return civil.Date{}, err
	}
	return p.lastDay(base)
}

func (p *Policy) lastDay(base civil.Date) (last civil.Date, err error) {
	if base.IsZero() {
		return last, ErrNoDay
	}
	switch p.LastDay {
	case DayBefore:
		last = civil.Years(1).LastDay(base, civil.StartCounted)
	case Days365:
		last = base.AddDays(termDays)
	default:
		last = civil.Years(1).LastDay(base, civil.StartExcluded)
	}
	if last.IsZero() {
		return last, ErrRange
	}
	return last, nil
}

// LastValidDay is the last day on which a permit is valid whose term is counted
// from base, to 24:00. It is LastDayFrom, moved off a holiday only under A03
// (b). Errors: those of LastDayFrom, and of the calendar under A03 (b).
func (p *Policy) LastValidDay(base civil.Date) (civil.Date, error) {
	p, err := reading(p)
	if err != nil {
		return civil.Date{}, err
	}
	last, err := p.lastDay(base)
	if err != nil {
		return civil.Date{}, err
	}
	return p.lastValid(last)
}

// lastValid moves the last day of a term where A03 moves terms.
func (p *Policy) lastValid(last civil.Date) (civil.Date, error) {
	if p.Extension != civil.EveryPeriod {
		return last, nil
	}
	return p.offHoliday(last)
}

// WindowBefore are the days, both included, on which a permit with this last
// valid day is endorsed in time as the words of 14.2.b put it (A29); holidays
// move only the Deadline. Errors: ErrNoDay, ErrRange, ErrPolicy.
func (p *Policy) WindowBefore(lastValid civil.Date) (civil.Range, error) {
	p, err := reading(p)
	if err != nil {
		return civil.Range{}, err
	}
	if lastValid.IsZero() {
		return civil.Range{}, ErrNoDay
	}
	w := p.window(lastValid)
	if w.First.IsZero() || w.Last.IsZero() {
		return civil.Range{}, ErrRange
	}
	return w, nil
}

func (p *Policy) window(lastValid civil.Date) civil.Range {
	switch p.Window {
	case ThirtyDaysEndingOnE:
		return civil.Range{First: lastValid.AddDays(1 - windowDays), Last: lastValid}
	case ThirtyDaysBeforeE:
		return civil.Range{First: lastValid.AddDays(-windowDays), Last: lastValid.DayBefore()}
	case OneMonth:
		return civil.Range{First: lastValid.AddMonths(-1), Last: lastValid}
	default:
		return civil.Range{First: lastValid.AddDays(-windowDays), Last: lastValid}
	}
}

// Deadline is the last day on which an endorsement is in time (14.2.b): the
// last day of the window, moved to the first day after a holiday if the policy
// has a calendar (A03, A04). Errors: those of WindowBefore; a calendar without
// data for a day it needs is an error, never a guess.
func (p *Policy) Deadline(lastValid civil.Date) (civil.Date, error) {
	w, err := p.WindowBefore(lastValid)
	if err != nil {
		return civil.Date{}, err
	}
	if p == nil {
		p = &defaultPolicy
	}
	return p.deadline(w)
}

func (p *Policy) deadline(w civil.Range) (civil.Date, error) {
	if p.Extension == civil.NoPeriod {
		return w.Last, nil
	}
	return p.offHoliday(w.Last)
}

// deadlines are the first and the last day that the deadline can be where the
// calendar lacks data: of a window that ends soonest, and of one that ends
// latest, seen from a day (see civil.MoveBounds).
func (p *Policy) deadlines(soonest, latest, day civil.Date) (first, last civil.Date, err error) {
	if p.Extension == civil.NoPeriod {
		return soonest, latest, nil
	}
	first, last, err = p.bounds(soonest, day)
	if latest != soonest { // a holiday without end has none for the later one either
		_, last, err = p.bounds(latest, day)
	}
	return first, last, err
}

func (p *Policy) bounds(last, until civil.Date) (first, latest civil.Date, err error) {
	first, latest, err = civil.MoveBounds(last, p.Calendar, p.OffDays, until)
	return first, latest, wrapHoliday(err)
}

// Overdue reports whether on that day the deadline has passed for a permit with
// this last valid day (14.3.a). A calendar without data is an error only if the
// answer depends on it. Errors: those of WindowBefore, ErrNoDay, those of the
// calendar.
func (p *Policy) Overdue(lastValid, day civil.Date) (bool, error) {
	w, err := p.WindowBefore(lastValid)
	switch {
	case err != nil:
		return false, err
	case day.IsZero():
		return false, ErrNoDay
	case p == nil:
		p = &defaultPolicy
	}
	first, latest, err := p.deadlines(w.Last, w.Last, day)
	if err != nil {
		return false, err
	}
	late := day.StrictlyAfter(first)
	if late != day.StrictlyAfter(latest) {
		_, err = p.deadline(w)
	}
	return late && err == nil, err
}

func (p *Policy) offHoliday(day civil.Date) (civil.Date, error) {
	moved, err := civil.MoveOffHoliday(day, p.Calendar, p.OffDays)
	return moved, wrapHoliday(err)
}

func wrapHoliday(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("endorsement: holiday extension (A03): %w", err)
}

// next is the day from which a term is counted that follows on the one with
// this last valid day: the term that counts its first day begins on the day
// after, the others are counted from that day itself.
func (p *Policy) next(lastValid civil.Date) civil.Date {
	if p.LastDay == DayBefore {
		return lastValid.DayAfter()
	}
	return lastValid
}
