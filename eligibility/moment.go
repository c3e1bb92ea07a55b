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

// reached is the first day on which a period counts as full. Under EveryPeriod
// a last day that is off moves on (reading A03); the zero Date then says that
// the calendar does not know.
func (k moment) reached(p civil.Period, start civil.Date, c civil.Counting, f civil.Fullness) civil.Date {
	if k.policy.Extension != civil.EveryPeriod || k.policy.Calendar == nil {
		return p.Reached(start, c, f)
	}
	last, err := civil.MoveOffHoliday(p.LastDay(start, c), k.policy.Calendar, k.policy.OffDays)
	if err != nil {
		return civil.Date{}
	}
	if f == civil.AfterLastDay {
		return last.DayAfter()
	}
	return last
}

// halfYearFrom is the first day on which a half-year that began on the day is
// full.
func (k moment) halfYearFrom(start civil.Date) civil.Date {
	counting, fullness := k.policy.Full.rules()
	return k.reached(k.policy.HalfYear.period(), start, counting, fullness)
}

// halfYearSince is whether a half-year that began on the day is full. The zero
// Date, no start, makes it Unmet.
func (k moment) halfYearSince(start civil.Date) rule.Truth {
	if k.policy.Extension != civil.EveryPeriod || k.policy.Calendar == nil || start.IsZero() {
		return rule.Of(start.OnOrBefore(k.fullBy))
	}
	return since(k.halfYearFrom(start), k.on)
}

// since is whether the day has come; Unknown if the calendar gave none.
func since(from, on civil.Date) rule.Truth {
	if from.IsZero() {
		return rule.Unknown
	}
	return rule.Of(from.OnOrBefore(on))
}

// ageFrom is the first day on which somebody has reached an age (reading A05).
func (k moment) ageFrom(born civil.Date, years int) civil.Date {
	return k.reached(civil.Years(years), born, civil.StartExcluded, k.policy.Age)
}

// reachedAge is whether somebody has reached an age on the day; Unknown without
// a birth date.
func (k moment) reachedAge(born civil.Date, years int) rule.Truth {
	if born.IsZero() {
		return rule.Unknown
	}
	return since(k.ageFrom(born, years), k.on)
}
