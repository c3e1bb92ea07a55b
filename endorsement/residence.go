package endorsement

import (
	"github.com/juzhuzheng/residence/permit/civil"
)

// A Residence is a run of continuous residence in Beijing (14.3.c). The draft
// does not say what absence breaks it; here none does (A80). The zero Residence
// is one whose start is not recorded.
type Residence struct {
	// Since is the first day of the present run (A34, A33). Zero means that
	// the start the reading A34 asks for is not recorded.
	Since civil.Date `json:"since"`
	// PriorDays are the days kept from earlier runs; only under
	// KeepPriorExcludeGap are there any.
	PriorDays int `json:"priorDays,omitzero"`
	// Open tells that both hang on days about which the calendar has no data:
	// whether an endorsement was late, or by how many days. Both are zero then.
	Open bool `json:"open,omitzero"`
}

// CountedFrom is the day from which years are counted: Since, moved back by the
// days kept from earlier runs. So a gap moves each anniversary by its own
// length. Zero if Since is.
func (r Residence) CountedFrom() civil.Date {
	if r.PriorDays == 0 {
		return r.Since
	}
	return r.Since.AddDays(-r.PriorDays)
}

// FullMonths are the full months of continuous residence on that day, the start
// day not counted; twelve make a year. A month is full as A02 says and, under
// A03 (b), not before its last day is moved off a holiday. The second result is
// false where the start is not recorded or lies after the day: no value, which
// is not zero. Errors: ErrNoDay, ErrPolicy, those of the calendar under A03 (b).
func (r Residence) FullMonths(on civil.Date, p *Policy) (int, bool, error) {
	p, err := reading(p)
	switch {
	case err != nil:
		return 0, false, err
	case on.IsZero():
		return 0, false, ErrNoDay
	}
	return r.fullMonths(on, p)
}

func (r Residence) fullMonths(on civil.Date, p *Policy) (int, bool, error) {
	from := r.CountedFrom()
	months, ok := civil.CompletedMonths(from, on, civil.StartExcluded, p.Full)
	if !ok || p.Extension != civil.EveryPeriod {
		return months, ok, nil
	}
	for ; months > 0; months-- {
		last, err := p.offHoliday(civil.Months(months).LastDay(from, civil.StartExcluded))
		if err != nil {
			return 0, false, err
		}
		if on.StrictlyAfter(last) || p.Full == civil.OnLastDay && on == last {
			break
		}
	}
	return months, true, nil
}

// madeUp is the residence after a late endorsement on day L: the days from the
// deadline to the day before L are overdue (14.3.c, A33).
func (r Residence) madeUp(day, deadline civil.Date, p *Policy) Residence {
	switch p.Late {
	case KeepPriorExcludeGap:
		if r.Since.IsZero() {
			return r
		}
		return Residence{Since: day, PriorDays: r.PriorDays + r.Since.DaysUntil(deadline) + 1}
	case Seamless:
		return r
	default:
		return Residence{Since: day}
	}
}
