package eligibility

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// A moment is what the predicates need to know of the day of judgement and the
// policy. It stays this small so that it travels in registers.
type moment struct {
	policy *Policy
	on     civil.Date
	fullBy civil.Date  // the latest start of a half-year that is full on the day
	month  civil.Month // the month of judgement
}

func prepare(on civil.Date, p *Policy) moment {
	counting, fullness := p.Full.rules()
	return moment{
		policy: p,
		on:     on,
		fullBy: p.HalfYear.period().LatestStart(on, counting, fullness),
		month:  civil.MonthOf(on),
	}
}

// extends is whether a last day that is off moves on: every period, reading A03.
func (k moment) extends() bool {
	return k.policy.Extension == civil.EveryPeriod && k.policy.Calendar != nil
}

// bounds are the first and the latest day on which a period can count as full,
// whatever holds for the days without calendar data; both are zero where the
// period or its holiday has no end. A latest day that lies after until may be
// given too early, but still after until.
func (k moment) bounds(p civil.Period, start civil.Date, c civil.Counting, f civil.Fullness, until civil.Date) (first, latest civil.Date) {
	if !k.extends() {
		first = p.Reached(start, c, f)
		return first, first
	}
	return p.ReachedBounds(start, c, f, k.policy.Calendar, k.policy.OffDays, until)
}

// reached is the first day on which a period counts as full; the zero Date says
// that the calendar does not know.
func (k moment) reached(p civil.Period, start civil.Date, c civil.Counting, f civil.Fullness) civil.Date {
	first, latest := k.bounds(p, start, c, f, start)
	if first != latest {
		return civil.Date{}
	}
	return first
}

// full is whether a period counts as full on a day. An extension only moves the
// last day on, so days without calendar data leave it open only between the first
// and the latest day that it can be.
func (k moment) full(p civil.Period, start civil.Date, c civil.Counting, f civil.Fullness, on civil.Date) rule.Truth {
	if p.Reached(start, c, f).StrictlyAfter(on) {
		return rule.Unmet
	}
	first, latest := k.bounds(p, start, c, f, on)
	if first.IsZero() {
		return rule.Unknown
	}
	return rule.OfBounds(on.OnOrAfter(first), on.OnOrAfter(latest))
}

// halfYearFrom is the first day on which a half-year that began on the day is
// full.
func (k moment) halfYearFrom(start civil.Date) civil.Date {
	counting, fullness := k.policy.Full.rules()
	return k.reached(k.policy.HalfYear.period(), start, counting, fullness)
}

// halfYearSoonest is the first day on which it can be full, where the calendar
// does not know it.
func (k moment) halfYearSoonest(start civil.Date) civil.Date {
	counting, fullness := k.policy.Full.rules()
	first, _ := k.bounds(k.policy.HalfYear.period(), start, counting, fullness, start)
	return first
}

// halfYearSince is whether a half-year that began on the day is full. The zero
// Date, no start, makes it Unmet.
func (k moment) halfYearSince(start civil.Date) rule.Truth {
	if !k.extends() || start.IsZero() {
		return rule.Of(start.OnOrBefore(k.fullBy))
	}
	counting, fullness := k.policy.Full.rules()
	return k.full(k.policy.HalfYear.period(), start, counting, fullness, k.on)
}

// ageFrom is the first day on which somebody has reached an age (reading A05).
func (k moment) ageFrom(born civil.Date, years int) civil.Date {
	return k.reached(civil.Years(years), born, civil.StartExcluded, k.policy.Age)
}

// reachedAge is whether somebody has reached an age on the day; Unknown without
// a birth date.
func (k moment) reachedAge(born civil.Date, years int) rule.Truth {
	return k.reachedAgeOn(born, years, k.on)
}

// reachedAgeOn is reachedAge on another day; Unknown without that day, too.
func (k moment) reachedAgeOn(born civil.Date, years int, on civil.Date) rule.Truth {
	if born.IsZero() || on.IsZero() {
		return rule.Unknown
	}
	return k.full(civil.Years(years), born, civil.StartExcluded, k.policy.Age, on)
}
