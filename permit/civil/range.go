package civil

// A Range is a run of days from First to Last, both included. A zero Last means
// that the end is open; a zero First is a fault. The zero Range contains no
// day.
type Range struct {
	First Date `json:"first"`
	Last  Date `json:"last,omitzero"`
}

// IsOpen reports whether the range has no last day.
func (r Range) IsOpen() bool { return r.Last.IsZero() }

// Validate returns an error that wraps [ErrInvalid] if there is no first day or
// the last day lies before it.
func (r Range) Validate() error {
	if r.First.IsZero() {
		return &InvalidError{What: "range", Rule: "the first day is missing"}
	}
	if r.Last.StrictlyBefore(r.First) {
		return &InvalidError{What: "range", Rule: "the last day lies before the first"}
	}
	return nil
}

// Contains reports whether d is one of the days. It is false for the zero Date
// and for a range that is not valid.
func (r Range) Contains(d Date) bool {
	return d.OnOrAfter(r.First) && (r.IsOpen() || d.OnOrBefore(r.Last))
}

// Days returns the number of days, first and last included. It is false for an
// open or invalid range.
func (r Range) Days() (int, bool) {
	if r.IsOpen() || r.Validate() != nil {
		return 0, false
	}
	return r.First.DaysUntil(r.Last) + 1, true
}

// Overlap returns the days that both ranges have in common. It is false if
// there are none or a range is not valid.
func (r Range) Overlap(o Range) (Range, bool) {
	if r.Validate() != nil || o.Validate() != nil {
		return Range{}, false
	}
	common := Range{First: r.First, Last: r.Last}
	if o.First.StrictlyAfter(common.First) {
		common.First = o.First
	}
	if common.IsOpen() || o.Last.StrictlyBefore(common.Last) {
		common.Last = o.Last
	}
	if common.Validate() != nil {
		return Range{}, false
	}
	return common, true
}
