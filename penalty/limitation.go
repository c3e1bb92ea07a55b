package penalty

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

var (
	sixMonths = civil.Months(6) // 治安管理处罚法 22 (2012), 25 (2025)
	twoYears  = civil.Years(2)  // 行政处罚法 36
)

// Limitation is the last day on which discovering the act still allows a
// sanction: six months after an act of article 28, two years (or six months,
// reading A69) after one of articles 26 and 27. Day is the day of the act or
// the last day of a continuing one, and of one that still goes on the day of
// decision; it is left out and the corresponding day is the last. Holidays extend
// it only under reading A03 (b). A nil policy chooses the default readings.
//
// It is zero if the draft has no sanction for the act, if day is zero, if the
// policy holds no reading, or if its calendar has no data for the days it would
// have to look at.
func Limitation(act Act, day civil.Date, p *Policy) civil.Date {
	p, err := reading(p)
	if err != nil {
		return civil.Date{}
	}
	return limitation(act, day, p)
}

func limitation(act Act, day civil.Date, p *Policy) civil.Date {
	last := unmoved(act, day, p)
	if p.Extension != civil.EveryPeriod {
		return last
	}
	moved, err := civil.MoveOffHoliday(last, p.Calendar, p.OffDays)
	if err != nil {
		return civil.Date{} // nothing is known about that day
	}
	return moved
}

// unmoved is the last day of the limitation, wherever holidays put it.
func unmoved(act Act, day civil.Date, p *Policy) civil.Date {
	if !act.Sanctioned() {
		return civil.Date{}
	}
	period := twoYears
	if act.article() == 28 || p.Limitation == SixMonthsForAll {
		period = sixMonths
	}
	return period.LastDay(day, p.LimitationStart)
}

// Barred tells whether it is too late to punish the act, because it was
// discovered after the last day of the limitation. Limitation bars punishment,
// never confiscation or cancellation. It is Unknown if the draft has no sanction
// for the act, if a day is missing, or if the policy holds no reading; and under
// reading A03 (b) where it hangs on days the calendar has no data for: holidays
// only move the last day on, so what was discovered before is never barred.
func Barred(act Act, day, discovered civil.Date, p *Policy) rule.Truth {
	p, err := reading(p)
	if err != nil {
		return rule.Unknown
	}
	return barred(act, day, discovered, p)
}

func barred(act Act, day, discovered civil.Date, p *Policy) rule.Truth {
	first := unmoved(act, day, p)
	if first.IsZero() || discovered.IsZero() {
		return rule.Unknown
	}
	latest := first
	if p.Extension == civil.EveryPeriod {
		var err error
		if first, latest, err = civil.MoveBounds(first, p.Calendar, p.OffDays, discovered); err != nil {
			return rule.Unknown
		}
	}
	return rule.OfBounds(discovered.StrictlyAfter(first), discovered.StrictlyAfter(latest))
}
