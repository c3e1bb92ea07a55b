package eligibility

import (
	"github.com/juzhuzheng/residence/permit"
	"github.com/juzhuzheng/residence/permit/civil"
)

// A Registration is one temporary-residence registration (暂住登记) in Beijing.
// A former temporary-residence permit (暂住证) is recorded as one. Segments may
// be given in any order and may overlap.
type Registration struct {
	// First is the day the system shows (reading A08); Last is the last day, and
	// zero while the registration has not ended.
	First    civil.Date      `json:"first,omitzero"`
	Last     civil.Date      `json:"last,omitzero"`
	District permit.District `json:"district,omitzero"`
	// Falsity is the finding that the registration is false
	// (GroundFalseRegistration). Established, it makes the registration fall
	// away; nothing else does (7.2).
	Falsity permit.Finding `json:"falsity,omitzero"`
}

// counts reports whether the segment is one at all on the day: it has begun and
// was not found to be false.
func (r *Registration) counts(on civil.Date) bool {
	return r.First.OnOrBefore(on) && (r.Falsity.Outcome == permit.Open || found(&r.Falsity) != permit.Yes)
}

// foundFalse reports whether the segment would be one, had it not been found to be
// false.
func (r *Registration) foundFalse(on civil.Date) bool {
	return r.First.OnOrBefore(on) && found(&r.Falsity) == permit.Yes
}

// reaches reports whether the segment has not ended before the day.
func (r *Registration) reaches(day civil.Date) bool { return r.Last.IsZero() || day.OnOrBefore(r.Last) }

// undated reports whether a segment lacks its first day, so that nothing
// certain follows from its absence.
func undated(rs []Registration) bool {
	for i := range rs {
		if rs[i].First.IsZero() {
			return true
		}
	}
	return false
}

// registeredOn reports whether a registration is in force on the day.
func registeredOn(rs []Registration, on civil.Date) bool {
	for i := range rs {
		if r := &rs[i]; r.counts(on) && r.reaches(on) {
			return true
		}
	}
	return false
}

// runStart is the first day of the unbroken run of registrations that is in
// force on the day, or the zero Date if none is. Segments join if the next
// begins no later than the day after the one before ended (reading A09).
func runStart(rs []Registration, on civil.Date) civil.Date {
	if len(rs) == 1 {
		if r := &rs[0]; r.counts(on) && r.reaches(on) {
			return r.First
		}
		return civil.Date{}
	}
	return walkBack(rs, on, nil)
}

// walkBack goes back from the day over the segments that belong to the run; nil
// lets all of them.
func walkBack(rs []Registration, on civil.Date, belongs func(*Registration) bool) civil.Date {
	var start civil.Date
	for edge := on; ; {
		grown := false
		// The newest segment usually stands last.
		for i := len(rs) - 1; i >= 0; i-- {
			r := &rs[i]
			if !r.counts(on) || !r.reaches(edge) || !start.IsZero() && !r.First.StrictlyBefore(start) {
				continue
			}
			if belongs != nil && !belongs(r) {
				continue
			}
			start, grown = r.First, true
			edge = start.DayBefore()
			if edge.IsZero() {
				return start
			}
		}
		if !grown {
			return start
		}
	}
}

// runStartInDistrict is runStart within the district of a registration in force
// on the day: the earliest such start. Where a district is not recorded, wild
// says whether it is taken for the same or for another one.
func runStartInDistrict(rs []Registration, on civil.Date, wild bool) civil.Date {
	var start civil.Date
	for i := range rs {
		r := &rs[i]
		if !r.counts(on) || !r.reaches(on) {
			continue
		}
		s := walkBack(rs, on, func(o *Registration) bool {
			if o == r || wild && (o.District == permit.DistrictUnknown || r.District == permit.DistrictUnknown) {
				return true
			}
			return o.District == r.District && o.District != permit.DistrictUnknown
		})
		if start.IsZero() || s.StrictlyBefore(start) {
			start = s
		}
	}
	return start
}

// addedStart is the day on which one unbroken run of as many days as are
// registered in all, up to and including the day, would have begun; the zero
// Date if there are none. Days registered twice count once.
func addedStart(rs []Registration, on civil.Date) civil.Date {
	days := 0
	for edge := on; ; {
		// The days up to edge are not counted yet; take the latest of them that
		// is registered, and the longest segment that holds it.
		var last, first civil.Date
		for i := range rs {
			r := &rs[i]
			if !r.counts(edge) || !r.Last.IsZero() && r.Last.StrictlyBefore(r.First) {
				continue
			}
			end := edge
			if !r.reaches(edge) {
				end = r.Last
			}
			if last.IsZero() || end.StrictlyAfter(last) || end == last && r.First.StrictlyBefore(first) {
				last, first = end, r.First
			}
		}
		if last.IsZero() {
			break
		}
		days += first.DaysUntil(last) + 1
		edge = first.DayBefore() // before the first day of the calendar nothing counts
	}
	if days == 0 {
		return civil.Date{}
	}
	return on.AddDays(1 - days)
}

// firstRegistered is the first of the days that addedStart counts; the zero Date if
// there are none.
func firstRegistered(rs []Registration, on civil.Date) (first civil.Date) {
	for i := range rs {
		r := &rs[i]
		if r.counts(on) && r.reaches(r.First) && (first.IsZero() || r.First.StrictlyBefore(first)) {
			first = r.First
		}
	}
	return first
}
