package civil

import (
	"cmp"
	"slices"
)

// A Table is a [Calendar] made from the yearly notices of the State Council. It
// is immutable. A nil or zero Table has no data.
//
// A notice bears the year it arranges, but may arrange days of the previous
// December too. Hence two rules. A year has data only if its own notice was
// given and names a day of that year; what another year's notice says about one
// of its days does not make the rest of the year known. And where two notices
// speak of the same day, the one of the later year prevails.
type Table struct {
	notices []notice // ascending by year, one for each
	first   int32    // day number of kinds[0]
	kinds   []DayKind
}

// A notice is what the State Council announced for a year.
type notice struct {
	year int
	days []noticeDay // ascending, each day once
}

type noticeDay struct {
	day  Date
	mark mark
}

// A mark is what a notice says about a day.
type mark uint8

const (
	markWork      mark = iota // people work
	markStatutory             // off, a statutory holiday
	markArranged              // off, but no statutory holiday
	markOff                   // off, statutory or not
)

// kind combines what the notice says with the day of the week.
func (d noticeDay) kind() DayKind {
	weekend := d.day.onWeekend()
	switch {
	case d.mark == markStatutory:
		return StatutoryHoliday
	case d.mark == markOff:
		return HolidayUnspecified
	case d.mark == markArranged && weekend:
		return Weekend
	case d.mark == markArranged:
		return BridgeDay
	case weekend:
		return MakeUpWorkday
	default:
		return Workday
	}
}

// newTable takes ownership of the notices, of which no two have the same year.
func newTable(notices []notice) *Table {
	slices.SortFunc(notices, func(a, b notice) int { return cmp.Compare(a.year, b.year) })
	t := &Table{notices: notices}
	years := t.Years()
	if len(years) == 0 {
		return t
	}
	last := join(years[len(years)-1], 12, 31)
	t.first = join(years[0], 1, 1)
	t.kinds = make([]DayKind, last-t.first+1) // KindUnknown between the years
	for _, y := range years {
		for n := join(y, 1, 1); n <= join(y, 12, 31); n++ {
			t.kinds[n-t.first] = kindByWeekday(Date{n})
		}
	}
	for _, notice := range notices {
		for _, d := range notice.days {
			i := d.day.n - t.first
			if i >= 0 && i < int32(len(t.kinds)) && t.kinds[i] != KindUnknown {
				t.kinds[i] = d.kind()
			}
		}
	}
	return t
}

// Years returns the years that have data, ascending.
func (t *Table) Years() []int {
	if t == nil {
		return nil
	}
	var years []int
	for _, n := range t.notices {
		if slices.ContainsFunc(n.days, func(d noticeDay) bool { return d.day.Year() == n.year }) {
			years = append(years, n.year)
		}
	}
	return years
}

// Kind returns what kind of day it is. It returns a [*NoDataError], which wraps
// [ErrNoCalendarData], for a year without data, and an error that wraps
// [ErrInvalid] for the zero Date.
func (t *Table) Kind(day Date) (DayKind, error) {
	if day.n == 0 {
		return KindUnknown, errNoDay()
	}
	if k := t.kind(day); k != KindUnknown {
		return k, nil
	}
	return KindUnknown, &NoDataError{Year: day.Year()}
}

// kind is Kind, or KindUnknown where that is an error.
func (t *Table) kind(day Date) DayKind {
	if t == nil {
		return KindUnknown
	}
	if i := int64(day.n) - int64(t.first); i >= 0 && i < int64(len(t.kinds)) {
		return t.kinds[i]
	}
	return KindUnknown
}

// With returns a table with the notices of both. Where both have the notice of
// a year, other's replaces t's as a whole. Neither is changed; either may be
// nil.
func (t *Table) With(other *Table) *Table {
	var notices []notice
	if other != nil {
		notices = append(notices, other.notices...)
	}
	if t != nil {
		for _, n := range t.notices {
			same := func(o notice) bool { return o.year == n.year }
			if !slices.ContainsFunc(notices, same) {
				notices = append(notices, n)
			}
		}
	}
	return newTable(notices)
}
