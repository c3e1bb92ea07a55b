package civil

// CompletedMonths returns how many whole months from start are full on the day
// on: the largest n for which Months(n).Reached(start, c, f) is no later than
// on, and 0 if not even one month is. It is false if either day is zero, if on
// lies before start, or if c or f is not one of its two values.
func CompletedMonths(start, on Date, c Counting, f Fullness) (int, bool) {
	offset, ok := fullOffset(c, f)
	if !ok || start.n == 0 || on.n < start.n {
		return 0, false
	}
	sy, sm, sd := split(start.n)
	y, m, d := split(on.n - offset)
	n := (y-sy)*12 + m - sm
	// The corresponding day of this month is still to come, unless the month
	// ends today and has none.
	if d < sd && d < daysIn(y, m) {
		n--
	}
	return max(n, 0), true
}

// CompletedYears returns how many whole years from start are full on the day
// on; it counts as [CompletedMonths] does.
func CompletedYears(start, on Date, c Counting, f Fullness) (int, bool) {
	n, ok := CompletedMonths(start, on, c, f)
	return n / 12, ok
}
