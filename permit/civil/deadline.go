package civil

// MoveOffHoliday returns the last day itself if it is not off, or else the first
// day after it that is not: the last day of a period that falls on a holiday
// moves to the day after the holiday (Civil Code 203 paragraph 1). Which periods
// move is reading A03 and the caller's choice.
//
// Without a calendar (nil) nothing moves. The zero Date stays zero. Errors are
// those of [IsOff], for any day looked at; then the Date is zero. A holiday
// without end in the calendar is an error that wraps [ErrInvalid].
func MoveOffHoliday(last Date, cal Calendar, rule OffRule) (Date, error) {
	if last.IsZero() || cal == nil {
		return last, nil
	}
	for day := last; !day.IsZero(); day = day.DayAfter() {
		off, err := IsOff(cal, day, rule)
		if err != nil {
			return Date{}, err
		}
		if !off {
			return day, nil
		}
	}
	return Date{}, errBeyond()
}

// MoveBounds returns the first and the last day to which [MoveOffHoliday] can
// move the last day, whatever holds for the days about which the calendar has no
// data: the first as if people worked on each of them, the last as if each were
// off. Where the two are the same, that is the day itself. Days after until are
// looked at only while the first is not found; where the last lies beyond, some
// day after until is given for it, so that no day up to until is too late.
//
// No holiday is taken to last longer than a year: where a year of days from last
// on holds none known to be a workday, latest is the first day after it on which
// people may have worked.
//
// A day counts as without data wherever [IsOff] is an error, one of the calendar's
// own included: what a calendar could not say just now is as open as what it has
// no data for, and the bounds hold either way. Who needs the one day asks
// [MoveOffHoliday], which gives the error. Without a calendar (nil) both are the
// last day, which may be zero. A holiday without end in the calendar is an error
// that wraps [ErrInvalid]; no other error is given.
func MoveBounds(last Date, cal Calendar, rule OffRule, until Date) (first, latest Date, err error) {
	if last.IsZero() || cal == nil {
		return last, last, nil
	}
	for day := last; !day.IsZero(); day = day.DayAfter() {
		if !first.IsZero() && day.StrictlyAfter(until) {
			return first, day, nil
		}
		off, known := offIfKnown(cal, day, rule)
		if off {
			continue
		}
		if first.IsZero() {
			first = day
		}
		if known || day.n-last.n >= longestHoliday {
			return first, day, nil
		}
	}
	return Date{}, Date{}, errBeyond()
}

// longestHoliday is how many days in a row may all be off for want of data. Any
// number that no notice will ever reach would do.
const longestHoliday = 365

// offIfKnown is IsOff without an error. Without data a day is off only where the
// rule takes every Saturday and Sunday, also one made a workday.
func offIfKnown(cal Calendar, day Date, rule OffRule) (off, known bool) {
	if t, ok := cal.(*Table); !ok || t.kind(day) != KindUnknown { // spares a Table its error
		if off, err := IsOff(cal, day, rule); err == nil {
			return off, true
		}
	}
	off = rule == WeekendsAndStatutory && day.onWeekend()
	return off, off
}

// WorkingDaysAfter returns the n-th day after start that is not off. The start
// is never counted; 0 gives the start itself, whatever kind of day it is.
// Errors are those of [IsOff], for any day looked at, a missing calendar
// included, and ErrInvalid for a negative n or a result beyond the calendar;
// then the Date is zero.
func WorkingDaysAfter(start Date, n int, cal Calendar, rule OffRule) (Date, error) {
	if start.IsZero() {
		return Date{}, errNoDay()
	}
	if n < 0 {
		return Date{}, &InvalidError{What: "period", Rule: "the number of working days is negative"}
	}
	day := start
	for n > 0 {
		day = day.DayAfter()
		if day.IsZero() {
			return Date{}, errBeyond()
		}
		off, err := IsOff(cal, day, rule)
		if err != nil {
			return Date{}, err
		}
		if !off {
			n--
		}
	}
	return day, nil
}

// WorkingDaysBounds returns the first and the last day that [WorkingDaysAfter]
// can give, whatever holds for the days about which the calendar has no data, in
// the way of [MoveBounds]: days after until are looked at only while the first is
// not found, where the last lies beyond, some day after until is given for it, and
// no holiday is taken to last longer than a year. Where the two are the same, that
// is the day itself. Without a calendar (nil) there is no data about any day.
// Errors: ErrInvalid, as in WorkingDaysAfter.
func WorkingDaysBounds(start Date, n int, cal Calendar, rule OffRule, until Date) (first, latest Date, err error) {
	switch {
	case start.IsZero():
		return Date{}, Date{}, errNoDay()
	case n < 0:
		return Date{}, Date{}, &InvalidError{What: "period", Rule: "the number of working days is negative"}
	case n == 0:
		return start, start, nil
	}
	worked, known := 0, 0 // the days that may have been worked, and that were
	latest = start        // the last of those that were
	for day := start.DayAfter(); !day.IsZero(); day = day.DayAfter() {
		if !first.IsZero() && day.StrictlyAfter(until) {
			return first, day, nil
		}
		off, sure := offIfKnown(cal, day, rule)
		if off {
			continue
		}
		if worked++; worked == n {
			first = day
		}
		if sure || day.n-latest.n > longestHoliday {
			latest = day
			known++
		}
		if known == n {
			return first, latest, nil
		}
	}
	return Date{}, Date{}, errBeyond()
}

// ReachedBounds returns the first and the last day on which a period can count as
// full if its last day, too, moves off holidays: those of [Period.Reached] for a
// last day moved as [MoveBounds] says. Both are zero where [Period.Reached] is, and
// where the holiday has no end in the calendar.
func (p Period) ReachedBounds(start Date, c Counting, f Fullness, cal Calendar, rule OffRule, until Date) (first, latest Date) {
	if p.Reached(start, c, f).IsZero() {
		return Date{}, Date{}
	}
	first, latest, err := MoveBounds(p.LastDay(start, c), cal, rule, until)
	if err != nil {
		return Date{}, Date{}
	}
	if f == AfterLastDay {
		return first.DayAfter(), latest.DayAfter()
	}
	return first, latest
}

// Deadline returns the last day on which an act is in time if it must be done
// within the period: [Period.LastDay], moved off holidays as [MoveOffHoliday]
// does. It returns an error that wraps [ErrInvalid] where LastDay would be zero.
func (p Period) Deadline(start Date, c Counting, cal Calendar, rule OffRule) (Date, error) {
	last := p.LastDay(start, c)
	if last.IsZero() {
		return Date{}, &InvalidError{What: "period", Rule: "it has no last day in the calendar"}
	}
	return MoveOffHoliday(last, cal, rule)
}

func errBeyond() error {
	return &InvalidError{What: "date", Rule: "the day would lie after the year 9999"}
}
