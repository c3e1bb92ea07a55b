package penalty

import (
	"strconv"

	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/rule"
)

// Under reading A03 (b) the last day of a year of life that is off moves on as
// that of any period does; without a calendar nothing moves.

// reached tells whether somebody born then has that age on the day. It is Unknown
// without a birth date, and where it hangs on days the calendar has no data for.
func (k moment) reached(born civil.Date, years int, on civil.Date) rule.Truth {
	if born.IsZero() || on.IsZero() {
		return rule.Unknown
	}
	p, life := k.policy, civil.Years(years)
	first := life.Reached(born, civil.StartExcluded, p.Age)
	if p.Extension != civil.EveryPeriod || !on.OnOrAfter(first) { // holidays only put the day off
		return rule.Of(on.OnOrAfter(first))
	}
	first, latest := life.ReachedBounds(born, civil.StartExcluded, p.Age, p.Calendar, p.OffDays, on)
	if first.IsZero() {
		return rule.Unknown
	}
	return rule.OfBounds(on.OnOrAfter(first), on.OnOrAfter(latest))
}

// ageOn is the age in full years on the day, if it is known.
func (k moment) ageOn(born, day civil.Date) (int, bool) {
	years, ok := civil.AgeOn(born, day, k.policy.Age)
	for ok && years > 0 {
		switch k.reached(born, years, day) {
		case rule.Met:
			return years, true
		case rule.Unknown:
			return 0, false
		}
		years--
	}
	return years, ok
}

// ageDetail is that age as a value of a fact text; nothing if it is not known.
func (k moment) ageDetail(born, day civil.Date) []any {
	years, ok := k.ageOn(born, day)
	if !ok {
		return nil
	}
	return []any{strconv.Itoa(years)}
}
