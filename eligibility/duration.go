package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// inForce is whether a term covers the day, both ends included. One end may
// settle it alone; what is not recorded stays open.
func inForce(t *permit.Term, day civil.Date) rule.Truth {
	if t.From.StrictlyAfter(day) || t.Until.StrictlyBefore(day) {
		return rule.Unmet
	}
	if t.From.IsZero() || t.Until.IsZero() && !t.LongTerm {
		return rule.Unknown
	}
	return rule.Met
}

// lasting is how many months reading A15 looks ahead or back.
const lasting = 6

// lasts is whether a job or a dwelling is in force on the day and, where
// reading A15 asks for it, has six months to run or behind it.
func lasts(t *permit.Term, k moment) rule.Truth {
	now := inForce(t, k.on)
	if k.policy.Lasting == InForceOnTheDay {
		return now
	}
	return now.And(lastsLong(t, k))
}

func lastsLong(t *permit.Term, k moment) rule.Truth {
	if k.policy.Lasting == MustHaveLasted {
		return lasted(t, k)
	}
	switch {
	case t.LongTerm:
		return rule.Met
	case t.Until.IsZero():
		return rule.Unknown
	}
	return rule.Of(t.Until.OnOrAfter(civil.Months(lasting).LastDay(k.on, civil.StartExcluded)))
}

// lasted is whether a term has lasted six months on the day; Unknown without its
// first day.
func lasted(t *permit.Term, k moment) rule.Truth {
	if t.From.IsZero() {
		return rule.Unknown
	}
	counting, fullness := k.policy.Full.rules()
	return k.full(civil.Months(lasting), t.From, counting, fullness, k.on)
}

// lastedFrom is the first day on which a term has lasted six months.
func lastedFrom(t *permit.Term, k moment) civil.Date {
	counting, fullness := k.policy.Full.rules()
	return k.reached(civil.Months(lasting), t.From, counting, fullness)
}

// lastsFrom is the first day on which a term that has not begun, or not lasted,
// will do so; the zero Date where time does not help.
func lastsFrom(t *permit.Term, k moment) civil.Date {
	from := t.From
	if k.policy.Lasting == MustHaveLasted {
		from = lastedFrom(t, k)
	}
	if !from.StrictlyAfter(k.on) || inForce(t, from) != rule.Met {
		return civil.Date{}
	}
	if k.policy.Lasting == MustStillLast {
		k.on = from
		if lastsLong(t, k) != rule.Met {
			return civil.Date{}
		}
	}
	return from
}

// soonest is the first of the days on which one of a list will do, of several jobs
// or dwellings any; the zero Date if none will. Whether that one suits in the other
// respects is for the decision on that day.
func soonest[T any](list []T, from func(*T) civil.Date) (first civil.Date) {
	for i := range list {
		if day := from(&list[i]); first.IsZero() || day.StrictlyBefore(first) {
			first = day
		}
	}
	return first
}
