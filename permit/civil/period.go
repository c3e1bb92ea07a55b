package civil

type unit uint8

const (
	noUnit unit = iota
	inDays
	inMonths
	inYears
)

// A Period is a length of time in one calendar unit (Civil Code 200). It is
// comparable and immutable. Periods of different units are different values even
// where they count alike: Years(1) is not Months(12), because texts repeat the
// unit that the law uses. The zero Period means "no period": whatever is
// counted with it gives the zero Date.
//
// A period of length nought has its start as the corresponding day.
type Period struct {
	n    int32
	unit unit
}

// Days returns a period of n days. It is the zero Period if n is negative or
// longer than the calendar.
func Days(n int) Period { return period(n, inDays) }

// Months returns a period of n calendar months. It is the zero Period if n is
// negative or longer than the calendar.
func Months(n int) Period { return period(n, inMonths) }

// Years returns a period of n calendar years. It is the zero Period if n is
// negative or longer than the calendar.
func Years(n int) Period { return period(n, inYears) }

func period(n int, u unit) Period {
	longest := maxNumber
	switch u {
	case inMonths:
		longest = lastMonth
	case inYears:
		longest = maxYear
	}
	if n < 0 || n > longest {
		return Period{}
	}
	return Period{int32(n), u}
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p.unit == noUnit }

// Equal reports p == o. Comparison packages look for the method.
func (p Period) Equal(o Period) bool { return p == o }

// months returns the length of a period in months or years.
func (p Period) months() int {
	if p.unit == inYears {
		return int(p.n) * 12
	}
	return int(p.n)
}

// LastDay returns the last day of a period that begins on start: for days the
// n-th day, for months and years the corresponding day, or the last day of the
// month if there is none (Civil Code 202). With [StartCounted] it is one day
// earlier; the clamp to the month's end comes first. It is zero if start or p
// is zero, if c is not one of its two values, or if the day would lie outside
// the calendar.
func (p Period) LastDay(start Date, c Counting) Date { return p.Reached(start, c, OnLastDay) }

// FullFrom returns the day after the last day: the first on which the whole
// period has passed (Civil Code 203 paragraph 2). It is zero where [Period.LastDay]
// is, and if the last day is 9999-12-31.
func (p Period) FullFrom(start Date, c Counting) Date { return p.Reached(start, c, AfterLastDay) }

// Reached returns the first day on which a period that begins on start counts
// as full under the given reading: [Period.LastDay] for [OnLastDay],
// [Period.FullFrom] for [AfterLastDay]. (StartCounted, AfterLastDay) and
// (StartExcluded, OnLastDay) give the same day for every start.
func (p Period) Reached(start Date, c Counting, f Fullness) Date {
	offset, ok := fullOffset(c, f)
	if !ok || start.n == 0 {
		return Date{}
	}
	switch p.unit {
	case inDays:
		return dateAt(int64(start.n) + int64(p.n) + int64(offset))
	case inMonths, inYears:
		y, m, day := split(start.n)
		index := y*12 + m - 1 + p.months()
		// The year 10000 is let through: its first day less one is a day.
		if index > (maxYear+1)*12 {
			return Date{}
		}
		return dateAt(int64(joinClamped(index/12, index%12+1, day)) + int64(offset))
	default:
		return Date{}
	}
}

// LatestStart is the cut-off for a day: the latest start for which
// [Period.Reached] is no later than on. A start qualifies exactly if it is
// OnOrBefore the result, month ends included, so that a whole population is
// judged on one day with one comparison each. It is zero if no start of the
// calendar qualifies, if on or p is zero, or if c or f is not one of its two
// values.
func (p Period) LatestStart(on Date, c Counting, f Fullness) Date {
	offset, ok := fullOffset(c, f)
	if !ok || on.n == 0 {
		return Date{}
	}
	last := on.n - offset // the latest corresponding day
	switch p.unit {
	case inDays:
		return dateAt(min(int64(last)-int64(p.n), maxNumber))
	case inMonths, inYears:
		y, m, day := split(last)
		index := y*12 + m - 1 - p.months()
		if index < minYear*12 {
			return Date{}
		}
		if index > maxYear*12+11 {
			return Date{maxNumber}
		}
		// On the last day of a month all days of the starting month have
		// been reached, also those that this month does not have.
		if day >= 28 && day == daysIn(y, m) {
			day = 31
		}
		return Date{joinClamped(index/12, index%12+1, day)}
	default:
		return Date{}
	}
}
