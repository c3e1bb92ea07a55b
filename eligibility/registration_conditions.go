package eligibility

import (
	"github.com/juzhuzheng/residence/permit/civil"
	"github.com/juzhuzheng/residence/permit/law"
	"github.com/juzhuzheng/residence/permit/rule"
)

// registered is 7.1: a registration is in force on the day. However long
// somebody has lived in Beijing, registration is the basis for applying.
func registered(a *Application, k moment) rule.Truth {
	if registeredOn(a.Registrations, k.on) {
		return rule.Met
	}
	if a.Registrations == nil || undated(a.Registrations) {
		return rule.Unknown
	}
	return rule.Unmet
}

// halfYear is 8.1: the registration has been in place for a full half-year.
func halfYear(a *Application, k moment) rule.Truth {
	var t rule.Truth
	switch k.policy.StartsWith {
	case WithActualResidence:
		t = residedHalfYear(a, k)
	case WithLaterOfBoth:
		t = registeredHalfYear(a, k).And(residedHalfYear(a, k))
	default:
		t = registeredHalfYear(a, k)
	}
	return orGuardianPermit(t, a, k)
}

func residedHalfYear(a *Application, k moment) rule.Truth {
	if a.ResidesSince.IsZero() {
		return rule.Unknown
	}
	return k.halfYearSince(a.ResidesSince)
}

func registeredHalfYear(a *Application, k moment) rule.Truth {
	if k.policy.Continuity == OneRunInBeijing {
		t := k.halfYearSince(runStart(a.Registrations, k.on))
		if t == rule.Unmet && (a.Registrations == nil || undated(a.Registrations)) {
			return rule.Unknown
		}
		return t
	}
	start, early := registrationStarts(a, k)
	t := k.halfYearSince(start)
	if early != start && k.halfYearSince(early) != t {
		return rule.Unknown
	}
	if t == rule.Unmet && (a.Registrations == nil || undated(a.Registrations)) {
		return rule.Unknown
	}
	return t
}

// registrationStarts is the day from which the half-year of registration runs.
// Where an unrecorded district leaves it open, the two days are the latest and
// the earliest it can be; else they are equal.
func registrationStarts(a *Application, k moment) (latest, earliest civil.Date) {
	switch k.policy.Continuity {
	case OneRunInDistrict:
		return runStartInDistrict(a.Registrations, k.on, false), runStartInDistrict(a.Registrations, k.on, true)
	case PeriodsAddUp:
		latest = addedStart(a.Registrations, k.on)
	default:
		latest = runStart(a.Registrations, k.on)
	}
	return latest, latest
}

// halfYearStart is the day from which the half-year runs as far as is known,
// for telling; the zero Date if it does not run.
func halfYearStart(a *Application, k moment) civil.Date {
	start, _ := registrationStarts(a, k)
	switch k.policy.StartsWith {
	case WithActualResidence:
		return a.ResidesSince
	case WithLaterOfBoth:
		if start.IsZero() || a.ResidesSince.IsZero() {
			return civil.Date{}
		}
		if a.ResidesSince.StrictlyAfter(start) {
			return a.ResidesSince
		}
	}
	return start
}

// tellHalfYear tells when a half-year is full. What the calendar does not know is
// told only where it matters.
func tellHalfYear(start civil.Date, k moment) []any {
	if from := k.halfYearFrom(start); !from.IsZero() {
		return say(law.Bilingual{ZH: "自%v起算，%v起为已满，判断之日为%v", EN: "counted from %v, full from %v; the day of judgement is %v"}, start, from, k.on)
	}
	switch k.halfYearSince(start) {
	case rule.Met:
		return say(law.Bilingual{ZH: "自%v起算，至判断之日%v已满", EN: "counted from %v, full by %v, the day of judgement"}, start, k.on)
	case rule.Unmet:
		return say(law.Bilingual{ZH: "自%v起算，最早于%v为已满，判断之日为%v", EN: "counted from %v, full from %v at the earliest; the day of judgement is %v"}, start, k.halfYearSoonest(start), k.on)
	}
	return say(law.Bilingual{ZH: "自%v起算，日历没有期满之年的数据", EN: "counted from %v; the calendar has no data for the year in which it ends"}, start)
}

// addsUp is whether the start of the half-year is no day of a registration but was
// worked out from days that add up (reading A09 c).
func addsUp(start civil.Date, a *Application, k moment) bool {
	return k.policy.Continuity == PeriodsAddUp && k.policy.StartsWith != WithActualResidence &&
		start == addedStart(a.Registrations, k.on) && start != runStart(a.Registrations, k.on)
}

// tellAdded tells how many registered days add up. Only while a registration is in
// force do more come by waiting.
func tellAdded(start civil.Date, a *Application, k moment) []any {
	n, first := start.DaysUntil(k.on)+1, firstRegistered(a.Registrations, k.on)
	days := say(law.Bilingual{ZH: "自%v起，截至判断之日%v，登记的日数合计%d日", EN: "from %v until %v, the day of judgement, %d days of registration in all"}, first, k.on, n)
	if k.halfYearSince(start) == rule.Met {
		return days
	}
	if full := k.halfYearFrom(start); !full.IsZero() && registeredOn(a.Registrations, k.on) {
		return join(days, say(law.Bilingual{ZH: "；登记不中断的，%v起为已满", EN: "; full from %v if the registration goes on"}, full))
	}
	return days
}

// tellFalse adds the registrations that are left out because they were found to be
// false (7.2).
func tellFalse(text []any, a *Application, k moment) []any {
	n, last := 0, (*Registration)(nil)
	for i := range a.Registrations {
		if r := &a.Registrations[i]; r.foundFalse(k.on) {
			n, last = n+1, r
		}
	}
	switch n {
	case 0:
		return text
	case 1:
		return join(text, say(law.Bilingual{ZH: "；自%v起的登记于%v经认定为虚假，不予计入", EN: "; the registration of %v was found to be false on %v and does not count"}, last.First, last.Falsity.Day))
	}
	return join(text, say(law.Bilingual{ZH: "；经认定为虚假而不予计入的登记共%d项", EN: "; registrations found to be false, which do not count: %d"}, n))
}

func registrationConditions() []rule.Condition[Application, moment] {
	return []rule.Condition[Application, moment]{
		{
			Code: CodeRegistered, Cite: law.MustCite("7.1"), Path: "/registrations",
			Rule:  law.Bilingual{ZH: "当日有有效的暂住登记", EN: "a temporary-residence registration is in force on the day"},
			Fact:  told,
			Check: registered,
			Detail: func(a *Application, k moment) []any {
				if start := runStart(a.Registrations, k.on); !start.IsZero() {
					return say(law.Bilingual{ZH: "自%v起登记", EN: "registered since %v"}, start)
				}
				if a.Registrations == nil {
					return say(law.Bilingual{ZH: "未记载", EN: "not recorded"})
				}
				return tellFalse(say(law.Bilingual{ZH: "%v没有有效的登记", EN: "none in force on %v"}, k.on), a, k)
			},
		},
		{
			Code: CodeHalfYear, Cite: law.MustCite("8.1"), Path: "/registrations",
			Readings: []law.ReadingID{law.A01, law.A02, law.A03, law.A04, law.A08, law.A09, law.A20},
			Rule:     law.Bilingual{ZH: "办理暂住登记已满半年", EN: "the registration has been in place for a full half-year"},
			Fact:     told,
			Check:    halfYear,
			Detail: func(a *Application, k moment) []any {
				if k.policy.Children == GuardianPermitSuffices && guardianPermitStandsIn(a, k) == rule.Met {
					return say(standsIn)
				}
				start := halfYearStart(a, k)
				switch {
				case start.IsZero():
					return tellFalse(say(law.Bilingual{ZH: "没有可以起算的日期", EN: "there is no day to count from"}), a, k)
				case addsUp(start, a, k):
					return tellFalse(tellAdded(start, a, k), a, k)
				}
				return tellFalse(tellHalfYear(start, k), a, k)
			},
			Earliest: func(a *Application, k moment) civil.Date {
				start := halfYearStart(a, k)
				if start.IsZero() {
					return civil.Date{}
				}
				return k.halfYearFrom(start)
			},
		},
	}
}
